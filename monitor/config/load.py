"""config.yaml from its file to one checked Config, or to a list of everything that is wrong with it."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from monitor.config.feeds import read_feeds
from monitor.config.findings import Findings
from monitor.config.later import refuse_empty, refuse_later
from monitor.config.models import SECTIONS, DeliveryModel, NetworkModel, StorageModel, ZoneModel
from monitor.config.receivers import ReceiverReader, names_of, warn_of_examples, warn_of_unused
from monitor.config.rules import read_rules
from monitor.config.secrets import Secrets, holds_secrets, warn_of_readers, without_secrets
from monitor.config.settings import Config, Judged
from monitor.config.storage import read_database_url
from monitor.config.topics import read_topics, with_topics
from monitor.config.validate import Model, unknown_key, validate
from monitor.config.yaml import Entry, Node, Scalar, Table, decode, read_tree
from monitor.errors import ConfigError, Finding


def load_config(
    path: Path,
    *,
    environment: Mapping[str, str],
    receiver_models: Mapping[str, type[BaseModel]],
    judged: Judged,
) -> Config:
    """The configuration in the file at `path`.

    Raises ConfigError with everything that is wrong, each with its place and what to write instead. `environment`
    serves ${NAMES} and systemd's credentials; `receiver_models` are the kinds of receivers there are, `judged` is
    what rules may ask for.
    """
    findings = Findings()
    text = decode(_read(path), findings)
    tree = None if text is None else read_tree(text, findings)
    if text is None or tree is None or not isinstance(tree, Table):
        if not findings.errors:
            _tell_of_emptiness(tree, path, findings)
        raise ConfigError(str(path), findings.told())
    config = _Reader(path, text, tree, environment, findings).read(receiver_models, judged)
    if findings.errors:
        raise ConfigError(str(path), findings.told())
    return config


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        what = "there is no such file. Name another with --config, or start from the config.yaml of the repository."
    except IsADirectoryError:
        what = f"this is a directory. Name the file in it: --config {path / 'config.yaml'}"
    except OSError as error:
        what = f"this file cannot be read: {error.strerror}. Let the user that runs monitor read it."
    raise ConfigError(str(path), (Finding(what),))


def _tell_of_emptiness(tree: Node | None, path: Path, findings: Findings) -> None:
    if tree is None or (isinstance(tree, Scalar) and tree.value is None):
        findings.add(f"this file is empty. Write feeds:, rules: and receivers: into {path.name}.")
    else:
        findings.at(tree, "must be a mapping of sections: feeds:, rules:, receivers: …")


class _Reader:
    """One reading of one file; what is wrong goes to `findings`, and the rest is read on."""

    def __init__(self, path: Path, text: str, tree: Table, environment: Mapping[str, str], findings: Findings) -> None:
        self.path = path
        self.text = text
        self.written = tree
        self.folder = path.parent.absolute()
        self.findings = findings
        self.secrets = Secrets(self.folder, environment, findings)
        cleaned = refuse_empty(refuse_later(tree, findings), findings)
        self.tree = cleaned if isinstance(cleaned, Table) else tree

    def read(self, receiver_models: Mapping[str, type[BaseModel]], judged: Judged) -> Config:
        """What the file says; to be thrown away where there are findings."""
        self._refuse_unknown_sections()
        network = self._section("network", NetworkModel)
        delivery = self._section("delivery", DeliveryModel)
        receivers = self._node("receivers")
        reader = ReceiverReader(receiver_models, self.secrets, self.findings)
        read_receivers = reader.read(receivers, self._node("smtp"))
        topics = read_topics(self._node("topics"), judged, self.findings)
        rules = read_rules(
            self._node("rules"),
            receivers=names_of(receivers),
            judged=with_topics(judged, topics),
            file=self.path.name,
            findings=self.findings,
        )
        told = {name for rule in rules for name in rule.notify}
        if not self.findings.errors:
            warn_of_unused(receivers, self.tree.get("smtp"), told, self.findings)
            warn_of_examples((self._node("smtp"), receivers), self.findings)
        feeds = read_feeds(self._node("feeds"), network.allow_private, self.findings)
        database_url = self._database_url()
        text = without_secrets(self.text, self.written, self.findings.secrets)
        if holds_secrets(self.written):
            warn_of_readers(self.path, self.findings)
        return Config(
            path=self.path,
            text_hash=hashlib.sha256(text.encode()).hexdigest(),
            text=text,
            database_url=database_url,
            timezone=self._timezone(),
            feeds=feeds,
            rules=rules,
            topics=topics,
            receivers=read_receivers,
            group_wait=delivery.group_wait,
            quiet_hours=delivery.quiet_hours,
            allow_private=network.allow_private,
            warnings=self.findings.warned(),
        )

    def _node(self, key: str) -> Node | None:
        entry = self.tree.get(key)
        return entry.node if entry is not None else None

    def _refuse_unknown_sections(self) -> None:
        for entry in self.tree.entries:
            if entry.key not in SECTIONS:
                unknown_key(self.tree, entry, SECTIONS, self.findings)

    def _section(self, key: str, model: type[Model]) -> Model:
        node = self._node(key)
        read = validate(node, model, self.findings) if node is not None else None
        return read if read is not None else model()

    def _timezone(self) -> ZoneInfo:
        entry = self.tree.get("timezone")
        if entry is None:
            return ZoneModel().timezone
        alone = Table("", entry.line, entry.column, (Entry("timezone", entry.line, entry.column, entry.node),))
        read = validate(alone, ZoneModel, self.findings)
        return (read or ZoneModel()).timezone

    def _database_url(self) -> str:
        node = self._node("storage")
        if isinstance(node, Table):
            node = self.secrets.fill(node, StorageModel)
        storage = (validate(node, StorageModel, self.findings) if node is not None else None) or StorageModel()
        try:
            return read_database_url(storage.url, self.folder)
        except ValueError as error:
            self.findings.at(_place_of_url(node), f"{error}")
        return storage.url


def _place_of_url(node: Node | None) -> Node:
    entry = node.get("url") if isinstance(node, Table) else None
    if entry is not None:
        return entry.node
    return node if node is not None else Scalar("storage.url", 0, 0, "")
