"""Step 3, evaluate: who wrote, edited, photographed and owns an article, as lines and brackets at its edges say it."""

import re

from monitor.articles.wires import AGENCIES, fold_name, is_small

LONGEST_ROLE = 40
SIGNED_WITHIN = 170  # of the end of a line stands the bracket that credits
MOST_NAMES = 8
LONGEST_NAMES = 90
MOST_SMALL = 3  # words in lower case beside names

# A line that opens with these is a credit.
_STARTS = """
©; ⓒ; (c); copyright; all rights reserved; reporting by; additional reporting; writing by; written by; editing by;
edited by; compiled by;
translated by; photo by; photos by; with reporting; tous droits; édité par; rédigé par;
version française;
bütün hüquqlar; все права; по материалам; усі права; всі права; за матеріалами; alle rechte vorbehalten;
mit material von;
todos los derechos; reporte adicional; editado por; redactado por;
todos os direitos;
reportagem adicional; com informações de; com agências; con información de; tutti i diritti;
riproduzione riservata;
tüm hakları; her hakkı; barcha huquqlar; барча ҳуқуқлар; барлық құқық; бардык укук; ҳамаи ҳуқуқ; ähli hukuklar;
ყველა უფლება;
բոլոր իրավունքները; כל הזכויות; hak cipta; hakcipta; bản quyền; wszelkie prawa; alle rechten; met medewerking van;
toate drepturile;
με πληροφορίες από; με επιφύλαξη; всички права; haki zote; imeandikwa na; imehaririwa na; ditulis oleh;
dilaporkan oleh; disunting oleh;
جميع الحقوق; تغطية صحفية; كتابة وتحرير; انتهای پیام; انتهای خبر; پایان پیام;
پایان خبر;
کلیه حقوق; تمامی حقوق; همه حقوق; جملہ حقوق; सर्वाधिकार; সর্বস্বত্ব;
版权所有; 版權所有; 版权声明; 责任编辑; 責任編輯; 责编; 責編; 無断転載; 著作権;
무단 전재; 무단전재; 저작권; <저작권; 재판매; 文/; 文／; 圖/; 图/; 记者/; 文・; 構成・; 撮影・; 取材・
"""
# A line that opens with these and goes on with names is one.
_NAMING = """
reportage de; reportage par; bericht von; reporte de; reportaje de; información de; reportagem de; edição de; a cura di;
تحرير; إعداد; اعداد; بقلم; شارك في التغطية; گزارش از; reporting by; di redazione
"""
# A role, with a mark and a name behind it: `Muhabir: …`, `Redaktion: …`, `来源：…`.
_ROLES = """
photo; photos; photo credit; photograph; image; images; credit; credits; source; sources; author; authors; reporter;
reporters; editor; writer;
correspondent; crédit; crédit photo; crédits; photographie; auteur; auteurs; rédaction; redaction; rédacteur; foto;
fotos; fotolar; şəkil; mənbə; müəllif;
müxbir; redaktor; fotoğraf; fotoğraflar; kaynak; muhabir; muhabirler; editör; yazar; haber; derleyen; çeviri;
haber merkezi; kamera;
фото; источник; автор; авторы; корреспондент; редактор; подготовил; подготовила; материал подготовил; редакция;
фотография; перевод;
джерело; автори; кореспондент; редакція; підготував; підготувала; сурет; фотосурет; дереккөз; ақпарат көзі; тілші;
редакторы; авторы;
сүрөт; булак; кабарчы; manba; muallif; muxbir; surat; сурат; манба; манбаъ; муаллиф; мухбир; хабарнигор; акс; акс аз;
çeşme; awtor; habarçy;
quelle; quellen; bild; bilder; redaktion; redakteur; redakteurin; autorin; autor; autoren; foto/bild; text; fuente;
fuentes; redacción; imagen; fotografía;
periodista; fonte; fontes; redação; repórter; imagem; edição; texto; redazione; autore; immagine; a cura; źródło;
zdjęcie; fot; opracowanie; oprac;
redakcja; tekst; dziennikarz; bron; bronnen; redactie; auteur(s); beeld; sursa; surse; redacția; redactor;
editor coordonator; fotografie; πηγή; φωτογραφία;
φωτο; φωτό; σύνταξη; συντάκτης; επιμέλεια; източник; снимка; снимки; редактор на новината; საავტორო; ფოტო; წყარო;
ავტორი; რედაქტორი; լուսանկար;
լուսանկարը; աղբյուր; աղբյուրը; հեղինակ; խմբագիր; թղթակից; צילום; מקור; מאת; עריכה; כתב; תרגום; sumber; pewarta;
penulis; reporter/penulis; penyunting; wartawan; gambar;
ảnh; nguồn; tác giả; biên tập; phóng viên; chanzo; picha; mwandishi; mhariri; صورة; الصورة; صور; المصدر; مصدر; المحرر;
تصوير; ترجمة; مراسل; الكاتب;
منبع; عکس; خبرنگار; نویسنده; مترجم; ویراستار; کد خبر; عکاس; گزارشگر; تصویر; ماخذ; رپورٹر; رپورٹ; ادارت; نامہ نگار;
تحریر; स्रोत; फोटो; फ़ोटो; तस्वीर; लेखक; संपादक; संपादन; रिपोर्ट;
रिपोर्टर; संवाददाता; सूत्र; সূত্র; ছবি; লেখক; সম্পাদনা; প্রতিবেদক; প্রতিবেদন;
来源; 來源; 作者; 编辑; 編輯; 记者; 記者; 翻译; 翻譯; 编译;
編譯; 校对; 核稿; 主编; 審核; 审核; 图片; 圖片; 摄影; 攝影; 责任编辑; 供图; 監製;
写真; 出典; 文; 撮影; 編集; 翻訳; 提供; 사진; 출처; 기자; 편집; 글; 제공; 번역; 자료사진
"""
_ENDED = re.compile(
    r"(?i)(?:完|终|終|了|终了|終わり|끝|end|ends|fin|fine|ende|fim|koniec|конец|кінець|край|son|sonu|النهاية|انتهى|انتهي|يتبع|"
    r"ختم شد|ختم|پایان|סוף|hết|tamat"
    r"|habis|mwisho|समाप्त|সমাপ্ত|დასასრული|վերջ|τέλος|einde|sfârșit|-?30-?|#{3,})\Z"
)
_SIGNED = re.compile(r"(?:[A-Za-zА-Яа-я]{2,4}(?:[/-][A-Za-zА-Яа-я]{1,5}){1,5})\Z")  # afp/jk/lm
_BRACKET_LAST = re.compile(r"[(（\[【]([^()（）\[\]【】\n]{1,150})[)）\]】]([^()（）\[\]【】\n]{0,24})\Z")
_AGENCY_LAST = re.compile(r"(?<=[.!?»\"”।。۔؟])[ \u00a0—–-]+([^\s.!?]{2,14})[./]?\Z")
_MARK = re.compile(r"[:：/／|–—]|[ ]-[ ]")
_BY = """
by par автор müəllif بقلم von por di door oleh theo του της autor autore auteur penulis yazan haber muallif авторы
ავტორი
հեղինակ מאת نویسنده كتب كتبت text автори tekst текст
"""
_JOINING = "and et и və y e und en dan và i și και та ve de da van von der del la le el al bin ibn o'"
_WORDS = re.compile(r"[^\s,&:;]+")

