import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.articles.dateline import find_ignored
from monitor.assess.lexicon import load_lexicon
from monitor.types import ArticleText
from tests.pure.wire_openings import BELOW, FEET, KNOWN_PLACES, OPENINGS, STORIES

LEXICON = load_lexicon()
SENTENCE = "The minister opened a school in the north of the country and then spoke for a long while to the pupils."


def ignored(text, language="en"):
    tables = LEXICON.of(language)
    return [span.text for span in find_ignored(ArticleText("", text), tables.read_also, (), tables.places)]


@pytest.mark.parametrize(("language", "opening"), OPENINGS + KNOWN_PLACES)
def test_an_opening_is_found_and_nothing_behind_it(language, opening):
    assert ignored(f"{opening} {SENTENCE}\n\n{SENTENCE}", language) == [opening]


@pytest.mark.parametrize(("language", "opening"), OPENINGS)
def test_an_opening_may_have_a_line_of_its_own(language, opening):
    assert ignored(f"{opening}\n\n{SENTENCE}\n\n{SENTENCE}", language) == [opening]


def test_every_language_has_openings_and_feet():
    languages = set(LEXICON.languages)

    assert {language for language in languages if [code for code, _ in OPENINGS].count(language) < 2} == set()
    assert languages - {code for code, _ in FEET} == set()


@pytest.mark.parametrize(("language", "foot"), FEET)
def test_a_credit_at_the_foot_is_found(language, foot):
    assert ignored(f"{SENTENCE}\n\n{SENTENCE}\n\n{foot}", language) == [foot]


@pytest.mark.parametrize(
    "foot", ["(Redaktion: kth)", "（完）", "（編輯：丁一）", "(TTXVN)", "EFE", "(النهاية) م ع / ر س"]
)
def test_a_credit_may_stand_behind_the_last_sentence(foot):
    assert ignored(f"{SENTENCE}\n\n{SENTENCE} {foot}") == [foot]


@pytest.mark.parametrize(("language", "story"), STORIES)
def test_a_story_at_the_foot_stays(language, story):
    assert ignored(f"{SENTENCE}\n\n{SENTENCE}\n\n{story}", language) == []


@pytest.mark.parametrize(
    ("language", "above"),
    [
        ("tr", "Muhabir: Selin Roe"),
        ("de", "Von Anna Roe"),
        ("es", "Por Ana Roe"),
        ("zh", "来源：新华社"),
        ("el", "Πηγή: ΑΠΕ"),
    ],
)
def test_a_credit_at_the_head_does_not_hide_the_dateline(language, above):
    assert ignored(f"{above}\n\nBERLIN (dpa) - {SENTENCE}", language) in (
        [above, "BERLIN (dpa) -"],
        [f"{above}\n\nBERLIN (dpa) -"],
    )


@pytest.mark.parametrize(
    ("language", "opening"),
    [
        ("en", "HONIARA -"),
        ("en", "PORT VILA -"),
        ("en", "APIA, June 19 (Reuters) -"),
        ("de", "Kuala Lumpur (SID) -"),
        ("de", "Kopenhagen -"),
        ("fa", "بیروت:"),
        ("ar", "طشقند -"),
        ("es", "Lima, 17 nov (Andina).-"),
        ("ru", "ЛОМЕ, 11 марта. /АПА/."),
        ("zh", "（中央社馬德里16日專電）"),
        ("ko", "(서울=연합뉴스)"),
    ],
)
def test_the_paragraphs_of_a_round_up_have_datelines(language, opening):
    assert ignored(f"{SENTENCE}\n\n{opening} {SENTENCE}\n\n{SENTENCE}", language) == [opening]


@pytest.mark.parametrize(("language", "story"), STORIES)
def test_a_story_that_only_looks_like_a_dateline_stays(language, story):
    assert ignored(f"{story}\n\n{SENTENCE}", language) == []


@pytest.mark.parametrize(("language", "story"), [*(("en", story) for story in BELOW), *STORIES])
def test_what_is_not_clear_further_down_stays(language, story):
    assert ignored(f"{SENTENCE}\n\n{story}\n\n{SENTENCE}", language) == []


@pytest.mark.parametrize(
    "piece",
    [
        "A ",
        "A-",
        "A.",
        "A, ",
        "(",
        "((",
        "/A",
        "/ ",
        "- ",
        "1 ",
        "1/1",
        "3 May ",
        "PARIS, ",
        "(AP) ",
        "新",
        "（",
        "【",
        "가 ",
        "．",
        "\n",
        "\n ",
        " ",
        "А. ",
        "به ",
        "ن ",
        "، ",
        ": ",
        "«",
        "a/b/",
        ". ",
        "Photo ",
        "(AFP)\n",
        "。",
    ],
)
def test_the_time_grows_with_the_length(piece):
    def took(length):
        text = piece * (length // len(piece))
        started = time.perf_counter()
        ignored(text)
        return time.perf_counter() - started

    assert min(took(100_000) for _ in range(2)) < 1.0


PIECES = [opening for _, opening in OPENINGS[::3]] + [foot for _, foot in FEET[::3]] + [SENTENCE, "\n", "\n\n", " "]


@given(st.lists(st.sampled_from(PIECES)))
def test_passages_are_cut_from_the_text_and_never_overlap(pieces):
    text = "".join(pieces)
    spans = find_ignored(ArticleText("", text), ("read also",))

    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
