"""What the web may do to one fetch, and what comes of it: real sockets on loopback."""

import gzip
import shutil
import ssl
import threading
import time
import tracemalloc
import zlib
from datetime import timedelta
from ipaddress import ip_network

import httpcore
import pytest

from monitor.errors import FetchError, FetchKind
from monitor.net.fetch import DEFAULT_USER_AGENT, Limits, Web
from monitor.net.guard import Guard
from monitor.types import Fetched, NotModified
from tests.edges.hostile import Hostile, certificate

LOOPBACK = (ip_network("127.0.0.0/8"),)
QUICK = Limits(wall_s=0.5)
BOMB = gzip.compress(b"0" * 60_000_000)
# One for all, as in life: to make one reads every certificate authority.
TLS = ssl.create_default_context()


@pytest.fixture
def server():
    server = Hostile()
    yield server
    server.close()


@pytest.fixture
def web():
    with Web(Guard(LOOPBACK), context=TLS) as web:
        yield web


@pytest.fixture
def quick():
    with Web(Guard(LOOPBACK), limits=QUICK, context=TLS) as web:
        yield web


def named(*names, limits=None, context=TLS):
    """A web where these names, and no others, are this machine's."""
    guard = Guard(LOOPBACK, resolve=lambda host, _port: ["127.0.0.1"] if host in names else [])
    return Web(guard, limits=limits, context=context)


def refused(web, url, **wishes):
    with pytest.raises(FetchError) as caught:
        web.fetch(url, **wishes)
    return caught.value


# ---------------------------------------------------------------- what works


def test_a_page_comes_whole_with_what_it_says_of_itself(server, web):
    server.answers_with("/rss?page=1", b"hello", Content_Type="text/xml", X_Twice="a")

    assert Fetched(
        url=f"{server.url}/rss?page=1",
        status=200,
        headers={"content-length": "5", "content-type": "text/xml", "x-twice": "a"},
        body=b"hello",
    ) == web.fetch(f"{server.url}/rss?page=1")


@pytest.mark.parametrize("etag", ['"a"', 'W/"a"', '"a-gzip"', "unquoted", 'W/"caf\xe9\xff"', '"a", "b"', '""', "'"])
def test_validators_go_back_byte_for_byte(server, web, etag):
    server.answers_with("/", b"hello", ETag=etag, Last_Modified="Tue, 19 Jan 2041 03:14:07 +0300")
    answer = web.fetch(f"{server.url}/")
    web.fetch(f"{server.url}/", etag=answer.etag, last_modified=answer.last_modified)

    assert (etag, "Tue, 19 Jan 2041 03:14:07 +0300") == (answer.etag, answer.last_modified)
    assert etag == server.header(1, "if-none-match")
    assert "Tue, 19 Jan 2041 03:14:07 +0300" == server.header(1, "if-modified-since")


def test_without_validators_nothing_is_conditional(server, web):
    server.answers_with("/", b"hello")
    web.fetch(f"{server.url}/", etag="", last_modified=None)

    assert None is server.header(0, "if-none-match")
    assert None is server.header(0, "if-modified-since")


def test_nothing_new_is_said_by_304_and_may_renew_the_validators(server, web):
    server.answers_with("/", status="304 Not Modified", ETag='"new"')

    assert NotModified(headers={"content-length": "0", "etag": '"new"'}, etag='"new"') == web.fetch(
        f"{server.url}/", etag='"old"'
    )


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("GZip ", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body)[2:-4]),
        ("identity", bytes),
    ],
)
def test_what_we_offer_is_decoded(server, web, coding, pack):
    body = b"dispatch " * 10_000
    server.answers_with("/", pack(body), Content_Encoding=coding)

    assert body == web.fetch(f"{server.url}/").body
    assert "gzip, deflate" == server.header(0, "accept-encoding")


