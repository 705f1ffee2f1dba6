"""What an expression of Terraform comes to, as far as the files tell: a value, a reference, or unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, Protocol

from fielato.errors import InputError
from fielato.importers.resources import Reference, Unknown
from fielato.importers.terraform import notes
from fielato.importers.terraform.functions import FUNCTIONS
from fielato.importers.terraform.hcl import NAMES, Node, expression, parts, word
from fielato.importers.terraform.operators import LOGIC, operated
from fielato.importers.terraform.steps import SPLAT, Bindings, Steps, follow, pairs, plain, settled

if TYPE_CHECKING:
    from lark import Token, Tree


class Names(Protocol):
    """Whatever knows what the names of a module stand for."""

    def named(self, root: str, steps: Steps, bindings: Bindings) -> object:
        """What `root.step.step` stands for."""


def evaluate(node: Node, names: Names, bindings: Bindings) -> object:
    """The value of an expression; what cannot be resolved is Unknown."""
    if isinstance(node, str):
        return _template(node, names, bindings) if "${" in node or "%{" in node else node
    if isinstance(node, Mapping):
        return {key: evaluate(value, names, bindings) for key, value in node.items()}
    if isinstance(node, list):
        return [evaluate(value, names, bindings) for value in node]
    kind = getattr(node, "data", None)
    if kind is None:
        return node
    reader = _READERS.get(str(kind))
    return reader(node, names, bindings) if reader else Unknown(notes.EXPRESSION)  # type: ignore[arg-type]


def _template(text: str, names: Names, bindings: Bindings) -> object:
    try:
        return evaluate(expression(text, ""), names, bindings)
    except InputError:
        return Unknown(notes.EXPRESSION)


def references(node: Node) -> Iterator[tuple[str, list[object]]]:
    """Every name in an expression with the steps that follow it, as far as they are written out."""
    if isinstance(node, str):
        if "${" in node:
            try:
                yield from references(expression(node, ""))
            except InputError:
                return
    elif isinstance(node, Mapping):
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)
    elif hasattr(node, "data"):
        yield from _references(node)  # type: ignore[arg-type]


def _references(tree: Tree[Token]) -> Iterator[tuple[str, list[object]]]:
    chain = _chain(tree, None, {})
    if chain is not None:
        yield chain
    for part in parts(tree):
        if chain is None or part.data == "braces_index":
            yield from _references(part)
        elif part.data == "expr_term":
            yield from (one for one in _references(part) if one[0] != chain[0])


def _term(tree: Tree[Token], names: Names, bindings: Bindings) -> object:
    inner = parts(tree)
    if len(inner) == 1 and inner[0].data == "identifier":
        return _named(tree, names, bindings)
    return evaluate(inner[0], names, bindings) if inner else Unknown(notes.EXPRESSION)


def _chain(tree: Tree[Token], names: Names | None, bindings: Bindings) -> tuple[str, list[object]] | None:
    """The name that a tree begins with and the steps after it, where it is nothing else."""
    if tree.data == "expr_term":
        inner = parts(tree)
        return _chain(inner[0], names, bindings) if len(inner) == 1 else None
    if tree.data == "identifier":
        return word(tree), []
    if tree.data not in _STEPPING:
        return None
    base, *rest = parts(tree)
    chain = _chain(base, names, bindings)
    if chain is None:
        return None
    for step in rest:
        chain[1].extend(_steps(step, names, bindings))
    return chain


def _steps(step: Tree[Token], names: Names | None, bindings: Bindings) -> list[object]:
    inner = parts(step)
    if step.data == "get_attr":
        return [word(inner[0])]
    if step.data == "short_index":
        return [int(str(step.children[-1]))]
    if step.data == "braces_index":
        return [_constant(inner[0]) if names is None else evaluate(inner[0], names, bindings)]
    return [SPLAT, *(found for one in inner for found in _steps(one, names, bindings))]


def _constant(tree: Tree[Token]) -> object:
    written = "".join(str(token) for token in tree.scan_values(lambda _: True))
    return int(written) if written.isdigit() else written.strip('"') if written.startswith('"') else SPLAT


_STEPPING: Final = frozenset({"get_attr_expr_term", "index_expr_term", "attr_splat_expr_term", "full_splat_expr_term"})


def _named(tree: Tree[Token], names: Names, bindings: Bindings) -> object:
    chain = _chain(tree, names, bindings)
    if chain is None:
        base, *rest = parts(tree)
        value = evaluate(base, names, bindings)
        return follow(value, [one for step in rest for one in _steps(step, names, bindings)])
    root, steps = chain
    if root in bindings:
        return follow(bindings[root], steps)
    return names.named(root, steps, bindings)


def _string(tree: Tree[Token], names: Names, bindings: Bindings) -> object:
    found: list[object] = []
    for part in parts(tree):
        inner = parts(part)
        if not inner:
            found.append(_unescaped("".join(str(child) for child in part.children)))
        elif inner[0].data == "interpolation":
            found.append(evaluate(parts(inner[0])[0], names, bindings))
        else:
            return Unknown(notes.EXPRESSION)
    return _joined(found)


def _joined(found: list[object]) -> object:
    if len(found) == 1:
        return found[0]
    open_ = settled(*found)
    if open_ is not None:
        return open_
    return "".join(plain(one) for one in found)


def _unescaped(text: str) -> str:
    for written, meant in (("$${", "${"), ("%%{", "%{"), ("\\n", "\n"), ('\\"', '"'), ("\\t", "\t"), ("\\\\", "\\")):
        text = text.replace(written, meant)
    return text


def _heredoc(tree: Tree[Token], names: Names, bindings: Bindings) -> object:
    lines = str(tree.children[0]).split("\n")
    body = lines[1:-2] if lines[-1] == "" else lines[1:-1]
    if str(tree.children[0]).startswith("<<-"):
        indent = min((len(line) - len(line.lstrip()) for line in body if line.strip()), default=0)
        body = [line[indent:] for line in body]
    text = "\n".join(body)
    return _template(text, names, bindings) if "${" in text or "%{" in text else text


def _literal(tree: Tree[Token], names: Names, bindings: Bindings) -> object:
    del names, bindings
    return {"true": True, "false": False, "null": None}.get(word(tree))


def _number(tree: Tree[Token], names: Names, bindings: Bindings) -> object:
    del names, bindings
    written = word(tree)
    try:
        return int(written)
    except ValueError:
        return float(written)


def _tuple(tree: Tree[Token], names: Names, bindings: Bindings) -> object:
    return [evaluate(part, names, bindings) for part in parts(tree)]


def _object(tree: Tree[Token], names: Names, bindings: Bindings) -> object:
    found: dict[str, object] = {}
    for element in parts(tree):
        key, value = parts(element)
        name = _key(key, names, bindings)
        if name is None:
            return Unknown(notes.EXPRESSION)
        found[name] = evaluate(value, names, bindings)
    return found


def _key(tree: Tree[Token], names: Names, bindings: Bindings) -> str | None:
    inner = parts(tree)[0]
    if inner.data in NAMES:
        return word(inner)
    bare = parts(inner)
    if inner.data == "expr_term" and "(" not in inner.children and bare and bare[0].data in NAMES:
        return word(bare[0])
    value = evaluate(inner, names, bindings)
    return None if isinstance(value, Unknown | Reference | Mapping | list) else plain(value)


def _conditional(tree: Tree[Token], names: Names, bindings: Bindings) -> object:
    condition, yes, no = parts(tree)
    value = evaluate(condition, names, bindings)
    if isinstance(value, bool) or value in ("true", "false"):
        return evaluate(yes if value in (True, "true") else no, names, bindings)
    one, other = evaluate(yes, names, bindings), evaluate(no, names, bindings)
    return one if one == other and settled(one) is None else Unknown(notes.CONDITION)


def _unary(tree: Tree[Token], names: Names, bindings: Bindings) -> object:
    value = evaluate(parts(tree)[0], names, bindings)
    if "!" in tree.children and isinstance(value, bool):
        return not value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return -value
    return settled(value) or Unknown(notes.EXPRESSION)


def _binary(tree: Tree[Token], names: Names, bindings: Bindings) -> object:
    left, term = parts(tree)
    sign, right = parts(term)
    one, other = evaluate(left, names, bindings), evaluate(right, names, bindings)
    operator = word(sign)
    if operator in LOGIC:
        decided = LOGIC[operator]
        if decided in (one, other):
            return decided
        return settled(one, other) or (not decided)
    return settled(one, other) or operated(operator, one, other)


def _call(tree: Tree[Token], names: Names, bindings: Bindings) -> object:
    name, *rest = parts(tree)
    given = [evaluate(part, names, bindings) for one in rest if one.data == "arguments" for part in parts(one)]
    if "..." in {str(token).strip() for token in tree.scan_values(lambda _: True)} and given:
        last = given.pop()
        given += last if isinstance(last, list) else [Unknown(notes.EXPRESSION)]
    function = FUNCTIONS.get(word(name))
    if function is None:
        return settled(*given) or Unknown(notes.EXPRESSION)
    try:
        return function(given)
    except (TypeError, ValueError, IndexError, KeyError, AttributeError):
        return settled(*given) or Unknown(notes.EXPRESSION)


def _for(tree: Tree[Token], names: Names, bindings: Bindings) -> object:
    intro, *rest = parts(tree)
    *variables, collection = parts(intro)
    items = pairs(evaluate(collection, names, bindings))
    if items is None or "..." in tree.children:
        return Unknown(notes.EXPRESSION)
    results = [part for part in rest if part.data != "for_cond"]
    conditions = [parts(part)[0] for part in rest if part.data == "for_cond"]
    found: list[tuple[object, object]] = []
    for key, value in items:
        inner = {**bindings, **_iterated(variables, key, value)}
        verdicts = [evaluate(one, names, inner) for one in conditions]
        if settled(*verdicts) is not None:
            return Unknown(notes.EXPRESSION)
        if all(verdicts):
            found.append((evaluate(results[0], names, inner), evaluate(results[-1], names, inner)))
    if tree.data == "for_tuple_expr":
        return [value for _, value in found]
    if settled(*(key for key, _ in found)) is not None:
        return Unknown(notes.EXPRESSION)
    return {plain(key): value for key, value in found}


def _iterated(variables: list[Tree[Token]], key: object, value: object) -> dict[str, object]:
    names = [word(one) for one in variables]
    return {names[0]: key, names[1]: value} if len(names) > 1 else {names[0]: value}


_Reader = Callable[["Tree[Token]", Names, Bindings], object]
_READERS: Final[Mapping[str, _Reader]] = {
    "expr_term": _term,
    "identifier": _named,
    "get_attr_expr_term": _named,
    "index_expr_term": _named,
    "attr_splat_expr_term": _named,
    "full_splat_expr_term": _named,
    "string": _string,
    "heredoc_template": _heredoc,
    "heredoc_template_trim": _heredoc,
    "literal_value": _literal,
    "int_lit": _number,
    "float_lit": _number,
    "tuple": _tuple,
    "object": _object,
    "conditional": _conditional,
    "unary_op": _unary,
    "binary_op": _binary,
    "function_call": _call,
    "for_tuple_expr": _for,
    "for_object_expr": _for,
}
"""By the names of the grammar."""
