"""The text for a terminal: what was not understood, and places without lines."""

from __future__ import annotations

from tests.reports.formats.made import finding, found, place

from fielato.reports.document import NotePart
from fielato.reports.formats.interface import Rendering
from fielato.reports.formats.text import render


def test_what_was_not_understood_is_told_at_its_place() -> None:
    notes = (
        NotePart(message="`x` is not known", location=place("main.tf", 7, 1)),
        NotePart(message="`y` is not known", location=place("plan.json", 0, 0, address="aws_y.a")),
    )
    printed = render(found(notes=notes), Rendering())
    assert "Not understood in the files\n  main.tf:7:1: `x` is not known\n  plan.json: aws_y.a: `y`" in printed
    assert "Not understood" not in render(found(), Rendering())


def test_a_finding_in_a_file_without_lines_is_at_its_address() -> None:
    at = place("plan.json", 0, 0, address="aws_s3_bucket.logs")
    assert "\n  plan.json: aws_s3_bucket.logs\n" in render(found(finding(location=at)), Rendering())


def test_a_waived_finding_has_a_sign_of_its_own() -> None:
    assert "\n– waived · does not close this gate · organisation/boundary" in render(
        found(finding(outcome="waived")), Rendering()
    )
