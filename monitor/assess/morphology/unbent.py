"""Step 3, evaluate: Vietnamese, Indonesian, Malay and Swahili, which leave names as they are but for what they glue on.

Indonesian and Malay hang particles behind a word, Swahili puts the class of people and of manners before one, and
Vietnamese writes every syllable apart, so that people and countries share their words.
"""

import re
from collections.abc import Iterator

import numpy as np

from monitor.assess.fold import fold_vietnamese
from monitor.assess.morphology.base import EXACT, FormKind, Morphology, Stem
from monitor.assess.words import Spans, SpansOf, spans_of

# its, my, your; emphasis; question; also. Rusia, Rusianya, Rusialah, Rusiakah.
_PARTICLES = ("nya", "lah", "kah", "pun", "ku", "mu")
_SHORTEST_BEFORE_A_PARTICLE = 4


def _malay_readings(word: str) -> tuple[str, ...]:
    """The word, and what is left without its particles: minyaknyalah, minyaknya, minyak."""
    readings = [word]
    for _ in range(2):
        rest = next((word.removesuffix(end) for end in _PARTICLES if word.endswith(end)), word)
        if rest == word or len(rest) < _SHORTEST_BEFORE_A_PARTICLE:
            break
        word = rest
        readings.append(word)
    return tuple(readings)


_VOWELS = "aeiou"


