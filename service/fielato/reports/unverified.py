"""The facts that nobody has seen in a source: one by one in the document, and told together where they say the same."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from fielato.reports.sources import cited
from fielato.reports.words import Language

_NAMES: Final = 300
"""Characters for the names of what one fact is about."""


def doubt(purpose: str, text: str, source: str, language: Language) -> str:
    """A fact that decides where a purpose takes place, with what it rests on."""
    return f"{purpose}: {text} ({cited(source, language)})" if source else f"{purpose}: {text}"


def statement(component: str, of_purpose: str) -> str:
    """The same of a component, as the document has it."""
    return f"{component}, {of_purpose}"


class Unverified(msgspec.Struct, frozen=True):
    """One fact that is taken on trust for several purposes of components."""

    said: str
    """The fact and its source, in words."""
    about: tuple[str, ...]
    """What it is about, each `component, purpose`, in the order of the document."""

    def __str__(self) -> str:
        return f"{len(self.about)} × {self.said}: {textwrap.shorten(_names(self.about), _NAMES, placeholder=' …')}"


def together(statements: Iterable[str]) -> list[Unverified]:
    """The statements by what they say, the most frequent first."""
    groups: dict[str, list[str]] = {}
    for one in statements:
        about, _, said = one.partition(": ")
        groups.setdefault(said, []).append(about)
    found = [Unverified(said, tuple(about)) for said, about in groups.items()]
    return sorted(found, key=lambda one: -len(one.about))


def _names(about: Sequence[str]) -> str:
    """Each component once, with its purposes."""
    purposes: dict[str, list[str]] = {}
    for one in about:
        component, _, purpose = one.partition(", ")
        purposes.setdefault(component, []).append(purpose)
    return ", ".join(f"{component} ({', '.join(told)})" for component, told in purposes.items())
