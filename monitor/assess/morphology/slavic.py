"""Step 3, evaluate: how Russian, Ukrainian, Bulgarian and Polish bend names and adjectives."""

import re
from collections.abc import Iterator

from monitor.assess.morphology.base import EXACT, FormKind, Morphology, Stem, whole

# ---------------------------------------------------------------- Russian; adjectives are given as stems: алжирск

_RUSSIAN_ENDINGS = {
    "adjective": "ий|ый|ой|ая|яя|ое|ее|ие|ые|ого|его|ому|ему|им|ым|ую|юю|ей|их|ых|ими|ыми|ом|ем|ою|ею",  # no short forms
    "ия": "я|и|ю|ей|ею|е|й",
    "а": "а|ы|и|у|е|ой|ою|ей|ею",
    "ы": "ы|и|ов|ев||ам|ями|ами|ах",
    "острова": "а|ов|ам|ами|ах",
    "ь": "ь|я|ю|ем|е|и|ью",
    "й": "й|я|ю|ем|е",
    "masculine": "|а|у|ом|ем|е",
    "person": "|а|у|ом|ем|е|и|ы|ов|ев|ей|ам|ами|ах|ин|ина|ину|ином|ине|ки|ка|кой|ку|ок",
    "ец": "ец|ца|цу|цем|цом|це|цы|цев|цов|цам|цами|цах",
    "ц": "а|у|ем|ом|е|ы|ев|ов|ам|ами|ах",
    "ка": "ка|ки|ке|ку|кой|ок|кам|ками|ках",
}
_NO_WOMAN = ("панамск", "вьетнамск", "финск", "чешск", "голландск", "испанск", "шведск", "датск", "польск", "гаванск")
_RUSSIAN_ADJECTIVE_NAME = re.compile(r"(?:ая|яя|ое|ые|ие|ий|ый|ой)\Z")
_CONSONANT = re.compile(r"[бвгджзклмнпрстфхцчшщ]\Z")


