"""Which files of waivers are refused, and how the reader says so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from tests.waivers.support import waiver

from fielato.errors import InputError
from fielato.model.waivers import Waiver
from fielato.waivers import read_written, writing

LAYERS = {"organisation/boundary": "organisation", "gdpr/transfer-has-a-ground": "law"}


def written(*waivers: Waiver) -> str:
    return writing.HEAD + "".join(map(writing.entry, waivers))


def problems(text: str) -> str:
    with pytest.raises(InputError) as refused:
        read_written(text.encode(), "w.yaml", LAYERS)
    return str(refused.value)


def test_what_is_written_is_read_again() -> None:
    source = read_written(written(waiver(), waiver()).encode(), "w.yaml", LAYERS)
    assert [one.waiver for one in source.entries] == [waiver(), waiver()]
    assert [(one.location.line, one.location.pointer) for one in source.entries] == [
        (4, "/waivers/0"),
        (19, "/waivers/1"),
    ]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(lambda text: "\0" not in text)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_whatever_people_write_as_a_reason_is_read_as_they_wrote_it(reason: str, owner: str) -> None:
    one = structs.replace(waiver(), reason=reason, owner=owner)
    source = read_written(written(one).encode(), "w.yaml", LAYERS)
    assert [each.waiver for each in source.entries] == [one]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"rule": "gdpr/transfer-has-a-ground"},
            "w.yaml:4:11: `gdpr/transfer-has-a-ground` is a rule of law, and law is",
        ),
        ({"approver": "  LUIS "}, "both asked for the waiver and approved it (somebody else has to approve it)"),
        ({"expires": waiver().granted.replace(day=1)}, "it expires before it is granted (2026-11-23)"),
        (
            {"outcome": "undetermined", "expires": waiver().granted.replace(year=2027)},
            "something undetermined is accepted for 90 days at most (until 2027-02-21 at the latest",
        ),
        ({"value": "sha256:" + "0" * 64}, "it is not the digest of the facts beside it"),
        ({"value": "none"}, "`none` does not have the right form"),
    ],
)
def test_a_waiver_that_cannot_stand_is_refused_at_its_place(changes: dict[str, object], told: str) -> None:
    assert told in problems(written(structs.replace(waiver(), **changes)))


def test_every_mistake_is_told_at_once() -> None:
    text = written(waiver(), structs.replace(waiver(), approver="Luis", value="sha256:" + "0" * 64))
    assert len(problems(text + "more: 1\n").splitlines()) == 1  # the form first
    assert len(problems(text).splitlines()) == 2


def test_the_ninetieth_day_is_still_one_of_ninety() -> None:
    last = structs.replace(waiver(), outcome="undetermined", expires=waiver().granted.replace(2027, 2, 21))
    assert read_written(written(last).encode(), "w.yaml", LAYERS).entries


@pytest.mark.parametrize("missing", ["reason", "owner", "requester", "approver", "granted", "expires", "value"])
def test_nothing_that_people_decide_may_be_left_out(missing: str) -> None:
    lines = [line for line in written(waiver()).splitlines(keepends=True) if not line.strip().startswith(f"{missing}:")]
    assert f"`{missing}` is missing" in problems("".join(lines))


def test_a_determination_is_refused_and_said_to_be_one() -> None:
    assert "determinations are not read from files" in problems(written().replace("Waivers", "Determination"))


def test_a_rule_that_nobody_knows_is_left_to_be_reported_as_unmatched() -> None:
    one = structs.replace(waiver(), rule="own/gone")
    assert read_written(written(one).encode(), "w.yaml", LAYERS).entries
