"""The fast way to accept a JSON text: decoded straight into its record, where nothing can have been overlooked.

It only ever accepts. Whatever it does not accept, the careful way (`read`, then `decode`) judges and explains, so that
way alone says what Fielato refuses.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from fielato.reading.limits import DEFAULT
from fielato.reading.text import decode

if TYPE_CHECKING:
    from fielato.reading.json_places import JsonPlaces

RecordT = TypeVar("RecordT", bound=msgspec.Struct)

_HIDDEN_COLON: Final = "\\u003"
_ENCODER: Final = msgspec.json.Encoder()


@cache
def _decoder(record: type[RecordT]) -> msgspec.json.Decoder[RecordT]:
    return msgspec.json.Decoder(record)


def accept(data: bytes, file: str, record: type[RecordT]) -> tuple[RecordT, JsonPlaces] | None:
    """Give the record that a JSON text holds, and its places; None where the text needs the careful way.

    A record's type bounds the depth of its text, and a text holds no more values than characters. A key that stands
    twice shows in the colons: the record, written out, then has fewer of them than the text.

    Raises:
        InputError: the bytes are not text.

    """
    if not data.lstrip().startswith(b"{"):
        return None
    text = decode(data, file, DEFAULT)
    if len(text) > DEFAULT.nodes or _HIDDEN_COLON in text:
        return None
    try:
        found = _decoder(record).decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    from fielato.reading.json_places import JsonPlaces  # a YAML file needs none

    return (found, JsonPlaces(text)) if _ENCODER.encode(found).count(b":") == text.count(":") else None
