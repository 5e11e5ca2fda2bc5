"""One JSON object a line in, one a line out, in the same order: the contract of the commands that programs use."""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from monitor.errors import ConfigError, Finding

_SURROGATE = re.compile("[\ud800-\udfff]")
T = TypeVar("T", bound="Line")

# A line past this is a mistake, not an article.
LONGEST_LINE = 64 * 1024 * 1024


class Line(BaseModel):
    """What every line has."""

    model_config = ConfigDict(strict=True, extra="ignore")

    id: str | int | None = None


class BadLineError(Exception):
    """A line that cannot be answered; `id` is what could be read of it."""

    def __init__(self, message: str, line_id: object = None) -> None:
        self.line_id = line_id
        super().__init__(message)


@contextmanager
def opened_lines(source: str) -> Iterator[Iterable[bytes]]:
    """The lines of a file, or of standard input for `-`; raises ConfigError where there is none."""
    if source == "-":
        yield sys.stdin.buffer
        return
    try:
        file: BinaryIO = Path(source).open("rb")  # noqa: SIM115 -- closed below, after the lines are read
    except OSError as error:
        raise ConfigError(
            source, (Finding(f"cannot be read ({error.strerror}); give a file of JSON lines, or -"),)
        ) from error
    with file:
        yield file


def read_line(raw: bytes, model: type[T]) -> T:
    """One line as `model`; raises BadLineError with a sentence."""
    if len(raw) > LONGEST_LINE:
        raise BadLineError(f"the line is longer than {LONGEST_LINE // 1024 // 1024} MB")
    try:
        found = json.loads(raw)
    except UnicodeDecodeError as error:
        raise BadLineError(f"the line is not UTF-8 (byte {error.start + 1})") from error
    except (ValueError, RecursionError) as error:
        raise BadLineError(f"the line is not JSON ({error})") from error
    if not isinstance(found, dict):
        raise BadLineError(f"the line is a JSON {type(found).__name__}, not an object")
    line_id = found.get("id")
    try:
        return model.model_validate(found)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the object"
        raise BadLineError(f"{where}: {first['msg']}", line_id if isinstance(line_id, str | int) else None) from error


def say(answer: dict[str, object]) -> None:
    """One line out, at once, so that a program that waits for it gets it."""
    text = json.dumps(answer, ensure_ascii=False)
    # A lone surrogate has no UTF-8; JSON's own escape can say it.
    clean = text if text.isascii() else _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    sys.stdout.buffer.write(clean.encode() + b"\n")
    sys.stdout.buffer.flush()