def test_a_chunked_body_and_one_that_ends_with_the_connection_are_read_whole(server, web):
    server.says("/chunked", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n")
    server.says("/closed", b"HTTP/1.0 200 OK\r\n\r\nhello")

    assert b"hello" == web.fetch(f"{server.url}/chunked").body
    assert b"hello" == web.fetch(f"{server.url}/closed").body


@pytest.mark.parametrize(
    ("host", "asked_host", "path", "asked_path"),
    [
        ("wire.test", "wire.test", "/a%20b%2Fc?q=%FF&x=a+b#top", "/a%20b%2Fc?q=%FF&x=a+b"),
        ("WIRE.test", "wire.test", "", "/"),
        ("a_b.test", "a_b.test", "/?", "/?"),
        ("агентство.test", "xn--80aeci4bhthb.test", "/новости", "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"),
    ],
)
def test_an_address_is_asked_as_it_is_written(server, host, asked_host, path, asked_path):
    server.answers_with(asked_path, b"hello")
    with named(asked_host) as web:
        assert b"hello" == web.fetch(f"http://{host}:{server.port}{path}").body

    assert f"{asked_host}:{server.port}" == server.header(0, "host")


def test_we_say_who_we_are(server, web):
    server.answers_with("/", b"hello")
    web.fetch(f"{server.url}/")
    web.fetch(f"{server.url}/", user_agent="desk/1 (détaché)", accept="text/html")

    assert (DEFAULT_USER_AGENT, "desk/1 (d\xe9tach\xe9)") == (
        server.header(0, "user-agent"),
        server.header(1, "user-agent"),
    )
    assert "text/html" == server.header(1, "accept")


def test_cookies_are_neither_kept_nor_told(server, web):
    server.answers_with("/set", status="302 Found", Location="/", Set_Cookie="session=1; Path=/")
    server.answers_with("/", b"hello", Set_Cookie="session=2; Path=/")
    answer = web.fetch(f"{server.url}/set")
    web.fetch(f"{server.url}/")

    assert [None, None, None] == [server.header(n, "cookie") for n in range(3)]
    assert "set-cookie" not in answer.headers


def test_the_environments_proxies_and_logins_are_not_used(server, monkeypatch, tmp_path):
    server.answers_with("/", b"hello")
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login desk password secret\n", "utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    with Web(Guard(LOOPBACK), context=TLS) as web:
        assert b"hello" == web.fetch(f"{server.url}/").body

    assert None is server.header(0, "authorization")


def test_many_threads_share_one_web(server, web):
    for n in range(8):
        server.answers_with(f"/{n}", str(n).encode())
    bodies = {}

    def work(n):
        bodies[n] = [web.fetch(f"{server.url}/{n}").body for _ in range(5)]

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {n: [str(n).encode()] * 5 for n in range(8)} == bodies


# ---------------------------------------------------------------- redirects


def test_redirects_are_followed_and_a_permanent_chain_is_remembered(server, web):
    server.answers_with("/a", status="301 Moved", Location="/b")
    server.answers_with("/b", status="308 Moved", Location="c#top")
    server.answers_with("/c", b"there")
    server.answers_with("/x", status="301 Moved", Location="/y")
    server.answers_with("/y", status="302 Found", Location="/z")
    server.answers_with("/z", status="301 Moved", Location="/c")
    server.answers_with("/t", status="307 Found", Location="/c")

    def ends(path):
        answer = web.fetch(server.url + path)
        return answer.body, answer.url, answer.permanent_url

    assert (b"there", f"{server.url}/c", f"{server.url}/c") == ends("/a")
    assert (b"there", f"{server.url}/c", f"{server.url}/y") == ends("/x")
    assert (b"there", f"{server.url}/c", None) == ends("/t")
    assert (b"there", f"{server.url}/c", None) == ends("/c")


def test_validators_stay_with_the_server_that_gave_them(server):
    there = f"http://other.test:{server.port}/there"
    server.answers_with("/moved", status="302 Found", Location="/here")
    server.answers_with("/here", status="302 Found", Location=there)
    server.answers_with("/there", b"hello")
    with named("wire.test", "other.test") as web:
        web.fetch(f"http://wire.test:{server.port}/moved", etag='"mine"', last_modified="yesterday")

    assert ['"mine"', '"mine"', None] == [server.header(n, "if-none-match") for n in range(3)]
    assert ["yesterday", "yesterday", None] == [server.header(n, "if-modified-since") for n in range(3)]
    assert [f"wire.test:{server.port}", f"other.test:{server.port}"] == [server.header(n, "host") for n in (0, 2)]


def test_a_304_from_a_server_that_was_told_no_validators_is_no_answer(server):
    server.answers_with("/", status="302 Found", Location=f"http://other.test:{server.port}/there")
    server.answers_with("/there", status="304 Not Modified")
    with named("wire.test", "other.test") as web:
        assert FetchKind.PROTOCOL == refused(web, f"http://wire.test:{server.port}/", etag='"mine"').kind


def test_redirects_that_do_not_end_are_given_up(server, web):
    server.answers_with("/", status="302 Found", Location="/")
    error = refused(web, f"{server.url}/")

    assert (FetchKind.PROTOCOL, f"{server.url}/ redirects more than 5 times") == (error.kind, str(error))
    assert 6 == len(server.asked)


def test_five_redirects_are_not_too_many(server, web):
    for n in range(5):
        server.answers_with(f"/{n}", status="302 Found", Location=f"/{n + 1}")
    server.answers_with("/5", b"there")

    assert b"there" == web.fetch(f"{server.url}/0").body


@pytest.mark.parametrize(
    "location",
    ["", "javascript:alert(1)", "file:///etc/motd", "http://user:pass@127.0.0.1/", "//a\\b/", "http://", "/\x7f"],
)
def test_a_redirect_to_what_cannot_be_asked_is_given_up(server, web, location):
    server.answers_with("/", status="302 Found", Location=location)
    error = refused(web, f"{server.url}/")

    assert FetchKind.PROTOCOL == error.kind
    assert "pass" not in str(error)
    assert 1 == len(server.asked)


def test_a_redirect_to_a_private_address_is_refused_and_says_where_it_led(server, web):
    server.answers_with("/", status="302 Found", Location="http://169.254.169.254/latest/meta-data")
    error = refused(web, f"{server.url}/")

    assert (FetchKind.REFUSED, f"{server.url}/", False) == (error.kind, error.url, error.passing)
    assert str(error) == (
        f"{server.url}/ leads to http://169.254.169.254/latest/meta-data: 169.254.169.254 is not a public address; "
        "if intended, add 169.254.169.254/32 to network.allow_private"
    )


def test_all_redirects_share_one_deadline(server):
    for n in range(5):
        server.answers_with(f"/{n}", status="302 Found", Location=f"/{n + 1}", after_s=0.2)
    started = time.monotonic()
    with Web(Guard(LOOPBACK), limits=Limits(wall_s=0.5), context=TLS) as web:
        assert FetchKind.TIMEOUT == refused(web, f"{server.url}/0").kind

    assert time.monotonic() - started < 1.5


# ---------------------------------------------------------------- statuses


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("401 No", FetchKind.BLOCKED),
        ("403 No", FetchKind.BLOCKED),
        ("404 No", FetchKind.NOT_FOUND),
        ("410 No", FetchKind.GONE),
        ("400 No", FetchKind.CLIENT),
        ("418 No", FetchKind.CLIENT),
        ("429 No", FetchKind.RATE_LIMITED),
        ("500 No", FetchKind.SERVER),
        ("503 No", FetchKind.SERVER),
        ("599 No", FetchKind.SERVER),
        ("204 No Content", FetchKind.PROTOCOL),
        ("206 Partial Content", FetchKind.PROTOCOL),
        ("300 Multiple Choices", FetchKind.PROTOCOL),
        ("304 Not Modified", FetchKind.PROTOCOL),
        ("999 No", FetchKind.SERVER),
    ],
)
def test_each_status_has_its_kind(server, web, status, kind):
    server.says("/", f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())
    error = refused(web, f"{server.url}/")

    assert (kind, int(status[:3]), f"{server.url}/") == (error.kind, error.status, error.url)
    assert f"HTTP {status[:3]}" in str(error)


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("0", timedelta()),
        ("-5", timedelta()),
        ("soon", None),
        ("", None),
        ("1.5", None),
        ("99999999999", timedelta(days=31)),
        ("9" * 5_000, timedelta(days=31)),
        ("Mon, 02 Mar 2026 10:00:00 GMT", timedelta(hours=1)),
        ("Mon, 02 Mar 2026 12:00:00 +0200", timedelta(hours=1)),
        ("Mon Mar  2 10:00:00 2026", timedelta(hours=1)),
        ("Mon, 02 Mar 2026 08:00:00 GMT", timedelta()),
        ("Mon, 02 Mar 9999 08:00:00 GMT", timedelta(days=31)),
        ("Mon, 99 Mar 2026 08:00:00 GMT", None),
    ],
)
@pytest.mark.parametrize("status", ["503 Busy", "429 Slow down", "403 No"])
def test_retry_after_counts_from_the_servers_clock_and_has_bounds(server, web, status, said, wait):
    server.answers_with("/", status=status, Retry_After=said, Date="Mon, 02 Mar 2026 09:00:00 GMT")

    assert wait == refused(web, f"{server.url}/").retry_after


