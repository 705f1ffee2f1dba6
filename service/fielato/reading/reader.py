"""Whether a file is read as JSON or as YAML: by its first character, never by its name."""

from __future__ import annotations

import re

from fielato.errors import InputError
from fielato.reading.document import Document
from fielato.reading.json_text import NotJsonError, read_json
from fielato.reading.limits import DEFAULT, Limits
from fielato.reading.text import decode
from fielato.reading.yaml_text import read_yaml

_MAY_BE_JSON = re.compile(r'[ \t\r\n]*+["{\[]')


def read(data: bytes, file: str, limits: Limits = DEFAULT) -> list[Document]:
    """Read a JSON text, or the documents of a YAML 1.2 file in the core schema; there is at least one.

    Raises:
        InputError: the file is not one that Fielato reads; carries every problem that was found.

    """
    text = decode(data, file, limits)
    if not _MAY_BE_JSON.match(text):
        return read_yaml(text, file, limits)
    try:
        return [read_json(text, file, limits)]
    except NotJsonError as not_json:
        return _read_flow_yaml(text, file, limits, not_json)


def _read_flow_yaml(text: str, file: str, limits: Limits, not_json: NotJsonError) -> list[Document]:
    try:
        return read_yaml(text, file, limits)
    except InputError:
        if file.lower().endswith(".json"):
            raise InputError(not_json.problem) from None
        raise
