import pytest

from monitor.assess.assess import assess
from monitor.types import ArticleText
from tests.pure.judging import LEXICON, about


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "en",
            "Energy ministers meet",
            "The energy ministers of Azerbaijan and Algeria met on Tuesday. The two countries want to trade more.",
        ),
        (
            "fr",
            "Consultations politiques",
            "Les consultations entre les ministères azerbaïdjanais et algérien se sont tenues lundi à Alger.",
        ),
        (
            "az",
            "Siyasi məsləhətləşmələr keçirilib",
            "Azərbaycan və Əlcəzair arasında siyasi məsləhətləşmələr keçirilib. İki ölkə əməkdaşlığı genişləndirir.",
        ),
        (
            "ru",
            "Состоялись политические консультации",
            "Между Азербайджаном и Алжиром прошли консультации. Стороны обсудили двусторонние отношения.",
        ),
        (
            "ar",
            "مشاورات سياسية",
            "عقدت مشاورات سياسية بين أذربيجان والجزائر يوم الاثنين. وأكد البلدان أهمية التعاون الثنائي.",
        ),
        ("ru", "Азербайджано-алжирские связи крепнут", "Министры подписали протокол."),
        ("fr", "Le comité algéro-azerbaïdjanais se réunit", "Une séance de travail a été tenue."),
    ],
)
def test_what_two_countries_do_together_is_about_them(language, title, text):
    assert about(language, title, text) == {"AZ-DZ"}


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        # a minister who mentions a forum in the other's capital
        (
            "fr",
            "Le ministre algérien fait le bilan",
            "Le ministre algérien de l’Énergie a rappelé sa présence au forum de Bakou, puis a parlé du budget.",
        ),
        # both only by their capitals
        ("en", "Flights resume", "Flights from Baku to Algiers will resume in May, the airline said on Monday."),
        # a list of signatories
        (
            "en",
            "Declaration adopted",
            "The declaration was signed by Azerbaijan, Algeria, Turkey, Egypt, Iran, Pakistan, Qatar and Kuwait.",
        ),
        # a tail that invites elsewhere
        (
            "ru",
            "Совещание в министерстве",
            "Министр провёл совещание о бюджете Азербайджана.\n\nЧитайте также: Азербайджан и Алжир подписали договор",
        ),
        # the wire's own dateline
        ("az", "Görüş keçirilib", "Bakı, 22 aprel, AZƏRTAC\n\nƏlcəzairin energetika naziri həmkarlarını qəbul edib."),
    ],
)
def test_company_is_not_about(language, title, text):
    assert about(language, title, text) == set()


def test_a_third_country_they_talk_of_is_company():
    title = "Azerbaijan, Algeria sign gas accord"
    text = (
        "Azerbaijan and Algeria signed an accord on natural gas on Tuesday. The Algerian and Azerbaijani ministers "
        "said the two countries would meet again in June.\n\nThey also exchanged views on Libya. A tender in Egypt, "
        "where Algeria takes part, was mentioned."
    )

    assert about("en", title, text) == {"AZ-DZ"}


def test_named_together_is_listed_and_not_about():
    assessment = assess(
        ArticleText(
            "Declaration adopted",
            "The declaration was signed by Azerbaijan, Algeria, Turkey, Egypt, Iran, Pakistan and Qatar.",
            "en",
        ),
        LEXICON,
    )

    assert len(assessment.pairs) == 21
    assert not any(pair.about for pair in assessment.pairs)


def test_a_declaration_of_half_the_world_is_not_every_pair_of_it():
    names = [form.form for form in LEXICON.tables.generated("en") if form.kind == "name"]
    assessment = assess(ArticleText("Signatories", "Signed by " + ", ".join(names) + ".", "en"), LEXICON)

    assert len(assessment.countries) > 100
    assert len(assessment.pairs) <= 200


def test_the_best_sentence_comes_first_and_is_a_passage_of_the_article():
    article = ArticleText(
        "Azerbaijan and Algeria agree",
        "A delegation arrived. Algeria welcomed it.\n\nAzerbaijan thanked Algeria for it. Nothing more was said.",
        "en",
    )

    [pair] = assess(article, LEXICON).pairs

    assert [(span.field, span.text) for span in pair.evidence] == [
        ("title", "Azerbaijan and Algeria agree"),
        ("text", "Azerbaijan thanked Algeria for it."),
    ]


def test_what_an_article_is_about_stands_before_what_it_names():
    assessment = assess(
        ArticleText("France and Italy sign", "France and Italy signed. Spain, Malta, Greece and Cyprus watched.", "en"),
        LEXICON,
    )

    abouts = [pair.about for pair in assessment.pairs]
    scores = [pair.score for pair in assessment.pairs]
    assert assessment.pairs[0].pair == "FR-IT"
    assert abouts == sorted(abouts, reverse=True)
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def organisations(language, title, text):
    assessment = assess(ArticleText(title, text, language), LEXICON)
    return {pair.pair: pair.about for one in assessment.organisations for pair in one.pairs}


@pytest.mark.parametrize(
    ("language", "title", "text", "expected"),
    [
        (
            "en",
            "Azerbaijan and the EU sign a memorandum",
            "The European Union and Azerbaijan signed a memorandum on Monday. The EU will buy more gas from Baku.",
            {"AZ-eu": True},
        ),
        (
            "fr",
            "L’Algérie préside l’OPEP",
            "L’Algérie assure depuis lundi la présidence de l’OPEP. Ses membres s’en tiennent à leurs réductions.",
            {"DZ-opec": True},
        ),
        (
            "en",
            "Azerbaijan and Algeria hold consultations",
            "Azerbaijan and Algeria spoke of their ties. They also spoke of the Organisation of Islamic Cooperation.",
            {},
        ),
        (
            "ru",
            "Алжир и Азербайджан сверили позиции",
            "Азербайджан и Алжир обсудили сотрудничество в рамках ОИС и другие темы.",
            {"AZ-oic": False, "DZ-oic": False},
        ),
    ],
)
def test_a_country_and_an_organisation_are_weighed_as_two_countries_are(language, title, text, expected):
    assert organisations(language, title, text) == expected


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Kenya, Peru top a list of coffee regions", "Kenya and Peru lead the list this year, a magazine says."),
        ("fr", "Le Kenya et le Pérou en tête d’un classement", "Le Kenya est premier, le Pérou deuxième."),
        ("en", "Bourses rise in Qatar, Egypt", "The index of Qatar rose 0.4 percent. In Egypt it was up 1.2 percent."),
    ],
)
def test_side_by_side_is_not_with_each_other(language, title, text):
    assert about(language, title, text) == set()
