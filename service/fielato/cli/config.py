"""`fielato config`: which options of `fielato check` are in force for a path, and where each comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import click
from click.core import ParameterSource

from fielato import library
from fielato.cli.configuration import META, option_name
from fielato.cli.nearest import Found
from fielato.cli.options import formats
from fielato.reports import configuration as pages
from fielato.reports import json
from fielato.reports.configuration import Configuration, OptionPart
from fielato.rules.profile import choose

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
    shown = Configuration(file=found.written.document.file if found else None, options=tuple(_options(call, found)))
    click.echo(json.render(shown) if format_ == "json" else pages.render(shown), nl=False)


def _options(call: click.Context, found: Found | None) -> Iterator[OptionPart]:
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
        yield OptionPart(option=name, value=_plain(value), source=source)


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
