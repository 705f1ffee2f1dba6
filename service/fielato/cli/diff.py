"""`fielato diff`: what differs between two dates, with and without a scenario, or under two sets of policies."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from fielato import library
from fielato.changes import Difference, difference
from fielato.cli import exits
from fielato.cli.gather import gather
from fielato.cli.options import (
    DateType,
    at_option,
    boundary_option,
    emit,
    formats,
    gate_option,
    lang_option,
    output_option,
    profile_option,
    register_option,
    scenario_option,
)
from fielato.cli.suppose import supposing
from fielato.clock import today
from fielato.engine import Engine, Terms
from fielato.errors import UsageError
from fielato.model.controller import Boundary
from fielato.model.surroundings import Surroundings
from fielato.reports import diff as pages
from fielato.reports import json
from fielato.reports.words import Language


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--as-of",
    "dates",
    type=DateType(),
    multiple=True,
    metavar="DATE",
    help="The date of both sides, today by default; given twice, that of before and that of after.",
)
@scenario_option
@click.option(
    "--policies-before",
    "policies_before",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Policies of before: a whole policy folder, or one of further rules; else those of after.",
)
@click.option(
    "--policies",
    "policies_after",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Policies of after: a whole policy folder, or one of further rules; else the shipped ones.",
)
@profile_option
@boundary_option
@register_option
@at_option
@gate_option
@formats("text", "json")
@output_option
@lang_option
def diff(
    paths: tuple[str, ...],
    dates: tuple[datetime.date, ...],
    scenario: str | None,
    policies_before: Path | None,
    policies_after: Path | None,
    profile: str,
    boundary: Boundary | None,
    register: Path | None,
    around: Surroundings | None,
    gate: str | None,
    format_: str,
    output: Path | None,
    lang: Language,
) -> int:
    """Compare two assessments of deployments: findings that appear, vanish or change, with reasons.

    Before: the first date, the facts as they are, --policies-before. After: the second date, the facts as --scenario
    has them, --policies. Ends with 0 when nothing closes the gate that did not close it before, 1 when a violation
    does, 3 when only something undetermined does.
    """
    days = _days(dates)
    if days[0] == days[1] and scenario is None and policies_before is None:
        raise UsageError("there is nothing to compare; give --scenario, --as-of twice, or --policies-before")
    after = _engine(policies_after)
    before = after if policies_before is None else _engine(policies_before)
    sides = before, supposing(after, scenario, days[1])
    gathered = gather(before, paths, register, None, around)
    assessed = [
        side.assess(gathered, Terms(day, profile, gate, boundary, each_phase=False))
        for side, day in zip(sides, days, strict=True)
    ]
    found = [difference(one, other) for one, other in zip(*assessed, strict=True)]
    report = pages.build(found, (sides[0].catalogue, sides[1].catalogue), lang)
    emit(json.render(report) if format_ == "json" else pages.render(report, lang), output)
    return _exit_code(found)


def _days(dates: tuple[datetime.date, ...]) -> tuple[datetime.date, datetime.date]:
    if len(dates) > 2:
        raise UsageError("--as-of is given more than twice; two assessments are compared")
    first = dates[0] if dates else today()
    return first, dates[-1] if dates else first


def _engine(folder: Path | None) -> Engine:
    policies = library.policies() if folder is None else library.policies_in(folder)
    return Engine(policies, library.catalogue())


def _exit_code(found: list[Difference]) -> int:
    worse = {one.worse for one in found}
    if "violated" in worse:
        return exits.VIOLATED
    return exits.UNDETERMINED if "undetermined" in worse else exits.OPEN
