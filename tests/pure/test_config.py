"""config.yaml is loaded whole or not at all, every mistake is answered with a sentence, and no secret is shown."""

import random
from datetime import time, timedelta
from pathlib import Path

import pytest

from monitor.cli.options import judged
from monitor.config.load import load_config
from monitor.config.pairs import read_pair
from monitor.config.settings import QuietHours
from monitor.errors import ConfigError
from monitor.receivers.receiver import RECEIVER_MODELS
from monitor.types import TopicSpec
from tests.pure.config_mistakes import BASE, MISTAKES

ROOT = Path(__file__).parents[2]
JUDGED = judged()


class Folder:
    """Where a config.yaml and the files beside it are written."""

    def __init__(self, path):
        self.path = path

    def writes(self, name, text):
        file = self.path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        file.chmod(0o600)

    def loads(self, text=None, environment=None):
        if text is not None:
            self.writes("config.yaml", text)
        return load_config(
            self.path / "config.yaml", environment=environment or {}, receiver_models=RECEIVER_MODELS, judged=JUDGED
        )

    def refuses(self, text, environment=None):
        with pytest.raises(ConfigError) as refused:
            self.loads(text, environment)
        return [finding.at("config.yaml").replace(f"{self.path}/", "") for finding in refused.value.findings]


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


# ---------------------------------------------------------------- topics of one's own

CORRIDORS = """\
topics:
  corridors:
    terms: {en: [Middle Corridor, "=TITR"], ru: [Средний коридор]}
    weak: {any: [corridor*]}
    not: {en: [corridor of power]}
"""


def test_topics_of_ones_own_may_be_asked_for(folder):
    config = folder.loads(BASE.replace("[energy]", "[energy, Corridors]") + CORRIDORS)

    assert config.rules[0].topics == ("energy", "corridors")
    assert config.topics == (
        TopicSpec(
            "corridors",
            (
                ("en", 1.0, ("Middle Corridor", "=TITR")),
                ("ru", 1.0, ("Средний коридор",)),
                ("any", 0.5, ("corridor*",)),
                ("en", 0.0, ("corridor of power",)),
            ),
        ),
    )


def test_a_child_makes_its_parent_a_topic(folder):
    text = BASE.replace("[energy]", "[routes]") + "topics: {routes.sea: {terms: {en: [strait]}}}\n"

    assert folder.loads(text).rules[0].topics == ("routes",)


def test_terms_in_a_language_that_nobody_judges_are_refused(folder):
    [said] = folder.refuses(BASE + "topics: {corridors: {terms: {sv: [korridor]}}}\n")

    assert said.startswith(
        "config.yaml:17:34: topics.corridors.terms.sv: articles in Swedish are not judged yet, so these terms would "
        "never be found. Write any, or one of: ar, az, "
    )


@pytest.mark.parametrize(
    ("written", "pair"),
    [("AZ-OIC", "AZ-oic"), ("opec+ – Algeria", "DZ-opec-plus"), ("*-EU", "*-eu"), ("Arab League-DZ", "DZ-arab-league")],
)
def test_an_organisation_may_be_a_side_of_a_pair(written, pair, folder):
    assert folder.loads(BASE.replace("[AZ-DZ]", f'["{written}"]')).rules[0].pairs == (pair,)


# ---------------------------------------------------------------- mistakes


@pytest.mark.parametrize(("old", "new", "said"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_is_answered_with_a_sentence(old, new, said, folder):
    assert said == folder.refuses(BASE.replace(old, new, 1))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "this file is empty"),
        ("# nothing yet\n", "this file is empty"),
        ("just a text\n", "must be a mapping of sections"),
        ("- a\n- b\n", "must be a mapping of sections"),
        ("feeds: []\n".encode("utf-16"), "UTF-16"),
        (b"feeds:\n  - name: caf\xe9\n", "config.yaml:2:14: byte 21 is not UTF-8"),
        ("a: " + "[" * 60 + "]" * 60 + "\n", "nested more than"),
        (b"#" * 1_100_000, "at most 1,000,000"),
        ("feeds: [" + "," * 50 + "]\n", ""),
    ],
)
def test_what_is_no_config_is_said_in_one_sentence(text, says, folder):
    (said,) = folder.refuses(text)

    assert says in said


def test_many_mistakes_are_told_at_once_in_the_order_of_the_file(folder):
    said = folder.refuses(
        BASE.replace("home: AZ", "home: QQ").replace("[energy]", "[enrgy]").replace("2m", "soon").replace("587", "x")
    )

    assert ["4", "8", "10", "16"] == [line.split(":")[1] for line in said]


