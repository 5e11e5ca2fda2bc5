"""Step 3, evaluate: the tables made ready for judging, a language at a time when it is first needed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from monitor.articles.openings import NOWHERE, Places, fold_place
from monitor.assess.fold import fold
from monitor.assess.morphology import DEFINITE, EXACT, MORPHOLOGIES, Morphology
from monitor.assess.tables import OWN_TOPICS, CountryForm, Tables, cell, folded_words, read_tables, term_rows
from monitor.assess.vocabulary import Case, Element, Layer, Sense, Vocabulary
from monitor.assess.words import words_of
from monitor.types import TopicSpec

# A language is supported when it has a morphology and a table of country forms.
CLUE = "clue "  # how frames mark the words that show where a namesake lies
WORD_FRAMES = frozenset(
    {
        "and",
        "language-before",
        "language-after",
        "noun-before",
        "noun-after",
        "pair-after",
        "place-before",
        "place-after",
        "venue-before",
    }
)  # looked up beside a hit
_TERMS: tuple[tuple[str, Layer, str], ...] = (
    ("topics.tsv", "topic", "topic"),
    ("organisations.tsv", "topic", "organisation"),
    (OWN_TOPICS, "own topic", "topic"),
)
ORGANISATION_TOPICS = frozenset({"oic", "nam", "opec", "gecf"})  # to name these is to speak of them
# A name may open with one of these in lower case: îles Cook, острова Кука.
GENERIC = frozenset(
    {"ile", "iles", "остров", "острова", "royaume", "republique", "kingdom", "republic", "state", "etat"}
)
CITIES = frozenset({"HK", "MO", "SG", "MC", "GI", "VA", "SM", "DJ"})  # a name for the city and all around it
LINE_FRAMES = frozenset({"read-also"})  # looked for at the start of a line


@dataclass(frozen=True, slots=True)
class LanguageLexicon:
    """One language's tables: what is found in the text, and what is looked up beside it."""

    language: str
    vocabulary: Vocabulary
    beside: dict[str, frozenset[str]]
    read_also: tuple[str, ...]
    places: Places = NOWHERE  # for telling where an article was written
    has_clues: bool = False  # whether namesakes of countries are told by the words around them
    tells_contact: bool = False  # whether the tables have the words for what countries do with each other

    @property
    def morphology(self) -> Morphology:
        """How its words bend."""
        return self.vocabulary.morphology


@dataclass(slots=True)
class Lexicon:
    """All tables of one version."""

    tables: Tables
    version: str
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    organisations: frozenset[str]
    agencies: dict[str, tuple[str, ...]]  # how the agencies of a country call themselves
    members: dict[str, frozenset[str]]  # the countries in an organisation
    _ready: dict[str, LanguageLexicon] = field(default_factory=dict)
    _naming: dict[str, set[str]] = field(default_factory=dict)

    def of(self, language: str) -> LanguageLexicon | None:
        """The tables of a language; None where there are none."""
        if language not in self.languages:
            return None
        ready = self._ready.get(language)
        if ready is None:
            ready = self._ready[language] = _compile(self.tables, language)
        return ready

    def names_known(self, text: str) -> Counter[str]:
        """How many words of a text each language has in its names of countries, as they stand there."""
        if not self._naming:
            for language in self.languages:
                morphology = MORPHOLOGIES[language]
                for form in (*self.tables.generated(language), *self.tables.hand_owned(language)):
                    if form.kind in {"name", "capital"}:
                        for word in folded_words(form.form, morphology):
                            self._naming.setdefault(word, set()).add(language)
        known: Counter[str] = Counter()
        for word in words_of(text):
            known.update(self._naming.get(fold(word), ()))
        return known


def load_lexicon(own: Iterable[TopicSpec] = ()) -> Lexicon:
    """Read the shipped tables and add topics of one's own; languages are made ready when an article in them comes."""
    tables = read_tables().with_topics(own)
    topics = {
        row[0]
        for language in tables.languages
        for name in ("topics.tsv", OWN_TOPICS)
        for row in tables.of_language(name, language, 3)
    } - {"-"}
    parents = {topic.partition(".")[0] for topic in topics}
    return Lexicon(
        tables=tables,
        version=tables.version,
        languages=tuple(language for language in tables.languages if language in MORPHOLOGIES),
        topics=tuple(sorted(topics | parents | ORGANISATION_TOPICS)),
        organisations=frozenset(
            row[0] for language in tables.languages for row in tables.of_language("organisations.tsv", language, 3)
        ),
        agencies={home: tuple(cell(forms)) for home, forms in tables.rows("agencies.tsv", 2)},
        members={name: frozenset(cell(codes)) for name, codes in tables.rows("members.tsv", 2)},
    )


