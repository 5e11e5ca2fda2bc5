"""Dutch, Polish and Ukrainian: names and people in their cases, and words that only look like countries."""

import pytest

from tests.pure.judging import countries


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "de Indiase, de Hondurese en de Rwandese president", "IN HN RW"),
        ("nl", "twee Tsjadiërs, Botswanen, Togolezen en Kosovaren", "TD BW TG XK"),
        ("nl", "rellen in Polen, in Zweden en in Eritrea", "PL SE ER"),
        ("nl", "een brug over Het Kanaal, ook het Engelse kanaal", ""),
        ("pl", "w Kostaryce, na Seszelach i w Rwandzie", "CR SC RW"),
        ("pl", "Bułgarzy, Azerowie, Czarnogórcy i Szwajcarzy", "BG AZ ME CH"),
        ("pl", "Kanadyjka, Niemka, Norweżka i Austriaczka", "CA DE NO AT"),
        ("pl", "rząd Nigru i prezydent Wybrzeża Kości Słoniowej", "NE CI"),
        ("uk", "з Китаєм, з Парагваєм і з Білоруссю", "CN PY BY"),
        ("uk", "у Люксембурзі, в Іраці та у В'єтнамі", "LU IQ VN"),
        ("uk", "уряд Вʼєтнаму й президент Тунісу", "VN TN"),
        ("uk", "австрійка, угорка й японка", "AT HU JP"),
        ("uk", "пара побралася, поранення руки й нова панамка біля ганку", ""),
    ],
)
def test_countries(language, text, expected):
    assert countries(language, text) == set(expected.split())
