"""Countries in Kazakh, Kyrgyz, Uzbek, Turkmen and Tajik."""

import pytest

from monitor.assess.assess import assess
from monitor.types import ArticleText
from tests.pure.judging import LEXICON, countries


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # names, second names, cases
        ("kk", "Түркиядан Әзербайжанға, Ресеймен және Загребте", "TR AZ RU HR"),
        ("kk", "Біріккен Араб Әмірліктерінің, АҚШ-тың және ҚХР-дың елшілері", "AE US CN"),
        ("kk", "Сауд Арабиясының королі мен Израильдің министрі", "SA IL"),
        ("kk", "Ауғаныстандағы және Бирмадағы жағдай", "AF MM"),
        ("ky", "Өзбекстандан Түркияга, Россиянын жана Ирактан", "UZ TR RU IQ"),
        ("ky", "АКШнын, БАЭнин жана КЭРдин элчилери", "US AE CN"),
        ("ky", "Израилдин жана Сауд Арабиясындагы компаниялар", "IL SA"),
        ("uz", "Oʻzbekistondan Qozog'istonga, Bishkekka va Iroqqa", "UZ KZ KG IQ"),
        ("uz", "Ўзбекистон, Қирғизистоннинг, АҚШга, Грецияда, Йеменлик", "UZ KG US GR"),
        ("uz", "AQShning, BAAdagi va XXRga yuborilgan, Toşkentda", "US AE CN UZ"),
        ("uz", "Saudiya Arabistonidagi va San'adagi vakillar", "SA YE"),
        ("tk", "Türkiýäniň, Zimbabwäniň, Yragyň we Özbegistandan", "TR ZW IQ UZ"),
        ("tk", "ABŞ-nyň, BAE-niň we Hytaý Halk Respublikasynyň", "US AE CN"),
        ("tg", "Тоҷикистонро, Эрону Русия ва Чинро", "TJ IR RU CN"),
        ("tg", "Иёлоти Муттаҳидаи Амрикоро, ИМА-ро ва Аморати Муттаҳидаи Арабро", "US AE"),
        ("tg", "дар ҷазираҳои Кук ва Зеландияи Нав", "CK NZ"),
        # adjectives and people
        ("kk", "жапондық дәрігер, итальяндықтар, ресейлік елші, қырғыздар", "JP IT RU KG"),
        ("kk", "неміс, ағылшын және оңтүстік кореялық сарапшылар", "DE GB KR"),
        ("ky", "америкалыктар, орус, кытай жана венгриялык адистер", "US RU CN HU"),
        ("uz", "amerikalik, ingliz, xitoyliklar va янги зеландиялик", "US GB CN NZ"),
        ("tk", "amerikaly, iňlis, hytaýly we ýaponiýaly", "US GB CN JP"),
        ("tg", "амрикоиҳо, канадӣ, индонезиёӣ, итолиёҳо, русиягӣ ва эрониён", "US CA ID IT RU IR"),
        # compounds
        ("kk", "Қазақстан-Өзбекстан шекарасы, америка-қытай келіссөзі", "KZ UZ US CN"),
        ("ky", "кыргыз-тажик чек арасы", "KG TJ"),
        ("uz", "Oʻzbekiston–Turkiya aloqalari", "UZ TR"),
        ("tk", "türkmen-owgan serhedi", "TM AF"),
        ("tg", "муносибатҳои Тоҷикистону Ӯзбекистон", "TJ UZ"),
        # capitals and seats
        ("kk", "Кремльде, Ақ үйде және Ақордада", "RU US KZ"),
        ("ky", "Кремлдин жана Ак үйдүн өкүлү", "RU US"),
        ("ky", "Кыргызстандын президенти Ак үйдө", "KG"),
        ("uz", "Kremlda, Oq uyda va Pekindan", "RU US CN"),
        ("tk", "Kremliň, Ak jaýyň we Pekiniň", "RU US CN"),
        ("tg", "Кремлро, Кохи Сафед ва Деҳлии Нав", "RU US IN"),
        # names within names
        ("kk", "Гвинея-Бисау, Папуа-Жаңа Гвинея және Экваторлық Гвинея", "GW PG GQ"),
        ("ky", "Жаӊы Зеландиянын жана Ак-Суунун", "NZ"),
        ("ky", "Түндүк Кореянын жана Түштүк Судандын", "KP SS"),
        ("uz", "Kongo Demokratik Respublikasi va Kongo Respublikasi, Dominika, Dominikan Respublikasi", "CD CG DM DO"),
        ("tk", "Günorta Koreýanyň, Demirgazyk Koreýa we Nigeriýa bilen Niger", "KR KP NG NE"),
        ("tg", "Кореяи Шимолиро, Судони Ҷанубӣ ва Африқои Ҷанубӣ", "KP SS ZA"),
        ("kk", "Солтүстік Ирландияда", "GB"),
        ("uz", "Sharqiy Ozarbayjon viloyati", "IR"),
    ],
)
def test_ways_to_name_a_country(language, text, expected):
    assert set(expected.split()) == countries(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("kk", "Латын Америкасында, Үнді мұхитында және Парсы шығанағында"),
        ("kk", "Ақша мен сауда туралы. Дүйсенбі күні билік ауған. Сана туралы"),
        ("kk", "Малина мен құлпынай пісті. Қатар тұрған үйлер"),
        ("kk", "Кітап орыс тілінде және ағылшын тілінен аударылды"),
        ("ky", "Бардык адамдар катарда турат. Катар тизилип, түркүн түстүү"),
        ("ky", "Курманжан датка, түрк тилдүү элдер, Түштүк Америкада"),
        ("ky", "Китеп орус тилинде чыкты. Чад көлү"),
        ("uz", "Turkiy davlatlar. Sana belgilandi. Ummon kengligi. Malika keldi"),
        ("uz", "Hind okeani, Лотин Америкаси, Nyu-Meksiko"),
        ("uz", "U rus tilida, ingliz tilida va ruscha gapirdi"),
        ("tk", "Türki halklar, karar kabul edildi. Kabul etmek. Duşenbe güni"),
        ("tk", "Günorta Amerikanyň, Hindi okeanynyň, rus dilinde"),
        ("tg", "Халиҷи Форсро, Амрикои Ҷанубиро, уқёнуси Ҳинд"),
        ("tg", "бо забони русӣ навишт, забонҳои англисӣ ва фаронсавӣ омӯхт"),
        ("tg", "рӯзи душанбе, шоми дирӯз, дили ҳиндуҳо, Сана"),
    ],
)
def test_words_that_only_look_like_countries(language, text):
    assert countries(language, text) == set()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("kk", "Табиғи газ бен мұнай-газ өндіру", {"energy", "energy.gas", "energy.oil"}),
        ("kk", "Полиция жас ағызатын газ қолданды, газет жазды", set()),
        ("ky", "Эки өлкөнүн соода жүгүртүүсү өстү", {"trade"}),
        ("ky", "Ислам кызматташтык уюмунун саммити", {"oic"}),
        ("uz", "Атом электр станцияси қурилади", {"energy", "energy.nuclear"}),
        ("uz", "Neft va gaz eksporti", {"energy", "energy.gas", "energy.oil"}),
        ("tk", "Tebigy gazyň eksporty", {"energy", "energy.gas"}),
        ("tk", "Gün energiýasy we gözýaşardyjy gaz", {"energy", "energy.renewables"}),
        ("tg", "Нерӯгоҳи барқи обӣ сохта шуд", {"energy", "energy.power"}),
        ("tg", "Созмони ҳамкории исломӣ", {"oic"}),
    ],
)
def test_topics(language, text, expected):
    assert {one.topic for one in assess(ArticleText("", text, language), LEXICON).topics} == expected