def _compile(tables: Tables, language: str) -> LanguageLexicon:
    morphology = MORPHOLOGIES[language]
    vocabulary = Vocabulary(morphology)
    for named, forms in tables.of_language("phrases.tsv", language, 2):
        code, *partners = named.split()
        value = "" if code == "-" else code
        kind = "pair" if partners else "name"
        for form in cell(forms):
            vocabulary.add_rows(term_rows(form, morphology), Sense("country", value, kind, others=tuple(partners)))
    _add_countries(vocabulary, tables, language)
    for name, layer, kind in _TERMS:
        for value, weight, forms in tables.of_language(name, language, 3):
            for form in cell(forms):
                sense = Sense(layer, "" if value == "-" else value, kind, float(weight))
                vocabulary.add_rows(term_rows(form, morphology), sense)
    beside: dict[str, frozenset[str]] = {}
    read_also: tuple[str, ...] = ()
    kinds: set[str] = set()
    for kind, forms in tables.of_language("frames.tsv", language, 2):
        kinds.add(kind)
        if kind in WORD_FRAMES:
            gap = " " if morphology.spaced else ""
            beside[kind] = frozenset(gap.join(folded_words(form, morphology)) for form in cell(forms))
        elif kind in LINE_FRAMES:
            read_also = tuple(sorted({fold(form) for form in cell(forms)}, key=len, reverse=True))
        else:
            for form in cell(forms):
                vocabulary.add_rows(term_rows(form, morphology), Sense("frame", "" if kind == "-" else kind))
    places = _places(tables, language)
    return LanguageLexicon(
        language,
        vocabulary,
        beside,
        read_also,
        places,
        has_clues=f"languages/{language}/elsewhere.tsv" in tables.texts,
        tells_contact="contact" in kinds,
    )


def _places(tables: Tables, language: str) -> Places:
    """The capitals of a language, and its countries; a city that is a country is a capital."""
    forms = [*tables.hand_owned(language), *tables.generated(language)]
    names = {fold_place(form.form): form.code for form in forms if form.kind in {"name", "code"}}
    capitals = {fold_place(form.form): form.code for form in forms if form.kind == "capital"}
    return Places(
        frozenset(capital for capital in capitals if capital not in names),
        frozenset(name for name, code in names.items() if capitals.get(name) != code and code not in CITIES),
    )


def _add_countries(vocabulary: Vocabulary, tables: Tables, language: str) -> None:
    morphology = vocabulary.morphology
    weak = {
        folded_words(form, morphology): reason
        for reason, forms in tables.of_language("weak.tsv", language, 2)
        for form in cell(forms)
    }
    shared = {
        folded_words(form, morphology): codes.split()
        for forms, codes in tables.of_language("ambiguous.tsv", language, 2)
        for form in cell(forms)
    }
    elsewhere = {}
    for forms, meaning, clues in tables.of_language("elsewhere.tsv", language, 3):
        for written in cell(forms):
            elsewhere[folded_words(written, morphology)] = meaning
        for clue in cell(clues):
            vocabulary.add_rows(term_rows(clue, morphology), Sense("frame", CLUE + meaning))
    hand_owned = list(tables.hand_owned(language))
    generated = list(tables.generated(language))
    prefixes = []
    for form in [*hand_owned, *generated]:
        words = folded_words(form.form, morphology)
        codes = shared.get(words, [form.code])
        if form.code != codes[0]:
            continue
        for elements, kind in form_rows(vocabulary.morphology, form):
            others = tuple(codes[1:])
            definite = elements[0].stem == DEFINITE + words[0]  # no adjective or noun of everyday reads like that
            if kind == "prefix":
                prefixes.append((elements, Sense("country", form.code, kind, others=others)))
            else:
                reason = "" if definite else weak.get(words, "")
                sense = Sense(
                    "country", form.code, kind, weak=reason, elsewhere=elsewhere.get(words, ""), others=others
                )
                vocabulary.add(elements, sense)
    for elements, sense in prefixes:  # last: a name that reads like a prefix is a name
        vocabulary.add(elements, sense)


def form_rows(morphology: Morphology, form: CountryForm) -> Iterator[tuple[tuple[Element, ...], str]]:
    """Every row of elements that one form of a country bends into, with the kind of each."""
    if form.kind == "code" and morphology.cased:
        yield from ((row, "code") for row in term_rows("=" + form.form.replace(".", ""), morphology))
        return
    words = folded_words(form.form, morphology)
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
        return [(word, EXACT)]
    return list(dict.fromkeys((stem, ending) for stem, ending, _ in morphology.stems(word, form.kind, True)))


def _case(morphology: Morphology, kind: str, form: str) -> Case:
    """A name needs its capital, unless the table itself writes it without one."""
    if not morphology.cased or (form[0].islower() and kind not in {"demonym", "prefix"}):
        return Case.ANY
    if kind in {"demonym", "prefix"} and not morphology.demonyms_have_capitals:
        return Case.ANY
    return Case.CAPITAL
