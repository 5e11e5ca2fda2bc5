import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.assess.morphology import MORPHOLOGIES
from monitor.assess.words import Passed, Words, spans_of, words_of

SPANS = [MORPHOLOGIES[language].spans_of for language in ("fr", "uz", "he", "zh", "ko")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" … ", []),
        ("l’Algérie, the U.S.-Iran talks and the U.A.E.", "l Algérie the U.S. Iran talks and the U.A.E."),
        ("U.S. and U.K.: a U.S.S.R.", "U.S. and U.K. a U.S.S.R."),
        ("NATO.U.N. says В.В. Путин", "NATO U N says В В Путин"),
        ("गाज़ा में", "गाज़ा में"),
        ("😀 Алжир😀", "😀 Алжир😀"),
    ],
)
def test_words_are_parted_by_what_is_no_letter(text, expected):
    assert words_of(text) == (expected.split() if expected else [])


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh", "中俄关系OPEC 2025年", "中 俄 关 系 OPEC 2025年".replace("年", " 年")),
        ("ja", "タイトルはイラン・トルコ協議", "タイトル は イラン トルコ 協 議"),
        ("uz", "O'zbekiston g‘arbi", "O'zbekiston g‘arbi"),
        ("he", "ארה\"ב וצ'ילה", "ארה\"ב וצ'ילה"),
        ("ko", "한미정상회담은", "한 미 정상회담은"),
    ],
)
def test_each_language_parts_words_as_it_writes_them(language, text, expected):
    assert MORPHOLOGIES[language].words_of(text) == expected.split()


@given(st.text(), st.sampled_from(SPANS))
def test_words_are_in_order_and_never_empty(text, of):
    words = Words.of(text, of)
    spans = list(zip(words.starts, words.ends, strict=True))

    assert all(start < end for start, end in spans)
    assert spans == sorted(spans)
    assert all(
        words.between(index) == text[words.ends[index] : words.starts[index + 1]] for index in range(len(words) - 1)
    )


@given(st.lists(st.text("ab\0é", min_size=1, max_size=4), min_size=1, max_size=30))
def test_a_word_passed_over_is_passed_over_wherever_it_stands_and_no_other_is(said):
    words = Words.of(" ".join(said), spans_of)
    passed = Passed()
    passed.add(words, 0)

    assert passed.rest(words) == [index for index, word in enumerate(said) if word != said[0]]


def test_letters_in_another_order_are_another_word():
    words = Words.of("aab aba baa ab aabb ab\0", spans_of)

    assert len(set(words.numbers.tolist())) == 6


def test_words_that_share_a_place_do_not_drive_each_other_out():
    words = Words.of(" ".join(map(str, range(20_000))), spans_of)
    passed = Passed()
    for index in range(20_000):
        passed.add(words, index)

    assert len(passed.rest(words)) < 2_000
    passed.clear()
    assert len(passed.rest(words)) == 20_000


def test_a_lone_surrogate_is_part_of_a_word():
    assert words_of("Alg\ud800érie \udfff") == ["Alg\ud800érie", "\udfff"]
