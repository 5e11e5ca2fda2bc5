"""Step 3, evaluate: reads the tables of `monitor/data/` as they are written, and names their version."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import product

from monitor.assess.morphology import EXACT, OPEN, Morphology
from monitor.assess.vocabulary import Case, Element
from monitor.types import TopicSpec

ANY_LANGUAGE = "any"
OWN_TOPICS = "own-topics.tsv"  # beside topics.tsv; no such file is shipped
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

    def with_topics(self, topics: Iterable[TopicSpec]) -> "Tables":
        """These tables and the user's own topics, whose words bend unless they end in `*` or begin with `=`."""
        own: dict[str, list[str]] = {language: [] for language in self.languages}
        for topic in topics:
            for language, weight, terms in topic.terms:
                row = f"{topic.name if weight else '-'}\t{weight}\t{'; '.join(map(_bending, terms))}"
                for wanted in self.languages if language == ANY_LANGUAGE else (language,):
                    own[wanted].append(row)
        texts = {f"languages/{one}/{OWN_TOPICS}": "\n".join(["head", *rows]) for one, rows in own.items() if rows}
        return Tables(self.texts | texts)

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


def term_rows(term: str, morphology: Morphology) -> Iterator[tuple[Element, ...]]:
    """A term as the tables write it: every row of elements that it may be in a text.

    `*` ends a stem that any ending may follow, `=` starts a word of exact case, `~` one that bends as a name or an
    adjective does.
    """
    yield from product(*(places for piece in term.split() for places in _places(piece, morphology)))


def _places(piece: str, morphology: Morphology) -> Iterator[list[Element]]:
    words = morphology.words_of(piece)
    for position, word in enumerate(words, start=1):
        if piece.startswith("="):
            yield [Element(word.replace(".", ""), EXACT, Case.EXACT)]
            continue
        folded = morphology.fold(word)
        if piece.startswith("~"):
            yield [Element(stem, ending, Case.ANY) for stem, ending in dict.fromkeys(_bent(folded, morphology))]
        else:
            opened = piece.endswith("*") and position == len(words)
            yield [Element(folded, OPEN if opened else EXACT, Case.ANY)]


def _bent(word: str, morphology: Morphology) -> Iterator[tuple[str, str]]:
    yield word, EXACT
    for kind, part in (("name", True), ("demonym", False)):
        for stem, ending, bent in morphology.stems(word, kind, part):
            if bent == kind:
                yield stem, ending


def _bending(term: str) -> str:
    return " ".join(word if word[0] == "=" or word[-1] == "*" else f"~{word}" for word in term.split())


def folded_words(form: str, morphology: Morphology) -> tuple[str, ...]:
    """A form's words, folded: what two spellings of one form share."""
    return tuple(morphology.fold(word) for word in morphology.words_of(form))
