"""A real `monitor` process against a real wire, mail server and Slack endpoint on loopback."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from email import message_from_bytes, policy
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml

from monitor.demo.channel import Channel
from monitor.demo.mailbox import Mailbox

SIDEBAR = (
    "L'Azerbaïdjan et la Türkiye signent un accord de transit",
    "Ankara : le président azerbaïdjanais reçu par son homologue turc",
    "La Türkiye et l'Azerbaïdjan préparent un sommet sur le gaz",
)


class Wire:
    """A news agency's server: `carries` puts an article in its feed, `breaks` makes a path answer a status."""

    def __init__(self):
        self.articles = []  # newest first: (path, title, paragraphs)
        self.broken = {}
        self.raw = {}
        self.asked = Counter()
        wire = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                wire.asked[self.path] += 1
                status, kind, body = wire.answer(self.path)
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def carries(self, path, title, *paragraphs):
        self.articles.insert(0, (path, title, paragraphs))

    def breaks(self, path, status):
        self.broken[path] = status

    def mends(self, path):
        del self.broken[path]

    def answer(self, path):
        if path in self.broken:
            return self.broken[path], "text/plain", b"no"
        if path in self.raw:
            return 200, *self.raw[path]
        if path == "/rss":
            return 200, "application/rss+xml; charset=utf-8", self._feed().encode()
        for its_path, title, paragraphs in self.articles:
            if its_path == path:
                return 200, "text/html; charset=utf-8", self._page(title, paragraphs).encode()
        return 404, "text/plain", b"no"

    def _feed(self):
        # As real wires do: no guid, no body.
        items = "".join(
            f"<item><title>{escape(title)}</title><link>{self.url}{path}</link></item>"
            for path, title, _ in self.articles
        )
        return (
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Fil</title>'
            f"<link>{self.url}/</link><language>fr</language>{items}</channel></rss>"
        )

    def _page(self, title, paragraphs):
        text = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in paragraphs)
        side = "".join(f'<li><a href="/side/{n}">{escape(line)}</a></li>' for n, line in enumerate(SIDEBAR))
        return (
            f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{escape(title)} - Fil</title></head>'
            '<body><header><a href="/">Fil</a><nav><ul><li><a href="/politique">Politique</a></li>'
            '<li><a href="/economie">Économie</a></li></ul></nav></header><div class="row"><div class="col-8">'
            f'<h1>{escape(title)}</h1><div class="news-date">22.04.2025 [11:05]</div>'
            f'<div class="news-body">{text}</div><div class="share"><a href="#">Partager</a></div></div>'
            f'<aside class="col-4"><h3>À la une</h3><ul>{side}</ul></aside></div>'
            '<footer>© Fil. Tous droits réservés. <a href="/contact">Contact</a></footer></body></html>'
        )


class Desk:
    """One installation: a folder with its config.yaml, and the processes run on it."""

    def __init__(self, folder, wire, mailbox, channel):
        self.folder, self.wire, self.mailbox, self.channel = folder, wire, mailbox, channel
        self.processes = []
        self.settings = {
            "storage": {"url": "sqlite:///monitor.db"},
            "timezone": "Africa/Algiers",
            "feeds": [
                {"id": "fil", "name": "Fil", "url": f"{wire.url}/rss", "language": "fr", "home": "AZ", "every": "1s"}
            ],
            "rules": [
                {"name": "AZ-DZ everything", "pairs": ["AZ-DZ"], "notify": ["desk-mail", "desk-slack"]},
                {
                    "name": "AZ-DZ energy, OIC, NAM",
                    "pairs": ["AZ-DZ"],
                    "topics": ["energy", "oic", "nam"],
                    "notify": ["desk-mail", "desk-slack"],
                },
            ],
            "smtp": {"host": "127.0.0.1", "port": mailbox.port, "tls": "none"},
            "receivers": {
                "desk-mail": {"email": {"to": ["desk@example.org"], "from": "monitor@example.org"}},
                "desk-slack": {"slack": {"webhook_url": channel.url}},
            },
            "delivery": {"group_wait": "0s"},
            "network": {"allow_private": ["127.0.0.0/8"]},
        }

    @property
    def config(self):
        path = self.folder / "config.yaml"
        path.write_text(yaml.safe_dump(self.settings, sort_keys=False, allow_unicode=True), "utf-8")
        return path

    def command(self, *arguments):
        return [sys.executable, "-m", "monitor", *arguments, "--config", str(self.config)]

    def runs_once(self, *, status=0):
        """One round; its summary object."""
        done = subprocess.run(
            self.command("run", "--once", "--json"), capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == status, done.stderr
        return json.loads(done.stdout.splitlines()[-1]) if status == 0 else done.stderr

    def starts(self):
        """The daemon, in a process group of its own."""
        log = (self.folder / "daemon.log").open("ab")
        process = subprocess.Popen(self.command("run"), stdout=log, stderr=log, start_new_session=True)
        log.close()
        self.processes.append(process)
        return process

    def status(self):
        done = subprocess.run(self.command("status", "--json"), capture_output=True, text=True, timeout=60, check=True)
        return json.loads(done.stdout)

    def log(self):
        return (self.folder / "daemon.log").read_text("utf-8")

    def mails(self):
        return [message_from_bytes(raw, policy=policy.default) for raw in self.mailbox.messages]

    def close(self):
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(30)


def eventually(question, timeout_s=60):
    """Wait until `question` is answered with something true, and return that."""
    deadline = time.monotonic() + timeout_s
    pause = threading.Event()
    while time.monotonic() < deadline:
        if answer := question():
            return answer
        pause.wait(0.05)
    raise AssertionError("this did not come about in time")


def free_port():
    """A port on which nobody listens just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def wire():
    wire = Wire()
    yield wire
    wire.close()


@pytest.fixture
def desk(tmp_path: Path, wire):
    mailbox, channel = Mailbox(), Channel()
    mailbox.start()
    channel.start()
    desk = Desk(tmp_path, wire, mailbox, channel)
    yield desk
    desk.close()
    mailbox.stop()
    channel.stop()