def _swahili(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    """Ufaransa and Wafaransa: Mfaransa, Wafaransa, Kifaransa; Uingereza: Mwingereza, Muingereza."""
    yield form, EXACT, kind
    if form[-1] not in _VOWELS and len(form) > 3 and kind in {"name", "demonym"}:  # no word ends so: Iran, Irani
        yield form + "i", EXACT, kind
    if kind == "demonym" and form.startswith("wa") and len(form) > 4:
        roots = [form[2:]]
    elif kind == "name" and not part and len(form) > 3:
        roots = [form, form[1:]] if form.startswith("u") else [form]
    else:
        return
    for bent in dict.fromkeys(person for root in roots for person in _people(root)):
        if bent != form:
            yield bent, EXACT, "demonym"


def _people(root: str) -> Iterator[str]:
    """One of them, several of them, their tongue or manner."""
    yield from (f"wa{root}", f"ki{root}")
    if root[0] not in _VOWELS:
        yield from (f"m{root}", f"mu{root}")
        return
    yield from (f"mw{root}", f"mu{root}")
    if root.startswith("a"):  # two vowels run together: Waafrika, Wafrika
        yield f"w{root}"


# they, it; do, did, have, will; that; them: walikutana, inayouza, watakaoikabidhi are kutana, uza, kabidhi
_VERB = re.compile(
    "(?:ha)?(?:ni|tu|wa|zi|li|ya|[kv]i|[uami])(?:na|li|me|taka|ta|ka|nge|ki)|ha(?:wa|zi|li|ya|[kv]i|[uami])?(?:ku|ja)|[kh]u|[yzl]a|cha|vya"
)
_THAT = re.compile("(?:[yzlp]o|vyo|cho|ye|o)")
_THEM = re.compile("(?:mw?|wa|zi|li|[kv]i|ya|ku|tu|ni|[iu])")
_SHORTEST_VERB = 3


def _swahili_readings(word: str) -> tuple[str, ...]:
    """The word, and what is left of a verb without what is put before it."""
    verb = _VERB.match(word)
    if verb is None:
        return (word,)
    cuts = [verb.end()]
    for particle in (_THAT, _THEM):
        cuts += [found.end() for cut in cuts if (found := particle.match(word, cut))]
    return (word, *(word[cut:] for cut in dict.fromkeys(cuts) if len(word) - cut >= _SHORTEST_VERB))


# Either place of the tone is right, hoà and hòa, and so is either letter of a syllable's last sound, Mỹ and Mĩ.
_TONE_PLACES = {
    vowels + mark: moved
    for vowels, marks, moves in (
        ("o", "àáảãạ", ("òa", "óa", "ỏa", "õa", "ọa")),
        ("o", "èéẻẽẹ", ("òe", "óe", "ỏe", "õe", "ọe")),
        ("u", "ỳýỷỹỵ", ("ùy", "úy", "ủy", "ũy", "ụy")),
    )
    for mark, moved in zip(marks, moves, strict=True)
}
_TONE_PLACE = re.compile(rf"(?<!q)(?:{'|'.join(_TONE_PLACES)})\Z")
_LAST_SOUND = re.compile(r"(h|k|l|m|s|t)([yỳýỷỹỵ])\Z")
_I = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")


def fold_syllable(word: str) -> str:
    """Vietnamese: case gone, and one spelling where two are right."""
    folded = fold_vietnamese(word)
    if folded.isascii() and len(folded) > 2:
        return folded
    moved = _TONE_PLACE.sub(lambda found: _TONE_PLACES[found.group()], folded)
    if _LAST_SOUND.fullmatch(moved):
        return moved.translate(_I)
    return moved


# Countries of one syllable, each of which is a syllable of names as well: Tuấn Anh, ông Đức, Mỹ Linh.
_SHORT = (
    r"(?:Anh(?! [Qq]uốc)|Áo(?! Môn)|Bỉ|Đức|Hàn(?! Quốc)|Lào|M[ỹĩ](?! L[aA])|Nga|Nhật(?! [Bb]ản)|Pháp|Thái(?! Lan)|Úc|Việt(?! Nam)"
    r"|Ý|Ấn(?! Độ))"
)
# Not among them: surnames that open sentences as words, Đoàn, Từ, and given names that are verbs, Sang, Thắng.
_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đào|Vương|Trịnh|Trương|Đinh|Lâm|Phùng|Mai|Tô|Hà|Tạ"
    "|Lương|Lưu|Chu|Tống|Triệu|Đàm|Nghiêm|Quách|Kiều|Thạch|Bạch|Khổng|Văn|Thị|Đậu|Cao|Hoàng|Doãn|Thân|Kim"
)
_GIVEN = (
    "Tuấn|Ngọc|Minh|Quang|Bảo|Phương|Thúy|Thuý|Thùy|Thuỳ|Hồng|Thanh|Vân|Quỳnh|Trâm|Duy|Hải|Hùng|Trọng|Tú|Tùng|Sơn|Phúc|Lộc"
    "|Thành|Tiến|Trí|Tài|Tâm|Linh|Nhung|Hạnh|Hiền|Hiếu|Huy|Hưng|Khánh|Khoa|Khang|Kiên|Long|Lợi|Luân|Mạnh|Nghĩa"
    "|Nhân|Nhi|Oanh|Phong|Phú|Phước|Quý|Quyên|Thảo|Thịnh|Thọ|Thư|Thương|Tín|Trang|Trinh|Tuyết|Uyên"
    "|Vinh|Vy|Xuân|Yến|Diệu|Dũng|Diễm|Giang|Hằng|Hiệp|Hoài|Hương|Huệ|Huyền|Cường|Chí|Cẩm|Bích|Ái|Ánh|Đạt|Đăng"
    "|Hữu|Trúc|Lam|Tường|Thu|Đan"
)
_BOTH = "Nhật|Đức|Việt|Mỹ|Thái|Thế|Kỳ|Lan|Quốc|Gia|Đình|Công"  # given names, and words of many other kinds
_TITLES = frozenset(["ông", "bà", "chị", "anh", "cô", "em", "thầy", "cụ", "chú", "dì", "bé", "cháu"])
_NO_TITLES = ("trẻ em ", "anh em ", "chị em ")
_PLACES = frozenset(["xã", "phường", "huyện", "quận", "thôn", "ấp", "trường"])
_NAMES = frozenset(f"{_SURNAMES}|{_GIVEN}".split("|"))
_GIVEN_NAMES = frozenset(_GIVEN.split("|"))
_GIVEN_OR_WORDS = frozenset(_BOTH.split("|"))
_TRUNG = frozenset({"Anh", "Đức", "Thái", "Việt"})  # names with Trung; but `Mỹ Trung` are two countries
_WORD_BEFORE = re.compile(r"(?:^|[^\W\d_]+) \Z")
_WORD_AFTER = re.compile(r" ([^\W\d_]+)")
_LONGEST_SYLLABLE = 8
_MOST_NAMES = 3


def _person(text: str, found: re.Match[str]) -> tuple[int, int] | None:
    """The name or place that a short country's syllable belongs to.

    Behind a country may stand an envoy's surname, `đại sứ tại Đức Vũ Quang Minh`; only a given name makes a name of it.
    """
    start, end = found.span()
    short = found.group()
    if not short.isalpha() or text[start - 1 : start].isalpha() or text[end : end + 1].isalpha():
        return None
    before = _before(text, start)
    named = before in _NAMES or (before in _GIVEN_OR_WORDS and short == "Anh")
    title = before.lower() in _TITLES and not text[max(0, start - _LONGEST_SYLLABLE) : start].lower().endswith(
        _NO_TITLES
    )
    place = before.lower() in _PLACES
    if named or title or place:
        start -= len(before) + 1
    for _ in range(_MOST_NAMES if named else 0):
        before = _before(text, start)
        if before not in _NAMES and before not in _GIVEN_OR_WORDS:
            break
        start -= len(before) + 1
    stop = end
    for _ in range(_MOST_NAMES):
        after = _WORD_AFTER.match(text, stop)
        trung = after is not None and stop == end and after.group(1) == "Trung" and short in _TRUNG
        follows = after is not None and (
            after.group(1) in _GIVEN_NAMES or trung or (place and after.group(1).istitle())
        )
        if after is None or not follows:
            break
        stop = after.end()
    return (start, stop) if named or title or place or stop > end else None


