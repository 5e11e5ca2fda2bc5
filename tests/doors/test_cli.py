"""The commands as a person types them: what they print, and how they end."""

import json
import os
import re
import subprocess
import sys
from contextlib import closing

import pytest
import yaml

from monitor.demo.channel import Channel
from monitor.demo.mailbox import Mailbox
from monitor.store.store import Store
from tests.acceptance.conftest import Wire, free_port

COMMANDS = ["run", "demo", "check", "status", "assess", "extract", "receivers", "version"]


@pytest.fixture
def servers():
    mailbox, channel = Mailbox(), Channel()
    mailbox.start()
    channel.start()
    yield mailbox, channel
    mailbox.stop()
    channel.stop()


@pytest.fixture
def config(tmp_path, servers):
    """A config.yaml with one feed that nobody serves and two receivers that work."""
    mailbox, channel = servers
    path = tmp_path / "config.yaml"
    settings = {
        "storage": {"url": "sqlite:///var/monitor.db"},
        "feeds": [{"id": "fil", "name": "Fil [fr]", "url": "http://127.0.0.1:9/rss", "home": "AZ"}],
        "rules": [{"name": "AZ-DZ everything", "pairs": ["AZ-DZ"], "notify": ["desk-mail", "desk-slack"]}],
        "smtp": {"host": "127.0.0.1", "port": mailbox.port, "tls": "none"},
        "receivers": {
            "desk-mail": {"email": {"to": ["a@desk.test", "b@desk.test"], "from": "monitor@desk.test"}},
            "desk-slack": {"slack": {"webhook_url": channel.url}},
        },
        "network": {"allow_private": ["127.0.0.0/8"]},
    }
    path.write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
    path.chmod(0o600)
    return path


def monitor(*arguments, status=0):
    """Run the command; its standard output, and its standard error where it should fail."""
    environment = {name: value for name, value in os.environ.items() if name != "MONITOR_CONFIG"}
    done = subprocess.run(
        [sys.executable, "-m", "monitor", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=environment | {"COLUMNS": "140"},
    )
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout if status == 0 else done.stderr


def test_help_names_every_command():
    text = monitor("--help")

    for command in COMMANDS:
        assert re.search(rf"│ {command} ", text), command


@pytest.mark.parametrize("command", [*(name for name in COMMANDS if name != "receivers"), "receivers test"])
def test_every_command_explains_itself_with_an_example(command):
    text = monitor(*command.split(), "--help")

    assert re.search(rf"Example:.*monitor {command.split()[0]}", " ".join(text.split()))


def test_the_version_is_that_of_the_package():
    assert re.fullmatch(r"monitor \d+\.\d+\.\d+.*\n", monitor("version"))


@pytest.mark.parametrize("arguments", [["--nonsense"], ["nonsense"], ["run", "--nonsense"]])
def test_a_slip_in_the_command_is_a_sentence_and_status_2(arguments):
    assert "nonsense" in monitor(*arguments, status=2)


def test_check_says_what_can_be_used(config):
    assert "can be used: 1 feed, 1 rule, 2 receivers" in monitor("check", "--config", config)


def test_check_tells_programs_the_same(config):
    found = json.loads(monitor("check", "--config", config, "--json"))

    assert (True, ["fil"], ["AZ-DZ everything"]) == (found["usable"], found["feeds"], found["rules"])


@pytest.mark.parametrize("command", ["check", "run", "status"])
def test_a_mistake_in_the_config_is_one_sentence_with_its_place(config, command):
    config.write_text(config.read_text("utf-8").replace("AZ-DZ\n", "AZ-ZZ\n"), "utf-8")
    said = monitor(command, "--config", config, status=2)

    assert re.search(r'config\.yaml:\d+:\d+: rules\[0\]\.pairs\[0\]: .*"ZZ"', said)


def test_a_config_that_is_not_there_is_a_sentence(tmp_path):
    said = monitor("check", "--config", tmp_path / "other.yaml", status=2)

    assert "other.yaml" in said
    assert "no such file" in said


def test_status_before_the_first_run_says_what_to_do(config):
    assert "monitor run" in monitor("status", "--config", config, status=1)


def test_status_shows_feeds_rules_and_receivers(config):
    monitor("run", "--once", "--config", config)
    text = monitor("status", "--config", config)
    for_programs = json.loads(monitor("status", "--config", config, "--json"))

    for shown in ("Fil [fr]", "connect ×1", "never", "AZ-DZ everything", "desk-mail", "desk-slack"):
        assert shown in text
    (feed,) = for_programs["feeds"]
    assert ("fil", "connect", 1) == (feed["id"], feed["error_kind"], feed["failures"])
    assert "127.0.0.1:9" in feed["error"]


def test_status_says_when_the_config_is_newer_than_the_daemon(config):
    monitor("run", "--once", "--config", config)
    config.write_text(config.read_text("utf-8") + "timezone: Asia/Baku\n", "utf-8")

    assert "has changed since" in monitor("status", "--config", config)


def test_a_round_ends_with_a_summary(config):
    counts = json.loads(monitor("run", "--once", "--json", "--config", config).splitlines()[-1])

    assert {"email": 0, "slack": 0} == counts["delivered"]
    assert (1, 1) == (counts["feeds"], counts["feeds_failing"])
    assert "No feed was due" in monitor("run", "--once", "--config", config)


def test_a_round_beside_a_running_daemon_is_refused(config):
    url = f"sqlite:///{config.parent / 'var' / 'monitor.db'}"
    with closing(Store.open(url, role="daemon")):
        assert "another monitor" in monitor("run", "--once", "--config", config, status=1)


def test_a_receiver_is_tried_at_each_of_its_recipients(config, servers):
    mailbox, channel = servers
    mail, slack = (monitor("receivers", "test", name, "--config", config) for name in ("desk-mail", "desk-slack"))

    assert "desk-mail → a@desk.test" in mail
    assert "desk-mail → b@desk.test" in mail
    assert "desk-slack" in slack
    assert (2, 1) == (len(mailbox.messages), len(channel.messages))


def test_a_receiver_that_cannot_be_reached_is_a_sentence_and_status_1(config, servers):
    config.write_text(config.read_text("utf-8").replace(f"port: {servers[0].port}", f"port: {free_port()}"), "utf-8")

    assert "nobody listens there" in monitor("receivers", "test", "desk-mail", "--config", config, status=1)


def test_a_receiver_that_is_not_there_is_status_2_and_names_those_that_are(config):
    said = monitor("receivers", "test", "desk", "--config", config, status=2)

    assert "desk-mail, desk-slack" in said


def test_a_receiver_tells_programs_too(config):
    (line,) = monitor("receivers", "test", "desk-slack", "--config", config, "--json").splitlines()

    assert "desk-slack" == json.loads(line)["receiver"]


@pytest.mark.parametrize("command", ["assess", "extract"])
def test_a_page_on_a_machine_of_ones_own_needs_the_config(config, command):
    wire = Wire()
    wire.carries(
        "/fr/visite", "Visite à Alger", "Le ministre azerbaïdjanais a été reçu à Alger par son homologue algérien."
    )
    refused = monitor(command, f"{wire.url}/fr/visite", status=1)
    shown = monitor(command, f"{wire.url}/fr/visite", "--config", config)
    wire.close()

    assert "network.allow_private" in refused
    assert "azerbaïdjanais" in shown
