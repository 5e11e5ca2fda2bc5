"""What systemd is told: that we are ready, alive, stopping, and what we are doing."""

import socket
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notifier:
    """Speaks the sd_notify protocol to the socket in `NOTIFY_SOCKET`; says nothing where there is none."""

    address: str | None

    def ready(self, status: str) -> None:
        """The database is open and the configuration holds."""
        self._send(f"READY=1\nSTATUS={status}")

    def alive(self, status: str) -> None:
        """A tick has finished; systemd restarts us when these stop coming."""
        self._send(f"WATCHDOG=1\nSTATUS={status}")

    def stopping(self) -> None:
        """No new work is begun."""
        self._send("STOPPING=1\nSTATUS=finishing work in hand")

    def _send(self, message: str) -> None:
        if not self.address:
            return
        address = "\0" + self.address[1:] if self.address.startswith("@") else self.address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
                channel.connect(address)
                channel.send(message.encode())
        except OSError:
            # Nobody listens any more: systemd itself will notice, and nothing here can mend it.
            return
