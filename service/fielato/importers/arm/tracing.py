"""Where the literal stands that a value of an ARM template comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from fielato.importers.arm.expressions import Call, Entry, Expression, NotAnExpressionError, is_expression, parse
from fielato.importers.arm.scope import Scope, loops_of
from fielato.importers.arm.site import Site

_DEEPEST: Final = 120
_SAME_TEXT: Final = frozenset({"tolower", "string", "trim", "coalesce"})
"""The functions whose result says, of one argument, what the argument says."""


def trace(site: Site, *path: str | int) -> Site:
    """Where the literal behind a value at a path below a written value stands, as far as there is one."""
    here = _settled(site, 0)
    for token in path:
        step = _settled(_below(here, token), 0)
        if step.pointer == here.pointer and step.scope is here.scope:
            return here
        here = step
    return here


def _settled(site: Site, depth: int) -> Site:
    """A written value that only names another, followed to that."""
    while depth < _DEEPEST and isinstance(site.raw, str) and is_expression(site.raw):
        try:
            further = _named(parse(site.raw), site.scope, depth)
        except NotAnExpressionError:
            return site
        if further is None:
            return site
        site, depth = further, depth + 1
    return site


def _named(tree: Expression, scope: Scope, depth: int) -> Site | None:
    """What is written where an expression points that is nothing but a pointer."""
    if depth > _DEEPEST:
        return None
    if isinstance(tree, Entry):
        return _entry(tree, scope, depth)
    if not isinstance(tree, Call) or not tree.arguments:
        return None
    if tree.name == "if" and len(tree.arguments) == 3:
        met = scope.evaluate(tree.arguments[0])
        return _named(tree.arguments[1 if met else 2], scope, depth + 1) if isinstance(met, bool) else None
    if tree.name in _SAME_TEXT:
        return _named(tree.arguments[0], scope, depth + 1) if len(tree.arguments) == 1 else None
    if tree.name == "reference":
        inner = scope.inner(scope.evaluate(tree.arguments[0]))
        return None if inner is None else inner.site
    if tree.name in {"parameters", "variables"}:
        name = scope.evaluate(tree.arguments[0])
        return scope.named(tree.name, name) if isinstance(name, str) else None
    return None


def _entry(tree: Entry, scope: Scope, depth: int) -> Site | None:
    above = _named(tree.of, scope, depth + 1)
    key = scope.evaluate(tree.key)
    if above is None or not isinstance(key, str | int):
        return None
    above = _settled(above, depth + 1)
    found = _below(above, key)
    return None if found.pointer == above.pointer else found


def _below(site: Site, token: str | int) -> Site:
    """One step down, also into what a copy loop makes."""
    found = site.below(token)
    if found.pointer != site.pointer:
        return found
    if isinstance(site.raw, Mapping):
        for index, loop in enumerate(loops_of(site.raw.get("copy"))):
            if str(loop["name"]).lower() == str(token).lower():
                return Site(_Turns(loop, site.scope), f"{site.pointer}/copy/{index}/input", site.scope)
    if isinstance(site.raw, _Turns) and isinstance(token, int):
        turns = site.raw.scope.copies(site.raw.loop)
        scope = turns[min(token, len(turns) - 1)] if turns else site.scope
        return Site(site.raw.loop["input"], site.pointer, scope)
    return site


class _Turns(msgspec.Struct, frozen=True, eq=False):
    """What a copy loop stands for: one value for each turn."""

    loop: Mapping[str, Any]
    scope: Scope
