"""Two spellings of one address are one article, and what is no address is never asked."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.urls import absolute_url, canonical_url, check_url, host_of, is_downgrade, same_server, shown_url

ANY_URL = (
    st.from_regex(r"https?://[a-z0-9.\-]{1,20}(:[0-9]{1,5})?(/[^\s\x00-\x1f]{0,30})?", fullmatch=True)
    | st.from_regex(r"https?://a.example(/[ab%0-9A-F/.-]{0,9}|/amp|/a-1|//)*(\?[&=%2A-Fau_]{0,20})?", fullmatch=True)
    | st.text(max_size=60)
)


@pytest.mark.parametrize(
    "spelling",
    [
        "https://example.org/fr/1",
        "http://example.org/fr/1",
        "HTTPS://EXAMPLE.org/fr/1",
        "https://example.org:443/fr/1",
        "http://example.org:80/fr/1/",
        "http://example.org:443/fr/1",
        "https://example.org/fr/1#comments",
        "https://example.org/fr/1?",
        "https://example.org/fr/1?utm_source=rss&utm_medium=feed",
        "https://example.org/fr/1?UTM_Source=rss&%75tm_medium=feed",
        "https://example.org/fr/1?fbclid=abc",
        "https://example.org/fr/1?gclid=a&yclid=b&mc_cid=c&mc_eid=d&xtor=RSS-1",
        "https://example.org/fr/1/amp",
        "https://example.org/fr/1/amp/",
        "https://example.org/fr/1?amp=1",
        " https://example.org/fr/1 ",
        "https://example.org/%66r/1",
        "https://example.org./fr/1",
        "https://reader@example.org/fr/1",
    ],
)
def test_one_page_has_one_spelling(spelling):
    assert "https://example.org/fr/1" == canonical_url(spelling)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/?id=1", "https://example.org/?id=2"),
        ("https://example.org/?utm=1", "https://example.org/?utm=2"),
        ("https://example.org/?ref=1", "https://example.org/?ref=2"),
        ("https://example.org/?a", "https://example.org/?a="),
        ("https://example.org/A", "https://example.org/a"),
        ("https://www.example.org/a", "https://example.org/a"),
        ("https://amp.example.org/a", "https://example.org/a"),
        ("https://example.org:8443/a", "https://example.org/a"),
        ("https://example.org:80/a", "https://example.org/a"),
        ("https://example.org/?a=1&b=2", "https://example.org/?b=2&a=1"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://example.org/a%3Fb", "https://example.org/a?b"),
        ("https://example.org/?q=%FF", "https://example.org/?q=%FE"),
        ("https://example.org/?q=a%26b=1", "https://example.org/?q=a&b=1"),
        ("https://example.org/music/amp", "https://example.org/music"),
        ("https://example.org/amp", "https://example.org/"),
        ("https://example.org/?amp=2", "https://example.org/"),
    ],
)
def test_different_pages_stay_different(one, other):
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://xn--e1afmkfd.example/%D1%8F", "https://пример.example/я"),
        ("https://ПРИМЕР.example/я?q=%d1%8f", "http://пример.example/%d1%8F?q=я"),
        ("http://[::0001]/a", "https://[0:0:0:0:0:0:0:1]:443/a/"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/a~b", "https://example.org/a%7eb"),
    ],
)
def test_other_scripts_and_escapes_have_one_spelling(one, other):
    assert canonical_url(one) == canonical_url(other)


def test_the_order_of_parameters_stays():
    assert "https://example.org/?b=2&a=1&c=%2B" == canonical_url("http://example.org/?b=2&utm_id=x&&a=1&c=%2b").replace(
        "org?", "org/?"
    )


@pytest.mark.parametrize("text", ["", "nonsense", "mailto:a@example.org", "http://[::1", "http://a:b/", "http://a..b/"])
def test_what_is_no_address_stays_as_it_is(text):
    assert text == canonical_url(text)


@given(ANY_URL)
@example("http://a:443")
@example("http://a.example/a-1/amp//amp/")
@example("http://a.example/%%341%2")
@example("http://a.example?&utm_a&amp")
@example("http://ａ／b.example/")
@example("http://a%2fb.example/")
def test_the_spelling_is_final(url):
    assert canonical_url(canonical_url(url)) == canonical_url(url)


@given(ANY_URL)
def test_the_spelling_of_an_address_is_an_address_on_the_same_host(url):
    if check_url(url) is None:
        assert canonical_url(url).startswith("https://")
        assert host_of(canonical_url(url)).partition(":443")[0] == host_of(url).partition(":443")[0]


@given(st.text(max_size=80), st.text(max_size=80))
def test_only_addresses_fit_to_be_asked_come_out(base, href):
    found = absolute_url(base, href)

    assert found is None or check_url(found) is None


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/fr/1", "https://example.org/fr/1"),
        ("2", "https://example.org/rss/2"),
        ("?page=2", "https://example.org/rss/feed?page=2"),
        ("//other.example/x", "https://other.example/x"),
        ("\n  http://other.example/x \r\n", "http://other.example/x"),
        ("HTTP://Other.example/X", "HTTP://Other.example/X"),
        ("/a b", "https://example.org/a%20b"),
        ("/я", "https://example.org/я"),
        ("", None),
        (" \n", None),
        ("javascript:alert(1)", None),
        (" javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("\x01javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("mailto:desk@example.org", None),
        ("file:///etc/passwd", None),
        ("ftp://example.org/", None),
        ("https://user:secret@example.org/", None),
        ("https://user@example.org/", None),
        ("https://@example.org/", None),
        ("https://a\\@example.org/", None),
        ("/a\\b", None),
        ("/a\tb", None),
        ("/a\x00b", None),
        ("/a\x85b", None),
        ("/a\ud800b", None),
        ("https://a b/", None),
        ("https://exa%00mple.org/", None),
        ("https://example..org/", None),
        ("https://example.org/" + "x" * 2_048, None),
        ("https://example.org:99999/", None),
        ("https://example.org:0/", None),
        ("https://", None),
        ("http:///x", None),
        ("https:x", None),
        ("http://[::1", None),
        ("http://[::1]:80:80/", None),
    ],
)
def test_links_become_absolute_or_nothing(href, url):
    assert url == absolute_url("https://example.org/rss/feed", href)


def test_an_address_may_be_as_long_as_it_may_be():
    longest = "https://example.org/" + "x" * (2_048 - len("https://example.org/"))

    assert longest == absolute_url("https://example.org/", longest)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Example.org/x", "example.org"),
        ("https://example.org:443/", "example.org"),
        ("http://example.org:443/", "example.org:443"),
        ("https://example.org./", "example.org"),
        ("https://пример.example/", "xn--e1afmkfd.example"),
        ("http://127.0.0.1:8123/feed", "127.0.0.1:8123"),
        ("http://[::1]:80/", "[::1]"),
        ("http://[::1]:8123/", "[::1]:8123"),
        ("nonsense", ""),
        ("http://[::1", ""),
    ],
)
def test_a_host_is_its_name_and_unusual_port(url, host):
    assert host == host_of(url)


MISSING = "the scheme is missing; write "
UNFIT = "the address has a space, backslash or control character in it; write it percent-encoded"
NO_ADDRESS = "this is not an address; write one such as https://example.org/rss"


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("https://example.com/feed", None),
        ("http://127.0.0.1:8123/feed", None),
        ("HTTPS://example.com", None),
        ("https://пример.example/я?q=я", None),
        ("example.com/feed", MISSING + '"https://example.com/feed"'),
        ("//example.com/feed", MISSING + '"https://example.com/feed"'),
        ("example.com:8080/feed", MISSING + '"https://example.com:8080/feed"'),
        ("localhost:8080/feed", MISSING + '"https://localhost:8080/feed"'),
        ("https:example.com/feed", MISSING + '"https://example.com/feed"'),
        ("https:/example.com/feed", MISSING + '"https://example.com/feed"'),
        ("ftp://example.com/feed", '"ftp:" is not asked; only http and https are'),
        ("feed://example.com/feed", '"feed:" is not asked; only http and https are'),
        ("javascript:alert(1)", '"javascript:" is not asked; only http and https are'),
        ("https://", "the address names no host; write one such as https://example.org/rss"),
        ("https:///feed", "the address names no host; write one such as https://example.org/rss"),
        ("https://example.com:0/", "the address names no host; write one such as https://example.org/rss"),
        ("https://u:p@example.com/", "a user name or password has no place in the address"),
        ("u:p@example.com/", "a user name or password has no place in the address"),
        ("https://exa mple.com/", UNFIT),
        ("https://example.com\\feed", UNFIT),
        ("https://example.com/\n", UNFIT),
        ("https://example.com:http/", NO_ADDRESS),
        ("https://[::1/", NO_ADDRESS),
        ("https://exa$mple.com/", NO_ADDRESS),
        ("https://" + "a" * 64 + "é.example/", NO_ADDRESS),
        ("https://" + "a." * 123 + "example/", None),
        ("https://" + "a." * 124 + "example/", NO_ADDRESS),
        ("https://example.com/" + "x" * 2_048, "the address is longer than 2,048 characters"),
        ("", "the address is empty"),
    ],
)
def test_what_is_wrong_with_an_address_is_said(url, says):
    assert says == check_url(url)


@given(st.text(max_size=80))
def test_a_password_is_never_repeated(text):
    says = check_url(f"https://desk:geheim{text}@example.org/") or ""

    assert "geheim" not in says


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/x", "https://a.example/y", True),
        ("https://a.example/x", "https://A.example:443/y", True),
        ("http://a.example/x", "https://a.example/x", True),
        ("http://a.example:80/x", "https://a.example:443/x", True),
        ("https://a.example/x", "http://a.example/x", False),
        ("http://a.example:8080/x", "https://a.example/x", False),
        ("http://a.example/x", "https://a.example:8443/x", False),
        ("https://a.example/x", "https://a.example:8443/x", False),
        ("https://a.example/x", "https://www.a.example/x", False),
    ],
)
def test_what_one_server_was_told_stays_with_it(one, other, same):
    assert same is same_server(one, other)


def test_leaving_tls_is_a_downgrade():
    assert is_downgrade("https://a.example/", "http://a.example/")
    assert not is_downgrade("http://a.example/", "https://a.example/")
    assert not is_downgrade("http://a.example/", "http://b.example/")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/rss?token=secret#top", "https://example.org/rss"),
        ("https://desk:secret@example.org/rss", "https://example.org/rss"),
        ("https://desk:sec@ret@example.org/rss", "https://example.org/rss"),
        ("https://example.org/@desk", "https://example.org/@desk"),
        ("https://example.org/a\nb\x1b[31m", "https://example.org/a?b?[31m"),
        ("https://example.org/" + "x" * 300, "https://example.org/" + "x" * 179 + "…"),
        ("", ""),
    ],
)
def test_messages_show_an_address_without_its_secrets(url, shown):
    assert shown == shown_url(url)
