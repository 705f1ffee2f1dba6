"""Well-typed conditions over the whole subset, each in the rule language and as the reference needs it; and rows."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from fielato.rules.definitions import Source
from fielato.rules.values import OpenList, Type

FACTS = {
    "a.flag": Type.BOOL,
    "b.flag": Type.BOOL,
    "flag": Type.BOOL,
    "a.text": Type.STRING,
    "b.text": Type.STRING,
    "a.number": Type.INT,
    "b.number": Type.INT,
    "a.day": Type.DATE,
    "b.day": Type.DATE,
    "a.texts": Type.STRING_LIST,
    "b.texts": Type.STRING_LIST,
    "a.numbers": Type.INT_LIST,
    "open.texts": Type.STRING_LIST,
}
REFERENCE_TYPES = {name: type_.value for name, type_ in FACTS.items()} | {"open.texts": "open(string)"}
DEFINITIONS = {
    "def.inner": Source('a.text in ["ES", "EU"] || a.flag'),
    "def.outer": Source("def.inner && b.number < 2"),
}
_INLINED = {
    "def.inner": '(a.text in ["ES", "EU"] || a.flag)',
    "def.outer": '((a.text in ["ES", "EU"] || a.flag) && b.number < 2)',
}

TEXTS = ["", "ES", "EU", "E", "S", "ñ", "\N{GRINNING FACE}", "a\nb", "\uffee"]
NUMBERS = [0, 1, -1, 2, 2**63 - 1, -(2**63)]
# The very first and last day are infinite for the Python binding of the reference; `test_evaluate` has them.
DAYS = [datetime.date.fromisoformat(day) for day in ("0001-01-02", "1999-12-31", "2024-02-29", "9999-12-30")]
PATTERNS = ["^E", "S$", "^(ES|EU)?$", "[^E]", "E.*S", r"^\w{2,}$", "ñ|a.b", r"\s"]
VALUES = {Type.BOOL: [False, True], Type.STRING: TEXTS, Type.INT: NUMBERS, Type.DATE: DAYS}

Pair = tuple[str, str]
"""A text in the rule language, and what it is for the reference."""
Scope = tuple[tuple[str, str, Type], ...]
"""The loop variables: the name, what it is for the reference, and its type."""


def literal(value: Any) -> str:
    if isinstance(value, datetime.date):
        return f'date("{value.isoformat()}")'
    return json.dumps(value, ensure_ascii=False)


def both(template: str, *parts: Pair) -> Pair:
    return template.format(*(part[0] for part in parts)), template.format(*(part[1] for part in parts))


@st.composite
def scalars(draw: Callable[..., Any], type_: Type, scope: Scope, depth: int) -> Pair:
    hidden = {name for name, _, _ in scope}
    facts = [name for name, of in FACTS.items() if of is type_ and name.partition(".")[0] not in hidden]
    innermost = {name: (written, of) for name, written, of in scope}
    loops = [(name, written) for name, (written, of) in innermost.items() if of is type_]
    value = literal(draw(st.sampled_from(VALUES[type_])))
    choices = [st.just((value, value)), *(st.sampled_from(pool) for pool in ([(f, f) for f in facts], loops) if pool)]
    if type_ is Type.INT and depth > 0:
        choices.append(sizes(scope, depth - 1))
    if depth > 0:
        parts = (booleans(scope, depth - 1), scalars(type_, scope, 0), scalars(type_, scope, 0))
        choices.append(st.tuples(*parts).map(lambda three: both("({} ? {} : {})", *three)))
    return draw(st.one_of(choices))


@st.composite
def lists(draw: Callable[..., Any], type_: Type, scope: Scope, depth: int) -> Pair:
    hidden = {name for name, _, _ in scope}
    facts = [name for name, of in FACTS.items() if of.element is type_ and name.partition(".")[0] not in hidden]
    facts = [(name, name) for name in facts if name != "open.texts"]
    items = draw(st.lists(scalars(type_, scope, 0), min_size=1, max_size=3))
    written = both("[" + ", ".join(["{}"] * len(items)) + "]", *items)
    choices = [st.just(written), *([st.sampled_from(facts)] if facts else [])]
    if depth > 0:
        parts = (booleans(scope, depth - 1), lists(type_, scope, 0), lists(type_, scope, 0))
        choices.append(st.tuples(*parts).map(lambda three: both("({} ? {} : {})", *three)))
    return draw(st.one_of(choices))


@st.composite
def sizes(draw: Callable[..., Any], scope: Scope, depth: int) -> Pair:
    if draw(st.integers(0, 4)) == 0 and "open" not in {name for name, _, _ in scope}:
        return "size(open.texts)", "(open.texts.all(e_, e_.v == e_.v) ? size(open.texts) : 0)"
    return both(draw(st.sampled_from(["size({})", "({}).size()"])), draw(lists(Type.STRING, scope, depth)))


@st.composite
def memberships(draw: Callable[..., Any], scope: Scope, depth: int) -> Pair:
    type_ = draw(st.sampled_from([Type.STRING, Type.INT, Type.DATE, Type.BOOL]))
    item = draw(scalars(type_, scope, depth))
    if type_ is Type.STRING and draw(st.booleans()) and "open" not in {name for name, _, _ in scope}:
        ours, theirs = item
        return f"({ours} in open.texts)", f"({theirs} == {theirs} ? open.texts.exists(e_, e_.v == {theirs}) : false)"
    return both("({} in {})", item, draw(lists(type_, scope, depth)))


@st.composite
def loops(draw: Callable[..., Any], scope: Scope, depth: int) -> Pair:
    macro = draw(st.sampled_from(["exists", "all"]))
    name = draw(st.sampled_from(["x", "y", "flag", "a"]))
    if draw(st.booleans()) and "open" not in {other for other, _, _ in scope}:
        ours, theirs = draw(booleans((*scope, (name, f"{name}.v", Type.STRING)), depth))
        guard = f"{name}.v == {name}.v && " if macro == "exists" else f"{name}.v != {name}.v || "
        return f"open.texts.{macro}({name}, {ours})", f"open.texts.{macro}({name}, {guard}{theirs})"
    type_ = draw(st.sampled_from([Type.STRING, Type.INT]))
    items = draw(lists(type_, scope, depth))
    body = draw(booleans((*scope, (name, name, type_)), depth))
    return both(f"({{}}).{macro}({name}, {{}})", items, body)


@st.composite
def comparisons(draw: Callable[..., Any], scope: Scope, depth: int) -> Pair:
    type_ = draw(st.sampled_from([Type.STRING, Type.INT, Type.DATE, Type.BOOL]))
    relation = draw(st.sampled_from(["==", "!=", "<", "<=", ">", ">="]))
    left, right = (draw(scalars(type_, scope, depth)) for _ in range(2))
    return both(f"({{}} {relation} {{}})", left, right)


@st.composite
def about_the_item(draw: Callable[..., Any], scope: Scope) -> Pair:
    name, written, type_ = scope[-1]
    if draw(st.integers(0, 3)) == 0:
        return both("({} in {})", (name, written), draw(lists(type_, scope, 0)))
    relation = draw(st.sampled_from(["==", "!=", "<", "<=", ">", ">="]))
    return both(f"({{}} {relation} {{}})", (name, written), draw(scalars(type_, scope, 0)))


@st.composite
def string_tests(draw: Callable[..., Any], scope: Scope, depth: int) -> Pair:
    subject = draw(scalars(Type.STRING, scope, depth))
    if draw(st.booleans()):
        pattern = literal(draw(st.sampled_from(PATTERNS)))
        return f"({subject[0]}).matches({pattern})", f"({subject[1]}).matches({pattern})"
    relation = draw(st.sampled_from(["startsWith", "endsWith", "contains"]))
    return both(f"({{}}).{relation}({{}})", subject, draw(scalars(Type.STRING, scope, 0)))


@st.composite
def booleans(draw: Callable[..., Any], scope: Scope = (), depth: int = 3) -> Pair:
    if depth == 0:
        hidden = {name for name, _, _ in scope}
        if scope and draw(st.integers(0, 3)):
            return draw(about_the_item(scope))
        names = [name for name in ("def.inner", "def.outer") if not hidden & {"a", "b"}]
        pairs = [(name, _INLINED[name]) for name in names]
        return draw(st.one_of(scalars(Type.BOOL, scope, 0), *([st.sampled_from(pairs)] if pairs else [])))
    below = booleans(scope, depth - 1)
    kind = draw(st.integers(0, 8))
    if kind < 3:
        template = ["({} && {})", "({} || {})", "({} && {} || {})"][kind]
        return both(template, *(draw(below) for _ in range(template.count("{}"))))
    if kind == 3:
        return both("!({})", draw(below))
    return draw([comparisons, memberships, loops, string_tests, loops][kind - 4](scope, depth - 1))


def _values(name: str, type_: Type) -> st.SearchStrategy[Any]:
    if type_.element is None:
        return st.sampled_from(VALUES[type_])
    items = st.lists(st.sampled_from(VALUES[type_.element]), max_size=3).map(tuple)
    return st.one_of(items, items.map(OpenList)) if name == "open.texts" else items


rows = st.fixed_dictionaries({}, optional={name: _values(name, type_) for name, type_ in FACTS.items()})
"""Rows with holes."""


def for_reference(row: dict[str, Any]) -> dict[str, Any]:
    """The row as JSON for the reference."""

    def plain(value: Any) -> Any:
        if isinstance(value, tuple):
            return [plain(item) for item in value]
        return {"day": value.isoformat()} if isinstance(value, datetime.date) else value

    facts = {name: plain(value) for name, value in row.items() if name != "open.texts"}
    if (texts := row.get("open.texts")) is not None:
        known = texts.known if isinstance(texts, OpenList) else texts
        more = [{}] if isinstance(texts, OpenList) else []
        facts["open.texts"] = [{"v": text} for text in known] + more
    return facts
