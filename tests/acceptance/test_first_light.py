"""From a wire to an alert, with a real process and real servers on loopback."""

import json
import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from tests.acceptance.conftest import SIDEBAR, eventually, free_port

pytestmark = pytest.mark.acceptance

TITLE = "Alger et Bakou élargissent leur dialogue politique"
TEXT = (
    "Bakou, 12 mai, FIL. Une délégation azerbaïdjanaise a été reçue mardi à Alger pour un nouveau tour de "
    "consultations politiques entre les ministères des Affaires étrangères de l'Azerbaïdjan et de l'Algérie.",
    "Les deux parties ont passé en revue la coopération dans le pétrole, le gaz et les énergies renouvelables.",
    "Elles sont convenues de se concerter au sein de l'Organisation de la coopération islamique et du "
    "Mouvement des non-alignés.",
)
OTHER_TITLE = "Récolte de pommes record dans le nord"
OTHER = ("La récolte de pommes dépasse cette année toutes les attentes, disent les exploitants de la région.",)

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "azertac-fr-2025-04-22.txt"


def plain_text(mail):
    return mail.get_body(("plain",)).get_content()


def test_an_article_about_the_pair_becomes_one_mail_and_one_slack_message(desk):
    """Two rules match; each receiver is told once, of both, with the sentences that say so."""
    desk.wire.carries("/autre", OTHER_TITLE, *OTHER)
    first = desk.runs_once()
    desk.wire.carries("/fr/visite", TITLE, *TEXT)
    desk.settings["feeds"][0]["every"] = "1s"
    second = eventually(lambda: (counts := desk.runs_once())["entries"] and counts)
    third = desk.runs_once()

    assert (1, 1, 0) == (first["entries"], first["kept_quiet"], first["articles"])
    assert (1, 1, 2) == (second["entries"], second["articles"], second["matches"])
    assert {"email": 1, "slack": 1} == second["delivered"]
    assert (0, {"email": 0, "slack": 0}) == (third["entries"], third["delivered"])
    (mail,) = desk.mails()
    assert mail["Subject"].startswith("[AZ-DZ] ")
    assert "AZ-DZ everything" in plain_text(mail)
    assert "AZ-DZ energy, OIC, NAM" in plain_text(mail)
    (message,) = desk.channel.messages
    assert "AZ-DZ everything" in json.dumps(message, ensure_ascii=False)


@pytest.mark.skipif(not SAMPLE.exists(), reason="the real dispatch is not on this machine")
def test_a_real_dispatch_alerts_once_with_its_evidence(desk):
    """The page's sidebar speaks of Azerbaijan and Türkiye; the alert speaks of what the dispatch says."""
    paragraphs = [line for line in SAMPLE.read_text("utf-8").splitlines() if line.strip()]
    desk.wire.carries("/fr/xeber/consultations", "", *paragraphs)
    desk.settings["feeds"][0]["backfill"] = 1
    desk.settings["feeds"][0]["every"] = "5m"
    first = desk.runs_once()
    second = desk.runs_once()

    assert {"email": 1, "slack": 1} == first["delivered"]
    assert {"email": 0, "slack": 0} == second["delivered"]
    (mail,) = desk.mails()
    (message,) = desk.channel.messages
    text, slack = plain_text(mail), json.dumps(message, ensure_ascii=False)
    assert re.match(r"\[AZ-DZ\] .*energy", mail["Subject"])
    assert "AZ-DZ" == mail["X-Monitor-Pair"]
    for topic in ("energy", "oic", "nam"):
        assert topic in mail["X-Monitor-Topics"].lower()
        assert topic in slack.lower()
    quoted = re.sub(r"\s+", " ", re.sub(r"[*«»_\[\]]", "", text))
    assert "consultations politiques entre les ministères azerbaïdjanais et algérien" in quoted
    assert "AZ-DZ" in slack
    assert "algérien" in slack
    for line in SIDEBAR:
        assert line not in text
        assert line not in slack
    assert "AZ-TR" not in text + slack


