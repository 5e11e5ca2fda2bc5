"""Where documents are taken apart: worker processes that may hang, explode or die without anybody noticing but us."""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import TimeoutError as FutureTimeoutError
from functools import cache
from multiprocessing import resource_tracker
from types import TracebackType
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from monitor.articles.extract import extract_article
from monitor.assess.assess import assess
from monitor.assess.lexicon import Lexicon, load_lexicon
from monitor.errors import MonitorError, WorkerError
from monitor.feeds.parse import parse_feed
from monitor.types import ArticleText, Assessment, ParsedFeed, TopicSpec
from monitor.worker import begin

T = TypeVar("T")

MOST_WORKERS = 4
DOCUMENTS_EACH = 500  # then a worker is renewed, for lxml's memory never shrinks
MEMORY_BYTES = 3 * 1024**3  # of address space: numpy and its libraries alone map over one
PARSE_S, EXTRACT_S, ASSESS_S = 10.0, 20.0, 10.0
QUEUE_S = 60.0  # how long a document may wait for its turn
IN_FLIGHT_EACH = 2


class Workers:
    """Takes documents from many threads, each with a deadline of its own; a worker that misses it is killed."""

    def __init__(
        self,
        processes: int | None = None,
        *,
        topics: tuple[TopicSpec, ...] = (),
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        count = processes or min(os.cpu_count() or 1, MOST_WORKERS)
        self._pool = ProcessPool(
            max_workers=count,
            max_tasks=DOCUMENTS_EACH,
            initializer=begin,
            initargs=(os.getpid(), memory_bytes),
            context=multiprocessing.get_context("spawn"),
        )
        # It would undo our deafness where it is started in between.
        resource_tracker.ensure_running()
        with _deaf():
            # Its threads start here, and hand their deafness on to every worker that they will ever start.
            if not self._pool.active:
                raise WorkerError("the worker processes could not be started")
        self._topics = topics
        self._turns = threading.BoundedSemaphore(count * IN_FLIGHT_EACH)

    def __enter__(self) -> "Workers":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the workers, with whatever they have in hand."""
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves this one untyped
        self._pool.join()

    def parse_feed(self, body: bytes, url: str) -> ParsedFeed:
        """`feeds.parse.parse_feed`; raises ParseError or WorkerError."""
        return self._ask(parse_feed, (body, url), PARSE_S)

    def extract_article(self, html: bytes, url: str) -> ArticleText:
        """`articles.extract.extract_article`; raises ParseError or WorkerError."""
        return self._ask(extract_article, (html, url), EXTRACT_S)

    def assess(self, article: ArticleText) -> Assessment:
        """`assess.assess.assess` with the shipped tables and the user's own topics; raises WorkerError."""
        return self._ask(_assess, (article, self._topics), ASSESS_S)

    def ask(self, task: Callable[..., T], arguments: tuple[object, ...], deadline_s: float) -> T:
        """Any other pure function of this package; raises what it raises of ours, or WorkerError."""
        return self._ask(task, arguments, deadline_s)

    def _ask(self, task: Callable[..., T], arguments: tuple[object, ...], deadline_s: float) -> T:
        if not self._turns.acquire(timeout=QUEUE_S):
            raise WorkerError(f"no worker was free within {QUEUE_S:.0f} s; the documents of others are taking long")
        try:
            future = self._pool.schedule(task, args=arguments, timeout=deadline_s)
            result: T = future.result()
        except MonitorError:
            raise
        except FutureTimeoutError as error:
            raise WorkerError(f"the document was given up after {deadline_s:.0f} s") from error
        except ProcessExpired as error:
            raise WorkerError(f"the document killed its worker (exit {error.exitcode})") from error
        except MemoryError as error:
            raise WorkerError("the document needs more memory than a worker has") from error
        except (ValueError, TypeError, RuntimeError, LookupError, ArithmeticError, AttributeError, OSError) as error:
            # A library stumbled over it: a fault of one document, which must not stop the step for the others.
            raise WorkerError(f"the document could not be taken apart ({type(error).__name__}: {error})") from error
        finally:
            self._turns.release()
        return result


def _assess(article: ArticleText, topics: tuple[TopicSpec, ...]) -> Assessment:
    return assess(article, _lexicon(topics))


@cache  # once a worker, for it takes longer than a hundred articles
def _lexicon(topics: tuple[TopicSpec, ...]) -> Lexicon:
    return load_lexicon(topics)


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C goes to all processes of a terminal; a worker that is just starting would die of it, with a traceback."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
