"""How a fact is declared: once, as an annotated field, from which schema, decoder, CEL variables and pages follow.

A record is a frozen `msgspec.Struct`; each field is annotated with `fact(...)`, which says in English and Spanish
what is known when the field is present. `Maybe[T]` marks a field that may be absent, which means *unknown*; no field
admits `null`. `OrNone[R]` marks a record that may be written `none`, which means *known not to exist*.

A field is written `Annotated[Maybe[T], fact(...)]`; one whose `fact` has constraints, which hold for a T alone, is
written `Maybe[Annotated[T, fact(...)]]`.

The modules of records do without `from __future__ import annotations`: every start needs the types of their fields, and
to read them from texts takes twice as long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union

import msgspec
from msgspec import UNSET, Meta, UnsetType

T = TypeVar("T")

NONE: Literal["none"] = "none"

if TYPE_CHECKING:
    Maybe = Union[T, UnsetType]  # noqa: UP007 - a generic alias cannot be written with `|` on Python 3.11
    OrNone = Union[T, Literal["none"]]  # noqa: UP007 - as above
else:  # to fill in a generic alias takes four times as long, and that for each of some hundred fields at every start

    class Maybe:
        """A fact that may be absent from the document: absent is unknown."""

        def __class_getitem__(cls, fact: Any) -> Any:
            return fact | UnsetType

    class OrNone:
        """A record that may be known not to exist."""

        def __class_getitem__(cls, record: Any) -> Any:
            return record | Literal["none"]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of every declared record: immutable, and closed against unknown keys."""


def fact(en: str, es: str, *, form: bool = False, unit: str = "", **constraints: Any) -> Meta:
    """Describe one field.

    `en` and `es` complete the sentence “this field gives …” for a person. `form` puts the field on the web form.
    `unit` names the unit of a number. `constraints` are those of `msgspec.Meta` (`pattern`, `ge`, `examples`, …).
    """
    return Meta(
        description=en,
        extra={"es": es, "form": form, "unit": unit},
        extra_json_schema={"x-description-es": es} | ({"x-unit": unit} if unit else {}),
        **constraints,
    )


Identifier = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]*$", max_length=128)]
"""A name that other records refer to: letters, digits, `.`, `_`, `:` and `-`."""

TerritoryCode = Annotated[str, Meta(pattern=r"^[A-Z]{2}$", examples=["ES"])]
"""ISO 3166-1 alpha-2, or one of the aliases of `seeds/territory_aliases.csv`; checked against the catalogue."""

TerritoryOrNone = Annotated[str, Meta(pattern=r"^([A-Z]{2}|none)$", examples=["ES", "none"])]
"""A territory, or `none`: one pattern, since a text that must be a code cannot be a union with the word."""

Integer = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
"""A whole number without a narrower range: rules are written in CEL, whose int has 64 bits."""

Text = Annotated[str, Meta(min_length=1, max_length=2000)]
"""Free text of a person."""

__all__ = [
    "NONE",
    "UNSET",
    "Identifier",
    "Integer",
    "Maybe",
    "OrNone",
    "Record",
    "TerritoryCode",
    "TerritoryOrNone",
    "Text",
    "UnsetType",
    "fact",
]
