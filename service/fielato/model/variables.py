"""Which facts a rule may name: the declared records, flattened into qualified variables per subject.

A field of a nested record is named by its path (`party.contract.art28`). A record that may be `none` also gives
`….present`. Lists of records are not facts: resolve flattens what rules need of them.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec

from . import derived
from .component import Component
from .controller import Controller
from .data import DataSet
from .deployment import Deployment
from .fact import Record
from .ground import Tools
from .party import Party

VariableType = Literal["bool", "int", "string", "date", "list(string)"]
SubjectKind = Literal["deployment", "data", "party", "component", "location", "transfer"]


class Variable(msgspec.Struct, frozen=True):
    """A fact that rules may name. `en` and `es` describe it; `values` is its closed vocabulary, or empty."""

    name: str
    type: VariableType
    en: str
    es: str
    unit: str = ""
    values: tuple[str, ...] = ()
    derived: bool = False
    form: bool = False
    """Whether the web form asks for it."""

    def description(self, language: str) -> str:
        """What it says, in `en` or `es`."""
        return self.es if language == "es" else self.en


ROOTS: Mapping[str, tuple[type[Record], ...]] = {
    "deployment": (Deployment, derived.DeploymentFacts),
    "controller": (Controller, derived.ControllerFacts),
    "organisation": (derived.OrganisationFacts,),
    "data": (DataSet, derived.DataFacts),
    "party": (Party, derived.PartyFacts),
    "component": (Component, derived.ComponentFacts),
    "territory": (derived.TerritoryFacts,),
    "location": (derived.LocationFacts,),
    "transfer": (Tools, derived.TransferFacts),
}
"""Each root of a qualified name, and the records that its facts are declared in."""

SUBJECTS: Mapping[SubjectKind, tuple[str, ...]] = {
    "deployment": ("deployment", "controller", "organisation"),
    "data": ("deployment", "controller", "organisation", "data"),
    "party": ("deployment", "controller", "organisation", "party"),
    "component": ("deployment", "controller", "organisation", "data", "party", "component"),
    "location": ("deployment", "controller", "organisation", "data", "party", "component", "territory", "location"),
    "transfer": ("deployment", "controller", "organisation", "data", "party", "territory", "transfer"),
}
"""The roots that each subject sees."""

_HIDDEN = {
    ("deployment", "controller"),
    ("deployment", "policy"),
    ("deployment", "api_version"),
    ("deployment", "kind"),
    ("deployment", "check"),
}
_SCALARS: Mapping[type, VariableType] = {
    msgspec.inspect.BoolType: "bool",
    msgspec.inspect.IntType: "int",
    msgspec.inspect.StrType: "string",
    msgspec.inspect.LiteralType: "string",
    msgspec.inspect.DateType: "date",
}


def declared() -> dict[str, Variable]:
    """Every variable that any rule may name, in order of declaration."""
    return {name: variable for root in ROOTS for name, variable in of_root(root).items()}


@functools.cache
def visible(kind: SubjectKind) -> Mapping[str, Variable]:
    """Every variable that a rule on this subject may name, in order of declaration."""
    return {name: variable for root in SUBJECTS[kind] for name, variable in of_root(root).items()}


@functools.cache
def of_root(root: str) -> Mapping[str, Variable]:
    """The variables below one root, in order of declaration."""
    found: dict[str, Variable] = {}
    for record in ROOTS[root]:
        is_derived = record.__module__ == derived.__name__
        for variable in _walk(root, root, record, is_derived=is_derived):
            found[variable.name] = variable
    return found


def _walk(root: str, prefix: str, record: type[msgspec.Struct], *, is_derived: bool) -> Iterator[Variable]:
    info = msgspec.inspect.type_info(record)
    assert isinstance(info, msgspec.inspect.StructType)  # noqa: S101 - a Record is a Struct
    for field in info.fields:
        if (root, field.name) in _HIDDEN:
            continue
        yield from _field(root, f"{prefix}.{field.name}", field.type, is_derived=is_derived)


def _field(root: str, name: str, declared: msgspec.inspect.Type, *, is_derived: bool) -> Iterator[Variable]:
    described, options = _options(declared)
    describe = functools.partial(_variable, name=name, described=described, is_derived=is_derived)
    records = [option for option in options if isinstance(option, msgspec.inspect.StructType)]
    if records:
        if any(_is_none(option) for option in options):
            yield _variable(name=f"{name}.present", described=_existing(described), is_derived=is_derived, type_="bool")
        for option in records:
            yield from _walk(root, name, option.cls, is_derived=is_derived)
        return
    lists = [option for option in options if isinstance(option, msgspec.inspect.VarTupleType)]
    if lists:
        _, (item, *_) = _options(lists[0].item_type)
        if isinstance(item, (msgspec.inspect.StrType, msgspec.inspect.LiteralType)):
            yield describe(type_="list(string)", values=_literals([item]))
        return
    scalar = next((option for option in options if type(option) in _SCALARS and not _is_none(option)), None)
    if scalar is not None:
        yield describe(type_=_SCALARS[type(scalar)], values=_literals(options))


def _existing(described: Mapping[str, Any]) -> dict[str, Any]:
    """What it means that a record is there: its own description, without the word for its absence."""
    en, es = described["en"].replace(", or `none`", ""), described["es"].replace(", o `none`", "")
    return {
        "en": f"Whether the file holds {en[:1].lower()}{en[1:]}",
        "es": f"Si hay constancia de {es[:1].lower()}{es[1:]}".replace("de el ", "del ", 1),
    }


def _variable(
    *,
    name: str,
    described: Mapping[str, Any],
    is_derived: bool,
    type_: VariableType,
    values: tuple[str, ...] = (),
) -> Variable:
    return Variable(
        name=name,
        type=type_,
        en=described["en"],
        es=described["es"],
        unit=described.get("unit", ""),
        values=values,
        derived=is_derived,
        form=described.get("form", False),
    )


def _options(declared: msgspec.inspect.Type) -> tuple[dict[str, Any], list[msgspec.inspect.Type]]:
    """The description, and the alternatives of a (possibly absent, possibly described) type."""
    described: dict[str, Any] = {"en": "", "es": ""}
    options: list[msgspec.inspect.Type] = []
    pending = [declared]
    while pending:
        current = pending.pop(0)
        if isinstance(current, msgspec.inspect.Metadata):
            schema = current.extra_json_schema or {}
            if "description" in schema and not described["en"]:
                described |= {"en": schema["description"]} | dict(current.extra or {})
            pending.insert(0, current.type)
        elif isinstance(current, msgspec.inspect.UnionType):
            pending[:0] = current.types
        else:
            options.append(current)
    return described, options


def _is_none(option: msgspec.inspect.Type) -> bool:
    return isinstance(option, msgspec.inspect.LiteralType) and option.values == ("none",)


def _literals(options: list[msgspec.inspect.Type]) -> tuple[str, ...]:
    return tuple(
        str(value) for option in options if isinstance(option, msgspec.inspect.LiteralType) for value in option.values
    )


PYTHON_TYPES: Mapping[VariableType, type] = {
    "bool": bool,
    "int": int,
    "string": str,
    "date": datetime.date,
    "list(string)": tuple,
}
"""The Python type of a variable's value in a row of facts."""
