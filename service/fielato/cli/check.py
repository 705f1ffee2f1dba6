"""`fielato check`: assess deployments, print the report, and end with the gate's exit code."""

from __future__ import annotations

import datetime
import functools
from pathlib import Path
from typing import cast

import click

from fielato.cli import exits
from fielato.cli.accepted import Accepting, accepted, accepting_options, write_baseline
from fielato.cli.configuration import Configured, no_config_option, tell_of_others
from fielato.cli.gather import gather
from fielato.cli.options import (
    as_of_option,
    at_option,
    boundary_option,
    formats,
    from_option,
    gate_option,
    lang_option,
    output_option,
    policies_option,
    profile_option,
    register_option,
    scenario_option,
)
from fielato.cli.outputs import Extra, Outputs, report_option
from fielato.cli.remote import Remote, ask, require_alone, server_options, violations
from fielato.cli.suppose import supposing
from fielato.clock import today
from fielato.engine import Terms, engine
from fielato.model.controller import Boundary
from fielato.model.surroundings import Surroundings
from fielato.reports import json
from fielato.reports.details import in_detail
from fielato.reports.document import DETAILS, Detail, Report
from fielato.reports.formats import FORMATS
from fielato.reports.words import Language


@click.command(cls=Configured)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@profile_option
@policies_option
@boundary_option
@as_of_option
@from_option
@at_option
@scenario_option
@register_option
@gate_option
@formats(*FORMATS)
@click.option(
    "--detail",
    type=click.Choice(DETAILS),
    default="full",
    show_default=True,
    help="How much the JSON tells; the text tells all.",
)
@click.option("--advise", is_flag=True, help="Add to the full JSON what could be changed, as `fielato advise` does.")
@output_option
@report_option
@lang_option
@server_options
@accepting_options
@no_config_option
def check(
    paths: tuple[str, ...],
    profile: str,
    policy_folders: tuple[Path, ...],
    boundary: Boundary | None,
    as_of: datetime.date | None,
    format_from: str | None,
    around: Surroundings | None,
    scenario: str | None,
    register: Path | None,
    gate: str | None,
    format_: str,
    detail: Detail,
    advise: bool,
    output: Path | None,
    reports: tuple[Extra, ...],
    lang: Language,
    asked: Remote | None,
    accepting: Accepting,
) -> int:
    """Assess the deployments in files, folders, or standard input (-).

    Ends with 0 when the gate is open, 1 when a violation closes it, 3 when only something undetermined does, 2 when
    an input cannot be read. Of a roll-out in phases, the gate is that of the phase in operation; later ones are shown.
    """
    _require_fitting(format_, detail, advise=advise)
    if asked is not None:
        alone = {"--policies": policy_folders, "--scenario": scenario, "--advise": advise, **accepting.flags}
        require_alone(asked, alone | {"--report beside --detail": reports and detail != "full"})
    outputs = Outputs(output, reports, lang)
    day = as_of or today()
    fielato = supposing(engine(policy_folders), scenario, day)
    terms = Terms(day, profile, gate, boundary, each_phase=detail == "full" or bool(reports))
    gathered = gather(fielato, paths, register, format_from, around)
    tell_of_others(manifest for manifest, _ in gathered)
    if asked is not None and (answer := ask(asked, gathered, terms, lang, detail)) is not None:
        rendered = outputs.rendered(format_, answer) if isinstance(answer, Report) else json.render(answer)
        outputs.emit(format_, rendered, lambda: cast(Report, answer))  # in less detail there is none beside it
        return _exit_code(violations(answer))
    counted = accepted(accepting, [manifest for manifest, _ in gathered], fielato.policies)
    assessments = fielato.assess(gathered, terms, counted)
    write_baseline(accepting, assessments)
    whole = functools.cache(lambda: fielato.report(assessments, lang))
    if advise:
        from fielato.cli.advised import advised  # what gives advice is slow to import

        rendered = json.render(advised(fielato, assessments, terms, lang))
    elif format_ == "json":
        rendered = json.render(in_detail(detail, assessments, fielato.policies, fielato.catalogue, lang))
    else:
        rendered = outputs.rendered(format_, whole())
    outputs.emit(format_, rendered, whole)
    return _exit_code([one.decision.violated for one in assessments if one.decision.state == "closed"])


def _require_fitting(format_: str, detail: Detail, *, advise: bool) -> None:
    """Refuse options that only the JSON has use for."""
    if detail != "full" and format_ != "json":
        raise click.UsageError("--detail chooses what the JSON tells: add --format json")
    if advise and (detail != "full" or format_ != "json"):
        raise click.UsageError("--advise adds to the full JSON: give --format json; `fielato advise` prints it alone")


def _exit_code(closed: list[bool]) -> int:
    """The code for closed gates, each with whether a violation closes it."""
    if any(closed):
        return exits.VIOLATED
    return exits.UNDETERMINED if closed else exits.OPEN
