"""What importers find in files: components with their facts, what flows between them, and what they could not read.

An importer says what stands in the file and nothing more; what the catalogue knows is added by resolve. A fact is kept
with its origin. Things are the same only if they share a key: an explicit identifier such as an ARN, a resource's
address, or a host. Names are never compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from fielato.importers.notes import Text, filled
from fielato.model.fact import UNSET
from fielato.model.manifest import Note
from fielato.model.origin import Origin

LISTS: Final = frozenset({"purposes", "fallbacks", "backup_regions", "replication.regions"})
"""The fields of a component of which each value that is said is added to those before."""


class Said(msgspec.Struct, frozen=True):
    """One value with its origin."""

    value: object
    origin: Origin


class Found:
    """A component, as far as files show it."""

    def __init__(self, key: str, name: str, origin: Origin) -> None:
        self.keys = [key]
        """What it is known by; the first is its own."""
        self.name = name
        """What people call it: the source of its id."""
        self.origin = origin
        """Where it stands as a whole."""
        self.facts: dict[str, Said] = {}
        """By the path of the field below the component, such as `region` or `replication.redundancy`."""
        self.lists: dict[str, list[Said]] = {}
        """The values of the fields of `LISTS`; those of `fallbacks` are keys."""
        self.against: list[tuple[str, Said]] = []
        """What was said otherwise of a field, by another file."""
        self.within: list[str] = []
        """The keys of what it lies in, such as an account: where it has no region of its own, that is its region."""
        self.scopes: list[str] = []
        """Where a host such as `redis` means what it means to it, such as its stack; none: the file where it stands."""
        self.external = False
        """Whether a file only points to it, and does not describe it."""

    @property
    def key(self) -> str:
        """Its own key."""
        return self.keys[0]

    def known_by(self, *keys: str) -> None:
        """Let it be found by further keys; empty ones are passed over."""
        self.keys = list(dict.fromkeys([*self.keys, *filter(None, keys)]))

    def lies_in(self, *keys: str) -> None:
        """Say what it is a part of, and stands where that stands."""
        self.within = list(dict.fromkeys([*self.within, *filter(None, keys)]))

    def stand_where(self, other: Found) -> None:
        """Take region and host from what it lies in, where it has none of its own."""
        for field in ("region", "endpoint"):
            if (said := other.facts.get(field)) is not None:
                self.say(field, said.value, said.origin)

    def say(self, field: str, value: object, origin: Origin) -> None:
        """State a fact; of a field that is no list, what was said first stays."""
        if field in LISTS:
            said = self.lists.setdefault(field, [])
            if all(one.value != value for one in said):
                said.append(Said(value, origin))
        elif field not in self.facts:
            self.facts[field] = Said(value, origin)

    def say_all(self, facts: Iterable[tuple[str, object]], origin: Origin) -> None:
        """State several facts of the same origin; UNSET and empty texts are passed over."""
        for field, value in facts:
            if value is not UNSET and value != "":
                self.say(field, value, origin)

    def get(self, field: str) -> str:
        """The text that was said of a field, or the empty string."""
        said = self.facts.get(field)
        return said.value if said is not None and isinstance(said.value, str) else ""


class Flow(msgspec.Struct, frozen=True):
    """Data moving from what has one key to what has another."""

    source: str
    target: str
    origin: Origin


class Harvest:
    """What all importers together find in the files of one deployment."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self._flows: dict[tuple[str, str], Flow] = {}
        self.notes: list[Note] = []
        self.unrecognised: dict[str, list[Origin]] = {}
        """By type, where things stand that no table knows, and that might hold data."""
        self.name = ""
        """What the files call the deployment as a whole, if they do."""
        self._keys: dict[str, Found] = {}

    def component(self, key: str, name: str, origin: Origin) -> Found:
        """Add a component; the one with this key, if there is one already."""
        found = self._keys.get(key)
        if found is None:
            found = self._keys[key] = Found(key, name, origin)
            self.found.append(found)
        return found

    def pointed_to(self, key: str, name: str, origin: Origin) -> Found:
        """The component with this key; added as one that files only point to if there is none."""
        found = self._keys.get(key)
        if found is None:
            found = self.component(key, name, origin)
            found.external = True
        return found

    @property
    def flows(self) -> tuple[Flow, ...]:
        """What moves between components, each pair once."""
        return tuple(self._flows.values())

    def origins(self) -> Iterator[Origin]:
        """Where all of it was found."""
        for one in self.found:
            yield one.origin
            yield from (said.origin for said in one.facts.values())
        yield from (flow.origin for flow in self._flows.values())
        yield from (note.origin for note in self.notes)
        yield from (origin for origins in self.unrecognised.values() for origin in origins)

    def with_key(self, key: str) -> Found | None:
        """The component that was added under this key."""
        return self._keys.get(key)

    def flow(self, source: str, target: str, origin: Origin) -> None:
        """Data move from the component with one key to that with another, which may be found later."""
        if source != target:
            self._flows.setdefault((source, target), Flow(source, target, origin))

    def note(self, text: Text, origin: Origin, **words: str | Text) -> None:
        """Tell a person something, once of each place; a word may be in both languages too."""
        note = Note(filled(text, **words), origin)
        if note not in self.notes:
            self.notes.append(note)

    def note_once(self, text: Text, origin: Origin, **words: str | Text) -> None:
        """Tell a person something, unless it was told of another place."""
        said = filled(text, **words)
        if all(note.text != said for note in self.notes):
            self.notes.append(Note(said, origin))

    def not_recognised(self, type_: str, origin: Origin) -> None:
        """There is a thing of a type that no table knows, and it might hold data."""
        self.unrecognised.setdefault(type_, []).append(origin)
