import pytest

from monitor.assess.countries import find_countries
from monitor.assess.lexicon import load_lexicon
from monitor.assess.morphology import MORPHOLOGIES
from monitor.assess.reading import read

LEXICON = load_lexicon()


def countries(language, text):
    lexicon = LEXICON.of(language)
    found = find_countries((read("text", text, lexicon.vocabulary, ()),), lexicon)
    return {one.code for one in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("अल्जीरिया और अजरबैजान ने समझौते पर दस्तखत किए", "DZ AZ"),
        ("मास्को, मॉस्को में फिलीपींस के राजदूत", "RU PH"),  # spellings of one name
        ("इण्डोनेशिया, म्यान्मार और यूक्रेन", "ID MM UA"),
        ("अमेरिकियों, ईरानियों और कनाडाई नागरिकों", "US IR CA"),
        ("इटालियंस और ऑस्ट्रेलियाई खिलाड़ी", "IT AU"),
        ("भारत-पाक सीमा और रूस-यूक्रेन युद्ध", "IN PK RU UA"),
        ("चीनी राष्ट्रपति और डच प्रधानमंत्री", "CN NL"),
        ("व्हाइट हाउस और क्रेमलिन", "US RU"),
        ("यूएई और यूके के मंत्री", "AE GB"),
        ("उत्तर कोरिया, दक्षिण सूडान और दक्षिण अफ्रीका", "KP SS ZA"),
        ("गिनी-बिसाऊ, इक्वेटोरियल गिनी, पापुआ न्यू गिनी", "GW GQ PG"),
        ("कांगो लोकतांत्रिक गणराज्य और कांगो गणराज्य", "CD CG"),
        ("चेक गणराज्य ने उत्तरी आयरलैंड को हराया", "CZ GB"),
        ("नाइजर और नाइजीरिया", "NE NG"),
        ("चीनी मिलों ने चीनी की कीमत बढ़ाई", ""),
        ("हिंद महासागर, लैटिन अमेरिका और फारस की खाड़ी", ""),
        ("जॉर्जिया मेलोनी, जॉर्ज वाशिंगटन और माइकल जॉर्डन", ""),
        ("माली ने चेक बाउंस होने की बात अंग्रेजी में कही", ""),
        ("कतरन और हिंदी की किताब", ""),
    ],
)
def test_hindi(text, expected):
    assert countries("hi", text) == set(expected.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("আলজেরিয়ার সঙ্গে আজারবাইজানের চুক্তি", "DZ AZ"),
        ("রাশিয়ায়, চীনে, জাপানকে এবং ইরানেও", "RU CN JP IR"),
        ("চিনের প্রেসিডেন্ট ইটালীতে", "CN IT"),
        ("শ্রীলংকা ও অষ্ট্রিয়া", "LK AT"),  # spellings of one name
        ("মার্কিনিদের, ফিলিস্তিনিরা ও বাংলাদেশিদের", "US PS BD"),
        ("ইন্দোনেশীয়, মালয়েশিয়ান ও কোরীয় শ্রমিক", "ID MY KR"),
        ("ইরানবিরোধী ও রুশপন্থী দল, ঢাকাস্থ দূতাবাস", "IR RU BD"),
        ("হোয়াইট হাউসের মুখপাত্র, ক্রেমলিনের জবাব", "US RU"),
        ("ভারত-পাকিস্তান ও যুক্তরাষ্ট্র-চীন বৈঠক", "IN PK US CN"),
        ("উত্তর কোরিয়ার, দক্ষিণ সুদানে, দক্ষিণ আফ্রিকান", "KP SS ZA"),
        ("গিনি-বিসাউয়ের ও পাপুয়া নিউগিনির", "GW PG"),
        ("গণতান্ত্রিক কঙ্গো প্রজাতন্ত্রের সেনা", "CD"),
        ("চেক প্রজাতন্ত্রের চাদ সফর", "CZ TD"),
        ("ভারত মহাসাগরে ও লাতিন আমেরিকায়", ""),
        ("এক কাতারে দাঁড়িয়ে কাঁচা লঙ্কা, চিনি ও চাদর", ""),
        ("ইংরেজিতে লেখা চেক, মাইকেল জর্ডানের জার্সি", ""),
        ("মেঘে ঢাকা আকাশ, দোহাই লাগে", ""),
    ],
)
def test_bengali(text, expected):
    assert countries("bn", text) == set(expected.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("الجزائر اور آذربائیجان کے درمیان معاہدہ", "DZ AZ"),
        ("امریکا، امریکہ اور ڈھاکا", "US BD"),  # spellings of one name
        ("ایرانیوں، امریکیوں اور کینیائی شہریوں", "IR US KE"),
        ("آسٹریلوی، نائجیرین اور انڈونیشی", "AU NG ID"),
        ("شام کے صدر اور عراقی وزیراعظم", "SY IQ"),
        ("دمشق: روس شام کو امداد دے گا", "SY RU"),
        ("چینی صدر اور ترک وزیر", "CN TR"),
        ("وائٹ ہاؤس اور کریملن", "US RU"),
        ("پاک بھارت کشیدگی", "PK IN"),
        ("شمالی کوریا، جنوبی سوڈان اور جنوبی افریقہ", "KP SS ZA"),
        ("گنی بساؤ اور پاپوا نیو گنی", "GW PG"),
        ("سوئٹزر لینڈ، نیوزیلینڈ اور بنگلا دیش", "CH NZ BD"),
        ("اردن کے دارالحکومت عمان میں", "JO"),
        ("سلطنت عمان اور مسقط", "OM"),
        ("تھائی وزیر", "TH"),
        ("ایک تہائی پانی", ""),  # not the Thai of above
        ("کل شام چینی کی قیمت پر بے چینی رہی", ""),
        ("وہ چلی گئی اور مالی امداد ترک کر دی", ""),
        ("بحیرہ روم، خلیج فارس اور لاطینی امریکہ", ""),
        ("ایم کیو ایم، سپلائی چین اور کنٹرول روم", ""),
    ],
)
def test_urdu(text, expected):
    assert countries("ur", text) == set(expected.split())


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("hi", "मॉस्को", "मास्को"),
        ("hi", "इण्डिया", "इंडिया"),
        ("bn", "শ্রীলঙ্কা", "শ্রীলংকা"),
        ("bn", "গ্রীস", "গ্রিস"),
        ("ur", "امریکا", "امریکہ"),
    ],
)
def test_spellings_of_one_word_meet(language, one, other):
    fold = MORPHOLOGIES[language].fold
    assert fold(one) == fold(other)
