"""Step 3, evaluate: reads the tables of `monitor/data/` as they are written, and names their version."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from monitor.assess.morphology import EXACT, OPEN, Morphology
from monitor.assess.vocabulary import Case, Element

HAND_OWNED_COLUMNS = (("demonym", 1), ("capital", 2), ("name", 3), ("prefix", 4), ("code", 5))


@dataclass(frozen=True, slots=True)
class CountryForm:
    """One way to refer to a country; `only` keeps it from bending."""

    code: str
    kind: str
    form: str
    only: bool = False


@dataclass(frozen=True, slots=True)
class Tables:
    """The text of every table, by its path below `monitor/data/`."""

    texts: dict[str, str]

    @property
    def version(self) -> str:
        """Changes with any change of any table."""
        digest = hashlib.sha256()
        for name in sorted(self.texts):
            digest.update(name.encode() + b"\0" + self.texts[name].encode())
        return digest.hexdigest()[:12]

    def rows(self, name: str, columns: int) -> Iterator[tuple[str, ...]]:
        """The rows under the head of a table, filled up to `columns`."""
        for line in self.texts.get(name, "").splitlines()[1:]:
            if line and not line.startswith("#"):
                cells = line.split("\t")
                yield tuple(cells[:columns] + [""] * (columns - len(cells)))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a folder with a table of countries."""
        named = (re.fullmatch(r"languages/([^/]+)/countries\.tsv", name) for name in self.texts)
        return tuple(sorted(match.group(1) for match in named if match))

    def of_language(self, name: str, language: str, columns: int) -> Iterator[tuple[str, ...]]:
        """The rows of one of a language's own tables."""
        return self.rows(f"languages/{language}/{name}", columns)

    def hand_owned(self, language: str) -> Iterator[CountryForm]:
        """The forms that people wrote; these win."""
        for row in self.of_language("countries.tsv", language, 6):
            for kind, column in HAND_OWNED_COLUMNS:
                for form in cell(row[column]):
                    yield CountryForm(row[0], kind, form.lstrip("!"), only=form.startswith("!"))

    def generated(self, language: str) -> Iterator[CountryForm]:
        """The names and capitals that `tools/build_gazetteer.py` took from CLDR."""
        for code, kind, form in self.of_language("gazetteer.tsv", language, 3):
            yield CountryForm(code, kind, form)


def cell(text: str) -> list[str]:
    """A cell's forms; `;` parts them."""
    return [form.strip() for form in text.split(";") if form.strip()]


def read_tables() -> Tables:
    """All tables that are shipped."""
    return Tables(dict(sorted(_texts(files("monitor.data"), ""))))


def _texts(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.name.endswith(".tsv"):
            yield path + entry.name, entry.read_text("utf-8")
        elif entry.is_dir() and not entry.name.startswith("_"):
            yield from _texts(entry, f"{path}{entry.name}/")


def term_elements(term: str, morphology: Morphology) -> tuple[Element, ...]:
    """A term as the tables write it: `*` ends a stem that any ending may follow, `=` starts a word of exact case."""
    elements: list[Element] = []
    for piece in term.split():
        words = morphology.words_of(piece)
        exact = piece.startswith("=")
        for position, word in enumerate(words, start=1):
            opened = piece.endswith("*") and position == len(words)
            stem = re.sub(r"\.", "", word) if exact else morphology.fold(word)
            elements.append(Element(stem, OPEN if opened else EXACT, Case.EXACT if exact else Case.ANY))
    return tuple(elements)


def folded_words(form: str, morphology: Morphology) -> tuple[str, ...]:
    """A form's words, folded: what two spellings of one form share."""
    return tuple(morphology.fold(word) for word in morphology.words_of(form))
