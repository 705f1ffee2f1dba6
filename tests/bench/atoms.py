"""What the single tests of generated rules look like, and how often each kind is drawn."""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Callable
from typing import Final

from fielato.rules.values import Type

from .facts import DAYS, FACTS, FIRST_DAY, HEADS, ROOT, TAILS, Fact

_ENUMERATED: Final = tuple(fact for fact in FACTS if fact.type is Type.STRING and fact.vocabulary)
_LISTS: Final = tuple(fact for fact in FACTS if fact.type is Type.STRING_LIST)
_BOOLEANS: Final = tuple(fact for fact in FACTS if fact.type is Type.BOOL)
_INTEGERS: Final = tuple(fact for fact in FACTS if fact.type is Type.INT)
_DATES: Final = tuple(fact for fact in FACTS if fact.type is Type.DATE)
_ORDERS: Final = ("<", "<=", ">", ">=")


def _used(fact: Fact) -> list[str]:
    return [word for word in fact.vocabulary if word not in fact.idle]


def _some(rng: random.Random, words: list[str], most: int) -> str:
    return json.dumps(sorted(rng.sample(words, rng.randint(2, min(most, len(words) - 1)))))


def boolean(rng: random.Random) -> str:
    """`component.public`."""
    return rng.choice(_BOOLEANS).qualified


def equal(rng: random.Random) -> str:
    """`component.tier == "batch"`."""
    fact = rng.choice(_ENUMERATED)
    return f'{fact.qualified} {rng.choice(("==", "!="))} "{rng.choice(_used(fact))}"'


def among(rng: random.Random) -> str:
    """`component.country in ["country-01", "country-07"]`."""
    fact = rng.choice(_ENUMERATED)
    return f"{fact.qualified} in {_some(rng, _used(fact), 12)}"


def number(rng: random.Random) -> str:
    """`component.users >= 4000`."""
    fact = rng.choice(_INTEGERS)
    most = 100_000 if fact.name == "users" else 3650
    return f"{fact.qualified} {rng.choice(_ORDERS)} {rng.randint(most // 20, most)}"


def day(rng: random.Random) -> str:
    """`component.reviewed < date("2024-05-01")`."""
    limit = FIRST_DAY + datetime.timedelta(days=rng.randrange(DAYS))
    return f'{rng.choice(_DATES).qualified} {rng.choice(_ORDERS)} date("{limit}")'


def member(rng: random.Random) -> str:
    """`"purpose-03" in component.purposes`."""
    fact = rng.choice(_LISTS)
    return f'"{rng.choice(_used(fact))}" in {fact.qualified}'


def loop(rng: random.Random) -> str:
    """`component.purposes.exists(p, p in ["purpose-01", …])`, or `all`."""
    fact = rng.choice(_LISTS)
    body = f"one in {_some(rng, _used(fact), 9)}"
    if rng.random() < 0.3:
        body = f'one.endsWith("{rng.randrange(10)}")'
    return f"{fact.qualified}.{rng.choice(('exists', 'all'))}(one, {body})"


def text(rng: random.Random) -> str:
    """`component.host.startsWith("eu.")`."""
    name, words = rng.choice((("startsWith", HEADS), ("endsWith", TAILS), ("contains", ("a1", "0b", "c", "7e"))))
    return f'{ROOT}.host.{name}("{rng.choice(words)}")'


def two_facts(rng: random.Random) -> str:
    """A join: `component.country in component.allowed_countries`."""
    sign = rng.choice(_ORDERS)
    return rng.choice(
        (
            f"{ROOT}.country == {ROOT}.storage_country",
            f"{ROOT}.country != {ROOT}.storage_country",
            f"{ROOT}.country in {ROOT}.allowed_countries",
            f"{ROOT}.storage_country in {ROOT}.allowed_countries",
            f"{ROOT}.retention_days {sign} {ROOT}.allowed_days",
            f"{ROOT}.deployed {sign} {ROOT}.reviewed",
            f"{ROOT}.reviewed {sign} {ROOT}.expires",
        )
    )


def conditional(rng: random.Random) -> str:
    """`component.public ? … : …`."""
    return f"({boolean(rng)} ? {rng.choice(_SIMPLE)(rng)} : {rng.choice(_SIMPLE)(rng)})"


def negation(rng: random.Random) -> str:
    """`!(…)`."""
    return f"!({rng.choice(_SIMPLE)(rng)})"


_SIMPLE: Final = (equal, among, number, day, member, loop, text)

MIXTURE: Final[tuple[tuple[int, Callable[[random.Random], str]], ...]] = (
    (16, boolean),
    (20, equal),
    (20, among),
    (10, number),
    (7, day),
    (6, member),
    (9, loop),
    (4, text),
    (4, two_facts),
    (2, conditional),
    (5, negation),
)
"""How many of about a hundred tests are of each kind."""


def draw(rng: random.Random) -> str:
    """A test of a kind drawn by `MIXTURE`."""
    return rng.choices([kind for _, kind in MIXTURE], [weight for weight, _ in MIXTURE])[0](rng)


def idle(rng: random.Random) -> str:
    """A test that no generated component passes."""
    fact = rng.choice([fact for fact in FACTS if fact.idle])
    if fact.type is Type.STRING_LIST:
        return f'{fact.qualified}.exists(one, one == "{rng.choice(fact.idle)}")'
    return f'{fact.qualified} == "{rng.choice(fact.idle)}"'


def always(rng: random.Random) -> str:
    """A test that every generated component passes."""
    fact = rng.choice([fact for fact in _ENUMERATED if fact.idle])
    return f'{fact.qualified} != "{rng.choice(fact.idle)}"'
