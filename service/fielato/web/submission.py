"""What one request submits: exactly one deployment, at most one register, and the terms to assess them by."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from fielato.engine import Engine, Terms, only_register, parse_boundary, parse_date
from fielato.errors import InputError, UsageError
from fielato.importers import Imported
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.origin import Location, Places
from fielato.reading import DEFAULT, Document, hint_for, read
from fielato.reading.json_text import NotJsonError, read_json
from fielato.reading.text import decode as decode_text
from fielato.reports.document import DETAILS, Detail
from fielato.reports.words import LANGUAGES, Language
from fielato.rules.profile import DEFAULT as DEFAULT_PROFILE
from fielato.web import envelope

JSON: Final = "application/json"
MEDIA_TYPES: Final[Mapping[str, str]] = {
    "application/yaml": "body.yaml",
    "application/x-yaml": "body.yaml",
    "text/yaml": "body.yaml",
    JSON: "body.json",
}
"""The media types that are read, and what messages call a body of each."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What is to be assessed, and how."""

    manifest: Manifest
    register: RegisterFile | None
    terms: Terms
    language: Language
    detail: Detail


def submission(
    engine: Engine, data: bytes, media_type: str, given: Mapping[str, str], today: datetime.date
) -> Submission:
    """Read what was sent, beside the parameters of the query; `today` counts where no date is given.

    Raises InputError for the documents, UsageError for the parameters.
    """
    enclosed, imported = _read(engine, data, media_type)
    twice = sorted(given.keys() & enclosed.keys())
    if twice:
        raise UsageError(f"`{twice[0]}` is given in the query and in the envelope; give it once")
    given = {**given, **enclosed}
    register = only_register(imported.registers)
    return Submission(one_deployment(imported), register, terms(given, today), language(given), detail(given))


def parameters(query: Iterable[tuple[str, str]], known: Sequence[str] = envelope.PARAMETERS) -> dict[str, str]:
    """The query as a table; raises UsageError for a parameter that is unknown, empty, or given twice."""
    found: dict[str, str] = {}
    for name, value in query:
        if name not in known:
            hint = hint_for(name, known, f"known here: {', '.join(known) or 'none'}")
            raise UsageError(f"`{name}` is not a known parameter; {hint}")
        if name in found:
            raise UsageError(f"`{name}` is given twice; give it once")
        if not value:
            raise UsageError(f"`{name}` is empty; give it a value or leave it out")
        found[name] = value
    return found


def terms(given: Mapping[str, str], today: datetime.date) -> Terms:
    """The terms that parameters make; raises UsageError for a value that cannot be read."""
    return Terms(
        as_of=date(given, today),
        profile=given.get("profile", DEFAULT_PROFILE),
        gate=given.get("gate"),
        boundary=parse_boundary(given["boundary"]) if "boundary" in given else None,
        each_phase=detail(given) == "full",
    )


def date(given: Mapping[str, str], today: datetime.date) -> datetime.date:
    """The parameter `as_of`, or the current day."""
    return parse_date(given["as_of"]) if "as_of" in given else today


def language(given: Mapping[str, str]) -> Language:
    """The parameter `lang`; raises UsageError for a language that there are no texts in."""
    written = given.get("lang", LANGUAGES[0])
    for known in LANGUAGES:
        if written == known:
            return known
    raise UsageError(f"`{written}` is not a language of Fielato; write {' or '.join(LANGUAGES)}")


def detail(given: Mapping[str, str]) -> Detail:
    """The parameter `detail`; raises UsageError for one that there is not."""
    written = given.get("detail", DETAILS[0])
    for known in DETAILS:
        if written == known:
            return known
    raise UsageError(f"`{written}` is not a detail of an assessment; write {', '.join(DETAILS[:-1])} or {DETAILS[-1]}")


def one_deployment(imported: Imported) -> Manifest:
    """The one deployment; raises InputError where there are more documents, or none of that kind."""
    registers = [one.places for one in imported.registers]
    if len(imported.manifests) == 1:
        return imported.manifests[0]
    places = [one.places for one in imported.manifests] or registers
    message = "there is more than one deployment" if imported.manifests else "there is a register but no deployment"
    raise InputError(places[-1].location("").problem(message, "submit exactly one deployment"))


def _read(engine: Engine, data: bytes, media_type: str) -> tuple[dict[str, str], Imported]:
    """The parameters that an envelope holds, and the documents."""
    file = MEDIA_TYPES[media_type]
    documents: list[Document] = []
    if media_type == JSON and (envelope.may_be(data) or not _is_json(data)):
        documents = [_json(data, file)]
    elif envelope.may_be(data):
        documents = read(data, file)
    if len(documents) == 1 and envelope.is_envelope(documents[0]):
        opened, imported = envelope.open_envelope(documents[0], engine)
        return opened.parameters, imported
    imported = engine.read(data, file)
    if len(imported.manifests) + len(imported.registers) > 1:
        starts: list[Places] = [one.places for one in imported.manifests]
        starts.extend(one.places for one in imported.registers)
        second = sorted((places.location("") for places in starts), key=_line)[1]
        hint = "submit one deployment; a register travels beside it in an envelope"
        raise InputError(second.problem("there is more than one document", hint))
    return {}, imported


def _is_json(data: bytes) -> bool:
    try:
        msgspec.json.decode(data, type=msgspec.Raw)
    except msgspec.DecodeError:
        return False
    return True


def _json(data: bytes, file: str) -> Document:
    """The body, which must be JSON as its media type says: the reader of our own documents would take YAML too."""
    try:
        return read_json(decode_text(data, file, DEFAULT), file, DEFAULT)
    except NotJsonError as refusal:
        raise InputError(refusal.problem) from None


def _line(location: Location) -> int:
    return location.line
