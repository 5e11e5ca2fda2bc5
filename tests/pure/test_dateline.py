import pytest

from monitor.articles.dateline import find_ignored
from monitor.assess.assess import assess
from monitor.assess.lexicon import load_lexicon
from monitor.types import ArticleText, Span

LEXICON = load_lexicon()
BODY = "The minister opened a school."


def ignored(text, language="en", homes=()):
    names = [name for home in homes for name in LEXICON.agencies[home]]
    return [span.text for span in find_ignored(ArticleText("", text), LEXICON.of(language).read_also, names)]


@pytest.mark.parametrize(
    "dateline",
    [
        "Bakou, 22 avril, AZERTAC",
        "BAKU, Azerbaijan, April 22 /AGENCY/ —",
        "BAKU, April 22, 2025 (AGENCY) -",
        "Baku, April 22, AZERTAC",
        "ALGER, 21 avr 2025 (APS) -",
        "ALGER, 1er mai (APS) –",
        "Tizi Ouzou, 3 janvier 2025 (APS) -",
        "Баку, 22 апреля, АЗЕРТАДЖ",
        "БАКУ, 22 апр — АГЕНТСТВО.",
        "МОСКВА, 22 апреля. /ТАСС/.",
        "Москва. 22 апреля. АГЕНТСТВО -",
        "Bakı, 22 aprel, AZƏRTAC",
        "باكو، 22 أبريل، أذرتاج",
        "الجزائر، 21 أبريل 2025 (واج) -",
        "الجزائر (واج) -",
        "PARIS (AGENCY) —",
        "PARIS, France (AGENCY) —",
        "WASHINGTON —",
        "22 April. AGENCY.",
    ],
)
@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_a_dateline_is_found_whatever_its_fashion(dateline, gap):
    if gap == " " and dateline[-1].isalpha():
        gap = "\n"  # without a mark of its own only the line's end closes it

    assert ignored(dateline + gap + BODY) == [dateline]


@pytest.mark.parametrize(
    "above",
    ["22.04.2025 [15:30]", "Views: 123", "12:45", "date 2025-04", "By John Smith", "Photo: John Smith", "\n \n"],
)
def test_what_stands_above_a_dateline_does_not_hide_it(above):
    found = "\n".join(ignored(f"{above}\nBaku, April 22, AGENCY\n{BODY}"))

    assert "Baku, April 22, AGENCY" in found
    assert BODY not in found


def test_a_date_and_the_dateline_may_share_a_line():
    assert ignored(f" date 2025-04 Bakou, 22 avril, AZERTAC\n\n{BODY}") == [" date 2025-04 Bakou, 22 avril, AZERTAC"]


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijan, Algeria and Egypt signed an agreement on Tuesday.",
        "Azerbaijan and Algeria - two friends - met.",
        "In Baku, on April 22, the ministers met.",
        "Algeria won 2-1.",
        "باكو ترحب بالاتفاق بين أذربيجان والجزائر.",
        "Президент Азербайджана принял посла Алжира.",
        "Azərbaycan və Əlcəzair əməkdaşlıq edir.",
        "Source water in Azerbaijan is scarce. " * 8,
    ],
)
def test_a_story_that_opens_with_a_country_keeps_it(text):
    assert ignored(text) == []


def test_only_the_dateline_is_left_out_and_the_body_counts():
    assessment = assess(
        ArticleText("", "BAKU, Azerbaijan, April 22 /AGENCY/ — Officials in Algeria thanked Azerbaijan warmly.", "en"),
        LEXICON,
    )

    assert [span.text for span in assessment.ignored] == ["BAKU, Azerbaijan, April 22 /AGENCY/ —"]
    assert {country.code: len(country.mentions) for country in assessment.countries} == {"AZ": 1, "DZ": 1}


def test_credits_at_the_end_are_left_out():
    text = f"{BODY}\n\nMore was said.\n\n© Azerbaijan State News Agency\nReporting by A. B. in Ankara"

    assert ignored(text) == ["© Azerbaijan State News Agency\nReporting by A. B. in Ankara"] or ignored(text) == [
        "© Azerbaijan State News Agency",
        "Reporting by A. B. in Ankara",
    ]


def test_an_agency_of_the_wires_home_names_itself_only_there():
    text = f"Officials told the Azerbaijan State News Agency about it. {BODY}"

    assert ignored(text, homes=("AZ",)) == ["Azerbaijan State News Agency"]
    assert ignored(text) == []


@pytest.mark.parametrize(
    ("language", "tail"),
    [
        ("en", "Read also: France and Italy sign"),
        ("fr", "Lire aussi : La France et l’Italie signent"),
        ("az", "Həmçinin oxuyun: Fransa və İtaliya imzaladı"),
        ("ru", "Читайте также: Франция и Италия подписали"),
        ("ar", "اقرأ أيضا: فرنسا وإيطاليا توقعان"),
    ],
)
def test_an_invitation_to_read_elsewhere_is_left_out(language, tail):
    assert ignored(f"{BODY}\n\n{tail}\n\n{BODY}", language) == [tail]
    assert ignored(f"{BODY} {tail}", language) == [tail]


def test_headlines_under_an_invitation_are_left_out():
    text = f"{BODY}\n\nRead also\nFrance and Italy sign\nSpain waits\n\nThe minister then left for home."

    assert "\n".join(ignored(text)) == "Read also\nFrance and Italy sign\nSpain waits"


@pytest.mark.parametrize(
    ("title", "ignored"),
    [
        ("Bakou, 22 avril, AZERTAC", True),
        ("date 2025-04 Bakou, 22 avril, AZERTAC", True),
        ("Bakou, 22 avril : une visite", False),
        ("Le 22 avril à Bakou", False),
        ("", False),
    ],
)
def test_a_title_that_is_nothing_but_a_dateline_is_no_evidence(title, ignored):
    spans = find_ignored(ArticleText(title, "La délégation est arrivée.", "fr"), (), (), LEXICON.of("fr").places)

    assert (Span("title", 0, len(title), title) in spans) is ignored
