"""What the generated workload is about: the facts of a component, their types, and the values that they take."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from fielato.rules.values import Type

ROOT: Final = "component"
"""The root of the qualified names: rules say `component.region`."""
FIRST_DAY: Final = datetime.date(2020, 1, 1)
DAYS: Final = 3000
"""Dates are drawn from this many days on."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared fact of a component."""

    name: str
    type: Type
    draw: Callable[[random.Random], Any]
    """A value as JSON has it."""
    vocabulary: tuple[str, ...] = ()
    """All values that the declaration allows, or () where it allows any."""
    idle: tuple[str, ...] = ()
    """Those of them that no manifest has."""

    @property
    def qualified(self) -> str:
        """The name in a rule."""
        return f"{ROOT}.{self.name}"


def _codes(prefix: str, count: int) -> tuple[str, ...]:
    return tuple(f"{prefix}-{number:02}" for number in range(count))


def _enumerated(name: str, vocabulary: tuple[str, ...], idle: int) -> Fact:
    used = vocabulary[: len(vocabulary) - idle]
    return Fact(name, Type.STRING, lambda rng: rng.choice(used), vocabulary, vocabulary[len(used) :])


def _listed(name: str, vocabulary: tuple[str, ...], idle: int, longest: int) -> Fact:
    used = vocabulary[: len(vocabulary) - idle]
    return Fact(
        name,
        Type.STRING_LIST,
        lambda rng: rng.sample(used, rng.randint(0, longest)),
        vocabulary,
        vocabulary[len(used) :],
    )


def _boolean(name: str, share: float) -> Fact:
    return Fact(name, Type.BOOL, lambda rng: rng.random() < share)


def _integer(name: str, most: int) -> Fact:
    return Fact(name, Type.INT, lambda rng: rng.randint(0, most))


def _date(name: str) -> Fact:
    return Fact(name, Type.DATE, lambda rng: (FIRST_DAY + datetime.timedelta(days=rng.randrange(DAYS))).isoformat())


def _text(name: str, heads: tuple[str, ...], tails: tuple[str, ...]) -> Fact:
    return Fact(name, Type.STRING, lambda rng: f"{rng.choice(heads)}{rng.getrandbits(40):010x}{rng.choice(tails)}")


COUNTRIES: Final = _codes("country", 32)
HEADS: Final = ("eu.", "us.", "ap.", "global.")
TAILS: Final = (".example", ".test", ".invalid", ".internal")

FACTS: Final = (
    _enumerated("provider", _codes("provider", 14), 4),
    _enumerated("service", _codes("service", 30), 8),
    _enumerated("region", _codes("region", 40), 10),
    _enumerated("country", COUNTRIES, 8),
    _enumerated("storage_country", COUNTRIES, 8),
    _enumerated("tier", ("standard", "premium", "batch", "zone", "dedicated", "sovereign"), 2),
    _enumerated("form", ("clear", "pseudonymised", "encrypted", "anonymised", "synthetic"), 1),
    _text("host", HEADS, TAILS),
    _boolean("public", 0.3),
    _boolean("encrypted", 0.8),
    _boolean("personal", 0.6),
    _boolean("special", 0.2),
    _boolean("logged", 0.5),
    _boolean("backed_up", 0.7),
    _integer("retention_days", 3650),
    _integer("allowed_days", 3650),
    _integer("users", 100_000),
    _date("deployed"),
    _date("reviewed"),
    _date("expires"),
    _listed("purposes", _codes("purpose", 14), 4, 4),
    _listed("allowed_countries", COUNTRIES, 8, 5),
    _listed("certificates", _codes("certificate", 12), 3, 3),
)
"""Every fact of a component; `id` comes on top."""

DECLARED: Final[Mapping[str, Type]] = {fact.qualified: fact.type for fact in FACTS}
"""What the rule compiler is told."""


def value_of(fact: Fact, written: Any) -> Any:
    """The value in a row of facts of what JSON has."""
    if fact.type is Type.DATE:
        return datetime.date.fromisoformat(written)
    return tuple(written) if isinstance(written, list) else written
