"""The demo's voice: one line for each thing that happens to a dispatch."""

from rich.console import Console
from rich.markup import escape

from monitor.demo.newsroom import Newsroom
from monitor.types import Event


def tell(out: Console, event: Event, newsroom: Newsroom) -> None:
    """Say in one line what `event` means to somebody who sees this for the first time."""
    line = _LINES.get(event.kind)
    if line is not None:
        verb, what = line(event)
        out.print(f"  [bold]{verb:<9}[/bold] {what}", soft_wrap=True)


def _polled(event: Event) -> tuple[str, str]:
    new, quiet = event.detail.get("new", 0), event.detail.get("quiet", 0)
    name = escape(str(event.detail.get("name", event.subject)))
    if event.detail.get("error"):
        return "polled", f"[red]{name}: {escape(str(event.detail['error']))}[/red]"
    return "polled", f"{name}: {new} new, {quiet} of them kept quiet" if quiet else f"{name}: {new} new"


def _scraped(event: Event) -> tuple[str, str]:
    return "scraped", f"{event.detail.get('length', 0):,} characters of {escape(str(event.detail.get('title', '')))}"


def _judged(event: Event) -> tuple[str, str]:
    about = _listed(event.detail.get("pairs"))
    topics = _listed(event.detail.get("topics"))
    countries = _listed(event.detail.get("countries"))
    found = f"about [cyan]{about}[/cyan]" if about else "about no pair of countries"
    return (
        "judged",
        f"{event.detail.get('language')}: {found}; topics {topics or 'none'}; names {countries or 'nobody'}",
    )


def _matched(event: Event) -> tuple[str, str]:
    return "matched", f"[green]{escape(_listed(event.detail.get('rules')))}[/green]"


def _sent(event: Event) -> tuple[str, str]:
    return "alerted", f"[bold green]{escape(str(event.detail.get('receiver', '')))}[/bold green] has it"


def _retried(event: Event) -> tuple[str, str]:
    return (
        "waiting",
        f"[yellow]{escape(str(event.detail.get('receiver', '')))}: {escape(str(event.detail.get('error')))}[/yellow]",
    )


def _listed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else ""


_LINES = {
    "feed.polled": _polled,
    "article.scraped": _scraped,
    "article.assessed": _judged,
    "alert.opened": _matched,
    "notification.sent": _sent,
    "notification.retry": _retried,
}
