"""How much a report tells, and what makes it so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fielato.assess import Assessment
from fielato.catalogue import Catalogue
from fielato.reports.build import build
from fielato.reports.document import Detail, Report
from fielato.reports.shared import Form
from fielato.reports.words import Language
from fielato.rules.pack import Policies

if TYPE_CHECKING:
    from fielato.reports.less import BriefReport, VerdictReport


def in_detail(
    detail: Detail,
    assessments: Sequence[Assessment],
    policies: Policies,
    catalogue: Catalogue,
    language: Language = "en",
    form: Form = "parts",
) -> Report | BriefReport | VerdictReport:
    """The report over all assessments of a run, in a detail; what is not told is not worked out either."""
    if detail == "full":
        return build(assessments, policies, catalogue, language, form)
    from fielato.reports import brief  # most checks tell everything

    if detail == "verdict":
        return brief.verdicts(assessments, catalogue, language)
    return brief.brief(assessments, catalogue, language)
