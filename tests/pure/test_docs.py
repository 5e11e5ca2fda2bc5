"""The documents say what is true: examples load, and everything that can be asked for is named."""

import re
from pathlib import Path

import pytest

from monitor.assess.assess import assess
from monitor.assess.lexicon import load_lexicon
from monitor.cli.options import judged
from monitor.config.languages import LANGUAGE_NAMES
from monitor.config.load import load_config
from monitor.receivers.receiver import RECEIVER_MODELS
from monitor.types import ArticleText
from tests.pure.config_mistakes import BASE

DOCS = Path(__file__).parents[2] / "docs"
JUDGED = judged()
NAMES = dict(line.split(" ", 1) for line in LANGUAGE_NAMES.splitlines())


@pytest.fixture
def corridors(tmp_path):
    [example] = re.findall(
        r"```yaml\n(topics:.*?)\n\nrules:", (DOCS / "adding-a-topic.md").read_text("utf-8"), re.DOTALL
    )
    path = tmp_path / "config.yaml"
    path.write_text(BASE.replace("[energy]", "[corridors]") + example + "\n", "utf-8")
    path.chmod(0o600)
    return load_config(path, environment={}, receiver_models=RECEIVER_MODELS, judged=JUDGED).topics


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Перевозки по Среднему коридору выросли вдвое.", True),
        ("Two middle corridors are planned.", True),
        ("Freight and transit fees rose.", True),
        ("Freight rose again and again, and freight rose.", False),
        ("The corridors of power were empty.", False),
    ],
)
def test_the_topic_of_the_example_does_what_is_said_of_it(corridors, text, found):
    topics = {topic.topic for topic in assess(ArticleText("", text), load_lexicon(corridors)).topics}

    assert ("corridors" in topics) is found


def test_every_language_that_is_judged_is_named():
    said = (DOCS / "judgement.md").read_text("utf-8")

    assert [NAMES[language] for language in sorted(JUDGED.languages) if NAMES[language] not in said] == []
    assert len(JUDGED.languages) == 35


def test_every_built_in_topic_is_named():
    said = (DOCS / "judgement.md").read_text("utf-8")
    shown = {f"`{topic}`" if "." not in topic else f".{topic.partition('.')[2]}`" for topic in JUDGED.topics}

    assert [topic for topic in sorted(shown) if topic not in said] == []
