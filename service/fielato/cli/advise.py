"""`fielato advise`: what could be changed so that deployments may pass, each alternative proved by assessing it."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from fielato.advise import advice
from fielato.advise.origin import Origin, origin
from fielato.cli import exits
from fielato.cli.gather import gather
from fielato.cli.options import (
    as_of_option,
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
from fielato.engine import Terms, engine
from fielato.errors import UsageError
from fielato.library import catalogue
from fielato.model.controller import Boundary
from fielato.model.surroundings import Surroundings
from fielato.reports import advice as pages
from fielato.reports import advice_text, json
from fielato.reports.words import Language


class OriginType(click.ParamType[Origin]):
    """A city, or latitude and longitude."""

    name = "place"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Origin:
        """The place; the call fails with what to write instead."""
        if isinstance(value, Origin):
            return value
        try:
            return origin(str(value), catalogue())
        except UsageError as error:
            self.fail(str(error), param, ctx)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--from",
    "place",
    type=OriginType(),
    default="Madrid",
    show_default=True,
    metavar="CITY|LAT,LON",
    help="The place that distances are counted from, as a measure of latency.",
)
@profile_option
@policies_option
@boundary_option
@as_of_option
@scenario_option
@register_option
@at_option
@gate_option
@formats("text", "json")
@output_option
@lang_option
def advise(
    paths: tuple[str, ...],
    place: Origin,
    profile: str,
    policy_folders: tuple[Path, ...],
    boundary: Boundary | None,
    as_of: datetime.date | None,
    scenario: str | None,
    register: Path | None,
    around: Surroundings | None,
    gate: str | None,
    format_: str,
    output: Path | None,
    lang: Language,
) -> int:
    """Say what could be changed so that deployments may pass: alternatives that the catalogue shows, each assessed.

    The smallest change first: another inference profile, SKU or host, a switch, pinned routing, keys, another region,
    the same model elsewhere; then the answers and documents that settle what is open. Ends with 0, whatever it finds.
    """
    day = as_of or today()
    fielato = supposing(engine(policy_folders), scenario, day)
    terms = Terms(day, profile, gate, boundary)
    judge = fielato.judge(profile, gate)
    assessments = fielato.assess(gather(fielato, paths, register, None, around), terms)
    found = [advice(one, judge, fielato.catalogue, place.point) for one in assessments]
    report = pages.build(found, place.name, lang)
    emit(json.render(report) if format_ == "json" else advice_text.render(report, lang), output)
    return exits.OPEN