def test_a_retry_after_date_without_the_servers_clock_says_nothing(server, web):
    server.answers_with("/", status="503 Busy", Retry_After="Mon, 02 Mar 2026 10:00:00 GMT")

    assert None is refused(web, f"{server.url}/").retry_after


@pytest.mark.parametrize(
    ("status", "header"),
    [
        ("200 OK", {"cf_mitigated": "challenge"}),
        ("503 Busy", {"CF_Mitigated": "challenge"}),
        ("202 Accepted", {"x_amzn_waf_action": "challenge"}),
    ],
)
def test_a_challenge_page_is_blocked_whatever_its_status(server, web, status, header):
    server.answers_with("/", b"Just a moment...", status=status, **header)
    error = refused(web, f"{server.url}/")

    assert (FetchKind.BLOCKED, False) == (error.kind, error.passing)
    assert "challenge page" in str(error)


# ---------------------------------------------------------------- bounds of bytes


@pytest.mark.parametrize(
    ("coding", "kind"),
    [
        ("gzip", FetchKind.TOO_LARGE),
        ("gzip, gzip", FetchKind.PROTOCOL),
        ("gzip, gzip, gzip", FetchKind.PROTOCOL),
        ("br", FetchKind.PROTOCOL),
        ("zstd", FetchKind.PROTOCOL),
        ("deflate", FetchKind.PROTOCOL),
        ("nonsense", FetchKind.PROTOCOL),
    ],
)
def test_a_bomb_never_unfolds(server, web, coding, kind):
    server.answers_with("/", BOMB, Content_Encoding=coding)
    tracemalloc.start()
    try:
        error = refused(web, f"{server.url}/")
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert kind == error.kind
    assert most < 30_000_000


