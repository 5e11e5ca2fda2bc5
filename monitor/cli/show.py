"""A door's picture of a message: a stored mail or Slack message in the terminal, as its readers see it."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from email import message_from_string, policy

from rich import box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

_SHOWN_HEADERS = ("From", "To", "Date", "Subject", "X-Monitor-Pair", "X-Monitor-Topics")
_WIDEST = 100
_FRAME = 6  # columns that the frame and the bar of a quote take

# Within a quote the signs mark what counted; elsewhere they are bold and italic.
_COUNTED = {"*": "bold black on yellow3", "_": "bold black on dark_sea_green2"}
_OURS = {"*": "bold", "_": "italic"}

# A marked word stands between two of the same sign, and no letter touches it from outside.
_MARKED = re.compile(r"(?<!\w)([*_])(?=\S)(.+?)(?<=\S)\1(?!\w)")
_LINK = re.compile(r"<([^|>]+)\|([^>]+)>")


def show_mail(console: Console, payload: str) -> None:
    """Print a stored mail: its headers, and its text with the words that counted marked."""
    mail = message_from_string(payload, policy=policy.default)
    headers = Table.grid(padding=(0, 2))
    for name in _SHOWN_HEADERS:
        if mail[name] is not None:
            headers.add_row(Text(name, style="dim"), Text(str(mail[name]), style="bold" if name == "Subject" else ""))
    body = mail.get_body(("plain",))
    text = str(body.get_content()) if body is not None else ""
    lines = [part for line in text.splitlines() for part in _mail_line(console, line)]
    _print_framed(console, "mail", Group(headers, Text(), *lines))


def show_slack(console: Console, payload: str | Mapping[str, object]) -> None:
    """Print a stored Slack message: its blocks in order, marks as marks and links as links."""
    message = json.loads(payload) if isinstance(payload, str) else payload
    blocks = message.get("blocks")
    if not isinstance(blocks, list):
        blocks = [{"text": {"text": message.get("text")}}]
    parts = [part for block in blocks for part in _block(console, block)]
    _print_framed(console, "slack", Group(*parts))


def _print_framed(console: Console, title: str, inside: RenderableType) -> None:
    frame = box.ROUNDED if title == "mail" else box.HEAVY
    console.print(Panel(inside, box=frame, title=title, title_align="left", width=min(console.width, _WIDEST)))


def _mail_line(console: Console, line: str) -> Iterator[Text]:
    if line.startswith("  | "):
        yield from _quote(console, _with_marks(line.removeprefix("  | ")))
    else:
        yield Text(line, style="bold" if line.startswith(("WHY YOU GET THIS", "FULL TEXT")) else "")


def _quote(console: Console, text: Text) -> Iterator[Text]:
    """A bar beside every line of a quoted sentence, however it wraps."""
    for line in text.wrap(console, min(console.width, _WIDEST) - _FRAME):
        yield Text.assemble(("▌ ", "blue"), line)


def _with_marks(text: str, styles: Mapping[str, str] = _COUNTED) -> Text:
    shown, at = Text(), 0
    for marked in _MARKED.finditer(text):
        shown.append(text[at : marked.start()])
        shown.append(marked[2], style=styles[marked[1]])
        at = marked.end()
    return shown.append(text[at:])


def _block(console: Console, block: Mapping[str, object]) -> Iterator[Text]:
    for text in _texts(block):
        if block.get("type") == "header":
            yield Text(text, style="bold")
            continue
        for line in _LINK.sub(r"\2", text).splitlines():
            shown = html.unescape(line)
            if line.startswith(">"):
                yield from _quote(console, _with_marks(shown[1:]))
            else:
                line_text = _with_marks(shown, _OURS)
                line_text.stylize_before("dim" if block.get("type") == "context" else "")
                yield line_text
    yield Text()


def _texts(block: Mapping[str, object]) -> Iterator[str]:
    """What a block says: its text, or that of its elements."""
    elements = block.get("elements")
    for part in (block.get("text"), *(elements if isinstance(elements, list) else ())):
        if isinstance(part, Mapping) and isinstance(part.get("text"), str):
            yield str(part["text"])
