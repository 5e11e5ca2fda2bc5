"""Countries in 1,004 sentences of encyclopedic prose in 35 languages, labelled on their English side."""

import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

from evaluation.counting import Tally, mean
from monitor.assess.assess import assess
from monitor.assess.lexicon import Lexicon
from monitor.types import ArticleText

FILE = "sib200-countries.jsonl.gz"
FIRST_CLASS = ("fr", "en", "az", "ru", "ar", "tr", "fa", "es", "de", "zh")
DROPPED = Path(__file__).parent / "dropped.tsv"
WORST = 12


def dropped() -> set[tuple[str, str, str]]:
    """Mentions that a translation does not make: sentence, language and country."""
    rows = (line.split("\t") for line in DROPPED.read_text("utf-8").splitlines()[1:] if line)
    return {(row[0], row[1], row[2]) for row in rows}


def measure(data: Path, lexicon: Lexicon, show: list[str], only: tuple[str, ...] = ()) -> dict[str, float]:
    """The gate's figures; a table and the worst errors go to `show`."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    told: Counter[str] = Counter()
    traps = fired = 0
    unsaid = dropped()
    with gzip.open(data / FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            language = row["lang"]
            if only and language not in only:
                continue
            assessment = assess(ArticleText("", row["text"]), lexicon)
            found = {country.code for country in assessment.countries}
            missing = {code for code in row["countries"] if (row["id"], language, code) in unsaid}
            tallies[language].count(
                found, set(row["countries"]) - missing, {*row["optional"], *missing}, f"{language} {row['id']}"
            )
            told[language] += assessment.language == language
            traps += len(row["trap"])
            fired += len(set(row["trap"]) & found - set(row["countries"]) - set(row["optional"]))
    show.append("language   recall  precision   F1     language told")
    for language in sorted(tallies, key=lambda one: (one not in FIRST_CLASS, one)):
        one = tallies[language]
        count = told[language] / 1004
        show.append(f"{language:8s}   {one.recall:.4f}  {one.precision:.4f}   {one.f1:.4f}  {count:.4f}")
    first = [tallies[language] for language in tallies if language in FIRST_CLASS]
    others = [tallies[language] for language in tallies if language not in FIRST_CLASS]
    return {
        "sentences.first.recall": mean([one.recall for one in first]),
        "sentences.first.precision": mean([one.precision for one in first]),
        "sentences.others.recall": mean([one.recall for one in others]),
        "sentences.others.precision": mean([one.precision for one in others]),
        "sentences.traps_held": 1 - fired / traps if traps else 1.0,
    }
