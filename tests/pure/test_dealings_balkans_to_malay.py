"""Bulgarian to Swahili: what two countries do, and mere company."""

import pytest

from tests.pure.judging import about


@pytest.mark.parametrize(
    ("language", "title", "text", "expected"),
    [
        (
            "bg",
            "Непал и Бутан подписаха споразумение за граничен пункт",
            "Катманду. Външните министри на Непал и Бутан подписаха във вторник споразумение за нов граничен пункт.",
            "BT-NP",
        ),
        (
            "bg",
            "Исландия победи Люксембург с 3:1",
            "Националният отбор на Исландия победи Люксембург с 3:1 в контролен мач в Рейкявик.",
            "IS-LU",
        ),
        (
            "ro",
            "Nepal și Bhutan au semnat un acord",
            "Miniștrii de externe ai Nepalului și Bhutanului au semnat marți un acord.",
            "BT-NP",
        ),
        (
            "ro",
            "Islanda a învins Luxemburgul cu 3-1",
            "Naționala Islandei a învins Luxemburgul cu 3-1 într-un meci amical disputat la Reykjavik.",
            "IS-LU",
        ),
        (
            "el",
            "Νεπάλ και Μπουτάν υπέγραψαν συμφωνία",
            "Οι υπουργοί Εξωτερικών του Νεπάλ και του Μπουτάν υπέγραψαν την Τρίτη συμφωνία για νέο συνοριακό σταθμό.",
            "BT-NP",
        ),
        (
            "el",
            "Η Ισλανδία νίκησε το Λουξεμβούργο με 3-1",
            "Η εθνική ομάδα της Ισλανδίας νίκησε το Λουξεμβούργο με 3-1 σε φιλικό ματς.",
            "IS-LU",
        ),
        (
            "he",
            "נפאל ובהוטן חתמו על הסכם",
            "שרי החוץ של נפאל ובהוטן חתמו ביום שלישי על הסכם לפתיחת מעבר גבול חדש.",
            "BT-NP",
        ),
        (
            "he",
            "איסלנד ניצחה את לוקסמבורג 1:3",
            "נבחרת איסלנד ניצחה את לוקסמבורג 1:3 במשחק ידידות ברייקיאוויק.",
            "IS-LU",
        ),
        (
            "hi",
            "नेपाल और भूटान ने समझौते पर हस्ताक्षर किए",
            "नेपाल और भूटान के विदेश मंत्रियों ने मंगलवार को नई सीमा चौकी के लिए समझौते पर हस्ताक्षर किए।",
            "BT-NP",
        ),
        ("hi", "आइसलैंड ने लक्जमबर्ग को 3-1 से हराया", "आइसलैंड की टीम ने मैत्री मैच में लक्जमबर्ग को 3-1 से हराया।", "IS-LU"),
        ("bn", "নেপাল ও ভুটানের চুক্তি সই", "নেপাল ও ভুটানের পররাষ্ট্রমন্ত্রীরা মঙ্গলবার নতুন সীমান্ত চৌকির জন্য চুক্তি সই করেছেন।", "BT-NP"),
        ("bn", "লুক্সেমবার্গকে ৩-১ গোলে হারাল আইসল্যান্ড", "প্রীতি ম্যাচে লুক্সেমবার্গকে ৩-১ গোলে হারিয়েছে আইসল্যান্ড।", "IS-LU"),
        (
            "ur",
            "نیپال اور بھوٹان کے معاہدے پر دستخط",
            "نیپال اور بھوٹان کے وزرائے خارجہ نے منگل کو نئی سرحدی چوکی کے معاہدے پر دستخط کیے۔",
            "BT-NP",
        ),
        (
            "ur",
            "آئس لینڈ نے لکسمبرگ کو 3-1 سے شکست دے دی",
            "آئس لینڈ کی ٹیم نے دوستانہ میچ میں لکسمبرگ کو تین ایک سے شکست دی۔",
            "IS-LU",
        ),
        (
            "id",
            "Nepal dan Bhutan tandatangani perjanjian",
            "Menteri luar negeri Nepal dan Bhutan menandatangani perjanjian pos perbatasan baru pada Selasa.",
            "BT-NP",
        ),
        (
            "id",
            "Islandia kalahkan Luksemburg 3-1",
            "Tim nasional Islandia mengalahkan Luksemburg 3-1 dalam laga persahabatan di Reykjavik.",
            "IS-LU",
        ),
        (
            "ms",
            "Nepal dan Bhutan meterai perjanjian",
            "Menteri luar Nepal dan Bhutan memeterai perjanjian pos sempadan baharu pada Selasa.",
            "BT-NP",
        ),
        (
            "ms",
            "Iceland tewaskan Luxembourg 3-1",
            "Pasukan kebangsaan Iceland menewaskan Luxembourg 3-1 dalam perlawanan persahabatan.",
            "IS-LU",
        ),
        (
            "vi",
            "Nepal và Bhutan ký thỏa thuận",
            "Ngoại trưởng Nepal và Bhutan hôm thứ Ba đã ký thỏa thuận mở cửa khẩu biên giới mới.",
            "BT-NP",
        ),
        (
            "vi",
            "Iceland đánh bại Luxembourg 3-1",
            "Đội tuyển Iceland đánh bại Luxembourg 3-1 trong trận giao hữu ở Reykjavik.",
            "IS-LU",
        ),
        (
            "sw",
            "Nepal na Bhutan zasaini makubaliano",
            "Mawaziri wa mambo ya nje wa Nepal na Bhutan walisaini Jumanne makubaliano ya kituo kipya cha mpakani.",
            "BT-NP",
        ),
        (
            "sw",
            "Iceland yaichapa Luxembourg 3-1",
            "Timu ya taifa ya Iceland iliichapa Luxembourg 3-1 katika mechi ya kirafiki.",
            "IS-LU",
        ),
    ],
)
def test_who_deals_with_whom(language, title, text, expected):
    assert about(language, title, text) == {expected}


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "bg",
            "Кения и Перу оглавиха класация за кафе",
            "Кафето от Кения и Перу оглави годишната класация на списанието. Оценени бяха 60 вида от цял свят.",
        ),
        (
            "bg",
            "Почина унгарският писател Лайош Бела",
            "Унгарският писател Лайош Бела почина на 88 години в Исландия, където живееше от 1975 г.",
        ),
        (
            "ro",
            "Kenya și Peru conduc clasamentul cafelei",
            "Cafeaua din Kenya și Peru a ocupat primele locuri în clasamentul anual al revistei.",
        ),
        (
            "ro",
            "A murit scriitorul maghiar Lajos Bela",
            "Scriitorul ungar Lajos Bela a murit la 88 de ani în Islanda, unde trăia din 1975.",
        ),
        (
            "el",
            "Κένυα και Περού στην κορυφή της κατάταξης καφέ",
            "Ο καφές από την Κένυα και το Περού βρέθηκε στην κορυφή της ετήσιας κατάταξης, σύμφωνα με το περιοδικό.",
        ),
        (
            "el",
            "Πέθανε ο Ούγγρος συγγραφέας Λάγιος Μπέλα",
            "Ο Ούγγρος συγγραφέας Λάγιος Μπέλα πέθανε σε ηλικία 88 ετών στην Ισλανδία, όπου ζούσε από το 1975.",
        ),
        (
            "he",
            "אתיופיה ווייטנאם בראש דירוג הקפה",
            "הקפה מאתיופיה ומווייטנאם הגיע לראש הדירוג השנתי של המגזין. דורגו 60 זנים.",
        ),
        ("he", "הסופר ההונגרי לאיוש בלה מת באיסלנד", "הסופר ההונגרי לאיוש בלה מת בגיל 88 באיסלנד, שבה חי מאז 1975."),
        (
            "hi",
            "केन्या और पेरू कॉफी सूची में शीर्ष पर",
            "पत्रिका की सालाना सूची में केन्या और पेरू की कॉफी शीर्ष पर रही। 60 किस्मों को परखा गया।",
        ),
        (
            "hi",
            "हंगरी के लेखक लाजोस बेला का निधन",
            "हंगरी के लेखक लाजोस बेला का 88 वर्ष की आयु में आइसलैंड में दिल का दौरा पड़ने से निधन हो गया।",
        ),
        (
            "bn",
            "কফির তালিকার শীর্ষে কেনিয়া ও পেরু",
            "সাময়িকীর বার্ষিক তালিকায় শীর্ষে রয়েছে কেনিয়া ও পেরুর কফি। এতে ৬০ ধরনের কফি যাচাই করা হয়।",
        ),
        ("bn", "হাঙ্গেরির লেখক লায়োস বেলার মৃত্যু", "হাঙ্গেরির লেখক লায়োস বেলা ৮৮ বছর বয়সে আইসল্যান্ডে মারা গেছেন।"),
        (
            "ur",
            "کینیا اور پیرو کافی کی فہرست میں سرفہرست",
            "جریدے کی سالانہ فہرست میں کینیا اور پیرو کی کافی سرفہرست رہی۔ 60 اقسام کو پرکھا گیا۔",
        ),
        (
            "ur",
            "ہنگری کے ادیب لایوش بیلا انتقال کر گئے",
            "ہنگری کے ادیب لایوش بیلا 88 برس کی عمر میں آئس لینڈ میں دل کا دورہ پڑنے سے انتقال کر گئے۔",
        ),
        (
            "id",
            "Kenya dan Peru puncaki daftar kopi terbaik",
            "Kopi dari Kenya dan Peru menduduki peringkat teratas dalam daftar tahunan majalah itu.",
        ),
        (
            "id",
            "Penulis Hungaria Lajos Bela meninggal",
            "Penulis Hungaria Lajos Bela meninggal pada usia 88 tahun di Islandia akibat serangan jantung.",
        ),
        (
            "ms",
            "Kenya dan Peru dahului senarai kopi",
            "Kopi dari Kenya dan Peru menduduki tangga teratas senarai tahunan majalah itu. Sebanyak 60 jenis dinilai.",
        ),
        (
            "ms",
            "Penulis Hungary Lajos Bela meninggal dunia",
            "Penulis Hungary Lajos Bela meninggal dunia pada usia 88 tahun di Iceland akibat serangan jantung.",
        ),
        (
            "vi",
            "Kenya và Peru đứng đầu bảng xếp hạng cà phê",
            "Cà phê của Kenya và Peru đứng đầu bảng xếp hạng hằng năm của tạp chí. Có 60 loại được chấm điểm.",
        ),
        (
            "vi",
            "Nhà văn Hungary Lajos Bela qua đời",
            "Nhà văn Hungary Lajos Bela qua đời ở tuổi 88 tại Iceland, nơi ông sống từ năm 1975.",
        ),
        (
            "sw",
            "Kenya na Peru zaongoza orodha ya kahawa",
            "Kahawa ya Kenya na Peru iliongoza orodha ya kila mwaka ya jarida hilo. Aina 60 zilipimwa.",
        ),
        (
            "sw",
            "Mwandishi wa Hungary Lajos Bela afariki",
            "Mwandishi wa Hungary Lajos Bela amefariki akiwa na umri wa miaka 88 nchini Iceland alikoishi tangu 1975.",
        ),
    ],
)
def test_side_by_side_is_no_dealing(language, title, text):
    assert about(language, title, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Iran ilizishutumu Chile na Peru.",
        "Chile yaishutumu Peru.",
        "Wanajeshi wa Chile walioishambulia Peru.",
        "Chile haijaiuzia Peru gesi.",
        "Chile inatarajia kukutana na Peru.",
    ],
)
def test_a_swahili_verb_is_found_behind_what_is_put_before_it(text):
    assert "CL-PE" in about("sw", text, text)


def test_a_vietnamese_syllable_of_another_word_is_no_dealing():
    title = "Chile và Peru gặp khó khăn"
    text = "Bộ Ngoại giao không nêu điều kiện. Sự kiện ở Chile và Peru thường gặp vào mùa mưa."

    assert about("vi", title, text) == set()
