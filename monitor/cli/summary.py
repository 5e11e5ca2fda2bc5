"""What a round came to, for people and for programs."""

import json

from monitor.config.settings import Config
from monitor.store.store import Counts


def json_line(config: Config, counts: Counts) -> str:
    """One JSON object on one line: `{"feeds", "entries", "articles", "matches", "kept_quiet", "delivered", …}`."""
    return json.dumps(
        {
            "feeds": counts.feeds_polled,
            "entries": counts.entries,
            "articles": counts.articles,
            "matches": counts.matches,
            "kept_quiet": counts.kept_quiet,
            "delivered": delivered(config, counts),
            "feeds_failing": counts.feeds_failing,
            "articles_waiting": counts.waiting,
            "notifications_pending": counts.pending,
        }
    )


def delivered(config: Config, counts: Counts) -> dict[str, int]:
    """How many notifications went out, by kind of receiver; every configured kind is named."""
    kinds = {receiver.name: receiver.kind for receiver in config.receivers}
    sums = dict.fromkeys(("email", "slack", *kinds.values()), 0)
    for name, sent in counts.sent.items():
        sums[kinds.get(name, name)] = sums.get(kinds.get(name, name), 0) + sent
    return sums


def summary(config: Config, counts: Counts) -> str:
    """The same in sentences, with what is still to come and where to look."""
    lines = [
        f"Polled {_some(counts.feeds_polled, 'feed')}: {_some(counts.entries, 'new entry', 'new entries')}, "
        f"{counts.kept_quiet} kept quiet.",
        f"Judged {_some(counts.articles, 'article')}: {_some(counts.matches, 'match', 'matches')}.",
    ]
    if not counts.feeds_polled and config.feeds:
        lines.append("No feed was due: `monitor status` says when the next one is.")
    sent = [f"{number} by {kind}" for kind, number in delivered(config, counts).items() if number]
    lines.append(f"Delivered {', '.join(sent)}." if sent else "Nothing to deliver.")
    if counts.feeds_failing:
        lines.append(f"{_some(counts.feeds_failing, 'feed')} failing: see `monitor status`.")
    if counts.waiting:
        lines.append(f"{_some(counts.waiting, 'article')} waiting for the page to be had; the next run tries again.")
    if counts.pending:
        lines.append(f"{_some(counts.pending, 'notification')} not delivered yet; the next run tries again.")
    return "\n".join(lines)


def _some(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
