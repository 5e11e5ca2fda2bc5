import pytest

from monitor.assess.assess import assess
from monitor.assess.lexicon import load_lexicon
from monitor.assess.reading import read
from monitor.assess.topics import assess_organisations, assess_topics, find_terms
from monitor.types import ArticleText, TopicSpec

LEXICON = load_lexicon()


def terms_of(language, text, title=""):
    vocabulary = LEXICON.of(language).vocabulary
    return find_terms((read("title", title, vocabulary, ()), read("text", text, vocabulary, ())))


def topics(language, text, title=""):
    return {topic.topic for topic in assess_topics(terms_of(language, text, title), LEXICON.organisations)}


ENERGY = "energy energy.oil energy.gas energy.renewables"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "La coopération en matière de pétrole, de gaz et d’énergie renouvelable.", ENERGY),
        ("en", "They spoke of oil, gas and renewable energy.", ENERGY),
        ("az", "Neft, qaz və bərpa olunan enerji sahəsində əməkdaşlıq.", ENERGY),
        ("ru", "Сотрудничество в области нефти, газа и возобновляемой энергетики.", ENERGY),
        ("ar", "التعاون في مجالات النفط والغاز والطاقات المتجددة.", ENERGY),
        ("en", "A 200 megawatt power plant", "energy energy.power"),
        ("fr", "une centrale nucléaire", "energy energy.nuclear"),
        ("ru", "экспорт зелёного водорода", "energy energy.hydrogen"),
        ("az", "Kömür hasilatı artıb", "energy energy.coal"),
        ("ar", "محطة توليد الكهرباء", "energy energy.power"),
        ("en", "the Organization of the Islamic Conference", "oic"),
        ("fr", "dans le cadre de l’ONU, de l’OCI et du MNA", "oic nam"),
        ("az", "BMT, İƏT və Qoşulmama Hərəkatı çərçivəsində", "oic nam"),
        ("ru", "в рамках ООН, ОИС и Движения неприсоединения", "oic nam"),
        ("ar", "منظمة التعاون الإسلامي وحركة عدم الانحياز", "oic nam"),
        ("fr", "L’OPEP réduit sa production de pétrole", "opec energy energy.oil"),
        ("en", "the Gas Exporting Countries Forum", "gecf energy energy.gas"),
        ("fr", "match amical de football entre les deux équipes nationales", "sport"),
        ("fr", "Trois ressortissants ont été arrêtés et leurs passeports confisqués.", "consular"),
        ("de", "Sie sprachen über den Ausbau der Fährverbindung und ein Konsulat.", "transport consular"),
        ("de", "Über das Öl und das Gas der Region wurde verhandelt.", "energy energy.oil energy.gas"),
        ("es", "Terminarán la línea férrea y repatriarán a los marinos.", "transport consular"),
        ("es", "La novelista presenta su novela.", "culture"),
    ],
)
def test_what_a_sentence_is_about(language, text, expected):
    assert set(expected.split()) == topics(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Police used tear gas. The crowd was full of energy. Olive oil is dearer."),
        ("en", "The gas was gone."),
        ("en", "Political power and an oil painting"),
        ("en", "Nam is a family name; NAM said nothing."),
        ("en", "Her OIC card had expired."),
        ("fr", "De l’huile d’olive, du gaz lacrymogène et une équipe pleine d’énergie"),
        ("fr", "Une réunion de l’OCI"),
        ("az", "Zeytun yağı və göz yaşardıcı qaz. Neftçi oyunu uddu."),
        ("ru", "Слезоточивый газ и оливковое масло; «Нефтчи» проиграл; он полон энергии"),
        ("ru", "газета и газон в Газе"),
        ("ar", "زيت الزيتون والغاز المسيل للدموع"),
        ("de", "Die Fahrer fuhren ausführlich über künstliche Intelligenz; die Daten schienen gut geschützt."),
        ("de", "Ein dichter Nebel, ein Ringen um Lösungen, und der Verteidigungsminister kam auch."),
        ("es", "El municipio de Puerto Rico pagó con tarjeta Visa; la campaña fue orquestada."),
        ("fr", "Le dépouillement se poursuit ; à ce stade, le but est de convaincre."),
    ],
)
def test_one_vague_word_never_fires_alone(language, text):
    assert topics(language, text) - {"sport"} == set()


def test_a_child_brings_its_parent_with_its_words():
    assessed = assess_topics(terms_of("en", "natural gas"), LEXICON.organisations)

    assert {topic.topic: [span.text for span in topic.evidence] for topic in assessed} == {
        "energy.gas": ["natural gas"],
        "energy": ["natural gas"],
    }


def test_organisations_are_named_with_their_mentions():
    named = assess_organisations(
        terms_of("en", "The European Union and the OIC met. The EU left.", "African Union"), LEXICON.organisations
    )

    assert {one.organisation: [span.text for span in one.mentions] for one in named} == {
        "african-union": ["African Union"],
        "eu": ["European Union", "EU"],
        "oic": ["OIC"],
    }


# ---------------------------------------------------------------- topics of one's own

OWN = (
    TopicSpec(
        "corridors",
        (
            ("en", 1.0, ("Middle Corridor", "=TITR")),
            ("ru", 1.0, ("Средний коридор",)),
            ("az", 1.0, ("Orta Dəhliz",)),
            ("ar", 1.0, ("الممر الأوسط",)),
            ("zh", 1.0, ("中间走廊",)),
            ("any", 0.5, ("Zəngəzur*", "Zangezur", "pipeline")),
            ("en", 0.0, ("corridors of power", "Zangezur mountains")),
        ),
    ),
    TopicSpec("energy.lng", (("en", 1.0, ("liquefied natural gas",)),)),
)
WITH_OWN = load_lexicon(OWN)


def own_topics(language, text):
    return {topic.topic for topic in assess(ArticleText("", text, language), WITH_OWN).topics}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Cargo along the Middle Corridor doubled.", {"corridors"}),
        ("en", "They opened two middle corridors for trucks.", {"corridors"}),
        ("ru", "Перевозки по Среднему коридору выросли вдвое.", {"corridors"}),
        ("az", "Yüklər Orta Dəhlizlə daşınıb.", {"corridors"}),
        ("ar", "زاد الشحن عبر الممر الأوسط هذا العام", {"corridors"}),
        ("zh", "经由中間走廊的貨運量翻了一番。", {"corridors"}),
        ("en", "The TITR association met.", {"corridors"}),
        ("en", "The titr association met.", set()),
        ("en", "Zangezur was mentioned. Zangezur again, and Zangezur once more.", set()),  # one weak word
        (
            "en",
            "An oil pipeline through Zangezur is planned.",
            {"corridors", "energy", "energy.oil"},
        ),  # two of them; the judge's own stays
        ("en", "An oil pipeline near the Zangezur mountains is planned.", {"energy", "energy.oil"}),
        ("en", "The company ships liquefied natural gas.", {"energy", "energy.gas", "energy.lng"}),
        ("fr", "Le Middle Corridor est un nom anglais.", set()),
    ],
)
def test_own_terms_bend_and_are_weighed_like_the_judges_own(language, text, expected):
    found = own_topics(language, text) - {"transport", "trade"}

    assert found == expected


def test_own_topics_are_another_version_and_can_be_asked_for():
    assert WITH_OWN.version != LEXICON.version
    assert {"corridors", "energy.lng"} <= set(WITH_OWN.topics)
    assert load_lexicon(OWN).version == WITH_OWN.version
