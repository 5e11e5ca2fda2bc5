"""What hangs, explodes or dies over one document is its worker's end and nobody else's."""

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from monitor.errors import ParseError, WorkerError
from monitor.types import ArticleText, TopicSpec
from monitor.workers import Workers
from tests.acceptance.conftest import eventually
from tests.edges import documents


@pytest.fixture(scope="module")
def workers():
    with Workers(1) as workers:
        yield workers


@pytest.mark.parametrize(
    ("document", "deadline_s", "says"),
    [
        (documents.hangs, 0.5, "given up after"),
        (documents.eats_memory, 20, "more memory than a worker has"),
        (documents.dies, 20, "killed its worker"),
        (documents.stumbles, 20, "could not be taken apart"),
    ],
)
def test_a_bad_document_is_an_error_and_the_next_one_is_served(workers, document, deadline_s, says):
    with pytest.raises(WorkerError, match=says):
        workers.ask(document, (), deadline_s)

    assert 7 == workers.ask(documents.answers, (7,), 20)[1]


def test_a_worker_judges_by_topics_of_ones_own():
    corridors = TopicSpec("corridors", (("en", 1.0, ("Middle Corridor",)),))
    with Workers(1, topics=(corridors,)) as workers:
        assessment = workers.assess(ArticleText("Middle Corridor opened", "The Middle Corridor is open.", "en"))

    assert "corridors" in {topic.topic for topic in assessment.topics}


def test_the_three_trades_are_done_in_another_process(workers):
    feed = workers.parse_feed(
        b"<rss version='2.0'><channel><item><title>T</title></item></channel></rss>", "https://a.example"
    )
    article = workers.extract_article(
        b"<h1>Titre</h1><p>Une phrase assez longue pour un article.</p>", "https://a.example"
    )
    assessment = workers.assess(ArticleText("", "L'Algérie et l'Azerbaïdjan ont signé un accord sur le gaz à Alger."))
    pid, _ = workers.ask(documents.answers, (1,), 20)

    assert ["T"] == [entry.title for entry in feed.entries]
    assert "Une phrase assez longue pour un article." == article.text
    assert ["AZ-DZ"] == [pair.pair for pair in assessment.pairs]
    assert os.getpid() != pid


def test_what_is_no_feed_comes_back_as_our_own_error(workers):
    with pytest.raises(ParseError, match="no feed"):
        workers.parse_feed(b"nonsense", "https://a.example/rss")


def test_many_threads_may_ask_at_once(workers):
    with ThreadPoolExecutor(12) as threads:
        answers = threads.map(lambda n: workers.ask(documents.answers, (n,), 20)[1], range(40))

    assert list(range(40)) == list(answers)


def test_an_idle_worker_does_not_hear_ctrl_c(workers):
    """The terminal sends it to every process; the daemon decides what ends."""
    pid, _ = workers.ask(documents.answers, (1,), 20)
    os.kill(pid, signal.SIGINT)

    assert pid == workers.ask(documents.answers, (2,), 20)[0]


PARENT = """
import threading
from monitor.workers import Workers
from tests.edges import documents

if __name__ == "__main__":
    workers = Workers(1)
    print(workers.ask(documents.answers, (1,), 20)[0], flush=True)
    threading.Thread(target=workers.ask, args=(documents.hangs, (), 600), daemon=True).start()
    threading.Event().wait(600)
"""


def test_a_killed_parent_leaves_no_worker(tmp_path):
    """Not even a busy one, which reads from no pipe that could break."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT, "utf-8")
    environment = os.environ | {"PYTHONPATH": os.getcwd()}
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment)
    worker = int(parent.stdout.readline())
    threading.Event().wait(0.2)
    parent.kill()
    parent.wait(10)
    parent.stdout.close()

    assert eventually(lambda: not alive(worker), 20)


def alive(pid):
    """Whether the process runs; a zombie does not."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
