"""News pages to extract and judge: our own dispatches in pages as sites make them, and third-party ones where given."""

import gzip
import html
import tarfile
from collections.abc import Iterator
from pathlib import Path

from evaluation.dispatches import dispatches

ARCHIVE = "pages-article-extraction-benchmark.tar.gz"
LINKS = 260  # around the article; about 80 kB of page, as news sites have
SCRIPT = "window.__state__=" + ",".join(f'{{"id":{number},"slot":"s{number}"}}' for number in range(900)) + ";"


def own_pages() -> Iterator[bytes]:
    """Every dispatch of the development half in ten languages, each in a page with menus, scripts and teasers."""
    rows = list(dispatches("dev"))
    teasers = "".join(
        f'<li><a class="teaser" href="/news/{number}">{html.escape(rows[number % len(rows)]["title"])}</a></li>'
        for number in range(LINKS)
    )
    for row in rows:
        paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in row["text"].split("\n\n"))
        title = html.escape(row["title"])
        yield (
            f'<!DOCTYPE html><html lang="{row["language"]}"><head><meta charset="utf-8"><title>{title}</title>'
            f"<script>{SCRIPT}</script></head><body><header><nav><ul>{teasers}</ul></nav></header><main><article>"
            f"<h1>{title}</h1><div class='body'>{paragraphs}</div></article></main>"
            f"<aside><ul>{teasers}</ul></aside><footer><p>All rights reserved</p></footer></body></html>"
        ).encode()


def third_party_pages(data: Path) -> list[bytes]:
    """The pages of the article extraction benchmark; none where the archive is not there."""
    archive = data / ARCHIVE
    if not archive.exists():
        return []
    pages = []
    with tarfile.open(archive) as packed:
        for member in packed:
            held = packed.extractfile(member) if member.name.endswith((".html", ".html.gz")) else None
            if held is not None:
                body = held.read()
                pages.append(gzip.decompress(body) if member.name.endswith(".gz") else body)
    return pages
