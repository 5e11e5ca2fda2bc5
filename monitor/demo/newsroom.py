"""The demo's wires: a real HTTP server an agency, with feeds, pages, validators, and a publisher's hand."""

import hashlib
import threading
from dataclasses import replace
from datetime import UTC, datetime
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from monitor.demo.pages import article_page, feed_document, front_page
from monitor.demo.world import Agency, Dispatch, load_world

_TYPES = {"atom": "application/atom+xml", "rdf": "application/rdf+xml"}


class Newsroom:
    """Serves every agency of the world from `start()` to `stop()`; `publish()` puts a dispatch on its wire."""

    def __init__(self) -> None:
        self.agencies = load_world(datetime.now(UTC))
        self._wires = {agency.id: _Wire(agency) for agency in self.agencies}

    @property
    def breaking(self) -> list[Dispatch]:
        """The dispatches to come, one agency after the other in turn."""
        columns = [list(agency.breaking) for agency in self.agencies]
        longest = max(map(len, columns), default=0)
        return [column[row] for row in range(longest) for column in columns if row < len(column)]

    def feed_url(self, agency_id: str) -> str:
        """The address of an agency's feed."""
        return f"{self._wires[agency_id].url}/feed"

    def start(self) -> None:
        """Open all wires."""
        for wire in self._wires.values():
            wire.start()

    def stop(self) -> None:
        """Close all wires."""
        for wire in self._wires.values():
            wire.stop()

    def publish(self, dispatch_id: str) -> None:
        """Put a breaking dispatch at the top of its agency's feed."""
        for agency in self.agencies:
            for dispatch in agency.breaking:
                if dispatch.id == dispatch_id:
                    self._wires[agency.id].carry(replace(dispatch, published_at=datetime.now(UTC)))
                    return
        raise KeyError(dispatch_id)

    def fails(self, agency_id: str, status: int) -> None:
        """Let an agency's server answer everything with this status; 200 mends it."""
        self._wires[agency_id].status = status


class _Wire:
    """One agency's server."""

    def __init__(self, agency: Agency) -> None:
        self._agency = agency
        self._carried = sorted(agency.archive, key=lambda dispatch: dispatch.minutes)
        self._lock = threading.Lock()
        self.status = 200
        wire = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 30

            def do_GET(self) -> None:
                status, headers, body = wire.answer(self.path, self.headers)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_arguments: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def carry(self, dispatch: Dispatch) -> None:
        with self._lock:
            self._carried.insert(0, dispatch)

    def answer(self, path: str, asked: Message) -> tuple[int, dict[str, str], bytes]:
        """What a real wire would answer: its quirks and its validators included."""
        if self.status != 200:
            return self.status, {}, b""
        if self._agency.format == "rss-bare" and not str(asked.get("User-Agent", "")).startswith("Mozilla/"):
            return 400, {}, b"bad request"
        with self._lock:
            carried = list(self._carried)
        if path == "/feed":
            body = feed_document(self._agency, carried, self.url)
            kind = _TYPES.get(self._agency.format, "application/rss+xml")
            return self._validated(asked, body, f"{kind}; charset={self._agency.encoding}")
        if path == "/":
            return 200, {"Content-Type": "text/html; charset=utf-8"}, front_page(self._agency)
        for dispatch in carried:
            if dispatch.path == path:
                others = [other for other in carried if other.id != dispatch.id]
                page = article_page(self._agency, dispatch, others)
                return 200, {"Content-Type": f"text/html; charset={self._agency.encoding}"}, page
        return 404, {}, b"not here"

    def _validated(self, asked: Message, body: bytes, kind: str) -> tuple[int, dict[str, str], bytes]:
        etag = f'W/"{hashlib.sha256(body).hexdigest()[:16]}"'
        if asked.get("If-None-Match") == etag:
            return 304, {"ETag": etag}, b""
        return 200, {"Content-Type": kind, "ETag": etag}, body
