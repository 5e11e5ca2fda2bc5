"""No address that is not public is ever dialled, however it is spelled; a canary listens on this machine."""

import threading
import time
from ipaddress import ip_address, ip_network

import httpcore
import pytest

from monitor.errors import FetchError, FetchKind
from monitor.net.dial import Budget, GuardedBackend
from monitor.net.errors import RefusedError, TooLargeError, UnresolvedError
from monitor.net.fetch import Limits, Web
from monitor.net.guard import Guard, is_public
from tests.edges.hostile import Canary, Hostile

# fmt: off
NOT_PUBLIC = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "100.127.255.255",
    "127.0.0.1", "127.0.0.2", "127.255.255.254", "168.63.129.16", "169.254.0.1", "169.254.169.254", "172.16.0.1",
    "172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.255",
    "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
    "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::10.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:7f00:1",
    "::ffff:169.254.169.254", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::10.0.0.1",
    "64:ff9b:1::1", "64:ff9b:1::8.8.8.8", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:80ff:fffe", "2001:2::1",
    "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1", "2002:808:808::1", "3fff::1",
    "4000::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fd12:3456:789a::1", "fe80::1", "fe80::1%lo", "febf::1",
    "fec0::1", "feff::1", "ff02::1", "ff0e::1",
]
PUBLIC = [
    "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "93.184.215.14", "100.63.255.255", "100.128.0.1",
    "126.255.255.255", "128.0.0.1", "169.253.255.255", "169.255.0.1", "172.15.255.255", "172.32.0.1", "192.0.1.1",
    "192.167.255.255", "192.169.0.1", "198.17.255.255", "198.20.0.1", "223.255.255.255",
    "2001:4860:4860::8888", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "2a00:1450::1", "64:ff9b::8.8.8.8",
    "::ffff:8.8.8.8",
]
SPELLINGS = [
    "127.0.0.1", "127.1", "127.0.1", "127.0.0.2", "127.255.255.254", "0", "0.0.0.0", "00", "0x0", "0x7f000001",
    "0x7F.1", "0x7f.0x0.0x0.0x1", "2130706433", "017700000001", "0177.0.0.1", "0177.1", "0000177.0.0.1", "127.0.0.1.",
    "localhost", "LOCALHOST", "localhost.", "１２７.0.0.1", "127。0。0。1", "①②⑦.0.0.1", "127.0.0.%31",
    "[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::127.0.0.1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:127.0.0.1]", "[::ffff:0.0.0.0]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1]",
    "[fe80::1%25lo]", "[::1%25lo]", "169.254.169.254", "2852039166", "0xa9fea9fe", "10.1", "192.168.257",
]
# fmt: on


def guard(*answers, allow=()):
    """A guard whose resolver knows these addresses, whatever the name."""
    return Guard(tuple(map(ip_network, allow)), resolve=lambda _host, _port: list(answers))


@pytest.fixture(scope="module")
def canary():
    canary = Canary()
    yield canary
    canary.close()


@pytest.fixture(scope="module")
def strict():
    with Web(Guard(), limits=Limits(wall_s=5)) as web:
        yield web


@pytest.mark.parametrize("address", NOT_PUBLIC)
@pytest.mark.parametrize("port", [80, 443])
def test_what_is_not_public_is_refused_under_any_name(address, port):
    with pytest.raises(RefusedError, match=r"is not a public address; if intended, add .* to network\.allow_private"):
        guard(address).addresses("wire.test", port)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_one_such_answer_among_public_ones_is_enough(address):
    for answers in (["8.8.8.8", address], [address, "8.8.8.8"]):
        with pytest.raises(RefusedError):
            guard(*answers).addresses("wire.test", 443)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_passes(address):
    assert [str(ip_address(address))] == guard(address).addresses("wire.test", 443)
    assert is_public(ip_address(address))


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_this_machine_reaches_it(spelling, canary, strict):
    with pytest.raises(FetchError) as caught:
        strict.fetch(f"http://{spelling}:{canary.port}/")

    # What is no address for us, or for the resolver, is not asked either.
    assert caught.value.kind in {FetchKind.REFUSED, FetchKind.DNS, FetchKind.PROTOCOL}
    assert caught.value.kind is not FetchKind.REFUSED or "is not a public address" in str(caught.value)
    assert [] == canary.heard


def test_the_canary_would_hear(canary):
    """Or else the silence above would prove nothing."""
    loud = Canary()
    with Web(Guard((ip_network("127.0.0.0/8"),))) as web, pytest.raises(FetchError):
        web.fetch(f"http://127.0.0.1:{loud.port}/")
    with loud.hears:
        assert loud.hears.wait_for(lambda: loud.heard, 10)
    loud.close()


@pytest.mark.parametrize("spelling", ["127.0.0.2", "127.2", "0", "[::1]", "[::ffff:127.0.0.2]", "[64:ff9b::7f00:2]"])
def test_no_redirect_reaches_what_is_not_allowed(spelling, canary):
    server = Hostile()
    server.answers_with("/", status="302 Found", Location=f"http://{spelling}:{canary.port}/")
    with Web(Guard((ip_network("127.0.0.1/32"),))) as web, pytest.raises(FetchError) as caught:
        web.fetch(f"{server.url}/")
    server.close()

    assert FetchKind.REFUSED == caught.value.kind
    assert "is not a public address" in str(caught.value)
    assert [] == canary.heard


