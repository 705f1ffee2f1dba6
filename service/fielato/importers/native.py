"""Fielato's own documents: `kind: AIDeployment` and `kind: Register`, in YAML or JSON, several in one file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from fielato.errors import InputError, Problem
from fielato.importers.interface import Imported
from fielato.model.deployment import Deployment
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.origin import Location
from fielato.model.register import Register
from fielato.reading import Document, did_you_mean, read
from fielato.reading.decode import decode
from fielato.reading.problems import quoted

KINDS = ("AIDeployment", "Register")
VERSION = "fielato/v1"


@dataclass(frozen=True, slots=True)
class DocumentPlaces:
    """The places of a document of ours: a fact stands where its pointer leads."""

    document: Document

    def location(self, pointer: str) -> Location:
        """The place of the value at this pointer, or of its nearest ancestor that exists."""
        mark = self.document.mark(pointer)
        return Location(self.document.file, mark.line, mark.column, pointer)


class NativeImporter:
    """Reads `apiVersion: fielato/v1`."""

    name = "fielato"

    def imports(self, data: bytes, file: str) -> Imported:
        """Read every document of the file; the mistakes of all of them are reported together."""
        digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
        manifests: list[Manifest] = []
        registers: list[RegisterFile] = []
        problems: list[Problem] = []
        for document in read(data, file):
            places = DocumentPlaces(document)
            try:
                if _kind(document) == "Register":
                    registers.append(RegisterFile(decode(document, Register), places, digest))
                else:
                    manifests.append(Manifest(decode(document, Deployment), places, digest))
            except InputError as error:
                problems.extend(error.problems)
        if problems:
            raise InputError(problems)
        return Imported(tuple(manifests), tuple(registers))


def _kind(document: Document) -> str:
    """The document's kind; refused where it is none of ours."""
    value = document.value
    if not isinstance(value, dict):
        raise InputError(_problem(document, "", "this is not a deployment", f"it begins with `apiVersion: {VERSION}`"))
    if "apiVersion" not in value and "kind" not in value:
        hint = f"a deployment begins with `apiVersion: {VERSION}` and `kind: AIDeployment`"
        raise InputError(_problem(document, "", "neither `apiVersion` nor `kind` is given", hint))
    if value.get("apiVersion", VERSION) != VERSION:
        message = f"apiVersion: {quoted(value['apiVersion'])} is not a version that this Fielato reads"
        raise InputError(_problem(document, "/apiVersion", message, f"write `{VERSION}`"))
    kind = value.get("kind")
    if kind is not None and kind not in KINDS:
        guess = did_you_mean(kind, KINDS) if isinstance(kind, str) else None
        hint = f"did you mean `{guess}`?" if guess else f"one of: {', '.join(KINDS)}"
        raise InputError(_problem(document, "/kind", f"kind: {quoted(kind)} is not known", hint))
    return str(kind)


def _problem(document: Document, pointer: str, message: str, hint: str) -> Problem:
    mark = document.mark(pointer)
    return Problem(message, document.file, mark.line, mark.column, pointer, hint)
