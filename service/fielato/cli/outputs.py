"""What `fielato check` writes: the report in the format asked for, and in further formats to files beside it."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click
import msgspec

from fielato.cli.nearest import GIT
from fielato.cli.options import colours, emit
from fielato.errors import UsageError
from fielato.reports.document import Report
from fielato.reports.formats import FORMATS, render
from fielato.reports.formats.interface import Rendering
from fielato.reports.words import Language

SUMMARY: Final = "GITHUB_STEP_SUMMARY"
"""The variable that names the file of a job's summary."""
MAX_SUMMARY: Final = 1024 * 1024
"""Bytes that GitHub takes of it for each step."""


class Extra(msgspec.Struct, frozen=True):
    """A further report, to a file."""

    format: str
    file: Path

    def __str__(self) -> str:
        return f"{self.format}={self.file}"


class ExtraType(click.ParamType[Extra]):
    """FORMAT=FILE."""

    name = "report"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Extra:
        """The report; the call fails with what to write instead."""
        if isinstance(value, Extra):
            return value
        name, _, file = str(value).partition("=")
        if not file:
            self.fail(f"`{value}` is not FORMAT=FILE, such as sarif=fielato.sarif", param, ctx)
        if name not in FORMATS:
            from fielato.reading.hints import hint_for  # needed for a mistyped name only

            hint = hint_for(name, FORMATS, f"known: {', '.join(FORMATS)}")
            self.fail(f"there is no format `{name}`; {hint}", param, ctx)
        return Extra(name, Path(file))


report_option: Callable[[Any], Any] = click.option(
    "--report",
    "reports",
    type=ExtraType(),
    multiple=True,
    metavar="FORMAT=FILE",
    help="Write a further report to a file, in any of the formats; may be given several times.",
)


class Outputs:
    """The reports of one call."""

    def __init__(self, output: Path | None, extras: tuple[Extra, ...], language: Language) -> None:
        files = [one.file for one in extras] + ([output] if output is not None else [])
        for file in files:
            if sum(other.absolute() == file.absolute() for other in files) > 1:
                raise click.UsageError(f"{file} is named for two reports: give each a file of its own")
        self._output = output
        self._extras = extras
        self._language = language

    def rendered(self, name: str, report: Report) -> str:
        """The report in a format, as it is to be printed."""
        return render(name, report, self._how(colours(self._output)))

    def emit(self, name: str, rendered: str, report: Callable[[], Report]) -> None:
        """Write the further reports, add to the summary of GitHub's job where there is one, then print.

        Each file is written whole or not at all; raises UsageError that names those that could not be written.
        """
        report = functools.cache(report)
        problems = [problem for one in self._extras if (problem := self._written(one, report))]
        if problems:
            raise UsageError("; ".join(problems))
        if name == "github" and (summary := os.environ.get(SUMMARY)):
            _append(Path(summary), render("markdown", report(), self._how()))
        emit(rendered, self._output)

    def _written(self, one: Extra, report: Callable[[], Report]) -> str | None:
        """Write a report; what went wrong, if anything did."""
        try:
            emit(render(one.format, report(), self._how()), one.file)
        except UsageError as error:
            return str(error)
        return None

    def _how(self, colour: bool = False) -> Rendering:
        here = Path.cwd()
        root = next((folder for folder in (here, *here.parents) if (folder / GIT).exists()), here)
        return Rendering(self._language, colour, here.as_posix(), root.as_posix())


def _append(summary: Path, text: str) -> None:
    """Add to the summary; that it cannot be written is told, and decides nothing."""
    data = text.encode()
    try:
        if summary.exists() and summary.stat().st_size + len(data) > MAX_SUMMARY:
            raise OSError(0, "GitHub takes no more than 1 MiB")
        with summary.open("ab") as opened:
            opened.write(data)
    except OSError as error:
        click.echo(f"fielato: the summary of the job was not written: {error.strerror}", err=True)
