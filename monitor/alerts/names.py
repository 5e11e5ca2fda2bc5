"""Step 4, gather: how pairs and topics are called in front of a reader."""

from collections.abc import Sequence

from monitor.config.countries import country_names
from monitor.config.pairs import partners

# Topics that people write in capitals; every other topic reads as it is written in the config.
_CAPITALS = {name: name.upper() for name in ("oic", "nam", "opec", "gecf", "eu", "un", "brics", "sco")}

_NAMES = {"opec-plus": "OPEC+"}


def pair_name(pair: str) -> str:
    """`Azerbaijan–Algeria` for `AZ-DZ`, `Azerbaijan–Arab League` for `AZ-arab-league`."""
    return "–".join(country_names().get(side) or organisation_name(side) for side in partners(pair))


def organisation_name(organisation: str) -> str:
    """`OIC` for `oic`, `World Bank` for `world-bank`; a code without a name stands for itself."""
    if organisation in _NAMES:
        return _NAMES[organisation]
    return organisation.replace("-", " ").title() if "-" in organisation else organisation.upper()


def topic_name(topic: str) -> str:
    """`OIC` for `oic`, `gas` for `energy.gas`."""
    name = topic.rpartition(".")[2]
    return _CAPITALS.get(name, name.replace("_", " "))


def short_topics(topics: Sequence[str]) -> str:
    """For a subject line: `energy, OIC` for energy, energy.gas and oic; a child is named where its parent is absent."""
    return ", ".join(dict.fromkeys(topic_name(topic) for topic in topics if not _has_parent(topic, topics)))


def topic_phrase(topics: Sequence[str]) -> str:
    """With the children: `energy (gas, renewables), OIC`."""
    phrases = []
    for topic in topics:
        if _has_parent(topic, topics):
            continue
        children = [topic_name(child) for child in topics if child.startswith(f"{topic}.")]
        phrases.append(f"{topic_name(topic)} ({', '.join(children)})" if children else topic_name(topic))
    return ", ".join(phrases)


def _has_parent(topic: str, topics: Sequence[str]) -> bool:
    return any(topic.startswith(f"{other}.") for other in topics)
