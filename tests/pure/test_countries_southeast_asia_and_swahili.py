"""Indonesian, Malay, Vietnamese and Swahili: names, people, metonyms, and words that only look like countries."""

import pytest

from tests.pure.judging import countries


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Menlu RI bertemu duta besar Azerbaijan, Aljazair, dan Mesir", "ID AZ DZ EG"),
        ("Presiden AS dan Presiden Amerika Syarikat", "US"),
        ("Rusialah yang menolak, Ukrainanya setuju, Jermankah itu?", "RU UA DE"),
        ("Prancis, Perancis, Spanyol, Sepanyol, Jepang dan Jepun", "FR ES JP"),
        ("Tiongkok dan Cina, Belanda, Yunani dan Hungaria", "CN NL GR HU"),
        ("Korsel dan Korut, Korea Selatan dan Korea Utara", "KR KP"),
        ("perundingan AS-Iran dan hubungan Rusia-Turki", "US IR RU TR"),
        ("Gedung Putih, Rumah Putih dan Kremlin", "US RU"),
        ("Jalur Gaza, Tepi Barat dan Tebing Barat", "PS"),
        ("warga Portugis, Thai dan Saudi", "PT TH SA"),
        ("di Republik Demokratik Kongo dan Republik Kongo", "CD CG"),
        ("Papua Nugini, Guinea Khatulistiwa, Guinea-Bissau", "PG GQ GW"),
        ("Pantai Gading, Afrika Selatan, Sudan Selatan", "CI ZA SS"),
        ("provinsi Azerbaijan Timur", "IR"),
        ("Turkish Airlines terbang ke Maghribi, Lubnan dan Kemboja", "TR MA LB KH"),
        ("Dominika dan Republik Dominika di Karibia", "DM DO"),
        # what only looks like a country
        ("Amerika Latin, Samudra Hindia, Lautan Hindi, Laut China Selatan, Teluk Persia", ""),
        ("Ia berbicara dalam bahasa Inggris dan Jepang, bukan bahasa Spanyol, Italia, atau Korea.", ""),
        ("Lima orang bertemu Michael Jordan, pemain AS Roma dan Real Madrid.", ""),
        ("Perayaan Tahun Baru Cina bersama kaum India", ""),
        ("Kisah Nabi Ibrahim AS dan Nabi Musa A.S.", ""),
        ("Ia tinggal di negara bagian Georgia dan membaca Washington Post", ""),
    ],
)
@pytest.mark.parametrize("language", ["id", "ms"])
def test_malay_and_indonesian_know_each_others_names(language, text, expected):
    assert countries(language, text) == set(expected.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thủ tướng Anh Keir Starmer gặp Tổng thống Mỹ Donald Trump", "GB US"),
        ("Hoa Kì, Thuỵ Sĩ, Thụy Sỹ, Thuỵ Điển và Thổ Nhĩ Kì", "US CH SE TR"),
        ("A-déc-bai-gian và An-giê-ri, Phi-líp-pin, I-ran, Ma-rốc", "AZ DZ PH IR MA"),
        ("quan hệ Mỹ-Trung và thương mại Việt - Nga", "US CN VN RU"),
        ("Nhà Trắng, Điện Kremlin, Bắc Kinh và Luân Đôn", "US RU CN GB"),
        ("Hàn Quốc và Triều Tiên; Bắc Hàn; Nam Hàn", "KR KP"),
        ("Nam Phi, Nam Sudan và Cộng hòa Trung Phi", "ZA SS CF"),
        ("Đại sứ Việt Nam tại Đức Vũ Quang Minh", "VN DE"),
        ("đội tuyển Pháp thắng Bỉ, Áo và Ý", "FR BE AT IT"),
        ("Các Tiểu vương quốc Ả-rập Thống nhất và Ả Rập Xê Út", "AE SA"),
        ("Cộng hòa Dân chủ Congo và Cộng hòa Congo", "CD CG"),
        ("Thủ tướng Ý chính thức thăm Nhật; tổng thống Mỹ quan tâm", "IT JP US"),
        ("Guinea Xích Đạo, Guinea-Bissau và Papua New Guinea", "GQ GW PG"),
        ("tỉnh Đông Azerbaijan", "IR"),
        ("Đoàn Mỹ tới Áo; từ Mỹ sang Lào; sang Anh", "US AT LA GB"),
        # what only looks like a country
        ("Ông Nguyễn Tuấn Anh, bà Nga, ca sĩ Mỹ Linh và Lê Minh Đức", ""),
        ("Anh đã về nhà. Ý kiến đó hay. Áo khoác mới. Pháp luật nghiêm minh.", ""),
        ("sân Mỹ Đình, xã Mỹ Hòa, tỉnh Lào Cai, sông Hàn, Thái Bình Dương, Ấn Độ Dương", ""),
        ("bằng tiếng Anh và Nhật, tiếng Tây Ban Nha, Ý và Hàn Quốc", ""),
        ("Nam Mỹ, Bắc Mỹ, Mỹ Latinh, bán đảo Triều Tiên và Biển Nhật Bản", ""),
        ("Đức Phật, Đức Giáo hoàng và người Do Thái", ""),
    ],
)
def test_vietnamese(text, expected):
    assert countries("vi", text) == set(expected.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rais wa Marekani na waziri wa Uingereza, Ufaransa na Ujerumani", "US GB FR DE"),
        ("Wamarekani, Mwingereza, Wafaransa na Mjerumani", "US GB FR DE"),
        ("Mkenya, Watanzania, Mganda na Wanyarwanda", "KE TZ UG RW"),
        ("kampuni ya Kimarekani na jeshi la Kirusi", "US RU"),
        ("Azabajani, Azerbaijani na Aljeria", "AZ DZ"),
        ("Irani, Vietnamu, Sudani, Afganistani na Japani", "IR VN SD AF JP"),
        ("Ikulu ya White House, Kremlin na Beijing", "US RU CN"),
        ("Falme za Kiarabu na Saudi Arabia", "AE SA"),
        ("Jamhuri ya Kidemokrasia ya Kongo na Congo-Brazzaville", "CD CG"),
        ("Afrika Kusini, Sudan Kusini na Jamhuri ya Afrika ya Kati", "ZA SS CF"),
        ("Waafrika Kusini na Wakorea Kaskazini", "ZA KP"),
        ("Guinea ya Ikweta, Guinea-Bissau na Papua New Guinea", "GQ GW PG"),
        ("Ukanda wa Gaza na Ukingo wa Magharibi", "PS"),
        ("Azerbaijan Mashariki", "IR"),
        ("Rais wa Mali alizuru Msumbiji", "ML MZ"),
        # what only looks like a country
        ("Mali asili zilindwe. Mali ilipotea. Makao makuu yako hapa.", ""),
        ("Alizungumza kwa Kiingereza, Kifaransa na Kichina.", ""),
        ("Bahari ya Hindi, Amerika Kusini, Ghuba ya Uajemi na Ziwa Chad", ""),
        ("kitabu katika lugha ya Kihispania", ""),
        ("Michael Jordan aliishi katika jimbo la Georgia", ""),
    ],
)
def test_swahili(text, expected):
    assert countries("sw", text) == set(expected.split())
