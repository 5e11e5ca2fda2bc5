"""Slack's incoming webhook against real servers on loopback."""

import io
import json
import logging
import re
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError
from rich.console import Console

from monitor.alerts.render import render
from monitor.cli.show import show_slack
from monitor.errors import DeliveryError, FetchError, FetchKind
from monitor.receivers.slack import SlackConfig, SlackReceiver
from monitor.types import Notification, Receipt
from tests.edges.mail_contents import DISPATCHES, EVERYTHING, content_of, titled
from tests.edges.mail_injections import INJECTIONS
from tests.edges.mail_servers import closed_port
from tests.edges.slack_servers import SECRET, Hook, hanging_up, serving

NOW = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)
ALGIERS = ZoneInfo("Africa/Algiers")


def anybody(host, port):
    """No address is refused."""


def receiver_on(url, *, check_host=anybody, timeout_s=5):
    return SlackReceiver("desk-slack", SlackConfig(webhook_url=url), check_host=check_host, timeout_s=timeout_s)


def composed(receiver, content=None):
    return receiver.compose(
        render(content or content_of(), ALGIERS), recipient="slack channel", message_id="<1@x>", created_at=NOW
    )


def notification(receiver, content=None, **changes):
    plain = Notification(
        id=1, claim="c", alert_id=41, receiver="desk-slack", recipient="slack channel", message_id="<1@x>",
        payload=composed(receiver, content), tries=0, created_at=NOW,
    )  # fmt: skip
    return replace(plain, **changes)


def refusal(url, **settings):
    receiver = receiver_on(url, **settings)
    with pytest.raises(DeliveryError) as caught:
        receiver.send(notification(receiver))
    assert SECRET not in str(caught.value)
    assert "hunter2" not in str(caught.value)
    return caught.value


def strings_in(value):
    """Every text of a message, wherever it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings_in(each)


# ---------------------------------------------------------------- what is composed


def test_a_message_is_taken_as_it_was_composed():
    with serving(Hook()) as hook:
        receiver = receiver_on(hook.url)
        receipt = receiver.send(notification(receiver))

    assert Receipt("200 ok") == receipt
    assert [json.loads(composed(receiver))] == hook.messages
    assert [("POST", f"/services/{SECRET}")] == hook.asked


@pytest.mark.parametrize("language", DISPATCHES)
def test_a_message_keeps_the_limits_of_block_kit(language):
    message = json.loads(composed(receiver_on("https://hooks.slack.com/services/x"), content_of(DISPATCHES[language])))

    assert_within_limits(message)
    assert message["text"].startswith("[AZ-DZ] ")
    assert (False, False, False) == (message["unfurl_links"], message["unfurl_media"], message["link_names"])


def assert_within_limits(message):
    assert 0 < len(message["blocks"]) <= 50
    for block in message["blocks"]:
        assert set(block) <= {"type", "text", "elements"}
        for text in [block["text"]] if "text" in block else block["elements"]:
            longest = 150 if block["type"] == "header" else 3000
            assert 0 < len(text["text"]) <= longest


def test_an_enormous_alert_keeps_the_limits_too():
    """Sixty rules with long names, a URL full of ampersands, a text of one sentence."""
    rules = tuple(replace(EVERYTHING, rule_name=f"{n} " + "&" * 150, place="<" * 90) for n in range(60))
    content = content_of(url="https://wire.example/?" + "a=1&" * 480, matches=rules)
    content = replace(content, article=replace(content.article, title="&" * 500, text="&<> " * 20_000))
    message = json.loads(composed(receiver_on("https://hooks.slack.com/services/x"), content))

    assert_within_limits(message)
    for text in strings_in(message["blocks"]):
        assert not re.search(r"&(?!amp;|lt;|gt;)", text) or text.startswith("&&&")


def test_the_reader_sees_why_and_where():
    said = "\n".join(strings_in(json.loads(composed(receiver_on("https://hooks.slack.com/services/x")))))

    for words in (
        "*AZ-DZ*  Azerbaijan–Algeria · score 0.92",
        "*Topics:* energy (gas, oil), OIC, NAM",
        "*Published:* 12 May 2026, 10:05 (UTC+01:00)",
        "*Seen:* Fil (fr), 12 May 2026, 10:20 (UTC+01:00)",
        ">Les deux parties ont passé en revue la coopération dans le _pétrole_, le _gaz_",
        "Not counted (dateline or by-line): “Bakou, 12 mai, FIL”",
        "Rule *AZ-DZ everything* (config.yaml:12)",
        "Rule *AZ-DZ energy, OIC, NAM* (config.yaml:15)",
        "<https://wire.example/fr/news/consultations-4711|Read the original> on wire.example",
        "Alert 41",
    ):
        assert words in said


@pytest.mark.parametrize("title", INJECTIONS)
def test_no_title_calls_anybody_or_links_anywhere(title):
    """What is Slack's own in a message is what we put there: one link, our marks, and nothing in angles besides."""
    content = titled(title)
    content = replace(
        content,
        matches=(replace(EVERYTHING, rule_name=title, place=title),),
        sources=tuple(replace(source, feed=title) for source in content.sources),
    )
    message = json.loads(composed(receiver_on("https://hooks.slack.com/services/x"), content))
    texts = list(strings_in(message))

    assert_within_limits(message)
    assert ["<https://wire.example/fr/news/consultations-4711|Read the original>"] == [
        link for text in texts for link in re.findall(r"<[^>]*>", text)
    ]
    assert [] == [
        text for text in texts if re.search("[\u202a-\u202e\u2066-\u2069\u200b\x00-\x09\x0b-\x1f\ud800-\udfff]", text)
    ]
    assert all(text["verbatim"] for text in mrkdwn_in(message))


