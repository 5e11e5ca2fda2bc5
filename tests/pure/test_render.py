"""An alert in words: what a reader is told, in every language, and what no article can make of it."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest

from monitor.alerts.clean import link_to, one_line, paragraphs, right_to_left
from monitor.alerts.names import pair_name, short_topics, topic_phrase
from monitor.alerts.render import render
from monitor.types import ArticleText, PairAssessment, Source
from tests.edges.mail_contents import AZERBAIJANI, DISPATCHES, EVERYTHING, SEEN, content_of, titled
from tests.edges.mail_injections import INJECTIONS

ALGIERS = ZoneInfo("Africa/Algiers")
INVISIBLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

TAGS = {"html", "head", "meta", "title", "body", "div", "table", "tr", "td", "b", "span", "a", "br", "bdi"}
VOID = {"meta", "br"}
ATTRIBUTES = {
    "lang", "charset", "name", "content", "style", "role", "width", "cellpadding", "cellspacing", "border",
    "align", "valign", "dir", "href",
}  # fmt: skip
STYLES = {
    "margin", "padding", "display", "max-height", "max-width", "overflow", "font-size", "line-height", "font-family",
    "font-weight", "letter-spacing", "text-transform", "text-align", "color", "background-color", "width",
    "border-collapse", "border-left", "border-right", "border-top", "word-break",
}  # fmt: skip


def rendered(content=None):
    return render(content or content_of(), ALGIERS)


class Page(HTMLParser):
    """What a mail client makes of our HTML: tags, attributes, styles, links, and text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.styles, self.links, self.texts = [], [], [], [], []
        self._open = []
        self.feed(page)
        self.close()
        assert [] == self._open, "every tag is closed"

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attributes]
        values = dict(attributes)
        self.links += [values["href"]] if "href" in values else []
        self.styles += [part.strip() for part in (values.get("style") or "").split(";") if part.strip()]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, text):
        if text.strip():
            self.texts.append(" ".join(text.split()))

    @property
    def text(self):
        return " ".join(self.texts)


# ---------------------------------------------------------------- the subject


def test_the_subject_names_pair_topics_and_headline():
    assert "[AZ-DZ] energy, OIC, NAM: Alger et Bakou élargissent leur dialogue politique" == rendered().subject


def test_without_a_headline_the_first_sentence_stands_in_the_subject():
    expected = "[AZ-DZ] energy: Azərbaycanla Əlcəzair arasında qaz ixracı üzrə işçi qrupu yaradılıb."

    assert expected == rendered(content_of(AZERBAIJANI)).subject


def test_a_subject_without_topics_goes_straight_to_the_headline():
    content = content_of(matches=(EVERYTHING,))

    assert "[AZ-DZ] Alger et Bakou élargissent leur dialogue politique" == rendered(content).subject


def test_an_update_says_so():
    assert rendered(content_of(update=2)).subject.startswith("[AZ-DZ] update 2, energy, OIC, NAM: Alger")
    assert "This is update 2 of story 17." in rendered(content_of(update=2)).text


def test_an_article_without_words_still_has_a_subject():
    content = content_of(article=ArticleText("", ""), assessment=replace(content_of().assessment, topics=(), pairs=()))

    assert "[AZ-DZ] energy, OIC, NAM: article without text" == rendered(content).subject


def test_many_pairs_are_the_three_strongest_and_how_many_more():
    pairs = ("AZ-DZ", "AZ-TR", "AZ-GE", "AZ-KZ", "AZ-IT")
    assessment = content_of().assessment
    found = tuple(PairAssessment(pair, 0.5 + n / 10, True, ()) for n, pair in enumerate(pairs))
    content = content_of(
        assessment=replace(assessment, pairs=found), matches=(replace(EVERYTHING, pairs=pairs, topics=()),)
    )

    assert rendered(content).subject.startswith("[AZ-IT, AZ-KZ, AZ-GE +2] Alger")
    assert "AZ-IT, AZ-KZ, AZ-GE, AZ-TR, AZ-DZ" == dict(rendered(content).headers)["X-Monitor-Pair"]


@pytest.mark.parametrize("title", INJECTIONS)
def test_a_subject_is_one_short_line_whatever_the_title(title):
    subject = rendered(titled(title)).subject

    assert subject.startswith("[AZ-DZ] energy, OIC, NAM: ")
    assert len(subject) <= 200
    assert INVISIBLE.search(subject) is None
    assert "\n" not in subject


def test_a_long_headline_is_cut_at_a_word():
    subject = rendered(titled("word " * 100)).subject

    assert subject.endswith("word…")
    assert 190 < len(subject) <= 200


# ---------------------------------------------------------------- the bodies


