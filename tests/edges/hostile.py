"""A server on loopback that behaves as badly as it is told to, byte by byte."""

import socket
import ssl
import struct
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress


class Hostile:
    """Answers each path by a function that is given the open connection; everything is real and on loopback."""

    def __init__(self, tls=None):
        self.answers: dict[str, Callable] = {}
        self.asked: list[str] = []  # whole request heads, each character one byte
        self.was_asked = threading.Event()
        self.hung_up = threading.Event()  # set at the end, so that what drips for ever stops
        self.to_a_handshake = b"HTTP/1.1 400 Bad Request\r\n\r\n"  # where TLS is not spoken; None: silence
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        self._threads: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._accept)
        self._accepting.start()

    def header(self, asked, name):
        """What a request said under a header's name; None where it did not."""
        for line in self.asked[asked].split("\r\n")[1:]:
            key, _, value = line.partition(":")
            if key.lower() == name:
                return value.strip()
        return None

    def answers_with(self, path, *pieces, status="200 OK", after_s=0.0, **headers):
        """A whole answer, after a while; header names with _ for -."""
        body = b"".join(pieces)
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        raw = "\r\n".join([*lines, "", ""]).encode("latin-1") + body

        def answer(connection):
            self.hung_up.wait(after_s)
            connection.sendall(raw)

        self.answers[path] = answer

    def says(self, path, raw):
        """These very bytes, and then hangs up."""
        self.answers[path] = lambda connection: connection.sendall(raw)

    def resets(self, path, raw):
        """These very bytes, and then the connection is torn down."""

        def reset(connection):
            connection.sendall(raw)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

        self.answers[path] = reset

    def drips(self, path, head, drop, every_s):
        """The head, then a drop every so often, for ever."""

        def drip(connection):
            connection.sendall(head)
            while not self.hung_up.wait(every_s):
                connection.sendall(drop)

        self.answers[path] = drip

    def floods(self, path, head, wave):
        """The head, then wave upon wave, as fast as they are taken."""

        def flood(connection):
            connection.sendall(head)
            while not self.hung_up.is_set():
                connection.sendall(wave)

        self.answers[path] = flood

    def is_silent(self, path):
        """Takes the request and says nothing."""
        self.answers[path] = lambda _connection: self.hung_up.wait(30)

    def close(self):
        self.hung_up.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._accepting.join()
        for thread in self._threads:
            thread.join()

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection):
        connection.settimeout(10)
        with suppress(OSError):  # the other side has had enough
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                piece = connection.recv(65_536)
                if not piece:
                    break
                head += piece
                if head[0] == 0x16:  # a handshake of TLS
                    self._puzzled(connection)
                    head = b""
                    break
            if head:
                self.asked.append(head.decode("latin-1"))
                self.was_asked.set()
                answer = self.answers.get(self.asked[-1].split(" ")[1])
                if answer is not None:
                    answer(connection)
        connection.close()

    def _puzzled(self, connection):
        if self.to_a_handshake is None:
            self.hung_up.wait(30)
        else:
            connection.sendall(self.to_a_handshake)


class Canary:
    """A listener on every address of this machine that counts who comes."""

    def __init__(self):
        both = socket.has_dualstack_ipv6()
        family = socket.AF_INET6 if both else socket.AF_INET
        self._listener = socket.create_server(("", 0), family=family, dualstack_ipv6=both)
        self.port = self._listener.getsockname()[1]
        self.heard = []
        self.hears = threading.Condition()
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def close(self):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()

    def _listen(self):
        while True:
            try:
                connection, peer = self._listener.accept()
            except OSError:
                return
            connection.close()
            with self.hears:
                self.heard.append(peer)
                self.hears.notify_all()


def certificate(folder, name):
    """A fresh certificate for `name`, signed by itself: the contexts of its server and of who trusts it."""
    chain, key = folder / f"{name}.pem", folder / f"{name}.key"
    subprocess.run(
        [
            *(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
            ),
            *("-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}", "-keyout", key, "-out", chain),
        ],
        check=True,
        capture_output=True,
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(chain, key)
    return server, ssl.create_default_context(cafile=chain)
