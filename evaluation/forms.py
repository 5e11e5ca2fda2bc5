"""Single forms: names, inflections, adjectives, capitals, abbreviations and compounds that must be found, and traps."""

import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType

from monitor.assess.assess import assess
from monitor.assess.lexicon import Lexicon
from monitor.types import ArticleText

FILE = "surface_forms_dev.py"
ANY = "*"  # a trap that must not be any country; others name the one they must not be


def measure(path: Path, lexicon: Lexicon, show: list[str]) -> dict[str, float]:
    """Forms found right, and traps that did not fire."""
    listed = _load(path)
    kinds: Counter[str] = Counter()
    wrong: list[str] = []
    for language, kind, text, codes in listed.A:
        found = _countries(text, language, lexicon)
        kinds["all"] += 1
        if found == set(codes):
            kinds["right"] += 1
        else:
            wrong.append(
                f"{language} {kind} {text}: {'+'.join(sorted(found)) or 'nothing'}, not {'+'.join(sorted(codes))}"
            )
    fired: list[str] = []
    for language, text, code in _traps(listed):
        found = _countries(text, language, lexicon)
        if code in found or (code == ANY and found):
            fired.append(f"{language} {text}: {'+'.join(sorted(found))}")
    traps = sum(1 for _ in _traps(listed))
    show.append(f"{kinds['right']} of {kinds['all']} forms right, {len(fired)} of {traps} traps fired")
    show += [f"  {line}" for line in (*wrong[:60], *fired[:40])]
    return {"forms.right": kinds["right"] / kinds["all"], "forms.traps_held": 1 - len(fired) / traps}


def _traps(listed: ModuleType) -> list[tuple[str, str, str]]:
    return [(trap[0], trap[1], trap[2]) for trap in listed.N]


def _countries(text: str, language: str, lexicon: Lexicon) -> set[str]:
    return {country.code for country in assess(ArticleText("", text, language), lexicon).countries}


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("surface_forms", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