def mrkdwn_in(message):
    for block in message["blocks"]:
        for text in [block["text"]] if "text" in block else block["elements"]:
            if text["type"] == "mrkdwn":
                yield text


def test_a_text_that_calls_the_channel_is_only_quoted():
    body = "L'Azerbaïdjan et l'Algérie <!channel> & <@U1> *signent*."
    content = content_of()
    content = replace(
        content,
        article=replace(content.article, title="", text=body),
        assessment=replace(content.assessment, pairs=(), topics=(), organisations=(), ignored=()),
    )
    message = json.loads(composed(receiver_on("https://hooks.slack.com/services/x"), content))

    assert "<!channel>" not in json.dumps(message)
    assert "‹!channel›" in message["blocks"][0]["text"]["text"]
    assert "&lt;!channel&gt; &amp; &lt;@U1&gt; *signent*" in message["text"]


def test_a_possible_repeat_says_so_and_nothing_else_changes():
    with serving(Hook()) as hook:
        receiver = receiver_on(hook.url)
        receiver.send(notification(receiver))
        receiver.send(notification(receiver, possible_repeat=True, tries=1))
    first, second = hook.messages

    assert first["blocks"] == second["blocks"][:-1]
    assert "Possible repeat" in second["blocks"][-1]["elements"][0]["text"]
    assert first["text"] == second["text"]


@pytest.mark.parametrize("read", [str, json.loads])
def test_a_stored_message_is_shown_in_a_terminal(read):
    """Its blocks in order, links by their words, and the words that counted without their signs."""
    out = Console(file=io.StringIO(), width=100, highlight=False)
    content = titled("Gas & <oil>")
    content = replace(content, matches=(replace(EVERYTHING, rule_name="A & B <c>"),))
    show_slack(out, read(composed(receiver_on("https://hooks.slack.com/services/x"), content)))
    shown = out.file.getvalue()

    assert "Gas & ‹oil›" in shown
    assert "▌ Une délégation azerbaïdjanaise a été reçue mardi à Alger" in shown
    assert "Rule A & B <c> (config.yaml:12)" in shown
    assert "Read the original on wire.example" in shown


# ---------------------------------------------------------------- what Slack says


@pytest.mark.parametrize(
    ("status", "said", "retryable", "words"),
    [
        (404, "no_service", False, "does not know this webhook any more: 404 no_service"),
        (410, "gone", False, "does not know this webhook any more: 410 gone"),
        (403, "invalid_token", False, "Make a new one in Slack and set webhook_url"),
        (403, "action_prohibited", False, "lets nobody post there: 403 action_prohibited"),
        (404, "channel_not_found", False, "no such channel any more"),
        (400, "invalid_payload", False, "refuses the message for good: 400 invalid_payload"),
        (200, "invalid_blocks", False, "refuses the message for good: 200 invalid_blocks"),
        (200, "channel_is_archived", False, "no such channel any more"),
        (200, "<html>Please log in to the hotel's network</html>", True, "is not Slack's"),
        (500, "server_error", True, "has trouble of its own: 500 server_error"),
        (503, "<html>Service Unavailable</html>", True, "has trouble of its own: 503."),
        (408, "", True, "has trouble of its own: 408."),
    ],
)
def test_every_answer_but_ok_is_told_apart(status, said, retryable, words):
    with serving(Hook(status, said)) as hook:
        error = refusal(hook.url)

    assert (retryable, False, None) == (error.retryable, error.uncertain, error.retry_after)
    assert words in str(error)
    assert "<html>" not in str(error)
    assert 1 == len(hook.messages)


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "30"}, timedelta(seconds=30)),
        ({"Retry-After": "0"}, timedelta(seconds=1)),
        ({"Retry-After": "99999999999999999999"}, timedelta(days=1)),
        ({"Retry-After": "soon"}, timedelta(seconds=60)),
        ({}, timedelta(seconds=60)),
        (
            {"Retry-After": "Tue, 12 May 2026 09:32:00 GMT", "Date": "Tue, 12 May 2026 09:30:00 GMT"},
            timedelta(minutes=2),
        ),
        ({"Retry-After": "Tue, 12 May 2026 09:32:00 GMT"}, timedelta(seconds=60)),
    ],
)
def test_a_429_is_obeyed(headers, wait):
    """Once, and by us: the client's own retries are off."""
    with serving(Hook(429, "rate_limited", headers)) as hook:
        error = refusal(hook.url)

    assert (True, False, wait) == (error.retryable, error.uncertain, error.retry_after)
    assert 1 == len(hook.messages)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_webhook_that_moved_is_not_followed(status):
    with serving(Hook()) as other, serving(Hook(status, "", {"Location": other.url})) as hook:
        error = refusal(hook.url)

    assert (False, False) == (error.retryable, error.uncertain)
    assert [] == other.asked


