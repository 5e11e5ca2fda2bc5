"""Connections for one fetch: to addresses the guard allows, and within what time and bytes the fetch has left."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable

import httpcore

from monitor.net.errors import SlowError, TlsError, TooLargeError
from monitor.net.guard import Guard


class Budget:
    """What one fetch may still cost: seconds on the monotonic clock and bytes off the wire.

    Used by one thread for one fetch after the other; only `cancel` may come from another.
    """

    def __init__(self) -> None:
        self._ends_at = 0.0
        self._bytes_left = 0
        self._cancelled = False
        self._lock = threading.Lock()
        self._hang_up: Callable[[], None] | None = None

    def renew(self, seconds: float) -> None:
        """Begin the next fetch."""
        self._ends_at = time.monotonic() + seconds

    def allow(self, wire_bytes: int) -> None:
        """What may come from now on."""
        self._bytes_left = wire_bytes

    def left(self, wanted: float | None = None) -> float:
        """Seconds left, at most `wanted`; raises SlowError when none are."""
        left = 0.0 if self._cancelled else self._ends_at - time.monotonic()
        if left <= 0:
            raise SlowError("did not answer in time")
        return left if wanted is None else min(left, wanted)

    def take(self, count: int) -> None:
        """Count bytes that came; raises TooLargeError past the bound."""
        self._bytes_left -= count
        if self._bytes_left < 0:
            raise TooLargeError("sends more than a feed or page can be")

    def watch(self, hang_up: Callable[[], None]) -> None:
        """What `cancel` shall do to the connection now in use."""
        with self._lock:
            self._hang_up = hang_up

    def cancel(self) -> None:
        """End the fetch under way, and any later one at once."""
        with self._lock:
            self._cancelled = True
            if self._hang_up is not None:
                self._hang_up()


class GuardedBackend(httpcore.NetworkBackend):
    """Dials what the guard allows, and lets no wait outlast the fetch."""

    def __init__(self, guard: Guard, budget: Budget) -> None:
        self._guard = guard
        self._budget = budget
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve once, judge every answer, dial those very addresses in turn; one that is silent costs `timeout`."""
        try:
            addresses = self._guard.addresses(host, port, within_s=self._budget.left())
        except TimeoutError as error:
            raise SlowError(f"cannot be asked: {error}") from error
        for address in addresses[:-1]:
            try:
                return self._dial(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._dial(addresses[-1], port, timeout, local_address, socket_options)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None
    ) -> httpcore.NetworkStream:
        """No wire lives on a socket of this machine."""
        raise httpcore.ConnectError(f"{path} is not asked")

    def _dial(
        self,
        address: str,
        port: int,
        timeout: float | None,
        local_address: str | None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None,
    ) -> httpcore.NetworkStream:
        left = self._budget.left(timeout)
        return BoundedStream(self._inner.connect_tcp(address, port, left, local_address, socket_options), self._budget)


class BoundedStream(httpcore.NetworkStream):
    """A connection whose every wait shrinks to what is left of the fetch, and whose every byte is counted."""

    def __init__(self, inner: httpcore.NetworkStream, budget: Budget) -> None:
        self._inner = inner
        self._budget = budget
        budget.watch(self._hang_up)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read within the budget."""
        try:
            piece = self._inner.read(max_bytes, self._budget.left(timeout))
        except httpcore.ReadError as error:
            _raise_tls(error)
            raise
        self._budget.take(len(piece))
        return piece

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write within the budget."""
        self._inner.write(buffer, self._budget.left(timeout))

    def close(self) -> None:
        """Hang up."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Shake hands within the budget."""
        try:
            left = self._budget.left(timeout)
            return BoundedStream(self._inner.start_tls(ssl_context, server_hostname, left), self._budget)
        except SlowError:
            self.close()
            raise
        except httpcore.ConnectError as error:
            _raise_tls(error)
            raise

    def get_extra_info(self, info: str) -> object:
        """What the connection beneath says of itself."""
        return self._inner.get_extra_info(info)

    def _hang_up(self) -> None:
        """Wake the thread that waits on this connection, which then closes it itself."""
        connection = self._inner.get_extra_info("socket")
        if isinstance(connection, socket.socket):
            try:
                socket.socket.shutdown(connection, socket.SHUT_RDWR)
            except OSError:
                return  # it is down already


def _raise_tls(error: Exception) -> None:
    """httpcore wraps TLS's errors in its own; say what they are."""
    cause = error.__cause__
    if isinstance(cause, ssl.SSLCertVerificationError):
        raise TlsError(
            f"shows a certificate that is not to be trusted ({cause.verify_message}); nothing was read"
        ) from cause
    if isinstance(cause, ssl.SSLError):
        raise TlsError(f"does not speak TLS as it should ({cause.reason or cause}); is it an http address?") from cause