def test_what_cannot_be_delivered_goes_out_later(desk):
    """The mail server is down for the first run and back for the second; Slack got it at once, and once."""
    port = desk.mailbox.port
    desk.wire.carries("/fr/visite", TITLE, *TEXT)
    desk.settings["feeds"][0]["backfill"] = 1
    desk.settings["smtp"]["port"] = free_port()
    first = desk.runs_once()
    waiting = next(r for r in desk.status()["receivers"] if r["name"] == "desk-mail")
    desk.settings["smtp"]["port"] = port
    second = desk.runs_once()

    assert ({"email": 0, "slack": 1}, 1) == (first["delivered"], first["notifications_pending"])
    assert 1 == waiting["pending"]
    assert "refuse" in waiting["error"].lower()
    assert ({"email": 1, "slack": 0}, 0) == (second["delivered"], second["notifications_pending"])
    assert (1, 1) == (len(desk.mailbox.messages), len(desk.channel.messages))


def test_a_killed_daemon_loses_nothing(desk):
    """SIGKILL between the match and its delivery: the next start sends the mail, once."""
    desk.wire.carries("/fr/visite", TITLE, *TEXT)
    desk.settings["feeds"][0]["backfill"] = 1
    desk.settings["delivery"]["group_wait"] = "15s"
    killed = desk.starts()
    eventually(lambda: desk.folder.joinpath("monitor.db").exists() and desk.status()["alerts"]["open"] == 1)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait(30)
    before = len(desk.mailbox.messages)
    restarted = desk.starts()
    eventually(lambda: desk.mailbox.messages and desk.channel.messages)
    restarted.send_signal(signal.SIGTERM)

    assert 0 == restarted.wait(30)
    assert 0 == before
    assert (1, 1) == (len(desk.mailbox.messages), len(desk.channel.messages))
    assert {"email": 0, "slack": 0} == desk.runs_once()["delivered"]


def test_one_bad_feed_hurts_nobody_else(desk):
    """Server error, web page and nonsense: each row says what is wrong, and the good wire's alert goes out."""
    desk.wire.carries("/fr/visite", TITLE, *TEXT)
    desk.settings["feeds"][0]["backfill"] = 1
    desk.wire.breaks("/broken", 500)
    desk.wire.raw["/page"] = ("text/html", b"<!doctype html><html><body><h1>Hello World</h1></body></html>")
    desk.wire.raw["/noise"] = ("application/rss+xml", bytes(range(256)) * 40)
    for name in ("broken", "page", "noise"):
        desk.settings["feeds"].append({"id": name, "url": f"{desk.wire.url}/{name}", "every": "1s"})
    desk.settings["feeds"].append({"id": "nobody", "url": f"http://127.0.0.1:{free_port()}/rss", "every": "1s"})
    counts = desk.runs_once()
    feeds = {feed["id"]: feed for feed in desk.status()["feeds"]}

    assert {"email": 1, "slack": 1} == counts["delivered"]
    assert 4 == counts["feeds_failing"]
    assert ("server", "not_a_feed", "not_a_feed", "connect") == tuple(
        feeds[name]["error_kind"] for name in ("broken", "page", "noise", "nobody")
    )
    assert feeds["fil"]["error_kind"] is None


def test_a_page_that_cannot_be_had_waits_and_is_tried_again(desk):
    desk.wire.carries("/fr/visite", TITLE, *TEXT)
    desk.settings["feeds"][0]["backfill"] = 1
    desk.wire.breaks("/fr/visite", 503)
    first = desk.runs_once()
    desk.wire.mends("/fr/visite")
    second = desk.runs_once()

    assert (0, 1) == (first["articles"], first["articles_waiting"])
    assert (1, {"email": 1, "slack": 1}) == (second["articles"], second["delivered"])


def test_a_second_daemon_refuses(desk):
    running = desk.starts()
    eventually(lambda: "started" in desk.log())

    assert "another monitor" in desk.runs_once(status=1)
    assert running.poll() is None


def test_the_daemon_stops_on_sigterm_and_leaves_no_worker(desk):
    desk.wire.carries("/fr/visite", TITLE, *TEXT)
    desk.settings["feeds"][0]["backfill"] = 1
    daemon = desk.starts()
    eventually(lambda: desk.mailbox.messages)
    daemon.send_signal(signal.SIGTERM)

    assert 0 == daemon.wait(30)
    assert eventually(lambda: members(daemon.pid) == "")
    assert "stopped" in desk.log()


def members(group):
    """The processes of a process group, as text."""
    return subprocess.run(["pgrep", "-g", str(group)], capture_output=True, text=True, check=False).stdout.strip()
