"""Countries, pairs and topics in dispatches of our own; see `dispatches/README.md` for what the labels mean."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.counting import Tally
from monitor.assess.assess import assess
from monitor.assess.lexicon import Lexicon
from monitor.types import ArticleText, Assessment

FOLDER = Path(__file__).parent / "dispatches"
HALVES = ("dev", "check")
KINDS = ("countries", "pairs", "topics")


def measure(half: str, lexicon: Lexicon, show: list[str]) -> dict[str, float]:
    """F1 of one half; errors are shown of the half that may be looked at only."""
    tallies: dict[str, dict[str, Tally]] = defaultdict(lambda: {kind: Tally() for kind in KINDS})
    whole = {kind: Tally() for kind in KINDS}
    texts = 0
    for row in dispatches(half):
        texts += 1
        assessment = assess(ArticleText(row["title"], row["text"], row["language"]), lexicon)
        for kind, (found, wanted, optional) in _compared(row, assessment).items():
            tallies[row["language"]][kind].count(found, wanted, optional, row["id"])
    for language in tallies:
        for kind in KINDS:
            whole[kind].add(tallies[language][kind])
    show.append(f"{texts} texts      countries P R F1          pairs P R F1              topics P R F1")
    show += [_row(language, kinds) for language, kinds in [*sorted(tallies.items()), ("all", whole)]]
    if half == "dev":
        for kind in KINDS:
            show.append(f"{kind}: " + "; ".join(sorted(whole[kind].errors)))
    return {f"dispatches.{half}.{kind}.f1": whole[kind].f1 for kind in KINDS}


def _row(language: str, kinds: dict[str, Tally]) -> str:
    figures = "   ".join(f"{one.precision:.3f} {one.recall:.3f} {one.f1:.4f}" for one in kinds.values())
    return f"{language:12s}  {figures}"


def dispatches(half: str) -> Iterator[dict[str, Any]]:
    """The labelled texts of one half."""
    for path in sorted((FOLDER / half).glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def _compared(row: dict[str, Any], assessment: Assessment) -> dict[str, tuple[set[str], set[str], set[str]]]:
    return {
        "countries": (
            {country.code for country in assessment.countries},
            set(row["countries"]),
            set(row["optional_countries"]),
        ),
        "pairs": ({pair.pair for pair in assessment.pairs if pair.about}, set(row["about"]), set()),
        "topics": (
            {topic.topic for topic in assessment.topics},
            set(row["topics"]),
            set(row["optional_topics"]),
        ),
    }
