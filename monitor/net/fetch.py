"""The one module that reads the web: GET within bounds of time, bytes and redirects, and nothing that is not public."""

import ssl
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from types import TracebackType
from urllib.parse import urldefrag
from weakref import WeakSet

import httpcore
import httpx

from monitor.errors import FetchError, FetchKind
from monitor.net.answer import refusal
from monitor.net.decode import ACCEPTED, decoded
from monitor.net.dial import Budget, GuardedBackend
from monitor.net.errors import AnswerError, NetError, RefusedError, SlowError, TooLargeError, UnresolvedError
from monitor.net.guard import Guard
from monitor.types import Fetched, NotModified
from monitor.urls import absolute_url, check_url, is_downgrade, same_server, shown_url

# Says who we are in a form that servers for browsers only let pass as well.
DEFAULT_USER_AGENT = "Mozilla/5.0 (compatible; monitor/0.1; news wire reader)"
ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/html;q=0.9, */*;q=0.8"

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})

# All that may come before the body: headers, which end at 100 kB each time, answers that announce an answer, and what
# of the body comes along.
_HEAD_BYTES = 256 * 1024

# An answer in crumbs costs our processor much and the server nothing.
_MANY_PIECES = 20_000
_LEAST_PIECE = 32


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost at most, its redirects included; headers end at 100 kB."""

    wall_s: float = 30.0
    connect_s: float = 10.0  # an address; where a name has several, the next one gets its turn
    wire_bytes: int = 5_000_000
    decoded_bytes: int = 20_000_000
    redirects: int = 5
    slow_after_s: float = 10.0  # of body; from then on, a server must have sent this much
    least_bytes_per_s: float = 1_000.0


@dataclass(frozen=True, slots=True)
class _Request:
    """One hop of a fetch: `asked` is where it set out, `url` where it is."""

    asked: str
    url: str
    headers: Mapping[str, str]
    validators: Mapping[str, str]

    @property
    def place(self) -> str:
        """How a message about this hop begins."""
        return shown_url(self.asked) + ("" if self.url == self.asked else f" leads to {shown_url(self.url)}, which")

    def raw_headers(self) -> list[tuple[bytes, bytes]]:
        return [(name.encode(), _bytes(value)) for name, value in {**self.headers, **self.validators}.items()]

    def redirected(self, target: str) -> "_Request":
        """The next hop; what one server told us is not told to another."""
        return replace(self, url=target, validators=self.validators if same_server(self.url, target) else {})


@dataclass(frozen=True, slots=True)
class _Redirect:
    """Where an answer sends us."""

    target: str
    permanent: bool


class _Stream(httpx.SyncByteStream):
    def __init__(self, inner: Iterable[bytes]) -> None:
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        yield from self._inner

    def close(self) -> None:
        close = getattr(self._inner, "close", None)
        if close is not None:
            close()


class _Transport(httpx.BaseTransport):
    """httpx over a pool of ours, by httpcore's public API: so that every connection passes the guard."""

    def __init__(self, guard: Guard, budget: Budget, context: ssl.SSLContext) -> None:
        # Nothing is kept open between fetches: what a poller meets once in minutes has gone stale by then.
        self._pool = httpcore.ConnectionPool(
            ssl_context=context, max_keepalive_connections=0, network_backend=GuardedBackend(guard, budget)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=b"",
                extensions=request.extensions,
            )
        )
        stream = answer.stream
        if not isinstance(stream, Iterable):
            raise AnswerError("sends no body to read")
        # Cookies end here: neither kept, nor parsed, nor sent.
        headers = [(name, value) for name, value in answer.headers if name.lower() != b"set-cookie"]
        return httpx.Response(answer.status, headers=headers, stream=_Stream(stream), extensions=answer.extensions)

    def close(self) -> None:
        self._pool.close()


@dataclass(frozen=True, eq=False)
class _Line:
    """What one thread fetches with."""

    client: httpx.Client
    budget: Budget


class Web:
    """Fetches for many threads: a client a thread, one TLS context, no cookies, no proxies of the environment."""

    def __init__(
        self,
        guard: Guard,
        *,
        user_agent: str = DEFAULT_USER_AGENT,
        limits: Limits | None = None,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._guard = guard
        self._user_agent = user_agent
        self._limits = limits or Limits()
        self._context = context or httpx.create_ssl_context(trust_env=False)
        self._own = threading.local()
        self._lines: WeakSet[_Line] = WeakSet()  # gone with their threads
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> "Web":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up everywhere: a fetch still under way fails, and so does any later one."""
        with self._lock:
            self._closed = True
            lines = list(self._lines)
        for line in lines:
            line.budget.cancel()

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        user_agent: str | None = None,
        accept: str = ACCEPT,
    ) -> Fetched | NotModified:
        """GET one address; validators make the request conditional. Raises FetchError only.

        Redirects are followed up to the limit, from https to http too (no secret goes along), but such a step never
        counts as permanent. Validators go only to the server that gave them.
        """
        wrong = check_url(url)
        if wrong is not None:
            raise FetchError(FetchKind.PROTOCOL, url, f"{shown_url(url)}: {wrong}")
        headers = {"user-agent": user_agent or self._user_agent, "accept": accept, "accept-encoding": ACCEPTED}
        validators = {"if-none-match": etag or "", "if-modified-since": last_modified or ""}
        return self._follow(self._line(), _Request(url, url, headers, {k: v for k, v in validators.items() if v}))

    def _line(self) -> _Line:
        line: _Line | None = getattr(self._own, "line", None)
        if line is None:
            budget = Budget()
            client = httpx.Client(
                transport=_Transport(self._guard, budget, self._context),
                timeout=httpx.Timeout(self._limits.wall_s, connect=self._limits.connect_s),
                trust_env=False,
                follow_redirects=False,
            )
            self._own.line = line = _Line(client, budget)
        with self._lock:
            self._lines.add(line)
            if self._closed:
                line.budget.cancel()
        return line

    def _follow(self, line: _Line, request: _Request) -> Fetched | NotModified:
        """Redirects by hand: every hop is checked, and all share one budget."""
        line.budget.renew(self._limits.wall_s)
        permanent, unbroken = None, True
        for _ in range(self._limits.redirects + 1):
            try:
                answer = self._hop(line, request)
            except (NetError, httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
                raise self._ours(request, error) from error
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ValueError) as error:
                raise self._ours(request, error) from error
            if isinstance(answer, Fetched):
                return replace(answer, permanent_url=permanent)
            if isinstance(answer, NotModified):
                return answer
            unbroken = unbroken and answer.permanent and not is_downgrade(request.url, answer.target)
            permanent = answer.target if unbroken else permanent
            request = request.redirected(answer.target)
        raise FetchError(
            FetchKind.PROTOCOL,
            request.asked,
            f"{shown_url(request.asked)} redirects more than {self._limits.redirects} times",
        )

    def _hop(self, line: _Line, request: _Request) -> Fetched | NotModified | _Redirect:
        hop = line.client.build_request("GET", request.url, headers=request.raw_headers())
        line.budget.allow(_HEAD_BYTES)
        with closing(line.client.send(hop, stream=True)) as answer:
            line.budget.allow(self._limits.wire_bytes)
            if answer.status_code not in _REDIRECTS:
                return self._answered(request, answer)
            location = answer.headers.get("location", "")
            target = absolute_url(request.url, location)
            if target is None:
                raise AnswerError(f'redirects to "{shown_url(location)}", which cannot be asked')
            return _Redirect(urldefrag(target).url, permanent=answer.status_code in _PERMANENT)

    def _answered(self, request: _Request, answer: httpx.Response) -> Fetched | NotModified:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        etag, last_modified = _exact(answer, b"etag"), _exact(answer, b"last-modified")
        if answer.status_code == 304 and request.validators:
            return NotModified(headers=headers, etag=etag, last_modified=last_modified)
        refused = refusal(request.asked, request.place, answer.status_code, headers)
        if refused is not None:
            raise refused
        pieces = self._wire(answer, int(headers.get("content-length", "0")))
        body = b"".join(decoded(pieces, headers.get("content-encoding", ""), most=self._limits.decoded_bytes))
        return Fetched(
            url=request.url,
            status=answer.status_code,
            headers=headers,
            body=body,
            etag=etag,
            last_modified=last_modified,
        )

    def _wire(self, answer: httpx.Response, announced: int) -> Iterator[bytes]:
        """The body as it comes, counted and timed."""
        if announced > self._limits.wire_bytes:
            raise TooLargeError("sends more than a feed or page can be")
        began, total = time.monotonic(), 0
        for count, piece in enumerate(answer.iter_raw()):
            total += len(piece)
            if total > self._limits.wire_bytes:
                raise TooLargeError("sends more than a feed or page can be")
            elapsed = time.monotonic() - began
            if elapsed > self._limits.slow_after_s and total < self._limits.least_bytes_per_s * elapsed:
                raise SlowError("sends too slowly to wait for the end")
            if count > _MANY_PIECES and total < count * _LEAST_PIECE:
                raise AnswerError("sends its answer in crumbs")
            yield piece

    def _ours(self, request: _Request, error: Exception) -> FetchError:
        """Foreign errors become ours, here and nowhere else; what was not a sentence becomes one."""
        url, place, said = request.asked, request.place, str(error) or type(error).__name__
        if self._closed:
            return FetchError(FetchKind.CONNECT, url, f"{shown_url(url)} was being asked when this program stopped")
        if isinstance(error, RefusedError | UnresolvedError):
            led = "" if request.url == url else f"{place.removesuffix(', which')}: "
            return FetchError(error.kind, url, f"{led}{said}")
        if isinstance(error, NetError):
            return FetchError(error.kind, url, f"{place} {said}")
        if isinstance(error, httpcore.TimeoutException | httpx.TimeoutException | TimeoutError):
            return FetchError(FetchKind.TIMEOUT, url, f"{place} did not answer in time")
        if isinstance(error, httpcore.ConnectError):
            return FetchError(FetchKind.CONNECT, url, f"{place} cannot be reached ({said}); it or the network is down")
        if isinstance(error, httpcore.NetworkError | OSError):
            return FetchError(FetchKind.CONNECT, url, f"{place} broke the connection ({said})")
        return FetchError(FetchKind.PROTOCOL, url, f"{place} does not speak HTTP as it should ({said})")


def _bytes(value: str) -> bytes:
    """A header's value: each character the byte it came from; what never was bytes goes as UTF-8."""
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode("utf-8", "replace")


def _exact(answer: httpx.Response, name: bytes) -> str | None:
    """A validator as it came, byte for byte (each byte one character)."""
    raw = next((value for key, value in answer.headers.raw if key.lower() == name), None)
    return raw.decode("latin-1") if raw else None
