"""`fielato check`: assess deployments, print the report, and end with the gate's exit code."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from fielato.assess import Assessment
from fielato.cli import exits
from fielato.cli.gather import gather
from fielato.cli.options import (
    BoundaryType,
    as_of_option,
    colours,
    emit,
    formats,
    lang_option,
    output_option,
    policies_option,
)
from fielato.clock import today
from fielato.engine import Terms, engine
from fielato.model.controller import Boundary
from fielato.reports import json, text
from fielato.reports.words import Language
from fielato.rules.profile import DEFAULT


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--profile", default=DEFAULT, show_default=True, metavar="NAME", help="The choice of packs and gate.")
@policies_option
@click.option(
    "--boundary",
    type=BoundaryType(),
    default=None,
    metavar="B",
    help="Where personal data may be: EU, EEA, EEA+adequate, ES, or countries such as ES,FR.",
)
@as_of_option
@click.option(
    "--register",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The organisation's register; else organisation.yaml beside the manifest.",
)
@click.option("--gate", default=None, metavar="NAME", help="The gate; else the profile's.")
@formats("text", "json")
@output_option
@lang_option
def check(
    paths: tuple[str, ...],
    profile: str,
    policy_folders: tuple[Path, ...],
    boundary: Boundary | None,
    as_of: datetime.date | None,
    register: Path | None,
    gate: str | None,
    format_: str,
    output: Path | None,
    lang: Language,
) -> int:
    """Assess the deployments in files, folders, or standard input (-).

    Ends with 0 when the gate is open, 1 when a violation closes it, 3 when only something undetermined does, 2 when
    an input cannot be read.
    """
    fielato = engine(policy_folders)
    terms = Terms(as_of or today(), profile, gate, boundary)
    assessments = fielato.assess(gather(fielato, paths, register), terms)
    report = fielato.report(assessments, lang)
    rendered = json.render(report) if format_ == "json" else text.render(report, lang, colour=colours(output))
    emit(rendered, output)
    return _exit_code(assessments)


def _exit_code(assessments: list[Assessment]) -> int:
    closed = [one.gate for one in assessments if one.gate.state == "closed"]
    if any(gate.violated for gate in closed):
        return exits.VIOLATED
    return exits.UNDETERMINED if closed else exits.OPEN
