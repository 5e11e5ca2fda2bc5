"""Makes `monitor/data/gazetteer.tsv`: what CLDR calls each country, checked against the tables that people own.

    python tools/build_gazetteer.py            # write the table
    python tools/build_gazetteer.py --check    # write nothing; exit 1 if it is stale or a form means two countries

The names are those of Unicode CLDR as Babel ships them (Unicode License v3). A form that means two countries stops the
build unless `monitor/data/ambiguous.tsv` says which is meant.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from monitor.assess.morphology import MORPHOLOGIES
from monitor.assess.tables import CountryForm, Tables, cell, folded_words, read_tables

TARGET = Path(__file__).parent.parent / "monitor" / "data" / "gazetteer.tsv"
HEAD = "language\tcode\tkind\tform"
# Codes of CLDR that are no countries of ISO 3166-1 (XK stays: wires write of Kosovo).
NO_COUNTRY = frozenset(["AC", "CP", "CQ", "CS", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])
# CLDR's names of these are descriptions ("Hong Kong SAR China"), too wide ("Congo") or words ("Réunion"): hand-owned.
HAND_OWNED = frozenset({"HK", "MO", "CD", "CG", "PS"})
DROPPED = frozenset({("fr", "RE"), ("az", "RE"), ("fr", "SX")})
SECOND_NAMES = frozenset({"CV", "CZ", "FK", "MK", "MM", "SZ", "TL"})  # whose brackets hold a name, not a description
_ARTICLE = re.compile(r"^(?:la |le |les |l['’]|the )", re.IGNORECASE)
_ABBREVIATED = re.compile(r"\bо-ва?\b")
_BRACKETS = re.compile(r"\s*\(([^)]*)\)")


def names_of(language: str) -> Iterator[tuple[str, str]]:
    """Every country's code and the forms CLDR gives for it in one language."""
    for code, name in sorted(Locale.parse(language).territories.items()):
        if not re.fullmatch("[A-Z]{2}", code) or code in NO_COUNTRY | HAND_OWNED or (language, code) in DROPPED:
            continue
        bracketed = _BRACKETS.findall(name) if code in SECOND_NAMES else []
        for form in [_BRACKETS.sub("", name), *bracketed]:
            plain = _ARTICLE.sub("", form.strip())
            if plain and not _ABBREVIATED.search(plain):
                yield code, plain


def build(tables: Tables) -> list[str]:
    """The rows of the table: what is not already hand-owned."""
    rows = []
    for language in sorted(MORPHOLOGIES):
        owned = {(form.code, folded_words(form.form)) for form in tables.hand_owned(language) if form.kind == "name"}
        for code, form in names_of(language):
            if (code, folded_words(form)) not in owned:
                kind = "code" if form.isupper() and len(form) <= 4 and MORPHOLOGIES[language].cased else "name"
                rows.append(f"{language}\t{code}\t{kind}\t{form}")
    return sorted(set(rows))


def clashes(tables: Tables, generated: list[str]) -> list[str]:
    """Forms that mean two countries and are not listed as ambiguous."""
    found = []
    for language in sorted(MORPHOLOGIES):
        allowed = {
            folded_words(form): set(codes.split())
            for _, forms, codes in tables.of_language("ambiguous.tsv", language, 3, 0)
            for form in cell(forms)
        }
        forms = list(tables.hand_owned(language))
        forms += [
            CountryForm(cells[1], cells[2], cells[3]) for row in generated if (cells := row.split("\t"))[0] == language
        ]
        forms = [form for form in forms if form.kind != "prefix"]
        meant: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for form in forms:
            meant[folded_words(form.form)].add(form.code)
        found += [
            f"{language}: {' '.join(words)} means {', '.join(sorted(codes))}"
            for words, codes in sorted(meant.items())
            if len(codes) > 1 and not codes <= allowed.get(words, set())
        ]
    return found


def main(arguments: list[str]) -> int:
    """Build or check; the exit status says whether all is well."""
    tables = read_tables()
    rows = build(tables)
    problems = clashes(tables, rows)
    for problem in problems:
        print(f"{problem}; list it in ambiguous.tsv or take one out", file=sys.stderr)
    text = "\n".join([HEAD, *rows]) + "\n"
    if "--check" in arguments:
        stale = not TARGET.exists() or TARGET.read_text("utf-8") != text
        if stale:
            print("monitor/data/gazetteer.tsv is stale: run tools/build_gazetteer.py", file=sys.stderr)
        return 1 if stale or problems else 0
    if not problems:
        TARGET.write_text(text, "utf-8")
        print(f"{len(rows)} forms in {len(MORPHOLOGIES)} languages")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
