"""A part of the tree against its model: pydantic's complaints become sentences with the places of the file."""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from monitor.config.findings import Findings, did_you_mean, key_path
from monitor.config.models import shown_kind
from monitor.config.yaml import Entry, Listing, Node, Scalar, Table, plain

Model = TypeVar("Model", bound=BaseModel)

Keys = tuple[str, ...]


def validate(
    node: Node, model: type[Model], findings: Findings, *, context: Mapping[str, object] | None = None
) -> Model | None:
    """What `node` says, as a `model`; None, with findings, where it says it wrongly."""
    if not isinstance(node, Table):
        findings.at(node, f"must be a mapping with {_some(keys_of(model))}; found {_found(node)}.")
        return None
    try:
        return model.model_validate(plain(node), context=dict(context or {}))
    except ValidationError as error:
        for details in error.errors(include_url=False):
            _tell(node, model, details, findings)
        return None


def keys_of(model: type[BaseModel]) -> Keys:
    """The keys that a model takes, as one writes them."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def unknown_key(table: Table, entry: Entry, allowed: Keys, findings: Findings) -> None:
    """Say that `entry` is not among the keys of `table`."""
    otherwise = f"Allowed here: {', '.join(allowed)}."
    key = entry.key if len(entry.key) <= 40 else f"{entry.key[:40]}…"
    message = f'unknown key "{key}". {did_you_mean(entry.key, allowed, otherwise)}'
    findings.add(message, path=table.path, line=entry.line, column=entry.column)


def _tell(root: Table, model: type[BaseModel], details: ErrorDetails, findings: Findings) -> None:
    parent, missing, node = _find(root, details["loc"])
    if details["type"] == "missing" and missing is not None:
        path = key_path(parent.path, missing)
        if path not in findings.answered:
            findings.add(_missing(model, details, missing), path=parent.path, line=parent.line, column=parent.column)
    elif details["type"] == "extra_forbidden" and isinstance(parent, Table):
        entry = parent.get(str(details["loc"][-1]))
        inner = _model_at(model, details["loc"][:-1])
        if entry is not None and inner is not None:
            unknown_key(parent, entry, keys_of(inner), findings)
    elif not _follows(node, details, findings):
        findings.at(node, _sentence(node, details))


def _follows(node: Node, details: ErrorDetails, findings: Findings) -> bool:
    """Whether this is only what another mistake leads to, and would confuse."""
    if details["type"] == "too_short" and isinstance(node, Listing) and node.items:
        return True  # none of its items could be read
    return findings.known_at(node) or (isinstance(node, Table) and findings.known_in(node))


def _find(root: Table, loc: tuple[int | str, ...]) -> tuple[Node, str | None, Node]:
    """The container, the key that is not in it, and the value at `loc`; parts that pydantic made up are passed over."""
    parent: Node = root
    node: Node = root
    missing: str | None = None
    for part in loc:
        below = _below(node, part)
        if below is None:
            missing = str(part)
            continue
        parent, node, missing = node, below, None
    return (node if missing is not None else parent), missing, node


def _below(node: Node, part: int | str) -> Node | None:
    if isinstance(node, Listing) and isinstance(part, int) and part < len(node.items):
        return node.items[part]
    if isinstance(node, Table) and isinstance(part, str):
        entry = node.get(part)
        return entry.node if entry is not None else None
    return None


def inner_model(annotation: object) -> type[BaseModel] | None:
    """The model that a field holds, be it optional, in a list or annotated."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (inner_model(part) for part in get_args(annotation))
    return next((model for model in found if model is not None), None)


def field_model(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    """The model of the mapping under `key`, where there is to be one."""
    field = next((field for name, field in model.model_fields.items() if (field.alias or name) == key), None)
    return inner_model(field.annotation) if field is not None else None


def _model_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> type[BaseModel] | None:
    found: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, str) and found is not None:
            found = field_model(found, part) or found
    return found


def _missing(model: type[BaseModel], details: ErrorDetails, key: str) -> str:
    inner = _model_at(model, details["loc"][:-1]) or model
    field = next((field for name, field in inner.model_fields.items() if (field.alias or name) == key), None)
    example = field.examples[0] if field is not None and field.examples else "…"
    return f"{key} is missing. Write {key}: {example}"


def _sentence(node: Node, details: ErrorDetails) -> str:
    kind, context = details["type"], details.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind == "literal_error":
        return _none_of(node, re.findall(r"'([^']*)'", str(context["expected"])))
    if kind in _TYPES:
        return _TYPES[kind](node)
    if kind in _LIMITS:
        return _LIMITS[kind].format(shown=_shown(node), **context)
    return f"{details['msg']}."


def _shown(node: Node) -> str:
    if not isinstance(node, Scalar):
        return shown_kind(plain(node))
    if node.secret:
        return "this"
    text = node.text if len(node.text) <= 60 else f"{node.text[:60]}…"
    return text if isinstance(node.value, bool) or text.lstrip("-").isdecimal() else f'"{text}"'


def _found(node: Node) -> str:
    return shown_kind(plain(node))


def _some(keys: Keys) -> str:
    return ", ".join(f"{key}:" for key in keys[:3])


def _no_text(node: Node) -> str:
    value = plain(node)
    hint = f' Quote it if a text is meant: "{shown_kind(value)}".' if isinstance(value, bool) else ""
    return f"{_found(node)} stands where a text is expected.{hint}"


def _no_list(node: Node) -> str:
    return f"must be a list. Write [{_shown(node)}]." if isinstance(node, Scalar) and not node.secret else _A_LIST


def _none_of(node: Node, allowed: list[str]) -> str:
    word = node.text if isinstance(node, Scalar) and not node.secret else ""
    hint = did_you_mean(word, allowed, f"Write one of: {', '.join(allowed)}.")
    return f"{_shown(node)} is not {' or '.join(allowed)}. {hint}"


_A_LIST = "must be a list. Write [a, b], or one a line with a dash before it."

_TYPES: Mapping[str, Callable[[Node], str]] = {
    "string_type": _no_text,
    "int_parsing": lambda node: f"{_shown(node)} is not a whole number.",
    "int_type": lambda node: f"{_shown(node)} is not a whole number.",
    "int_from_float": lambda node: f"{_shown(node)} is not a whole number.",
    "bool_parsing": lambda node: f"{_shown(node)} is neither true nor false. Write true or false.",
    "bool_type": lambda node: f"{_shown(node)} is neither true nor false. Write true or false.",
    "list_type": _no_list,
    "tuple_type": _no_list,
    "model_type": lambda node: f"{_found(node)} stands where a mapping is expected. Write key: value below it.",
    "model_attributes_type": lambda node: f"{_found(node)} stands where a mapping is expected.",
    "dict_type": lambda node: f"{_found(node)} stands where a mapping is expected.",
    "too_short": lambda _: "is an empty list. Write at least one.",
}
_LIMITS: Mapping[str, str] = {
    "greater_than_equal": "{shown} is too small. The minimum is {ge}.",
    "less_than_equal": "{shown} is too large. The maximum is {le}.",
    "greater_than": "{shown} is too small. It must be more than {gt}.",
    "less_than": "{shown} is too large. It must be less than {lt}.",
}