def _russian(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "demonym":
        yield from _russian_demonym(form, part)
    elif part and _RUSSIAN_ADJECTIVE_NAME.search(form) and len(form) > 4:
        yield form[:-2], "adjective", kind
    elif form == "острова":
        yield "остров", "острова", kind
    elif form.endswith(("оа", "уа")):
        yield form, EXACT, kind
    elif form.endswith(("ия", "ея")):
        yield form[:-1], "ия", kind
    elif form.endswith(("а", "ы", "ь", "й")) and len(form) > 3:
        yield form[:-1], form[-1], kind
    elif _CONSONANT.search(form) and len(form) > 2:
        yield form, "masculine", kind
    else:
        yield form, EXACT, kind


def _russian_demonym(form: str, part: bool) -> Iterator[Stem]:
    if not form.endswith(("ск", "цк")):
        if form.endswith("о"):
            yield form, EXACT, "prefix"
        else:
            yield form, "person", "demonym"
        return
    yield form, "adjective", "demonym"
    if part:
        return
    root = form[:-2]
    yield form + "о", EXACT, "prefix"
    yield root + "о", EXACT, "prefix"
    yield root[:-1] if root.endswith(("й", "ь")) else root, "ец", "demonym"
    yield root + "ц", "ц", "demonym"
    if form not in _NO_WOMAN:
        yield root, "ка", "demonym"


# ---------------------------------------------------------------- Ukrainian; ї is folded to і

_UKRAINIAN_ENDINGS = {
    "adjective": "ий|ого|ому|им|ім|а|оі|ій|у|ою|е|і|их|ими|я|ьоі|ю|ього|ьому",
    "ія": "я|і|ю|ею|єю|е|й",
    "а": "а|и|і|у|ою|ею|о",
    "ь": "ь|я|ю|ем|ею|і|сю",
    "й": "й|я|ю|єві|єм|ем|і|ю|є|е",
    "и": "и|ів||ам|ами|ах|і|ей",
    "masculine": "|а|у|ові|ом|ем|і|е",
    "person": "|а|у|ові|ом|ем|і|и|ів|ам|ами|ах|е|ин|ина|ину|ином|ка|ки|ку|кою|ок|кам|ками",
    "ець": "ець|ця|цю|цеві|цем|ці|ців|цям|цями|цях|йка|йки|ка|ки|ку|кою|ок|кам|ками|ках",
    "єць": "єць|йця|йцю|йцеві|йцем|йці|йців|йцям|йцями|йцях|йка|йки|йку|йкою|йок|йкам|йками|йках",
    "ка": "ка|ки|ку|кою|ок|кам|ками|ках|ці|ко",
}

_UKRAINIAN_SOFTENED = {"г": "зі", "к": "ці"}
# Adjectives of whose women there are other words: a панамка is a hat, a ганок a porch.
_NO_UKRAINIAN_WOMAN = frozenset({"панамський", "ганський"})


def _ukrainian(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "prefix":
        yield form, EXACT, kind
    elif kind == "demonym":
        yield from _ukrainian_demonym(form, part)
    elif part and form.endswith(("ий", "ій")) and len(form) > 4:
        yield form[:-2], "adjective", kind
    elif part and form.endswith(
        ("ська", "цька", "нна", "дна", "вна", "нова", "лика", "дені", "нані", "ські", "ньська")
    ):
        yield form[:-1], "adjective", kind
    elif form.endswith(("ія", "ея", "оя")):
        yield form[:-1], "ія", kind
    elif form.endswith(("оа", "уа")):
        yield form, EXACT, kind
    elif form.endswith(("а", "и")) and len(form) > 3:
        yield form[:-1], form[-1], kind
        if form.endswith("ка"):  # Америка, Америці
            yield form[:-2] + "ц", "а", kind
        if form.endswith("га"):  # Прага, Празі
            yield form[:-2] + "з", "а", kind
    elif form.endswith("ь") and len(form) > 3:
        yield form[:-1], "ь", kind
        if form.endswith("ець"):
            yield form[:-3], "ець", kind
    elif form.endswith("й") and len(form) > 3:
        yield form[:-1], "й", kind
    elif _CONSONANT.search(form) and len(form) > 2:
        yield form, "masculine", kind
        if form[-1] in _UKRAINIAN_SOFTENED:  # Люксембург, Люксембурзі
            yield form[:-1] + _UKRAINIAN_SOFTENED[form[-1]], EXACT, kind
        if len(form) > 4 and form[-2] in "іе":  # Єгипет, Єгипту; Львів, Львова
            yield form[:-2] + form[-1], "masculine", kind
        if len(form) > 4 and form[-2] == "і":
            yield form[:-2] + "о" + form[-1], "masculine", kind
            yield form[:-2] + "е" + form[-1], "masculine", kind
    else:
        yield form, EXACT, kind


def _ukrainian_demonym(form: str, part: bool) -> Iterator[Stem]:
    if form.endswith(("ський", "цький", "зький")):
        yield form[:-2], "adjective", "demonym"
        if not part:
            yield form[:-2] + "о", EXACT, "prefix"
            root = form[:-5]
            yield root + "о", EXACT, "prefix"
            if root.endswith("й"):
                yield root[:-1], "єць", "demonym"
            elif len(root) > 2 and form not in _NO_UKRAINIAN_WOMAN:
                yield root, "ець", "demonym"
    elif form.endswith("ий"):
        yield form[:-2], "adjective", "demonym"
    elif form.endswith(("ець", "єць")):
        yield form[:-3], form[-3:], "demonym"
    elif form.endswith("ка"):
        yield form[:-2], "ка", "demonym"
    elif form.endswith(("и", "і")):
        yield form[:-1], "и", "demonym"
        yield form[:-1], "person", "demonym"
    elif form.endswith("о"):
        yield form, EXACT, "prefix"
    elif form.endswith("к"):  # турок, турка, турки
        yield form, "person", "demonym"
        if form.endswith("ок"):
            yield form[:-2] + "к", "person", "demonym"
    else:
        yield form, "person", "demonym"


# ---------------------------------------------------------------- Bulgarian; nouns take an article, names do not bend

_BULGARIAN_ENDINGS = {
    "adjective": "и|а|о|ия|ият|ата|ото|ите",
    "ец": "ец|еца|ецът|й?ци|й?ците",
    "ка": "й?ка|й?ката|й?ки|й?ките|й?че|й?чета",
    "person": "|а|ът|и|ите|я|ят|ка|ката|ки|ките|киня|кинята|кини|кините|ин|ина|инът|ойка|ойката|ойки|ойките",
    "name": "|а|я|о|та|то|ът|ят|те",
}
_BULGARIAN_ADJECTIVE = ("ски", "шки", "чки", "жки", "цки")
# Adjectives whose women would be a hat, a knife, a regiment or someone's name: панамка, финка, полка, Йорданка.
_NO_BULGARIAN_WOMAN = frozenset({"панамски", "фински", "полски", "йордански", "гански", "туниски"})


def _bulgarian(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "prefix":
        yield form, EXACT, kind
    elif kind == "demonym":
        yield from _bulgarian_demonym(form, part)
    elif part:
        yield form, "name", kind
        if form.endswith(("а", "я", "и", "о")):
            yield form[:-1], "adjective", kind
    else:
        yield form, EXACT, kind
        if form.endswith("и") and len(form) > 4:  # Филипините, Малдивите
            yield form + "те", EXACT, kind


def _bulgarian_demonym(form: str, part: bool) -> Iterator[Stem]:
    kind = "demonym"
    if form.endswith(_BULGARIAN_ADJECTIVE):
        yield form[:-1], "adjective", kind
        if part:
            return
        root = form[:-3]
        yield root + "о", EXACT, "prefix"  # азербайджано-; what ends in -ско is an adjective for all its hyphen
        if form.endswith("ски") and len(root) > 3:
            yield root.removesuffix("й"), "ец", kind
            if form not in _NO_BULGARIAN_WOMAN:
                yield root.removesuffix("й"), "ка", kind
    elif form.endswith("ец"):
        yield form[:-2], "ец", kind
    elif form.endswith("ка"):
        yield form[:-2], "ка", kind
    elif form.endswith("ня"):  # рускиня, рускини
        yield form[:-1], "adjective", kind
        yield form + "та", EXACT, kind
        yield form, EXACT, kind
    elif form.endswith(("и", "е")):
        yield form[:-1], "person", kind
    elif form.endswith("ин") and len(form) > 4:
        yield form[:-2], "person", kind
    else:
        yield form, "person", kind
        if form.endswith("к"):  # поляк, поляци
            yield form[:-1] + "ц", "adjective", kind


# ---------------------------------------------------------------- Polish; folded: ę is e, ą is a, ł is l, ś is s

_POLISH_ENDINGS = {
    "adjective": "i|y|a|e|ie|iego|ego|iemu|emu|iej|ej|im|ym|ich|ych|imi|ymi|o",
    "masculine": "|u|a|owi|em|iem|ie|e|i",
    "a": "a|y|i|e|o|ie|a",
    "softened": "e|ie",
    "o": "o|a|u|em|iem|owi|ie",
    "y": "y|i||ow|om|ami|ach",
    "soft": "|i|ia|iu|iem|a|u|em|y",
    "czyk": "k|ka|kowi|kiem|ku|cy|kow|kom|kami|kach",
    "person": "|a|owi|em|iem|u|ie|i|y|e|ow|owie|om|ami|ach|ka|ki|ke|ce|kom|kami|kach|ek",
    "anin": "in|ina|inowi|inem|inie|ie||om|ami|ach|ka|ki|ke|ce|kom|kami|kach|ek",
    "ka": "ka|ki|ke|ce|ko|ek|kom|kami|kach",
}
_NO_POLISH_WOMAN = frozenset({"japonczyk", "panamczyk"})  # japonki are sandals, a panamka is a hat
_POLISH_SOFTENED = (("ch", "sz"), ("k", "c"), ("g", "dz"), ("t", "ci"), ("d", "dzi"), ("r", "rz"), ("l", "l"))
_POLISH_ADJECTIVE = re.compile(r"(?:ska|cka|skie|ckie|ski|cki|one|ona|ony|owa|owe|owy|na|ne|ny|la|le|ly|sze|nska)\Z")


def _polish(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    if kind == "prefix":
        yield form, EXACT, kind
    elif kind == "demonym":
        yield from _polish_demonym(form)
    elif len(form) < 4:
        yield form, EXACT, kind
        if form[-1] not in "aeiouy":
            yield form, "masculine", kind
    else:
        yield from _polish_name(form, kind, part)


def _polish_name(form: str, kind: FormKind, part: bool) -> Iterator[Stem]:
    yield form, EXACT, kind
    if part and _POLISH_ADJECTIVE.search(form):
        yield form[:-1], "adjective", kind
        if form.endswith("ie"):
            yield form[:-2], "adjective", kind
    last = form[-1]
    if last in "aoy":
        yield form[:-1], last, kind
        if last == "a":
            yield from _polish_softened(form[:-1], kind)
        if form.endswith("lia"):
            yield form[:-2], "a", kind
    elif last == "i" and not form.endswith("ii"):
        yield form[:-1], "y", kind
    elif last not in "eu":
        yield form, "masculine", kind
        yield from _polish_softened(form, kind)
        if form.endswith(("n", "s", "z", "c", "l")):
            yield form, "soft", kind


def _polish_softened(root: str, kind: FormKind) -> Iterator[Stem]:
    for hard, soft in _POLISH_SOFTENED:
        if root.endswith(hard):
            yield root[: -len(hard)] + soft, "softened", kind
            return


def _polish_demonym(form: str) -> Iterator[Stem]:
    kind = "demonym"
    if form.endswith(("ski", "cki", "dzki")) and form[-1] == "i":
        yield form[:-1], "adjective", kind
        yield form[:-1] + "o", EXACT, "prefix"
    elif form.endswith("czyk"):
        yield form[:-1], "czyk", kind
        if form not in _NO_POLISH_WOMAN:
            yield form[:-4], "ka", kind
    elif form.endswith("czycy"):
        yield form[:-2], "czyk", kind
    elif form.endswith("anin"):
        yield form[:-2], "anin", kind
    elif form.endswith("ka"):
        yield form[:-2], "ka", kind
    elif form.endswith("iec"):  # Niemiec, Niemca; Kirgiz
        yield form, EXACT, kind
        yield form[:-3] + "c", "person", kind
    elif form.endswith("y"):
        yield form[:-1], "adjective", kind
        yield form[:-1], "y", kind
    elif form.endswith(("i", "e")):
        yield form, EXACT, kind
        yield form[:-1], "y", kind
    elif form.endswith("k"):
        yield form, "person", kind
        yield form[:-1] + "c", "person", kind
    else:
        yield form, "person", kind
        for soft in ("ci", "dzi", "rzy", "si", "zi"):
            if form.endswith(soft[0]):
                yield form[:-1] + soft, EXACT, kind


SLAVIC = {
    "ru": Morphology(_russian, endings=whole(**_RUSSIAN_ENDINGS), surnames_like_demonyms=True, names_stand_last=True),
    "uk": Morphology(
        _ukrainian, endings=whole(**_UKRAINIAN_ENDINGS), surnames_like_demonyms=True, names_stand_last=True
    ),
    "bg": Morphology(
        _bulgarian, endings=whole(**_BULGARIAN_ENDINGS), surnames_like_demonyms=True, names_stand_last=True
    ),
    "pl": Morphology(_polish, endings=whole(**_POLISH_ENDINGS), surnames_like_demonyms=True, names_stand_last=True),
}
