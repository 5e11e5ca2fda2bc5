"""The sections smtp and receivers: who can be told, and how; what a kind may say is its own model's business."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from pydantic import BaseModel

from monitor.config.findings import Findings, key_path
from monitor.config.later import NOT_YET_OF_RECEIVERS, refuse
from monitor.config.secrecy import is_example
from monitor.config.secrets import Secrets
from monitor.config.settings import ReceiverConfig
from monitor.config.validate import field_model, keys_of, unknown_key, validate
from monitor.config.yaml import Entry, Node, Table, scalars

_NAME = re.compile(r"[\w.@+-]{1,64}")
_SMTP = "smtp"


@dataclass(frozen=True, slots=True)
class ReceiverReader:
    """Reads receivers with the models of their kinds; the mail server of the file stands under each one's own."""

    models: Mapping[str, type[BaseModel]]
    secrets: Secrets
    findings: Findings

    def read(self, node: Node | None, smtp: Node | None) -> tuple[ReceiverConfig, ...]:
        """The receivers in the order of the file."""
        server = self._server(smtp)
        if node is None:
            self.findings.warn("there are no receivers: nobody can be told. Add some under receivers:.")
            return ()
        if not isinstance(node, Table):
            self.findings.at(node, "must be a mapping: a name for each receiver, with its kind below.")
            return ()
        if not node.entries:
            self.findings.warn("there are no receivers: nobody can be told.", path=node.path, place=node)
        read = [self._receiver(entry, server) for entry in node.entries]
        return tuple(receiver for receiver in read if receiver is not None)

    def _receiver(self, entry: Entry, server: Table | None) -> ReceiverConfig | None:
        name, node = entry.key, entry.node
        if not _NAME.fullmatch(name):
            self.findings.add(
                f'"{name[:64]}" cannot be the name of a receiver. Use letters, digits, - and _.',
                path="receivers",
                line=entry.line,
                column=entry.column,
            )
            return None
        kind = self._kind(node)
        if kind is None:
            return None
        model, settings = self.models[kind.key], kind.node
        if isinstance(settings, Table):
            settings = self.secrets.fill(self._without_later(kind.key, settings), model)
            settings = self._with_server(settings, model, server)
        valid = validate(settings, model, self.findings)
        return None if valid is None else ReceiverConfig(name, kind.key, valid)

    def _kind(self, node: Node) -> Entry | None:
        """The one key below a receiver's name."""
        kinds = " or ".join(f"{kind}:" for kind in self.models)
        if not isinstance(node, Table) or not node.entries:
            self.findings.at(node, f"the kind of this receiver is missing. Write {kinds} below its name.")
            return None
        unknown = [entry for entry in node.entries if entry.key not in self.models]
        for entry in unknown:
            unknown_key(node, entry, tuple(self.models), self.findings)
        if unknown:
            return None
        if len(node.entries) > 1:
            found = " and ".join(entry.key for entry in node.entries)
            self.findings.at(node, f"a receiver is of one kind; found {found}. Make two receivers of them.")
            return None
        return node.entries[0]

    def _without_later(self, kind: str, table: Table) -> Table:
        later = NOT_YET_OF_RECEIVERS.get(kind, {})
        allowed = keys_of(self.models[kind])
        for entry in table.entries:
            if entry.key in later and entry.key not in allowed and entry.key.removesuffix("_file") not in allowed:
                refuse(table, entry, later[entry.key], self.findings)
                table = table.without(entry.key)
        return table

    def _server(self, node: Node | None) -> Table | None:
        """The mail server for all receivers that have one; its values are checked with each receiver's own."""
        model = next((found for kind in self.models.values() if (found := field_model(kind, _SMTP))), None)
        if node is None or model is None:
            return None
        if not isinstance(node, Table):
            self.findings.at(node, f"must be a mapping with {', '.join(keys_of(model))}.")
            return None
        server = self.secrets.fill(node, model)
        for entry in server.entries:
            if entry.key not in keys_of(model):
                unknown_key(node, entry, keys_of(model), self.findings)
                server = server.without(entry.key)
        return server

    def _with_server(self, table: Table, model: type[BaseModel], server: Table | None) -> Table:
        own = table.get(_SMTP)
        if server is None or field_model(model, _SMTP) is None or (own and not isinstance(own.node, Table)):
            return table
        if own is None or not isinstance(own.node, Table):
            return replace(table, entries=(*table.entries, Entry(_SMTP, server.line, server.column, server)))
        overridden = {entry.key for entry in own.node.entries}
        below = tuple(entry for entry in server.entries if entry.key not in overridden)
        merged = replace(own.node, entries=(*own.node.entries, *below))
        return replace(table.without(_SMTP), entries=(*table.without(_SMTP).entries, replace(own, node=merged)))


def names_of(node: Node | None) -> tuple[str, ...]:
    """The names that a rule may tell, of whatever else is wrong with them."""
    return tuple(entry.key for entry in node.entries) if isinstance(node, Table) else ()


def warn_of_unused(node: Node | None, smtp: Entry | None, told: Collection[str], findings: Findings) -> None:
    """Say which receivers no rule tells, and whether the mail server serves none."""
    entries = node.entries if isinstance(node, Table) else ()
    for entry in entries:
        if entry.key not in told:
            message = "no rule tells this receiver. Name it under notify:, or take it away."
            findings.warn(message, path=key_path("receivers", entry.key), place=entry)
    mails = any(isinstance(entry.node, Table) and entry.node.get("email") for entry in entries)
    if smtp is not None and not mails:
        findings.warn("no receiver sends mail, so this is not used.", path=_SMTP, place=smtp)


def warn_of_examples(nodes: Iterable[Node | None], findings: Findings) -> None:
    """Say which servers and addresses still are those of an example, for nothing will arrive there."""
    for node in nodes:
        for scalar in scalars(node) if node is not None else ():
            if is_example(scalar.text):
                shown = "this" if scalar.secret else scalar.text
                findings.warn(f"{shown} is only an example. Write your own.", path=scalar.path, place=scalar)
