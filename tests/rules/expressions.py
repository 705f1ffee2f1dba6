"""Rule sets over the whole subset, each condition as its author and as the reference would write it; rows with holes.

A condition is a tree of `Part`s, so that it can be counted by kind and shrunken. For the reference, names of facts are
absolute, definitions stand inlined, all parentheses are written, and an open list is a list of maps of which the last
may lack its key `v`: to look at that item is an error, as it is unknown to us.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Final

from fielato.rules.subset import MAX_LOOPS
from fielato.rules.values import LIST_OF, Type

SCALARS: Final = (Type.BOOL, Type.INT, Type.STRING, Type.DATE)
FACTS: Final = {
    **dict.fromkeys(("a.flag", "b.flag", "flag"), Type.BOOL),
    **dict.fromkeys(("a.text", "b.text"), Type.STRING),
    **dict.fromkeys(("a.number", "b.number", "number"), Type.INT),
    **dict.fromkeys(("a.day", "b.day"), Type.DATE),
    **dict.fromkeys(("a.texts", "b.texts", "open.texts"), Type.STRING_LIST),
    **dict.fromkeys(("a.numbers", "open.numbers"), Type.INT_LIST),
    **dict.fromkeys(("a.days", "open.days"), Type.DATE_LIST),
    **dict.fromkeys(("a.flags", "open.flags"), Type.BOOL_LIST),
}
REFERENCE_TYPES: Final = {
    name: type_.value.replace("list", "open") if name.startswith("open.") else type_.value
    for name, type_ in FACTS.items()
}
VALUES: Final[dict[Type, list[Any]]] = {
    Type.BOOL: [False, True],
    Type.STRING: ["", "ES", "EU", "E", "S", "ñ", "n\u0303", "\N{GRINNING FACE}", "a\nb", "S\n", "\uffee", 'q"\\'],
    Type.INT: [0, 1, -1, 2, 3, 2**63 - 1, -(2**63)],
    # The very first and last day are infinite for the Python binding of the reference; the table has them.
    Type.DATE: [datetime.date.fromisoformat(day) for day in ("0001-01-02", "1999-12-31", "2024-02-29", "9999-12-30")],
}
PATTERNS: Final = ["^E", "S$", "^(ES|EU)?$", "[^E]", "E.*S", r"^\w{2,}$", "ñ|a.b", r"\s", r'\\$|"', "^.$", ""]
LOOP_NAMES: Final = ("x", "y", "a", "flag", "number", "open", "def", "size", "date")
RELATIONS: Final = ("==", "!=", "<", "<=", ">", ">=")

TERNARY, OR, AND, RELATION, UNARY, ATOM = range(6)
"""How tightly an operator binds."""


@dataclass(frozen=True)
class Part:
    """A typed piece of a condition: two templates, and the parts that fill them."""

    kind: str
    """What it is, for counting."""
    ours: str
    theirs: str
    parts: tuple[Part, ...] = ()
    level: int = ATOM
    slots: tuple[int, ...] = ()
    """How tightly each part must bind so that it needs no parentheses of its own."""
    type: object = None
    """A `Type`, or `("open", Type)` for a list that may be open."""
    meaning: Part | None = None
    """Of a definition, what may stand in its place."""

    def text(self) -> str:
        """In the rule language, with the fewest parentheses."""
        if not self.parts:
            return self.ours
        written = (
            part.text() if part.level >= slot else f"({part.text()})"
            for part, slot in zip(self.parts, self.slots, strict=True)
        )
        return self.ours.format(*written)

    def for_reference(self) -> str:
        return f"({self.theirs.format(*(part.for_reference() for part in self.parts))})" if self.parts else self.theirs

    def walk(self) -> Iterator[Part]:
        yield self
        for part in self.parts:
            yield from part.walk()

    def simpler(self) -> Iterator[Part]:
        """The same with one piece replaced by something smaller of the same type."""
        if self.meaning:
            yield self.meaning
        yield from (below for part in self.parts for below in part.walk() if below.type is self.type)
        if self.parts and isinstance(self.type, Type) and self.type in VALUES:
            yield from (literal(self.type, value) for value in VALUES[self.type][:2])
        if len(self.parts) > 2 and self.kind in (" && ", " || "):
            yield replace(self, **junction(self.kind, len(self.parts) - 1), parts=self.parts[1:])
        for at, part in enumerate(self.parts):
            for less in part.simpler():
                yield replace(self, parts=(*self.parts[:at], less, *self.parts[at + 1 :]))


def literal(type_: Type, value: Any, spelling: int = 0) -> Part:
    """A literal; some of its spellings are for the rule language only."""
    if type_ is Type.DATE:
        return Part("literal date", f'date("{value}")', f'date("{value}")', type=type_)
    plain = json.dumps(value, ensure_ascii=False)
    spellings = [plain]
    if type_ is Type.INT:
        spellings.append(f"-{-value:#x}" if value < 0 else f"{value:#x}")
    if type_ is Type.STRING:
        escaped = "".join(f"\\U{ord(char):08x}" for char in value)
        spellings += [f'"{escaped}"', f"'{json.dumps(value, ensure_ascii=False)[1:-1]}'"]
        spellings += [f'r"{value}"', f"'''{value}'''"] if '"' not in value and "\n" not in value else []
    return Part(f"literal {type_.value}", spellings[spelling % len(spellings)], plain, type=type_)


def junction(operator: str, width: int) -> dict[str, Any]:
    """The templates of `a && b && …`."""
    places = [f"{{{at}}}" for at in range(width)]
    level = AND if operator == " && " else OR
    return {"ours": operator.join(places), "theirs": operator.join(places), "level": level, "slots": (level,) * width}


@dataclass(frozen=True)
class Loop:
    """A loop variable: its name, what it is for the reference, and its type."""

    name: str
    written: str
    type: Type


Scope = tuple[Loop, ...]


class Generator:
    """Draws parts; `definitions` can be used by name."""

    def __init__(self, random: Random, definitions: Mapping[str, Part] | None = None) -> None:
        self.random = random
        self.definitions = dict(definitions or {})

    def boolean(self, depth: int, scope: Scope = ()) -> Part:
        if depth <= 0:
            return self._leaf(Type.BOOL, scope)
        draw = self.random.choices(list(_BOOLEANS), list(_BOOLEANS.values()))[0]
        return draw(self, depth - 1, scope)

    def scalar(self, type_: Type, depth: int, scope: Scope) -> Part:
        if type_ is Type.BOOL:
            return self.boolean(depth, scope)
        kind = self.random.randrange(8) if depth > 0 else 8
        if kind == 0 or (kind == 1 and type_ is not Type.INT):
            return self._conditional(type_, lambda d: self.scalar(type_, d, scope), depth - 1, scope)
        if kind < 3 and type_ is Type.INT:
            return self._size(depth - 1, scope)
        return self._leaf(type_, scope)

    def _type(self, scope: Scope) -> Type:
        """A type to compare in: mostly that of an item that a loop looks at."""
        return self.random.choice(scope).type if scope and self.random.randrange(4) else self.random.choice(SCALARS)

    def _leaf(self, type_: Type, scope: Scope) -> Part:
        loops = [loop for loop in {loop.name: loop for loop in scope}.values() if loop.type is type_]
        kind = self.random.randrange(10)
        if loops and kind < 7:
            loop = self.random.choice(loops)
            return Part(f"loop variable {type_.value}", loop.name, loop.written, type=type_)
        if kind < 8 and not (type_ is Type.BOOL and kind > 5 and self.definitions):
            return self._fact(type_, scope)
        if type_ is Type.BOOL and self.definitions:
            name = self.random.choice(list(self.definitions))
            body, kind = self.definitions[name], "definition in a loop" if scope else "definition"
            inline = None if scope else body  # a loop variable could hide a name in it
            return Part(kind, self._name(name, scope), body.for_reference(), type=type_, meaning=inline)
        return literal(type_, self.random.choice(VALUES[type_]), self.random.randrange(6))

    def _fact(self, type_: Type, scope: Scope, *, may_be_open: bool = False) -> Part:
        names = [name for name, of in FACTS.items() if of is type_ and name.startswith("open.") is may_be_open]
        name = self.random.choice(names)
        written = self._name(name, scope)
        dotted = " absolute" if written.startswith(".") else ""
        kind = f"{'open ' * may_be_open}fact {type_.value}{dotted}"
        return Part(kind, written, f".{name}", type=("open", type_.element) if may_be_open else type_)

    def _name(self, name: str, scope: Scope) -> str:
        """The name, absolute where a loop variable hides it, and sometimes elsewhere."""
        hidden = name.partition(".")[0] in {loop.name for loop in scope}
        return f".{name}" if hidden or self.random.randrange(12) == 0 else name

    def _items(self, type_: Type, depth: int, scope: Scope, *, empty: bool = True) -> Part:
        """A closed list."""
        kind = self.random.randrange(5)
        if kind == 0 and depth > 0:
            return self._conditional(
                LIST_OF[type_], lambda d: self._items(type_, d, scope, empty=False), depth - 1, scope
            )
        if kind < 3:
            return self._fact(LIST_OF[type_], scope)
        width = self.random.randrange(0 if empty else 1, 4)
        if not width:
            return Part("empty list", "[]", "[]", type=LIST_OF[type_])
        items = tuple(self.scalar(type_, min(depth, 1), scope) for _ in range(width))
        template = "[" + ", ".join(f"{{{at}}}" for at in range(width)) + "]"
        return Part(f"list literal {type_.value}", template, template, items, ATOM, (TERNARY,) * width, LIST_OF[type_])

    def _open_items(self, type_: Type, depth: int, scope: Scope) -> Part:
        """A list that may be open: for the reference, a list of maps."""
        kind = self.random.randrange(6) if depth > 0 else 2
        if kind == 0:
            closed = self._items(type_, depth - 1, scope, empty=False)
            return Part(
                "closed as open",
                "{0}",
                '{0}.map(e_, {{"v": e_}})',
                (closed,),
                closed.level,
                (TERNARY,),
                ("open", type_),
            )
        if kind == 1:
            return self._conditional(("open", type_), lambda d: self._open_items(type_, d, scope), depth - 1, scope)
        return self._fact(LIST_OF[type_], scope, may_be_open=True)

    def _conditional(self, type_: object, branch: Callable[[int], Part], depth: int, scope: Scope) -> Part:
        parts = (self.boolean(min(depth, 1), scope), branch(depth), branch(depth))
        kind = f"?: {type_.value if isinstance(type_, Type) else 'open list'}"
        return Part(kind, "{0} ? {1} : {2}", "{0} ? {1} : {2}", parts, TERNARY, (OR, OR, TERNARY), type_)

    def _size(self, depth: int, scope: Scope) -> Part:
        type_, ours = self.random.choice(SCALARS), self.random.choice(["size({0})", "{0}.size()"])
        slots = (ATOM,) if ours.startswith("{") else (TERNARY,)
        if self.random.randrange(3):
            items = self._items(type_, depth, scope)
            return Part(f"size {type_.value}", ours, "size({0})", (items,), ATOM, slots, Type.INT)
        theirs = "{0}.all(e_, e_.v == e_.v) ? size({0}) : 0"
        parts = (self._open_items(type_, depth, scope),)
        return Part(f"size open {type_.value}", ours, theirs, parts, ATOM, slots, Type.INT)

    def joined(self, depth: int, scope: Scope) -> Part:
        operator = self.random.choice([" && ", " || "])
        width = self.random.choice([2, 2, 2, 3, 4])
        parts = tuple(self.boolean(depth, scope) for _ in range(width))
        return Part(operator, parts=parts, type=Type.BOOL, **junction(operator, width))

    def negated(self, depth: int, scope: Scope) -> Part:
        return Part("!", "!{0}", "!{0}", (self.boolean(depth, scope),), UNARY, (UNARY,), Type.BOOL)

    def choice(self, depth: int, scope: Scope) -> Part:
        return self._conditional(Type.BOOL, lambda d: self.boolean(d, scope), depth, scope)

    def compared(self, depth: int, scope: Scope) -> Part:
        type_, relation = self._type(scope), self.random.choice(RELATIONS)
        template = f"{{0}} {relation} {{1}}"
        parts = tuple(self.scalar(type_, depth if type_ is not Type.BOOL else min(depth, 1), scope) for _ in range(2))
        kind = f"{relation} {type_.value}"
        return Part(kind, template, template, parts, RELATION, (RELATION, UNARY), Type.BOOL)

    def membership(self, depth: int, scope: Scope) -> Part:
        type_ = self._type(scope)
        item = self.scalar(type_, depth if type_ is not Type.BOOL else min(depth, 1), scope)
        if self.random.randrange(3):
            parts, theirs, kind = (item, self._items(type_, depth, scope)), "{0} in {1}", f"in {type_.value}"
        else:
            parts = (item, self._open_items(type_, depth, scope))
            theirs, kind = "{0} == {0} ? {1}.exists(e_, e_.v == {0}) : false", f"in open {type_.value}"
        return Part(kind, "{0} in {1}", theirs, parts, RELATION, (RELATION, UNARY), Type.BOOL)

    def loop(self, depth: int, scope: Scope) -> Part:
        if len(scope) == MAX_LOOPS:
            return self.compared(depth, scope)
        macro, type_ = self.random.choice(["exists", "all"]), self.random.choice(SCALARS)
        name = self.random.choice([*LOOP_NAMES, *(loop.name for loop in scope)])
        shadowing = " shadowing" if name in {loop.name for loop in scope} else ""
        ours = f"{{0}}.{macro}({name}, {{1}})"
        if self.random.randrange(5) < 3:
            theirs, written, kind = ours, name, f"{macro} {type_.value}{shadowing}"
            items = self._items(type_, depth, scope, empty=False)
        else:
            guard = f"{name}.v == {name}.v &&" if macro == "exists" else f"{name}.v != {name}.v ||"
            theirs = f"{{0}}.{macro}({name}, {guard} {{1}})"
            written, kind = f"{name}.v", f"{macro} open {type_.value}{shadowing}"
            items = self._open_items(type_, depth, scope)
        body = self.boolean(depth, (*scope, Loop(name, written, type_)))
        return Part(kind, ours, theirs, (items, body), ATOM, (ATOM, TERNARY), Type.BOOL)

    def string_test(self, depth: int, scope: Scope) -> Part:
        subject = self.scalar(Type.STRING, depth, scope)
        if self.random.randrange(3) == 0:
            pattern = self.random.choice(PATTERNS)
            source = Part("pattern", json.dumps(pattern, ensure_ascii=False), json.dumps(pattern, ensure_ascii=False))
            ours = self.random.choice(["{0}.matches({1})", "matches({0}, {1})"])
            slots = (ATOM if ours.startswith("{") else TERNARY, TERNARY)
            return Part("matches", ours, "{0}.matches({1})", (subject, source), ATOM, slots, Type.BOOL)
        relation = self.random.choice(["startsWith", "endsWith", "contains"])
        template = f"{{0}}.{relation}({{1}})"
        parts = (subject, self.scalar(Type.STRING, min(depth, 1), scope))
        return Part(relation, template, template, parts, ATOM, (ATOM, TERNARY), Type.BOOL)


_BOOLEANS: Final[dict[Callable[[Generator, int, Scope], Part], int]] = {
    Generator.joined: 6,
    Generator.negated: 2,
    Generator.choice: 1,
    Generator.compared: 4,
    Generator.membership: 3,
    Generator.loop: 5,
    Generator.string_test: 2,
}
