"""A deployment, a register and the terms of the assessment in one document: the envelope of the HTTP API."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final, TypeVar

import msgspec

from fielato.digest import of_value
from fielato.engine import Engine
from fielato.errors import InputError, Problem
from fielato.importers import Imported
from fielato.model.deployment import Deployment
from fielato.model.fact import UNSET, Maybe, Record, fact
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.origin import DECLARED, Known, Location
from fielato.model.register import Register
from fielato.reading import Document, Place
from fielato.reading.decode import decode
from fielato.reading.pointer import join

RecordT = TypeVar("RecordT", bound=msgspec.Struct)
ParameterText = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]


class Envelope(Record, frozen=True, kw_only=True):
    """What one request submits; an envelope has `deployment` and no `apiVersion`."""

    deployment: Annotated[
        dict[str, Any] | str,
        fact("The deployment, as an object or as the text of its file.", "El despliegue, como objeto o como texto."),
    ]
    register: Maybe[
        Annotated[
            dict[str, Any] | str,
            fact("The register, as an object or as the text of its file.", "El registro, como objeto o como texto."),
        ]
    ] = UNSET
    profile: Maybe[Annotated[ParameterText, fact("The profile.", "El perfil.")]] = UNSET
    gate: Maybe[Annotated[ParameterText, fact("The gate; else the profile's.", "La puerta; si no, la del perfil.")]] = (
        UNSET
    )
    boundary: Maybe[
        Annotated[
            ParameterText | tuple[ParameterText, ...],
            fact(
                "Where personal data may be: an area, or a list of countries.",
                "Dónde pueden estar los datos personales: un ámbito o una lista de países.",
            ),
        ]
    ] = UNSET
    as_of: Maybe[Annotated[ParameterText, fact("The date to judge by.", "La fecha de la evaluación.")]] = UNSET
    lang: Maybe[Annotated[ParameterText, fact("The language of texts.", "El idioma de los textos.")]] = UNSET
    detail: Maybe[Annotated[ParameterText, fact("How much the answer tells.", "Con cuánto detalle se responde.")]] = (
        UNSET
    )

    @property
    def parameters(self) -> dict[str, str]:
        """The terms that it names."""
        given = {name: getattr(self, name) for name in PARAMETERS}
        return {
            name: ",".join(value) if isinstance(value, tuple) else value
            for name, value in given.items()
            if value is not UNSET
        }


PARAMETERS: Final = ("profile", "gate", "boundary", "as_of", "lang", "detail")
"""What a caller may say of how to assess, in the query or in the envelope."""

_MENTIONS = re.compile(rb"deployment[\"']?\s*:")


def may_be(data: bytes) -> bool:
    """Whether it is worth looking for an envelope in these bytes: most submissions are read once because of it."""
    return _MENTIONS.search(data) is not None


def is_envelope(document: Document) -> bool:
    """Whether a document that was read is an envelope."""
    return isinstance(document.value, dict) and "deployment" in document.value and "apiVersion" not in document.value


def open_envelope(document: Document, engine: Engine) -> tuple[Envelope, Imported]:
    """Give what an envelope holds.

    Raises InputError with the problems of both documents, each with its place in the text that was sent.
    """
    envelope = decode(document, Envelope)
    problems: list[Problem] = []
    parts: dict[str, Imported] = {}
    for key, opened in (("deployment", _deployment), ("register", _register)):
        inner = getattr(envelope, key)
        if inner is UNSET:
            continue
        try:
            parts[key] = engine.read(inner.encode(), key) if isinstance(inner, str) else opened(document, key)
            _only(key, parts[key])
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    registers = parts["register"].registers if "register" in parts else ()
    return envelope, Imported(parts["deployment"].manifests, registers)


def _deployment(document: Document, key: str) -> Imported:
    return Imported(manifests=(Manifest(*_part(document, key, Deployment)),))


def _register(document: Document, key: str) -> Imported:
    return Imported(registers=(RegisterFile(*_part(document, key, Register)),))


def _part(document: Document, key: str, record: type[RecordT]) -> tuple[RecordT, PartPlaces, str]:
    """A part's record, its places in the whole, and a digest of its values."""
    value = document.value[key]  # type: ignore[index]  # an envelope is a mapping with this key
    inner = Document(value, document.file, _Below(document, key))
    try:
        return decode(inner, record), PartPlaces(document, key), of_value(value)
    except InputError as error:
        raise InputError(
            [msgspec.structs.replace(one, pointer=f"/{key}{one.pointer}") for one in error.problems]
        ) from None


def _only(key: str, part: Imported) -> None:
    """Refuse a text that holds something else than the one document that its key promises."""
    expected, others = (part.manifests, part.registers) if key == "deployment" else (part.registers, part.manifests)
    if len(expected) == 1 and not others:
        return
    kind = "AIDeployment" if key == "deployment" else "Register"
    count = len(expected) + len(others)
    message = f"`{key}` holds {count} documents" if count > 1 else f"`{key}` holds a document of another kind"
    raise InputError(Problem(message, key, 1, 1, hint=f"give exactly one `kind: {kind}`"))


@dataclass(frozen=True, slots=True)
class _Below:
    """Finds places in a part of a document by its own paths."""

    document: Document
    key: str

    def locate(self, tokens: Sequence[str]) -> Place:
        return self.document.places.locate([self.key, *tokens])


@dataclass(frozen=True, slots=True)
class PartPlaces:
    """The places of one part of an envelope, told as places of the whole."""

    document: Document
    key: str
    """The part: `deployment` or `register`."""

    def location(self, pointer: str) -> Location:
        """The place of the value at a pointer into the part, or of its nearest ancestor that exists."""
        whole = f"{join([self.key])}{pointer}"
        mark = self.document.mark(whole)
        return Location(self.document.file, mark.line, mark.column, whole)

    def known(self, pointer: str) -> Known:
        """As somebody declared it."""
        del pointer
        return DECLARED
