"""Webhooks on loopback that answer as Slack does, and as networks do."""

import json
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = "T0/B0/hunter2"


class Hook:
    """What it was told, in `messages`; what it says is `status`, `said` and `headers`."""

    def __init__(self, status=200, said="ok", headers=None, hold=None):
        self.status, self.said, self.headers, self.hold = status, said, headers or {}, hold
        self.messages = []
        self.asked = []
        self.url = ""

    def answer(self, handler):
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        self.asked.append((handler.command, handler.path))
        if body:
            self.messages.append(json.loads(body))
        if self.hold is not None:
            self.hold.wait(20)
            handler.close_connection = True
            return
        said = self.said.encode()
        handler.send_response(self.status)
        for name, value in self.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(said)))
        handler.end_headers()
        handler.wfile.write(said)


@contextmanager
def serving(hook):
    """The webhook, with its address in `hook.url`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            hook.answer(self)

        def do_GET(self):
            hook.answer(self)

        def send_response(self, code, message=None):
            # Without a Date of its own, so that a test can say what time it is there.
            self.send_response_only(code, message)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    hook.url = f"http://127.0.0.1:{server.server_port}/services/{SECRET}"
    try:
        yield hook
    finally:
        if hook.hold is not None:
            hook.hold.set()
        server.shutdown()
        server.server_close()
        thread.join(30)


@contextmanager
def hanging_up(answer=b""):
    """A server that reads a whole request, says `answer` and closes; its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=_hang_up, args=(listener, answer))
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/services/{SECRET}"
    finally:
        listener.close()
        thread.join(30)
        assert not thread.is_alive()


def _hang_up(listener, answer):
    connection, _ = listener.accept()
    with connection:
        connection.settimeout(20)
        told = b""
        while b"\r\n\r\n" not in told:
            told += connection.recv(65536)
        head, _, body = told.partition(b"\r\n\r\n")
        length = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
        while len(body) < length:
            body += connection.recv(65536)
        connection.sendall(answer)
