"""`fielato schema` and `fielato reference`: what the declaration of the facts generates for people and tools."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from fielato.cli.options import emit, output_option
from fielato.model.schema import DOCUMENTS
from fielato.model.schema import schema as document_schema
from fielato.reports.document import schema as assessment_schema

NAMES = (*DOCUMENTS, "assessment")


@click.command()
@click.argument("name", type=click.Choice(NAMES), default="deployment")
@output_option
def schema(name: str, output: Path | None) -> None:
    """Print the JSON Schema (2020-12) of a deployment, a register, or the report of `check --format json`."""
    found = assessment_schema() if name == "assessment" else document_schema(name)
    emit(msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n", output)


@click.command()
@output_option
def reference(output: Path | None) -> None:
    """Print the reference page of the facts that rules may name, as Markdown."""
    from fielato.reports.reference import render  # loads the rule language, which `schema` does not need

    emit(render(), output)
