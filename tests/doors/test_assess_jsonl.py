"""`monitor assess --jsonl`: one answer a line, in order, with offsets that hold, whatever the line."""

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.assess.lexicon import load_lexicon
from monitor.cli.assess import assess_lines

TEXT = (
    "Bakou, 22 avril, FIL. Les ministres azerbaïdjanais et algérien ont parlé de livraisons de gaz naturel et de "
    "pétrole à Alger. 🛢️ L'Azerbaïdjan et l'Algérie se concertent à l'Organisation de la coopération islamique."
)
LEXICON = load_lexicon()


def judged(lines, *, status=0, source="-"):
    """The answers to these lines; texts are sent as they are, everything else as JSON."""
    raw = b"".join((one if isinstance(one, bytes) else json.dumps(one).encode()) + b"\n" for one in lines)
    done = subprocess.run(
        [sys.executable, "-m", "monitor", "assess", "--jsonl", source],
        input=raw,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == status, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def spans(answer):
    for country in answer["countries"]:
        yield from country["mentions"]
    for kind in ("pairs", "topics"):
        for found in answer[kind]:
            yield from found["evidence"]


def test_the_answer_has_the_shape_that_programs_rely_on():
    (answer,) = judged([{"id": "a", "title": "Consultations à Alger", "text": TEXT}])

    assert ["id", "language", "countries", "pairs", "topics", "organisations"] == list(answer)[:6]
    assert ("a", "fr") == (answer["id"], answer["language"])
    assert {"AZ", "DZ"} == {country["code"] for country in answer["countries"]}
    (pair,) = answer["pairs"]
    assert ("AZ-DZ", True) == (pair["pair"], pair["about"])
    assert {"energy", "energy.gas", "oic"} <= {topic["topic"] for topic in answer["topics"]}
    for found in (*answer["countries"], *answer["pairs"], *answer["topics"]):
        assert 0 <= found["score"] <= 1
    for mention in answer["countries"][0]["mentions"]:
        assert {"field", "start", "end", "text", "kind"} == set(mention)
        assert mention["kind"] in {"name", "demonym", "capital", "code", "compound"}
    for evidence in pair["evidence"]:
        assert {"field", "start", "end", "text"} == set(evidence)


def test_offsets_are_code_points_into_the_field():
    line = {"id": 1, "title": "🛢️ Alger – Bakou", "text": TEXT}
    (answer,) = judged([line])

    assert list(spans(answer))
    for span in spans(answer):
        assert span["text"] == line[span["field"]][span["start"] : span["end"]]


def test_a_datelines_capital_is_no_mention():
    (answer,) = judged([{"id": 1, "title": "Récolte", "text": "Bakou, 22 avril, FIL. La récolte de pommes est bonne."}])

    assert [] == answer["countries"]


@pytest.mark.parametrize(
    ("line", "line_id", "says"),
    [
        (b"{", None, "not JSON"),
        (b"", None, "not JSON"),
        (b"[1]", None, "not an object"),
        (b'"text"', None, "not an object"),
        (b'{"id": 1, "text": "caf\xe9"}', None, "not UTF-8"),
        ({"id": 5}, 5, "both missing"),
        ({"id": 5, "title": "a", "text": 3}, 5, "text: should be a string"),
        ({"id": 5, "title": ["a"], "text": ""}, 5, "title: should be a string"),
        ({"id": 5, "title": "a", "language": 7}, 5, "language: should be a string"),
        ({"id": {"a": 1}, "title": "a", "text": "b"}, None, "id"),
        (b"[" * 100_000, None, "not JSON"),
    ],
)
def test_a_bad_line_is_answered_in_its_place_and_the_end_is_status_1(line, line_id, says):
    before, bad, after = judged([{"id": 1, "text": "Alger"}, line, {"id": 2, "text": "Bakou"}], status=1)

    assert (1, 2) == (before["id"], after["id"])
    assert {"id", "error"} == set(bad)
    assert line_id == bad["id"]
    assert says in bad["error"]


def test_a_lone_surrogate_is_a_letter_like_any_other():
    (answer,) = judged([b'{"id": 1, "title": "", "text": "\\ud800 Alger et Bakou ont sign\\u00e9 un accord."}'])

    assert ["AZ-DZ"] == [pair["pair"] for pair in answer["pairs"]]


def test_nothing_in_is_nothing_out():
    assert [] == judged([])


def test_a_file_is_read_as_well_as_a_pipe(tmp_path):
    source = tmp_path / "articles.jsonl"
    source.write_text('{"id": 1, "text": "Alger"}\n{"id": 2, "text": "Bakou"}', "utf-8")

    assert [1, 2] == [answer["id"] for answer in judged([], source=str(source))]


def test_a_file_that_is_not_there_is_status_2():
    assert [] == judged([], status=2, source="nowhere.jsonl")


def test_an_answer_comes_before_the_next_line_is_written():
    """A program may hold a conversation; nothing waits for the end of the input."""
    command = [sys.executable, "-m", "monitor", "assess", "--jsonl", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        for number in (1, 2):
            process.stdin.write(json.dumps({"id": number, "text": "Alger"}).encode() + b"\n")
            process.stdin.flush()
            assert number == json.loads(process.stdout.readline())["id"]
        process.stdin.close()

    assert 0 == process.returncode


def test_lines_are_not_gathered_in_memory():
    """Only as much is read as is answered."""
    read = []

    def lines():
        for number in range(1_000_000):
            read.append(number)
            yield b'{"id": 1, "text": "Alger"}\n'

    answers = assess_lines(lines(), LEXICON)
    for _ in range(3):
        next(answers)

    assert 3 == len(read)


pieces = st.sampled_from(
    [
        "Alger ",
        "Bakı",
        "БАКУ, 22 апреля. ",
        "الجزائر و",
        "🛢️",
        "e\u0301nergie ",
        "\u200f",
        "İRAN",
        "\n",
        "gaz, ",
        "U.S. ",
        "-",
    ]
) | st.text(max_size=5)


@settings(max_examples=150, deadline=None)
@given(st.lists(pieces, max_size=12).map("".join), st.lists(pieces, max_size=25).map("".join))
def test_whatever_the_scripts_a_span_is_what_stands_there(title, text):
    line = {"id": 1, "title": title, "text": text}
    ((answer, answered),) = assess_lines([json.dumps(line).encode()], LEXICON)

    assert answered
    for span in spans(answer):
        assert span["text"] == line[span["field"]][span["start"] : span["end"]]