def _before(text: str, start: int) -> str:
    """The word before a place in the text, with one space between."""
    found = _WORD_BEFORE.search(text[max(0, start - _LONGEST_SYLLABLE) : start])
    return found.group()[:-1] if found else ""


def _tongues(before: str, names: str, last: str) -> re.Pattern[str]:
    """A tongue or a list of them, `in English, Italian and Japanese`, where a tongue has its country's name."""
    return re.compile(
        rf"(?:{before}) (?:{names})\b"
        rf"(?:(?:, (?:{names})){{0,9}},? (?:{last}) (?:{names})\b(?! [A-ZĐ])|(?:, (?:{names})\b){{2,9}}(?! [A-ZĐ]))?"
        rf"|\((?:{names}):"
    )


_VIETNAMESE_TONGUES = _tongues(
    "Tiếng|tiếng",
    "Anh|Pháp|Đức|Nga|Trung Quốc|Trung|Hoa|Nhật Bản|Nhật|Hàn Quốc|Hàn|Triều Tiên|Việt Nam|Việt|Lào|Thái Lan|Thái|Khmer|Campuchia"
    "|Ý|Italia|Italy|Tây Ban Nha|Bồ Đào Nha|Hà Lan|Thụy Điển|Na Uy|Đan Mạch|Phần Lan|Ba Lan|Séc|Hungary|Hy Lạp|Thổ Nhĩ Kỳ|Ba Tư"
    "|Ả Rập|Arab|Hindi|Indonesia|Mã Lai|Latinh|Latin|Quan Thoại|Quảng Đông|Ukraina|Ukraine|Romania|Do Thái",
    "và|hay|hoặc|cùng",
)
_MALAY_TONGUES = _tongues(
    "Bahasa|bahasa|Berbahasa|berbahasa",
    "Inggris|Inggeris|Prancis|Perancis|Jerman|Spanyol|Sepanyol|Portugis|Italia|Itali|Rusia|Ukraina|Ukraine|Polandia|Poland|Belanda"
    "|Turki|Persia|Parsi|Arab|Mandarin|Tionghoa|Cina|China|Jepang|Jepun|Korea|Vietnam|Thailand|Thai|Hindi|Tamil|Melayu|Indonesia"
    "|Malaysia|Latin|Ibrani|Yunani|Swedia|Sweden|Norwegia|Norway|Denmark|Finlandia|Ceko|Czech|Hongaria|Hungary|Rumania|Romania"
    "|Bulgaria|Serbia|Kroasia|Croatia|Swahili|Urdu|Kazakh|Uzbek|Azerbaijan|Armenia|Georgia",
    "dan|atau|serta",
)


def _joining(triggers: str, tongues: re.Pattern[str]) -> SpansOf:
    """Where words are, with a tongue or a person's name in one, so that no country is read out of it."""
    trigger = re.compile(triggers)  # literals alone: these are found fast

    def joined(text: str) -> Iterator[tuple[int, int]]:
        free_from = 0
        for found in trigger.finditer(text):
            if found.start() < free_from:
                continue
            tongue = tongues.match(text, found.start())
            span = tongue.span() if tongue else _person(text, found)
            if span is not None and span[0] >= free_from:
                free_from = span[1]
                yield span

    def spans(text: str) -> Spans:
        starts, ends = spans_of(text)
        wholes = list(joined(text))
        if not wholes:
            return starts, ends
        firsts, lasts = (np.asarray(places) for places in zip(*wholes, strict=True))
        within = np.searchsorted(lasts, starts, side="right")
        outside = within == len(firsts)
        outside[~outside] = np.asarray(starts)[~outside] < firsts[within[~outside]]
        return np.sort(np.concatenate([starts[outside], firsts])), np.sort(np.concatenate([ends[outside], lasts]))

    return spans


_MALAY = Morphology(
    readings=_malay_readings,
    demonyms_have_capitals=True,
    spans_of=_joining(r"Bahasa |bahasa |Berbahasa |berbahasa |\(", _MALAY_TONGUES),
)

UNBENT = {
    "vi": Morphology(
        demonyms_have_capitals=True,
        fold=fold_syllable,
        spans_of=_joining(rf"Tiếng |tiếng |\(|{_SHORT}", _VIETNAMESE_TONGUES),
    ),
    "id": _MALAY,
    "ms": _MALAY,
    "sw": Morphology(_swahili, readings=_swahili_readings, demonyms_have_capitals=True),
}
