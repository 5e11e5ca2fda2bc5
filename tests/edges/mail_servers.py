"""Mail servers on loopback that behave as real ones do on their bad days."""

import socket
import ssl
import threading
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

# Of nobody and for nothing but these tests; valid from 2020 to 2120 for localhost and 127.0.0.1.
CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBdjCCAR2gAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCES2jHW4xGjKIHy
EpW332WuzBiJRKpb9cyiI/eXI4IcqXNKJKdY39AbGEvY9hXjc0AX9aaCIZsVUibV
VO4wBWqjXjBcMBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcEfwAAATAPBgNVHRMBAf8E
BTADAQH/MB0GA1UdDgQWBBQeHxSGIuO73FiGYfb2W/ldEyGDTDAOBgNVHQ8BAf8E
BAMCAoQwCgYIKoZIzj0EAwIDRwAwRAIgVx6Vt+o25PlWVFIW2Y/k9JuQOh2BO2SU
iwAN4hBjt/QCIBM5jwMhTZKys19TZwr7kzptXxtsxWr9jNtPGl3ppDfT
-----END CERTIFICATE-----
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg7aBNmJ3LUWfQgaRq
nAODeqhcNAAzS8QNTsw+kTN6SzGhRANCAAQhEtox1uMRoyiB8hKVt99lrswYiUSq
W/XMoiP3lyOCHKlzSiSnWN/QGxhL2PYV43NAF/WmgiGbFVIm1VTuMAVq
-----END PRIVATE KEY-----
"""


def server_tls(folder):
    path = folder / "certificate.pem"
    path.write_text(CERTIFICATE, "ascii")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def client_tls():
    """A context that trusts the test certificate alone, and checks names."""
    return ssl.create_default_context(cadata=CERTIFICATE[: CERTIFICATE.index("-----BEGIN PRIVATE")])


class Handler:
    """Keeps what it takes; `answers` replaces what it says to a command."""

    def __init__(self, **answers):
        self.answers = answers
        self.mails = []
        self.logins = []

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        return self.answers.get("mail", "250 fine")

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        answer = self.answers.get("rcpt", "250 fine")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        answer = self.answers.get("data", "250 2.0.0 queued as 4711")
        if answer.startswith("2"):
            self.mails.append((envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content))
        return answer

    def authenticate(self, server, session, envelope, mechanism, login):
        self.logins.append((login.login, login.password))
        known = (login.login, login.password) == (b"monitor", b"secret")
        return AuthResult(success=known, handled=False)


class _Server(Controller):
    """On a free port; the mail server is made with the settings of the test."""

    def __init__(self, handler, settings, **kwargs):
        self._settings = settings
        super().__init__(handler, hostname="127.0.0.1", port=0, **kwargs)

    def factory(self):
        return SMTP(self.handler, hostname="test.example", **self._settings)

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        if self.ssl_context is None:
            super()._trigger_server()
            return
        with socket.create_connection(("127.0.0.1", self.port), 5) as plain:
            client_tls().wrap_socket(plain, server_hostname="localhost").close()


@contextmanager
def serving(handler, *, ssl_context=None, **settings):
    """A mail server; its port."""
    server = _Server(handler, settings, ssl_context=ssl_context)
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


@contextmanager
def scripted(*answers, until_dot=b"\r\n.\r\n"):
    """A server that says one line of `answers` to each thing it is told, and hangs up after the last.

    After a 354 it listens until the end of the mail. An answer of None means: say nothing until the client gives up.
    """
    listener = socket.create_server(("127.0.0.1", 0))
    heard = []
    thread = threading.Thread(target=_play, args=(listener, answers, heard, until_dot))
    thread.start()
    try:
        yield listener.getsockname()[1], heard
    finally:
        listener.close()
        thread.join(30)
        assert not thread.is_alive()


def _play(listener, answers, heard, until_dot):
    connection, _ = listener.accept()
    with connection:
        connection.settimeout(20)
        end = b"\r\n"
        for number, answer in enumerate(answers):
            if number:
                heard.append(_listen(connection, end))
            if answer is None:
                heard.append(connection.recv(1))
                return
            connection.sendall(answer + b"\r\n")
            end = until_dot if answer.startswith(b"354") else b"\r\n"


def _listen(connection, end):
    told = b""
    while not told.endswith(end) and (more := connection.recv(65536)):
        told += more
    return told


def closed_port():
    """A port on which nobody listens just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
