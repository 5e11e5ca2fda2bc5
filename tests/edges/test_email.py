"""Mail against real servers on loopback: what is taken, what waits, what is refused, and what nobody can know."""

import io
import re
import ssl
from datetime import UTC, datetime
from email import message_from_bytes, message_from_string, policy
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError
from rich.console import Console

from monitor.alerts.render import render
from monitor.cli.show import show_mail
from monitor.errors import DeliveryError
from monitor.receivers.email import EmailConfig, EmailReceiver
from monitor.receivers.receiver import message_id
from monitor.types import Notification
from tests.edges.mail_contents import DISPATCHES, content_of, titled
from tests.edges.mail_injections import INJECTIONS
from tests.edges.mail_servers import Handler, client_tls, closed_port, scripted, server_tls, serving

NOW = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)
ALGIERS = ZoneInfo("Africa/Algiers")
DESK = "desk@example.org"
GREETING = (b"220 test.example", b"250 test.example")
UP_TO_DATA = (*GREETING, b"250 fine", b"250 fine", b"354 go on")


# The server is on loopback, and aiosmtpd is right everywhere else.
in_the_clear = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")


def receiver_on(port, *, to=DESK, trust=None, **smtp):
    settings = {"host": "127.0.0.1", "port": port, "tls": "none", **smtp}
    config = EmailConfig.model_validate({"to": to, "from": "monitor@example.org", "smtp": settings})
    return EmailReceiver("desk-mail", config, tls=trust, conversation_timeout_s=5, hand_over_timeout_s=0.5)


def composed(receiver, content=None, recipient=DESK):
    identity = message_id(41, receiver.name, recipient, receiver.host)
    return receiver.compose(
        render(content or content_of(), ALGIERS), recipient=recipient, message_id=identity, created_at=NOW
    )


def notification(receiver, content=None, **changes):
    payload = composed(receiver, content)
    return Notification(
        **{
            "id": 1, "claim": "c", "alert_id": 41, "receiver": "desk-mail", "recipient": DESK,
            "message_id": message_id(41, "desk-mail", DESK, "example.org"), "payload": payload,
            "tries": 0, "created_at": NOW, **changes,
        }
    )  # fmt: skip


def refusal(receiver):
    """What the receiver says when it cannot hand over."""
    with pytest.raises(DeliveryError) as caught:
        receiver.send(notification(receiver))
    assert caught.value.retry_after is None
    return caught.value


def content_in(mail, subtype):
    return mail.get_body((subtype,)).get_content().replace("\r\n", "\n")


def parsed(payload):
    return message_from_string(payload, policy=policy.default)


# ---------------------------------------------------------------- what is composed


@pytest.mark.parametrize("language", DISPATCHES)
def test_a_mail_is_complete_and_survives_the_wire(language):
    """Every language arrives letter by letter, in lines that any server takes."""
    handler = Handler()
    with serving(handler) as port:
        receiver = receiver_on(port)
        content = content_of(DISPATCHES[language])
        receipt = receiver.send(notification(receiver, content))
    rendered = render(content, ALGIERS)
    ((sender, recipients, raw),) = handler.mails
    mail = message_from_bytes(raw, policy=policy.default)

    assert "250 2.0.0 queued as 4711" == receipt.detail
    assert ("monitor@example.org", (DESK,)) == (sender, recipients)
    assert composed(receiver, content).encode("ascii") == raw
    assert rendered.subject == mail["Subject"]
    assert rendered.text == content_in(mail, "plain")
    assert rendered.html == content_in(mail, "html")
    assert [] == list(mail.iter_attachments())
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_the_headers_let_people_sort_thread_and_leave_robots_silent():
    receiver = receiver_on(25)
    first, update = parsed(composed(receiver)), parsed(composed(receiver, content_of(number=42, update=1)))

    assert "multipart/alternative" == first.get_content_type()
    assert ["text/plain", "text/html"] == [part.get_content_type() for part in first.iter_parts()]
    assert ("AZ-DZ", "41") == (first["X-Monitor-Pair"], first["X-Monitor-Alert"])
    assert "energy, energy.gas, energy.oil, oic, nam" == first["X-Monitor-Topics"]
    assert "auto-generated" == first["Auto-Submitted"]
    assert NOW == first["Date"].datetime
    assert message_id(41, "desk-mail", DESK, "example.org") == first["Message-ID"]
    assert first["References"] == update["References"]
    assert first["References"] != first["Message-ID"]


