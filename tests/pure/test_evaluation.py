"""The gate counts as it says, and a figure below its floor fails it."""

import json

import pytest

from evaluation import __main__ as gate
from evaluation.counting import Tally
from evaluation.dispatches import dispatches

KEYS = {
    *("id", "language", "title", "text", "countries", "optional_countries", "about", "named"),
    *("topics", "optional_topics", "hard"),
}


def test_what_is_optional_is_neither_right_nor_wrong():
    tally = Tally()
    tally.count(found={"AZ", "TR", "RU"}, wanted={"AZ", "DZ", "FR"}, optional={"TR", "FR"}, where="text")

    assert (tally.right, tally.wrong, tally.missed) == (1, 1, 1)
    assert sorted(tally.errors) == ["text +RU", "text -DZ"]
    assert (tally.precision, tally.recall, tally.f1) == (0.5, 0.5, 0.5)


@pytest.mark.parametrize(("reached", "status"), [(0.9, 0), (0.95, 0), (0.8999, 1)])
def test_a_figure_below_its_floor_fails(reached, status, capsys):
    assert gate.held({"one.f1": 0.9}, {"one.f1": reached}) == status
    assert ("BELOW" in capsys.readouterr().out) is bool(status)


def test_floors_only_rise(tmp_path):
    path = tmp_path / "floors.json"
    gate.raise_floors({"one.f1": 0.9}, {"one.f1": 0.85, "two.f1": 0.71239}, path)

    assert json.loads(path.read_text()) == {"one.f1": 0.9, "two.f1": 0.712}


@pytest.mark.parametrize("half", ["dev", "check"])
def test_labelled_dispatches_are_well_formed(half):
    rows = list(dispatches(half))

    assert len(rows) >= 100
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row.keys() == KEYS
        assert {code for pair in row["about"] for code in pair.split("-")} <= set(row["countries"])
        assert not set(row["countries"]) & set(row["optional_countries"])
        assert not set(row["about"]) & set(row["named"])
        assert all("-".join(sorted(pair.split("-"))) == pair for pair in (*row["about"], *row["named"]))


def test_the_halves_cover_the_first_class_languages():
    for half in ("dev", "check"):
        assert {row["language"] for row in dispatches(half)} == {
            *("fr", "en", "az", "ru", "ar", "tr", "fa", "es", "de", "zh"),
        }
