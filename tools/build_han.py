"""Makes `monitor/data/han.tsv`: which simplified character each traditional one is, so that one table serves both.

    python tools/build_han.py TSCharacters.txt

The file is that of OpenCC (Apache License 2.0), as the package `opencc-python-reimplemented` of PyPI carries it. Where
a character has several simplifications the first, usual one is taken; characters beyond the basic plane are left out.
"""

import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "monitor" / "data" / "han.tsv"
LAST_OF_BASIC_PLANE = "\uffff"


def rows_of(source: str) -> list[str]:
    """A row a traditional character that is written otherwise in simplified Chinese."""
    rows = []
    for line in source.splitlines():
        traditional, _, simplified = line.partition("\t")
        first = simplified.split(" ")[0]
        if (
            len(traditional) == len(first) == 1
            and traditional != first
            and max(traditional, first) <= LAST_OF_BASIC_PLANE
        ):
            rows.append(f"{traditional}\t{first}")
    return sorted(rows)


def main(arguments: list[str]) -> int:
    """Write the table; 2 where no file is given."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    rows = rows_of(Path(arguments[0]).read_text("utf-8"))
    TARGET.write_text("\n".join(["traditional\tsimplified", *rows]) + "\n", "utf-8")
    print(f"{len(rows)} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
