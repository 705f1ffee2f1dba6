"""`fielato check`: assess deployments, print the report, and end with the gate's exit code."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from fielato.assess import Assessment
from fielato.cli import exits
from fielato.cli.gather import gather
from fielato.cli.options import (
    as_of_option,
    boundary_option,
    colours,
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
from fielato.engine import Terms, engine
from fielato.model.controller import Boundary
from fielato.reports import json, text
from fielato.reports.details import in_detail
from fielato.reports.document import DETAILS, Detail
from fielato.reports.words import Language


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@profile_option
@policies_option
@boundary_option
@as_of_option
@scenario_option
@register_option
@gate_option
@formats("text", "json")
@click.option(
    "--detail",
    type=click.Choice(DETAILS),
    default="full",
    show_default=True,
    help="How much the JSON tells; the text tells all.",
)
@click.option("--advise", is_flag=True, help="Add to the full JSON what could be changed, as `fielato advise` does.")
@output_option
@lang_option
def check(
    paths: tuple[str, ...],
    profile: str,
    policy_folders: tuple[Path, ...],
    boundary: Boundary | None,
    as_of: datetime.date | None,
    scenario: str | None,
    register: Path | None,
    gate: str | None,
    format_: str,
    detail: Detail,
    advise: bool,
    output: Path | None,
    lang: Language,
) -> int:
    """Assess the deployments in files, folders, or standard input (-).

    Ends with 0 when the gate is open, 1 when a violation closes it, 3 when only something undetermined does, 2 when
    an input cannot be read. Of a roll-out in phases, the gate is that of the phase in operation; later ones are shown.
    """
    if detail != "full" and format_ != "json":
        raise click.UsageError("--detail chooses what the JSON tells: add --format json")
    if advise and (detail != "full" or format_ != "json"):
        raise click.UsageError("--advise adds to the full JSON: give --format json; `fielato advise` prints it alone")
    day = as_of or today()
    fielato = supposing(engine(policy_folders), scenario, day)
    terms = Terms(day, profile, gate, boundary, each_phase=detail == "full")
    assessments = fielato.assess(gather(fielato, paths, register), terms)
    if advise:
        from fielato.cli.advised import advised  # what gives advice is slow to import

        rendered = json.render(advised(fielato, assessments, terms, lang))
    elif format_ == "json":
        rendered = json.render(in_detail(detail, assessments, fielato.policies, fielato.catalogue, lang))
    else:
        rendered = text.render(fielato.report(assessments, lang), lang, colour=colours(output))
    emit(rendered, output)
    return _exit_code(assessments)


def _exit_code(assessments: list[Assessment]) -> int:
    closed = [one.gate for one in assessments if one.gate.state == "closed"]
    if any(gate.violated for gate in closed):
        return exits.VIOLATED
    return exits.UNDETERMINED if closed else exits.OPEN
