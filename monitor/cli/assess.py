"""`monitor assess`: what an article is about, for people who wonder and for programs."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from monitor.assess.assess import assess
from monitor.assess.lexicon import Lexicon, load_lexicon
from monitor.assess.record import to_json
from monitor.cli.extract import read_page
from monitor.cli.lines import BadLineError, Line, opened_lines, read_line, say
from monitor.cli.options import AsJson, MaybeConfigPath, console, read_config
from monitor.errors import ConfigError, Finding
from monitor.types import ArticleText, Assessment, Mention, Span

PAGES = frozenset({".html", ".htm", ".xhtml"})
PAIRS_SHOWN = 12
WORDS_SHOWN = 8


class ArticleLine(Line):
    """`{"id", "title", "text", "language"?}`; their types are checked here, for a lone surrogate is no mistake."""

    title: object = None
    text: object = None
    language: object = None


def assess_command(
    article: Annotated[
        str | None, typer.Argument(help="A text file, an HTML file, an address, or - for standard input.")
    ] = None,
    jsonl: Annotated[
        str | None, typer.Option("--jsonl", help="A file of JSON lines, or - for standard input.", metavar="FILE")
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", "-l", help="The language its feed declares; breaks ties.", metavar="ISO")
    ] = None,
    config: MaybeConfigPath = None,
    as_json: AsJson = False,
) -> None:
    """Show which countries, pairs and topics an article is about, with the words that say so.

    In a text file the first line is the title if an empty line follows it.

    With --jsonl each line is {"id", "title", "text", "language"?} and is answered, in order, by {"id", "language",
    "countries", "pairs", "topics", "organisations"}, or by {"id", "error"} and exit status 1 at the end.

    Example: [bold]monitor assess article.txt[/bold]
    """
    if (article is None) == (jsonl is None):
        raise ConfigError("monitor assess", (Finding("give either an article or --jsonl FILE"),))
    if jsonl is not None:
        raise typer.Exit(_assess_lines(jsonl, language, _lexicon(config)))
    read = _read(article or "", language, config)
    assessment = assess(read, _lexicon(config))
    if as_json:
        say(to_json(assessment))
        return
    _show(console(), read, assessment)


def assess_lines(
    lines: Iterable[bytes], lexicon: Lexicon, language: str | None = None
) -> Iterator[tuple[dict[str, object], bool]]:
    """An answer a line, in order, each with whether the line could be answered; one line in memory at a time."""
    for raw in lines:
        try:
            line = read_line(raw, ArticleLine)
            article = _article_of(line, language)
        except BadLineError as error:
            yield {"id": error.line_id, "error": str(error)}, False
        else:
            yield {"id": line.id, **to_json(assess(article, lexicon))}, True


def _lexicon(config: Path | None) -> Lexicon:
    return load_lexicon(read_config(config).topics if config is not None else ())


def _assess_lines(source: str, language: str | None, lexicon: Lexicon) -> int:
    status = 0
    with opened_lines(source) as lines:
        for answer, answered in assess_lines(lines, lexicon, language):
            say(answer)
            status = status if answered else 1
    return status


def _article_of(line: ArticleLine, language: str | None) -> ArticleText:
    if line.title is None and line.text is None:
        raise BadLineError("title and text are both missing; give at least one", line.id)
    declared = _string(line, "language", line.language) or language
    return ArticleText(_string(line, "title", line.title), _string(line, "text", line.text), declared)


def _string(line: ArticleLine, name: str, value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadLineError(f"{name}: should be a string, is a {type(value).__name__}", line.id)
    return value


def _read(source: str, language: str | None, config: Path | None) -> ArticleText:
    if "://" in source or Path(source).suffix.lower() in PAGES:
        page = read_page(source, config)
        return ArticleText(page.title, page.text, language or page.language, page.published_at)
    try:
        raw = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise ConfigError(
            source, (Finding(f"cannot be read ({error.strerror}); give a file, an address, or -"),)
        ) from error
    return article_from_text(raw.decode("utf-8-sig", errors="replace"), language)


def article_from_text(text: str, language: str | None = None) -> ArticleText:
    """A text as people paste it: the first line is the title if an empty line follows."""
    lines = text.replace("\r\n", "\n").split("\n", 2)
    if len(lines) > 1 and lines[0].strip() and not lines[1].strip():
        return ArticleText(lines[0].strip(), lines[2].lstrip("\n") if len(lines) > 2 else "", language)
    return ArticleText("", "\n".join(lines), language)


def _show(out: Console, article: ArticleText, assessment: Assessment) -> None:
    out.print(Text.assemble(("Language   ", "bold"), assessment.language))
    _heading(out, "Countries", found=bool(assessment.countries))
    for country in assessment.countries:
        out.print(
            Text.assemble(f"  {country.score:.2f}  ", (country.code, "bold cyan"), "  ", _words(country.mentions))
        )
    _heading(out, "Pairs", found=bool(assessment.pairs))
    for pair in assessment.pairs[:PAIRS_SHOWN]:
        said = _ABOUT if pair.about else ("only named together", "dim")
        out.print(Text.assemble(f"  {pair.score:.2f}  ", (pair.pair, "bold cyan"), "  ", said))
        if pair.about:
            for span in pair.evidence:
                out.print(Text.assemble("        ", _marked(article, assessment, span)), soft_wrap=True)
    if len(assessment.pairs) > PAIRS_SHOWN:
        out.print(f"        and {len(assessment.pairs) - PAIRS_SHOWN} more", style="dim")
    _heading(out, "Topics", found=bool(assessment.topics))
    for topic in assessment.topics:
        out.print(Text.assemble(f"  {topic.score:.2f}  ", (topic.topic, "bold cyan"), "  ", _words(topic.evidence)))
    if assessment.organisations:
        _show_organisations(out, assessment)
    if assessment.ignored:
        _heading(out, "Not counted", found=True)
        for span in assessment.ignored:
            out.print(Text.assemble("        ", (_one_line(span.text), "dim")), soft_wrap=True)


def _show_organisations(out: Console, assessment: Assessment) -> None:
    _heading(out, "Organisations", found=True)
    for one in assessment.organisations:
        out.print(Text.assemble(f"  {one.score:.2f}  ", (one.organisation, "bold cyan"), "  ", _words(one.mentions)))
        for pair in one.pairs:
            if pair.about:
                out.print(Text.assemble(f"  {pair.score:.2f}  ", (pair.pair, "bold cyan"), "  ", _ABOUT))


_ABOUT = ("about", "bold green")


def _heading(out: Console, name: str, *, found: bool) -> None:
    out.print(Text.assemble((name, "bold"), "" if found else ("  none", "dim")))


def _words(spans: Iterable[Span | Mention]) -> Text:
    said = list(dict.fromkeys(_one_line(span.text) for span in spans))
    more = f" and {len(said) - WORDS_SHOWN} more" if len(said) > WORDS_SHOWN else ""
    return Text(", ".join(said[:WORDS_SHOWN]) + more, style="dim")


def _marked(article: ArticleText, assessment: Assessment, sentence: Span) -> Text:
    """A sentence with the words in it that name countries."""
    whole = article.title if sentence.field == "title" else article.text
    text = Text(_printable(whole[sentence.start : sentence.end]).replace("\n", " "))
    for country in assessment.countries:
        for mention in country.mentions:
            inside = sentence.start <= mention.start and mention.end <= sentence.end
            if mention.field == sentence.field and inside:
                text.stylize("bold yellow", mention.start - sentence.start, mention.end - sentence.start)
    return text


def _one_line(text: str) -> str:
    return " ".join(_printable(text).split())


def _printable(text: str) -> str:
    """The same length, without what a terminal would obey or could not encode."""
    return "".join(
        "\ufffd" if "\ud800" <= sign <= "\udfff" or (sign < " " and sign not in "\n\t") else sign for sign in text
    )
