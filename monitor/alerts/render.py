"""Step 4, gather: an alert's content becomes the words of its mail and of its Slack message."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from jinja2 import PackageLoader, StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment

from monitor.alerts.blocks import blocks, escape
from monitor.alerts.clean import one_line
from monitor.alerts.view import view_of
from monitor.types import AlertContent


@dataclass(frozen=True, slots=True)
class RenderedAlert:
    """One alert in words, from which every receiver takes its message. Everything in it is clean."""

    number: int
    story_id: int
    subject: str
    text: str
    html: str
    blocks: tuple[Mapping[str, object], ...]  # of Slack's Block Kit
    fallback: str  # what Slack shows in a notification, escaped
    headers: tuple[tuple[str, str], ...]


def render(content: AlertContent, zone: ZoneInfo) -> RenderedAlert:
    """The words of an alert, with times in `zone`: the same for the same content, whenever and wherever."""
    view = view_of(content, zone)
    return RenderedAlert(
        number=content.number,
        story_id=content.story_id,
        subject=view.subject,
        text=_template("alert.txt.j2").render(alert=view),
        html=_template("alert.html.j2").render(alert=view),
        blocks=blocks(view),
        fallback=escape(view.subject),
        headers=(
            ("X-Monitor-Alert", str(content.number)),
            ("X-Monitor-Pair", ", ".join(line.pair for line in view.pairs)),
            ("X-Monitor-Topics", one_line(", ".join(view.topic_ids))),
        ),
    )


@cache
def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(
        loader=PackageLoader("monitor.alerts", "templates"),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _template(name: str) -> Template:
    return _environment().get_template(name)
