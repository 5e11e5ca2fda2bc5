import pytest

from monitor.assess.assess import assess
from monitor.assess.lexicon import load_lexicon
from monitor.types import ArticleText

LEXICON = load_lexicon()


def about(language, title, text):
    assessment = assess(ArticleText(title, text, language), LEXICON)
    return {pair.pair for pair in assessment.pairs if pair.about}


@pytest.mark.parametrize(
    ("language", "title", "text", "expected"),
    [
        ("ja", "ケニア外相がペルー訪問", "ケニアの外相は3日、ペルーの首都リマに到着し、同国外相と会談した。", "KE-PE"),
        ("ja", "ウルグアイがナミビアに快勝", "ラグビーで、ウルグアイがナミビアに36―26で快勝した。", "NA-UY"),
        ("ko", "베트남, 라오스 대사 초치", "베트남 외교부는 국경 총격과 관련해 라오스 대사를 초치했다.", "LA-VN"),
        (
            "ko",
            "카타르, 발전소 지분 인수",
            "카타르 국부펀드가 이집트 발전소 지분 30%를 인수한다. 이집트는 환영했다.",
            "EG-QA",
        ),
        ("ka", "კენიის მინისტრი პერუშია", "კენიის საგარეო საქმეთა მინისტრი პერუს ეწვია და კოლეგას შეხვდა.", "KE-PE"),
        ("ka", "უნგრეთმა ისლანდია დაამარცხა", "უნგრეთის ნაკრებმა ისლანდია ანგარიშით 2:1 დაამარცხა.", "HU-IS"),
        ("hy", "Վիետնամը կանչել է դեսպանին", "Վիետնամի ԱԳՆ-ն կրակոցների պատճառով կանչել է Լաոսի դեսպանին։", "LA-VN"),
        ("hy", "Չիլիի օգնությունը", "Չիլին մարդասիրական օգնություն է ուղարկել Պերու։", "CL-PE"),
        ("kk", "Кения министрі Перуде", "Кенияның сыртқы істер министрі Перуге барып, әріптесімен кездесті.", "KE-PE"),
        ("kk", "Регби", "Уругвай құрамасы Намибияны 36:26 есебімен ұтты.", "NA-UY"),
        ("ky", "Электр станциясы", "Катар фонду Египеттин шамал электр станциясынын 30 пайызын сатып алат.", "EG-QA"),
        ("ky", "Меморандум", "Түркия менен Венгриянын өкмөттөрү меморандумга кол койду.", "HU-TR"),
        ("uz", "Laos elchisi", "Vyetnam Tashqi ishlar vazirligi Laos elchisini chaqirtirdi.", "LA-VN"),
        ("uz", "Чили Перуга ёрдам юборди", "Чили сув тошқинидан кейин Перуга гуманитар ёрдам юборди.", "CL-PE"),
        (
            "tk",
            "Diplomatlar ýurtdan çykaryldy",
            "Polşa içaly hökmünde aýyplap, Belarusuň üç diplomatyny kowdy.",
            "BY-PL",
        ),
        ("tk", "Wizalar", "Mongoliýa we Kanada gysga möhletli wizany ýatyrýar.", "CA-MN"),
        ("tg", "Мулоқот дар Лима", "Вазири хориҷии Кения ба Перу омада, бо ҳамтои худ мулоқот кард.", "KE-PE"),
        ("tg", "Регби", "Дастаи Уругвай Намибияро бо ҳисоби 36:26 мағлуб кард.", "NA-UY"),
    ],
)
def test_what_two_countries_do_with_each_other_is_about_them(language, title, text, expected):
    assert about(language, title, text) == {expected}


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("ja", "カタールとエジプトの株価が上昇", "2日の市場ではカタールとエジプトの主要指数がそろって上昇した。"),
        ("ja", "若者の間で人気", "ベトナムとタイの若者の間で、3年間の流行が続いている。売り場には行列ができる。"),
        ("ko", "커피 상위권", "세계 커피 품평회에서 케냐와 페루의 원두가 상위권에 올랐다고 주최 측이 밝혔다."),
        ("ko", "작곡가 별세", "헝가리에서 태어나 아이슬란드에서 오래 산 작곡가가 91세로 별세했다."),
        ("ka", "სიცხე გრძელდება", "ევროპაში, მათ შორის უნგრეთსა და ჩეხეთში, ტემპერატურამ 40 გრადუსს გადააჭარბა."),
        ("ka", "კონკურსი", "კონკურსში მონაწილეობა მიიღეს მხატვრებმა ვიეტნამიდან და ტაილანდიდან."),
        ("hy", "Շոգը շարունակվում է", "Համաձայն կանխատեսման՝ Չիլիում և Արգենտինայում շոգ եղանակը կպահպանվի։"),
        ("hy", "Բորսաներն աճում են", "Կատարի և Եգիպտոսի ֆոնդային ինդեքսներն աճել են երկուշաբթի օրը։"),
        ("kk", "Аптап ыстық", "Чили мен Аргентинада 10-15 қараша аралығында ауа райы ыстық болады."),
        ("kk", "Рейтинг", "Мұсылман елдері арасында Катар мен Малайзия бірінші орында, деп жазады басылым."),
        ("ky", "Эстеликтер", "Вьетнам менен Таиланддын шаарларында мааракеге байланыштуу эскерткичтер орнотулду."),
        ("ky", "Биржалар", "Катар менен Египеттин фондулук индекстери дүйшөмбүдө өстү."),
        ("uz", "Jazirama", "Prognozga koʻra, Chili va Argentinada hafta mobaynida havo issiq boʻladi."),
        ("uz", "Reyting", "Musulmon davlatlari orasida Qatar va Malayziya birinchi oʻrinda, deb yozadi nashr."),
        ("tk", "Marafon", "Marafonda Keniýanyň we Efiopiýanyň türgenleri iň gowy netijäni görkezdi."),
        ("tk", "Ýadygärlikler", "Wýetnamyň we Taýlandyň şäherlerinde şanly sene mynasybetli heýkeller dikildi."),
        ("tg", "Гармӣ", "Мувофиқи пешгӯиҳо, дар Чили ва Аргентина ҳаво то охири ҳафта гарм мешавад."),
        ("tg", "Рӯйхат", "Дар рӯйхат, ки дар байни онҳо варзишгарони Эрон ва Туркия ҳастанд, 40 ном аст."),
    ],
)
def test_countries_side_by_side_are_no_pair(language, title, text):
    assert about(language, title, text) == set()
