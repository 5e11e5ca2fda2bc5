import pytest

from monitor.assess.language import identify

DISPATCHES = {
    "en": "The two ministers discussed the delivery of natural gas and agreed to meet again next month.",
    "fr": "Les deux ministres ont évoqué les livraisons de gaz et sont convenus de se revoir le mois prochain.",
    "az": "Nazirlər qaz tədarükünü müzakirə ediblər və gələn ay yenidən görüşmək barədə razılığa gəliblər.",
    "ru": "Министры обсудили поставки газа и договорились встретиться снова в следующем месяце.",
    "ar": "بحث الوزيران إمدادات الغاز واتفقا على اللقاء مجددا الشهر المقبل في العاصمة.",
    "tr": "Bakanlar doğal gaz sevkiyatını görüştü ve gelecek ay yeniden bir araya gelme kararı aldı.",
    "uk": "Міністри обговорили постачання газу та домовилися зустрітися знову наступного місяця.",
    "fa": "وزیران درباره تحویل گاز گفتگو کردند و توافق کردند که ماه آینده دوباره دیدار کنند.",
    "nl": "De ministers bespraken de levering van aardgas en spraken af elkaar volgende maand weer te zien.",
}


@pytest.mark.parametrize("language", DISPATCHES)
def test_a_dispatch_tells_its_language(language):
    assert language == identify(DISPATCHES[language])


@pytest.mark.parametrize("nothing", ["", " ", "…", "12345 67", "\ud800", "\x00\x01\x02", "https://example.org/"])
def test_nothing_to_read_is_undecided(nothing):
    assert identify(nothing) == "und"


def test_the_declared_language_speaks_where_the_words_do_not():
    assert identify("12345", "fr-FR") == "fr"


def test_a_declaration_breaks_a_tie():
    assert [identify("Bakı", declared) for declared in ("az", "tr")] == ["az", "tr"]


def test_a_wrong_declaration_is_not_believed():
    assert identify(DISPATCHES["ru"], "en") == "ru"


@pytest.mark.parametrize("declared", ["", "english", "!!", "e", "\ud800"])
def test_a_declaration_that_is_none_is_passed_over(declared):
    assert identify(DISPATCHES["en"], declared) == "en"
