"""How long a new worker takes until it judges, and how much memory it holds after all languages."""

import resource
import time
from collections.abc import Sequence

from monitor.types import ArticleText
from monitor.workers import Workers


def held_mb() -> float:
    """The most memory this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def worker(pages: Sequence[bytes], articles: Sequence[ArticleText]) -> dict[str, float]:
    """From the start of the process to its first judgement, and the memory after articles in ten languages."""
    started = time.perf_counter()
    with Workers(1) as workers:
        workers.assess(articles[0])
        ready = time.perf_counter() - started
        for page in pages:
            workers.extract_article(page, "https://wire.example/article")
        for article in articles:
            workers.assess(article)
        held = workers.ask(held_mb, (), 20.0)
    return {"worker.ready_s": ready, "worker.held_mb": held}
