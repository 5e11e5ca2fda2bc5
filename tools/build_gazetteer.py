"""Makes each language's `gazetteer.tsv`: what CLDR calls countries and capitals, checked against what people own.

    python tools/build_gazetteer.py            # write the tables
    python tools/build_gazetteer.py --check    # write nothing; exit 1 if one is stale or a form means two countries

The names are those of Unicode CLDR as Babel ships them, the capitals are CLDR's exemplar cities of their time zones
(Unicode License v3). A form that means two countries stops the build unless the language's `ambiguous.tsv` says which
is meant.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from monitor.assess.morphology import MORPHOLOGIES
from monitor.assess.tables import CountryForm, Tables, cell, folded_words, read_tables

TARGETS = Path(__file__).parent.parent / "monitor" / "data" / "languages"
HEAD = "code\tkind\tform"
LOCALES = {
    "zh": ("zh", "zh_Hant"),
    "pt": ("pt", "pt_PT"),
    "uz": ("uz",),
    "es": ("es", "es_MX"),
}  # where one is not enough
# Time zones named for a capital. Missing: cities that are people's names, words, or other countries' cities as well.
CAPITALS = """
Africa: AO Luanda, BF Ouagadougou, BI Bujumbura, BJ Porto-Novo, BW Gaborone, CD Kinshasa, CF Bangui, CG Brazzaville,
  DJ Djibouti, DZ Algiers, EG Cairo, ER Asmera, ET Addis_Ababa, GA Libreville, GH Accra, GM Banjul, GN Conakry,
  GW Bissau, KE Nairobi, LR Monrovia, LS Maseru, LY Tripoli, ML Bamako, MR Nouakchott, MW Blantyre, MZ Maputo,
  NA Windhoek, NE Niamey, RW Kigali, SD Khartoum, SL Freetown, SN Dakar, SO Mogadishu, SS Juba, ST Sao_Tome,
  SZ Mbabane, TD Ndjamena, TG Lome, TN Tunis, UG Kampala, ZM Lusaka, ZW Harare
America: AR Buenos_Aires, BO La_Paz, BR Brasilia, CL Santiago, CO Bogota, CR Costa_Rica, CU Havana, GT Guatemala,
  HN Tegucigalpa, HT Port-au-Prince, JM Jamaica, MX Mexico_City, NI Managua, PE Lima, PY Asuncion, UY Montevideo,
  VE Caracas
Asia: AE Dubai, AF Kabul, AM Yerevan, AZ Baku, BD Dhaka, BT Thimphu, CN Beijing, CY Nicosia, GE Tbilisi, ID Jakarta,
  IL Jerusalem, IQ Baghdad, IR Tehran, JO Amman, JP Tokyo, KG Bishkek, KH Phnom_Penh, KP Pyongyang, KR Seoul, KZ Astana,
  LA Vientiane, LB Beirut, LK Colombo, MM Rangoon, MN Ulaanbaatar, MY Kuala_Lumpur, NP Katmandu, OM Muscat, PH Manila,
  QA Qatar, SA Riyadh, SY Damascus, TH Bangkok, TJ Dushanbe, TL Dili, TM Ashgabat, TW Taipei, UZ Tashkent
Europe: AD Andorra, AL Tirane, AT Vienna, BA Sarajevo, BE Brussels, BG Sofia, BY Minsk, CZ Prague, DE Berlin,
  DK Copenhagen, EE Tallinn, ES Madrid, FI Helsinki, FR Paris, GB London, GR Athens, HR Zagreb, HU Budapest, IE Dublin,
  IT Rome, LI Vaduz, LT Vilnius, LU Luxembourg, LV Riga, MC Monaco, MD Chisinau, ME Podgorica, MK Skopje, NL Amsterdam,
  NO Oslo, PL Warsaw, PT Lisbon, RO Bucharest, RS Belgrade, RU Moscow, SE Stockholm, SI Ljubljana, SK Bratislava,
  UA Kiev
