"""Which part of CEL a rule may use, and how a checked expression becomes the chapter's own tree.

The subset is total: on facts of the declared types nothing can go wrong, so that the only error that CEL could
report is a missing fact. What could fail otherwise (division, indexing, conversion), what has no clear meaning over
unknown facts (`has`, `exists_one`, equality of lists), and what no rule needs is refused here, with a reason.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias, cast, get_args

from fielato.rules import refusals
from fielato.rules.checked import (
    Call,
    Checked,
    Comprehension,
    Constant,
    Expr,
    Ident,
    ListLiteral,
    Select,
    StructLiteral,
)
from fielato.rules.pattern_syntax import PatternError
from fielato.rules.patterns import compile_pattern
from fielato.rules.refusals import SubsetError
from fielato.rules.syntax import (
    All,
    And,
    Compare,
    Conditional,
    Const,
    DefinitionRef,
    Exists,
    In,
    ListConst,
    LoopVar,
    Matches,
    Node,
    Not,
    Or,
    Relation,
    Size,
    StringRelation,
    StringTest,
    Var,
    walk,
)
from fielato.rules.values import Type

MAX_NODES: Final = 10_000
"""Nodes of one condition; those that a loop repeats over a written list count once for each of its items."""
MAX_LOOPS: Final = 3
"""Loops inside one another: the work grows with the product of their lists."""
_RELATIONS: Final[dict[str, Relation]] = {f"_{relation}_": relation for relation in get_args(Relation)}
_LITERAL_TYPES: Final = {"bool": Type.BOOL, "int": Type.INT, "string": Type.STRING}


def translate(checked: Checked, definitions: Mapping[str, Node]) -> Node:
    """Return the tree of a checked expression; names in `definitions` become references. Raises SubsetError."""
    return _Translation(checked, definitions).node(checked.root)


def starts(checked: Checked, definitions: Mapping[str, Node]) -> tuple[int, ...]:
    """Where each part of the tree begins in the text (code points from 0), in the order of `walk`."""
    translation = _Translation(checked, definitions)
    tree = translation.node(checked.root)
    return tuple(min(translation.offsets[id(part)] for part in walk(node)) for node in walk(tree))


def refuse_presence_tests(parsed: Checked) -> None:
    """Raise SubsetError for the first `has(…)` of an expression that was parsed but not checked.

    The checker turns `has(location.country)` into plain `location.country`, so that it can only be seen before.
    """
    pending = [parsed.root]
    while pending:
        expr = pending.pop()
        match expr.form:
            case Select(operand, _, test_only):
                if test_only:
                    reason = "an unknown fact leaves the rule undetermined, and a rule never asks for that"
                    raise SubsetError("has() is outside the rule language", reason, parsed.offset(expr))
                pending.append(operand)
            case Call(_, arguments) | ListLiteral(arguments):
                pending.extend(reversed(arguments))
            case Comprehension(_, range_, initial, step, result):
                pending.extend((result, step, initial, range_))


class _Translation:
    """One run over one expression; `scope` lists the loop variables, the outermost first."""

    def __init__(self, checked: Checked, definitions: Mapping[str, Node]) -> None:
        self._checked = checked
        self._definitions = definitions
        self._nodes = 0
        self._repeated = 1
        self.offsets: dict[int, int] = {}
        """Where each part stands, by identity."""

    def node(self, expr: Expr, scope: tuple[str, ...] = ()) -> Node:
        node = self._node(expr, scope)
        self.offsets[id(node)] = self._offset(expr)
        return node

    def _node(self, expr: Expr, scope: tuple[str, ...]) -> Node:
        self._nodes += self._repeated
        if self._nodes > MAX_NODES:
            raise self._refused(expr, f"more than {MAX_NODES} parts in one condition", "split it into definitions")
        match expr.form:
            case Constant() as constant:
                return self._constant(expr, constant)
            case Ident(name):
                return self._name(expr, name, scope)
            case ListLiteral(elements):
                return self._list(expr, elements, scope)
            case Call() as call:
                return self._call(expr, call, scope)
            case Comprehension() as comprehension:
                return self._loop(expr, comprehension, scope)
            case StructLiteral():
                raise self._refused(expr, "a map or message literal", "facts are flat: compare them one by one")
            case Select(_, field, _):
                hint = "a loop variable hides the facts whose name begins like it: rename the variable"
                raise self._refused(expr, f"access to a field (`.{field}`)", hint)

    def _offset(self, expr: Expr) -> int:
        """Where the node stands; a qualified name, which CEL places at its last dot, at its beginning."""
        form = expr.form
        dots = form.name.rfind(".") if isinstance(form, Ident) else 0
        return self._checked.offset(expr) - max(dots, 0)

    def _refused(self, expr: Expr, what: str, hint: str) -> SubsetError:
        return SubsetError(f"{what} is outside the rule language", hint, self._offset(expr))

    def _constant(self, expr: Expr, constant: Constant) -> Node:
        if constant.value is None:
            raise self._refused(expr, *refusals.LITERALS[constant.kind])
        return Const(constant.value, _LITERAL_TYPES[constant.kind])

    def _type(self, expr: Expr) -> Type:
        found = self._checked.type(expr)
        if found is None:
            raise self._refused(expr, "a value of this type", "use bool, int, string, date, and lists of these")
        return found

    def _name(self, expr: Expr, name: str, scope: tuple[str, ...]) -> Node:
        qualified, name = name.startswith("."), name.removeprefix(".")
        if name in scope and not qualified:
            level = len(scope) - 1 - scope[::-1].index(name)
            return LoopVar(level, self._type(expr))
        if name in self._definitions:
            return DefinitionRef(name, self._definitions[name])
        if self._checked.type(expr) is None and name in _TYPE_NAMES:
            raise self._refused(expr, f"the type `{name}` as a value", "facts have one declared type")
        return Var(name, self._type(expr))

    def _list(self, expr: Expr, elements: tuple[Expr, ...], scope: tuple[str, ...]) -> Node:
        items = tuple(self.node(element, scope) for element in elements)
        return ListConst(items, self._type(expr) if items else None)

    def _call(self, expr: Expr, call: Call, scope: tuple[str, ...]) -> Node:
        build = _CALLS.get(call.function)
        if build is None:
            what, hint = refusals.CALLS.get(call.function, (f"{call.function}()", f"the functions are {_FUNCTIONS}"))
            raise self._refused(expr, what, hint)
        return build(self, expr, call, scope)

    def chain(self, _: Expr, call: Call, scope: tuple[str, ...]) -> Node:
        operands: list[Node] = []
        pending = list(reversed(call.arguments))
        while pending:
            part = pending.pop()
            form = part.form
            if isinstance(form, Call) and form.function == call.function:
                pending.extend(reversed(form.arguments))
            else:
                operands.append(self.node(part, scope))
        kind = And if call.function == "_&&_" else Or
        return kind(tuple(operands))

    def not_(self, _: Expr, call: Call, scope: tuple[str, ...]) -> Node:
        return Not(self.node(call.arguments[0], scope))

    def conditional(self, _: Expr, call: Call, scope: tuple[str, ...]) -> Node:
        test, then, otherwise = (self.node(argument, scope) for argument in call.arguments)
        return Conditional(test, then, otherwise)

    def compare(self, expr: Expr, call: Call, scope: tuple[str, ...]) -> Node:
        left, right = (self.node(argument, scope) for argument in call.arguments)
        if isinstance(left, ListConst) or self._type(call.arguments[0]).element:
            raise self._refused(expr, "comparing whole lists", "use `all`, `exists` or `in` on their items")
        return Compare(_RELATIONS[call.function], left, right)

    def in_(self, expr: Expr, call: Call, scope: tuple[str, ...]) -> Node:
        item, items = (self.node(argument, scope) for argument in call.arguments)
        if "in_list" not in self._checked.overloads(expr):
            raise self._refused(expr, "`in` on anything but a list", "write a list: [a, b]")
        return In(item, items)

    def size(self, expr: Expr, call: Call, scope: tuple[str, ...]) -> Node:
        items = call.arguments[0]
        if self._checked.type(items) is Type.STRING:
            raise self._refused(expr, "the size of a string", "size() counts the items of a list")
        return Size(self.node(items, scope))

    def string_test(self, _: Expr, call: Call, scope: tuple[str, ...]) -> Node:
        subject, argument = (self.node(argument, scope) for argument in call.arguments)
        relation = cast("StringRelation", call.function)
        return StringTest(relation, subject, argument)

    def matches(self, _: Expr, call: Call, scope: tuple[str, ...]) -> Node:
        subject, source = call.arguments
        text = self._literal(source, "matches() takes its pattern as a string literal")
        try:
            pattern = compile_pattern(text)
        except PatternError as error:
            message = f"character {error.offset + 1} of the pattern: {error}"
            raise SubsetError(message, _PATTERN_HINT, self._offset(source)) from None
        return Matches(self.node(subject, scope), pattern)

    def date(self, _: Expr, call: Call, _scope: tuple[str, ...]) -> Node:
        source = call.arguments[0]
        text = self._literal(source, "date() takes its day as a string literal")
        day = parse_date(text)
        if day is None:
            raise SubsetError(f"`{text}` is not a day", 'write date("2025-12-31")', self._offset(source))
        return Const(day, Type.DATE)

    def _literal(self, expr: Expr, demand: str) -> str:
        form = expr.form
        if isinstance(form, Constant) and isinstance(form.value, str):
            return form.value
        raise SubsetError(demand, "a fact cannot stand here", self._offset(expr))

    def _loop(self, expr: Expr, loop: Comprehension, scope: tuple[str, ...]) -> Node:
        items = self.node(loop.range, scope)
        step, initial = loop.step.form, loop.initial.form
        shape = (
            step.function if isinstance(step, Call) else "",
            initial.value if isinstance(initial, Constant) else "",
        )
        kind = _LOOPS.get(shape)
        if kind is None or not isinstance(step, Call) or not isinstance(loop.result.form, Ident):
            hint = "ask whether an item exists that is so, or whether all are"
            raise self._refused(expr, "a macro other than `exists` and `all`", hint)
        if len(scope) == MAX_LOOPS:
            raise SubsetError(f"more than {MAX_LOOPS} loops inside one another", _LOOP_HINT, self._offset(expr))
        around, self._repeated = self._repeated, self._repeated * max(_written_items(items), 1)
        body = self.node(step.arguments[1], (*scope, loop.variable))
        self._repeated = around
        return kind(items, len(scope), body)


def _written_items(items: Node) -> int:
    """How many items a list has in the text itself."""
    match items:
        case ListConst(written):
            return len(written)
        case Conditional(_, then, otherwise):
            return max(_written_items(then), _written_items(otherwise))
        case _:
            return 1


_LOOP_HINT: Final = "let a fact say what the inner ones ask"
_PATTERN_HINT: Final = (
    r"a pattern has literals, . […] (…) | * + ? {2,5} ^ $ \d \w \s, and \ before any of these as a literal"
)
_TYPE_NAMES: Final = frozenset({"bool", "int", "uint", "double", "string", "bytes", "list", "map", "null_type", "type"})
_LOOPS: Final[dict[tuple[str, object], type[Exists] | type[All]]] = {
    ("_||_", False): Exists,
    ("_&&_", True): All,
}
_Builder: TypeAlias = Callable[[_Translation, Expr, Call, tuple[str, ...]], Node]
_CALLS: Final[dict[str, _Builder]] = {
    "_&&_": _Translation.chain,
    "_||_": _Translation.chain,
    "!_": _Translation.not_,
    "_?_:_": _Translation.conditional,
    **dict.fromkeys(_RELATIONS, _Translation.compare),
    "@in": _Translation.in_,
    "size": _Translation.size,
    **dict.fromkeys(get_args(StringRelation), _Translation.string_test),
    "matches": _Translation.matches,
    "date": _Translation.date,
}
FUNCTIONS: Final = ("size", *get_args(StringRelation), "matches", "date", "exists", "all")
"""The functions and macros of the subset, for messages and the reference page."""
_FUNCTIONS: Final = ", ".join(FUNCTIONS)


def parse_date(text: str) -> datetime.date | None:
    """Return the day that `YYYY-MM-DD` names; None if there is none, or if it is written otherwise."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None
