"""What judging an article costs beside extracting it, what 10,000 rules cost beside ten, and what a flood costs."""

import gc
import random
import time
from collections.abc import Callable, Sequence
from statistics import median

import trafilatura

from monitor.assess.assess import assess
from monitor.assess.lexicon import Lexicon
from monitor.config.countries import country_names
from monitor.rules.index import RuleIndex
from monitor.rules.rule import Rule
from monitor.types import ArticleText, RuleSpec

ROUNDS = 7
DESK = ("AZ", "CN", "DE", "DZ", "FR", "GB", "IR", "RU", "TR", "US")  # what a desk of ten rules watches
Figures = dict[str, float]


def cpu_s(work: Callable[[], object]) -> float:
    """The seconds of processor that `work` takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def beside_extraction(pages: Sequence[bytes], lexicon: Lexicon, name: str) -> Figures:
    """Medians of interleaved rounds: extraction with trafilatura's fast mode, and judging what it gives."""
    extracted = [trafilatura.extract(page.decode("utf-8", "replace"), fast=True) or "" for page in pages]
    articles = [ArticleText("", text) for text in extracted if text]

    def extract() -> None:
        for page in pages:
            trafilatura.extract(page, fast=True)

    def judge() -> None:
        for article in articles:
            assess(article, lexicon)

    judge()  # the tables of each language are made ready once a worker, not once an article
    gc.collect()
    gc.freeze()
    rounds = [(cpu_s(extract), cpu_s(judge)) for _ in range(ROUNDS)]
    gc.unfreeze()
    return {
        f"{name}.articles": float(len(articles)),
        f"{name}.extract_ms": median(one for one, _ in rounds) / len(pages) * 1000,
        f"{name}.assess_ms": median(other for _, other in rounds) / len(articles) * 1000,
        f"{name}.assess_of_extract": median(other / one for one, other in rounds),
    }


def rules(articles: Sequence[ArticleText], lexicon: Lexicon, *, seed: int = 7) -> Figures:
    """Matching the same assessments against a desk's ten rules, and against them and 9,990 from all over the world."""
    chance = random.Random(seed)  # noqa: S311 - chance for a benchmark, not for a secret
    codes = sorted(country_names())
    specs = [RuleSpec(f"*-{code}", code, (f"*-{code}",), ("desk",)) for code in DESK]
    for number in range(len(DESK), 10_000):
        one, other = sorted(chance.sample(codes, 2))
        pair = f"*-{one}" if number % 20 == 0 else f"{one}-{other}"
        topics = tuple(chance.sample(lexicon.topics, 2)) if number % 3 else ()
        languages = tuple(chance.sample(lexicon.languages, 2)) if number % 5 == 0 else ()
        specs.append(RuleSpec(str(number), str(number), (pair,), ("desk",), topics=topics, languages=languages))
    few, many = (RuleIndex(map(Rule, specs[:size])) for size in (10, 10_000))
    assessed = [(article, assess(article, lexicon)) for article in articles]

    def ask(index: RuleIndex) -> int:
        return sum(len(index.match(article, assessment)) for article, assessment in assessed)

    rounds = [(cpu_s(lambda: ask(few)), cpu_s(lambda: ask(many))) for _ in range(ROUNDS)]
    ten, ten_thousand = (median(times) for times in zip(*rounds, strict=True))
    return {
        "rules.matches_of_10": float(ask(few)),
        "rules.matches_of_10000": float(ask(many)),
        "rules.match_us_of_10": ten / len(assessed) * 1e6,
        "rules.match_us_of_10000": ten_thousand / len(assessed) * 1e6,
        "rules.10000_of_10": median(other / one for one, other in rounds),
    }


FLOODS = ("Azerbaijan and Algeria ", "Jordan Chad Georgia ", "BAKU ", "A.", "a: ", "between A and ", "-", "\n")


def flood(lexicon: Lexicon) -> Figures:
    """How much longer four times a hostile text takes; four is linear."""

    def cost(repeated: str, size: int) -> float:
        article = ArticleText("Flood", "The president met them. " * 9 + repeated * (size // len(repeated)), "en")
        return min(cpu_s(lambda: assess(article, lexicon)) for _ in range(3))

    return {"flood.fourfold_text": max(cost(one, 400_000) / cost(one, 100_000) for one in FLOODS)}
