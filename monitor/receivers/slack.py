"""Step 5, deliver: a message to a Slack channel by its incoming webhook, which can neither thread nor update."""

import http.client
import json
import logging
import re
import ssl
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from pydantic import BaseModel, ConfigDict, SecretStr, field_validator
from slack_sdk.webhook import WebhookClient, WebhookResponse

from monitor.alerts.blocks import MOST_BLOCKS, escape, repeat_note
from monitor.alerts.render import RenderedAlert
from monitor.errors import DeliveryError, FetchError
from monitor.types import Notification, Receipt

TIMEOUT_S = 20
LONGEST_ANSWER = 10_000
LONGEST_WAIT = timedelta(days=1)
SHORTEST_WAIT = timedelta(seconds=1)

# Slack's own words; anything else in an answer is a page of somebody else's, and may hold anything.
_WORD = re.compile(r"[a-z][a-z_]{1,60}")

_REVOKED = {"no_service", "no_service_id", "no_team", "team_disabled", "invalid_token", "no_active_hooks"}
_CHANNEL = {"channel_not_found", "channel_is_archived", "action_prohibited", "posting_to_general_channel_denied"}


class SlackConfig(BaseModel):
    """A channel, named by the secret address of its incoming webhook."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    webhook_url: SecretStr

    @field_validator("webhook_url")
    @classmethod
    def _is_an_address(cls, url: SecretStr) -> SecretStr:
        try:
            parts = urlsplit(url.get_secret_value())
            host, _ = parts.hostname, parts.port
        except ValueError:
            host, parts = None, urlsplit("")
        if not host or parts.scheme not in {"http", "https"} or not url.get_secret_value().isascii():
            raise ValueError("this is no webhook. Copy its whole URL from Slack: https://hooks.slack.com/services/….")
        if parts.scheme == "http" and not _is_near(host):
            raise ValueError("over http anybody on the way could read this secret and post. Write https://.")
        return url


def _is_near(host: str) -> bool:
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host


class SlackReceiver:
    """One channel. Slack knows no message ids, so a message that may be a second copy says so."""

    kind = "slack"

    def __init__(
        self, name: str, config: SlackConfig, *, check_host: Callable[[str, int], None], timeout_s: int = TIMEOUT_S
    ) -> None:
        self.name = name
        self._url = config.webhook_url.get_secret_value()
        parts = urlsplit(self._url)
        self.host = parts.hostname or ""
        self._port = parts.port or (443 if parts.scheme == "https" else 80)
        self._check_host = check_host
        self._webhook = _Webhook(self._url, timeout_s)

    def recipients(self) -> tuple[str, ...]:
        """The one channel; which one is known to Slack alone."""
        return ("slack channel",)

    def compose(self, content: RenderedAlert, *, recipient: str, message_id: str, created_at: datetime) -> str:
        """The message as JSON. Slack keeps neither id nor date of ours."""
        return _message(content.fallback, list(content.blocks))

    def send(self, notification: Notification) -> Receipt:
        """Post the message; it is taken when Slack answers `ok`."""
        message = json.loads(notification.payload)
        if notification.possible_repeat:
            message["blocks"] = [*message["blocks"][: MOST_BLOCKS - 1], repeat_note()]
        return self._post(message)

    def send_test(self, recipient: str, *, message_id: str, now: datetime) -> Receipt:
        """Post a message that says it is a test."""
        text = escape(f"This is a test of the receiver {self.name} of monitor. Alerts come to this channel.")
        section = {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}
        return self._post(json.loads(_message(text, [section])))

    def _post(self, message: dict[str, object]) -> Receipt:
        try:
            self._check_host(self.host, self._port)
        except FetchError as error:
            raise DeliveryError(f"Slack was not asked: {error}", retryable=True) from error
        try:
            answer = self._webhook.send_dict(message)
        except URLError as error:
            raise _not_reached(self.host, error.reason) from None
        except (OSError, http.client.HTTPException) as error:
            # Without the address, which is the secret.
            raise DeliveryError(
                f"{self.host} was cut off before it confirmed the message; it may have taken it "
                f"({type(error).__name__}).",
                retryable=True,
                uncertain=True,
            ) from None
        return _receipt(self.host, answer)


class _Webhook(WebhookClient):
    """slack_sdk's client without its retries, its log, redirects, and proxies of the environment."""

    def __init__(self, url: str, timeout_s: int) -> None:
        # A logger of its own that nobody listens to: the client's lines hold the address, which is the secret.
        silent = logging.Logger("monitor.receivers.slack", level=logging.CRITICAL + 1)
        super().__init__(url, timeout=timeout_s, logger=silent, retry_handlers=[])
        tls = HTTPSHandler(context=ssl.create_default_context())
        self._opener = build_opener(ProxyHandler({}), tls, _NoRedirect())

    def _perform_http_request_internal(self, url: str, req: Request) -> WebhookResponse:
        try:
            with self._opener.open(req, timeout=self.timeout) as answer:
                return _read(url, answer.status, answer)
        except HTTPError as error:
            with error:
                return _read(url, error.code, error)