def test_a_name_that_changes_its_mind_is_dialled_where_it_was_judged(canary):
    """The second answer, this machine, comes too late to be used."""
    answers = iter([["127.0.0.3"], ["127.0.0.1"], ["127.0.0.1"]])
    server = Hostile()  # on 127.0.0.1 only
    only_three = Guard((ip_network("127.0.0.3/32"),), resolve=lambda _host, _port: next(answers))
    with Web(only_three) as web, pytest.raises(FetchError) as caught:
        web.fetch(f"http://wire.test:{server.port}/")
    server.close()

    assert FetchKind.CONNECT == caught.value.kind
    assert [["127.0.0.1"], ["127.0.0.1"]] == list(answers)
    assert [] == server.asked


def test_the_sentence_says_what_to_add():
    with pytest.raises(RefusedError) as caught:
        guard("8.8.8.8", "10.0.0.4").addresses("example.org", 443)

    assert str(caught.value) == (
        "example.org resolves to 10.0.0.4, which is not a public address; "
        "if intended, add 10.0.0.4/32 to network.allow_private"
    )

    with pytest.raises(RefusedError) as caught:
        guard().addresses("::1", 443)

    assert "::1 is not a public address; if intended, add ::1/128 to network.allow_private" == str(caught.value)


@pytest.mark.parametrize(
    ("network", "address"),
    [
        ("10.0.0.0/8", "10.1.2.3"),
        ("10.0.0.0/8", "::ffff:10.1.2.3"),
        ("10.0.0.0/8", "64:ff9b::10.1.2.3"),
        ("fd00::/8", "fd12::1"),
        ("127.0.0.1/32", "127.0.0.1"),
        ("8.8.8.8/32", "8.8.8.8"),
    ],
)
def test_what_is_allowed_may_be_asked_at_any_port(network, address):
    assert [str(ip_address(address))] == guard(address, allow=[network]).addresses("wire.test", 8765)


@pytest.mark.parametrize(
    ("network", "address"),
    [
        ("10.0.0.0/8", "11.0.0.0/8"),
        ("10.0.0.0/8", "192.168.0.1"),
        ("10.0.0.0/8", "2002:a00:1::1"),
        ("10.0.0.0/8", "::10.0.0.1"),
        ("fd00::/8", "fc00::1"),
        ("127.0.0.1/32", "127.0.0.2"),
        ("127.0.0.0/8", "::1"),
        ("::/0", "127.0.0.1"),
    ],
)
def test_nothing_else_is_allowed_by_that(network, address):
    with pytest.raises(RefusedError):
        guard(address.partition("/")[0], allow=[network]).addresses("wire.test", 8765)


@pytest.mark.parametrize("port", [80, 443, 8080, 8443])
def test_the_ports_of_the_web_are_asked_of_public_hosts(port):
    assert ["8.8.8.8"] == guard("8.8.8.8").addresses("wire.test", port)


@pytest.mark.parametrize("port", [1, 22, 25, 79, 81, 444, 3306, 5432, 6379, 8000, 8081, 9200, 65535])
def test_other_ports_are_not(port):
    with pytest.raises(RefusedError) as caught:
        guard("8.8.8.8").addresses("wire.test", port)

    assert str(caught.value) == (
        f"wire.test:{port} is not asked: only the ports 80, 443, 8080 and 8443 are; "
        "if intended, add 8.8.8.8/32 to network.allow_private"
    )


def test_the_systems_resolver_is_asked_for_names_and_never_for_addresses():
    asked = []
    curious = Guard(resolve=lambda host, port: asked.append((host, port)) or ["8.8.8.8"])
    curious.addresses("wire.test", 443)
    curious.addresses("9.9.9.9", 443)
    curious.addresses("2606:4700::1", 443)

    assert [("wire.test", 443)] == asked


def test_a_name_without_addresses_is_said_so():
    with pytest.raises(UnresolvedError, match=r"wire\.test has no address"):
        guard().addresses("wire.test", 443)


# ---------------------------------------------------------------- for clients that dial by themselves


@pytest.mark.parametrize(
    ("answers", "kind"),
    [(["192.168.1.1"], FetchKind.REFUSED), (["8.8.8.8", "::1"], FetchKind.REFUSED), ([], FetchKind.DNS)],
)
def test_other_clients_ask_the_guard_first(answers, kind):
    with pytest.raises(FetchError) as caught:
        guard(*answers).check_host("hooks.test", 443)

    assert (kind, "hooks.test:443") == (caught.value.kind, caught.value.url)
    assert "hooks.test" in str(caught.value)


def test_other_clients_may_go_where_it_is_public_or_allowed():
    assert None is guard("8.8.8.8").check_host("hooks.test", 443)
    assert None is guard("127.0.0.1", allow=["127.0.0.0/8"]).check_host("hooks.test", 8123)


def test_a_name_that_is_none_is_a_matter_of_names():
    with pytest.raises(FetchError) as caught:
        Guard().check_host("no-such-host.invalid", 443)

    assert FetchKind.DNS == caught.value.kind


# ---------------------------------------------------------------- connections


def test_the_resolver_gets_no_more_time_than_is_left():
    answered = threading.Event()
    slow = Guard(resolve=lambda _host, _port: ["8.8.8.8"] if answered.wait(30) else [])
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        slow.addresses("wire.test", 443, within_s=0.1)
    answered.set()

    assert time.monotonic() - started < 2


def test_no_socket_of_this_machine_is_opened(tmp_path):
    with pytest.raises(httpcore.ConnectError):
        GuardedBackend(guard(), Budget()).connect_unix_socket(str(tmp_path / "docker.sock"))


def test_a_budget_counts_bytes_up_to_its_bound():
    budget = Budget()
    budget.allow(10)
    budget.take(4)
    budget.take(6)

    with pytest.raises(TooLargeError):
        budget.take(1)
