"""Step 4, gather: what of an article's text and address may enter a message, whoever wrote it."""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import urlsplit

# A link this long is no address that a person follows, and some mail servers refuse the line.
LONGEST_URL = 2_000

# Characters that reorder or hide what follows them.
# The marks LRM, RLM and ALM and the joiners stay: Arabic and Persian need them.
_UNSEEN = re.compile(
    "[\u200b\u2060-\u2064\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\n\s*\n\s*")


class Link(NamedTuple):
    """An address that may be followed, and the host to show beside it."""

    url: str
    host: str


def seen(text: str) -> str:
    """`text` without characters that hide, reorder or command; line breaks of every kind are `\\n`."""
    text = _BREAK.sub("\n", _UNSEEN.sub("", text))
    return _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text))


def soft(text: str) -> str:
    """`text` as a part of one line: every run of white space is one space, at the ends too."""
    return _SPACE.sub(" ", seen(text))


def one_line(text: str, longest: int | None = None) -> str:
    """`text` as one line, cut at a word with `…` where it is longer than `longest`."""
    line = soft(text).strip()
    if longest is None or len(line) <= longest:
        return line
    head = line[: longest - 1]
    whole = head.rpartition(" ")[0] if " " in head[longest // 2 :] else head
    return whole.rstrip(" ,;:–-") + "…"


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of `text`, each one line; line breaks part paragraphs, blank lines or not."""
    lines = _BLANK_LINES.sub("\n", seen(text)).split("\n")
    return tuple(line for line in map(one_line, lines) if line)


def link_to(url: str | None) -> Link | None:
    """`url` as a link where it is plain http(s); its host in ASCII, so that no letter poses as another."""
    if url is None or len(url) > LONGEST_URL or url != soft(url).replace(" ", ""):
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:  # brackets that close nowhere, labels that are too long
        return None
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
        return None
    return Link(url, host)


def right_to_left(text: str) -> bool:
    """Whether most of the letters of `text` run from right to left."""
    kinds = [unicodedata.bidirectional(letter) for letter in text[:500]]
    return sum(kind in {"R", "AL"} for kind in kinds) > kinds.count("L")
