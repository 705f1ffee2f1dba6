"""What each function and pseudo parameter of CloudFormation comes to, as its template reference says."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from fielato.importers.templates.partial import Partly, Unsettled, Value, get, is_known, joined, leads, text_of

if TYPE_CHECKING:
    from fielato.importers.cloudformation.scope import Scope

VARIABLE: Final = re.compile(r"\$\{(!?)\s*([^}]*?)\s*\}")
"""What `Fn::Sub` fills in; with a `!`, what it leaves."""
REGION: Final = "AWS::Region"
NO_VALUE: Final = object()
"""What `AWS::NoValue` stands for: the property is not there."""


def function_of(raw: Value) -> tuple[str, Value] | None:
    """The function that a written value calls, and its argument; None if it calls none."""
    if isinstance(raw, dict) and len(raw) == 1:
        ((name, argument),) = raw.items()
        if name == "Ref" or name.startswith("Fn::") or (name == "Condition" and isinstance(argument, str)):
            return name, argument
    return None


def attribute_of(scope: Scope, raw: Value) -> tuple[str, str]:
    """The logical id and the attribute that `Fn::GetAtt` names."""
    if isinstance(raw, str):
        logical, _, attribute = raw.partition(".")
        return logical, attribute
    parts = [text_of(scope.value(one)) or "" for one in raw] if isinstance(raw, list) else [""]
    return parts[0], ".".join(parts[1:])


def _sub(scope: Scope, raw: Value) -> Value:
    form, own = (raw[0], raw[1]) if isinstance(raw, list) else (raw, {})
    parts: list[str] = []
    end = 0
    form = str(form)
    for match in VARIABLE.finditer(form):
        parts.append(form[end : match.start()])
        end = match.end()
        if match[1]:
            parts.append(f"${{{match[2]}}}")
            continue
        value = scope.value(own[match[2]]) if match[2] in own else scope.named(match[2])
        parts.append(_text(value))
    return joined([*parts, form[end:]])


def _text(value: Value) -> str:
    text = text_of(value)
    if text is None:
        raise TypeError
    return text


def _join(scope: Scope, raw: Any) -> Value:
    separator, parts = raw
    items = scope.value(parts)
    if isinstance(items, Unsettled):
        return items
    texts: list[str] = []
    for one in items if isinstance(items, list) else [items]:
        texts += [str(separator), _text(one)]
    return joined(texts[1:])


def _select(scope: Scope, raw: Any) -> Value:
    index, items = scope.value(raw[0]), scope.value(raw[1])
    if isinstance(items, list) and isinstance(index, str | int):
        return items[int(index)]
    return items if isinstance(items, Unsettled) else Unsettled("Fn::Select")


def _split(scope: Scope, raw: Any) -> Value:
    separator, text = str(raw[0]), scope.value(raw[1])
    if isinstance(text, Unsettled):
        return text
    if isinstance(text, Partly):
        return Unsettled("Fn::Split", text.leads)
    return str(text).split(separator)


def _if(scope: Scope, raw: Any) -> Value:
    name, then, otherwise = raw
    met = scope.condition(str(name))
    if isinstance(met, bool):
        return scope.value(then if met else otherwise)
    branches = scope.value(then), scope.value(otherwise)
    if branches[0] == branches[1]:
        return branches[0]
    return Unsettled(f"Conditions.{name}", tuple(lead for one in branches for lead in leads(one)))


def _find_in_map(scope: Scope, raw: Any) -> Value:
    keys = [scope.value(one) for one in raw[:3]]
    if not all(is_known(one) for one in keys):
        return next((one for one in keys if isinstance(one, Unsettled)), Unsettled("Fn::FindInMap"))
    site = scope.site("Mappings", *(str(_text(one)) for one in keys))
    if site is None:
        return scope.value(get(raw, 3, "DefaultValue")) if len(raw) > 3 else Unsettled("Fn::FindInMap")
    return scope.value(site.raw)


def _import_value(scope: Scope, raw: Value) -> Value:
    name = scope.value(raw)
    site = scope.shared.exports.get(name) if isinstance(name, str) else None
    return Unsettled("Fn::ImportValue") if site is None else site.scope.value(site.raw)


def _base64(scope: Scope, raw: Value) -> Value:
    text = scope.value(raw)
    return (
        base64.b64encode(text.encode()).decode() if type(text) is str else Unsettled("Fn::Base64", tuple(leads(text)))
    )


def _zones(scope: Scope, raw: Value) -> Value:
    region = scope.value(raw) or scope.region
    if not isinstance(region, str) or isinstance(region, Partly) or not region:
        return Unsettled(REGION)
    return [f"{region}{letter}" for letter in "abc"]


def _equals(scope: Scope, raw: Any) -> Value:
    one, other = (scope.value(each) for each in raw)
    if not (is_known(one) and is_known(other)):
        return Unsettled("Fn::Equals")
    return text_of(one) == text_of(other) if text_of(one) is not None else one == other


def _and(scope: Scope, raw: Any) -> Value:
    given = [scope.value(one) for one in raw]
    if any(one is False for one in given):
        return False
    return True if all(one is True for one in given) else Unsettled("Fn::And")


def _or(scope: Scope, raw: Any) -> Value:
    given = [scope.value(one) for one in raw]
    if any(one is True for one in given):
        return True
    return False if all(one is False for one in given) else Unsettled("Fn::Or")


def _not(scope: Scope, raw: Any) -> Value:
    (value,) = (scope.value(one) for one in raw)
    return (not value) if isinstance(value, bool) else Unsettled("Fn::Not")


def _length(scope: Scope, raw: Value) -> Value:
    value = scope.value(raw)
    return len(value) if isinstance(value, list) else Unsettled("Fn::Length")


def _partition(scope: Scope) -> Value:
    """What it is follows from the region, which is asked for by itself."""
    for start in ("cn-", "us-gov-"):
        if scope.region.startswith(start):
            return f"aws-{start[:-1]}"
    return "aws"


PSEUDO: Final[Mapping[str, Callable[[Scope], Value]]] = {
    REGION: lambda scope: scope.region or Unsettled(REGION),
    "AWS::Partition": _partition,
    "AWS::URLSuffix": lambda scope: "amazonaws.com.cn" if scope.region.startswith("cn-") else "amazonaws.com",
    "AWS::AccountId": lambda _: Partly("{AccountId}"),
    "AWS::StackName": lambda _: Partly("{StackName}"),
    "AWS::StackId": lambda _: Unsettled("AWS::StackId"),
    "AWS::NotificationARNs": lambda _: Unsettled("AWS::NotificationARNs"),
    "AWS::NoValue": lambda _: NO_VALUE,
}
"""The pseudo parameters."""

FUNCTIONS: Final[Mapping[str, Callable[[Scope, Value], Value]]] = {
    "Ref": lambda scope, raw: scope.ref(raw),
    "Condition": lambda scope, raw: scope.condition(str(raw)),
    "Fn::GetAtt": lambda scope, raw: scope.get_att(raw),
    "Fn::Sub": _sub,
    "Fn::Join": _join,
    "Fn::Select": _select,
    "Fn::Split": _split,
    "Fn::If": _if,
    "Fn::FindInMap": _find_in_map,
    "Fn::ImportValue": _import_value,
    "Fn::Base64": _base64,
    "Fn::GetAZs": _zones,
    "Fn::Equals": _equals,
    "Fn::And": _and,
    "Fn::Or": _or,
    "Fn::Not": _not,
    "Fn::Length": _length,
}
"""The functions, each with its argument as it is written."""
