"""What a profile comes to once those that it extends are counted in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from fielato.errors import UsageError
from fielato.model.fact import UNSET
from fielato.reading import hint_for

if TYPE_CHECKING:
    from fielato.model.controller import Boundary
    from fielato.rules.declaration import Gate, Profile
    from fielato.rules.pack import Policies

DEFAULT = "default"
"""The profile, and the gate, that are used when none is named."""


class Choice(msgspec.Struct, frozen=True, eq=False):
    """The rules, gate and parameters that an assessment uses."""

    profile: str
    policies: Policies
    """Where its rules come from."""
    rules: tuple[str, ...]
    """Their ids."""
    gate: Gate
    boundary: Boundary | None
    no_third_country_control: bool | None
    parameters: tuple[tuple[str, int], ...]


def choose(policies: Policies, profile: str = DEFAULT, gate: str | None = None) -> Choice:
    """The choice that a profile makes; packs that no shipped profile knows always apply.

    Raises UsageError when there is no such profile or gate.
    """
    chain = list(_chain(policies, profile))
    packs = next((one.packs for one in chain if one.packs is not UNSET), None)
    known = {name for one in policies.profiles.values() if one.packs is not UNSET for name in one.packs}
    applied = tuple(
        rule_id
        for rule_id in policies.rules
        if packs is None or rule_id.partition("/")[0] in packs or rule_id.partition("/")[0] not in known
    )
    name = gate or _first(chain, "gate") or DEFAULT
    if name not in policies.gates:
        raise UsageError(_unknown("gate", str(name), list(policies.gates)))
    return Choice(
        profile=profile,
        policies=policies,
        rules=applied,
        gate=policies.gates[str(name)],
        boundary=_first(chain, "boundary"),  # type: ignore[arg-type]  # the field of that name
        no_third_country_control=_first(chain, "no_third_country_control"),  # type: ignore[arg-type]  # as above
        parameters=tuple(sorted(_parameters(chain).items())),
    )


def _chain(policies: Policies, name: str) -> Iterator[Profile]:
    """The profile, then those that it extends."""
    seen: set[str] = set()
    following: str | None = name
    while following is not None:
        if following not in policies.profiles:
            raise UsageError(_unknown("profile", following, list(policies.profiles)))
        if following in seen:
            raise UsageError(f"profile `{following}` extends itself")
        seen.add(following)
        profile = policies.profiles[following]
        yield profile
        following = profile.extends if profile.extends is not UNSET else None


def _first(chain: list[Profile], field: str) -> object | None:
    return next((value for one in chain if (value := getattr(one, field)) is not UNSET), None)


def _parameters(chain: list[Profile]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in reversed(chain):
        for name in one.parameters.__struct_fields__:
            if (value := getattr(one.parameters, name)) is not UNSET:
                found[name] = value
    return found


def _unknown(kind: str, name: str, known: list[str]) -> str:
    hint = hint_for(name, known, f"known: {', '.join(known)}")
    return f"there is no {kind} `{name}`; {hint}"
