"""Which components of a roll-out are in operation on a day, and where they still stand in the file."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from tests.resolve.support import manifest

from fielato.assess import Assessment
from fielato.engine import Terms, engine
from fielato.model.manifest import Manifest
from fielato.resolve import phases

Day = datetime.date
ONE = {"id": "one", "provider": "aws", "service": "s3", "region": "eu-south-2"}
TWO = {"id": "two", "provider": "aws", "service": "s3", "region": "eu-west-2"}
SPARE = {"id": "spare", "provider": "aws", "service": "s3", "region": "eu-west-1"}
FIRST, SECOND = Day(2026, 12, 1), Day(2027, 3, 1)


def rollout(*components: dict[str, Any], **fields: Any) -> Manifest:
    """A deployment whose components begin one after the other, in the order of FIRST and SECOND."""
    steps = [
        {"id": f"phase-{one['id']}", "starts": str(day), "components": [one["id"]]}
        for one, day in zip(components, (FIRST, SECOND), strict=False)
    ]
    return manifest(*components, grounds=[], **{"phases": steps, **fields})


def running(given: Manifest, day: Day) -> list[str]:
    return [one.id for one in phases.in_operation(given, day).deployment.components]


def assessed(given: Manifest, day: Day) -> Assessment:
    return engine().assess([(given, None)], Terms(day))[0]


@pytest.mark.parametrize(
    ("day", "expected"),
    [(FIRST, ["one"]), (SECOND - datetime.timedelta(days=1), ["one"]), (SECOND, ["one", "two"])],
)
def test_a_component_is_in_operation_from_the_first_day_of_its_phase(day: Day, expected: list[str]) -> None:
    assert running(rollout(ONE, TWO), day) == expected


def test_before_anything_has_begun_the_first_phase_is_what_is_about_to_be_deployed() -> None:
    given = rollout(ONE, TWO)
    assert running(given, Day(2026, 1, 1)) == ["one"]
    now = phases.current(given.deployment, Day(2026, 1, 1))
    assert now is not None
    assert now.id == "phase-one"


def test_a_component_of_no_phase_is_in_operation_already() -> None:
    given = rollout(ONE, TWO, SPARE)
    assert running(given, Day(2026, 1, 1)) == ["spare"]
    assert phases.current(given.deployment, Day(2026, 1, 1)) is None


def test_a_fallback_counts_from_when_what_falls_back_on_it_begins() -> None:
    assert running(rollout({**ONE, "fallbacks": ["two"]}, TWO), FIRST) == ["one", "two"]


def test_a_manifest_without_phases_is_left_as_it_is() -> None:
    given = manifest(ONE, TWO)
    assert phases.in_operation(given, FIRST) is given
    assert assessed(given, FIRST).phases == ()


def test_what_is_found_points_at_the_line_in_the_file_though_components_before_it_are_left_out() -> None:
    steps = [{"id": "now", "starts": str(FIRST), "components": ["two"]},
             {"id": "later", "starts": str(SECOND), "components": ["one"]}]  # fmt: skip
    whole = manifest(ONE, TWO, grounds=[], policy={"boundary": "EU"})
    part = manifest(ONE, TWO, grounds=[], policy={"boundary": "EU"}, phases=steps)

    def places(given: Manifest, day: Day) -> set[tuple[str, int]]:
        found = assessed(given, day).findings
        return {(one.subject.id, one.location.line) for one in found if one.subject.id.startswith("location/two/")}

    assert places(part, FIRST) == places(whole, FIRST) != set()


def test_a_component_whose_flows_have_not_begun_gets_no_more_data_than_it_will() -> None:
    data = [{"id": "people", "personal": True}, {"id": "staff", "personal": True, "hr": True}]
    flows = [{"from": "one", "to": "two", "data": ["people"]}]
    given = rollout(ONE, TWO, SPARE, data=data, flows=flows)
    narrowed = phases.in_operation(given, FIRST).deployment
    assert narrowed.flows == ()
    assert [one.data for one in narrowed.components if one.id == "one"] == [("people",)]


def test_each_phase_is_assessed_at_its_own_day_and_the_gate_is_that_of_the_current_one() -> None:
    given = rollout(ONE, TWO, policy={"boundary": "EU"})
    found = assessed(given, Day(2026, 11, 23))
    assert [(one.phase.id, one.standing, one.assessment.as_of, one.assessment.gate.state) for one in found.phases] == [
        ("phase-one", "current", FIRST, "open"),
        ("phase-two", "later", SECOND, "closed"),
    ]
    assert found.gate.state == "open"
    assert found.as_of == Day(2026, 11, 23)


def test_once_a_phase_has_begun_its_gate_is_the_gate() -> None:
    given = rollout(ONE, TWO, policy={"boundary": "EU"})
    found = assessed(given, Day(2028, 1, 1))
    assert [(one.standing, one.assessment.as_of) for one in found.phases] == [
        ("past", FIRST),
        ("current", Day(2028, 1, 1)),
    ]
    assert found.gate.state == found.phases[1].assessment.gate.state == "closed"


def test_the_order_in_which_phases_are_written_does_not_matter() -> None:
    given = rollout(ONE, TWO)
    written = [{"id": "b", "starts": str(SECOND), "components": ["two"]},
                                     {"id": "a", "starts": str(FIRST), "components": ["one"]}]  # fmt: skip
    turned = manifest(ONE, TWO, grounds=[], phases=written)
    for day in (FIRST, SECOND):
        assert running(turned, day) == running(given, day)
