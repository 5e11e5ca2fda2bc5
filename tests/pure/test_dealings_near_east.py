"""Azerbaijani, Turkish, Russian, Persian, Arabic: what two countries do, and mere company."""

import pytest

from tests.pure.judging import about


@pytest.mark.parametrize(
    ("language", "title", "text", "pair"),
    [
        ("az", "Çili Misirə qalib gəldi", "Çili millisi Misir yığmasını 2:0 hesabı ilə məğlub edib.", "CL-EG"),
        ("az", "Yeni gömrük qaydası", "Keniya Perudan gətirilən banana idxal rüsumu tətbiq edib.", "KE-PE"),
        ("tr", "Baraj gerginliği", "Sudan, Nil üzerindeki baraj nedeniyle Etiyopya'yı suçladı.", "ET-SD"),
        ("tr", "Müzeden heykel", "İtalya, Yunanistan'dan kaçırılan heykeli ülkesine iade etti.", "GR-IT"),
        ("ru", "Врачи едут в Африку", "Индия направит сто врачей в больницы на севере Нигерии.", "IN-NG"),
        ("ru", "Ничья в Ханое", "Сборные Монголии и Вьетнама сыграли вничью 1:1.", "MN-VN"),
        ("fa", "بازداشت راننده", "پلیس اتریش یک تبعه اسلواکی را که سلاح داشت بازداشت کرد.", "AT-SK"),
        ("fa", "گوشت مرغ برای توکیو", "برزیل نخستین محموله گوشت مرغ را به ژاپن فرستاد.", "BR-JP"),
        ("ar", "مصرف يغير مالكه", "اشترى صندوق من النرويج 20 بالمئة من ثاني أكبر مصرف في بولندا.", "NO-PL"),
        ("ar", "تعزية بعد الزلزال", "عزى رئيس الإكوادور رئيس بيرو في ضحايا الزلزال.", "EC-PE"),
    ],
)
def test_a_word_for_dealings_makes_a_pair(language, title, text, pair):
    assert about(language, title, text) == {pair}


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("az", "Qətər və Misir birjalarında artım", "Qətər və Misir birjalarında indekslər yüksəlib."),
        ("az", "Qəhvə reytinqi", "Ən çox qəhvə yetişdirən Keniya və Peru ölkələr arasında ilk onluqdadır."),
        ("tr", "Brezilya ve Filipinler'de sel", "Brezilya'nın güneyinde ve Filipinler'de sel evleri bastı."),
        ("tr", "Kahve listesi", "Kenya ve Peru en çok kahve üreten ülkeler arasında yer aldı."),
        ("ru", "Венгерский композитор умер в Исландии", "Выдающийся венгерский композитор умер в Исландии."),
        ("ru", "Биржи Катара и Египта растут", "На биржах Катара и Египта растут индексы и прибыль банков."),
        ("fa", "جایزه جشنواره", "در جشنواره بین المللی نروژ جایزه بزرگ به فیلم کارگردان شیلیایی رسید."),
        ("fa", "بازار مس", "تولید معادن شیلی پایین آمد و در مقابل استخراج مس در زامبیا بیشتر شد."),
        ("ar", "صعود بورصتي قطر ومصر", "ارتفعت مؤشرات بورصتي قطر ومصر بدعم من المصارف."),
        ("ar", "قائمة البن", "حلت من بين البلدان النامية كينيا وبيرو في صدارة القائمة."),
    ],
)
def test_countries_side_by_side_are_no_pair(language, title, text):
    assert about(language, title, text) == set()
