"""Whether a file is read as JSON or as YAML: a `.json` is JSON; anything else goes by its first character."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fielato.errors import InputError
from fielato.reading.limits import DEFAULT, Limits
from fielato.reading.text import decode

if TYPE_CHECKING:
    from fielato.reading.document import Document

_MAY_BE_JSON = re.compile(r'[ \t\r\n]*+["{\[]')


def read(data: bytes, file: str, limits: Limits = DEFAULT) -> list[Document]:
    """Read a JSON text, or the documents of a YAML 1.2 file in the core schema; there is at least one.

    Raises:
        InputError: the file is not one that Fielato reads; carries every problem that was found.

    """
    text = decode(data, file, limits)
    is_json = file.lower().endswith(".json")
    if not is_json and not _MAY_BE_JSON.match(text):
        return _read_yaml(text, file, limits)
    from fielato.reading.json_text import NotJsonError, read_json  # as the YAML parser, loaded for such a file only

    try:
        return [read_json(text, file, limits)]
    except NotJsonError as not_json:
        if is_json:
            raise InputError(not_json.problem) from None
    return _read_yaml(text, file, limits)


def _read_yaml(text: str, file: str, limits: Limits) -> list[Document]:
    from fielato.reading.yaml_text import read_yaml  # a parser that most runs in a pipeline do not need

    return read_yaml(text, file, limits)
