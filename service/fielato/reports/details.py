"""How much a report tells, and what makes it so."""

from __future__ import annotations

from collections.abc import Sequence

from fielato.assess import Assessment
from fielato.catalogue import Catalogue
from fielato.reports import brief
from fielato.reports.build import build
from fielato.reports.document import Report
from fielato.reports.less import BriefReport, Detail, VerdictReport
from fielato.reports.shared import Form
from fielato.reports.words import Language
from fielato.rules.pack import Policies


def in_detail(
    detail: Detail,
    assessments: Sequence[Assessment],
    policies: Policies,
    catalogue: Catalogue,
    language: Language = "en",
    form: Form = "parts",
) -> Report | BriefReport | VerdictReport:
    """The report over all assessments of a run, in a detail; what is not told is not worked out either."""
    if detail == "verdict":
        return brief.verdicts(assessments, catalogue, language)
    if detail == "brief":
        return brief.brief(assessments, catalogue, language)
    return build(assessments, policies, catalogue, language, form)