def test_a_flood_of_mistakes_is_cut(folder):
    said = folder.refuses("".join(f"key{n}: 1\n" for n in range(300)))

    assert 21 == len(said)
    assert "and 280 more" in said[-1]


def test_a_config_that_cannot_be_read_is_a_sentence(folder, tmp_path):
    (tmp_path / "config.yaml").mkdir()
    with pytest.raises(ConfigError, match="this is a directory"):
        folder.loads()


def test_no_accident_of_an_editor_is_a_crash(folder):
    """Lines and characters lost, doubled and swapped: an answer every time, with places that exist."""
    chance = random.Random(7)  # noqa: S311 -- the same accidents at every run
    text = (ROOT / "config.yaml").read_text("utf-8")
    for _ in range(250):
        broken = mutilated(text, chance)
        lines = broken.count("\n") + 1

        assert all(finding.message and 0 <= finding.line <= lines for finding in findings(folder, broken)), broken


def findings(folder, text):
    """What is wrong with a config; anything but a ConfigError is a failure."""
    try:
        return folder.loads(text).warnings
    except ConfigError as error:
        return error.findings


def mutilated(text, chance):
    lines = text.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[chance.randrange(len(lines))])
        case 2:
            lines[at] = lines[at].lstrip()
        case 3:
            lines[at] = lines[at].replace(":", "", 1)
        case _:
            place = chance.randrange(len(lines[at]) or 1)
            lines[at] = lines[at][:place] + chance.choice("\t\x00:[]{}*&!\"'#-é\u2028") + lines[at][place:]
    return "".join(lines)


# ---------------------------------------------------------------- what is right


def test_the_shipped_config_is_valid_and_says_what_is_only_an_example():
    config = load_config(ROOT / "config.yaml", environment={}, receiver_models=RECEIVER_MODELS, judged=JUDGED)

    assert ["azertac-az", "azertac-en", "azertac-ru", "azertac-fr"] == [feed.id for feed in config.feeds]
    assert {"AZ"} == {feed.home for feed in config.feeds}
    assert [(), ("energy", "oic", "nam")] == [rule.topics for rule in config.rules]
    assert {"about"} == {rule.strength for rule in config.rules}
    assert {("AZ-DZ",)} == {rule.pairs for rule in config.rules}
    assert {("desk-mail", "desk-slack")} == {rule.notify for rule in config.rules}
    assert ["email", "slack"] == [receiver.kind for receiver in config.receivers]
    assert all("only an example" in warning.message for warning in config.warnings)


def test_everything_that_can_be_said_is_heard(folder):
    folder.writes("smtp", "a password\n")
    folder.writes("slack", "https://hooks.slack.com/services/T1/B1/secretkey\n")
    config = folder.loads(
        """
storage: {url: sqlite:///var/monitor.db}
timezone: Africa/Algiers
feeds:
  - https://example.org/news/rss
  - id: azertac-fr
    name: AZERTAC (fr)
    url: https://azertag.az/fr/rss
    language: fr
    home: Azerbaijan
    every: 5m
    user_agent: "Mozilla/5.0 (compatible; monitor; +https://desk.test/contact)"
    backfill: 3
rules:
  - name: Gas with anyone
    id: gas
    pairs: ["AZ-*", Algeria-Azerbaijan]
    topics: [energy.gas]
    strength: mentioned
    languages: [fr, EN]
    backfill: 10
    urgent: true
    notify: [desk]
smtp: {host: mail.desk.test, port: 587, tls: starttls, username: monitor, password_file: smtp}
receivers:
  desk: {email: {to: [a@desk.test, b@desk.test], from: monitor@desk.test}}
  chat: {slack: {webhook_url_file: slack}}
delivery: {group_wait: 90s, quiet_hours: "22:00-07:00"}
network: {allow_private: [10.1.0.0/16, "::1"]}
"""
    )
    bare, feed = config.feeds
    (rule,) = config.rules

    assert (f"sqlite:///{folder.path}/var/monitor.db", "Africa/Algiers") == (config.database_url, str(config.timezone))
    assert ("https://example.org/news/rss", "https://example.org/news/rss", None) == (bare.id, bare.name, bare.every)
    assert ("azertac-fr", "fr", "AZ", timedelta(minutes=5), 3) == (
        feed.id,
        feed.language,
        feed.home,
        feed.every,
        feed.backfill,
    )
    assert ("gas", ("*-AZ", "AZ-DZ"), "mentioned", ("fr", "en"), 10, True) == (
        rule.id,
        rule.pairs,
        rule.strength,
        rule.languages,
        rule.backfill,
        rule.urgent,
    )
    assert ("config.yaml", 15) == (rule.file, rule.line)
    assert (timedelta(seconds=90), QuietHours(time(22), time(7))) == (config.group_wait, config.quiet_hours)
    assert ["10.1.0.0/16", "::1/128"] == [str(network) for network in config.allow_private]
    assert ["receivers.chat"] == [warning.path for warning in config.warnings]


