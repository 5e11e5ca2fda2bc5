import pytest

from monitor.assess.countries import assess_countries
from tests.pure.judging import countries, found_in


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # names, second names, inflection
        ("en", "Türkiye and Turkey's neighbours, Burma and the Netherlands", "TR MM NL"),
        ("en", "the Kingdom of Saudi Arabia (KSA) and the UAE", "SA AE"),
        ("fr", "de l’Algérie, en Turquie, aux Émirats arabes unis et au Pays de Galles", "DZ TR AE GB"),
        ("az", "Əlcəzairlə Türkiyənin, Qazaxıstandan Səudiyyə Ərəbistanına", "DZ TR KZ SA"),
        ("az", "ABŞ-ın BƏƏ-dəki səfirliyi", "US AE"),
        ("ru", "из Алжира в Турцию, между Саудовской Аравией и ОАЭ, с Египтом", "DZ TR SA AE EG"),
        ("ru", "на островах Кука и в Новой Зеландии", "CK NZ"),
        ("ar", "ولأذربيجان وللجزائر وبالسعودية وكالإمارات", "AZ DZ SA AE"),
        # adjectives and people
        ("en", "Algerians and an Emirati official met Finns, Danes and a Frenchman", "DZ AE FI DK FR"),
        ("fr", "une entreprise turque, des ingénieures grecques et des experts néerlandais", "TR GR NL"),
        ("az", "fransız jurnalist, iranlı həmkarı və rus diplomatlar", "FR IR RU"),
        ("ru", "азербайджанцы, алжирские врачи, турок, немцы и россияне", "AZ DZ TR DE RU"),
        ("ar", "الأتراك والفرنسيون والإيطالية والبرازيليين", "TR FR IT BR"),
        # compounds
        ("fr", "les relations algéro-azerbaïdjanaises et franco-sénégalaises", "DZ AZ FR SN"),
        ("en", "Sino-Indian and Russo-Turkish talks", "CN IN RU TR"),
        ("ru", "алжиро-азербайджанские и российско-турецкие переговоры", "DZ AZ RU TR"),
        ("az", "Azərbaycan-Əlcəzair münasibətləri", "AZ DZ"),
        # capitals and seats stand for their countries
        ("en", "the Kremlin and the White House, Baku and Algiers", "RU US AZ DZ"),
        ("fr", "l’Élysée et le Quai d’Orsay, à Bakou", "FR AZ"),
        ("ru", "в Белом доме и в Баку", "US AZ"),
        ("az", "Kremldə və Ankarada", "RU TR"),
        ("ar", "في أنقرة والكرملين", "TR RU"),
        # country and city of one name count as the country
        ("ru", "в Алжире", "DZ"),
        ("ar", "في الجزائر", "DZ"),
    ],
)
def test_ways_to_name_a_country(language, text, expected):
    assert set(expected.split()) == countries(language, text)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Niger and Nigeria", "NE NG"),
        ("en", "Papua New Guinea, Guinea-Bissau, Equatorial Guinea", "PG GW GQ"),
        ("en", "South Koreans and North Korea", "KR KP"),
        ("en", "the Republic of the Congo and the Democratic Republic of the Congo", "CG CD"),
        ("en", "Dominica and the Dominican Republic", "DM DO"),
        ("en", "South Sudan and Northern Ireland", "SS GB"),
        ("fr", "nigérien et nigérian", "NE NG"),
        ("fr", "la Dominique et la République dominicaine", "DM DO"),
        ("fr", "La réunion à l’île de la Réunion", "RE"),
        ("ru", "нигерийский и нигерский министры", "NG NE"),
        ("ru", "Южный Судан и Северная Корея", "SS KP"),
        ("ar", "النيجر ونيجيريا وكوريا الجنوبية", "NE NG KR"),
    ],
)
def test_names_within_names_are_told_apart(language, text, expected):
    assert set(expected.split()) == countries(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "New Mexico, the Indian Ocean and Latin America"),
        ("en", "Michael Jordan and Chad Smith told us that George Washington was first"),
        ("en", "the District of Columbia and the state of Georgia"),
        ("en", "Tabriz, the capital of East Azerbaijan province"),
        ("en", "He spoke in Russian and French, then switched to English."),
        ("en", "polish the china; a turkey; come with us"),
        ("fr", "Le discours a été prononcé en anglais. L'Amérique latine et l'océan Indien."),
        ("fr", "Réunion du conseil sur le Nouveau-Mexique"),
        ("az", "Nazirlik mali vəsait ayırıb. Mali yardım göstərilib."),
        ("az", "Kitab ingilis dilində və rus dilinə tərcümədə çıxıb."),
        ("ru", "Того же мнения эксперты. Кроме того, доклад вышел на английском языке."),
        ("ru", "В Латинской Америке и Индийском океане"),
        ("ar", "دعم مالي كبير، وتحدث باللغة الفرنسية عن أمريكا اللاتينية والمحيط الهندي"),
        ("ar", "في اليد اليمنى"),
    ],
)
def test_words_that_only_look_like_countries(language, text):
    assert countries(language, text) == set()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The king of Jordan spoke. Jordan Smith listened.", "JO"),
        ("en", "Brazzaville in Congo, and the Republic of the Congo", "CG"),
        ("ru", "Делегация Мали посетила Того и Чад.", "ML TG TD"),
        ("ar", "رئيس مالي", "ML"),
        ("az", "Prezident Malidən və Çaddan gələn qonaqları qəbul edib.", "ML TD"),
        ("ar", "استقبل العاهل الأردني ضيفه في عمان، عاصمة الأردن", "JO"),
        ("ar", "سلطنة عمان ومسقط", "OM"),
    ],
)
def test_doubtful_words_count_where_the_article_supports_them(language, text, expected):
    assert set(expected.split()) == countries(language, text)


