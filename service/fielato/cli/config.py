"""`fielato config`: which options of `fielato check` are in force for a path, and where each comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import click
import msgspec
from click.core import ParameterSource

from fielato import library
from fielato.cli.configuration import META, option_name
from fielato.cli.nearest import Found
from fielato.cli.options import formats
from fielato.reports import json
from fielato.reports.layout import table
from fielato.rules.profile import choose


class InForce(msgspec.Struct, frozen=True):
    """One option of `fielato check` as it is in force."""

    option: str
    value: Any
    """As the file or flag would have it; null where there is none."""
    source: str
    """`default`, `profile NAME`, `environment NAME`, or a place in a file."""


class Configuration(msgspec.Struct, frozen=True):
    """What `fielato config --format json` prints."""

    file: str | None
    """The file of the repository that is in force."""
    options: tuple[InForce, ...]


_LEFT_OUT: Final = frozenset({"help", "no-config"})


@click.command()
@click.argument("path", default=".", metavar="[PATH]")
@formats("text", "json")
def config(path: str, format_: str) -> None:
    """Show which options `fielato check PATH` uses, and where each comes from.

    Flags outrank the environment (FIELATO_PROFILE and so on), which outranks `[tool.fielato]` in the nearest
    pyproject.toml or `check` in the nearest fielato.yaml, up to the repository's root; then come the defaults. A file
    of the repository may only ask for more than is asked for without it.
    """
    from fielato.cli.check import check

    call = check.make_context("fielato check", ["--", path])
    found: Found | None = call.meta.get(META)
    shown = Configuration(found.written.document.file if found else None, tuple(_options(call, found)))
    if format_ == "json":
        click.echo(json.render(shown), nl=False)
        return
    rows = [{"option": one.option, "value": _told(one.value), "from": one.source} for one in shown.options]
    click.echo(table(rows, ["option", "value", "from"]), nl=False)


def _options(call: click.Context, found: Found | None) -> Iterator[InForce]:
    given = call.params
    choice = choose(library.policies(tuple(given["policy_folders"])), given["profile"], given["gate"])
    of_profile = {"gate": choice.gate.id, "boundary": choice.boundary}
    for parameter in call.command.params:
        name = option_name(parameter)
        if not isinstance(parameter, click.Option) or name in _LEFT_OUT:
            continue
        value, source = given[str(parameter.name)], _source(call, parameter, found)
        if source == "default" and value is None and of_profile.get(name) is not None:
            value, source = of_profile[name], f"profile {choice.profile}"
        yield InForce(name, _plain(value), source)


def _source(call: click.Context, parameter: click.Option, found: Found | None) -> str:
    source = call.get_parameter_source(str(parameter.name))
    if source == ParameterSource.ENVIRONMENT:
        return f"environment {parameter.envvar}"
    if source == ParameterSource.DEFAULT_MAP and found is not None:
        mark = found.written.mark(option_name(parameter))
        return f"{found.written.document.file}:{mark.line}:{mark.column}"
    return "default"


def _plain(value: Any) -> Any:
    """The value as JSON has it."""
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "–")
