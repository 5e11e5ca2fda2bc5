"""The text of config.yaml as a tree in which every key and value knows its place; stricter than YAML.

Left out on purpose, for what they do to people: tags, anchors and aliases, a second document, keys given twice,
octal numbers, times read as numbers, and every boolean but true and false (NO is Norway).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

import yaml

from monitor.config.findings import Findings, key_path
from monitor.config.secrecy import is_secret
from monitor.config.yaml_trouble import explain_character, explain_error

MAX_BYTES = 1_000_000
MAX_DEPTH = 20

_TRUE, _FALSE = frozenset({"true", "True", "TRUE"}), frozenset({"false", "False", "FALSE"})
_NULL = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as it is written; `start` and `end` are its offsets in the file."""

    path: str
    line: int
    column: int
    text: str
    quoted: bool = False
    secret: bool = False  # no message may quote it
    start: int = 0
    end: int = 0

    @property
    def value(self) -> str | bool | None:
        """The text, but for a plain true, false or nothing."""
        if self.quoted:
            return self.text
        if self.text in _TRUE or self.text in _FALSE:
            return self.text in _TRUE
        return None if self.text in _NULL else self.text


@dataclass(frozen=True, slots=True)
class Listing:
    """Values one below the other, or between brackets."""

    path: str
    line: int
    column: int
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with their values."""

    path: str
    line: int
    column: int
    entries: tuple["Entry", ...]

    def get(self, key: str) -> "Entry | None":
        """The entry of `key`, where there is one."""
        return next((entry for entry in self.entries if entry.key == key), None)

    def without(self, key: str) -> "Table":
        """The same table with one key less."""
        return replace(self, entries=tuple(entry for entry in self.entries if entry.key != key))


@dataclass(frozen=True, slots=True)
class Entry:
    """A key, where it stands, and its value."""

    key: str
    line: int
    column: int
    node: "Node"


Node = Scalar | Listing | Table
_Inner = TypeVar("_Inner")


def plain(node: Node) -> object:
    """The tree as dicts, lists, texts, booleans and None, for a model to validate."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return {entry.key: plain(entry.node) for entry in node.entries}


def scalars(node: Node) -> Iterator[Scalar]:
    """Every text below `node`, in the order of the file."""
    if isinstance(node, Scalar):
        yield node
        return
    below = node.items if isinstance(node, Listing) else tuple(entry.node for entry in node.entries)
    for child in below:
        yield from scalars(child)


def decode(raw: bytes, findings: Findings) -> str | None:
    """The bytes of the file as text with plain line ends; None, with a finding, where they are none."""
    if len(raw) > MAX_BYTES:
        findings.add(f"this file has {len(raw):,} bytes; at most {MAX_BYTES:,} are read. Is it a config file?")
        return None
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        findings.add("this file is UTF-16. Save it as UTF-8.")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        findings.add(f"byte {error.start + 1:,} is not UTF-8. Save the file as UTF-8.", line=line, column=column)
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_tree(text: str, findings: Findings) -> Node | None:
    """The one document of `text` as a tree; every mistake in its form becomes a finding."""
    try:
        events = yaml.parse(text, Loader=yaml.SafeLoader)
        return _Composer(events, findings).document()
    except yaml.reader.ReaderError as error:
        findings.append(explain_character(text, error))
    except yaml.MarkedYAMLError as error:
        findings.append(explain_error(text, error))
    except _TooDeepError:
        pass
    return None


class _TooDeepError(Exception):
    """Reading has to stop here; the finding is already written."""


@dataclass(slots=True)
class _Composer:
    """Makes the tree from PyYAML's events, which carry the places that its loader throws away."""

    events: Iterator[yaml.Event]
    findings: Findings
    depth: int = 0

    def document(self) -> Node | None:
        tree: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    line, _, _ = _place(event.start_mark)
                    self._add(
                        event, "", f"only one document is allowed; a second starts at line {line}. Take the --- away."
                    )
                    return tree
                if event.version or event.tags:
                    self._add(event, "", "directives (%YAML, %TAG) are not supported. Take the line away.")
            elif isinstance(event, yaml.NodeEvent):
                tree = self._node(event, "")
        return tree

    def _node(self, event: yaml.Event, path: str) -> Node:
        self._refuse_extras(event, path)
        line, column, start = _place(event.start_mark)
        if isinstance(event, yaml.SequenceStartEvent):
            return Listing(path, line, column, self._nested(event, path, self._items))
        if isinstance(event, yaml.MappingStartEvent):
            return Table(path, line, column, self._nested(event, path, self._entries))
        if isinstance(event, yaml.ScalarEvent):
            _, _, end = _place(event.end_mark)
            return Scalar(path, line, column, event.value, event.style is not None, is_secret(path), start, end)
        return Scalar(path, line, column, "", quoted=True)  # an alias: refused above

    def _nested(self, event: yaml.Event, path: str, read: Callable[[str], Iterator[_Inner]]) -> tuple[_Inner, ...]:
        if self.depth == MAX_DEPTH:
            what = f"this is nested more than {MAX_DEPTH} levels deep. Is an indentation or a bracket wrong?"
            self._add(event, path, what)
            raise _TooDeepError
        self.depth += 1
        inner = tuple(read(path))
        self.depth -= 1
        return inner

    def _items(self, path: str) -> Iterator[Node]:
        for index, event in enumerate(self.events):
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, f"{path}[{index}]")

    def _entries(self, path: str) -> Iterator[Entry]:
        first_lines: dict[str, int] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            entry = self._entry(event, path)
            if entry is None:
                continue
            if entry.key in first_lines:
                first = first_lines[entry.key]
                self._add(event, key_path(path, entry.key), f"is given twice (first at line {first}). Keep one.")
                continue
            first_lines[entry.key] = entry.line
            yield entry

    def _entry(self, event: yaml.Event, path: str) -> Entry | None:
        key = self._node(event, path)
        value = self._node(next(self.events), key_path(path, key.text) if isinstance(key, Scalar) else path)
        if not isinstance(key, Scalar):
            self._add(event, path, "a key must be a word, not a list or a mapping. Are these braces meant as quotes?")
            return None
        return Entry(key.text, key.line, key.column, value)

    def _refuse_extras(self, event: yaml.Event, path: str) -> None:
        anchor = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent):
            hint = "" if is_secret(path) else f' If a text is meant, quote it: "*{anchor}".'
            self._add(event, path, f"aliases (*name) are not supported.{hint}")
        elif anchor is not None:
            self._add(event, path, "anchors (&name) are not supported. If a text is meant, put it in quotes.")
        if getattr(event, "tag", None) is not None:
            self._add(event, path, "tags (!name) are not supported. If a text is meant, put it in quotes.")

    def _add(self, event: yaml.Event, path: str, message: str) -> None:
        line, column, _ = _place(event.start_mark)
        self.findings.add(message, path=path, line=line, column=column)


class _Mark(Protocol):
    """What PyYAML's readers, the one in C and the other, both say of a place."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...

    @property
    def index(self) -> int: ...


def _place(mark: _Mark | None) -> tuple[int, int, int]:
    """Line and column from 1, and the offset in the text."""
    return (mark.line + 1, mark.column + 1, mark.index) if mark is not None else (0, 0, 0)
