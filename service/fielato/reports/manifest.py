"""A deployment written as a manifest that people can edit, each value with where it was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from fielato.model.manifest import Manifest
from fielato.model.origin import Location
from fielato.reports.words import Language

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./@+-]*(?: [A-Za-z0-9_./@+-]+)*")
"""Texts that need no quotes, whatever reads them."""
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What JSON may hold as it is, and YAML as an escape only."""
_WORDS: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "none"})
_WIDTH: Final = 60
"""The column from which on origins stand, in characters."""
_TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "head": {
        "en": "What Fielato understood of these files. Edit what is wrong, add what they cannot say.",
        "es": "Lo que Fielato ha entendido de estos ficheros. Corrija lo que no sea así y añada lo que falte.",
    },
    "not-understood": {"en": "Not understood, or worth a look:", "es": "Sin entender, o digno de revisión:"},
    "observed": {"en": "seen", "es": "visto"},
    "default": {"en": "default", "es": "por defecto"},
    "declared": {"en": "declared", "es": "declarado"},
    "evidenced": {"en": "evidence", "es": "evidencia"},
    "derived": {"en": "derived", "es": "derivado"},
}


def render(manifest: Manifest, language: Language = "en") -> str:
    """The manifest as YAML; reading it gives the same deployment."""
    lines = [f"# {_TEXTS['head'][language]}"]
    if manifest.notes:
        lines.append(f"# {_TEXTS['not-understood'][language]}")
        lines += [f"#   - {_place(one.origin.location)}: {_one_line(one.text[language])}" for one in manifest.notes]
    writer = _Writer(manifest, language)
    lines += writer.mapping(msgspec.json.decode(msgspec.json.encode(manifest.deployment)), "", "")
    return "\n".join(lines) + "\n"


class _Writer:
    """Writes the values of one manifest."""

    def __init__(self, manifest: Manifest, language: Language) -> None:
        self._places = manifest.places
        self._language: Language = language

    def mapping(self, values: Mapping[str, Any], indent: str, pointer: str) -> Iterator[str]:
        """The lines of a record."""
        for name, value in values.items():
            yield from self._entry(f"{indent}{_scalar(name)}:", value, indent, f"{pointer}/{name}")

    def _entry(self, head: str, value: Any, indent: str, pointer: str) -> Iterator[str]:
        if isinstance(value, dict) and value:
            yield head
            yield from self.mapping(value, f"{indent}  ", pointer)
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            yield head
            for index, item in enumerate(value):
                yield from self._item(item, f"{indent}  ", f"{pointer}/{index}")
        else:
            yield self._told(f"{head} {_flow(value)}", pointer)

    def _item(self, item: Any, indent: str, pointer: str) -> Iterator[str]:
        lines = list(self.mapping(item, f"{indent}  ", pointer))
        yield f"{indent}- {lines[0].lstrip()}"
        yield from lines[1:]

    def _told(self, line: str, pointer: str) -> str:
        if not pointer.startswith(("/components/", "/flows/")):
            return line
        known, at = self._places.known(pointer), self._places.location(pointer)
        if not at.file:
            return line
        return f"{line:<{_WIDTH}}  # {_TEXTS[known.how][self._language]}: {_place(at)}"


def _flow(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_scalar, value))}]"
    return "{}" if isinstance(value, dict) else _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        if _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
            return value
        quoted = msgspec.json.encode(value).decode()
        return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
    return "true" if value is True else "false" if value is False else str(value)


def _place(at: Location) -> str:
    place = ":".join([at.file or "-", *(str(number) for number in (at.line, at.column) if number)])
    return _one_line(f"{place} {at.address}".strip())


def _one_line(text: str) -> str:
    return " ".join(text.split())
