"""The demo's mail server: a real SMTP server on loopback that keeps what it is given."""

import threading
from asyncio import Server
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class _AnyPort(Controller):
    """A controller on whatever port is free, which aiosmtpd's own greeting to itself does not expect."""

    def _trigger_server(self) -> None:
        if isinstance(self.server, Server):
            self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd leaves this one untyped


class Mailbox:
    """Takes mail on a port of its own from `start()` to `stop()`."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []
        self._arrived = threading.Condition()
        self._controller = _AnyPort(_Keeper(self), hostname="127.0.0.1", port=0)

    @property
    def port(self) -> int:
        """Where it listens, once started."""
        server = self._controller.server
        if not isinstance(server, Server):
            raise RuntimeError("the mailbox is not open")  # noqa: TRY004 -- not a matter of types
        port: int = server.sockets[0].getsockname()[1]
        return port

    def start(self) -> None:
        """Open for mail."""
        self._controller.start()

    def stop(self) -> None:
        """Close; what was taken stays readable."""
        self._controller.stop()

    def keep(self, message: bytes) -> None:
        """Take one message in."""
        with self._arrived:
            self.messages.append(message)
            self._arrived.notify_all()

    def about(self, headline: str) -> bytes:
        """The message that carries this headline; raises KeyError where none came."""
        for message in self.messages:
            body = message_from_bytes(message, policy=policy.default).get_body(("plain",))
            if body is not None and headline in " ".join(str(body.get_content()).split()):
                return message
        raise KeyError(headline)

    def wait_for(self, count: int, timeout_s: float) -> bool:
        """Wait until that many messages are there."""
        with self._arrived:
            return self._arrived.wait_for(lambda: len(self.messages) >= count, timeout_s)


class _Keeper:
    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        content = envelope.content
        self._mailbox.keep(content if isinstance(content, bytes) else str(content).encode())
        return "250 taken"
