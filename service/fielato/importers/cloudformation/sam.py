"""What the `Globals` of a SAM template add to the properties of its resources.

As in docs.aws.amazon.com, SAM developer guide, Globals section: maps are merged, lists are put together, all else is
overridden.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fielato.importers.cloudformation.scope import Scope, Site
from fielato.importers.templates.partial import Value

_SERVERLESS: Final = "AWS::Serverless::"


def with_globals(scope: Scope, logical: str, type_: str) -> tuple[Value, tuple[Site, ...]]:
    """The properties of a resource as written, with those of its kind, and where each are written."""
    own = scope.site("Resources", logical, "Properties")
    shared = scope.site("Globals", type_.removeprefix(_SERVERLESS)) if type_.startswith(_SERVERLESS) else None
    layers = tuple(site for site in (own, shared) if site is not None)
    if own is None or shared is None:
        return (layers[0].raw if layers else {}), layers
    return _merged(shared.raw, own.raw), layers


def _merged(under: Value, over: Value) -> Value:
    if isinstance(under, Mapping) and isinstance(over, Mapping) and not _is_function(under) and not _is_function(over):
        names = dict.fromkeys((*over, *under))
        return {name: _merged(under.get(name), over.get(name)) for name in names}
    if isinstance(under, list) and isinstance(over, list):
        return [*over, *under]
    return under if over is None else over


def _is_function(raw: Mapping[str, Value]) -> bool:
    return len(raw) == 1 and next(iter(raw)).startswith(("Fn::", "Ref"))
