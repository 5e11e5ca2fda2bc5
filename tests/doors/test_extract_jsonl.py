"""`monitor extract --jsonl`: one answer a line, in order, whatever the line or its page."""

import json
import subprocess
import sys

import pytest

PAGE = (
    "<html lang='fr'><head><title>{0} - Fil</title></head><body><nav><a href='/'>Accueil</a></nav><h1>{0}</h1>"
    "<div>21.02.2026 [19:22]</div><article><p>Le ministre algérien a reçu mardi à Alger son homologue.</p>"
    "<p>Ils ont parlé de gaz et de pétrole pendant deux heures.</p></article>"
    "<aside><h3>À lire</h3><ul><li><a href='/b'>Une autre dépêche du jour</a></li></ul></aside>"
    "<footer>Tous droits réservés</footer></body></html>"
)


@pytest.fixture
def pages(tmp_path):
    for number in range(12):
        (tmp_path / f"{number}.html").write_text(PAGE.format(f"Visite numéro {number}"), "utf-8")
    (tmp_path / "empty.html").write_text("", "utf-8")
    return tmp_path


def extracted(folder, lines, *, status=0):
    source = folder / "pages.jsonl"
    source.write_bytes(b"".join((one if isinstance(one, bytes) else json.dumps(one).encode()) + b"\n" for one in lines))
    done = subprocess.run(
        [sys.executable, "-m", "monitor", "extract", "--jsonl", str(source)],
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == status, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def line(number, name=None):
    return {"id": number, "url": f"https://fil.example/{number}", "html_file": name or f"{number}.html"}


def test_each_page_becomes_its_article_in_order(pages):
    answers = extracted(pages, [line(number) for number in range(12)])

    assert list(range(12)) == [answer["id"] for answer in answers]
    assert {
        "id": 3,
        "title": "Visite numéro 3",
        "text": "Le ministre algérien a reçu mardi à Alger son homologue.\n"
        "Ils ont parlé de gaz et de pétrole pendant deux heures.",
        "published_at": "2026-02-21T19:22:00+00:00",
        "language": "fr",
    } == answers[3]


@pytest.mark.parametrize(
    ("bad", "line_id", "says"),
    [
        (b"{", None, "not JSON"),
        (b"", None, "not JSON"),
        (b"[1]", None, "not an object"),
        (b'{"id": 1, "url": "\xe9"}', None, "not UTF-8"),
        ({"id": 7, "url": "https://fil.example/7"}, 7, "html_file"),
        ({"id": 7, "url": 3, "html_file": "1.html"}, 7, "url"),
        (line(7, "nowhere.html"), 7, "cannot be read"),
        (line(7, "empty.html"), 7, "the page is empty"),
    ],
)
def test_a_bad_line_is_answered_in_its_place_and_the_end_is_status_1(pages, bad, line_id, says):
    before, answer, after = extracted(pages, [line(1), bad, line(2)], status=1)

    assert (1, 2) == (before["id"], after["id"])
    assert {"id", "error"} == set(answer)
    assert line_id == answer["id"]
    assert says in answer["error"]


def test_an_answer_comes_before_the_next_line_is_written(pages):
    command = [sys.executable, "-m", "monitor", "extract", "--jsonl", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=pages) as process:
        for number in (1, 2):
            process.stdin.write(json.dumps(line(number)).encode() + b"\n")
            process.stdin.flush()
            assert number == json.loads(process.stdout.readline())["id"]
        process.stdin.close()

    assert 0 == process.returncode
