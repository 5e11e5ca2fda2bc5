import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.assess.fold import LONGEST_SENTENCE, fold, sentences_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("İRAN", "iran"),
        ("BAKI", "Bakı"),
        ("AZƏRBAYCAN", "azərbaycan"),
        ("Algérie", "ALGERIE"),
        ("Королёв", "Королев"),
        ("أذربيجان", "اذربيجان"),
        ("الجَزائِر", "الجزائر"),
        ("الجـزائر", "الجزائر"),
        (unicodedata.normalize("NFD", "Азербайджан"), "Азербайджан"),
        (unicodedata.normalize("NFD", "Émirats"), "émirats"),
    ],
)
def test_spellings_of_one_word_meet(one, other):
    assert fold(one) == fold(other)


def test_short_i_stays_a_letter_of_its_own():
    assert fold("Китай") != fold("Китаи")


def test_sentences_do_not_end_after_titles_months_and_initials():
    text = "Mr. Smith met J. Doe on Jan. 5. They spoke.\nA new line begins"

    assert [text[start:end] for start, end in sentences_of(text)] == [
        "Mr. Smith met J. Doe on Jan. 5.",
        "They spoke.",
        "A new line begins",
    ]


def test_a_text_without_full_stops_still_has_sentences_one_can_read():
    spans = sentences_of("word " * 2000)

    assert max(end - start for start, end in spans) <= LONGEST_SENTENCE


@given(st.text())
def test_sentences_are_trimmed_and_in_order(text):
    spans = sentences_of(text)

    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert spans == sorted(spans)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)
