"""Spanish, German, Chinese, Italian, Portuguese, Dutch, Polish, Ukrainian: what two countries do, and mere company."""

import pytest

from tests.pure.judging import about


@pytest.mark.parametrize(
    ("language", "text", "pair"),
    [
        ("es", "Uruguay y Botsuana firmaron este lunes un acuerdo sobre trazabilidad del ganado.", "BW-UY"),
        ("es", "Dos ciudadanos suecos murieron en un accidente en Panamá.", "PA-SE"),
        ("de", "Neuseeland hat Jordanien am Dienstag mit 4:0 besiegt.", "JO-NZ"),
        ("de", "Die rumänischen Behörden haben die Einfuhr von Bananen aus Ecuador verboten.", "EC-RO"),
        ("zh", "芬兰国家博物馆8日向纳米比亚归还一块圣石。", "FI-NA"),
        ("zh", "20名日本教师将在不丹培训同行，费用由日本政府承担。", "BT-JP"),
        ("it", "La polizia maltese ha arrestato un uomo su richiesta del Kenya.", "KE-MT"),
        ("it", "Un fondo dell'Oman ha acquistato il 60 per cento di un cantiere navale irlandese.", "IE-OM"),
        ("pt", "Soldados do Chade e do Níger trocaram tiros na fronteira.", "NE-TD"),
        ("pt", "O Uganda suspendeu o envio de trabalhadoras domésticas para o Kuwait.", "KW-UG"),
        ("nl", "Thailand heeft een vermeende smokkelaar uitgeleverd aan Madagaskar.", "MG-TH"),
        ("nl", "Vanaf maart mogen Ghanezen 90 dagen zonder visum op Barbados blijven.", "BB-GH"),
        ("pl", "Rząd Boliwii poprosił Norwegię o wycofanie filmu.", "BO-NO"),
        ("pl", "Malediwy deportują 60 obywateli Sri Lanki zatrzymanych na kutrach.", "LK-MV"),
        ("uk", "Португалія поверне Намібії останки 12 людей.", "NA-PT"),
        ("uk", "Японські вчителі навчатимуть колег у Бутані.", "BT-JP"),
    ],
)
def test_a_sentence_with_a_word_for_dealings_is_about_its_pair(language, text, pair):
    assert about(language, "", text) == {pair}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Kenia y Perú encabezan, de acuerdo con una revista, la lista de los mejores cafés."),
        ("es", "El fotógrafo, nacido en Hungría, vivía en Islandia desde 1957."),
        ("de", "Die Zahl der Ankünfte stieg in Albanien um 8 Prozent und in Georgien um 5 Prozent."),
        ("de", "Der Umweltminister des Tschad sprach auf einer Konferenz, die in Uruguay stattfindet."),
        ("zh", "卡塔尔股市收高，同一期间埃及股指持平。"),
        ("zh", "新西兰作家波哈图获得在斯洛文尼亚颁发的年度文学奖。"),
        ("it", "Danimarca e Costa Rica guidano la classifica di molti Paesi, tra cui la Svezia."),
        ("it", "In Brasile la siccità ha ridotto il raccolto, mentre in Vietnam piove troppo."),
        ("pt", "A população envelhece na Coreia do Sul e na Itália, de acordo com um estudo."),
        ("pt", "Um sismo abalou o norte do Chile. Horas antes, outro tinha sido sentido no Japão."),
        ("nl", "De Tsjechische dirigent woonde sinds 1969 in Chili."),
        ("nl", "De beurzen van Zuid-Korea en Indonesië zijn hoger gesloten."),
        ("pl", "Etiopka, znana między innymi z biegów górskich, wygrała maraton w Norwegii."),
        ("pl", "W Botswanie i Namibii temperatura przekroczyła 43 stopnie."),
        ("uk", "У Ботсвані та Намібії температура перевищила 43 градуси за допомогою антициклону."),
        ("uk", "Шведський скульптор народився у Швеції, а з 1970 року жив в Уругваї."),
    ],
)
def test_side_by_side_is_no_pair(language, text):
    assert about(language, "", text) == set()
