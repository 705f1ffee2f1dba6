"""Deployments over time: assessed on any day, and what is seen of an assessment when two are compared."""

from __future__ import annotations

import datetime
import functools
from typing import Any

from tests.resolve.support import manifest

from fielato.assess import Assessment
from fielato.changes import Timeline, causes, timeline
from fielato.engine import Engine, Terms, engine
from fielato.model.manifest import Manifest, RegisterFile

Day = datetime.date
GDPR = Day(2018, 5, 25)
ONE = datetime.timedelta(days=1)


@functools.cache
def fielato() -> Engine:
    return engine()


def in_america(**fields: Any) -> Manifest:
    """A deployment whose one component an American processor runs in the United States, without any ground."""
    component = {"id": "model", "party": "maker", "place": {"territory": "US"}, "purposes": ["inference"]}
    maker = {"id": "maker", "entity": "Maker Inc.", "country": "US", "role": "processor"}
    return manifest(component, **{"parties": [maker], "grounds": [], **fields})


def on(
    given: Manifest,
    entries: RegisterFile | None,
    day: Day,
    *,
    profile: str = "default",
    under: Engine | None = None,
) -> Assessment:
    terms = Terms(day, profile, each_phase=False)
    return (under or fielato()).assess([(given, entries)], terms)[0]


def over_time(
    given: Manifest,
    entries: RegisterFile | None = None,
    *,
    since: Day = GDPR,
    until: Day | None = None,
    profile: str = "default",
    under: Engine | None = None,
) -> Timeline:
    used = under or fielato()
    known = causes(given, entries, used.judge(profile).choice, used.catalogue)
    return timeline(lambda day: on(given, entries, day, profile=profile, under=used), known, since, until)


def seen(one: Assessment) -> object:
    """All that counts as a change: gate, verdicts, and each finding's outcome, severity and missing facts."""
    found = {
        each.fingerprint: (each.outcome, each.rule.rule.severity, frozenset(each.missing)) for each in one.findings
    }
    return one.gate.state, dict(one.verdicts), found


def outcomes(one: Assessment, rule: str) -> set[str]:
    """What a rule came to that a person must see, on any subject."""
    return {finding.outcome.value for finding in one.findings if finding.rule.id == rule}