def test_kinds_are_told():
    found = found_in("fr", "L’Algérie, un ministre algérien, Alger, les EAU et le comité algéro-tunisien")

    assert [(one.text, one.kind) for one in found] == [
        ("Algérie", "name"),
        ("algérien", "demonym"),
        ("Alger", "capital"),
        ("EAU", "code"),
        ("algéro", "compound"),
        ("tunisien", "compound"),
    ]


def test_short_codes_say_nothing_where_all_letters_are_capitals():
    assert countries("en", "CONTACT US FOR MORE") == set()
    assert countries("en", "Contact the US for more") == {"US"}


def test_the_title_weighs_more_than_the_text():
    ranked = assess_countries(found_in("en", "France came second.", title="Italy"))

    assert [country.code for country in ranked] == ["IT", "FR"]
    assert all(0 < country.score < 1 for country in ranked)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # a town of that name
        ("es", "Murieron dos turistas de Perú en Armenia (Colombia). El alcalde de Armenia lo lamentó.", "PE CO"),
        ("en", "A delegation from Chile visited Lebanon (United States), and Lebanon was pleased.", "CL US"),
        ("es", "El presidente de Armenia viajó a Colombia.", "AM CO"),
        # a federal state of that name
        ("en", "Poultry farmers near Atlanta say Georgia loses trade to Brazil.", "US BR"),
        ("en", "Poultry farmers near Tbilisi say Georgia loses trade to Brazil.", "GE BR"),
        ("fr", "Les éleveurs de Géorgie, près d’Atlanta, craignent le Brésil.", "US BR"),
        # a person of that name
        ("ru", "Художник Борис Турецкий выставил акварели. Турецкий живёт в Казани.", ""),
        ("ru", "Турецкий министр встретился с российским коллегой.", "TR RU"),
        ("pl", "Dyrektor Jan Czeski otworzył wystawę w Krakowie.", ""),
        # in German, nouns have capitals as well
        ("de", "Die deutsche Marine und Israel Regierungschef", "DE IL"),
        ("de", "Der Schweizer Botschafter sprach mit dem Deutschen Bundestag", "CH DE"),
        # both countries in one word
        ("zh", "印巴停火协议", "IN PK"),
        ("zh", "以巴衝突持續", "IL PS"),
    ],
)
def test_namesakes_are_what_the_article_shows_them_to_be(language, text, expected):
    assert countries(language, text) == set(expected.split())
