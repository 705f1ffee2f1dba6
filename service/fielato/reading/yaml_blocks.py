"""Where the text of a literal block scalar (`|`) begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fielato.reading.document import Mark

if TYPE_CHECKING:
    from fielato.reading.lines import Lines

_HEADER: Final = re.compile(r"(?:[&!][^ \t\r\n]*[ \t\r\n]+)*+\|([-+1-9]*)[^\r\n]*(?:\r\n?|\n|$)")
_BLANK: Final = re.compile(r"(?:[ \t]*(?:\r\n?|\n))*")
_INDENT: Final = re.compile(r" *")


def block_start(text: str, lines: Lines, at: Mark) -> Mark | None:
    """Give the place of the text's first character, whose column is that of every line; None if no block stands there.

    A block with an indentation indicator (`|2`) counts as none: what its lines are indented by is not to be seen.
    """
    header = _HEADER.match(text, lines.offset(at))
    if header is None or any(char.isdigit() for char in header[1]):
        return None
    blank = _BLANK.match(text, header.end())
    indent = _INDENT.match(text, blank.end() if blank else header.end())
    return Mark(lines.mark(header.end()).line, len(indent[0]) + 1 if indent else 1)
