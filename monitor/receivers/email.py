"""Step 5, deliver: mail, one recipient a message, over SMTP; the bytes are fixed when the alert is composed."""

import hashlib
import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from monitor.alerts.clean import one_line
from monitor.alerts.render import RenderedAlert
from monitor.errors import DeliveryError
from monitor.receivers.mailserver import EmailConfig, SmtpConfig, sender_address
from monitor.types import Notification, Receipt

__all__ = ["EmailConfig", "EmailReceiver", "SmtpConfig"]

# All of them together stay below the lease of a delivery: connect, greeting, two EHLOs, TLS, login, MAIL, RCPT, DATA.
CONVERSATION_TIMEOUT_S = 20.0
# A server may scan a mail before it answers; to hang up on it would mean a second copy.
HAND_OVER_TIMEOUT_S = 60.0

# 7bit: what is stored and sent is ASCII and has no long line, whatever the article holds.
_POLICY = SMTP.clone(cte_type="7bit")

# RFC 5321: a line that begins with a dot gets another, since a lone dot ends the message.
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)

_AUTHENTICATION_REQUIRED = 530
_CANNOT_PARSE = -1


class EmailReceiver:
    """Mail to some people. A retry sends the same bytes with the same Message-ID, so a reader can tell a repeat."""

    kind = "email"

    def __init__(
        self,
        name: str,
        config: EmailConfig,
        *,
        tls: ssl.SSLContext | None = None,
        conversation_timeout_s: float = CONVERSATION_TIMEOUT_S,
        hand_over_timeout_s: float = HAND_OVER_TIMEOUT_S,
    ) -> None:
        if config.smtp is None:
            raise ValueError("a mail receiver needs a mail server")
        self.name = name
        self._to = config.to
        self._sender = sender_address(config.sender)
        self._sender_name = parseaddr(config.sender)[0] or "monitor"
        self._smtp = config.smtp
        self._tls = tls or ssl.create_default_context()
        self._conversation_timeout_s = conversation_timeout_s
        self._hand_over_timeout_s = hand_over_timeout_s
        self.host = self._sender.rpartition("@")[2]

    def recipients(self) -> tuple[str, ...]:
        """The addresses, a message each."""
        return self._to

    def compose(self, content: RenderedAlert, *, recipient: str, message_id: str, created_at: datetime) -> str:
        """The complete RFC 5322 text, ASCII with CRLF, with its final Date and Message-ID."""
        mail = self._envelope(recipient, message_id, created_at, content.subject)
        mail["References"] = self._thread(content.story_id, recipient)
        for name, value in content.headers:
            if value:
                mail[name] = _header(value)
        return _with_bodies(mail, content.text, content.html, message_id)

    def send(self, notification: Notification) -> Receipt:
        """Hand the mail over; it is taken when the server says 2xx to the whole message."""
        return self._hand_over(notification.recipient, notification.payload)

    def send_test(self, recipient: str, *, message_id: str, now: datetime) -> Receipt:
        """Send a mail that says it is a test."""
        text = (
            f"This is a test of the receiver {self.name} of monitor. Alerts to {recipient} come this way.\n\n"
            "Nothing happened between any countries.\n"
        )
        html = f"<!doctype html><html><body><p>{text.replace(chr(10) * 2, '</p><p>')}</p></body></html>"
        mail = self._envelope(recipient, message_id, now, f"Test of {self.name}")
        return self._hand_over(recipient, _with_bodies(mail, text, html, message_id))

    def _envelope(self, recipient: str, message_id: str, created_at: datetime, subject: str) -> EmailMessage:
        mail = EmailMessage(policy=_POLICY)
        mail["Date"] = format_datetime(created_at)
        mail["From"] = Address(_header(self._sender_name), addr_spec=self._sender)
        mail["To"] = Address(addr_spec=recipient)
        mail["Subject"] = _header(subject)
        mail["Message-ID"] = message_id
        # RFC 3834, and what Exchange reads instead: no out-of-office answers to a robot.
        mail["Auto-Submitted"] = "auto-generated"
        mail["X-Auto-Response-Suppress"] = "All"
        return mail

    def _thread(self, story_id: int, recipient: str) -> str:
        """A message that never was, to which all mails of a story refer: so clients keep them together."""
        digest = hashlib.sha256(f"story {story_id}\n{self.name}\n{recipient}".encode()).hexdigest()
        return f"<{digest[:32]}@{self.host}>"

    # ------------------------------------------------------------ the conversation

    @property
    def _server(self) -> str:
        host, port = self._smtp.address
        return f"{host}:{port}"

    def _hand_over(self, recipient: str, payload: str) -> Receipt:
        message = _LEADING_DOT.sub(b"..", payload.encode("ascii"))
        with self._session() as smtp:
            with self._before_the_end():
                size = [f"size={len(message)}"] if smtp.has_extn("size") else []
                self._expect(smtp.mail(self._sender, size), f"the sender {self._sender}")
                self._expect(smtp.rcpt(recipient), recipient)
                self._expect(smtp.docmd("DATA"), "the message", wanted=3)
                smtp.send(message)
            return self._end(smtp)

    def _end(self, smtp: smtplib.SMTP) -> Receipt:
        """From the final dot on, only the server knows whether it has the mail."""
        try:
            if smtp.sock is not None:
                smtp.sock.settimeout(self._hand_over_timeout_s)
            smtp.send(b".\r\n")
            code, reply = smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryError(
                f"{self._server} was cut off before it confirmed the mail; it may have taken it ({_said(error)}).",
                retryable=True,
                uncertain=True,
            ) from error
        if code == _CANNOT_PARSE:
            raise DeliveryError(
                f"{self._server} answered the mail with what is no SMTP; it may have taken it.",
                retryable=True,
                uncertain=True,
            )
        self._expect((code, reply), "the message")
        return Receipt(f"{code} {_text(reply)}")

    @contextmanager
    def _before_the_end(self) -> Iterator[None]:
        """Whatever is cut here cannot have been taken: the final dot has not left."""
        try:
            yield
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryError(f"{self._server} broke off: {_said(error)}.", retryable=True) from error

    def _expect(self, answer: tuple[int, bytes], what: str, *, wanted: int = 2) -> None:
        """Raise what an answer other than `wanted` means: 4xx passes, 5xx does not."""
        code, reply = answer
        if code // 100 == wanted:
            return
        said = f"{code} {_text(reply)}"
        if code == _AUTHENTICATION_REQUIRED:
            raise DeliveryError(
                f"{self._server} wants a login or encryption first: {said}. Check smtp.username, password and tls.",
                retryable=True,
            )
        if code // 100 == 5:
            raise DeliveryError(f"{self._server} refuses {what} for good: {said}.", retryable=False)
        raise DeliveryError(f"{self._server} does not take {what} now: {said}.", retryable=True)

    @contextmanager
    def _session(self) -> Iterator[smtplib.SMTP]:
        """A connection ready for a message, encrypted and logged in as configured, and closed in any case."""
        smtp = self._connected()
        try:
            self._prepare(smtp)
            yield smtp
            # What is taken is taken, whatever becomes of the goodbye.
            with suppress(smtplib.SMTPException, OSError):
                smtp.quit()
        finally:
            smtp.close()

    def _connected(self) -> smtplib.SMTP:
        host, port = self._smtp.address
        try:
            if self._smtp.tls == "implicit":
                return smtplib.SMTP_SSL(
                    host, port, local_hostname=self.host, timeout=self._conversation_timeout_s, context=self._tls
                )
            return smtplib.SMTP(host, port, local_hostname=self.host, timeout=self._conversation_timeout_s)
        except (smtplib.SMTPException, OSError) as error:
            raise self._no_session(error) from error

    def _prepare(self, smtp: smtplib.SMTP) -> None:
        try:
            smtp.ehlo_or_helo_if_needed()
            if self._smtp.tls == "starttls":
                smtp.starttls(context=self._tls)
                smtp.ehlo_or_helo_if_needed()
            if self._smtp.username is not None and self._smtp.password is not None:
                smtp.login(self._smtp.username, self._smtp.password.get_secret_value())
        except (smtplib.SMTPException, OSError) as error:
            raise self._no_session(error) from error

    def _no_session(self, error: Exception) -> DeliveryError:
        """Nothing of this is about the message: it waits until the server or the config is mended."""
        return DeliveryError(f"{self._server} {_trouble(error)}.", retryable=True)


