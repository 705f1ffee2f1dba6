"""The options and small services that several commands share."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from fielato.engine import parse_boundary, parse_date, parse_surroundings
from fielato.errors import UsageError
from fielato.rules.profile import DEFAULT


class DateType(click.ParamType[datetime.date]):
    """YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """The date; the call fails with what to write instead."""
        if isinstance(value, datetime.date):
            return value
        try:
            return parse_date(str(value))
        except UsageError as error:
            self.fail(str(error), param, ctx)


class BoundaryType(click.ParamType[Any]):
    """A named area or a list of countries."""

    name = "boundary"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The boundary; the call fails with what to write instead."""
        if not isinstance(value, str):
            return value
        try:
            return parse_boundary(value)
        except UsageError as error:
            self.fail(str(error), param, ctx)


as_of_option: Callable[[Any], Any] = click.option(
    "--as-of", type=DateType(), default=None, metavar="DATE", help="The date to judge by, YYYY-MM-DD; today by default."
)
lang_option: Callable[[Any], Any] = click.option(
    "--lang", type=click.Choice(["en", "es"]), default="en", show_default=True, help="The language of texts."
)
output_option: Callable[[Any], Any] = click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file and not to the terminal.",
)
scenario_option: Callable[[Any], Any] = click.option(
    "--scenario",
    default=None,
    metavar="NAME[:VALUE/…][@DATE]",
    help="Suppose other facts: a shipped scenario (`fielato facts scenarios`) or a file, from DATE on.",
)
profile_option: Callable[[Any], Any] = click.option(
    "--profile", default=DEFAULT, show_default=True, metavar="NAME", help="The choice of packs and gate."
)
boundary_option: Callable[[Any], Any] = click.option(
    "--boundary",
    type=BoundaryType(),
    default=None,
    metavar="B",
    help="Where personal data may be: EU, EEA, EEA+adequate, ES, or countries such as ES,FR.",
)
register_option: Callable[[Any], Any] = click.option(
    "--register",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The organisation's register; else organisation.yaml beside the manifest.",
)
gate_option: Callable[[Any], Any] = click.option(
    "--gate", default=None, metavar="NAME", help="The gate; else the profile's."
)
policies_option: Callable[[Any], Any] = click.option(
    "--policies",
    "policy_folders",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder of further rules; may be given several times.",
)


class AroundType(click.ParamType[Any]):
    """Where infrastructure files are applied."""

    name = "around"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The surroundings; the call fails with what to write instead."""
        if not isinstance(value, str):
            return value
        try:
            return parse_surroundings(value)
        except UsageError as error:
            self.fail(str(error), param, ctx)


from_option: Callable[[Any], Any] = click.option(
    "--from",
    "format_from",
    default=None,
    metavar="FORMAT",
    help="Read the files named as this format (terraform, kubernetes, …), whatever they look like.",
)
at_option: Callable[[Any], Any] = click.option(
    "--at",
    "around",
    type=AroundType(),
    default=None,
    metavar="PROVIDER/REGION|COUNTRY",
    help="Where cluster, stack or host are whose files do not say it, such as aws/eu-south-2, or ES for premises of "
    "one's own.",
)


def formats(*names: str) -> Callable[[Any], Any]:
    """The `--format` option over these formats, the first by default."""
    return click.option(
        "--format", "format_", type=click.Choice(names), default=names[0], show_default=True, help="How to print."
    )


def emit(text: str, output: Path | None) -> None:
    """Print the text, or write the file whole or not at all."""
    if output is None:
        _print(text)
        return
    target = output.resolve()
    in_place = target.exists() and not target.is_file()  # a pipe or a device is written to, never replaced
    draft = target if in_place else target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        if not in_place:
            draft.replace(target)
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}") from error
    finally:
        if not in_place:
            draft.unlink(missing_ok=True)


def _print(text: str) -> None:
    try:
        click.echo(text, nl=False)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"cannot write to standard output: {error.strerror}") from error


def colours(output: Path | None) -> bool:
    """Whether to colour: on a terminal, unless NO_COLOR says not to."""
    return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
