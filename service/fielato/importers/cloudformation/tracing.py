"""Where the literal stands that a value of a CloudFormation template comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fielato.importers.cloudformation.functions import VARIABLE, function_of
from fielato.importers.cloudformation.scope import Site
from fielato.importers.templates.partial import Value, is_known, text_of

_DEEPEST: Final = 120


def trace(site: Site, path: Sequence[str | int]) -> tuple[Site, int]:
    """Where the literal behind a value below a written value stands, and how many steps of the path lead there."""
    here = settled(site)
    for done, token in enumerate(path):
        step = here.below(token)
        if step is None:
            return here, done
        here = settled(step)
    return here, len(path)


def settled(site: Site) -> Site:
    """A written value that only names another, followed to that."""
    for _ in range(_DEEPEST):
        function = function_of(site.raw)
        further = None if function is None else _leads(site, *function)
        if further is None:
            return site
        site = further
    return site


def _leads(site: Site, name: str, raw: Value) -> Site | None:
    scope = site.scope
    if name == "Fn::Sub" and isinstance(raw, str) and (match := VARIABLE.fullmatch(raw)) and not match[1]:
        name, raw = ("Fn::GetAtt", match[2].split(".", 1)) if "." in match[2] else ("Ref", match[2])
    if name == "Ref" and isinstance(raw, str):
        return scope.parameter(raw)
    if name == "Fn::If" and isinstance(raw, list) and len(raw) == 3:
        met = scope.condition(str(raw[0]))
        branch = site.below(name)
        return branch.below(1 if met else 2) if isinstance(met, bool) and branch is not None else None
    if name == "Fn::FindInMap" and isinstance(raw, list) and len(raw) >= 3:
        keys = [scope.value(one) for one in raw[:3]]
        known = [str(text_of(one)) for one in keys if is_known(one) and text_of(one) is not None]
        return scope.site("Mappings", *known) if len(known) == 3 else None
    if name == "Fn::GetAtt" and isinstance(raw, list) and raw and (inner := scope.nested.get(str(raw[0]))) is not None:
        return inner.site("Outputs", ".".join(str(one) for one in raw[1:]).removeprefix("Outputs."), "Value")
    return None