_STARTING = tuple(start.strip().casefold() for start in _STARTS.split(";"))
_STARTING_NAMES = tuple(start.strip().casefold() for start in _NAMING.split(";"))
_INITIALS = frozenset(start[:2] for start in _STARTING + _STARTING_NAMES)
_ROLE_NAMES = frozenset(role.strip().casefold() for role in _ROLES.split(";"))
_BY_WORDS = frozenset(_BY.split())
_JOINING_WORDS = frozenset(_JOINING.split())
_EDGES = " \t\r\u00a0\u3000\u200e\u200f*•·-–—_|<>[]()（）【】［］「」«»\"“”'‘’:：.,/"


def is_credit(line: str) -> bool:
    """Whether a short line says no more than who made the article, or whose it is."""
    said = line.strip(_EDGES).casefold()
    if not said:
        return False
    if line.lstrip().startswith(("©", "(c)", "(C)", "ⓒ")):
        return True
    bare = line.strip(_EDGES)
    if said[:2] in _INITIALS:
        if _opens(said, _STARTING):
            return True
        opened = _opens(said, _STARTING_NAMES)
        if opened and _names_some(bare[opened:]):
            return True
    mark = _MARK.search(said, 0, LONGEST_ROLE)
    role = said[: mark.start()].strip(_EDGES) if mark else ""
    if mark and role in _ROLE_NAMES and _names_some(bare[mark.end() :]):
        return True
    return fold_name(bare) in AGENCIES or _ENDED.match(bare) is not None or _is_named(bare)


