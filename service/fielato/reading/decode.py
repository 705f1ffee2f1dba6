"""How a document becomes a record: accepted fast by its type, and refused with every mistake at its place."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeAlias, TypeVar

import msgspec

from fielato.errors import FileError, InputError, Problem
from fielato.reading import pointer as pointers
from fielato.reading.document import Document
from fielato.reading.hints import hint_for
from fielato.reading.problems import quoted, shown

Failure: TypeAlias = Any
"""A `jsonschema.ValidationError`, whose parts have no types."""
_MOST_GUESSES = 3
RecordT = TypeVar("RecordT", bound=msgspec.Struct)


def decode(document: Document, record: type[RecordT], error: type[FileError] = InputError) -> RecordT:
    """Give the document as a record.

    Raises `error` with every mistake at once, each with line, column, the offending value and what to do.
    """
    try:
        return msgspec.convert(document.value, record)
    except msgspec.ValidationError:
        if found := problems(document, record):
            raise error(found) from None
    try:
        return msgspec.convert(_whole(document.value), record)
    except msgspec.ValidationError as refusal:
        raise error(document.problem("", str(refusal))) from None


def _whole(value: Any) -> Any:
    """The value with `30.0` as 30: JSON and its schemas know one kind of number, a record's fields are typed."""
    if isinstance(value, dict):
        return {key: _whole(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_whole(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def problems(document: Document, record: type[msgspec.Struct]) -> list[Problem]:
    """Every way in which the document is not such a record, in order of place."""
    validator = _validator(record)
    records = validator.schema.get("$defs", {})
    found = {
        problem for failure in validator.iter_errors(document.value) for problem in _told(document, failure, records)
    }
    return sorted(found, key=lambda problem: (problem.line, problem.column, problem.message))


@functools.cache
def _validator(record: type[msgspec.Struct]) -> Any:
    from jsonschema import Draft202012Validator, FormatChecker

    return Draft202012Validator(msgspec.json.schema(record), format_checker=FormatChecker(["date"]))


def _told(document: Document, failure: Failure, records: Mapping[str, Any]) -> Iterator[Problem]:
    failure = _deepest(failure)
    pointer = pointers.join(failure.absolute_path)
    if failure.validator == "additionalProperties":
        yield from _unknown_keys(document, failure, pointer, records)
        return
    message, hint = _WORDS.get(str(failure.validator), _other)(failure)
    yield document.problem(pointer, f"{_named(pointer)}{message}", hint)


def _deepest(failure: Failure) -> Failure:
    """Of the alternatives that all failed, the mistake in the one that the author meant: of the same JSON type."""
    while failure.validator in {"anyOf", "oneOf"} and failure.context:
        fitting = [one for one in failure.context if one.validator not in {"type", "enum", "const"} or one.path]
        if not fitting:
            break
        failure = fitting[0]
    return failure


def _unknown_keys(document: Document, failure: Failure, pointer: str, records: Mapping[str, Any]) -> Iterator[Problem]:
    known = failure.schema["properties"]
    for key in failure.instance:
        if key in known:
            continue
        where = f"{pointer}{pointers.join([key])}"
        mark = document.key_mark(where)
        left = [name for name in known if name not in failure.instance]
        inside = [f"{name}.{key}" for name, schema in known.items() if key in _keys_of(schema, records)]
        deeper = f"did you mean `{'` or `'.join(inside)}`?" if 0 < len(inside) <= _MOST_GUESSES else ""
        hint = hint_for(key, left, deeper or f"known here: {', '.join(sorted(known))}")
        yield Problem(
            f"`{shown(key)}` is not a known key{_below(pointer)}", document.file, mark.line, mark.column, where, hint
        )


def _keys_of(schema: Any, records: Mapping[str, Any]) -> Collection[str]:
    """The keys of the record that a value of a schema is, if it is one."""
    options = [schema, *schema.get("anyOf", ())]
    names = [option["$ref"].rpartition("/")[2] for option in options if "$ref" in option]
    keys: Collection[str] = records.get(names[0], {}).get("properties", {}) if names else ()
    return keys


def _type(failure: Failure) -> tuple[str, str]:
    if failure.instance is None:
        return "`null` is refused", "leave the key out for unknown, or write `none` or `[]` for known to be none"
    hint = "write `[]` for none" if failure.instance == "none" and failure.validator_value == "array" else ""
    return f"{quoted(failure.instance)} is not {_kind(failure.validator_value)}", hint


def _enum(failure: Failure) -> tuple[str, str]:
    allowed = [str(value) for value in failure.validator_value]
    hint = hint_for(str(failure.instance), allowed, f"one of: {', '.join(allowed)}")
    return _type(failure) if failure.instance is None else (f"{quoted(failure.instance)} is not allowed", hint)


def _alternatives(failure: Failure) -> tuple[str, str]:
    if failure.instance is None:
        return _type(failure)
    allowed = [str(value) for one in failure.context or () if one.validator == "enum" for value in one.validator_value]
    kinds = [_kind(one.validator_value) for one in failure.context or () if one.validator == "type"]
    near = allowed if isinstance(failure.instance, str) else ()
    hint = hint_for(str(failure.instance), near, f"allowed: {', '.join([*allowed, *dict.fromkeys(kinds)])}")
    return f"{quoted(failure.instance)} is not allowed", hint


def _required(failure: Failure) -> tuple[str, str]:
    missing = [name for name in failure.validator_value if name not in failure.instance]
    names = ", ".join(f"`{name}`" for name in missing)
    return f"{names} {'is' if len(missing) == 1 else 'are'} missing", "add it" if len(missing) == 1 else "add them"


def _pattern(failure: Failure) -> tuple[str, str]:
    examples = failure.schema.get("examples")
    hint = f"for example `{examples[0]}`" if examples else f"it must match {failure.validator_value}"
    return f"{quoted(failure.instance)} does not have the right form", hint


def _format(failure: Failure) -> tuple[str, str]:
    return f"{quoted(failure.instance)} is not a date", "write it as YYYY-MM-DD"


def _too_short(failure: Failure) -> tuple[str, str]:
    return f"{quoted(failure.instance)} is too short", f"at least {_characters(failure.validator_value)}"


def _too_long(failure: Failure) -> tuple[str, str]:
    return f"{quoted(failure.instance)} is too long", f"at most {_characters(failure.validator_value)}"


def _characters(count: int) -> str:
    return "1 character" if count == 1 else f"{count} characters"


def _too_small(failure: Failure) -> tuple[str, str]:
    return f"{quoted(failure.instance)} is too small", f"at least {failure.validator_value}"


def _too_large(failure: Failure) -> tuple[str, str]:
    return f"{quoted(failure.instance)} is too large", f"at most {failure.validator_value}"


def _other(failure: Failure) -> tuple[str, str]:
    return failure.message, ""


_WORDS = {
    "type": _type,
    "enum": _enum,
    "const": _enum,
    "anyOf": _alternatives,
    "required": _required,
    "pattern": _pattern,
    "format": _format,
    "minLength": _too_short,
    "maxLength": _too_long,
    "minimum": _too_small,
    "maximum": _too_large,
}

_KINDS = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
}


def _kind(name: Any) -> str:
    return _KINDS.get(str(name), str(name))


def _named(pointer: str) -> str:
    tokens = pointers.split(pointer)
    return f"{'.'.join(tokens)}: " if tokens else ""


def _below(pointer: str) -> str:
    tokens = pointers.split(pointer)
    return f" of {'.'.join(tokens)}" if tokens else ""
