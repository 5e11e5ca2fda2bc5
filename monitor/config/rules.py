"""The section rules: what is watched for, and who is told."""

from collections.abc import Collection

from monitor.config.findings import Findings, did_you_mean
from monitor.config.models import RuleModel
from monitor.config.settings import Judged
from monitor.config.twice import refuse_twice
from monitor.config.validate import validate
from monitor.config.yaml import Listing, Node, Scalar, Table
from monitor.types import RuleSpec


def read_rules(
    node: Node | None, *, receivers: Collection[str], judged: Judged, file: str, findings: Findings
) -> tuple[RuleSpec, ...]:
    """The rules in the order of the file; `file` is what they are called after in an alert."""
    if node is None:
        findings.warn("there are no rules: nobody will be told anything. Add some under rules:.")
        return ()
    if not isinstance(node, Listing):
        findings.at(node, "must be a list: a line for each rule, with a dash before it.")
        return ()
    if not node.items:
        findings.warn("there are no rules: nobody will be told anything.", path=node.path, place=node)
    _refuse_twice(node, findings)
    read = [_read_rule(item, receivers, judged, file, findings) for item in node.items]
    return tuple(rule for rule in read if rule is not None)


def _read_rule(
    node: Node, receivers: Collection[str], judged: Judged, file: str, findings: Findings
) -> RuleSpec | None:
    if isinstance(node, Table):
        _check_receivers(node, receivers, findings)
    model = validate(
        node, RuleModel, findings, context={"topics": judged.topics, "organisations": judged.organisations}
    )
    if model is None:
        return None
    return RuleSpec(
        id=model.id or model.name,
        name=model.name,
        pairs=tuple(sorted(set(model.pairs))),
        notify=tuple(dict.fromkeys(model.notify)),
        topics=tuple(dict.fromkeys(model.topics)),
        strength=model.strength,
        languages=tuple(dict.fromkeys(model.languages)),
        backfill=model.backfill,
        urgent=model.urgent,
        file=file,
        line=node.line,
    )


def _check_receivers(rule: Table, receivers: Collection[str], findings: Findings) -> None:
    entry = rule.get("notify")
    if entry is None or (isinstance(entry.node, Listing) and not entry.node.items):
        what = "tells nobody; its matches are only recorded. Name receivers under notify:."
        findings.warn(what, path=rule.path, place=rule)
        return
    have = f"have: {', '.join(receivers)}" if receivers else "there are none"
    for name in entry.node.items if isinstance(entry.node, Listing) else ():
        if isinstance(name, Scalar) and name.text not in receivers:
            hint = did_you_mean(name.text, receivers, "Add it under receivers:, or name one that is there.")
            findings.at(name, f'"{name.text}" is not a receiver ({have}). {hint}')


def _refuse_twice(rules: Listing, findings: Findings) -> None:
    tables = [item for item in rules.items if isinstance(item, Table)]
    names = [entry.node for table in tables if (entry := table.get("name"))]
    refuse_twice(names, "already names the rule of line {first}. Names of rules must differ.", findings)
    ids = [entry.node for table in tables if (entry := table.get("id"))]
    refuse_twice(ids, "is already the id of the rule of line {first}. Ids must differ.", findings)
