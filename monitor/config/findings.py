"""What is found wrong while a config is read, collected so that all of it is told in one go."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Protocol

from monitor.config.secrecy import scrub
from monitor.errors import Finding

MAX_FINDINGS = 20
_PLAIN_KEY = re.compile(r"[\w*-]+")


class Placed(Protocol):
    """Anything that knows where in the file it stands."""

    @property
    def line(self) -> int:
        """From 1."""

    @property
    def column(self) -> int:
        """From 1."""


class PlacedPath(Placed, Protocol):
    """Anything that also knows what it is called."""

    @property
    def path(self) -> str:
        """rules[2].pairs[0]"""


@dataclass(slots=True)
class Findings:
    """A list that grows while the config is read. What is found twice at one place is told once."""

    errors: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    secrets: set[str] = field(default_factory=set)  # never to be quoted
    answered: set[str] = field(default_factory=set)  # paths whose absence is already explained

    def add(self, message: str, *, path: str = "", line: int = 0, column: int = 0) -> None:
        """Note an error."""
        self.append(Finding(message, path, line, column))

    def append(self, finding: Finding) -> None:
        """Note an error that is already put into words."""
        if finding not in self.errors:
            self.errors.append(finding)

    def at(self, node: PlacedPath, message: str) -> None:
        """Note an error of a value."""
        self.add(message, path=node.path, line=node.line, column=node.column)

    def known_at(self, place: Placed) -> bool:
        """Whether an error is told of this place already: what follows from it would only confuse."""
        return any((finding.line, finding.column) == (place.line, place.column) for finding in self.errors)

    def known_in(self, table: PlacedPath) -> bool:
        """Whether an error is told of something in this mapping already."""
        return any(finding.path == table.path or finding.path.startswith(f"{table.path}.") for finding in self.errors)

    def warn(self, message: str, *, path: str = "", place: Placed | None = None) -> None:
        """Note what is allowed, and probably not meant."""
        line, column = (place.line, place.column) if place else (0, 0)
        self.warnings.append(Finding(message, path, line, column))

    def told(self) -> tuple[Finding, ...]:
        """The errors in the order of the file, without secrets, at most MAX_FINDINGS of them and how many more."""
        ordered = self._clean(self.errors)
        if len(ordered) <= MAX_FINDINGS:
            return ordered
        more = len(ordered) - MAX_FINDINGS
        return (*ordered[:MAX_FINDINGS], Finding(f"and {more} more. Mend these first."))

    def warned(self) -> tuple[Finding, ...]:
        """The warnings in the order of the file, without secrets."""
        return self._clean(self.warnings)

    def _clean(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        ordered = sorted(findings, key=lambda finding: (finding.line, finding.column))
        return tuple(
            replace(
                finding, message=_one_line(scrub(finding.message, self.secrets)), path=scrub(finding.path, self.secrets)
            )
            for finding in ordered
        )


def _one_line(message: str) -> str:
    """A quoted value may hold line ends, and whatever else makes a terminal do things."""
    return "".join(character if character.isprintable() else "\ufffd" for character in message)


def key_path(parent: str, key: str) -> str:
    """The path of `key` within `parent`: rules[0].name; odd keys are shown in quotes."""
    shown = key if _PLAIN_KEY.fullmatch(key) else f'"{key[:40]}"'
    return f"{parent}.{shown}" if parent else shown


def closest(word: str, known: Collection[str]) -> str | None:
    """The one of `known` that was probably meant."""
    folded = {one.casefold(): one for one in known}
    near = get_close_matches(word.casefold(), folded, n=1, cutoff=0.65)
    return folded[near[0]] if near else None


def did_you_mean(word: str, known: Collection[str], otherwise: str) -> str:
    """`Did you mean "…"?`, or what to say where nothing comes near."""
    near = closest(word, known)
    return f'Did you mean "{near}"?' if near else otherwise
