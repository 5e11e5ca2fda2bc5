"""Pairs as people write them: countries by code or name, organisations by id, in any order, with any dash."""

import re
from collections.abc import Collection

from monitor.config.countries import country_code, country_names, unknown_country

ANY = "*"
_DASH = re.compile(r"[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_OTHER_SEPARATOR = re.compile(r"\s*(?:/|\+|&|,|:|_|\band\b|\bet\b|\bwith\b|<?[-=]*>)\s*")


# What organisations are called where their id is another.
_MEANT = {
    "oci": "oic", "iic": "oic", "mna": "nam", "opep": "opec", "opaep": "opec", "fpeg": "gecf", "ue": "eu", "onu": "un",
    "otan": "nato", "las": "arab-league", "ccg": "gcc", "aiea": "iaea", "fmi": "imf", "omc": "wto", "cei": "cis",
}  # fmt: skip


def read_pair(text: str, organisations: Collection[str] = ()) -> str:
    """The normal form; raises ValueError.

    "AZ-DZ" in the order of the alphabet, "*-AZ" for any country beside AZ, "AZ-oic" for a country and an organisation,
    "*-oic" for any country and it.
    """
    word = text.strip()
    splits = [(word[: dash.start()].strip(), word[dash.end() :].strip()) for dash in _DASH.finditer(word)]
    for left, right in splits:
        one, other = _side(left, organisations), _side(right, organisations)
        if one and other:
            return _joined(word, one, other)
    raise ValueError(_what_is_wrong(word, splits, organisations))


def partners(pair: str) -> tuple[str, str]:
    """The two sides of "AZ-DZ" or "AZ-arab-league"; an organisation stands last."""
    one, _, other = pair.partition("-")
    return one, other


def _side(text: str, organisations: Collection[str] = ()) -> str | None:
    if text == ANY:
        return ANY
    organisation = _organisation(text)
    return country_code(text) or (organisation if organisation in organisations else None)


def _organisation(text: str) -> str:
    """OPEC+ is opec-plus, Arab League arab-league."""
    return re.sub(r"[\s_]+", "-", text.strip().lower().replace("+", "-plus"))


def _joined(word: str, one: str, other: str) -> str:
    if one.islower() and other.islower():
        raise ValueError(f'"{word}" names no country. Write a country and an organisation, such as "AZ-{other}".')
    if one == other == ANY:
        raise ValueError(f'"{word}" would be every pair there is. Name one country: "AZ-*".')
    if one == other:
        raise ValueError(f'"{word}" is one country twice. Write two countries, or "{one}-*" for any partner.')
    return "-".join(sorted((one, other)))


def _what_is_wrong(word: str, splits: list[tuple[str, str]], organisations: Collection[str]) -> str:
    code = country_code(word)
    if code:
        partner = "DZ" if code != "DZ" else "AZ"
        return (
            f'"{word}" is one country ({country_names()[code]}). '
            f'Write a pair, such as "{code}-{partner}", or "{code}-*" for any partner.'
        )
    if not splits:
        return _without_dash(word, organisations)
    sides = ((split, _side(split[0], organisations), _side(split[1], organisations)) for split in splits)
    left, right = next((split for split, one, other in sides if one or other), splits[0])
    if not left or not right:
        return f'"{word}" lacks a country. Write a pair, such as "AZ-DZ", or "AZ-*" for any partner.'
    wrong = right if _side(left, organisations) else left
    meant = _MEANT.get(_organisation(wrong))
    if meant in organisations:
        return f'in "{word}": unknown organisation "{wrong}". Did you mean "{meant}"?'
    return f'in "{word}": {unknown_country(wrong)}'


def _without_dash(word: str, organisations: Collection[str]) -> str:
    if _organisation(word) in organisations:
        return f'"{word}" is one organisation. Write a country with it, such as "AZ-{_organisation(word)}".'
    sides = [_side(side) for side in _OTHER_SEPARATOR.split(word)]
    if len(sides) == 2 and all(sides):
        return f'"{word}" needs a dash between its countries. Write "{sides[0]}-{sides[1]}".'
    if word == ANY:
        return '"*" would be every pair there is. Name one country: "AZ-*".'
    return f'"{word}" is not a pair of countries. Write one such as "AZ-DZ", or "AZ-*" for any partner.'
