import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.assess.assess import assess
from monitor.assess.lexicon import load_lexicon
from monitor.assess.record import from_json, to_json
from monitor.types import ArticleText, Assessment

LEXICON = load_lexicon()

# One dispatch, told in the five languages; written for this test.
DISPATCHES = {
    "fr": ArticleText(
        "L’Azerbaïdjan et l’Algérie tiennent des consultations",
        "Bakou, 22 avril, AZERTAC\n\nDes consultations entre les ministères azerbaïdjanais et algérien des Affaires "
        "étrangères ont eu lieu à Alger. Les deux pays souhaitent coopérer dans le pétrole, le gaz et l’énergie "
        "renouvelable, ainsi qu’au sein de l’Organisation de la coopération islamique et du Mouvement des "
        "non-alignés.",
    ),
    "en": ArticleText(
        "Azerbaijan, Algeria hold consultations",
        "BAKU, Azerbaijan, April 22 /AZERTAC/ — Consultations between the foreign ministries of Azerbaijan and "
        "Algeria took place in Algiers. The two countries want to cooperate in oil, gas and renewable energy, and "
        "within the Organisation of Islamic Cooperation and the Non-Aligned Movement.",
    ),
    "az": ArticleText(
        "Azərbaycan ilə Əlcəzair arasında məsləhətləşmələr",
        "Bakı, 22 aprel, AZƏRTAC\n\nAzərbaycan və Əlcəzair xarici işlər nazirlikləri arasında məsləhətləşmələr "
        "keçirilib. İki ölkə neft, qaz və bərpa olunan enerji sahəsində, habelə İslam Əməkdaşlıq Təşkilatı və "
        "Qoşulmama Hərəkatı çərçivəsində əməkdaşlıq etmək istəyir.",
    ),
    "ru": ArticleText(
        "Азербайджан и Алжир провели консультации",
        "Баку, 22 апреля, АЗЕРТАДЖ\n\nМежду министерствами иностранных дел Азербайджана и Алжира прошли консультации. "
        "Обе страны намерены сотрудничать в сфере нефти, газа и возобновляемой энергетики, а также в рамках "
        "Организации исламского сотрудничества и Движения неприсоединения.",
    ),
    "ar": ArticleText(
        "مشاورات بين أذربيجان والجزائر",
        "باكو، 22 أبريل، أذرتاج\n\nجرت مشاورات بين وزارتي خارجية أذربيجان والجزائر. ويرغب البلدان في التعاون في "
        "مجالات النفط والغاز والطاقات المتجددة، وفي إطار منظمة التعاون الإسلامي وحركة عدم الانحياز.",
    ),
}
TOPICS = {"energy", "energy.oil", "energy.gas", "energy.renewables", "oic", "nam"}


@pytest.mark.parametrize("language", DISPATCHES)
def test_a_dispatch_reads_the_same_in_every_language(language):
    assessment = assess(DISPATCHES[language], LEXICON)

    assert assessment.language == language
    assert {country.code for country in assessment.countries} == {"AZ", "DZ"}
    assert [(pair.pair, pair.about) for pair in assessment.pairs] == [("AZ-DZ", True)]
    assert {topic.topic for topic in assessment.topics} == TOPICS
    assert {one.organisation for one in assessment.organisations} == {"oic", "nam"}
    assert len(assessment.ignored) == 1
    assert assessment.lexicon == LEXICON.version


@pytest.mark.parametrize("language", DISPATCHES)
def test_the_dateline_is_no_evidence(language):
    assessment = assess(DISPATCHES[language], LEXICON)
    [dateline] = assessment.ignored

    assert dateline.start == 0
    assert not [
        mention
        for country in assessment.countries
        for mention in country.mentions
        if mention.field == "text" and mention.start < dateline.end
    ]


def passages(assessment):
    yield from assessment.ignored
    for country in assessment.countries:
        yield from country.mentions
    for judged in (*assessment.pairs, *assessment.topics):
        yield from judged.evidence
    for organisation in assessment.organisations:
        yield from organisation.mentions


