"""Pairs of countries as people write them: codes or names, in any order, with any dash."""

import re

from monitor.config.countries import country_code, country_names, unknown_country

ANY = "*"
_DASH = re.compile(r"[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_OTHER_SEPARATOR = re.compile(r"\s*(?:/|\+|&|,|:|_|\band\b|\bet\b|\bwith\b|<?[-=]*>)\s*")


def read_pair(text: str) -> str:
    """The normal form: "AZ-DZ" in the order of the alphabet, or "*-AZ" for any partner; raises ValueError."""
    word = text.strip()
    splits = [(word[: dash.start()].strip(), word[dash.end() :].strip()) for dash in _DASH.finditer(word)]
    for left, right in splits:
        one, other = _side(left), _side(right)
        if one and other:
            return _joined(word, one, other)
    raise ValueError(_what_is_wrong(word, splits))


def _side(text: str) -> str | None:
    return ANY if text == ANY else country_code(text)


def _joined(word: str, one: str, other: str) -> str:
    if one == other == ANY:
        raise ValueError(f'"{word}" would be every pair there is. Name one country: "AZ-*".')
    if one == other:
        raise ValueError(f'"{word}" is one country twice. Write two countries, or "{one}-*" for any partner.')
    return "-".join(sorted((one, other)))


def _what_is_wrong(word: str, splits: list[tuple[str, str]]) -> str:
    code = country_code(word)
    if code:
        partner = "DZ" if code != "DZ" else "AZ"
        return (
            f'"{word}" is one country ({country_names()[code]}). '
            f'Write a pair, such as "{code}-{partner}", or "{code}-*" for any partner.'
        )
    if not splits:
        return _without_dash(word)
    left, right = next((split for split in splits if _side(split[0]) or _side(split[1])), splits[0])
    if not left or not right:
        return f'"{word}" lacks a country. Write a pair, such as "AZ-DZ", or "AZ-*" for any partner.'
    wrong = right if _side(left) else left
    return f'in "{word}": {unknown_country(wrong)}'


def _without_dash(word: str) -> str:
    sides = [_side(side) for side in _OTHER_SEPARATOR.split(word)]
    if len(sides) == 2 and all(sides):
        return f'"{word}" needs a dash between its countries. Write "{sides[0]}-{sides[1]}".'
    if word == ANY:
        return '"*" would be every pair there is. Name one country: "AZ-*".'
    return f'"{word}" is not a pair of countries. Write one such as "AZ-DZ", or "AZ-*" for any partner.'