def test_two_headers_that_stack_codings_are_not_unfolded_either(server, web):
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Encoding: gzip\r\n\r\n"
    server.says("/", head + gzip.compress(gzip.compress(b"hello")))

    assert FetchKind.PROTOCOL == refused(web, f"{server.url}/").kind


@pytest.mark.parametrize("size", [99_000, 101_000])
@pytest.mark.parametrize("length", ["Content-Length: 101000\r\n", "", "Transfer-Encoding: chunked\r\n"])
def test_a_body_past_its_bound_on_the_wire_is_given_up(server, length, size):
    body = b"x" * size
    if "chunked" in length:
        body = f"{size:x}\r\n".encode() + body + b"\r\n0\r\n\r\n"
    server.says("/", f"HTTP/1.1 200 OK\r\n{length.replace('101000', str(size))}\r\n".encode() + body)
    with Web(Guard(LOOPBACK), limits=Limits(wire_bytes=100_000), context=TLS) as web:
        if size < 100_000:
            assert size == len(web.fetch(f"{server.url}/").body)
        else:
            assert FetchKind.TOO_LARGE == refused(web, f"{server.url}/").kind


def test_a_body_that_is_announced_too_large_is_not_begun(server, web):
    server.drips("/", b"HTTP/1.1 200 OK\r\nContent-Length: 5000001\r\n\r\n", b"", 0.05)

    assert FetchKind.TOO_LARGE == refused(web, f"{server.url}/").kind


@pytest.mark.parametrize(
    ("head", "wave", "kind"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 60_000, FetchKind.TOO_LARGE),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 10_000, FetchKind.PROTOCOL),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 2_000, FetchKind.TOO_LARGE),
        (b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n" * 5_000, FetchKind.PROTOCOL),
        (b"HTTP/1.1 200 OK\r\nX-Long: ", b"y" * 60_000, FetchKind.PROTOCOL),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;", b"y" * 60_000, FetchKind.PROTOCOL),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"40;" + b"y" * 60_000 + b"\r\n" + b"x" * 64 + b"\r\n",
            FetchKind.TOO_LARGE,
        ),
    ],
    ids=("body", "crumbs", "interim", "headers", "a header", "a chunk's extension", "chunks' extensions"),
)
def test_a_flood_ends_long_before_its_time(server, web, head, wave, kind):
    server.floods("/", head, wave)
    started = time.thread_time()

    assert kind == refused(web, f"{server.url}/").kind
    assert time.thread_time() - started < 2


