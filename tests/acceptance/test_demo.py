"""The demo is what a newcomer sees first: it ends by itself, and tells the truth."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.acceptance


@pytest.fixture(scope="module")
def played():
    """One play of the demo; its output as lines."""
    command = [sys.executable, "-m", "monitor", "demo", "--once", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert 0 == done.returncode, done.stderr
    return done.stdout.splitlines()


def test_the_last_line_is_what_came_about(played):
    counts = json.loads(played[-1])

    assert {"feeds", "entries", "articles", "matches", "kept_quiet", "delivered"} <= counts.keys()
    assert 7 == counts["feeds"]
    assert counts["articles"] >= 5
    assert counts["delivered"]["email"] >= 1
    assert counts["delivered"]["slack"] >= 1
    assert (0, 0, 0) == (counts["feeds_failing"], counts["articles_waiting"], counts["notifications_pending"])


def test_the_terminal_tells_each_step_of_a_dispatch(played):
    start = next(number for number, line in enumerate(played) if "tiennent leurs consultations" in line)
    steps = [line.split()[0] for line in played[start + 1 : start + 7] if line.strip()]

    assert ["polled", "scraped", "judged", "matched", "alerted", "alerted"] == steps


def test_both_messages_are_shown_with_the_sentences_that_matched(played):
    text = "\n".join(played)
    mail, slack = text[text.index("╭─ mail") : text.index("┏━ slack")], text[text.index("┏━ slack") :]

    for message in (mail, slack):
        flat = " ".join(message.translate(str.maketrans(dict.fromkeys("│┃▌", ""))).split())
        assert "consultations politiques entre les ministères azerbaïdjanais et algérien" in flat
        assert "l'Organisation de la coopération islamique et du Mouvement des non-alignés" in flat
        assert "AZ-DZ everything" in flat
        assert "AZ-DZ energy, OIC, NAM" in flat
