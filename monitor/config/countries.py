"""Countries as people write them in a config: codes in any case, English and French names."""

import re
import unicodedata
from functools import cache

from monitor.config.country_names import COUNTRY_NAMES
from monitor.config.findings import closest

# What people write, where the tables of names say it otherwise.
_OTHER_NAMES = {
    "america": "US", "usa": "US", "united states of america": "US", "etats unis d amerique": "US",
    "great britain": "GB", "britain": "GB", "grande bretagne": "GB",
    "emirates": "AE", "emirats": "AE", "uae": "AE",
    "bielorussie": "BY", "belarus": "BY",
    "bosnia": "BA", "bosnie": "BA",
    "brunei darussalam": "BN", "burma": "MM", "myanmar": "MM", "birmanie": "MM",
    "cabo verde": "CV", "ivory coast": "CI", "swaziland": "SZ", "east timor": "TL",
    "czech republic": "CZ", "republique tcheque": "CZ",
    "drc": "CD", "rdc": "CD", "dr congo": "CD", "congo kinshasa": "CD", "congo brazzaville": "CG",
    "hong kong": "HK", "macao": "MO", "macau": "MO",
    "ksa": "SA", "korea": "KR", "macedonia": "MK",
    "palestine": "PS", "state of palestine": "PS",
    "russian federation": "RU", "federation de russie": "RU",
    "turkey": "TR", "turkiye": "TR", "vatican": "VA", "holy see": "VA", "saint siege": "VA",
    "viet nam": "VN", "kazakstan": "KZ", "kirghizie": "KG", "ouzbekistan": "UZ", "moldavia": "MD",
    "tanzanie": "TZ", "lao": "LA", "syrian arab republic": "SY", "republic of korea": "KR",
    "dprk": "KP", "rpdc": "KP", "reunion": "RE",
}  # fmt: skip

# Codes that people take for ISO 3166 and that are something else, or nothing.
_MEANT = {"UK": "GB", "EN": "GB", "EL": "GR", "SU": "RU", "UAE": "AE", "USA": "US", "ENGLAND": "GB", "SCOTLAND": "GB"}


@cache
def country_names() -> dict[str, str]:
    """Every ISO 3166-1 alpha-2 code with its English name."""
    return {code: english for code, english, _ in _rows()}


def country_code(text: str) -> str | None:
    """The code of the country that `text` names, None where it names none."""
    word = text.strip()
    if word.upper() in country_names():
        return word.upper()
    return _names().get(_folded(word))


def unknown_country(text: str) -> str:
    """What to say of a text that names no country."""
    word = text.strip()
    meant = _MEANT.get(word.upper())
    near = None if meant or len(word) < 4 else closest(_folded(word), tuple(_names()))
    code = meant or (_names()[near] if near else None)
    what = "country code" if len(word) <= 3 else "country"
    if code:
        return f'unknown {what} "{word}". Did you mean "{code}" ({country_names()[code]})?'
    if re.fullmatch(r"[A-Za-z]{2}", word):
        return f'"{word}" is not an ISO 3166-1 country code. Write a code such as AZ, or a name.'
    return f'unknown {what} "{word}". Write its ISO 3166-1 code, such as AZ, or its English or French name.'


def read_country(text: str) -> str:
    """The code of the country that `text` names; raises ValueError with what to write instead."""
    code = country_code(text)
    if code is None:
        raise ValueError(unknown_country(text))
    return code


def _rows() -> tuple[tuple[str, str, str], ...]:
    split = (line.split("|") for line in COUNTRY_NAMES.splitlines())
    return tuple((code, english, french) for code, english, french in split)


@cache
def _names() -> dict[str, str]:
    """Every name, folded, with its code."""
    names = {_folded(name): code for code, *both in _rows() for name in both}
    return names | _OTHER_NAMES


def _folded(name: str) -> str:
    """A name without case, accents, articles and signs: Côte d’Ivoire → cote d ivoire."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    bare = bare.replace("&", " and ").replace("ı", "i")
    words = re.sub(r"[^\w]+", " ", bare).split()
    words = ["saint" if word == "st" else word for word in words]
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "la", "le", "les", "l"} else words)
