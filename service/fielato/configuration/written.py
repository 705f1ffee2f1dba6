"""What a `pyproject.toml` or a `fielato.yaml` says of how to check: bytes in, options and their places out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import msgspec

from fielato.configuration.refused import REFUSED, said_instead
from fielato.errors import InputError, Problem
from fielato.model.fact import UNSET
from fielato.model.options import CheckOptions
from fielato.reading import DEFAULT, Document, Mark, Place, read
from fielato.reading.decode import decode
from fielato.reading.pointer import join
from fielato.reading.text import decode as decode_text

if TYPE_CHECKING:
    from fielato.reading.document import Places

KEY: Final = "check"
"""The key of a manifest under which its options stand."""

_TABLE: Final = re.compile(
    rb"""tool["']?[ \t]*\.[ \t]*["']?fielato|^[ \t]*(?:\[[ \t]*)?["']?tool["']?[ \t]*[\]=]""", re.MULTILINE
)
_RECORD: Final = re.compile(rb"""check["']?[ \t]*:""")
_AT: Final = r"(?s)^(?P<message>.*) \(at line (?P<line>\d+), column (?P<column>\d+)\)$"


class Written(msgspec.Struct, frozen=True, eq=False):
    """Options as a file has them."""

    options: CheckOptions
    document: Document
    """The part of the file that holds them."""

    @property
    def given(self) -> dict[str, Any]:
        """The options that are there, by key."""
        every = {name: getattr(self.options, name) for name in self.options.__struct_fields__}
        return {name: value for name, value in every.items() if value is not UNSET}

    def mark(self, key: str) -> Mark:
        """Where the value of an option stands."""
        return self.document.mark(join([key]))

    def problem(self, key: str, message: str, hint: str = "") -> Problem:
        """A mistake at the value of an option."""
        return self.document.problem(join([key]), message, hint)


def from_pyproject(data: bytes, file: str) -> Written | None:
    """The options of `[tool.fielato]`; None where there is no such table. Raises InputError for a mistake in it."""
    if _TABLE.search(data) is None:
        return None
    text = decode_text(data, file, DEFAULT)
    tool = _toml(text, file).get("tool")
    if not isinstance(tool, dict) or "fielato" not in tool:
        return None
    from fielato.configuration.toml_places import TomlPlaces  # few repositories have the table

    return _written(Document(tool["fielato"], file, TomlPlaces(text)))


def from_manifest(data: bytes, file: str) -> Written | None:
    """The options of the record `check`; None where there is none. Raises InputError for a mistake in the file."""
    if _RECORD.search(data) is None:
        return None
    for document in read(data, file):
        if isinstance(document.value, dict) and KEY in document.value:
            return _written(Document(document.value[KEY], file, _Below(document.places)))
    return None


def _toml(text: str, file: str) -> dict[str, Any]:
    import tomllib  # few repositories have the table

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.match(_AT, str(error))
        message, line, column = found.groups() if found else (str(error), 0, 0)
        raise InputError(Problem(f"this is not TOML: {message}", file, int(line), int(column))) from None
    except RecursionError:
        raise InputError(Problem("lists stand too deep inside one another", file)) from None


def _written(document: Document) -> Written:
    """The options of the part; what may not stand there is told together with what is not known there."""
    refused = _refused(document)
    try:
        options = decode(_less(document, refused), CheckOptions)
    except InputError as error:
        raise InputError(sorted([*refused.values(), *error.problems], key=_place)) from None
    if refused:
        raise InputError(sorted(refused.values(), key=_place))
    return Written(options, document)


def _refused(document: Document) -> dict[str, Problem]:
    """The options that only a pipeline's own definition may give, by key as written."""
    keys = document.value if isinstance(document.value, dict) else {}
    found: dict[str, Problem] = {}
    for key in keys:
        name = str(key).replace("-", "_")
        if name in REFUSED:
            mark = document.key_mark(join([key]))
            message = f"`{key}` cannot be set by a file in the repository: {REFUSED[name]}"
            found[key] = Problem(message, document.file, mark.line, mark.column, join([key]), said_instead(name))
    return found


def _less(document: Document, refused: dict[str, Problem]) -> Document:
    if not isinstance(document.value, dict):
        return document
    return Document({k: v for k, v in document.value.items() if k not in refused}, document.file, document.places)


def _place(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column


class _Below(msgspec.Struct, frozen=True, eq=False):
    """Finds places in the record by its own paths."""

    places: Places

    def locate(self, tokens: Sequence[str]) -> Place:
        return self.places.locate([KEY, *tokens])