def _names_some(said: str) -> bool:
    """Whether what stands behind a role is names and not a sentence."""
    words = said.split()
    if len(said) > LONGEST_NAMES or said.endswith((".", "!", "?", "؟", "।", "。")):
        return False
    if any(letter.isupper() for letter in said):
        return sum(is_small(word[:1]) for word in words) <= MOST_SMALL
    return len(words) <= MOST_NAMES and (not said.isascii() or len(words) <= MOST_SMALL)


def _opens(said: str, starts: tuple[str, ...]) -> int:
    """Where one of the starts ends that a line opens with, as a word of its own; 0 where it opens with none."""
    if not said.startswith(starts):
        return 0
    start = next(start for start in starts if said.startswith(start))
    apart = not said[len(start) : len(start) + 1].isalnum() or not start[-1].isalnum() or ord(start[-1]) >= 0x3000
    return len(start) if apart else 0


def _is_named(line: str) -> bool:
    """A role and then names alone: `Photo John Smith`, `By John Smith`."""
    words = _WORDS.findall(line)
    sentence = line.endswith((".", "!", "?")) and not words[-1][:-1].isupper()
    if sentence or not 2 <= len(words) <= MOST_NAMES + 1:
        return False
    role = words[0].casefold()
    if role not in _BY_WORDS and role not in _ROLE_NAMES:
        return False
    names = words[1:]
    if not words[0][0].isupper() and not names[0][0].isupper():
        return role in {"بقلم", "كتب", "كتبت", "מאת"} and len(names) <= 4
    return words[0][0].isupper() and all(
        name[0].isupper() or name.casefold() in _JOINING_WORDS or not name[0].isalpha() for name in names
    )


def is_signature(line: str) -> bool:
    """Whether a line is the initials of those who worked on it: afp/jk/lm."""
    return _SIGNED.match(line.strip()) is not None


def closing_credit(text: str, start: int, end: int) -> int:
    """Where the credit begins that a line ends with, in brackets or an agency's name alone; `end` where none is."""
    while end > start and text[end - 1].isspace():
        end -= 1
    if end == start:
        return end
    first = max(start, end - SIGNED_WITHIN)
    tail = text[first:end]
    if tail[-1] in ")）]】/" or ")" in tail[-24:] or "）" in tail[-2:]:
        found = _BRACKET_LAST.search(tail)
        if found and _closes(found[1].strip(), found[2].strip()):
            return first + found.start()
    signed = _AGENCY_LAST.search(tail[-24:]) if tail[-1].isalpha() or tail[-1] in "./" else None
    if signed and fold_name(signed[1]) in AGENCIES and not signed[1][0].islower():
        return first + len(tail) - len(tail[-24:]) + signed.start(1)
    return end


def _closes(content: str, rest: str) -> bool:
    if _ENDED.match(content):
        return all(len(word) <= 4 for word in re.split(r"[\s/.-]+", rest))
    if rest.strip("./ "):
        return False
    agencies = re.split(r"\s*[/,،;、]\s*", content)
    return all(fold_name(name) in AGENCIES for name in agencies) or is_credit(content) or is_signature(content)