@pytest.mark.parametrize("language", DISPATCHES)
def test_every_passage_is_where_it_says(language):
    article = DISPATCHES[language]
    found = list(passages(assess(article, LEXICON)))

    assert len(found) > 10
    assert [getattr(article, span.field)[span.start : span.end] for span in found] == [span.text for span in found]


@pytest.mark.parametrize("language", DISPATCHES)
def test_an_assessment_survives_its_record(language):
    assessment = assess(DISPATCHES[language], LEXICON)

    assert from_json(json.loads(json.dumps(to_json(assessment)))) == assessment


def test_the_record_keeps_the_contract():
    record = to_json(assess(ArticleText("France meets Italy", "", "en"), LEXICON))

    assert list(record) == ["language", "countries", "pairs", "topics", "organisations", "ignored", "lexicon"]
    assert record["countries"][0]["mentions"][0] == {
        "field": "title",
        "start": 0,
        "end": 6,
        "text": "France",
        "kind": "name",
    }
    [pair] = record["pairs"]
    assert list(pair) == ["pair", "score", "about", "evidence"]
    assert pair["evidence"] == [{"field": "title", "start": 0, "end": 18, "text": "France meets Italy"}]


def test_a_language_without_tables_is_told_and_nothing_is_made_up():
    danish = ArticleText(
        "Ministrene mødtes i går", "De talte om leveringen af naturgas til Frankrig, og hvad den koster."
    )

    assert assess(danish, LEXICON) == Assessment("da", lexicon=LEXICON.version)


@pytest.mark.parametrize(
    ("title", "language", "codes"),
    [("Bakou", "fr", {"AZ"}), ("Алжир", "ru", {"DZ"}), ("Algeria, Azerbaijan", "en", {"AZ", "DZ"})],
)
def test_of_names_alone_the_tables_say_the_language(title, language, codes):
    assessment = assess(ArticleText(title, ""), LEXICON)

    assert (assessment.language, {country.code for country in assessment.countries}) == (language, codes)


def test_nothing_gives_nothing():
    assert assess(ArticleText("", ""), LEXICON) == Assessment("und", lexicon=LEXICON.version)


ODD = st.text(alphabet=st.characters(codec=None), max_size=80)
WORDS = st.sampled_from(
    [
        *("Azerbaijan", "algérien", "между", "США", "الجزائر", "Bakı", "22 avril,", "(APS) -", "\n", "Lire aussi :"),
        *(". ", "U.S.", "\ud800", "\x00", "franco-", "ABŞ", "Того", "مالي", "the two countries", "OIC", "gas", "- "),
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(WORDS, ODD), max_size=30).map(" ".join),
    st.lists(st.one_of(WORDS, ODD), max_size=30).map("".join),
    st.sampled_from([None, "fr", "en", "az", "ru", "ar", "xx", "!"]),
)
def test_no_text_is_too_odd(title, text, language):
    article = ArticleText(title, text, language, homes=("AZ", "ZZ"))
    assessment = assess(article, LEXICON)

    assert all(getattr(article, span.field)[span.start : span.end] == span.text for span in passages(assessment))
    assert assess(article, LEXICON) == assessment
    assert from_json(to_json(assessment)) == assessment


@pytest.mark.parametrize(
    "repeated",
    [
        "Azerbaijan and Algeria ",
        "Jordan Chad Georgia ",
        "Read also\n",
        "BAKU ",
        "a: ",
        "A.",
        "between A and ",
        "-",
        "\n",
    ],
)
def test_a_flood_costs_no_more_than_its_length(repeated):
    """Four times the text may take four times the steps, and some; squared costs would be sixteen times."""
    opening = "The president of the republic met his colleagues in the capital on Tuesday. " * 4

    def steps(length):
        taken = 0

        def count(_frame, _event, _argument):
            nonlocal taken
            taken += 1

        article = ArticleText("Flood", opening + repeated * (length // len(repeated)), "en")
        sys.setprofile(count)
        try:
            assess(article, LEXICON)
        finally:
            sys.setprofile(None)
        return taken

    steps(1_000)
    assert steps(80_000) < 5_000 + 5 * steps(20_000)
