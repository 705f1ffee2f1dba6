"""Every waiver for some deployments and what becomes of it, as `fielato waivers list` prints it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated, Final

import msgspec

from fielato.assess import Assessment
from fielato.reports import json, waivers
from fielato.reports.document import WaiverPart
from fielato.reports.layout import table
from fielato.reports.words import Language, pair


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A waiver, and whether it counts."""

    deployment: Annotated[
        str | None, msgspec.Meta(description="The deployment whose finding it names; null where it names none.")
    ]
    trusted: Annotated[
        bool, msgspec.Meta(description="False: its file is neither signed nor trusted, and `check` passes it over.")
    ]
    waiver: WaiverPart


class WaiverList(msgspec.Struct, frozen=True, kw_only=True):
    """What `fielato waivers list` prints."""

    waivers: tuple[Listed, ...]


_STATES: Final[Mapping[str, Mapping[Language, str]]] = {
    "in_force": pair("in force", "en vigor"),
    "expiring": pair("expiring", "por vencer"),
    "not_yet": pair("not yet", "aún no"),
    "expired": pair("expired", "vencida"),
    "void": pair("void", "sin efecto"),
    "unmatched": pair("unmatched", "sin hallazgo"),
}
_WORDS: Final[Mapping[str, Mapping[Language, str]]] = {
    "state": pair("state", "estado"),
    "until": pair("until", "hasta"),
    "rule": pair("rule", "regla"),
    "subject": pair("subject", "sujeto"),
    "deployment": pair("deployment", "despliegue"),
    "owner": pair("owner", "responde"),
    "untrusted": pair("untrusted; would be: {state}", "sin confianza; sería: {state}"),
    "none": pair("There are no waivers for these deployments.", "No hay dispensas para estos despliegues."),
}


def listed(assessments: Sequence[Assessment], untrusted: Collection[str], language: Language) -> WaiverList:
    """The waivers of assessments that counted every file; `untrusted` are the files that a check passes over."""
    found = [(name, part) for one in assessments for name, part in _named(one, language)]
    found += [(None, part) for part in waivers.beside(assessments, language).unmatched]
    return WaiverList(
        waivers=tuple(
            [
                Listed(deployment=name, trusted=part.location.file not in untrusted, waiver=part)
                for name, part in dict.fromkeys(found)
            ]
        )
    )


def _named(one: Assessment, language: Language) -> Iterator[tuple[str | None, WaiverPart]]:
    for finding in one.findings:
        if finding.waiving is not None:
            yield one.manifest.deployment.name, waivers.part(finding.waiving, language)


def render(page: WaiverList, format_: str, language: Language) -> str:
    """As JSON, or as a table with what is to be done below it."""
    if format_ == "json":
        return json.render(page)
    if not page.waivers:
        return f"{_WORDS['none'][language]}\n"
    columns = {name: _WORDS[name][language] for name in ("state", "until", "rule", "subject", "deployment", "owner")}
    rows = [_row(one, columns, language) for one in page.waivers]
    return table(rows, list(columns.values()))


def _row(one: Listed, columns: Mapping[str, str], language: Language) -> dict[str, str]:
    state = _STATES[one.waiver.state][language]
    cells = {
        "state": state if one.trusted else _WORDS["untrusted"][language].format(state=state),
        "until": one.waiver.expires,
        "rule": one.waiver.rule,
        "subject": one.waiver.subject,
        "deployment": one.deployment or "–",
        "owner": one.waiver.owner,
    }
    return {columns[name]: cell for name, cell in cells.items()}
