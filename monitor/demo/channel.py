"""The demo's Slack: an incoming webhook on loopback that answers as Slack does and keeps what it is told."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PATH = "/services/T000/B000/demo"


class Channel:
    """Takes messages on a port of its own from `start()` to `stop()`."""

    def __init__(self) -> None:
        self.messages: list[dict[str, object]] = []
        self._arrived = threading.Condition()
        channel = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 30

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status, said = channel.post(self.path, body)
                self.send_response(status)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said.encode())

            def log_message(self, *_arguments: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def url(self) -> str:
        """The webhook's address."""
        return f"http://127.0.0.1:{self._server.server_port}{PATH}"

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Stop listening; what was told stays readable."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def post(self, path: str, body: bytes) -> tuple[int, str]:
        """Take one message, or say what Slack would say to it."""
        if path != PATH:
            return 404, "no_service"
        try:
            message = json.loads(body)
        except ValueError:
            return 400, "invalid_payload"
        if not isinstance(message, dict) or not (message.get("text") or message.get("blocks")):
            return 400, "no_text"
        with self._arrived:
            self.messages.append(message)
            self._arrived.notify_all()
        return 200, "ok"

    def about(self, headline: str) -> dict[str, object]:
        """The message that carries this headline; raises KeyError where none came."""
        for message in self.messages:
            if headline in json.dumps(message, ensure_ascii=False):
                return message
        raise KeyError(headline)

    def wait_for(self, count: int, timeout_s: float) -> bool:
        """Wait until that many messages are there."""
        with self._arrived:
            return self._arrived.wait_for(lambda: len(self.messages) >= count, timeout_s)
