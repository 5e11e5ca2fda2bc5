"""Every error that crosses a seam; foreign errors become one of these once, at the edge.

MonitorError
├── ConfigError            config.yaml (or a flag) cannot be used: carries every finding      exit status 2
├── FetchError             a page or feed could not be had: carries its kind                  row state
├── ParseError             bytes that are no feed, or no page with a text                     row state
├── WorkerError            the worker process died, hung or ran out of memory on a document   row state
├── DeliveryError          a receiver did not take a notification: says whether to retry      row state
└── StoreError             the database cannot be used, with what to do                       exit status 1
    ├── StoreBusyError     another daemon owns it, or another writer held it too long
    └── StoreVersionError  it was written by a newer monitor
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class MonitorError(Exception):
    """Anything this program raises on purpose; its text is a sentence for the person at the terminal."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a config file: where, what, and what to write instead."""

    message: str
    path: str = ""  # rules[2].pairs[0]
    line: int = 0  # from 1; 0 where a finding has no place
    column: int = 0

    def at(self, file: str) -> str:
        """`config.yaml:12:5: rules[2].pairs[0]: what is wrong. What to write.`"""
        place = f"{file}:{self.line}:{self.column}" if self.line else file
        return f"{place}: {self.path}: {self.message}" if self.path else f"{place}: {self.message}"


class ConfigError(MonitorError):
    """The configuration cannot be used; `str()` gives one line a finding."""

    def __init__(self, file: str, findings: tuple[Finding, ...]) -> None:
        self.file = file
        self.findings = findings
        super().__init__("\n".join(finding.at(file) for finding in findings))


class FetchKind(StrEnum):
    """Why a fetch failed, in the words of `monitor status`."""

    DNS = "dns"  # the name does not resolve
    REFUSED = "refused"  # our guard: the address is not public and not allowed
    CONNECT = "connect"  # nobody listens, or the network is down
    TLS = "tls"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    PROTOCOL = "protocol"  # not HTTP, too many redirects, an unknown encoding
    BLOCKED = "blocked"  # a challenge page, 401, 403
    GONE = "gone"  # 410
    NOT_FOUND = "not_found"  # 404
    CLIENT = "client"  # any other 4xx
    RATE_LIMITED = "rate_limited"  # 429
    SERVER = "server"  # 5xx


class FetchError(MonitorError):
    """A fetch failed; `retry_after` is what the server asked for, where it asked."""

    def __init__(
        self,
        kind: FetchKind,
        url: str,
        message: str,
        *,
        status: int | None = None,
        retry_after: timedelta | None = None,
    ) -> None:
        self.kind = kind
        self.url = url
        self.status = status
        self.retry_after = retry_after
        super().__init__(message)

    @property
    def passing(self) -> bool:
        """Whether the same request may well succeed later."""
        return self.kind not in {FetchKind.REFUSED, FetchKind.GONE, FetchKind.NOT_FOUND, FetchKind.BLOCKED}


class ParseError(MonitorError):
    """These bytes are not what they should be; the message says what they look like."""


class WorkerError(MonitorError):
    """The document was given up: its worker hung, died or ran out of memory."""


class DeliveryError(MonitorError):
    """A receiver did not confirm a notification.

    `retryable`: the same bytes may be taken later. `uncertain`: it may have been taken, for the answer was lost.
    """

    def __init__(
        self,
        message: str,
        *,
        retryable: bool,
        uncertain: bool = False,
        retry_after: timedelta | None = None,
    ) -> None:
        self.retryable = retryable
        self.uncertain = uncertain
        self.retry_after = retry_after
        super().__init__(message)


class StoreError(MonitorError):
    """The database cannot be used; the message says what to do."""


class StoreBusyError(StoreError):
    """Another daemon owns the database, or another writer held it too long."""


class StoreVersionError(StoreError):
    """The database was written by a newer version of this program."""
