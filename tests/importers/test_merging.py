"""Whatever the order and the keys: what shares a key is one, nothing is lost, and what was observed stays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fielato.importers.found import Found
from fielato.importers.merging import merged
from fielato.model.origin import Origin

KEYS = st.lists(st.sampled_from("abcdefgh"), max_size=3)
REGIONS = st.sampled_from(["eu-south-2", "us-east-1", ""])
HOWS = st.sampled_from(["observed", "declared", "default"])


@st.composite
def things(draw: st.DrawFn) -> list[Found]:
    found = []
    for number in range(draw(st.integers(1, 8))):
        one = Found(f"own:{number}", f"n{number}", Origin("observed"))
        one.known_by(*draw(KEYS))
        if region := draw(REGIONS):
            one.say("region", region, Origin(draw(HOWS)))
        found.append(one)
    return found


@given(things())
def test_what_shares_a_key_is_one_and_no_key_is_lost(found: list[Found]) -> None:
    whole = merged(found)
    keys = [key for one in whole for key in one.keys]
    assert len(keys) == len(set(keys))
    assert set(keys) == {key for one in found for key in one.keys}


@given(things())
def test_every_region_that_was_observed_still_counts(found: list[Found]) -> None:
    whole = merged(found)
    for one in found:
        said = one.facts.get("region")
        if said is None or said.origin.how != "observed":
            continue
        home = next(each for each in whole if one.key in each.keys)
        counted = {home.get("region"), *(other.value for field, other in home.against if field == "region")}
        assert said.value in counted


@given(things())
def test_a_claim_never_stands_before_what_was_observed(found: list[Found]) -> None:
    for home in merged(found):
        members = [one for one in found if set(one.keys) & set(home.keys)]
        observed = {
            one.facts["region"].value
            for one in members
            if "region" in one.facts and one.facts["region"].origin.how == "observed"
        }
        if observed:
            assert home.get("region") in observed


def test_a_host_that_only_another_file_calls_is_no_endpoint_of_what_is_described() -> None:
    site = Found("k8s:site", "site", Origin("observed"))
    site.known_by("host:chat.example.com")
    called = Found("host:chat.example.com", "chat.example.com", Origin("observed"))
    called.external = True
    called.say("endpoint", "https://chat.example.com/in", Origin("observed"))
    (whole,) = merged([called, site])
    assert (whole.name, whole.get("endpoint")) == ("site", "")
