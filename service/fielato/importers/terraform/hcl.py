"""What blocks and attributes a Terraform file holds, in HCL or JSON, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

from fielato.errors import InputError, Problem
from fielato.model.origin import Location
from fielato.reading import pointer
from fielato.reading.limits import FOREIGN
from fielato.reading.problems import quoted
from fielato.reading.text import decode

if TYPE_CHECKING:
    from lark import Token, Tree

    from fielato.reading.document import Document

Node: TypeAlias = object
"""An expression: a tree of the HCL parser, or a JSON value whose texts are templates."""
LABELS: Final[Mapping[str, int]] = {"resource": 2, "data": 2, "ephemeral": 2, "variable": 1, "output": 1, "module": 1,
                                    "provider": 1, "backend": 1, "check": 1}  # fmt: skip
"""How many labels the blocks at the top of a file have; others have none."""
VARIABLES: Final = (".tfvars", ".tfvars.json")
"""How files with values of variables are called."""
NAMES: Final = frozenset({"identifier", "keyword", "literal_value"})


class Attribute(msgspec.Struct, frozen=True, eq=False):
    """A name and the expression of its value."""

    node: Node
    at: Location
    """Where the value begins."""


class Block(msgspec.Struct, frozen=True, eq=False):
    """A block with its labels."""

    type: str
    labels: tuple[str, ...]
    body: Body
    at: Location


class Body(msgspec.Struct, frozen=True, eq=False):
    """What stands between the braces of a block, or in a whole file."""

    attributes: dict[str, Attribute] = {}
    blocks: tuple[Block, ...] = ()

    def of(self, type_: str) -> Iterator[Block]:
        """The blocks of a type, in order."""
        return (block for block in self.blocks if block.type == type_)


def parse(data: bytes, file: str) -> Body:
    """Read a file; raises InputError at the place where it is not Terraform."""
    if file.lower().endswith(".json"):
        return _of_json(data, file)
    text = decode(data, file, FOREIGN).replace("\r\n", "\n")
    return _body(_tree(text, file), file)


def expression(text: str, file: str) -> Node:
    """The tree of a template of a JSON file; raises InputError where it is none."""
    written = text.replace("\\", "\\\\").replace("\n", "\\n")
    body = _body(_tree(f'x = "{_escaped(written)}"', file), file)
    return body.attributes["x"].node


def _escaped(text: str) -> str:
    """Quotes outside interpolations, as HCL writes them."""
    found, depth = [], 0
    for position, letter in enumerate(text):
        if text.startswith("${", position):
            depth += 1
        elif letter == "}" and depth:
            depth -= 1
        found.append('\\"' if letter == '"' and not depth else letter)
    return "".join(found)


def _tree(text: str, file: str) -> Tree[Token]:
    import hcl2  # with its parser, loaded for such files only
    from lark.exceptions import LarkError, UnexpectedInput

    try:
        return hcl2.parses_to_tree(text)
    except UnexpectedInput as error:
        line, column = max(getattr(error, "line", 0), 0), max(getattr(error, "column", 0), 0)
        if line <= 0 or line > text.count("\n") + 1:
            line, column = text.count("\n") + 1, 1
        raise _refused(file, line, column) from None
    except (LarkError, RecursionError, ValueError):
        raise _refused(file, 1, 1) from None


def _refused(file: str, line: int, column: int) -> InputError:
    message = "this is not Terraform that can be read from here on"
    return InputError(Problem(message, file, line, column, hint="`terraform validate` says what is wrong"))


def _body(tree: Tree[Token], file: str) -> Body:
    if tree.data == "start":
        return _body(next(iter(parts(tree))), file) if parts(tree) else Body()
    attributes: dict[str, Attribute] = {}
    blocks: list[Block] = []
    for part in parts(tree):
        if part.data == "attribute":
            name, value = parts(part)
            attributes[word(name)] = Attribute(value, _at(value, file))
        elif part.data == "block":
            *heading, body = parts(part)
            names = [word(one) for one in heading]
            blocks.append(Block(names[0], tuple(names[1:]), _body(body, file), _at(part, file)))
    return Body(attributes, tuple(blocks))


def _at(tree: Tree[Token], file: str) -> Location:
    return Location(file, getattr(tree.meta, "line", 0), getattr(tree.meta, "column", 0))


def parts(tree: Tree[Token]) -> list[Tree[Token]]:
    """The parts of a tree that are trees, without line breaks and comments."""
    return [one for one in tree.children if not isinstance(one, str) and one.data != "new_line_or_comment"]


def word(tree: Tree[Token]) -> str:
    """The plain text of a name or a label."""
    found = "".join(str(token) for token in tree.scan_values(lambda _: True))
    return found.strip('"') if tree.data == "string" else found


def _of_json(data: bytes, file: str) -> Body:
    from fielato.reading.json_text import NotJsonError, read_json

    try:
        document = read_json(decode(data, file, FOREIGN), file, FOREIGN)
    except NotJsonError as error:
        raise InputError(error.problem) from None
    if not isinstance(document.value, dict):
        message = f"a Terraform file holds an object, not {quoted(document.value)}"
        raise InputError(document.problem("", message))
    if file.lower().endswith(VARIABLES):
        return Body({name: Attribute(value, place(document, (name,))) for name, value in document.value.items()})
    return Body({}, tuple(_json_blocks(document, document.value)))


def _json_blocks(document: Document, value: Mapping[str, object]) -> Iterator[Block]:
    for type_, inner in value.items():
        yield from _labelled(document, type_, (), (type_,), inner, LABELS.get(type_, 0))


def _labelled(
    document: Document, type_: str, labels: tuple[str, ...], at: tuple[str, ...], value: object, missing: int
) -> Iterator[Block]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _labelled(document, type_, labels, (*at, str(index)), item, missing)
    elif isinstance(value, dict) and missing:
        for label, inner in value.items():
            yield from _labelled(document, type_, (*labels, label), (*at, label), inner, missing - 1)
    elif isinstance(value, dict):
        body = Body({name: Attribute(inner, place(document, (*at, name))) for name, inner in value.items()})
        yield Block(type_, labels, body, place(document, at))


def place(document: Document, at: Sequence[str]) -> Location:
    """Where a value of a JSON document stands."""
    path = pointer.join(at)
    mark = document.mark(path)
    return Location(document.file, mark.line, mark.column, path)
