"""`fielato timeline`: the days on which the verdict or the findings of a deployment change, and why."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from fielato.assess import Assessment
from fielato.changes import Timeline, causes
from fielato.changes import timeline as timeline_of
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
    policies_option,
    profile_option,
    register_option,
    scenario_option,
)
from fielato.cli.suppose import supposing
from fielato.clock import today
from fielato.engine import Engine, Terms, engine
from fielato.errors import UsageError
from fielato.model.controller import Boundary
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.surroundings import Surroundings
from fielato.reports import json
from fielato.reports import timeline as pages
from fielato.reports.words import Language


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--from", "since", type=DateType(), default=None, metavar="DATE", help="The first day; today by default.")
@click.option(
    "--to",
    "until",
    type=DateType(),
    default=None,
    metavar="DATE",
    help="The last day; else the last with a known date.",
)
@profile_option
@policies_option
@boundary_option
@scenario_option
@register_option
@at_option
@gate_option
@formats("text", "json")
@output_option
@lang_option
def timeline(
    paths: tuple[str, ...],
    since: datetime.date | None,
    until: datetime.date | None,
    profile: str,
    policy_folders: tuple[Path, ...],
    boundary: Boundary | None,
    scenario: str | None,
    register: Path | None,
    around: Surroundings | None,
    gate: str | None,
    format_: str,
    output: Path | None,
    lang: Language,
) -> int:
    """List the days on which the verdict or the findings of deployments change, with what is behind each.

    It tries every day on which something dated happens: adequacy decisions, memberships, regions, rules, entries of
    manifest and register, ages that pass a limit. Ends with 0, whatever it finds.
    """
    first = since or today()
    if until is not None and until < first:
        raise UsageError(f"--to {until} is before --from {first}")
    fielato = supposing(engine(policy_folders), scenario, first)
    terms = Terms(first, profile, gate, boundary, each_phase=False)
    gathered = gather(fielato, paths, register, None, around)
    fielato.assess(gathered, terms)  # tells what is wrong with all documents at once
    found = [_of(fielato, manifest, entries, terms, until) for manifest, entries in gathered]
    report = pages.build(found, fielato.catalogue, lang)
    emit(json.render(report) if format_ == "json" else pages.render(report, lang), output)
    return exits.OPEN


def _of(
    fielato: Engine, manifest: Manifest, register: RegisterFile | None, terms: Terms, until: datetime.date | None
) -> Timeline:
    def on(day: datetime.date) -> Assessment:
        dated = Terms(day, terms.profile, terms.gate, terms.boundary, each_phase=False)
        return fielato.assess([(manifest, register)], dated)[0]

    choice = fielato.judge(terms.profile, terms.gate).choice
    return timeline_of(on, causes(manifest, register, choice, fielato.catalogue), terms.as_of, until)
