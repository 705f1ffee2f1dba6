"""What a rule yields for one subject, from its two conditions."""

from __future__ import annotations

import enum
from typing import Final

from fielato.rules.values import UNKNOWN, Truth


class Outcome(enum.Enum):
    """One rule on one subject."""

    SATISFIED = "satisfied"
    VIOLATED = "violated"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"
    WAIVED = "waived"
    """A finding that was accepted; no condition yields it."""


_OUTCOMES: Final[dict[tuple[Truth, Truth], Outcome]] = {
    (True, True): Outcome.SATISFIED,
    (True, False): Outcome.VIOLATED,
    (True, UNKNOWN): Outcome.UNDETERMINED,
    (UNKNOWN, True): Outcome.SATISFIED,
    (UNKNOWN, False): Outcome.UNDETERMINED,
    (UNKNOWN, UNKNOWN): Outcome.UNDETERMINED,
    **{(False, require): Outcome.NOT_APPLICABLE for require in (True, False, UNKNOWN)},
}


def outcome(when: Truth, require: Truth) -> Outcome:
    """Return the outcome of a rule in force whose conditions have these answers."""
    return _OUTCOMES[when, require]