# ---------------------------------------------------------------- bounds of time


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 5_000),
        (b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n"),
        (b"HTTP/1.1 200 OK\r\nX-Long: ", b"y"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzip.compress(b"")),
        (b"", b""),
    ],
    ids=("length", "to the end", "headers", "a header", "interim", "chunks", "gzip", "nothing"),
)
def test_what_drips_is_cut_off_in_time(server, quick, head, drop):
    server.drips("/", head, drop, 0.02)
    started = time.monotonic()
    error = refused(quick, f"{server.url}/")

    assert (FetchKind.TIMEOUT, True) == (error.kind, error.passing)
    assert time.monotonic() - started < 1.5


def test_a_body_that_comes_too_slowly_is_given_up_before_the_deadline(server):
    server.drips("/", b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 10, 0.02)
    limits = Limits(wall_s=20, slow_after_s=0.1, least_bytes_per_s=1_000)
    started = time.monotonic()
    with Web(Guard(LOOPBACK), limits=limits, context=TLS) as web:
        error = refused(web, f"{server.url}/")

    assert (FetchKind.TIMEOUT, f"{server.url}/ sends too slowly to wait for the end") == (error.kind, str(error))
    assert time.monotonic() - started < 10


def test_a_server_that_thinks_long_and_then_sends_at_once_is_not_slow(server):
    server.answers_with("/", b"hello", after_s=0.3)
    with Web(Guard(LOOPBACK), limits=Limits(slow_after_s=0.1, least_bytes_per_s=1e9), context=TLS) as web:
        assert b"hello" == web.fetch(f"{server.url}/").body


def test_a_resolver_that_hangs_is_left_behind(server):
    answered = threading.Event()
    guard = Guard(LOOPBACK, resolve=lambda _host, _port: ["127.0.0.1"] if answered.wait(30) else [])
    started = time.monotonic()
    with Web(guard, limits=QUICK, context=TLS) as web:
        error = refused(web, f"http://wire.test:{server.port}/")
    answered.set()

    assert FetchKind.TIMEOUT == error.kind
    assert time.monotonic() - started < 1.5
    assert [] == server.asked


def test_a_handshake_that_hangs_is_cut_off_in_time(server, quick):
    server.to_a_handshake = None
    started = time.monotonic()

    assert FetchKind.TIMEOUT == refused(quick, f"https://127.0.0.1:{server.port}/").kind
    assert time.monotonic() - started < 1.5


def test_after_a_failure_the_next_fetch_works(server):
    server.drips("/slow", b"HTTP/1.1 200 OK\r\n", b"X: 1\r\n", 0.02)
    server.answers_with("/", b"hello")
    with Web(Guard(LOOPBACK), limits=Limits(wall_s=1.0), context=TLS) as web:
        assert FetchKind.TIMEOUT == refused(web, f"{server.url}/slow").kind
        assert b"hello" == web.fetch(f"{server.url}/").body


def test_closing_ends_a_fetch_under_way_and_refuses_later_ones(server, web):
    server.is_silent("/")
    caught = []
    thread = threading.Thread(target=lambda: caught.append(refused(web, f"{server.url}/")))
    thread.start()
    assert server.was_asked.wait(10)
    started = time.monotonic()
    web.close()
    thread.join()

    assert [FetchKind.CONNECT] == [error.kind for error in caught]
    assert "when this program stopped" in str(refused(web, f"{server.url}/"))
    assert time.monotonic() - started < 5


# ---------------------------------------------------------------- what is broken


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"not http at all\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5_000 + b"\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"y" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-Nul: a\x00b\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + BOMB[:5_000],
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"hello")[:-9],
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
    ],
    ids=range(16),
)
def test_what_is_no_http_is_a_protocol_error(server, web, raw):
    server.says("/", raw)
    error = refused(web, f"{server.url}/")

    assert (FetchKind.PROTOCOL, f"{server.url}/") == (error.kind, error.url)
    assert str(error).startswith(f"{server.url}/ ")


