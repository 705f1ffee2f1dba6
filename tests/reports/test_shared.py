"""What findings say alike is kept for the last policies and languages only."""

from __future__ import annotations

import pytest

from fielato import library
from fielato.reports import shared as module
from fielato.reports.shared import shared

pytestmark = pytest.mark.slow

POLICIES = library.policies()


def test_the_common_parts_are_made_once_for_policies_language_and_form() -> None:
    assert shared(POLICIES, "en", "json") is shared(POLICIES, "en", "json")
    assert shared(POLICIES, "en", "json") is not shared(POLICIES, "es", "json")
    assert shared(POLICIES, "en", "json") is not shared(POLICIES, "en", "parts")


def test_other_policies_never_share_though_they_are_equal() -> None:
    again = library.policies.__wrapped__()
    assert shared(again, "en", "json") is not shared(POLICIES, "en", "json")


def test_old_policies_are_let_go() -> None:
    for _ in range(9):
        shared(library.policies.__wrapped__(), "en", "parts")
    assert len(module._RECENT) == 8  # noqa: SLF001 - the bound is the point
