"""Fielato's own documents: `kind: AIDeployment` and `kind: Register`, in YAML or JSON, several in one file."""

from __future__ import annotations

from typing import Final

from fielato.digest import of_bytes
from fielato.errors import InputError, Problem
from fielato.importers.interface import Imported
from fielato.importers.places import DocumentPlaces
from fielato.model.deployment import Deployment
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.register import Register
from fielato.model.vocabulary import API_VERSION
from fielato.reading import Document, hint_for, read
from fielato.reading.accept import accept
from fielato.reading.decode import decode
from fielato.reading.problems import quoted

KINDS: Final = ("AIDeployment", "Register")
_GIVEN_WITH: Final = {
    "Waivers": "waivers are given with --waivers; keep them in a folder `.fielato`",
    "Baseline": "a baseline is given with --baseline; keep it in a folder `.fielato`",
    "Scenario": "a scenario is given with --scenario",
}
"""What to do with a document that is ours and no deployment."""


class NativeImporter:
    """Reads `apiVersion: fielato/v1`."""

    def imports(self, data: bytes, file: str) -> Imported:
        """Read every document of the file; the mistakes of all of them are reported together."""
        digest = of_bytes(data)
        if (deployment := accept(data, file, Deployment)) is not None:
            return Imported(manifests=(Manifest(deployment[0], DocumentPlaces(file, deployment[1]), digest),))
        if (register := accept(data, file, Register)) is not None:
            return Imported(registers=(RegisterFile(register[0], DocumentPlaces(file, register[1]), digest),))
        return self._careful(data, file, digest)

    def _careful(self, data: bytes, file: str, digest: str) -> Imported:
        manifests: list[Manifest] = []
        registers: list[RegisterFile] = []
        problems: list[Problem] = []
        for document in read(data, file):
            places = DocumentPlaces(document.file, document.places)
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
        raise InputError(
            document.problem("", "this is not a deployment", f"it begins with `apiVersion: {API_VERSION}`")
        )
    if "apiVersion" not in value and "kind" not in value:
        hint = f"a deployment begins with `apiVersion: {API_VERSION}` and `kind: AIDeployment`"
        raise InputError(document.problem("", "neither `apiVersion` nor `kind` is given", hint))
    if value.get("apiVersion", API_VERSION) != API_VERSION:
        message = f"apiVersion: {quoted(value['apiVersion'])} is not a version that this Fielato reads"
        raise InputError(document.problem("/apiVersion", message, f"write `{API_VERSION}`"))
    kind = value.get("kind")
    if kind is not None and kind not in KINDS:
        hint = _GIVEN_WITH.get(str(kind)) or hint_for(str(kind), KINDS, f"one of: {', '.join(KINDS)}")
        raise InputError(document.problem("/kind", f"kind: {quoted(kind)} is not known", hint))
    return str(kind)
