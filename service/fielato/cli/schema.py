"""`fielato schema` and `fielato reference`: what the declaration of the facts generates for people and tools."""

from __future__ import annotations

from pathlib import Path

import click

from fielato.cli.options import emit, output_option
from fielato.reports import json
from fielato.reports.schemas import ALL
from fielato.reports.schemas import schema as schema_of


@click.command()
@click.argument("name", type=click.Choice(list(ALL)), default="deployment")
@output_option
def schema(name: str, output: Path | None) -> None:
    """Print the JSON Schema (2020-12) of a deployment, a register, a scenario, or of what a command prints as JSON."""
    emit(json.render(schema_of(name)), output)


@click.command()
@output_option
def reference(output: Path | None) -> None:
    """Print the reference page of the facts that rules may name, as Markdown."""
    from fielato.reports.reference import render  # loads the rule language, which `schema` does not need

    emit(render(), output)
