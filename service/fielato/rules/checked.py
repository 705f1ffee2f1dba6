"""How the bytes of a `cel.expr.CheckedExpr` are read: the tree, the resolved names, the types and the places.

The CEL compiler hands over its result as a serialised protocol buffer in an `Any`. The message classes are in no
package, and the tree can be ten thousand nodes deep (`a || b || …` leans to the left), so it is read by hand and
lazily: a node reads its own fields, and its children only when they are asked for. Field numbers are those of
`cel/expr/checked.proto` and `cel/expr/syntax.proto`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from fielato.rules.values import LIST_OF, Type

if TYPE_CHECKING:
    from collections.abc import Callable

_VARINT: Final = 0
_FIXED64: Final = 1
_LENGTH: Final = 2


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


class Message:
    """One message: its fields by number, unread until asked for."""

    __slots__ = ("_values",)

    def __init__(self, data: memoryview) -> None:
        self._values: dict[int, list[int | memoryview]] = {}
        at, end = 0, len(data)
        while at < end:
            key, at = (data[at], at + 1) if data[at] < 0x80 else _varint(data, at)
            wire = key & 7
            if wire in (_VARINT, _LENGTH):
                number, at = (data[at], at + 1) if data[at] < 0x80 else _varint(data, at)
            elif wire == _FIXED64:
                number = 8
            else:
                raise ValueError(f"wire type {wire} does not occur in a checked expression")
            value: int | memoryview = number
            if wire != _VARINT:
                value = data[at : at + number]
                at += number
            self._values.setdefault(key >> 3, []).append(value)

    def __contains__(self, number: int) -> bool:
        return number in self._values

    def integer(self, number: int) -> int:
        """Return a field as an unsigned integer; 0 if it is absent."""
        value = self._values.get(number, [0])[-1]
        return value if isinstance(value, int) else 0

    def text(self, number: int) -> str:
        """Return a field as text; empty if it is absent."""
        return str(self._bytes(number), "utf-8")

    def message(self, number: int) -> Message:
        """Return a field as a message; an empty one if it is absent."""
        return Message(self._bytes(number))

    def messages(self, number: int) -> list[Message]:
        """Return a repeated field's messages."""
        return [Message(value) for value in self._values.get(number, []) if isinstance(value, memoryview)]

    def texts(self, number: int) -> list[str]:
        """Return a repeated field's texts."""
        return [str(value, "utf-8") for value in self._values.get(number, []) if isinstance(value, memoryview)]

    def _bytes(self, number: int) -> memoryview:
        value = self._values.get(number, [memoryview(b"")])[-1]
        return value if isinstance(value, memoryview) else memoryview(b"")


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal: the name of its kind, and its value if the kind is in the subset."""

    kind: str
    value: bool | int | str | None


@dataclass(frozen=True, slots=True)
class Ident:
    """A name; qualified names of declared variables arrive in one piece."""

    name: str


@dataclass(frozen=True, slots=True)
class Select:
    """Field access, or `has(operand.field)` if `test_only`."""

    operand: Expr
    field: str
    test_only: bool


@dataclass(frozen=True, slots=True)
class Call:
    """A function or operator; a method's receiver is the first argument."""

    function: str
    arguments: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class ListLiteral:
    """`[…]`."""

    elements: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class StructLiteral:
    """`{…}` or `Name{…}`, unread: the subset has neither."""


@dataclass(frozen=True, slots=True)
class Comprehension:
    """What a macro such as `exists` expands to."""

    variable: str
    range: Expr
    initial: Expr
    step: Expr
    result: Expr


Form: TypeAlias = Constant | Ident | Select | Call | ListLiteral | StructLiteral | Comprehension


class Expr:
    """One node of the checked tree, its children still unread."""

    def __init__(self, message: Message) -> None:
        self._message = message
        self.id = message.integer(2)

    @cached_property
    def form(self) -> Form:
        """What the node is."""
        for number, read in _FORMS.items():
            if number in self._message:
                return read(self._message.message(number))
        raise ValueError(f"node {self.id} of the checked expression is of no known kind")


_CONSTANTS: Final = {1: "null", 2: "bool", 3: "int", 4: "uint", 5: "double", 6: "string", 7: "bytes"}


def _constant(message: Message) -> Constant:
    kind = next((name for number, name in _CONSTANTS.items() if number in message), "null")
    if kind == "bool":
        return Constant(kind, bool(message.integer(2)))
    if kind == "int":
        return Constant(kind, _signed(message.integer(3)))
    return Constant(kind, message.text(6) if kind == "string" else None)


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value


def _call(message: Message) -> Call:
    receiver = [Expr(message.message(1))] if 1 in message else []
    return Call(message.text(2), tuple(receiver + [Expr(argument) for argument in message.messages(3)]))


def _comprehension(message: Message) -> Comprehension:
    range_, initial, step, result = (Expr(message.message(number)) for number in (2, 4, 6, 7))
    return Comprehension(message.text(1), range_, initial, step, result)


_FORMS: Final[dict[int, Callable[[Message], Form]]] = {
    3: _constant,
    4: lambda message: Ident(message.text(1)),
    5: lambda message: Select(Expr(message.message(1)), message.text(2), bool(message.integer(3))),
    6: _call,
    7: lambda message: ListLiteral(tuple(map(Expr, message.messages(1)))),
    8: lambda _: StructLiteral(),
    9: _comprehension,
}


class Checked:
    """A serialised expression: its root, and what the checker found out about each node by id.

    An expression that was only parsed (`cel.expr.ParsedExpr`) is read as well; it has no overloads and no types.
    """

    def __init__(self, serialised: bytes) -> None:
        envelope = Message(memoryview(serialised))
        message = envelope.message(2)
        checked = envelope.text(1).endswith("/cel.expr.CheckedExpr")
        expr, source = (4, 5) if checked else (2, 3)
        self.root = Expr(message.message(expr))
        self._message = message if checked else Message(memoryview(b""))
        self._source = message.message(source)

    @cached_property
    def _references(self) -> dict[int, Message]:
        return {entry.integer(1): entry for entry in self._message.messages(2)}

    @cached_property
    def _types(self) -> dict[int, Message]:
        return {entry.integer(1): entry for entry in self._message.messages(3)}

    @cached_property
    def _offsets(self) -> dict[int, int]:
        return {entry.integer(1): entry.integer(2) for entry in self._source.messages(4)}

    def overloads(self, expr: Expr) -> list[str]:
        """Return the overloads of the function that the node may call; more than one if a type is dynamic."""
        entry = self._references.get(expr.id)
        return [] if entry is None else entry.message(2).texts(3)

    def type(self, expr: Expr) -> Type | None:
        """Return the node's type; None if the subset has no such type."""
        entry = self._types.get(expr.id)
        return None if entry is None else _type(entry.message(2))

    def offset(self, expr: Expr) -> int:
        """Return where the node stands, in code points from 0: its operator, opening bracket, or last dot."""
        return self._offsets.get(expr.id, 0)


_PRIMITIVES: Final = {1: Type.BOOL, 2: Type.INT, 5: Type.STRING}
_TIMESTAMP: Final = 2


def _type(message: Message) -> Type | None:
    if 6 in message:
        element = _scalar_type(message.message(6).message(1))
        return LIST_OF.get(element) if element else None
    return _scalar_type(message)


def _scalar_type(message: Message) -> Type | None:
    if message.integer(5) == _TIMESTAMP:
        return Type.DATE
    return _PRIMITIVES.get(message.integer(3))
