"""How a place, a fact, a list of territories and a group of findings are put in a line, in every format alike."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Final

from msgspec import UNSET

from fielato.reports.document import Because, FindingPart, PlaceInFile, ProcessingPart, WaiverPart
from fielato.reports.words import Language, word

MANY: Final = 8
"""More territories than this are told by number, the first ones named."""
PLACES: Final = 6
"""Places of one group of findings that are told, further ones by number."""
MISSING: Final = 5
"""Unknown facts of one group of findings that are told, further ones by number."""
_NAMES: Final = 300
"""Characters for the names of further subjects."""
MARKS: Final = {"violated": "✗", "undetermined": "?", "waived": "–"}
"""The sign that stands before a finding, by its outcome."""


def place(at: PlaceInFile) -> str:
    """`file:line:column`, or the file with what its tool calls the thing, where the file has no lines."""
    if at.line:
        return f"{at.file}:{at.line}:{at.column}"
    return f"{at.file}: {at.address}" if at.address is not UNSET else at.file


def places(group: Sequence[FindingPart], language: Language) -> str:
    """Where the findings of a group point, each place once, those of one file together."""
    found = dict.fromkeys(finding.location for finding in group if finding.location.file)
    shown = list(found)[:PLACES]
    told = [
        f":{at.line}:{at.column}" if before is not None and before.file == at.file and at.line else place(at)
        for before, at in zip([None, *shown], shown, strict=False)
    ]
    left = len(found) - len(shown)
    return ", ".join(told) + (f" {word('and-more', language, count=left)}" if left else "")


def missing(group: Sequence[FindingPart]) -> tuple[list[str], int]:
    """The first unknown facts of a group, and how many more there are."""
    facts = list(dict.fromkeys(fact for finding in group for fact in finding.missing))
    return facts[:MISSING], max(0, len(facts) - MISSING)


def more(group: Sequence[FindingPart], language: Language) -> str:
    """What the findings of a group are about beside the first; nothing where it is alone."""
    if len(group) == 1:
        return ""
    names = ", ".join(_short(finding.subject.id) for finding in group[1:])
    count = word("more-places", language, count=len(group) - 1)
    return f"+ {count}: {textwrap.shorten(names, _NAMES, placeholder=' …')}"


def waiver(one: WaiverPart) -> str:
    """What became of the waiver of a finding; marked where somebody has to act."""
    return one.message if one.state == "in_force" else f"! {one.message}"


def fact(one: Because, language: Language) -> str:
    """A deciding fact with its value."""
    return f"{one.fact} = {value(one, language)}"


def value(one: Because, language: Language) -> str:
    """The value of a deciding fact."""
    if one.value is None:
        shown = word("unknown", language)
    elif isinstance(one.value, bool):
        shown = word(str(one.value).lower(), language)
    elif isinstance(one.value, (list, tuple)):
        shown = ", ".join(map(str, one.value)) or word("none", language)
    else:
        shown = str(one.value)
    return shown if one.verified else f"{shown} ({word('unverified', language)})"


def purpose(one: ProcessingPart, language: Language) -> str:
    """A purpose, and whether the vendor chose that it takes place."""
    named = word(one.purpose, language)
    return f"{named} ({word('vendor', language)})" if one.run_by == "vendor" else named


def territories(one: ProcessingPart, language: Language) -> str:
    """Where one purpose of a component takes place, as far as it is known."""
    codes = one.territories
    named = ", ".join(codes[:MANY]) + (f" … ({len(codes)})" if len(codes) > MANY else "")
    if one.unknown is None:
        return named or word("nowhere", language)
    why = textwrap.shorten(one.unknown, 60, placeholder=" …")
    unknown = f"{word('unknown', language)}: {why}"
    return f"{named} + {unknown}" if named else unknown


def _short(subject: str) -> str:
    """A subject's id without its kind."""
    return subject.partition("/")[2] or subject
