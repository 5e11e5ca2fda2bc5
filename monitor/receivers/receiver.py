"""Step 5, deliver: what every receiver can do, and which kinds there are; a new kind is a file and a case here."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from pydantic import BaseModel

from monitor.alerts.render import RenderedAlert
from monitor.config.settings import ReceiverConfig
from monitor.errors import ConfigError, Finding
from monitor.receivers.email import EmailConfig, EmailReceiver
from monitor.receivers.slack import SlackConfig, SlackReceiver
from monitor.types import Notification, Receipt

CheckHost = Callable[[str, int], None]


class Receiver(Protocol):
    """Where alerts go. Composing needs no network and no clock; sending hands over exactly what was composed."""

    @property
    def name(self) -> str:
        """Its name in the configuration."""

    @property
    def kind(self) -> str:
        """What it is: email, slack."""

    @property
    def host(self) -> str:
        """The right-hand side of its message ids."""

    def recipients(self) -> tuple[str, ...]:
        """Who gets a message each; never a secret."""

    def compose(self, content: RenderedAlert, *, recipient: str, message_id: str, created_at: datetime) -> str:
        """The whole message as it will be sent at every try: the same for the same arguments."""

    def send(self, notification: Notification) -> Receipt:
        """Hand over a composed message; returns once it was taken, raises DeliveryError otherwise."""

    def send_test(self, recipient: str, *, message_id: str, now: datetime) -> Receipt:
        """Hand over a message that says it is a test; raises DeliveryError."""


# What a config may say under `receivers.<name>`: one of these keys.
RECEIVER_MODELS: Mapping[str, type[BaseModel]] = {"email": EmailConfig, "slack": SlackConfig}


def build(config: ReceiverConfig, *, check_host: CheckHost) -> Receiver:
    """The receiver that `config` describes; `check_host` says no to addresses that are not to be asked."""
    match config.settings:
        case EmailConfig() as settings:
            return EmailReceiver(config.name, settings)
        case SlackConfig() as settings:
            return SlackReceiver(config.name, settings, check_host=check_host)
    have = ", ".join(RECEIVER_MODELS)
    raise ConfigError("", (Finding(f'"{config.kind}" is not a kind of receiver (have: {have}).', config.name),))


def message_id(alert_number: int, receiver: str, recipient: str, host: str) -> str:
    """`<…@host>`: the same for the same alert and recipient, and no other's."""
    digest = hashlib.sha256(f"{alert_number}\n{receiver}\n{recipient}".encode()).hexdigest()
    return f"<{digest[:32]}@{host}>"
