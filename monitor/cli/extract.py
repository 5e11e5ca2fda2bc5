"""`monitor extract`: a page as the judge reads it."""

import json
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Annotated

import typer

from monitor.articles.extract import extract_article
from monitor.assess.language import identify
from monitor.cli.lines import BadLineError, Line, opened_lines, read_line, say
from monitor.cli.options import AsJson, MaybeConfigPath, console, read_config
from monitor.errors import ConfigError, Finding, MonitorError
from monitor.net.fetch import Web
from monitor.net.guard import Guard
from monitor.types import ArticleText, Fetched
from monitor.workers import EXTRACT_S, Workers

# As many as the workers take at once; more would only fill memory.
WINDOW = 8


class PageLine(Line):
    """`{"id", "url", "html_file"}`."""

    url: str = ""
    html_file: str


def extract_command(
    page: Annotated[str | None, typer.Argument(help="An HTML file or an address.")] = None,
    jsonl: Annotated[
        str | None, typer.Option("--jsonl", help="A file of JSON lines, or - for standard input.", metavar="FILE")
    ] = None,
    config: MaybeConfigPath = None,
    as_json: AsJson = False,
) -> None:
    """Show the title, text, date and language of a page, without what stands around them.

    With --jsonl each line is {"id", "url", "html_file"} and is answered, in order, by {"id", "title", "text",
    "published_at", "language"}, or by {"id", "error"} and exit status 1 at the end.

    Example: [bold]monitor extract page.html[/bold]
    """
    if (page is None) == (jsonl is None):
        raise ConfigError("monitor extract", (Finding("give either a page or --jsonl FILE"),))
    if jsonl is not None:
        raise typer.Exit(_extract_lines(jsonl))
    article = _with_language(read_page(page or "", config))
    if as_json:
        print(json.dumps(_answer(None, article), ensure_ascii=False))
        return
    out = console()
    out.print(article.title, style="bold", markup=False, soft_wrap=True)
    said = article.published_at.isoformat() if article.published_at else "no date"
    out.print(f"{said} · {article.language}", style="dim")
    out.print(f"\n{article.text}", markup=False, soft_wrap=True)


def read_page(page: str, config: Path | None) -> ArticleText:
    """The article in a file or at an address; raises FetchError, ParseError or ConfigError."""
    if "://" in page:
        allowed = read_config(config).allow_private if config is not None else ()
        with closing(Web(Guard(allowed))) as web:
            answer = web.fetch(page)
        if isinstance(answer, Fetched):
            return extract_article(answer.body, answer.url)
    try:
        return extract_article(Path(page).read_bytes(), page)
    except OSError as error:
        raise ConfigError(
            page, (Finding(f"cannot be read ({error.strerror}); give an HTML file or an address"),)
        ) from error


def _extract_lines(source: str) -> int:
    folder = Path() if source == "-" else Path(source).parent
    status = 0
    with opened_lines(source) as lines, Workers() as workers, ThreadPoolExecutor(WINDOW) as threads:
        for line_id, answer in _in_order(lines, folder, workers, threads):
            try:
                say(_answer(line_id, answer.result()))
            except (BadLineError, MonitorError) as error:
                say({"id": line_id, "error": str(error)})
                status = 1
    return status


def _in_order(
    lines: Iterable[bytes], folder: Path, workers: Workers, threads: ThreadPoolExecutor
) -> Iterator[tuple[object, Future[ArticleText]]]:
    """Each line's answer to come, in the lines' order, a bounded number at a time.

    Lines are read beside the answering, for a program may wait for an answer before it writes on.
    """
    window: Queue[tuple[object, Future[ArticleText]] | None] = Queue(WINDOW)

    def feed() -> None:
        for raw in lines:
            window.put(_begun(raw, folder, workers, threads))
        window.put(None)

    feeder = Thread(target=feed, daemon=True, name="lines")
    feeder.start()
    while (begun := window.get()) is not None:
        yield begun
    feeder.join()


def _begun(
    raw: bytes, folder: Path, workers: Workers, threads: ThreadPoolExecutor
) -> tuple[object, Future[ArticleText]]:
    try:
        line = read_line(raw, PageLine)
    except BadLineError as error:
        failed: Future[ArticleText] = Future()
        failed.set_exception(error)
        return error.line_id, failed
    return line.id, threads.submit(_read, line, folder, workers)


def _read(line: PageLine, folder: Path, workers: Workers) -> ArticleText:
    path = Path(line.html_file)
    if not path.is_absolute() and not path.exists():
        path = folder / path
    try:
        html = path.read_bytes()
    except (OSError, ValueError) as error:
        raise BadLineError(f"html_file: {line.html_file} cannot be read", line.id) from error
    return workers.ask(_extract, (html, line.url or line.html_file), EXTRACT_S)


def _extract(html: bytes, url: str) -> ArticleText:
    """In a worker, where the tables of the languages are as well."""
    return _with_language(extract_article(html, url))


def _with_language(article: ArticleText) -> ArticleText:
    return replace(article, language=identify(f"{article.title}\n{article.text}", article.language))


def _answer(line_id: object, article: ArticleText) -> dict[str, object]:
    return {
        "id": line_id,
        "title": article.title,
        "text": article.text,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "language": article.language,
    }
