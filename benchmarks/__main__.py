"""`python -m benchmarks [--data FOLDER] [--json FILE]`: every figure, and each bar beside the figure it is for."""

import argparse
import json
from pathlib import Path

from benchmarks.judging import beside_extraction, flood, rules
from benchmarks.pages import own_pages, third_party_pages
from benchmarks.worker import worker
from evaluation.dispatches import dispatches
from monitor.assess.lexicon import load_lexicon
from monitor.types import ArticleText

BARS = {
    "third-party.assess_of_extract": 0.06,
    "own.assess_of_extract": 0.06,
    "rules.10000_of_10": 1.5,
    "flood.fourfold_text": 6.0,
    "worker.ready_s": 1.0,
    "worker.held_mb": 220.0,
}


def main() -> None:
    """Measure, print a table and, where asked, write JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("evaluation/data"), help="the folder of third-party material")
    parser.add_argument("--json", type=Path, help="where to write the figures as JSON")
    arguments = parser.parse_args()
    lexicon = load_lexicon()
    own = list(own_pages())
    articles = [ArticleText(row["title"], row["text"], row["language"]) for row in dispatches("dev")]
    # First what is sensitive to how much a process has collected to look through.
    figures = worker(own, articles) | flood(lexicon)
    pages = third_party_pages(arguments.data)
    if pages:
        figures |= beside_extraction(pages, lexicon, "third-party")
    figures |= beside_extraction(own, lexicon, "own")
    figures |= rules(articles, lexicon)
    for name, value in figures.items():
        bar = BARS.get(name)
        held = "" if bar is None else f"   at most {bar:g}: {'held' if value <= bar else 'MISSED'}"
        print(f"{name:36s} {value:10.4f}{held}")
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