# ---------------------------------------------------------------- broken connections


def test_nobody_listens():
    error = refusal(f"http://127.0.0.1:{closed_port()}/services/{SECRET}")

    assert (True, False) == (error.retryable, error.uncertain)
    assert "127.0.0.1 refuses the connection." == str(error)


def test_a_name_that_does_not_exist():
    error = refusal(f"https://no-such-host.invalid/services/{SECRET}")

    assert (True, False) == (error.retryable, error.uncertain)
    assert "no-such-host.invalid cannot be reached" in str(error)


def test_an_answer_that_does_not_come_may_have_been_ok():
    """The message was heard; whether it was posted, nobody knows."""
    with serving(Hook(hold=threading.Event())) as hook:
        error = refusal(hook.url, timeout_s=1)

    assert (True, True) == (error.retryable, error.uncertain)
    assert "may have taken it" in str(error)
    assert 1 == len(hook.messages)


@pytest.mark.parametrize(
    "answer", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", b"SSH-2.0\r\n"]
)
def test_a_connection_cut_in_the_answer_leaves_it_open(answer):
    with hanging_up(answer) as url:
        error = refusal(url)

    assert (True, True) == (error.retryable, error.uncertain)


def test_the_guard_is_asked_first():
    asked = []

    def nobody(host, port):
        asked.append((host, port))
        raise FetchError(FetchKind.REFUSED, f"http://{host}/", f"{host} is not public.")

    with serving(Hook()) as hook:
        port = int(hook.url.split(":")[2].split("/")[0])
        error = refusal(hook.url, check_host=nobody)

    assert ([("127.0.0.1", port)], []) == (asked, hook.asked)
    assert (True, False) == (error.retryable, error.uncertain)
    assert "Slack was not asked: 127.0.0.1 is not public." == str(error)


def test_proxies_of_the_environment_are_not_used(monkeypatch):
    """They would see the secret, and the guard would have looked at another address."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port()}")
    with serving(Hook()) as hook:
        receiver = receiver_on(hook.url)

        assert Receipt("200 ok") == receiver.send(notification(receiver))


def test_the_secret_is_in_no_log(caplog):
    caplog.set_level(logging.DEBUG)
    with serving(Hook(500, "server_error")) as hook:
        refusal(hook.url)
    refusal(f"http://127.0.0.1:{closed_port()}/services/{SECRET}")

    assert SECRET not in caplog.text


# ---------------------------------------------------------------- a test message and the config


def test_a_test_message_says_that_it_is_one():
    with serving(Hook()) as hook:
        receiver = receiver_on(hook.url)
        receipt = receiver.send_test("slack channel", message_id="<t@x>", now=NOW)

    assert Receipt("200 ok") == receipt
    assert "This is a test of the receiver desk-slack" in hook.messages[0]["text"]
    assert_within_limits(hook.messages[0])
    assert ("slack channel",) == receiver.recipients()


NO_WEBHOOK = "this is no webhook. Copy its whole URL from Slack: https://hooks.slack.com/services/…."
READABLE = "over http anybody on the way could read this secret and post. Write https://."


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("hunter2", NO_WEBHOOK),
        ("ftp://hooks.slack.com/x", NO_WEBHOOK),
        ("https://", NO_WEBHOOK),
        ("https://[half/x", NO_WEBHOOK),
        ("https://hooks.slack.com:port/x", NO_WEBHOOK),
        ("http://hooks.slack.com/services/hunter2", READABLE),
        ("http://8.8.8.8/services/hunter2", READABLE),
    ],
)
def test_a_webhook_is_named_with_care(url, sentence):
    with pytest.raises(ValidationError) as caught:
        SlackConfig(webhook_url=url)
    (found,) = caught.value.errors()

    assert sentence == found["msg"].removeprefix("Value error, ")


def test_no_key_is_taken_and_ignored_and_no_secret_shown():
    url = f"https://hooks.slack.com/services/{SECRET}"

    assert SECRET not in repr(SlackConfig(webhook_url=url))
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        SlackConfig(webhook_url=url, channel="#desk")
