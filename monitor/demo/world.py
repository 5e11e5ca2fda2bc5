"""The demo's little world: invented agencies, their dispatches, and the config of a desk that watches them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Literal

import yaml

FeedFormat = Literal["rss", "rss-bare", "atom", "rdf"]
Layout = Literal["article", "soup", "table", "rtl"]


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One article with the labels that a desk officer would give it."""

    id: str
    agency: str  # its name
    title: str
    paragraphs: tuple[str, ...]
    about: tuple[str, ...]  # pairs
    topics: tuple[str, ...]
    breaking: bool
    minutes: int  # before the demo begins; breaking ones count from their publication
    published_at: datetime | None = None

    @property
    def path(self) -> str:
        """Where its page lies on the agency's server."""
        return f"/{self.id}"


@dataclass(frozen=True, slots=True)
class Agency:
    """An invented news agency."""

    id: str
    name: str
    language: str
    home: str
    format: FeedFormat
    layout: Layout
    encoding: str
    backfill: int
    sidebar: tuple[str, ...]
    sections: tuple[str, ...]
    archive: tuple[Dispatch, ...]
    breaking: tuple[Dispatch, ...]


def load_world(now: datetime) -> tuple[Agency, ...]:
    """All agencies, with dates counted back from `now`."""
    folder = files("monitor.demo").joinpath("world")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return tuple(_agency(yaml.safe_load(folder.joinpath(name).read_text("utf-8")), now) for name in names)


def _agency(raw: dict[str, object], now: datetime) -> Agency:
    dispatches = [_dispatch(item, str(raw["name"]), now) for item in _list(raw, "dispatches")]
    return Agency(
        id=str(raw["id"]),
        name=str(raw["name"]),
        language=str(raw["language"]),
        home=str(raw["home"]),
        format=raw["format"],  # type: ignore[arg-type]  # our own files, held by a test
        layout=raw["layout"],  # type: ignore[arg-type]  # the same
        encoding=str(raw.get("encoding", "utf-8")),
        backfill=int(str(raw.get("backfill", 0))),
        sidebar=tuple(map(str, _list(raw, "sidebar"))),
        sections=tuple(map(str, _list(raw, "sections"))),
        archive=tuple(item for item in dispatches if not item.breaking),
        breaking=tuple(item for item in dispatches if item.breaking),
    )


def _dispatch(raw: object, agency: str, now: datetime) -> Dispatch:
    item = raw if isinstance(raw, dict) else {}
    made = Dispatch(
        id=str(item["id"]),
        agency=agency,
        title=str(item["title"]),
        paragraphs=tuple(line.strip() for line in str(item["text"]).splitlines() if line.strip()),
        about=tuple(item.get("about", ())),
        topics=tuple(item.get("topics", ())),
        breaking=bool(item.get("breaking", False)),
        minutes=int(item.get("minutes", 0)),
    )
    return replace(made, published_at=now - timedelta(minutes=made.minutes))


def _list(raw: dict[str, object], key: str) -> list[object]:
    found = raw.get(key, [])
    return found if isinstance(found, list) else []
