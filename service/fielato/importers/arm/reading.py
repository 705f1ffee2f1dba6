"""The bytes of an ARM template, and of what lies beside it, as values with places: JSON, comments allowed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Final

from fielato.errors import InputError
from fielato.importers.arm.group import Shared
from fielato.importers.arm.scope import Scope
from fielato.importers.arm.site import Site
from fielato.importers.arm.template import Load
from fielato.importers.interface import Context
from fielato.importers.mistakes import Mistakes
from fielato.importers.places import DocumentPlaces
from fielato.importers.templates.partial import Unsettled, Value, get
from fielato.reading.document import Document

_OR_COMMENT: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"|//[^\r\n]*+|/\*.*?\*/', re.DOTALL)
_PARAMETER_FILES: Final = ("{stem}.parameters.json", "{stem}.param.json", "parameters.json")


def document(data: bytes, file: str) -> Document:
    """Read a template or a file of parameters; raises InputError."""
    from fielato.reading.json_text import NotJsonError, read_json
    from fielato.reading.limits import FOREIGN
    from fielato.reading.text import decode

    try:
        return read_json(decode(data, file, FOREIGN), file, FOREIGN)
    except NotJsonError as error:
        if b"//" not in data and b"/*" not in data:
            raise InputError(error.problem) from None
    try:
        return read_json(decode(_OR_COMMENT.sub(_blank, data), file, FOREIGN), file, FOREIGN)
    except NotJsonError as error:
        raise InputError(error.problem) from None


def _blank(match: re.Match[bytes]) -> bytes:
    """A comment as blanks, so that all else keeps its place."""
    text = match[0]
    return text if text.startswith(b'"') else re.sub(rb"[^\r\n]", b" ", text)


def scope(template: Document, context: Context) -> Scope:
    """The scope of a template with the parameters that a file beside it gives; raises InputError."""
    file = template.file
    value = template.value
    if not isinstance(value, dict) or not isinstance(value.get("resources", []), list | dict):
        raise InputError(template.problem("/resources", "a template has `resources`: a list, or an object"))
    around = context.around(file, "azure")
    region = around.said("region") if around is not None else None
    shared = Shared(file) if region is None else Shared(file, str(region.value), region.origin)
    whole = Scope(value, "", DocumentPlaces(file, template.places), shared)
    whole.given = {name.lower(): site for name, site in _parameters(file, shared, context)}
    return whole


def _parameters(file: str, shared: Shared, context: Context) -> Iterator[tuple[str, Site]]:
    """What the file of parameters beside a template gives."""
    folder, name = posixpath.split(file)
    stem = name.rpartition(".")[0]
    for pattern in _PARAMETER_FILES:
        path = posixpath.join(folder, pattern.format(stem=stem))
        data = context.files.get(path)
        if data is None:
            continue
        beside = document(data, path)
        given = get(beside.value, "parameters")
        if not isinstance(given, Mapping):
            continue
        empty = Scope({}, "", DocumentPlaces(path, beside.places), shared)
        for parameter, entry in given.items():
            pointer = f"/parameters/{parameter.replace('~', '~0').replace('/', '~1')}"
            if isinstance(entry, dict) and "value" in entry:
                yield parameter, Site(entry["value"], f"{pointer}/value", empty)
            else:
                yield parameter, Site(Unsettled(f"parameters('{parameter}')"), pointer, empty)
        return


def loader(context: Context, mistakes: Mistakes, loaded: set[str]) -> Load:
    """What gives the templates that lie beside, by their path."""

    def load(path: str) -> tuple[Mapping[str, Value], DocumentPlaces] | None:
        path = posixpath.normpath(path)
        data = context.files.get(path)
        if data is None:
            return None
        with mistakes:
            found = document(data, path)
            loaded.add(path)
            return (found.value, DocumentPlaces(path, found.places)) if isinstance(found.value, dict) else None
        return None

    return load