def test_a_retry_sends_the_same_bytes():
    """A mail that may be a second copy is no other mail: readers and servers tell it by its Message-ID."""
    handler = Handler()
    with serving(handler) as port:
        receiver = receiver_on(port)
        receiver.send(notification(receiver))
        receiver.send(notification(receiver, tries=3, possible_repeat=True))

    assert handler.mails[0] == handler.mails[1]


def test_a_message_id_is_one_recipients_of_one_alert():
    arguments = [(41, "desk", "a@x.org"), (42, "desk", "a@x.org"), (41, "night", "a@x.org"), (41, "desk", "b@x.org")]
    ids = {message_id(*each, "example.org") for each in arguments}

    assert 4 == len(ids)
    assert message_id(41, "desk", "a@x.org", "example.org") in ids
    assert all(re.fullmatch(r"<[0-9a-f]{32}@example\.org>", each) for each in ids)


def test_a_line_that_is_a_dot_does_not_end_the_mail():
    handler = Handler()
    with serving(handler) as port:
        receiver = receiver_on(port)
        payload = "From: a@example.org\r\n\r\n.\r\n..\r\n.hidden\r\nend\r\n"
        receiver.send(notification(receiver, payload=payload))

    assert payload.encode() == handler.mails[0][2]


@pytest.mark.parametrize("title", INJECTIONS)
def test_no_title_adds_a_header_or_breaks_the_mail(title):
    """The mail of a hostile title has the headers of any other, once each, and its subject is one line."""
    receiver = receiver_on(25)
    payload = composed(receiver, titled(title))
    hostile, plain = parsed(payload), parsed(composed(receiver))

    assert sorted(plain.keys()) == sorted(hostile.keys())
    subject = hostile["Subject"].strip()  # where a word is long, folding may begin at once
    assert subject.startswith("[AZ-DZ] energy, OIC, NAM: ")
    assert "\n" not in subject
    assert len(subject) <= 204
    assert subject == render(titled(title), ALGIERS).subject.replace("=?", "= ?")
    assert payload.isascii()
    assert 2 == len(list(hostile.iter_parts()))
    assert max(map(len, payload.split("\r\n"))) <= 998


def test_a_stored_mail_is_shown_in_a_terminal():
    """Headers, text, and the words that counted without their signs."""
    out = Console(file=io.StringIO(), width=100, highlight=False)
    show_mail(out, composed(receiver_on(25)))
    shown = out.file.getvalue()

    assert "[AZ-DZ] energy, OIC, NAM: Alger et Bakou élargissent leur dialogue politique" in shown
    assert "▌ Les deux parties ont passé en revue la coopération dans le pétrole, le gaz et les énergies" in shown
    assert "AZ-DZ everything (config.yaml:12)" in shown
    assert max(map(len, shown.splitlines())) <= 100


# ---------------------------------------------------------------- what the server says


def test_a_recipient_who_does_not_exist_is_refused_for_good():
    with serving(Handler(rcpt="550 5.1.1 no such user")) as port:
        error = refusal(receiver_on(port))

    assert (False, False) == (error.retryable, error.uncertain)
    assert f"127.0.0.1:{port} refuses desk@example.org for good: 550 5.1.1 no such user." == str(error)


@pytest.mark.parametrize("command", ["mail", "rcpt", "data"])
def test_what_passes_is_tried_again(command):
    """Greylisting, a full mailbox, a busy server."""
    with serving(Handler(**{command: "451 4.7.1 come back in five minutes"})) as port:
        error = refusal(receiver_on(port))

    assert (True, False) == (error.retryable, error.uncertain)
    assert "451 4.7.1 come back in five minutes" in str(error)


@pytest.mark.parametrize("command", ["mail", "data"])
def test_what_is_refused_for_good_is_not_tried_again(command):
    with serving(Handler(**{command: "554 5.7.1 this is spam"})) as port:
        error = refusal(receiver_on(port))

    assert (False, False) == (error.retryable, error.uncertain)
    assert "554 5.7.1 this is spam" in str(error)


@in_the_clear
def test_a_login_is_used():
    handler = Handler()
    with serving(handler, auth_required=True, auth_require_tls=False, authenticator=handler.authenticate) as port:
        receiver = receiver_on(port, username="monitor", password="secret")
        receiver.send(notification(receiver))

    assert [(b"monitor", b"secret")] == handler.logins
    assert 1 == len(handler.mails)


@in_the_clear
def test_a_wrong_password_waits_for_the_operator():
    """It is no fault of the message: a mended config sends it. The password itself is never said."""
    handler = Handler()
    with serving(handler, auth_required=True, auth_require_tls=False, authenticator=handler.authenticate) as port:
        error = refusal(receiver_on(port, username="monitor", password="wrong-hunter2"))

    assert (True, False) == (error.retryable, error.uncertain)
    assert "refuses the login" in str(error)
    assert "smtp.username" in str(error)
    assert "hunter2" not in str(error)


