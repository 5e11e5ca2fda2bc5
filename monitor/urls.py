"""Canonical URLs: what makes two addresses the same article, and which addresses are fit to be asked."""

import re
from ipaddress import IPv6Address
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

LONGEST = 2_048

# Parameters that say how a reader came, never what is read.
_TRACKING = re.compile(
    r"(utm_\w+|mtm_\w+|pk_(campaign|kwd|source|medium)|fbclid|gclid|dclid|gbraid|wbraid|gad_source|msclkid|yclid|ysclid"
    r"|twclid|ttclid|igshid|igsh|srsltid|mc_[ce]id|mkt_tok|_openstat|_gl|_hsenc|_hsmi|vero_id|xtor|maca|ito|cmpid"
    r"|ns_(mchannel|source|campaign|linkname|fee)|at_(medium|campaign|custom\d)|traffic_source|__twitter_impression)",
    re.IGNORECASE,
)
# The same page in its light edition, as publishing systems mark it: /slug-of-a-story/amp, ?amp=1.
_LIGHT_PATH = re.compile(r"(/[^/]*[0-9-][^/]*)/amp$")
_LIGHT_QUERY = frozenset({"amp", "amp=", "amp=1", "amp=true", "outputType=amp"})

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
# Control characters of both kinds, the backslash that parsers disagree about, halves of characters.
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\xa0\\\u2028\u2029\ud800-\udfff]")
_BLANKS = " \t\r\n\f"

_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ESCAPED_OR_NOT = re.compile(r"%([0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~!$&'()*+,;=:@/?]")


def canonical_url(url: str) -> str:
    """One spelling for all addresses of one page; for identity only, never for asking. Idempotent.

    Scheme and host in lower case, http as https, no user name, default port, fragment or tracking parameter, the
    light edition as the page itself, percent-escapes in one spelling, no slash at the end of a path. The order of
    parameters and `www.` stay, for they may matter. Whatever cannot be read as an address comes back as it is.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = _host(parts), parts.port
    except ValueError:
        return url
    if parts.scheme not in _DEFAULT_PORTS or not host:
        return url
    # 443 too: with http it is so odd that it means https, and as https it has to go.
    place = host if port in {None, _DEFAULT_PORTS[parts.scheme], 443} else f"{host}:{port}"
    query = _query(parts.query)
    return f"https://{place}{_path(parts.path)}{'?' if query else ''}{query}"


def host_of(url: str) -> str:
    """The politeness key: host, with its port where that is not the scheme's own; '' where there is none."""
    try:
        parts = urlsplit(url)
        host, port = _host(parts), parts.port
    except ValueError:
        return ""
    return host if port is None or port == _DEFAULT_PORTS.get(parts.scheme) else f"{host}:{port}"


def absolute_url(base: str, href: str) -> str | None:
    """The http or https address that `href` on the page `base` means; None where it is unfit to be asked."""
    href = href.strip(_BLANKS)
    if not href or _UNFIT.search(href):
        return None
    try:
        own = urlsplit(href)
        if own.scheme and not own.netloc:  # mailto:, javascript:, http:///
            return None
        joined = urljoin(base, href.replace(" ", "%20"))
    except ValueError:
        return None
    return joined if check_url(joined) is None else None


def check_url(url: str) -> str | None:
    """What is wrong with an address that somebody wrote, and what to write instead; None where nothing is."""
    if not url:
        return "the address is empty"
    if len(url) > LONGEST:
        return f"the address is longer than {LONGEST:,} characters"
    if " " in url or _UNFIT.search(url):
        return "the address has a space, backslash or control character in it; write it percent-encoded"
    try:
        parts = urlsplit(url)
        host, port = _host(parts), parts.port
    except ValueError:
        return "this is not an address; write one such as https://example.org/rss"
    if "@" in (parts.netloc or re.split("[/?#]", url, maxsplit=1)[0]):
        return "a user name or password has no place in the address"
    if not parts.scheme or (not parts.netloc and _forgot_scheme(url)):
        rest = url[len(parts.scheme) :] if parts.scheme in _DEFAULT_PORTS else url
        return f'the scheme is missing; write "https://{rest.lstrip("/:")}"'
    if parts.scheme not in _DEFAULT_PORTS:
        return f'"{parts.scheme}:" is not asked; only http and https are'
    if not host or port == 0:
        return "the address names no host; write one such as https://example.org/rss"
    return None


def shown_url(url: str) -> str:
    """An address as messages and logs may carry it: no user name, no parameters, no more than a line."""
    plain = re.sub(r"//[^/?#]*@", "//", url)
    plain = re.sub(r"[?#].*", "", plain, flags=re.DOTALL)
    plain = _UNFIT.sub("?", plain)
    return plain if len(plain) <= 200 else f"{plain[:199]}…"


def same_server(one: str, other: str) -> bool:
    """Whether what one address was told may be told to the other: an origin, and from a host's http to its https."""
    here, there = _origin(one), _origin(other)
    return here == there or (here == ("http", here[1], 80) and there == ("https", here[1], 443))


def is_downgrade(one: str, other: str) -> bool:
    """Whether going from one address to the other leaves TLS."""
    return urlsplit(one).scheme == "https" and urlsplit(other).scheme == "http"


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    return parts.scheme, _host(parts), parts.port or _DEFAULT_PORTS.get(parts.scheme)


def _forgot_scheme(url: str) -> bool:
    """Whether what looks like a scheme is a host with its port, or lacks its slashes: `localhost:80`, `https:a.org`."""
    start, _, rest = url.partition(":")
    return "." in start or rest[:1].isdigit() or (start.lower() in _DEFAULT_PORTS and not rest.startswith("//"))


def _host(parts: SplitResult) -> str:
    """A host name in its one spelling: lower case, IDNA, without the dot at the end; raises ValueError."""
    host = (parts.hostname or "").removesuffix(".")
    if not host:
        return ""
    if ":" in host:
        return f"[{IPv6Address(host)}]"
    if not host.isascii():
        host = host.encode("idna").decode("ascii").lower()
    if not _HOST.fullmatch(host) or len(host) > 253:
        raise ValueError(f"{host} is no host name")
    return host


def _path(path: str) -> str:
    path = _spelled(path).rstrip("/")
    while light := _LIGHT_PATH.search(path):
        path = path[: light.end(1)]
    return path


def _query(query: str) -> str:
    """The parameters that say what is read, as they were written and in their order."""
    parameters = [_spelled(parameter) for parameter in query.split("&") if parameter]
    return "&".join(
        parameter
        for parameter in parameters
        if parameter not in _LIGHT_QUERY and not _TRACKING.fullmatch(unquote(parameter.partition("=")[0]))
    )


def _spelled(text: str) -> str:
    """Each character escaped or not, but in one way: what needs no escape has none, the others are in capitals."""
    return _ESCAPED_OR_NOT.sub(_one_spelling, text)


def _one_spelling(found: re.Match[str]) -> str:
    if found[1] is None:
        return quote(found[0], safe="", errors="surrogatepass")
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()
