"""What a person is told where PyYAML can not read on."""

import re

import yaml

from monitor.config.secrecy import is_secret
from monitor.errors import Finding

_TAB = "a tab cannot be used for indentation. Use spaces."
_INDENT = (
    "this line does not stand under the lines it belongs to. Indent what belongs together by the same number of spaces."
)
_QUOTE = "the quote opened here is never closed."
_COLON = 'a second ": " in one line. Start a new line, or put the text in quotes.'


def explain_character(text: str, error: yaml.reader.ReaderError) -> Finding:
    """A control character or another one that no text file holds."""
    before = text[: error.position]
    line = before.count("\n") + 1
    column = error.position - (before.rfind("\n") + 1) + 1
    code = error.character if isinstance(error.character, int) else ord(error.character)
    return Finding(f"the character U+{code:04X} is not allowed. Take it away.", line=line, column=column)


def explain_error(text: str, error: yaml.MarkedYAMLError) -> Finding:
    """What the scanner or the parser stumbled over, at the place where a person has to look."""
    problem, context = error.problem or "", error.context or ""
    mark, start = error.problem_mark or error.context_mark, error.context_mark
    if "found character '\\t'" in problem or _is_tab(text, mark):
        return _at(mark, _TAB)
    if start is not None and "quoted scalar" in context and "end of stream" in problem:
        return _at(start, _QUOTE)
    if start is not None and "unknown escape character" in problem:
        return _at(start, _escape(text, start, mark))
    swallowed = _swallowing_quote(text, mark)
    if swallowed is not None:
        return _at(swallowed, _QUOTE)
    if start is not None and context in {"while parsing a flow sequence", "while parsing a flow mapping"}:
        bracket = "bracket [" if "sequence" in context else "brace {"
        return _at(start, f"the {bracket} opened here is never closed, or a comma is missing in it.")
    return _at(mark, _sentence(text, problem, mark))


def _at(mark: yaml.Mark | None, message: str) -> Finding:
    if mark is None:
        return Finding(message)
    return Finding(message, line=mark.line + 1, column=mark.column + 1)


def _line(text: str, mark: yaml.Mark | None) -> str:
    lines = text.split("\n")
    return lines[mark.line] if mark is not None and mark.line < len(lines) else ""


def _is_tab(text: str, mark: yaml.Mark | None) -> bool:
    """Whether the line that does not fit is indented by a tab, which PyYAML takes for a text."""
    return bool(re.match(r" *\t", _line(text, mark)))


def _swallowing_quote(text: str, trouble: yaml.Mark | None) -> yaml.Mark | None:
    """Where the quoted text opens that ends in the line of the trouble and began in another: its own end is missing."""
    last: yaml.ScalarToken | None = None
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if trouble is not None and token.start_mark.index >= trouble.index:
                break
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                last = token
    except yaml.MarkedYAMLError:
        pass
    if last is None or trouble is None or last.start_mark.line == last.end_mark.line:
        return None
    return last.start_mark if last.end_mark.line == trouble.line else None


def _escape(text: str, start: yaml.Mark, mark: yaml.Mark | None) -> str:
    """The text is shown in single quotes, unless it is a secret."""
    line = _line(text, start)
    escape = f"\\{_line(text, mark)[mark.column]}" if mark is not None else "\\"
    allowed = f'"{escape}" is not allowed in double quotes.'
    body = re.match(r'"([^"\']*)"', line[start.column :])
    keys = " ".join(text.split("\n")[max(0, start.line - 1) : start.line + 1])
    if body is None or is_secret(keys.replace("_file", "")):
        return f"{allowed} Write the text in single quotes."
    return f"{allowed} Write it in single quotes: '{body.group(1)}'"


def _sentence(text: str, problem: str, mark: yaml.Mark | None) -> str:
    line = _line(text, mark)
    if "mapping values are not allowed" in problem:
        return _misplaced_colon(text, line, mark)
    if "could not find expected ':'" in problem:
        return "a key without its colon stands in or above this line. Write it as key: value."
    if "cannot start any token" in problem and mark is not None:
        return f"a text that starts with {line[mark.column]} must be put in quotes."
    if "sequence entries are not allowed" in problem:
        return "a list cannot start in the line of its key. Start a new line, or write [a, b]."
    if "undefined tag handle" in problem or "tag" in problem:
        return "tags (!name) are not supported. If a text is meant, put it in quotes."
    if "expected <block end>" in problem and mark is not None and re.search(r"['\"]\s*$", line[: mark.column]):
        return "a text goes on after its closing quote. Put quotes around all of it, or around none."
    if "expected <block end>" in problem:
        return _INDENT
    if "found ']'" in problem or "found '}'" in problem:
        return "this bracket closes nothing. Take it away, or open it before."
    if "alias" in problem or "anchor" in problem:
        return "a text that starts with * or & must be put in quotes."
    if "expected '<document start>'" in problem:
        return "only one document is allowed. Take away what follows here."
    return f"this cannot be read ({problem}). Put texts with special characters in quotes."


def _misplaced_colon(text: str, line: str, mark: yaml.Mark | None) -> str:
    first = re.search(r":(\s|$)", line)
    if mark is None or first is None or first.start() != mark.column:
        return _COLON
    above = text.split("\n")[mark.line - 1] if mark.line else ""
    if re.match(r"\s*(- )?[\w-]+:[^\s:/]", above):
        return "the line above has no space after its colon. Write key: value."
    return _INDENT
