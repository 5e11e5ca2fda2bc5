"""Names that have to differ."""

from collections.abc import Iterable

from monitor.config.findings import Findings
from monitor.config.yaml import Node, Scalar


def refuse_twice(nodes: Iterable[Node], sentence: str, findings: Findings) -> None:
    """Tell of each text that stood there before, whatever its case and spaces; `sentence` names the {first} line."""
    first: dict[str, Scalar] = {}
    for node in nodes:
        if not isinstance(node, Scalar):
            continue
        earlier = first.setdefault(" ".join(node.text.casefold().split()), node)
        if earlier is not node:
            findings.at(node, f'"{node.text}" {sentence.format(first=earlier.line)}')
