"""`fielato assess-many`: assess a fleet of manifests on every core, one line each, and sum it up."""

from __future__ import annotations

import contextlib
import datetime
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import click

from fielato.cli import exits
from fielato.cli.options import BoundaryType, as_of_option, lang_option, policies_option
from fielato.clock import today
from fielato.engine import Terms, engine
from fielato.errors import UsageError
from fielato.fleet.inputs import Inputs, inputs
from fielato.fleet.output import Nowhere, Output, ToFile, ToStream, to_file
from fielato.fleet.pool import WorkerDiedError
from fielato.fleet.progress import Progress
from fielato.fleet.run import Course, Plan, prepare
from fielato.fleet.stop import Stop, StoppedError
from fielato.fleet.summary import render
from fielato.fleet.tally import Tally
from fielato.model.controller import Boundary
from fielato.reports.words import Language
from fielato.rules.profile import DEFAULT


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@click.command("assess-many")
@click.argument("paths", nargs=-1, required=True, metavar="INPUT…")
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
    help="The organisation's register; else those in the tree, or organisation.yaml beside an NDJSON file.",
)
@click.option("--gate", default=None, metavar="NAME", help="The gate; else the profile's.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write the lines to this file."
)
@click.option("--resume", is_flag=True, help="Go on with the results in --out.")
@click.option("--full", is_flag=True, help="Put the whole report of `fielato check` into each line.")
@click.option("--summary-only", is_flag=True, help="Print the summary and no lines.")
@click.option(
    "--workers", type=click.IntRange(1, 512), default=_cores, show_default="one per core", help="How many processes."
)
@lang_option
def assess_many(
    paths: tuple[str, ...],
    profile: str,
    policy_folders: tuple[Path, ...],
    boundary: Boundary | None,
    as_of: datetime.date | None,
    register: Path | None,
    gate: str | None,
    out: Path | None,
    resume: bool,
    full: bool,
    summary_only: bool,
    workers: int,
    lang: Language,
) -> int:
    """Assess every deployment in NDJSON files (one manifest a line), folder trees, or standard input (-).

    Writes one line of JSON for each, in the order of the input, and a summary. Ends with the worst: 4 for an internal
    error, 2 when an input is not valid (the others are assessed), 1 when a violation closes a gate, 3 when only
    something undetermined does, 0 when all gates are open; 130 when it was stopped.
    """
    _require_sense(out, resume, full, summary_only)
    fielato = engine(policy_folders)
    plan = Plan(
        Terms(as_of or today(), profile, gate, boundary, each_phase=False),
        policy_folders,
        workers,
        lang if full else None,
    )
    named = inputs(fielato, paths, register, sys.stdin.buffer)
    begun = time.monotonic()
    stop = Stop()
    try:
        with _output(out, summary_only) as output, _progress(named) as watch, stop.listening():
            run = prepare(fielato, plan, named, output, _earlier(out, output, resume))
            run.go(stop, watch)
    except StoppedError:
        return _end(exits.STOPPED, "stopped", out)
    except WorkerDiedError as error:
        return _end(exits.INTERNAL, f"internal error: {error}. The gate counts as closed", out)
    summary = render(run.course, time.monotonic() - begun, workers, lang)
    click.echo(summary, nl=False, err=out is None and not summary_only)
    if run.course.tally.failed:
        told = "their lines (`kind`: `failed`) say what to report; the gate counts as closed"
        click.echo(f"fielato: internal error on {run.course.tally.failed:,} manifests; {told}", err=True)
    return _exit_code(run.course.tally)


def _require_sense(out: Path | None, resume: bool, full: bool, summary_only: bool) -> None:
    if summary_only and (out is not None or full):
        raise UsageError("--summary-only writes no lines: leave out --out and --full")
    if resume and out is None:
        raise UsageError("--resume goes on with a file: name it with --out")


def _output(out: Path | None, summary_only: bool) -> AbstractContextManager[Output]:
    if out is not None:
        return to_file(out)
    return contextlib.nullcontext(Nowhere() if summary_only else ToStream(sys.stdout.buffer))


def _earlier(out: Path | None, output: Output, resume: bool) -> Path | None:
    """The results to go on with; raises UsageError where there are some and nobody said so."""
    if out is None or not isinstance(output, ToFile) or output.is_empty:
        return None
    if not resume:
        raise UsageError(f"{out} exists already: add --resume to go on with it, or remove it")
    return out


@contextlib.contextmanager
def _progress(named: Inputs) -> Iterator[Callable[[Course], None]]:
    """What draws the progress: on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    progress = Progress(sys.stderr, named.size(), time.monotonic)
    try:
        yield progress.draw
    finally:
        progress.clear()


def _end(code: int, why: str, out: Path | None) -> int:
    """Say why there is no summary, and how to go on."""
    how = f"to go on, repeat the call with --resume: {out} is whole as far as it goes" if out is not None else ""
    click.echo(f"fielato: {why}; {how or 'the lines are not all there'}", err=True)
    return code


def _exit_code(tally: Tally) -> int:
    if tally.failed:
        return exits.INTERNAL
    if tally.refused:
        return exits.UNREADABLE
    if tally.gate.get("violated"):
        return exits.VIOLATED
    return exits.UNDETERMINED if tally.gate.get("undetermined") else exits.OPEN