class _NoRedirect(HTTPRedirectHandler):
    """A webhook that moved is somebody else's address, which nobody checked."""

    def redirect_request(self, *_: object) -> None:
        """Never follow."""


def _read(url: str, status: int, answer: http.client.HTTPResponse | HTTPError) -> WebhookResponse:
    raw = answer.read(LONGEST_ANSWER)
    headers = {name.lower(): value for name, value in answer.headers.items()}
    promised = headers.get("content-length", "")
    if promised.isdecimal() and len(raw) < min(LONGEST_ANSWER, int(promised[:9])):
        raise http.client.IncompleteRead(raw)
    body = raw.decode("utf-8", errors="replace")
    return WebhookResponse(url=url, status_code=status, body=body, headers=headers)


def _message(fallback: str, blocks: list[object]) -> str:
    quiet = {"unfurl_links": False, "unfurl_media": False, "link_names": False}
    return json.dumps({"text": fallback, "blocks": blocks, **quiet}, ensure_ascii=False)


def _not_reached(host: str, reason: object) -> DeliveryError:
    """No answer, because the request did not get there; a connection lost in the middle of it may have."""
    if isinstance(reason, ConnectionRefusedError):
        return DeliveryError(f"{host} refuses the connection.", retryable=True)
    if isinstance(reason, ssl.SSLCertVerificationError):
        return DeliveryError(
            f"{host} shows a certificate that cannot be trusted: {reason.verify_message}.", retryable=True
        )
    if isinstance(reason, ConnectionResetError | BrokenPipeError):
        return DeliveryError(f"{host} broke off; it may have taken the message.", retryable=True, uncertain=True)
    if isinstance(reason, TimeoutError):
        return DeliveryError(f"{host} did not answer in time.", retryable=True)
    return DeliveryError(f"{host} cannot be reached ({type(reason).__name__}). Check the network.", retryable=True)


def _receipt(host: str, answer: WebhookResponse) -> Receipt:
    """What Slack's answer means: only 200 with `ok` is a yes."""
    status, body = answer.status_code, answer.body.strip()
    word = body if _WORD.fullmatch(body) else ""
    said = f"{status} {word}".strip()
    if status == 200 and body == "ok":
        return Receipt("200 ok")
    if status == 429:
        wait = _asked(answer)
        raise DeliveryError(
            f"{host} asks to wait {wait.total_seconds():.0f} s: too many messages.", retryable=True, retry_after=wait
        )
    if word in _CHANNEL:
        raise DeliveryError(f"{host} has no such channel any more, or lets nobody post there: {said}.", retryable=False)
    if word in _REVOKED or status in {401, 403, 404, 410}:
        raise DeliveryError(
            f"{host} does not know this webhook any more: {said}. Make a new one in Slack and set webhook_url.",
            retryable=False,
        )
    if status == 408 or status >= 500:
        raise DeliveryError(f"{host} has trouble of its own: {said}.", retryable=True)
    if 300 <= status < 400:
        raise DeliveryError(f"{host} sends us elsewhere: {said}. Copy the webhook's URL anew.", retryable=False)
    if status == 200 and not body:
        raise DeliveryError(
            f"{host} answered without a word; it may have taken the message.", retryable=True, uncertain=True
        )
    if status == 200 and not word:
        raise DeliveryError(
            f"{host} answered with something that is not Slack's. Check webhook_url and the network.", retryable=True
        )
    raise DeliveryError(f"{host} refuses the message for good: {said}.", retryable=False)


def _asked(answer: WebhookResponse) -> timedelta:
    """How long a 429 asks to wait: in seconds, or as a date, which is read by the server's own clock."""
    asked = answer.headers.get("retry-after", "")
    wait = timedelta(seconds=60)
    if asked.isdecimal():
        wait = timedelta(seconds=min(int(asked[:9]), LONGEST_WAIT.total_seconds()))
    elif asked:
        try:
            wait = parsedate_to_datetime(asked) - parsedate_to_datetime(answer.headers.get("date", ""))
        except (ValueError, TypeError):
            return wait
    return min(max(wait, SHORTEST_WAIT), LONGEST_WAIT)
