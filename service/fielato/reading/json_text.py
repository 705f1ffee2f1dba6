"""Which texts are JSON that Fielato accepts: RFC 8259, each key once, numbers that fit, text that is Unicode."""

from __future__ import annotations

import json
import math
import re
from typing import NoReturn

from fielato.errors import Problem
from fielato.reading import pointer
from fielato.reading.document import Document
from fielato.reading.json_places import JsonPlaces
from fielato.reading.json_tokens import Token, tokens, unquote
from fielato.reading.limits import INTEGER_MAX, INTEGER_MIN, Limits
from fielato.reading.lines import Lines
from fielato.reading.problems import Problems, shown

_SAFE_DIGITS = 18  # an integer of so many characters always fits into 64 bits
_SURROGATE = re.compile("[\ud800-\udfff]")
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_NOT_NUMBERS = frozenset({"NaN", "Infinity", "-Infinity"})

# The decoder's words, and ours with what to do.
_GRAMMAR = (
    ("Expecting value", "a value is missing here", "no comma stands after the last entry"),
    ("Expecting property name", "a key in double quotes is missing here", "no comma stands after the last entry"),
    ("Expecting ':'", "a colon is missing after the key", ""),
    ("Expecting ','", "a comma or a closing bracket is missing here", ""),
    ("Illegal trailing comma", "no comma may stand after the last entry", "remove it"),
    ("Unterminated string", "this text has no closing quote", ""),
    ("Invalid control character", "a line break or control character stands inside a text", r"write it as \n or \t"),
    ("Invalid \\", "this escape is not JSON", r"write a backslash as \\"),
    ("Extra data", "text follows after the end of the JSON value", ""),
)


class NotJsonError(Exception):
    """The text does not follow the JSON grammar; it may be YAML."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem
        """What is wrong with it as JSON."""


class _RefusedError(Exception):
    """Something was decoded that may have to be refused; the tokens tell."""


def read_json(text: str, file: str, limits: Limits) -> Document:
    """Read one JSON text.

    Raises:
        NotJsonError: it does not follow the grammar.
        InputError: it does, but Fielato refuses it.

    """
    try:
        value = _DECODER.decode(text)
        depth, nodes = _extent(value)
        if depth > limits.depth or nodes > limits.nodes or _has_lone_surrogate(text):
            raise _RefusedError
    except json.JSONDecodeError as error:
        raise NotJsonError(_grammar_problem(text, file, error)) from None
    except _RefusedError:
        _require_grammar(text, file)
        _explain(text, file, limits)
    except RecursionError:
        _explain(text, file, limits)
    return Document(value, file, JsonPlaces(text))


def _unique(entries: list[tuple[str, object]]) -> dict[str, object]:
    mapping = dict(entries)
    if len(mapping) != len(entries):
        raise _RefusedError
    return mapping


def _integer(word: str) -> int:
    if len(word) > _SAFE_DIGITS and _is_too_large(word):
        raise _RefusedError
    return int(word)


def _number(word: str) -> float:
    number = float(word)
    if math.isinf(number):
        raise _RefusedError
    return number


def _no_number(_: str) -> NoReturn:
    raise _RefusedError


# Hooks of the decoder in C find duplicates at a third of its time; counting keys with a regular expression costs more.
_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_int=_integer, parse_float=_number, parse_constant=_no_number
)
_GRAMMAR_ONLY = json.JSONDecoder(parse_int=str, parse_float=str)


def _is_too_large(word: str) -> bool:
    if word.lstrip("-").isdigit():
        return len(word) > _SAFE_DIGITS + 2 or not INTEGER_MIN <= int(word) <= INTEGER_MAX
    return math.isinf(float(word))


def _extent(value: object) -> tuple[int, int]:
    """Give the depth and the number of values."""
    depth, nodes = 0, 1
    level = [value] if isinstance(value, dict | list) else []
    while level:
        depth += 1
        inner = []
        for container in level:
            nodes += len(container)
            children = container.values() if isinstance(container, dict) else container
            inner += [child for child in children if type(child) is dict or type(child) is list]
        level = inner
    return depth, nodes


def _has_lone_surrogate(text: str) -> bool:
    if "\\u" not in text or not _SURROGATE_ESCAPE.search(text):
        return False
    return any(token.text[0] == '"' and _SURROGATE.search(unquote(token.text)) for token in tokens(text))


def _require_grammar(text: str, file: str) -> None:
    try:
        _GRAMMAR_ONLY.decode(text)
    except json.JSONDecodeError as error:
        raise NotJsonError(_grammar_problem(text, file, error)) from None
    except RecursionError:
        return


def _grammar_problem(text: str, file: str, error: json.JSONDecodeError) -> Problem:
    message, hint = f"this is not JSON: {error.msg}", ""
    for words, ours, advice in _GRAMMAR:
        if error.msg.startswith(words):
            message, hint = ours, advice
            break
    mark = Lines(text).mark(min(error.pos, len(text)))
    return Problem(message, file, mark.line, mark.column, hint=hint)


def _explain(text: str, file: str, limits: Limits) -> NoReturn:
    """Go through the tokens for what the decoder or the limits refused."""
    problems, lines = Problems(file, limits), Lines(text)
    for count, token in enumerate(tokens(text)):
        if len(token.path) > limits.depth:
            message = f"lists and objects are nested deeper than {limits.depth} levels"
            problems.stop(lines.mark(token.offset), message)
        if count > 2 * limits.nodes:
            break
        first = _first_of(token) if token.is_key else token.offset
        if first != token.offset:
            at = lines.mark(first)
            message = f"the key “{shown(token.path[-1].key)}” appears twice; the first is at {at.line}:{at.column}"
            problems.add(lines.mark(token.offset), message, hint="keep one of them", pointer=_pointer(token))
        if reason := _refusal(token):
            problems.add(lines.mark(token.offset), reason, pointer=_pointer(token))
    problems.raise_any()
    hint = "split it into several files"
    problems.stop(lines.mark(0), f"the file holds more than {limits.nodes:,} values", hint=hint)


def _pointer(token: Token) -> str:
    return pointer.join(level.name for level in token.path)


def _first_of(token: Token) -> int:
    level = token.path[-1]
    return level.keys.setdefault(level.key, token.offset)


def _refusal(token: Token) -> str:
    word = token.text
    if word in _NOT_NUMBERS:
        return f"{word} is not a JSON number"
    if word[0] in "-0123456789":
        return f"the number {shown(word)} is too large" if _is_too_large(word) else ""
    if word[0] == '"' and _SURROGATE.search(unquote(word)):
        return "this text holds half of a surrogate pair, which is no character"
    return ""
