"""Secrets from where they are kept: files named by `…_file` keys, and ${VARIABLES} of the environment."""

import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel

from monitor.config.findings import Findings, key_path
from monitor.config.secrecy import is_example, is_secret, scrub
from monitor.config.validate import field_model, keys_of
from monitor.config.yaml import Entry, Listing, Node, Scalar, Table, scalars

_MAX_BYTES = 64_000
_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_CREDENTIALS = "CREDENTIALS_DIRECTORY"  # systemd's LoadCredential=
_PASSWORD_IN_URL = re.compile(r"(?<=:)([^:/@\s]*)(?=@)")
_COMMENTED = re.compile(
    r"(#.*?\b\w*(?:password|webhook_url|token|secret)(?!\w*_file)\w*['\"]?\s*:\s*)(\S.*)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Secrets:
    """Where secrets are looked for. Values it has given out are known to `findings`, which never shows them."""

    folder: Path
    environment: Mapping[str, str]
    findings: Findings

    def fill(self, table: Table, model: type[BaseModel]) -> Table:
        """`table` with the secrets that it only names; what cannot be had is a finding."""
        allowed = keys_of(model)
        entries = []
        for entry in table.entries:
            key = entry.key.removesuffix("_file")
            if entry.key in allowed or key not in allowed:
                inner = field_model(model, entry.key)
                entries.append(replace(entry, node=self._filled(entry.node, inner)))
            elif table.get(key) is not None:
                message = f"give one of {key}, {entry.key}, not both."
                self.findings.add(message, path=table.path, line=entry.line, column=entry.column)
            else:
                node = self._from_file(entry, key)
                if node is None:
                    self.findings.answered.add(key_path(table.path, key))
                else:
                    entries.append(replace(entry, key=key, node=node))
        return replace(table, entries=tuple(entries))

    def from_environment(self, scalar: Scalar) -> Scalar:
        """The text with its ${VARIABLES} replaced; one that is not set is a finding."""
        names = _VARIABLE.findall(scalar.text)
        if "${" in _VARIABLE.sub("", scalar.text):
            self.findings.at(scalar, "${ begins the name of an environment variable. Write it as ${NAME}.")
        for name in names:
            if not self.environment.get(name):
                lack = "is empty" if name in self.environment else "is not set"
                self.findings.at(scalar, f"the environment variable {name} {lack}. Set it, or write the value here.")
        if not names:
            return self._noted(scalar)
        text = _VARIABLE.sub(lambda found: self.environment.get(found[1]) or found[0], scalar.text)
        self.findings.secrets.update(self.environment.get(name, "") for name in names)
        return self._noted(replace(scalar, text=text, quoted=True, secret=True))

    def _noted(self, scalar: Scalar) -> Scalar:
        if scalar.secret:
            self.findings.secrets.add(scalar.text)
        return scalar

    def _filled(self, node: Node, model: type[BaseModel] | None) -> Node:
        if isinstance(node, Scalar):
            return self.from_environment(node)
        if isinstance(node, Listing):
            return replace(node, items=tuple(self._filled(item, model) for item in node.items))
        if model is not None:
            return self.fill(node, model)
        return replace(node, entries=tuple(replace(e, node=self._filled(e.node, None)) for e in node.entries))

    def _from_file(self, entry: Entry, key: str) -> Scalar | None:
        named = entry.node
        if not isinstance(named, Scalar) or not isinstance(named.value, str) or not named.text.strip():
            self.findings.at(named, f"must be the name of the file that holds the {key}.")
            return None
        if "://" in named.text or len(named.text) > 255:
            self.findings.at(named, f"must be the name of a file. To write the secret itself here, use {key}:.")
            return None
        text = self._content(self.from_environment(named), key)
        if text is None:
            return None
        self.findings.secrets.add(text)
        return replace(named, text=text, quoted=True, secret=True)

    def _content(self, named: Scalar, key: str) -> str | None:
        path = next((path for path in self._places(named.text) if path.exists()), None)
        if path is None:
            self.findings.at(named, self._not_there(named.text, key))
            return None
        try:
            raw = path.read_bytes() if path.stat().st_size <= _MAX_BYTES else None
        except IsADirectoryError:
            self.findings.at(named, f"{path} is a directory. Name the file that holds the {key}.")
            return None
        except OSError as error:
            self.findings.at(named, f"cannot read {path}: {error.strerror}. Let the user that runs monitor read it.")
            return None
        text = _decoded(raw)
        if not text:
            self.findings.at(named, f"{path} {_unfit(raw)}. Put the {key} in it and nothing else.")
            return None
        self._warn_of_readers(path, named)
        return text

    def _places(self, name: str) -> list[Path]:
        credentials = self.environment.get(_CREDENTIALS)
        folders = [Path(credentials)] if credentials else []
        return [folder / name for folder in (*folders, self.folder)]

    def _not_there(self, name: str, key: str) -> str:
        *before, beside = self._places(name)
        also = "".join(f"{path} nor " for path in before if path != beside)
        neither = "neither " if also else ""
        there = "there is no file" if not also else "there is"
        return f"{there} {neither}{also}{beside}. Create {beside} with the {key} in it, and chmod 600 it."

    def _warn_of_readers(self, path: Path, named: Scalar) -> None:
        credentials = self.environment.get(_CREDENTIALS)
        if credentials and path.is_relative_to(credentials):
            return
        warn_of_readers(path, self.findings, named)


def warn_of_readers(path: Path, findings: Findings, named: Scalar | None = None) -> None:
    """Say where a file with a secret is open to everybody on the machine."""
    if path.stat().st_mode & stat.S_IROTH:
        message = f"{path} holds a secret and can be read by everybody on this machine. chmod 600 it."
        findings.warn(message, path=named.path if named else "", place=named)


def _decoded(raw: bytes | None) -> str | None:
    try:
        return None if raw is None else raw.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        return None


def _unfit(raw: bytes | None) -> str:
    if raw is None:
        return "is too large for a secret"
    return "is empty" if not raw.strip() else "is not UTF-8 text"


def without_secrets(text: str, tree: Node, secrets: set[str]) -> str:
    """The file as it was written, with *** where a secret stands, be it in a comment."""
    for scalar in sorted(scalars(tree), key=lambda one: one.start, reverse=True):
        written = text[scalar.start : scalar.end]
        shown = _hidden(scalar, written)
        if shown != written:
            text = text[: scalar.start] + shown + text[scalar.end :]
    return scrub(_COMMENTED.sub(r"\1***", text), secrets)


def holds_secrets(tree: Node) -> bool:
    """Whether a secret is written into the file itself."""
    return any(_hidden(one, one.text) != one.text and not is_example(one.text) for one in scalars(tree))


def _hidden(scalar: Scalar, written: str) -> str:
    if scalar.path == "storage.url":
        return _PASSWORD_IN_URL.sub(lambda found: found[0] if "${" in found[0] else "***", written)
    if not is_secret(scalar.path) or _VARIABLE.fullmatch(scalar.text) or scalar.value is None:
        return written
    return "***\n" if written.endswith("\n") else "***"
