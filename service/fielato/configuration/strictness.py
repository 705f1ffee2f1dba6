"""Whether one way to assess asks for less than another: a file in the repository may only ask for more."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Final, Literal, get_args

import msgspec

from fielato.catalogue import Catalogue
from fielato.model.controller import Boundary
from fielato.model.vocabulary import Question
from fielato.resolve.boundary import tightest
from fielato.rules.declaration import Threshold
from fielato.rules.profile import Choice

Aspect = Literal["profile", "gate", "boundary"]

THRESHOLDS: Final[tuple[Threshold, ...]] = ("never", "violated", "undetermined")
"""What a gate can stop on; each stops on more than the one before."""
STRICTER: Final[Mapping[str, int]] = {
    "dpf_check_max_age": -1,
    "tia_max_age": -1,
    "change_notice_min": 1,
    "sovereignty_level": 1,
}
"""Whether a greater number of an organisation asks for more (1) or for less (-1)."""
_NAMED: Final = 6


class Demands(msgspec.Struct, frozen=True):
    """What an assessment asks for."""

    rules: frozenset[str]
    """Ids of the rules that are applied."""
    gate: Mapping[Question, Threshold]
    boundary: frozenset[str] | None
    """The territories in which personal data may be; None where there is no boundary."""
    no_third_country_control: bool
    parameters: Mapping[str, int]
    """The organisation's numbers."""


class Loosened(msgspec.Struct, frozen=True):
    """One thing of which less is asked for."""

    aspect: Aspect
    reason: str


def demands(choice: Choice, boundary: Boundary | None, catalogue: Catalogue, as_of: datetime.date) -> Demands:
    """What a choice asks for; `boundary` is the caller's, which outranks the profile's."""
    in_force = boundary if boundary is not None else choice.boundary
    return Demands(
        rules=frozenset(choice.rules),
        gate={question: getattr(choice.gate, question) for question in get_args(Question)},
        boundary=None if in_force is None else _territories(in_force, catalogue, as_of),
        no_third_country_control=choice.no_third_country_control is True,
        parameters=dict(choice.parameters),
    )


def looser(one: Demands, than: Demands) -> tuple[Loosened, ...]:
    """Everything of which `one` asks for less than the other; nothing where it asks for the same or more."""
    return (*_rules(one, than), *_numbers(one, than), *_gate(one, than), *_boundary(one, than))


def _rules(one: Demands, than: Demands) -> Iterator[Loosened]:
    lost = than.rules - one.rules
    if lost:
        packs = sorted({rule.partition("/")[0] for rule in lost})
        count = "1 rule" if len(lost) == 1 else f"{len(lost)} rules"
        yield Loosened("profile", f"it leaves out {count} of {_listed(packs)}")
    if than.no_third_country_control and not one.no_third_country_control:
        yield Loosened("profile", "it accepts suppliers under control from outside the Union")


def _numbers(one: Demands, than: Demands) -> Iterator[Loosened]:
    for name, asked in sorted(than.parameters.items()):
        given = one.parameters.get(name)
        if given is None:
            yield Loosened("profile", f"it has no `{name}`")
        elif (given - asked) * STRICTER[name] < 0:
            yield Loosened("profile", f"its `{name}` is {given}, not {asked}")


def _gate(one: Demands, than: Demands) -> Iterator[Loosened]:
    for question, asked in than.gate.items():
        given = one.gate[question]
        if THRESHOLDS.index(given) < THRESHOLDS.index(asked):
            stops = "never stops" if given == "never" else f"stops on {given} only"
            yield Loosened("gate", f"on `{question}` it {stops}, not on {asked}")


def _boundary(one: Demands, than: Demands) -> Iterator[Loosened]:
    if than.boundary is None:
        return
    if one.boundary is None:
        yield Loosened("boundary", "it has no boundary")
    elif beyond := sorted(one.boundary - than.boundary):
        yield Loosened("boundary", f"it lets personal data be in {_listed(beyond)} as well")


def _territories(boundary: Boundary, catalogue: Catalogue, as_of: datetime.date) -> frozenset[str]:
    everywhere = tuple(territory.code for territory in catalogue.territories(as_of))
    return frozenset(tightest((everywhere, boundary), catalogue, as_of) or ())


def _listed(names: list[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
