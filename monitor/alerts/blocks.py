"""Step 4, gather: an alert as Slack's Block Kit, within its limits and without a way to call anybody."""

from collections.abc import Iterable, Mapping

from monitor.alerts.clean import one_line
from monitor.alerts.quotes import Quote
from monitor.alerts.view import RuleLine, View

LONGEST_HEADER = 150
LONGEST_SECTION = 3_000
MOST_RULES = 10
MOST_BLOCKS = 50

_MARK = {"": "", "country": "*", "topic": "_"}

# Slack would take these for its own marks; the article's look like them and are not them.
_LOOKALIKES = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"})

# Plain text is not parsed for < and >, and a reader sees an entity there as it is written.
_ANGLES = str.maketrans({"<": "‹", ">": "›"})

Block = Mapping[str, object]


def blocks(view: View) -> tuple[Block, ...]:
    """The message: headline, what and when, the evidence, the rules, and where to read on."""
    made = (
        _header(view.headline.text or view.subject),
        _section("\n".join(_facts(view))),
        *_evidence(view),
        _context("\n".join(_rules(view.rules))),
        *_original(view),
        _context(_closing(view)),
    )
    return made[:MOST_BLOCKS]


def escape(text: str) -> str:
    """`text` as Slack shows it letter by letter: no mention, no link, no channel."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str) -> str:
    """Escaped, and without what Slack takes for bold, italic, struck or code."""
    return escape(text.translate(_LOOKALIKES))


def repeat_note() -> Block:
    """What a message says that may have been taken before."""
    return _context(":repeat: _Possible repeat:_ Slack did not confirm the first copy of this message.")


def _header(text: str) -> Block:
    return {
        "type": "header",
        "text": {"type": "plain_text", "text": one_line(text, LONGEST_HEADER).translate(_ANGLES), "emoji": False},
    }


def _words(text: str) -> Mapping[str, object]:
    """Marked-up text in which Slack looks for nothing by itself; too long, it is cut between lines, else words."""
    if len(text) > LONGEST_SECTION:
        line = text.rfind("\n", 0, LONGEST_SECTION - 1)
        text = text[: line if line > 0 else text.rfind(" ", 0, LONGEST_SECTION - 1)] + "\n…"
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _section(text: str) -> Block:
    return {"type": "section", "text": _words(text)}


def _context(text: str) -> Block:
    return {"type": "context", "elements": [_words(text)]}


def _facts(view: View) -> Iterable[str]:
    for line in view.pairs[:MOST_RULES]:
        strength = f"score {line.score}" if line.about else "only mentioned together"
        yield f"*{line.pair}*  {plain(line.name)} · {strength}"
    if view.topics:
        yield f"*Topics:* {plain(one_line(view.topics, 500))}"
    if view.update:
        yield f"*Update {view.update}* of story {view.story_id}"
    if view.published:
        yield f"*Published:* {view.published}"
    if view.seen:
        yield f"*Seen:* {plain('; '.join(view.seen))}"
    if view.from_entry:
        yield "The page could not be read; this is the text of the feed itself."


def _evidence(view: View) -> Iterable[Block]:
    """A section a sentence: so none is cut."""
    if view.quotes:
        yield _section("*Why you get this* (marked: *countries*, _topics_)")
    for quote in view.quotes:
        yield _section(f">{_marked(quote)}")
    if view.ignored:
        listed = "; ".join(f"“{plain(text)}”" for text in view.ignored)
        yield _context(f"Not counted (dateline or by-line): {listed}")


def _marked(quote: Quote) -> str:
    # Between a mark and a letter Slack sees no mark; quotes mark whole words, so none stands there.
    return "".join(f"{_MARK[piece.kind]}{plain(piece.text)}{_MARK[piece.kind]}" for piece in quote.pieces)


def _rules(rules: tuple[RuleLine, ...]) -> Iterable[str]:
    for rule in rules[:MOST_RULES]:
        place = f" ({plain(rule.place)})" if rule.place else ""
        yield f"Rule *{plain(rule.name)}*{place}: {plain(one_line(rule.found, 150))}"
    if len(rules) > MOST_RULES:
        yield f"and {len(rules) - MOST_RULES} rules more"


def _original(view: View) -> Iterable[Block]:
    if view.link is None:
        return
    link = f"<{escape(view.link.url.replace('|', '%7C'))}|Read the original> on {plain(view.link.host)}"
    if len(link) <= LONGEST_SECTION:
        yield _section(link)


def _closing(view: View) -> str:
    return f"Alert {view.number} · article {view.article_id} · judged as {plain(view.language)} · `monitor status`"
