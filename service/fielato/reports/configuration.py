"""The options of a check as a document: what `fielato config` prints."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta

from fielato.reports.document import Part
from fielato.reports.layout import table


class OptionPart(Part, frozen=True, kw_only=True):
    """One option of `fielato check` as it is in force."""

    option: Annotated[str, Meta(description="Its name, without dashes.")]
    value: Annotated[Any, Meta(description="Its value; null where there is none.")]
    source: Annotated[
        str,
        Meta(description="`default`, `profile NAME`, `environment NAME`, or `file:line:column`."),
    ]


class Configuration(Part, frozen=True, kw_only=True):
    """The options that are in force for a path."""

    file: Annotated[str | None, Meta(description="The file of the repository that has options; null where none has.")]
    options: tuple[OptionPart, ...]


def render(configuration: Configuration) -> str:
    """The options as a table."""
    rows = [{"option": one.option, "value": _told(one.value), "from": one.source} for one in configuration.options]
    return table(rows, ["option", "value", "from"])


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "–")
