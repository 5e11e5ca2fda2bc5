"""The gate: `python -m evaluation [--data FOLDER] [--forms FILE] [--raise] [SET …]`; exit status 1 below a floor."""

import argparse
import json
import math
import sys
from collections.abc import Callable
from pathlib import Path

from evaluation import dispatches, forms, sentences, stories
from monitor.assess.lexicon import Lexicon, load_lexicon

FLOORS = Path(__file__).parent / "floors.json"
Measure = Callable[[list[str]], dict[str, float]]


def sets(arguments: argparse.Namespace, lexicon: Lexicon) -> dict[str, Measure]:
    """What can be measured with the material that is there."""
    found: dict[str, Measure] = {
        "dev": lambda show: dispatches.measure("dev", lexicon, show),
        "check": lambda show: dispatches.measure("check", lexicon, show),
    }
    data = arguments.data
    if (data / sentences.FILE).exists():
        found["sentences"] = lambda show: sentences.measure(data, lexicon, show, tuple(arguments.languages))
    if arguments.forms.exists():
        found["forms"] = lambda show: forms.measure(arguments.forms, lexicon, show)
    if (data / stories.FILE).exists():
        found["stories"] = lambda show: stories.measure(data, lexicon, show)
    return found


def main() -> int:
    """Measure, show, and hold the figures against the floors."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("sets", nargs="*", help="dev, check, sentences, forms, stories; none means all that are there")
    parser.add_argument("--data", type=Path, default=Path("evaluation/data"), help="the folder of third-party material")
    parser.add_argument("--forms", type=Path, default=Path("evaluation/data") / forms.FILE)
    parser.add_argument(
        "--languages", nargs="*", default=[], help="of the sentences, only these; nothing is held to floors"
    )
    parser.add_argument("--raise", action="store_true", dest="raising", help="raise the floors to what was reached")
    arguments = parser.parse_args()
    known = sets(arguments, load_lexicon())
    unknown = set(arguments.sets) - known.keys()
    if unknown:
        print(f"not there: {', '.join(sorted(unknown))}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    floors: dict[str, float] = json.loads(FLOORS.read_text("utf-8"))
    reached: dict[str, float] = {}
    for name in arguments.sets or known:
        show: list[str] = []
        reached |= known[name](show)
        print(f"\n== {name}", *show, sep="\n")
    if arguments.languages:
        return 0
    if arguments.raising:
        raise_floors(floors, reached)
    return held(floors, reached)


def raise_floors(floors: dict[str, float], reached: dict[str, float], path: Path = FLOORS) -> None:
    """Raise each floor to what was reached, and lower none."""
    for name, value in reached.items():
        floors[name] = max(floors.get(name, 0.0), math.floor(value * 1000) / 1000)
    path.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", "utf-8")


def held(floors: dict[str, float], reached: dict[str, float]) -> int:
    """Show every figure beside its floor; 1 where one is below."""
    print("\n== floors")
    below = 0
    for name, value in sorted(reached.items()):
        floor = floors.get(name, 0.0)
        held = value >= floor
        below += not held
        print(f"{'ok   ' if held else 'BELOW'}  {value:.4f}  floor {floor:.3f}  {name}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
