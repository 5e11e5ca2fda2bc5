"""Why a fetch cannot go on, said inside this package; `fetch` turns each into the one error that leaves it.

NetError            its text continues a sentence that begins with the address
├── RefusedError    the guard forbids an address
├── UnresolvedError the name has no address
├── TlsError        the secure connection fails
├── SlowError       the server takes too long
├── TooLargeError   it sends more than a feed or page can be
└── AnswerError     what it says is not HTTP as we asked for it
"""

from typing import ClassVar

from monitor.errors import FetchKind


class NetError(Exception):
    """Never leaves this package."""

    kind: ClassVar[FetchKind] = FetchKind.PROTOCOL


class RefusedError(NetError):
    """An address that is not to be dialled."""

    kind = FetchKind.REFUSED


class UnresolvedError(NetError):
    """The name has no address."""

    kind = FetchKind.DNS


class TlsError(NetError):
    """The secure connection fails."""

    kind = FetchKind.TLS


class SlowError(NetError):
    """The server takes too long."""

    kind = FetchKind.TIMEOUT


class TooLargeError(NetError):
    """The answer is past its bounds."""

    kind = FetchKind.TOO_LARGE


class AnswerError(NetError):
    """The answer is not HTTP as we asked for it."""
