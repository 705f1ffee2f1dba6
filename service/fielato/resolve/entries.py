"""What a register comes to on a date, worked out once for all the manifests that it goes with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from fielato.catalogue import Catalogue
from fielato.model.controller import Controller, Policy
from fielato.model.fact import UNSET, UnsetType
from fielato.model.manifest import RegisterFile
from fielato.model.party import Party
from fielato.resolve.answers import Answers
from fielato.resolve.grounds import DeclaredGround, declared
from fielato.resolve.knowledge import CONTENTS, Knowledge
from fielato.resolve.provenance import Anchor

_WEIGHT: Final = CONTENTS // 32
"""A register that is kept holds on to its whole text."""


class DeclaredParty(msgspec.Struct, frozen=True, eq=False):
    """A party as declared, and where."""

    party: Party
    anchor: Anchor


class Entries:
    """The entries of a register by what they are asked for; none of them where there is no register."""

    def __init__(self, register: RegisterFile | None, day: Knowledge) -> None:
        self.answers = Answers(register, day.as_of)
        """The evidence that holds on the date."""
        self.controllers: dict[str, tuple[Controller, Anchor]] = {}
        """The controllers by name."""
        self.parties: Mapping[str, DeclaredParty] = {}
        """The parties by id."""
        self.by_provider: Mapping[str, str] = {}
        """The ids of parties by the provider that they contract for."""
        self.grounds: tuple[DeclaredGround, ...] | None = None
        """The grounds of transfers; None where the register does not speak of them."""
        self.policy: Policy | UnsetType = UNSET
        """The organisation's own demands."""
        if register is not None:
            self._read(register, day)

    def _read(self, register: RegisterFile, day: Knowledge) -> None:
        given, places = register.register, register.places
        for index, one in enumerate(given.controllers if given.controllers is not UNSET else ()):
            self.controllers.setdefault(one.name, (one, Anchor(places, f"/controllers/{index}", one.name)))
        self.parties = {
            one.id: DeclaredParty(one, Anchor(places, f"/parties/{index}", one.id))
            for index, one in enumerate(given.parties if given.parties is not UNSET else ())
        }
        self.by_provider = by_provider(self.parties.values(), day.catalogue)
        if given.grounds is not UNSET:
            self.grounds = declared(given.grounds, places, day)
        self.policy = given.policy


def of(register: RegisterFile | None, day: Knowledge) -> Entries:
    """The entries of a register, from before if it was asked for."""
    return day.once(("register", register), lambda: Entries(register, day), weight=_WEIGHT)


def by_provider(parties: Iterable[DeclaredParty], catalogue: Catalogue) -> dict[str, str]:
    """The id of the first party that contracts for each provider."""
    found: dict[str, str] = {}
    for declared_party in parties:
        party = declared_party.party
        provider = party.provider if party.provider is not UNSET else party.id
        found.setdefault(catalogue.provider(provider), party.id)
    return found