Atlantic: IS Reykjavik
"""
NO_CAPITALS = frozenset(
    {"AD", "AE", "CL", "CR", "DJ", "GT", "IL", "JM", "LK", "LU", "MC", "MW", "QA"}
)  # zones that are none
# Codes of CLDR that are no countries of ISO 3166-1 (XK stays: wires write of Kosovo).
NO_COUNTRY = frozenset(["AC", "CP", "CQ", "CS", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])
# CLDR's names of these are descriptions ("Hong Kong SAR China"), too wide ("Congo") or words ("Réunion"): hand-owned.
HAND_OWNED = frozenset({"HK", "MO", "CD", "CG", "PS"})
DROPPED = frozenset({("fr", "RE"), ("az", "RE"), ("fr", "SX"), ("ky", "PF")})
SECOND_NAMES = frozenset({"CV", "CZ", "FK", "MK", "MM", "SZ", "TL"})  # whose brackets hold a name, not a description
_ARTICLE = re.compile(r"^(?:la |le |les |l['’]|the )", re.IGNORECASE)
_ABBREVIATED = re.compile(r"\bо-ва?\b")
_BRACKETS = re.compile(r"\s*[(（]([^)）]*)[)）]")


def capital_zones() -> dict[str, str]:
    """The time zone of each capital, by country."""
    zones = {}
    for line in re.sub(r"\n\s+", " ", CAPITALS).strip().splitlines():
        region, _, cities = line.partition(": ")
        for city in cities.split(","):
            code, _, name = city.strip().partition(" ")
            if code not in NO_CAPITALS:
                zones[code] = f"{region}/{name}"
    return zones


def forms_of(language: str) -> Iterator[CountryForm]:
    """Every country's names and capital as CLDR gives them for one language."""
    for locale in LOCALES.get(language, (language,)):
        known = Locale.parse(locale)
        for code, name in sorted(known.territories.items()):
            if not re.fullmatch("[A-Z]{2}", code) or code in NO_COUNTRY | HAND_OWNED or (language, code) in DROPPED:
                continue
            bracketed = _BRACKETS.findall(name) if code in SECOND_NAMES else []
            for form in [_BRACKETS.sub("", name), *bracketed]:
                plain = _ARTICLE.sub("", form.strip()) if language in {"en", "fr"} else form.strip()
                if plain and not _ABBREVIATED.search(plain):
                    short = plain.isupper() and len(plain) <= 4 and MORPHOLOGIES[language].cased
                    yield CountryForm(code, "code" if short else "name", plain)
        for code, zone in capital_zones().items():
            city = known.time_zones.get(zone, {}).get("city", "")
            if city:
                yield CountryForm(code, "capital", str(city))


def build(tables: Tables, language: str) -> list[str]:
    """The rows of a language's table: what is not already hand-owned."""
    morphology = MORPHOLOGIES[language]
    owned = {
        folded_words(form.form, morphology) for form in tables.hand_owned(language) if form.kind in {"name", "capital"}
    }
    forms = [(form, folded_words(form.form, morphology)) for form in forms_of(language)]
    names = {(form.code, words) for form, words in forms if form.kind == "name"}  # Tunis, the country and its capital
    rows = {
        f"{form.code}\t{form.kind}\t{form.form}"
        for form, words in forms
        if words not in owned and (form.kind != "capital" or (form.code, words) not in names)
    }
    return sorted(rows)


def clashes(tables: Tables, language: str, generated: list[str]) -> list[str]:
    """Forms that mean two countries and are not listed as ambiguous."""
    morphology = MORPHOLOGIES[language]
    allowed = {
        folded_words(form, morphology): set(codes.split())
        for forms, codes in tables.of_language("ambiguous.tsv", language, 2)
        for form in cell(forms)
    }
    forms = list(tables.hand_owned(language))
    forms += [CountryForm(code, kind, form) for code, kind, form in (row.split("\t") for row in generated)]
    meant: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for form in forms:
        if form.kind != "prefix":
            meant[folded_words(form.form, morphology)].add(form.code)
    return [
        f"{language}: {' '.join(words)} means {', '.join(sorted(codes))}"
        for words, codes in sorted(meant.items())
        if len(codes) > 1 and not codes <= allowed.get(words, set())
    ]


def main(arguments: list[str]) -> int:
    """Build or check; the exit status says whether all is well."""
    tables = read_tables()
    checking = "--check" in arguments
    status, forms = 0, 0
    for language in sorted(MORPHOLOGIES):
        rows = build(tables, language)
        forms += len(rows)
        problems = clashes(tables, language, rows)
        for problem in problems:
            print(f"{problem}; list it in ambiguous.tsv or take one out", file=sys.stderr)
        target = TARGETS / language / "gazetteer.tsv"
        text = "\n".join([HEAD, *rows]) + "\n"
        stale = not target.exists() or target.read_text("utf-8") != text
        if checking and stale:
            print(f"{target.relative_to(Path.cwd())} is stale: run tools/build_gazetteer.py", file=sys.stderr)
        if not checking:
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, "utf-8")
        status = 1 if problems or (checking and stale) else status
    if not checking:
        print(f"{forms} forms in {len(MORPHOLOGIES)} languages")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
