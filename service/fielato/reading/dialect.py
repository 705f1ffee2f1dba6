"""What one tool's YAML allows: what its loader makes of a plain scalar, a key, a merge key, a tag, a repeated key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Final

import msgspec

from fielato.reading.yaml_scalars import CORE, SCALAR_TAGS, Scalar, resolve


class Merge(Enum):
    """What the key `<<` does."""

    REFUSED = "refused"
    """Nothing: it is a mistake."""
    OWN_KEYS_WIN = "own keys win"
    """The mapping's own keys win over the merged ones, wherever they stand."""
    IN_ORDER = "in order"
    """What stands later in the mapping wins, merged or not."""


class Tags(Enum):
    """What a tag does that the loader does not know."""

    REFUSED = "refused"
    """It is a mistake."""
    IGNORED = "ignored"
    """Nothing: the value is kept; a scalar is text."""
    FUNCTIONS = "functions"
    """It is the short form of a function of CloudFormation: `!Sub x` is `{"Fn::Sub": "x"}`."""


class Dialect(msgspec.Struct, frozen=True):
    """What one tool's YAML allows."""

    name: str
    """The tool."""
    scalar: Callable[[str], Scalar]
    """Gives the value of a plain scalar."""
    tagged: Mapping[str, Callable[[str], Scalar]]
    """What each known tag makes of a scalar's text."""
    lists: frozenset[str] = frozenset(CORE + name for name in ("seq", "omap", "pairs")) | {"!"}
    """The tags that a list may carry without a meaning of their own."""
    mappings: frozenset[str] = frozenset(CORE + name for name in ("map", "set")) | {"!"}
    """The tags that a mapping may carry without a meaning of their own."""
    merge: Merge = Merge.OWN_KEYS_WIN
    tags: Tags = Tags.REFUSED
    repeats: bool = True
    """Whether a key may stand twice; the last one wins."""
    any_key: bool = True
    """Whether a key may be a boolean, a number or null; it is read as text (`8080:` as "8080", `yes:` as "true")."""
    any_version: bool = True
    """Whether the document may declare that it is YAML 1.1."""
    notes: Callable[[str, Scalar], bool] | None = None
    """Of which scalars the text is kept beside the value: those that YAML 1.2 reads otherwise (`NO`, `010`)."""


FIELATO: Final = Dialect(
    "Fielato",
    resolve,
    SCALAR_TAGS,
    lists=frozenset({"!", CORE + "seq"}),
    mappings=frozenset({"!", CORE + "map"}),
    merge=Merge.REFUSED,
    repeats=False,
    any_key=False,
    any_version=False,
)
"""Our own files: YAML 1.2, core schema, each key once."""