@pytest.mark.parametrize("language", DISPATCHES)
def test_every_body_stands_alone(language):
    """Number, pair, topics, headline, dates, wire, evidence, rules, link, commands, full text, hash: in both."""
    dispatch = DISPATCHES[language]
    alert = rendered(content_of(dispatch))
    page = Page(alert.html)
    wanted = [
        "AZ-DZ", "Azerbaijan–Algeria", "score 0.92", "energy (",
        dispatch.title or "işçi qrupu yaradılıb",
        "12 May 2026, 10:05 (UTC+01:00)",
        f"Fil ({language}), 12 May 2026, 10:20 (UTC+01:00)",
        "wire.example",
        dispatch.dateline,
        "AZ-DZ everything", "config.yaml:12", "AZ-DZ energy, OIC, NAM", "config.yaml:15",
        "Alert 41", "article 7", "9f2c4be1d0a87355",
        f"monitor assess https://wire.example/{language}/news/consultations-4711", "monitor status",
        *dispatch.text.split("\n\n"),
    ]  # fmt: skip

    assert [] == [words for words in wanted if words not in alert.text]
    assert [] == [words for words in wanted if words not in page.text]
    assert [f"https://wire.example/{language}/news/consultations-4711"] == page.links
    assert [] == [words for words in dispatch.evidence if words not in alert.text.replace("*", "").replace("_", "")]


def test_the_words_that_counted_are_marked():
    alert = rendered()

    assert "l'*Azerbaïdjan* et de l'*Algérie*." in alert.text
    assert "dans le _pétrole_, le _gaz_ et les _énergies renouvelables_." in alert.text
    assert re.search(r"<b style=\"background-color:#ffe08a;[^>]*>Azerbaïdjan</b>", alert.html)
    assert re.search(r"<b style=\"background-color:#bfe3d6;[^>]*>gaz</b>", alert.html)


def test_text_runs_as_its_script_does():
    arabic, french = rendered(content_of(DISPATCHES["ar"])).html, rendered().html

    assert 'dir="rtl" align="right"' in arabic
    assert "border-right:3px" in arabic
    assert 'dir="rtl"' not in french
    assert right_to_left("اتفاق AZ-DZ على الغاز")
    assert not right_to_left("The word غاز means gas")
    assert not right_to_left("")


def test_a_pair_that_is_only_mentioned_is_called_so():
    assessment = content_of().assessment
    content = content_of(assessment=replace(assessment, pairs=(replace(assessment.pairs[0], about=False),)))

    assert "only mentioned together" in rendered(content).text
    assert "only mentioned together" in rendered(content).html
    assert "only mentioned together" in json.dumps(rendered(content).blocks)


def test_times_are_in_the_zone_that_was_asked_for():
    content = content_of()

    assert "12 May 2026, 13:05 (UTC+04:00)" in render(content, ZoneInfo("Asia/Baku")).text
    assert "12 May 2026, 14:50 (UTC+05:45)" in render(content, ZoneInfo("Asia/Kathmandu")).text
    assert "11 May 2026, 23:05 (UTC-10:00)" in render(content, ZoneInfo("Pacific/Honolulu")).text


def test_what_is_not_known_is_not_said():
    content = content_of(url=None, text_hash="")
    content = replace(content, article=replace(content.article, published_at=None))
    alert = rendered(content)

    for absent in ("Published", "Original", "None", "Text hash", "monitor assess"):
        assert absent not in alert.text
        assert absent not in alert.html
    assert "monitor status" in alert.text


def test_the_wires_are_listed_earliest_first_and_counted_where_many():
    sources = tuple(Source(f"Wire {n}", None, SEEN - timedelta(minutes=n)) for n in range(9))
    text = rendered(content_of(sources=sources)).text

    assert "First seen: Wire 8, 12 May 2026, 10:12 (UTC+01:00)\nAlso seen: Wire 7" in text
    assert "Also seen: and 3 more" in text


def test_the_feeds_own_text_is_called_so():
    assert "the text of the feed itself" in rendered(content_of(from_entry=True)).text
    assert "the text of the feed itself" in rendered(content_of(from_entry=True)).html


def test_a_very_long_text_is_cut_and_says_by_how_much():
    content = content_of()
    long = "Nothing new here. " * 3000
    alert = rendered(replace(content, article=replace(content.article, text=content.article.text + long)))
    left_out = int(re.search(r"… (\d+) characters more in the original", alert.text)[1])

    assert len(content.article.text) + len(long) - 30_000 <= left_out <= len(content.article.text) + len(long) - 29_900
    assert len(alert.html.encode()) < 100_000


def test_the_same_content_is_rendered_to_the_same_words():
    assert rendered() == rendered()


def test_the_previewed_line_is_ours():
    """A mail client shows the first words of the HTML beside the subject."""
    preview = Page(rendered().html).texts[1]

    assert preview.startswith("Azerbaijan–Algeria · energy (gas, oil), OIC, NAM · Fil (fr), 12 May 2026")


def test_headers_for_inbox_rules():
    assert (
        ("X-Monitor-Alert", "41"),
        ("X-Monitor-Pair", "AZ-DZ"),
        ("X-Monitor-Topics", "energy, energy.gas, energy.oil, oic, nam"),
    ) == rendered().headers