@in_the_clear
def test_a_missing_login_waits_for_the_operator():
    handler = Handler()
    with serving(handler, auth_required=True, auth_require_tls=False, authenticator=handler.authenticate) as port:
        error = refusal(receiver_on(port))

    assert error.retryable
    assert "wants a login" in str(error)


def test_a_server_without_logins_is_named():
    with serving(Handler()) as port:
        error = refusal(receiver_on(port, username="monitor", password="secret"))

    assert error.retryable
    assert "takes no login" in str(error)


# ---------------------------------------------------------------- encryption


def test_starttls_encrypts_before_the_login(tmp_path):
    handler = Handler()
    tls = server_tls(tmp_path)
    with serving(
        handler, tls_context=tls, require_starttls=True, auth_required=True, authenticator=handler.authenticate
    ) as port:
        receiver = receiver_on(
            port, host="localhost", tls="starttls", trust=client_tls(), username="monitor", password="secret"
        )
        receiver.send(notification(receiver))

    assert (1, [(b"monitor", b"secret")]) == (len(handler.mails), handler.logins)


def test_implicit_tls_encrypts_from_the_first_byte(tmp_path):
    handler = Handler()
    with serving(handler, ssl_context=server_tls(tmp_path)) as port:
        receiver = receiver_on(port, host="localhost", tls="implicit", trust=client_tls())
        receiver.send(notification(receiver))

    assert 1 == len(handler.mails)


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_certificate_that_nobody_vouches_for_gets_no_mail(tmp_path, tls):
    handler = Handler()
    context = server_tls(tmp_path)
    settings = {"ssl_context": context} if tls == "implicit" else {"tls_context": context}
    with serving(handler, **settings) as port:
        receiver = receiver_on(port, host="localhost", tls=tls, trust=ssl.create_default_context())
        error = refusal(receiver)

    assert (True, []) == (error.retryable, handler.mails)
    assert "certificate that cannot be trusted" in str(error)


def test_a_server_without_starttls_gets_no_mail_in_the_clear():
    handler = Handler()
    with serving(handler) as port:
        error = refusal(receiver_on(port, tls="starttls"))

    assert (True, []) == (error.retryable, handler.mails)
    assert "offers no STARTTLS" in str(error)


# ---------------------------------------------------------------- broken connections


def test_nobody_listens():
    error = refusal(receiver_on(closed_port()))

    assert (True, False) == (error.retryable, error.uncertain)
    assert "refuses the connection" in str(error)


def test_a_name_that_does_not_exist():
    error = refusal(receiver_on(25, host="no-such-host.invalid"))

    assert (True, False) == (error.retryable, error.uncertain)
    assert "the name does not resolve" in str(error)


def test_a_mail_cut_after_its_last_byte_may_have_been_taken():
    with scripted(*UP_TO_DATA) as (port, heard):
        error = refusal(receiver_on(port))

    assert (True, True) == (error.retryable, error.uncertain)
    assert "may have taken it" in str(error)
    assert [] == heard[4:]


def test_a_server_that_never_confirms_may_have_taken_the_mail():
    with scripted(*UP_TO_DATA, None) as (port, heard):
        receiver = receiver_on(port)
        error = refusal(receiver)

    assert (True, True) == (error.retryable, error.uncertain)
    assert composed(receiver).encode() + b".\r\n" == heard[4]


def test_nonsense_after_the_last_byte_leaves_it_open():
    with scripted(*UP_TO_DATA, b"<html>") as (port, _):
        error = refusal(receiver_on(port))

    assert (True, True) == (error.retryable, error.uncertain)


@pytest.mark.parametrize("said", range(len(UP_TO_DATA)))
def test_a_connection_cut_before_the_end_is_certain(said):
    """Up to the answer to DATA nothing was handed over, wherever the line breaks."""
    with scripted(*UP_TO_DATA[:said], b"421 closing") as (port, _):
        error = refusal(receiver_on(port))

    assert (True, False) == (error.retryable, error.uncertain)


def test_what_was_taken_is_taken_even_if_the_goodbye_fails():
    with scripted(*UP_TO_DATA, b"250 queued") as (port, _):
        receiver = receiver_on(port)
        receipt = receiver.send(notification(receiver))

    assert "250 queued" == receipt.detail


# ---------------------------------------------------------------- a test message and the config