@pytest.mark.parametrize("raw", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort"])
def test_a_connection_torn_down_is_a_connect_error_that_names_its_cause(server, web, raw):
    server.resets("/", raw)
    error = refused(web, f"{server.url}/")

    assert FetchKind.CONNECT == error.kind
    assert isinstance(error.__cause__, httpcore.ReadError)


def test_nobody_there(web):
    error = refused(web, "http://127.0.0.1:1/")

    assert (FetchKind.CONNECT, True) == (error.kind, error.passing)
    assert isinstance(error.__cause__, httpcore.ConnectError)


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a" * 64 + ".invalid", "unknown.test"])
def test_no_such_name(host):
    guard = Guard() if host.endswith("invalid") else Guard(resolve=lambda _host, _port: [])
    with Web(guard, context=TLS) as web:
        error = refused(web, f"http://{host}/")

    assert FetchKind.DNS == error.kind
    assert host in str(error)


@pytest.mark.parametrize(
    "url", ["", "ftp://example.org/", "http://a\\@b/", "http://u:secret@example.org/", "http:///x", "x", "http://a b/"]
)
def test_what_is_no_address_is_not_asked(web, url):
    error = refused(web, url)

    assert FetchKind.PROTOCOL == error.kind
    assert "secret" not in str(error)


def test_messages_keep_parameters_to_themselves(server, web):
    server.answers_with("/rss?token=secret", status="500 No")

    assert f"{server.url}/rss is in trouble, which is theirs to end (HTTP 500)" == str(
        refused(web, f"{server.url}/rss?token=secret")
    )


# ---------------------------------------------------------------- addresses and TLS


def test_the_name_is_resolved_once_and_the_next_address_is_tried_where_one_is_dead(server):
    questions = []

    def resolve(host, _port):
        questions.append(host)
        return ["127.0.0.9", "127.0.0.1"] if len(questions) == 1 else ["10.0.0.1"]

    server.answers_with("/", b"hello")
    with Web(Guard(LOOPBACK, resolve=resolve), context=TLS) as web:
        assert b"hello" == web.fetch(f"http://wire.test:{server.port}/").body

    assert ["wire.test"] == questions
    assert f"wire.test:{server.port}" == server.header(0, "host")


def test_a_server_without_tls_is_a_tls_error(server, web):
    error = refused(web, f"https://127.0.0.1:{server.port}/")

    assert (FetchKind.TLS, True) == (error.kind, error.passing)
    assert "is it an http address?" in str(error)


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """Contexts for a server that calls itself wire.test, and for who trusts it."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl to make a certificate with")
    return certificate(tmp_path_factory.mktemp("papers"), "wire.test")


@pytest.fixture
def secure(papers):
    server = Hostile(tls=papers[0])
    yield server
    server.close()


def test_a_trusted_certificate_is_read_by_name(secure, papers):
    names = []
    papers[0].sni_callback = lambda _connection, name, _context: names.append(name)
    secure.answers_with("/", b"hello")
    with named("wire.test", context=papers[1]) as web:
        assert b"hello" == web.fetch(f"https://wire.test:{secure.port}/").body

    assert ["wire.test"] == names
    assert f"wire.test:{secure.port}" == secure.header(0, "host")


def test_a_certificate_that_nobody_vouches_for_is_not_read(secure):
    with named("wire.test") as web:
        error = refused(web, f"https://wire.test:{secure.port}/")

    assert FetchKind.TLS == error.kind
    assert "not to be trusted (self-signed certificate)" in str(error)
    assert isinstance(error.__cause__, Exception)
    assert [] == secure.asked


def test_another_hosts_certificate_is_not_read(secure, papers):
    with named("other.test", context=papers[1]) as web:
        error = refused(web, f"https://other.test:{secure.port}/")

    assert FetchKind.TLS == error.kind
    assert "Hostname mismatch" in str(error)
    assert [] == secure.asked


def test_a_step_down_to_http_is_followed_but_never_for_good(secure, server, papers):
    secure.answers_with("/", status="301 Moved", Location=f"http://wire.test:{server.port}/")
    server.answers_with("/", b"hello")
    with named("wire.test", context=papers[1]) as web:
        answer = web.fetch(f"https://wire.test:{secure.port}/", etag='"mine"')

    assert (b"hello", f"http://wire.test:{server.port}/", None) == (answer.body, answer.url, answer.permanent_url)
    assert None is server.header(0, "if-none-match")


def test_a_secure_connection_that_drips_is_cut_off_in_time(secure, papers):
    secure.drips("/", b"HTTP/1.1 200 OK\r\n", b"X: 1\r\n", 0.02)
    started = time.monotonic()
    with named("wire.test", context=papers[1], limits=QUICK) as web:
        assert FetchKind.TIMEOUT == refused(web, f"https://wire.test:{secure.port}/").kind

    assert time.monotonic() - started < 1.5
