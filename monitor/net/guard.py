"""The guard at the door to the network: which resolved addresses may be dialled."""

import socket
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from queue import Empty, SimpleQueue

from monitor.errors import FetchError, FetchKind
from monitor.net.errors import NetError, RefusedError, UnresolvedError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

PUBLIC_PORTS = frozenset({80, 443, 8080, 8443})

# The system's resolver knows no timeout of its own.
RESOLVE_S = 10.0

# Our own list: what Python calls global differs by its version, and includes relays and multicast.
_NEVER = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT, and a cloud's metadata at 100.100.100.200
        "127.0.0.0/8",
        "168.63.129.16/32",  # public by its number, but every machine of one cloud reaches its own host by it
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "2001::/23",  # protocols' own, Teredo among them
        "2001:db8::/32",
        "2002::/16",  # 6to4: somebody else's relay would decide who answers
        "3fff::/20",
    )
)
# All that is given to anyone; loopback, fe80::, fec0::, fc00::, multicast and ::a.b.c.d lie outside.
_UNICAST_6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")


def embedded(address: Address) -> Address:
    """Who would answer: the IPv4 address inside a mapped or NAT64 one, else the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address


def is_public(address: Address) -> bool:
    """Whether anyone on the internet may live there."""
    real = embedded(address)
    if isinstance(real, IPv6Address) and real not in _UNICAST_6:
        return False
    return real.is_global and not _in(real, _NEVER)


def ask_resolver(host: str, port: int) -> list[str]:
    """What the system's resolver says; each address once, in its order."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


@dataclass(frozen=True, slots=True)
class Guard:
    """Decides on resolved addresses; `allow_private` names the networks that are ours to ask, at any port."""

    allow_private: tuple[Network, ...] = ()
    resolve: Callable[[str, int], list[str]] = ask_resolver

    def addresses(self, host: str, port: int, *, within_s: float = RESOLVE_S) -> list[str]:
        """The addresses of `host` to dial, resolved once; raises NetError where even one of them is not to be dialled.

        Whoever dials must dial these very addresses: a second question may have another answer.
        """
        found = [ip_address(text.partition("%")[0]) for text in self._resolved(host, port, within_s)]
        if not found:
            raise UnresolvedError(f"{host} has no address")
        for address in found:
            self._judge(host, port, address)
        return [str(address) for address in found]

    def check_host(self, host: str, port: int) -> None:
        """For clients that dial by themselves: raises FetchError (REFUSED, DNS)."""
        try:
            self.addresses(host, port)
        except NetError as error:
            raise FetchError(error.kind, f"{host}:{port}", str(error)) from error
        except TimeoutError as error:
            raise FetchError(FetchKind.DNS, f"{host}:{port}", f"{host} does not resolve in time") from error

    def _resolved(self, host: str, port: int, within_s: float) -> list[str]:
        try:
            return [str(ip_address(host))]
        except ValueError:
            return _within(within_s, lambda: self.resolve(host, port), host)

    def _judge(self, host: str, port: int, address: Address) -> None:
        real = embedded(address)
        if _in(real, self.allow_private) or _in(address, self.allow_private):
            return
        allow = f"if intended, add {real}/{real.max_prefixlen} to network.allow_private"
        if not is_public(address):
            named = host if host == str(address) else f"{host} resolves to {address}, which"
            raise RefusedError(f"{named} is not a public address; {allow}")
        if port not in PUBLIC_PORTS:
            raise RefusedError(f"{host}:{port} is not asked: only the ports 80, 443, 8080 and 8443 are; {allow}")


def _in(address: Address, networks: Iterable[Network]) -> bool:
    return any(address.version == network.version and address in network for network in networks)


def _within(seconds: float, question: Callable[[], list[str]], host: str) -> list[str]:
    """Ask in a thread, left behind where it takes too long: TimeoutError then."""
    answers: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(question())
        except (OSError, ValueError) as error:  # no such name; or one that cannot be one (UnicodeError)
            answers.put(error)

    threading.Thread(target=ask, daemon=True, name=f"resolve {host}").start()
    try:
        answer = answers.get(timeout=max(seconds, 0.0))
    except Empty:
        raise TimeoutError(f"{host} did not resolve in time") from None
    if isinstance(answer, Exception):
        raise UnresolvedError(f"the host name {host} does not resolve; is it right, is the network up?") from answer
    return answer
