"""The report of a check with the advice for each deployment in it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from fielato.advise import advice
from fielato.advise.origin import origin
from fielato.assess import Assessment
from fielato.engine import Engine, Terms
from fielato.reports import advice as pages
from fielato.reports.document import Report
from fielato.reports.words import Language

HOME = "Madrid"
"""The place that distances are counted from."""


def advised(engine: Engine, assessments: Sequence[Assessment], terms: Terms, language: Language) -> Report:
    """The report over assessments that this engine made on these terms, with advice."""
    judge = engine.judge(terms.profile, terms.gate)
    plain = assessments
    if any(one.waivers is not None for one in assessments):  # what can be changed is asked of the deployment as it is
        plain = engine.assess([(one.manifest, one.register) for one in assessments], terms)
    point = origin(HOME, engine.catalogue).point
    report = engine.report(assessments, language)
    parts = [
        structs.replace(part, advice=pages.part(advice(one, judge, engine.catalogue, point), HOME, language))
        for part, one in zip(report.assessments, plain, strict=True)
    ]
    return structs.replace(report, assessments=tuple(parts))
