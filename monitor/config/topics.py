"""The section topics: what the user calls a topic, beside those the judge has of its own."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from monitor.config.findings import Findings
from monitor.config.models import TopicModel
from monitor.config.settings import Judged
from monitor.config.validate import validate
from monitor.config.yaml import Entry, Node, Table
from monitor.types import TopicSpec

WEAK = 0.5  # what a weak term weighs; a topic needs 1
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*(?:\.[a-z0-9]+(?:[-_][a-z0-9]+)*)?")


def read_topics(node: Node | None, judged: Judged, findings: Findings) -> tuple[TopicSpec, ...]:
    """The topics in the order of the file."""
    if node is None:
        return ()
    if not isinstance(node, Table):
        findings.at(node, "must be a mapping of topics, each with terms:, such as corridors: {terms: {en: [a, b]}}.")
        return ()
    read = [_read_topic(entry, judged, findings) for entry in node.entries]
    return tuple(topic for topic in read if topic is not None)


def with_topics(judged: Judged, topics: Iterable[TopicSpec]) -> Judged:
    """What rules may ask for when these are there too; a child makes its parent a topic."""
    names = {name for topic in topics for name in (topic.name, topic.name.partition(".")[0])}
    return replace(judged, topics=judged.topics | names)


def _read_topic(entry: Entry, judged: Judged, findings: Findings) -> TopicSpec | None:
    wrong = _wrong_name(entry.key, judged)
    if wrong is not None:
        findings.add(f"{wrong}", path="topics", line=entry.line, column=entry.column)
    model = validate(entry.node, TopicModel, findings, context={"languages": judged.languages})
    if model is None or wrong is not None:
        return None
    return TopicSpec(entry.key, (*_rows(model.terms, 1.0), *_rows(model.weak, WEAK), *_rows(model.without, 0.0)))


def _rows(terms: Mapping[str, tuple[str, ...]], weight: float) -> tuple[tuple[str, float, tuple[str, ...]], ...]:
    return tuple((language, weight, forms) for language, forms in terms.items())


def _wrong_name(name: str, judged: Judged) -> str | None:
    if name in judged.topics:
        return f'"{name}" is a topic that the judge has already. Give yours another name, such as "my-{name}".'
    if not _NAME.fullmatch(name):
        return (
            f'"{name}" is no name for a topic. Use small letters a to z, digits and hyphens, with at most one dot, '
            "such as corridors or energy.lng."
        )
    return None
