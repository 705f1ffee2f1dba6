"""How text from files is written into Markdown, so that it shows as it is and does nothing."""

from __future__ import annotations

import re
from typing import Final

_SPECIAL: Final = re.compile(r"[\\`*_\[\]#|~$]|:(?=\S)|(?i:(?<=\bwww))\.|^[-+=]")
"""What means something in a line of CommonMark or of a forge's dialect; the last group only where a line begins."""
_NUMBER: Final = re.compile(r"^(\d+)(?=[.)])")
"""Would begin a list."""
_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_CALLS: Final = re.compile("[@#]")
_IN_CODE: Final = str.maketrans({character: f"&#{ord(character)};" for character in "&<>\\`*_[]#|~$:@!"})


def escaped(text: str) -> str:
    """CommonMark in one line that shows the text, each run of white space as a blank."""
    return _NUMBER.sub(r"\1\\", _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()).translate(_ENTITIES)))


def inert(text: str) -> str:
    """The same for a comment in a forge, where `@name` would call a person and `#1` would link to an issue."""
    return _CALLS.sub(r"\g<0><!-- -->", escaped(text))


def code(text: str) -> str:
    """The text as code, in one line, even in a cell of a table."""
    return f"<code>{' '.join(text.split()).translate(_IN_CODE)}</code>"
