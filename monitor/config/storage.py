"""Where articles are kept: storage.url as people write it."""

import re
from pathlib import Path

_HAVE = "Write sqlite:///var/monitor.db or postgresql://user@host/database."


def read_database_url(text: str, folder: Path) -> str:
    """The address of the database, a relative SQLite file taken from `folder`.

    Raises ValueError with a sentence that shows no password.
    """
    scheme, colon, rest = text.partition(":")
    if not colon:
        raise ValueError(f'"{text}" is not the address of a database. Write sqlite:///{text} for a file.')
    if scheme == "sqlite":
        return _sqlite(rest, folder)
    if scheme == "postgresql":
        return _postgresql(text)
    if scheme == "postgres":
        raise ValueError("postgres:// is spelled postgresql:// here.")
    if re.match(r"(postgresql|sqlite)\+\w+$", scheme):
        plain = scheme.split("+")[0]
        raise ValueError(f"{scheme}:// names a driver, which is chosen for you. Write {plain}://…")
    raise ValueError(f"{scheme}: is not a database that can be used here. {_HAVE}")


def _sqlite(rest: str, folder: Path) -> str:
    file = rest.removeprefix("///")
    if file in {"", "//", ":memory:"}:
        raise ValueError("a database in memory forgets everything at the end. Write sqlite:///var/monitor.db.")
    if not rest.startswith("///"):
        raise ValueError(f"three slashes are missing. Write sqlite:///{rest.lstrip('/')}.")
    if "?" in file or "#" in file or file.startswith("file:"):
        raise ValueError("options are not supported here. Write the file alone: sqlite:///var/monitor.db.")
    if file.endswith("/"):
        raise ValueError(f"this is a directory. Name the file in it: sqlite:///{file}monitor.db.")
    return f"sqlite:///{(folder / file).absolute()}"


def _postgresql(text: str) -> str:
    found = re.fullmatch(r"postgresql://(?P<authority>[^/?#]*)(/(?P<name>[^?#]*))?(\?\S*)?", text)
    if found is None or re.search(r"\s", text):
        raise ValueError("this is not the address of a database. Write postgresql://user@host/database.")
    if not found["name"]:
        raise ValueError("the name of the database is missing. Write postgresql://user@host/database.")
    return text
