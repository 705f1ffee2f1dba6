"""`fielato import`: print what was understood of infrastructure files, as a manifest that can be edited."""

from __future__ import annotations

from pathlib import Path

import click

from fielato.cli import exits
from fielato.cli.gather import gather
from fielato.cli.options import at_option, emit, from_option, lang_option, output_option
from fielato.engine import engine
from fielato.model.surroundings import Surroundings
from fielato.reports import manifest
from fielato.reports.words import Language


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@from_option
@at_option
@output_option
@lang_option
def import_(
    paths: tuple[str, ...], format_from: str | None, around: Surroundings | None, output: Path | None, lang: Language
) -> int:
    """Print what was understood of infrastructure files.

    The files of each deployment become one manifest that can be edited, each value with where it was read. Nothing is
    judged: `fielato check` reads the same files itself.
    """
    gathered = gather(engine(), paths, None, format_from, around)
    emit("---\n".join(manifest.render(one, lang) for one, _ in gathered), output)
    return exits.OPEN
