"""Every document with a published JSON Schema: those of a check, and those that only other commands read or print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from fielato.baseline import BaselineDocument
from fielato.model.schema import published
from fielato.model.waivers import Waivers
from fielato.reports.advice import AdviceReport
from fielato.reports.configuration import Configuration
from fielato.reports.diff import DifferenceReport
from fielato.reports.less import SCHEMAS
from fielato.reports.timeline import TimelineReport
from fielato.reports.waivers_list import WaiverList
from fielato.scenarios import Scenario

ALL: Final[Mapping[str, type[msgspec.Struct]]] = {
    **SCHEMAS,
    "scenario": Scenario,
    "timeline": TimelineReport,
    "diff": DifferenceReport,
    "advice": AdviceReport,
    "waivers": Waivers,
    "waiver-list": WaiverList,
    "baseline": BaselineDocument,
    "configuration": Configuration,
}
"""Every document, by the name it is published under."""


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a document; raises KeyError when there is no such document."""
    return published(ALL[name], name)
