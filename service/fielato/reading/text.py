"""Which bytes are text: UTF-8 within the size limit, and nothing else."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from fielato.errors import InputError, Problem
from fielato.reading.lines import Lines

if TYPE_CHECKING:
    from fielato.reading.limits import Limits

# UTF-32-LE begins with the mark of UTF-16-LE, so it stands first.
_FOREIGN_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def decode(data: bytes, file: str, limits: Limits) -> str:
    """Decode UTF-8, with or without a byte order mark.

    Raises:
        InputError: the file is too large, empty, binary, or in another encoding.

    """
    if len(data) > limits.bytes:
        message = f"the file is larger than the limit of {limits.bytes:,} bytes"
        raise InputError(Problem(message, file, hint="split it into several files"))
    for mark, encoding in _FOREIGN_MARKS:
        if data.startswith(mark):
            raise InputError(Problem(f"the file is {encoding} text", file, 1, 1, hint="save it as UTF-8"))
    text = _utf8(data.removeprefix(codecs.BOM_UTF8), file)
    if not text or text.isspace():
        raise InputError(Problem("the file is empty", file, 1, 1))
    return text


def _utf8(data: bytes, file: str) -> str:
    zero = data.find(b"\0")
    try:
        if zero < 0:
            return data.decode("utf-8")
        wrong, reason = zero, "it holds a NUL byte"
    except UnicodeDecodeError as error:
        wrong, reason = error.start, f"the byte 0x{data[error.start]:02X} is not UTF-8"
    before = data[:wrong].decode("utf-8", errors="replace")
    mark = Lines(before).mark(len(before))
    raise InputError(Problem(f"this is not text: {reason}", file, mark.line, mark.column, hint="save it as UTF-8"))
