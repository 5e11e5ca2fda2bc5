"""Countries, pairs and oil or gas in 12,865 news agency stories of 1987, labelled by the agency's editors."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.counting import Tally
from monitor.assess.assess import assess
from monitor.assess.lexicon import Lexicon
from monitor.types import ArticleText

FILE = "reuters21578-train.jsonl.gz"
PLACES = "places_to_iso2.json"
OIL_OR_GAS = frozenset({"crude", "nat-gas", "fuel", "gas", "heat", "jet", "naphtha", "propane"})
OURS = frozenset({"energy.oil", "energy.gas"})


def measure(data: Path, lexicon: Lexicon, show: list[str]) -> dict[str, float]:
    """The gate's figures; labels are those of 1987 and incomplete, so what counts is that these never fall."""
    iso = json.loads((data / PLACES).read_text("utf-8"))
    countries, topics = Tally(), Tally()
    two = two_found = few = few_claimed = 0
    for story in _stories(data / FILE):
        places = {code for place in story["places"] for code in [iso.get(place)] if code}
        article = ArticleText(story["title"], f"{story['dateline']} {story['body']}".strip(), "en")
        assessment = assess(article, lexicon)
        found = {country.code for country in assessment.countries}
        about = {pair.pair for pair in assessment.pairs if pair.about}
        # A story of one American company is "usa" to the editors though it names none:
        # only named ones must be found.
        named = {iso[place] for place in story["places"] if iso.get(place) and _is_named(place, story)}
        countries.count(found, named, optional=places - named)
        if story["has_topics"] == "YES" and story["topics"]:
            fired = bool({topic.topic for topic in assessment.topics} & OURS)
            topics.count({"oil"} if fired else (), {"oil"} if set(story["topics"]) & OIL_OR_GAS else ())
        if len(places) == 2 and places <= found:
            two += 1
            two_found += "-".join(sorted(places)) in about
        if len(places) < 2:
            few += 1
            few_claimed += bool(about)
    show.append(
        f"countries: recall {countries.recall:.4f} of places named outright, precision {countries.precision:.4f}"
    )
    show.append(f"oil or gas: precision {topics.precision:.4f} recall {topics.recall:.4f} F1 {topics.f1:.4f}")
    show.append(f"pairs: {two_found} of {two} where two places are labelled and both are named")
    show.append(f"pairs claimed where fewer than two places are labelled: {few_claimed} of {few}")
    return {
        "stories.countries.recall": countries.recall,
        "stories.countries.precision": countries.precision,
        "stories.oil_or_gas.f1": topics.f1,
        "stories.pairs.recall": two_found / two if two else 1.0,
        "stories.pairs.unclaimed": 1 - few_claimed / few if few else 1.0,
    }


def _is_named(place: str, story: dict[str, Any]) -> bool:
    return place.replace("-", " ") in f"{story['title']} {story['body']}".lower().replace("\n", " ")


def _stories(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