# ---------------------------------------------------------------- what mail clients keep, and hostile text


@pytest.mark.parametrize("language", DISPATCHES)
def test_the_html_is_what_mail_clients_keep(language):
    """Tables and inline styles; no mark, flex, script, style block, picture or anything fetched from elsewhere."""
    html = rendered(content_of(DISPATCHES[language])).html
    page = Page(html)

    assert set() == set(page.tags) - TAGS
    assert set() == set(page.attributes) - ATTRIBUTES
    assert set() == {style.partition(":")[0] for style in page.styles} - STYLES
    assert [] == [style for style in page.styles if re.search(r"flex|grid|url\(|position|expression|var\(", style)]
    assert ["none"] == [style.partition(":")[2] for style in page.styles if style.startswith("display")]
    assert ["light dark"] * 2 == re.findall(r'content="(light dark)"', html)
    assert html.startswith("<!doctype html>")


def test_where_a_ground_is_coloured_so_is_the_text():
    """In dark mode a client that turns one of the two makes the words unreadable."""
    styles = re.findall(r'style="([^"]*)"', rendered().html)

    assert [] == [style for style in styles if "background" in style and ";color:" not in style]


@pytest.mark.parametrize("title", INJECTIONS)
def test_no_title_is_more_than_words(title):
    """Title, text, rule, place, feed and dateline all hostile: the page has the tags of a harmless one."""
    harmless, hostile = Page(rendered(everywhere("Harmless")).html), Page(rendered(everywhere(title)).html)

    assert set(harmless.tags) == set(hostile.tags)
    assert set(harmless.attributes) == set(hostile.attributes)
    assert harmless.links == hostile.links
    assert INVISIBLE.search(rendered(everywhere(title)).html) is None
    assert INVISIBLE.search(rendered(everywhere(title)).text) is None


def everywhere(words):
    content = titled(words)
    return replace(
        content,
        article=replace(content.article, text=content.article.text + "\n\n" + words),
        matches=(replace(EVERYTHING, rule_name=words, place=words),),
        sources=tuple(replace(source, feed=words) for source in content.sources),
        assessment=replace(
            content.assessment,
            ignored=tuple(replace(span, text=words) for span in content.assessment.ignored),
        ),
    )


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "https://user:secret@wire.example/",
        "https://wire.example/\nBcc: x",
        "https://wire.example/a b",
        "https://wire.example/\u202egnp.exe",
        "https://[half",
        "https://" + "a" * 70 + ".example/",
        "https://wire.example/" + "a" * 3000,
        "//wire.example/",
        "wire.example",
        "",
        None,
    ],
)
def test_what_is_no_plain_address_is_no_link(url):
    alert = rendered(content_of(url=url))

    assert link_to(url) is None
    assert [] == Page(alert.html).links
    assert "monitor assess" not in alert.text


def test_a_host_that_poses_as_another_is_shown_as_it_is():
    """The `а` is Cyrillic."""
    assert "xn--zertag-2nf.az" == link_to("https://аzertag.az/fr").host
    assert "wire.example" == link_to("https://WIRE.example:8443/x").host


def test_a_command_is_quoted_for_the_shell():
    text = rendered(content_of(url="https://wire.example/?a=1&b=$(reboot);c='d'")).text

    assert """monitor assess 'https://wire.example/?a=1&b=$(reboot);c='"'"'d'"'"''""" in text


def test_a_template_in_a_title_is_not_run():
    assert "{{ 7*7 }}" in rendered(titled("{{ 7*7 }}")).subject
    assert "49" not in rendered(titled("{{ 7*7 }}")).html


# ---------------------------------------------------------------- names and words


def test_pairs_and_topics_have_readable_names():
    found = ("energy", "energy.gas", "oic", "nam", "energy.renewables")

    assert "Azerbaijan–Algeria" == pair_name("AZ-DZ")
    assert "Azerbaijan–ZZ" == pair_name("AZ-ZZ")
    assert "energy, OIC, NAM" == short_topics(found)
    assert "energy (gas, renewables), OIC, NAM" == topic_phrase(found)
    assert "gas, corridors" == short_topics(("energy.gas", "corridors"))
    assert "" == topic_phrase(())


def test_lines_and_paragraphs():
    assert "one two" == one_line(" one\r\n\ttwo\x00 ")
    assert "one…" == one_line("one two three", 7)
    assert "aaaaaa…" == one_line("a" * 20, 7)
    assert ("one", "two three", "four") == paragraphs("one\n\n\n two\tthree\u2028four\n \n")
    assert "نمی‌شود" == one_line("نمی‌شود"), "the joiner of Persian stays"


def test_an_alert_of_last_century_has_a_date_too():
    content = content_of()
    content = replace(content, article=replace(content.article, published_at=datetime(1999, 1, 2, 3, 4, tzinfo=UTC)))

    assert "2 January 1999, 04:04 (UTC+01:00)" in rendered(content).text
