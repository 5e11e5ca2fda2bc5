"""The README is true: every command it shows is run here, as it stands there, and its config is valid."""

import json
import os
import re
import shlex
import signal
import subprocess
from pathlib import Path

import pytest
import yaml

from monitor.cli.options import judged
from monitor.config.load import load_config
from monitor.demo.channel import Channel
from monitor.demo.mailbox import Mailbox
from monitor.receivers.receiver import RECEIVER_MODELS
from tests.acceptance.conftest import Wire, eventually

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
SHOWN = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines() if line]

pytestmark = pytest.mark.skipif(
    not (ROOT / ".venv" / "installed").exists(), reason="not set up by make: the README's commands need .venv/"
)


@pytest.fixture
def clone(tmp_path):
    """A folder like a fresh clone after `make install`, whose config watches a wire on loopback."""
    for name in ("Makefile", ".venv"):
        (tmp_path / name).symlink_to(ROOT / name)
    for name in ("pyproject.toml", "requirements.lock"):
        # Older than any installation, so that make never installs this folder in place of the real one.
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, 0))
    mailbox, channel, wire = Mailbox(), Channel(), Wire()
    mailbox.start()
    channel.start()
    settings = yaml.safe_load((ROOT / "config.yaml").read_text("utf-8"))
    settings |= {
        "feeds": [{"name": "Fil", "url": f"{wire.url}/rss", "home": "AZ"}],
        "smtp": {"host": "127.0.0.1", "port": mailbox.port, "tls": "none"},
        "network": {"allow_private": ["127.0.0.0/8"]},
    }
    settings["receivers"]["desk-slack"] = {"slack": {"webhook_url": channel.url}}
    (tmp_path / "config.yaml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
    (tmp_path / "article.txt").write_text("Le ministre algérien a reçu à Alger son homologue azerbaïdjanais.", "utf-8")
    (tmp_path / "page.html").write_text(
        "<html><head><title>Une visite</title></head><body><h1>Une visite</h1><article><p>Le ministre algérien a reçu "
        "mardi à Alger son homologue azerbaïdjanais pour parler de gaz.</p></article></body></html>",
        "utf-8",
    )
    yield tmp_path
    wire.close()
    mailbox.stop()
    channel.stop()


def ends(folder, command, status=0):
    """A command that ends by itself; what it printed."""
    done = subprocess.run(
        shlex.split(command), cwd=folder, capture_output=True, text=True, timeout=300, check=False, env=environment()
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def until(folder, command, words):
    """A command that runs until Ctrl-C, which comes when it has printed `words`; what it printed."""
    log = folder / "output.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            shlex.split(command), cwd=folder, stdout=output, stderr=output, start_new_session=True, env=environment()
        )
    try:
        eventually(lambda: words in log.read_text("utf-8") or process.poll() is not None, 120)
        os.killpg(process.pid, signal.SIGINT)
        process.wait(60)
        # make may be gone before its child has said its last word.
        eventually(lambda: is_over(process.pid), 60)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return log.read_text("utf-8")


def is_over(group):
    """Whether nothing of this process group runs any more."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


def environment():
    """What a person's shell would give, without the make and pytest around us."""
    ours = ("MAKE", "MFLAGS", "PYTEST", "MONITOR_CONFIG")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)} | {
        "PYTHONUNBUFFERED": "1",
        "COLUMNS": "120",
    }


def demo(folder, command):
    text = until(folder, command, "alerted")

    assert "Traceback" not in text, text[-4000:]
    assert "The demo is over." in text


def demo_once(folder, command):
    counts = json.loads(ends(folder, command).splitlines()[-1])

    assert counts["articles"] >= 5
    assert min(counts["delivered"].values()) >= 1


def run(folder, command):
    text = until(folder, command, "event=polled")

    assert "step=poll" in text
    assert "stopped" in text
    assert "Traceback" not in text, text[-4000:]


def check(folder, command):
    assert "can be used" in ends(folder, command)


def receivers_test(folder, command):
    assert "desk-mail → desk@example.org" in ends(folder, command)


def run_once(folder, command):
    assert "Polled 1 feed" in ends(folder, command)


def status(folder, command):
    ends(folder, ".venv/bin/monitor run --once")

    assert "Fil" in ends(folder, command)


def assess(folder, command):
    text = ends(folder, command)

    assert "AZ-DZ" in text
    assert "azerbaïdjanais" in text


def extract(folder, command):
    text = ends(folder, command)

    assert "Une visite" in text
    assert "Le ministre algérien" in text


COMMANDS = {
    "make demo": demo,
    'make demo ARGS="--once --json"': demo_once,
    "make run": run,
    ".venv/bin/monitor check": check,
    ".venv/bin/monitor receivers test desk-mail": receivers_test,
    ".venv/bin/monitor run --once": run_once,
    ".venv/bin/monitor status": status,
    ".venv/bin/monitor assess article.txt": assess,
    ".venv/bin/monitor extract page.html": extract,
}


def test_every_command_shown_is_run():
    assert sorted(COMMANDS) == sorted(SHOWN)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_does_what_the_readme_says(command, clone):
    COMMANDS[command](clone, command)


def test_the_config_shown_is_valid(tmp_path):
    (block,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    path = tmp_path / "config.yaml"
    path.write_text(block, "utf-8")
    (tmp_path / "smtp").write_text("password\n", "utf-8")
    (tmp_path / "slack").write_text("https://hooks.slack.com/services/T1/B1/x\n", "utf-8")
    config = load_config(path, environment={}, receiver_models=RECEIVER_MODELS, judged=judged())

    assert ["AZ-DZ everything", "AZ-DZ energy, OIC, NAM"] == [rule.name for rule in config.rules]


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#:]+)\)", README))
def test_every_link_leads_somewhere(target):
    assert (ROOT / target).exists()


@pytest.mark.parametrize("name", re.findall(r"^\| `monitor (\w+) --jsonl FILE` ", README, re.MULTILINE))
def test_a_jsonl_command_takes_a_file_and_a_pipe(name, clone):
    line = {"id": 1, "title": "Gaz", "text": "L'Algérie livre du gaz à l'Italie.", "url": "https://a.example/1"}
    (clone / "in.jsonl").write_text(json.dumps(line | {"html_file": "page.html"}) + "\n", "utf-8")
    from_file = ends(clone, f".venv/bin/monitor {name} --jsonl in.jsonl")

    assert 1 == json.loads(from_file)["id"]