def test_a_test_message_says_that_it_is_one():
    handler = Handler()
    with serving(handler) as port:
        receiver = receiver_on(port, to=[DESK, "night@example.org"])
        receipt = receiver.send_test("night@example.org", message_id="<test@example.org>", now=NOW)
    mail = message_from_bytes(handler.mails[0][2], policy=policy.default)

    assert "250 2.0.0 queued as 4711" == receipt.detail
    assert ("night@example.org",) == handler.mails[0][1]
    assert "Test of desk-mail" == mail["Subject"]
    assert "This is a test" in mail.get_body(("plain",)).get_content()
    assert (DESK, "night@example.org") == receiver.recipients()


GOOD = {"to": [DESK], "from": "monitor@example.org", "smtp": {"host": "mail.example.org"}}


def mistake(settings):
    with pytest.raises(ValidationError) as caught:
        EmailConfig.model_validate(settings)
    (found,) = caught.value.errors()
    return found["msg"].removeprefix("Value error, ")


NO_ADDRESS = "is not a mail address. Write one such as desk@example.org."


@pytest.mark.parametrize(
    ("smtp", "sentence"),
    [
        (
            {"host": "smtp://mail.example.org"},
            '"smtp://mail.example.org" is a URL. Write the name alone, such as mail.example.org.',
        ),
        (
            {"host": "mail.example.org:587"},
            '"mail.example.org:587" carries its port. Write host: mail.example.org and port: 587.',
        ),
        (
            {"host": "mail server"},
            '"mail server" is not the name of a mail server. Write a name such as mail.example.org.',
        ),
        ({"port": 465}, "port 465 speaks TLS from the first byte. Write tls: implicit instead of starttls."),
        ({"username": "monitor"}, "a login needs both username and password. Write password (or password_file) too."),
        ({"password": "secret"}, "a login needs both username and password. Write username too."),
        (
            {"tls": "none", "username": "monitor", "password": "secret"},
            "tls: none would send the password readably. Write tls: starttls or tls: implicit.",
        ),
        (
            {"username": "monitor", "password": "pässword"},
            "the password has letters outside ASCII, which servers read differently. Set another.",
        ),
    ],
)
def test_a_mail_server_is_named_with_care(smtp, sentence):
    assert sentence == mistake({**GOOD, "smtp": {**GOOD["smtp"], **smtp}})


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"to": []}, "nobody would get this mail. Write at least one address, such as [desk@example.org]."),
        ({"to": ["desk"]}, f'"desk" {NO_ADDRESS}'),
        ({"to": ["desk@"]}, f'"desk@" {NO_ADDRESS}'),
        ({"to": ["a b@example.org"]}, f'"a b@example.org" {NO_ADDRESS}'),
        ({"to": ["a@x.org\nBcc: b@x.org"]}, f'"a@x.org\nBcc: b@x.org" {NO_ADDRESS}'),
        (
            {"to": ["büro@example.org"]},
            '"büro@example.org" has letters outside ASCII before the @, which many servers refuse. Use another.',
        ),
        (
            {"to": ["desk@bücher.example"]},
            '"desk@bücher.example" has letters outside ASCII in its domain. Write the domain as xn--….',
        ),
        ({"to": [DESK, DESK]}, '"desk@example.org" is there twice and would get every mail twice. Write it once.'),
        ({"from": "monitor"}, f'"monitor" {NO_ADDRESS}'),
        ({"smtp": None}, "there is no mail server. Write smtp: {host: mail.example.org, …} at the top of the file."),
    ],
)
def test_people_are_named_with_care(changes, sentence):
    assert sentence == mistake({**GOOD, **changes})


def test_ports_follow_the_encryption_and_names_may_stand_before_addresses():
    ports = {
        tls: EmailConfig.model_validate({**GOOD, "smtp": {"host": "mail.example.org", "tls": tls}}).smtp.address
        for tls in ("none", "starttls", "implicit")
    }
    named = EmailReceiver("desk", EmailConfig.model_validate({**GOOD, "from": "The Desk <monitor@example.org>"}))

    assert {"none": 25, "starttls": 587, "implicit": 465} == {tls: port for tls, (_, port) in ports.items()}
    assert "The Desk <monitor@example.org>" == parsed(composed(named))["From"]
    assert "example.org" == named.host


def test_no_key_is_taken_and_ignored():
    assert "Extra inputs are not permitted" == mistake({**GOOD, "prefer": ["fr"]})
    assert "Extra inputs are not permitted" == mistake({**GOOD, "smtp": {**GOOD["smtp"], "timeout": 3}})


def test_a_password_is_not_shown():
    config = EmailConfig.model_validate(
        {**GOOD, "smtp": {"host": "mail.example.org", "username": "monitor", "password": "hunter2"}}
    )

    assert "hunter2" not in repr(config)
