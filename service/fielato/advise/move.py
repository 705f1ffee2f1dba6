"""One thing that could be changed, with what the catalogue shows of it and what it does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal, get_args

import msgspec

from fielato.advise.change import Change, change, is_given
from fielato.advise.trial import Trial
from fielato.catalogue.tables import SeedRow
from fielato.model.component import Component
from fielato.model.fact import UNSET
from fielato.resolve.site import Site

Kind = Literal[
    "profile",
    "sku",
    "switch",
    "endpoint",
    "guardrail",
    "replication",
    "backup",
    "fallback",
    "keys",
    "client-side",
    "region",
    "provider",
    "support-contract",
    "vendor-answer",
]
"""What sort of change it is, the smaller before the larger; the last two only somebody at the vendor can promise."""
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
PROMISED: Final = frozenset({"support-contract", "vendor-answer"})
"""Changes that are no technical ones: what the vendor would have to promise or to state."""

Doubt = Literal["service", "model", "accelerator", "offer"]
"""What no table shows: that the service, the model or the accelerator is there, or that the vendor offers it."""


class Move(msgspec.Struct, frozen=True):
    """Changes that belong together."""

    kind: Kind
    changes: tuple[Change, ...]
    confirm: tuple[Doubt, ...] = ()
    """What the catalogue does not show, and somebody has to confirm."""
    rows: tuple[SeedRow, ...] = ()
    """The rows that show it."""


class Setting(msgspec.Struct, frozen=True):
    """A component as the moves see it."""

    component: Component
    site: Site
    trial: Trial

    @property
    def routing(self) -> str:
        """What decides where the service computes; empty where the catalogue does not know the service."""
        return self.site.service.model_routing if self.site.service is not None else ""

    @property
    def service(self) -> str:
        """The catalogue's name of the service, or an empty one."""
        return self.site.service.service if self.site.service is not None else ""

    def to(self, field: str, after: Any) -> Change:
        """The change of a field."""
        return change(self.component, field, after)

    def without(self, fields: Sequence[str]) -> tuple[Change, ...]:
        """The changes that leave out those of the fields that the manifest gives."""
        return tuple([self.to(field, None) for field in fields if is_given(self.component, field)])

    def given(self, field: str) -> Any:
        """A field of the component, None where the manifest does not give it."""
        value = getattr(self.component, field)
        return None if value is UNSET else value
