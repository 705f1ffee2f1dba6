"""The quick look never says yes where the careful walk finds something, nor no where it finds nothing."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.resolve.support import BUCKET, manifest, register

from fielato import library
from fielato.resolve.references import _problems
from fielato.resolve.sound import is_sound

NAMES = st.sampled_from(["store", "people", "aws", "controller", "nobody", "acme"])
CODES = st.sampled_from(["ES", "UK", "EU", "XX"])
COMPONENTS = st.fixed_dictionaries(
    {"id": st.sampled_from(["store", "other"])},
    optional={
        "fallbacks": st.lists(NAMES, max_size=1),
        "data": st.lists(NAMES, max_size=1),
        "party": NAMES,
        "place": st.fixed_dictionaries({}, optional={"territory": CODES}),
        "encryption": st.one_of(st.just("none"), st.fixed_dictionaries({}, optional={"key_territory": CODES})),
        "access": st.lists(
            st.fixed_dictionaries(
                {"purpose": st.just("support")}, optional={"party": NAMES, "territories": st.lists(CODES, max_size=1)}
            ),
            max_size=1,
        ),
    },
)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "flows": st.lists(st.fixed_dictionaries({"from": NAMES, "to": NAMES}), max_size=1),
        "grounds": st.lists(st.fixed_dictionaries({"importer": NAMES}, optional={"data": st.lists(NAMES)}), max_size=1),
        "policy": st.fixed_dictionaries({}, optional={"boundary": st.one_of(st.just("EU"), st.lists(CODES))}),
        "parties": st.lists(
            st.fixed_dictionaries({"id": st.just("acme")}, optional={"country": CODES, "representative": CODES}),
            max_size=2,
        ),
        "phases": st.lists(
            st.fixed_dictionaries({"id": NAMES, "starts": st.just("2026-12-01"), "components": st.lists(NAMES)}),
            max_size=2,
        ),
    },
)


@settings(deadline=None)
@given(st.lists(COMPONENTS, max_size=2), FIELDS, st.booleans())
def test_the_quick_look_agrees_with_the_careful_walk(
    components: list[dict[str, Any]], fields: dict[str, Any], registered: bool
) -> None:
    given = manifest(*components, **fields)
    entries = register(parties=[{"id": "nobody"}]) if registered else None
    found = _problems(given, entries, library.catalogue())
    assert is_sound(given.deployment, entries, library.catalogue()) is (not found)


def test_a_plain_deployment_is_sound() -> None:
    assert is_sound(manifest(BUCKET).deployment, None, library.catalogue())