def _trouble(error: Exception) -> str:
    """What went wrong before a message could be offered, and what an operator can do."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return f"refuses the login: {_said(error)}. Check smtp.username and its password"
        case smtplib.SMTPNotSupportedError() if "STARTTLS" in str(error):
            return "offers no STARTTLS. Write smtp.tls: implicit, or none for a server on this machine"
        case smtplib.SMTPNotSupportedError():
            return "takes no login. Take smtp.username and password out, or check smtp.tls"
        case ssl.SSLCertVerificationError():
            return f"shows a certificate that cannot be trusted: {error.verify_message}"
        case ssl.SSLError():
            return (
                f"does not speak TLS as configured ({error.reason or 'no reason given'}). Check smtp.port and smtp.tls"
            )
        case ConnectionRefusedError():
            return "refuses the connection: nobody listens there. Check smtp.host and smtp.port"
        case TimeoutError():
            return "did not answer in time"
        case socket.gaierror():
            return "cannot be found: the name does not resolve. Check smtp.host and the network"
        case _:
            return f"cannot be talked to: {_said(error)}"


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        reply = error.smtp_error if isinstance(error.smtp_error, bytes) else str(error.smtp_error).encode()
        return f"{error.smtp_code} {_text(reply)}"
    return one_line(str(error), 200) or type(error).__name__


def _text(reply: bytes) -> str:
    return one_line(reply.decode("utf-8", errors="replace"), 200)


def _header(text: str) -> str:
    """One line that is meant as it is written: Python would decode an encoded word in it, line breaks included."""
    return one_line(text).replace("=?", "= ?")


def _with_bodies(mail: EmailMessage, text: str, html: str, message_id: str) -> str:
    """The mail with both bodies as one ASCII text; its boundary is fixed, and cannot occur in an encoded body."""
    mail.set_content(text, cte=_encoding(text))
    mail.make_alternative(boundary=f"=_{hashlib.sha256(message_id.encode()).hexdigest()[:24]}")
    mail.add_alternative(html, subtype="html", cte=_encoding(html))
    return mail.as_string()


def _encoding(text: str) -> str:
    """Base64 where most letters would need three characters each, else what people can still read."""
    return "base64" if sum(not letter.isascii() for letter in text) * 6 > len(text) else "quoted-printable"
