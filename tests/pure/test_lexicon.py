import subprocess
import sys
from pathlib import Path

import pytest

from monitor.assess.lexicon import ORGANISATION_TOPICS, load_lexicon
from monitor.assess.reading import read
from monitor.assess.tables import Tables, read_tables

ROOT = Path(__file__).parent.parent.parent
LEXICON = load_lexicon()
# Every code of ISO 3166-1 that CLDR names, and nothing else but Kosovo.
TABLES = read_tables()
ISO = {
    form.code for language in LEXICON.languages for form in (*TABLES.generated(language), *TABLES.hand_owned(language))
}


def test_the_first_class_languages_are_there():
    assert {"fr", "en", "az", "ru", "ar", "tr", "fa", "es", "de", "zh"} <= set(LEXICON.languages)


def test_all_countries_are_there():
    assert len(ISO - {"XK"}) == 249


@pytest.mark.parametrize("language", LEXICON.languages)
def test_every_country_has_a_name_in_every_language(language):
    tables = read_tables()
    named = {form.code for form in tables.hand_owned(language) if form.kind in {"name", "code"}}
    named |= {form.code for form in tables.generated(language)}

    assert ISO - named == set()


@pytest.mark.parametrize("language", LEXICON.languages)
def test_every_form_of_the_tables_is_found_or_known_to_be_weak(language):
    """A form that no text can match is a mistake in the table."""
    tables = read_tables()
    lexicon = LEXICON.of(language)
    lost = []
    for form in [*tables.hand_owned(language), *tables.generated(language)]:
        if form.kind == "prefix" or (language == "ru" and form.kind == "demonym" and not form.only):
            continue  # these are no words by themselves
        if "," in form.form:
            continue  # Bonaire, Sint Eustatius and Saba: no text says it in one breath
        found = read("text", f"… {form.form} …", lexicon.vocabulary, ()).hits["country"]
        if not any(hit.sense.value for hit in found):
            lost.append(form.form)

    assert lost == []


def test_the_version_is_that_of_the_tables():
    tables = read_tables()
    changed = Tables({**tables.texts, "languages/en/weak.tsv": "reason\tforms\n"})

    assert tables.version == LEXICON.version
    assert changed.version != LEXICON.version


def test_a_language_without_tables_has_no_lexicon():
    assert LEXICON.of("und") is None


def test_topics_have_their_parents_and_rules_may_ask_for_all():
    assert {"energy", "energy.oil", "energy.gas", "energy.power", "energy.renewables"} <= set(LEXICON.topics)
    assert {"energy.nuclear", "energy.coal", "energy.hydrogen"} | ORGANISATION_TOPICS <= set(LEXICON.topics)


def test_the_gazetteer_is_fresh_and_no_form_means_two_countries():
    done = subprocess.run(
        [sys.executable, "tools/build_gazetteer.py", "--check"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
