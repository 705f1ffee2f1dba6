"""Rows of the catalogue as text, JSON and CSV."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final, TypedDict

from msgspec import Meta

from fielato.catalogue import Adequacy, Catalogue, Region
from fielato.errors import UsageError
from fielato.reading import hint_for
from fielato.reports import json
from fielato.reports.layout import table
from fielato.reports.words import Language

Row = Mapping[str, Any]


class AdequacyInForce(TypedDict):
    """The adequacy decision that covers a territory on a date."""

    decision: str
    scope: str
    until: str | None


class TerritoryFacts(TypedDict):
    """What a territory is in law, on a date."""

    code: Annotated[str, Meta(description="ISO 3166-1 alpha-2.")]
    name: str
    eu: bool
    eea: bool
    adequacy: AdequacyInForce | None
    note: str
    part_of: Annotated[str | None, Meta(description="The state whose part it is; null where it is one.")]
    as_of: Annotated[str, Meta(description="The date, YYYY-MM-DD.")]
    verified: bool
    source: str


class RegionFacts(TypedDict):
    """One region of a provider."""

    provider: str
    region: str
    country: Annotated[str, Meta(description="ISO 3166-1 alpha-2; empty where it is no one place.")]
    label: str
    kind: str
    partition: str
    geography: str
    verified: bool
    source: str
    note: str


TERRITORY_COLUMNS: Final = ("code", "name", "eu", "eea", "adequacy", "note")
ADEQUACY_COLUMNS: Final = ("territory", "decision", "scope", "since", "until", "scope_note", "verified", "source")
REGION_COLUMNS: Final = ("provider", "region", "country", "label", "source")


def territory(catalogue: Catalogue, code: str, as_of: datetime.date, language: Language = "en") -> TerritoryFacts:
    """What a territory is on a date: whether Union, whether EEA, and the adequacy decision if one is in force."""
    found = catalogue.territory(code, as_of)
    if found is None:
        raise UsageError(f"there is no territory `{code}`")
    decision = found.adequacy
    return {
        "code": found.code,
        "name": found.name(language),
        "eu": found.union,
        "eea": found.eea,
        "adequacy": None
        if decision is None
        else {
            "decision": decision.decision,
            "scope": decision.scope,
            "until": decision.until.isoformat() if decision.until else None,
        },
        "note": found.note,
        "part_of": found.state if found.state != found.code else None,
        "as_of": as_of.isoformat(),
        "verified": found.verified,
        "source": found.source,
    }


def adequacy(decision: Adequacy) -> Row:
    """One adequacy decision for one period."""
    return {
        "territory": decision.territory,
        "decision": decision.decision,
        "celex": decision.celex or None,
        "name": decision.name,
        "scope": decision.scope,
        "scope_note": decision.scope_note,
        "since": decision.since.isoformat(),
        "until": decision.until.isoformat() if decision.until else None,
        "verified": decision.verified,
        "source": decision.cited,
        "note": decision.note,
    }


def region(found: Region) -> RegionFacts:
    """One region; `country` is empty where it is no one place."""
    return {
        "provider": found.provider,
        "region": found.region,
        "country": found.country,
        "label": found.label,
        "kind": found.kind,
        "partition": found.partition,
        "geography": found.geography,
        "verified": found.verified,
        "source": found.cited,
        "note": found.note,
    }


def find_provider(catalogue: Catalogue, written: str) -> str:
    """The id of a provider with regions; raises UsageError when there is none."""
    provider = catalogue.provider(written)
    if not catalogue.regions(provider):
        known = sorted({one.provider for one in catalogue.regions()})
        hint = hint_for(written, known, f"known: {', '.join(known)}")
        raise UsageError(f"the catalogue has no regions of `{written}`; {hint}")
    return provider


def find_region(catalogue: Catalogue, written_provider: str, written: str) -> Region:
    """A region by id, display name or zone; raises UsageError when there is none."""
    provider = find_provider(catalogue, written_provider)
    found = catalogue.region(provider, written)
    if found is None:
        known = [one.region for one in catalogue.regions(provider)]
        hint = hint_for(written, known, f"`fielato facts regions --provider {provider}` lists them")
        raise UsageError(f"{provider} has no region `{written}` that the catalogue knows; {hint}")
    return found


def render(found: Row | Sequence[Row], format_: str, columns: Sequence[str]) -> str:
    """Rows in a format: JSON with everything that is known, text and CSV with the columns."""
    if format_ == "json":
        return json.render(found)
    rows = [found] if isinstance(found, Mapping) else list(found)
    flat = [{name: _cell(row.get(name)) for name in columns} for row in rows]
    if format_ == "text":
        return table(flat, columns)
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(flat)
    return text.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        until = f" until {value['until']}" if value.get("until") else ""
        return f"{value['decision']} ({value['scope']}){until}"
    return "" if value is None else str(value)
