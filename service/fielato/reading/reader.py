"""Whether a file is read as JSON or as YAML: a `.json` is JSON; anything else goes by its first character."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from typing import TYPE_CHECKING

from fielato.errors import InputError, Problem
from fielato.reading.limits import DEFAULT, FOREIGN, Limits
from fielato.reading.text import decode

if TYPE_CHECKING:
    from fielato.reading.dialect import Dialect
    from fielato.reading.document import Document

_MAY_BE_JSON = re.compile(r'[ \t\r\n]*+["{\[]')
_NO_NAME = ""  # what stands in a file is judged by its text, not by the file's name


def read(data: bytes, file: str, limits: Limits = DEFAULT) -> list[Document]:
    """Read a JSON text, or the documents of a YAML 1.2 file in the core schema; there is at least one.

    Raises:
        InputError: the file is not one that Fielato reads; carries every problem that was found.

    """
    text = decode(data, file, limits)
    if documents := _as_json(text, file, limits) or _as_yaml(text, file, limits, None):
        return documents
    raise InputError(Problem("the file is empty: it holds no document", file, 1, 1))


def read_as(data: bytes, file: str, dialect: Dialect, limits: Limits = FOREIGN) -> list[Document]:
    """Read the documents of a file that was written for another tool, as that tool reads them; there may be none.

    Raises:
        InputError: the tool could not read the file either, or it is larger or deeper than the limits.

    """
    if not data.removeprefix(BOM_UTF8).strip():
        return []
    text = decode(data, file, limits)
    return _as_json(text, file, limits) or _as_yaml(text, file, limits, dialect)


def read_text_as(document: Document, pointer: str, dialect: Dialect, limits: Limits = FOREIGN) -> list[Document]:
    """Read the YAML or JSON that stands in a text of a document; its places are those in the outer file.

    A line of a literal block (`|`) has its own place; whatever is written otherwise stands where the text begins.
    There are no documents where the text is empty, or no text stands at the pointer.

    Raises:
        InputError: the tool could not read the text either, or it is larger or deeper than the limits.

    """
    from fielato.reading.nested import inner_text, shift_of, shifted, shifted_problems

    text = inner_text(document.value, pointer)
    if not text.strip():
        return []
    shift = shift_of(document, pointer)
    try:
        documents = _as_json(text, _NO_NAME, limits) or _as_yaml(text, document.file, limits, dialect)
    except InputError as error:
        raise InputError(shifted_problems(error.problems, document, pointer, shift)) from None
    return [shifted(found, document.file, shift) for found in documents]


def _as_json(text: str, file: str, limits: Limits) -> list[Document]:
    """Read one JSON text; nothing where it is to be read as YAML."""
    is_json = file.lower().endswith(".json")
    if not is_json and not _MAY_BE_JSON.match(text):
        return []
    from fielato.reading.json_text import NotJsonError, read_json  # as the YAML parser, loaded for such a file only

    try:
        return [read_json(text, file, limits)]
    except NotJsonError as not_json:
        if is_json:
            raise InputError(not_json.problem) from None
    return []


def _as_yaml(text: str, file: str, limits: Limits, dialect: Dialect | None) -> list[Document]:
    from fielato.reading.yaml_text import read_yaml  # a parser that most runs in a pipeline do not need

    return read_yaml(text, file, limits) if dialect is None else read_yaml(text, file, limits, dialect)
