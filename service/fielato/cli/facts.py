"""`fielato facts`: what the catalogue knows of territories, adequacy and regions, and what can be supposed."""

from __future__ import annotations

import datetime

import click

from fielato import library
from fielato.cli.options import as_of_option, formats, lang_option
from fielato.clock import today
from fielato.errors import UsageError
from fielato.reports import facts as rows
from fielato.reports.words import Language

FORMATS = ("text", "json", "csv")


@click.group()
def facts() -> None:
    """Look up territories, adequacy decisions and regions, each with its source."""


@facts.command()
@click.argument("codes", nargs=-1, required=True, metavar="CODE…")
@as_of_option
@formats(*FORMATS)
@lang_option
def territory(codes: tuple[str, ...], as_of: datetime.date | None, format_: str, lang: Language) -> None:
    """What territories are in law on a date: Union, EEA, adequate, or none of these."""
    catalogue, day = library.catalogue(), as_of or today()
    unknown = [code for code in codes if not catalogue.has_territory(code.upper())]
    if unknown:
        raise UsageError(f"there is no territory `{unknown[0]}`; write an ISO 3166-1 alpha-2 code such as ES")
    found = [rows.territory(catalogue, code.upper(), day, lang) for code in codes]
    click.echo(rows.render(found, format_, rows.TERRITORY_COLUMNS), nl=False)


@facts.command()
@as_of_option
@formats(*FORMATS)
def adequacy(as_of: datetime.date | None, format_: str) -> None:
    """The adequacy decisions in force on a date (GDPR Art. 45)."""
    found = [rows.adequacy(decision) for decision in library.catalogue().adequacy(as_of or today())]
    click.echo(rows.render(found, format_, rows.ADEQUACY_COLUMNS), nl=False)


@facts.command()
@click.argument("provider")
@click.argument("region_id", metavar="REGION")
@formats(*FORMATS)
def region(provider: str, region_id: str, format_: str) -> None:
    """Where one region of a provider is."""
    found = rows.region(rows.find_region(library.catalogue(), provider, region_id))
    click.echo(rows.render(found, format_, rows.REGION_COLUMNS), nl=False)


@facts.command()
@click.option("--provider", default=None, help="Only this provider's.")
@formats(*FORMATS)
def regions(provider: str | None, format_: str) -> None:
    """Every region of every provider that the catalogue knows."""
    catalogue = library.catalogue()
    if provider is not None:
        rows.find_provider(catalogue, provider)
    found = [rows.region(one) for one in catalogue.regions(catalogue.provider(provider) if provider else None)]
    click.echo(rows.render(found, format_, rows.REGION_COLUMNS), nl=False)


@facts.command()
@formats(*FORMATS)
@lang_option
def scenarios(format_: str, lang: Language) -> None:
    """The shipped scenarios that `--scenario` can suppose."""
    from fielato.reports import scenarios as pages  # no other lookup reads them

    found = [pages.row(path.read_bytes(), name, lang) for name, path in library.scenarios().items()]
    click.echo(rows.render(found, format_, pages.COLUMNS), nl=False)