@pytest.mark.parametrize(
    "text",
    ["AZ-DZ", "dz-az", "AZ–DZ", "az — dz", "Algeria-Azerbaijan", "Algérie – Azerbaïdjan", "Azerbaijan-DZ"],
)
def test_a_pair_is_a_pair_however_it_is_written(text):
    assert "AZ-DZ" == read_pair(text)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Guinea-Bissau-Senegal", "GW-SN"),
        ("Senegal-Guinea-Bissau", "GW-SN"),
        ("Côte d’Ivoire - France", "CI-FR"),
        ("Türkiye-Turkmenistan", "TM-TR"),
        ("DR Congo-Congo-Brazzaville", "CD-CG"),
        ("South Korea-North Korea", "KP-KR"),
        ("Niger-Nigeria", "NE-NG"),
        ("AZ-*", "*-AZ"),
        ("* - Algeria", "*-DZ"),
    ],
)
def test_names_with_dashes_and_likes_are_told_apart(text, pair):
    assert pair == read_pair(text)


def test_a_receiver_may_have_a_mail_server_of_its_own(folder):
    config = folder.loads(BASE.replace("from: b@desk.test}", "from: b@desk.test, smtp: {host: other.desk.test}}"))
    settings = config.receivers[0].settings

    assert ("other.desk.test", 587, "none") == (settings.smtp.host, settings.smtp.port, settings.smtp.tls)


def test_a_short_interval_is_for_machines_of_ones_own(folder):
    own = BASE.replace("https://fil.example/rss", "http://127.0.0.1:8000/rss").replace("home: AZ", "every: 1s")
    config = folder.loads(own + "network: {allow_private: [127.0.0.0/8]}\n")

    assert timedelta(seconds=1) == config.feeds[0].every
    assert ["config.yaml:4:12: feeds[0].every: 1s is too short. The minimum is 1m."] == folder.refuses(own)


# ---------------------------------------------------------------- secrets


def secret_config(where):
    return BASE.replace('webhook_url: "https://hooks.slack.com/services/T1/B1/secretkey"', where)


URL = "https://hooks.slack.com/services/T1/B1/secretkey"


def webhook(config):
    return config.receivers[1].settings.webhook_url.get_secret_value()


def test_a_secret_comes_from_a_file_the_environment_or_systemd(folder, tmp_path):
    folder.writes("slack", f"{URL}\n")
    (tmp_path / "credentials").mkdir()
    (tmp_path / "credentials" / "slack").write_text(f"{URL}-systemd", "utf-8")
    by_file = secret_config("webhook_url_file: slack")
    by_name = secret_config('webhook_url: "${WEBHOOK}"')

    assert URL == webhook(folder.loads(by_file))
    assert f"{URL}-systemd" == webhook(folder.loads(by_file, {"CREDENTIALS_DIRECTORY": str(tmp_path / "credentials")}))
    assert f"{URL}-env" == webhook(folder.loads(by_name, {"WEBHOOK": f"{URL}-env"}))


def test_no_secret_is_kept_or_shown(folder):
    """What is stored and printed has *** where a secret stood, in comments too."""
    text = (
        BASE + '# webhook_url: "https://hooks.slack.com/services/OLDKEY"\nstorage: {url: "postgresql://u:dbkey@h/d"}\n'
    )
    config = folder.loads(text)
    shown = config.text + repr(config)

    for secret in ("secretkey", "OLDKEY", "dbkey"):
        assert secret not in shown
    assert "dbkey" in config.database_url
    assert "***" in config.text


@pytest.mark.parametrize(
    "mistake",
    [
        "webhook_url: htps://x/secretkey",
        "webhook_url: [secretkey]",
        "webhook_ulr: secretkey",
        'webhook_url: "secretkey',
    ],
)
def test_a_mistake_in_a_secret_does_not_show_it(mistake, folder):
    assert not any("secretkey" in line for line in folder.refuses(secret_config(mistake)))


def test_a_readable_secret_is_warned_of(folder, tmp_path):
    folder.writes("slack", URL)
    (tmp_path / "slack").chmod(0o644)
    config = folder.loads(secret_config("webhook_url_file: slack"))

    assert any("chmod 600" in warning.message for warning in config.warnings)


def test_the_hash_is_that_of_what_is_asked(folder):
    one, same, other = folder.loads(BASE), folder.loads(BASE), folder.loads(BASE + "timezone: Asia/Baku\n")

    assert one.text_hash == same.text_hash != other.text_hash
