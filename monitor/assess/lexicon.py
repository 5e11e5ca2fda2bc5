"""Step 3, evaluate: the tables made ready for judging, a language at a time when it is first needed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from monitor.assess.fold import fold
from monitor.assess.morphology import DEFINITE, EXACT, MORPHOLOGIES, Morphology
from monitor.assess.tables import CountryForm, Tables, cell, folded_words, read_tables, term_elements
from monitor.assess.vocabulary import Case, Element, Sense, Vocabulary

# A language is supported when it has a morphology and a table of country forms.
WORD_FRAMES = frozenset({"and", "language-before", "language-after", "noun-before"})  # looked up beside a hit
ORGANISATION_TOPICS = frozenset({"oic", "nam", "opec", "gecf"})  # to name these is to speak of them
# A name may open with one of these in lower case: îles Cook, острова Кука.
GENERIC = frozenset(
    {"ile", "iles", "остров", "острова", "royaume", "republique", "kingdom", "republic", "state", "etat"}
)
LINE_FRAMES = frozenset({"read-also"})  # looked for at the start of a line


@dataclass(frozen=True, slots=True)
class LanguageLexicon:
    """One language's tables: what is found in the text, and what is looked up beside it."""

    language: str
    vocabulary: Vocabulary
    beside: dict[str, frozenset[str]]
    read_also: tuple[str, ...]

    @property
    def cased(self) -> bool:
        """Whether the script has capitals."""
        return self.vocabulary.morphology.cased


@dataclass(slots=True)
class Lexicon:
    """All tables of one version."""

    tables: Tables
    version: str
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    organisations: frozenset[str]
    agencies: dict[str, tuple[str, ...]]  # how the agencies of a country call themselves
    _ready: dict[str, LanguageLexicon] = field(default_factory=dict)

    def of(self, language: str) -> LanguageLexicon | None:
        """The tables of a language; None where there are none."""
        if language not in self.languages:
            return None
        ready = self._ready.get(language)
        if ready is None:
            ready = self._ready[language] = _compile(self.tables, language)
        return ready


def load_lexicon() -> Lexicon:
    """Read the shipped tables; languages are made ready when the first article in them comes."""
    tables = read_tables()
    named = {row[0] for row in tables.rows("topics.tsv", 4)} - {"-"}
    parents = {topic.partition(".")[0] for topic in named}
    return Lexicon(
        tables=tables,
        version=tables.version,
        languages=tuple(language for language in MORPHOLOGIES if f"countries.{language}.tsv" in tables.texts),
        topics=tuple(sorted(named | parents | ORGANISATION_TOPICS)),
        organisations=frozenset(row[0] for row in tables.rows("organisations.tsv", 4)),
        agencies={home: tuple(cell(forms)) for home, forms in tables.rows("agencies.tsv", 2)},
    )


def _compile(tables: Tables, language: str) -> LanguageLexicon:
    morphology = MORPHOLOGIES[language]
    vocabulary = Vocabulary(morphology)
    for _, code, forms in tables.of_language("phrases.tsv", language, 3, 0):
        for form in cell(forms):
            value = "" if code == "-" else code
            vocabulary.add(term_elements(form), Sense("country", value, "name"))
    _add_countries(vocabulary, tables, language)
    for name, kind in (("topics.tsv", "topic"), ("organisations.tsv", "organisation")):
        for value, _, weight, forms in tables.of_language(name, language, 4, 1):
            for form in cell(forms):
                sense = Sense("topic", "" if value == "-" else value, kind, float(weight))
                vocabulary.add(term_elements(form), sense)
    beside: dict[str, frozenset[str]] = {}
    read_also: tuple[str, ...] = ()
    for _, kind, forms in tables.of_language("frames.tsv", language, 3, 0):
        if kind in WORD_FRAMES:
            beside[kind] = frozenset(" ".join(folded_words(form)) for form in cell(forms))
        elif kind in LINE_FRAMES:
            read_also = tuple(sorted({form.casefold() for form in cell(forms)}, key=len, reverse=True))
        else:
            for form in cell(forms):
                vocabulary.add(term_elements(form), Sense("frame", kind))
    return LanguageLexicon(language, vocabulary, beside, read_also)


def _add_countries(vocabulary: Vocabulary, tables: Tables, language: str) -> None:
    weak = {
        folded_words(form): reason
        for _, reason, forms in tables.of_language("weak.tsv", language, 3, 0)
        for form in cell(forms)
    }
    others = {
        folded_words(form): codes.split()
        for _, forms, codes in tables.of_language("ambiguous.tsv", language, 3, 0)
        for form in cell(forms)
    }
    hand_owned = list(tables.hand_owned(language))
    generated = list(tables.generated(language))
    prefixes = []
    for form in [*hand_owned, *generated]:
        words = folded_words(form.form)
        codes = others.get(words, [form.code])
        if form.code != codes[0]:
            continue
        for elements, kind in form_rows(vocabulary.morphology, form):
            other = codes[1] if len(codes) > 1 else ""
            definite = elements[0].stem == DEFINITE + words[0]  # no adjective or noun of everyday reads like that
            if kind == "prefix":
                prefixes.append((elements, Sense("country", form.code, kind, other=other)))
            else:
                reason = "" if definite else weak.get(words, "")
                vocabulary.add(elements, Sense("country", form.code, kind, weak=reason, other=other))
    for elements, sense in prefixes:  # last: a name that reads like a prefix is a name
        vocabulary.add(elements, sense)


def form_rows(morphology: Morphology, form: CountryForm) -> Iterator[tuple[tuple[Element, ...], str]]:
    """Every row of elements that one form of a country bends into, with the kind of each."""
    if form.kind == "code":
        yield term_elements("=" + form.form.replace(".", "")), "code"
        return
    words = folded_words(form.form)
    if len(words) == 1:
        stems = [(words[0], EXACT, form.kind)] if form.only else morphology.stems(words[0], form.kind, False)
        for stem, ending, kind in stems:
            yield (Element(stem, ending, _case(morphology, kind, form.form)),), kind
        return
    named_last = words[0] in GENERIC and form.form.split()[-1][:1].isupper()
    capital = len(words) - 1 if named_last else 0
    bent = [_bent(morphology, word, form) for word in words]
    for row in product(*bent):
        yield (
            tuple(
                Element(stem, ending, _case(morphology, form.kind, form.form) if position == capital else Case.ANY)
                for position, (stem, ending) in enumerate(row)
            ),
            form.kind,
        )


def _bent(morphology: Morphology, word: str, form: CountryForm) -> list[tuple[str, str]]:
    if form.only:
        return [(fold(word), EXACT)]
    return list(dict.fromkeys((stem, ending) for stem, ending, _ in morphology.stems(word, form.kind, True)))


def _case(morphology: Morphology, kind: str, form: str) -> Case:
    """A name needs its capital, unless the table itself writes it without one."""
    if not morphology.cased or (form[0].islower() and kind not in {"demonym", "prefix"}):
        return Case.ANY
    if kind in {"demonym", "prefix"} and not morphology.demonyms_have_capitals:
        return Case.ANY
    return Case.CAPITAL
