"""Which texts are YAML that a dialect accepts, within the limits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from fielato.reading.dialect import FIELATO, Dialect
from fielato.reading.document import Document
from fielato.reading.lines import Lines
from fielato.reading.problems import Problems
from fielato.reading.yaml_build import Builder
from fielato.reading.yaml_places import YamlPlaces

if TYPE_CHECKING:
    from fielato.reading.limits import Limits

# What YAML 1.2 does not allow, and the three characters that break lines in YAML 1.1 only (the parser still does).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def read_yaml(text: str, file: str, limits: Limits, dialect: Dialect = FIELATO) -> list[Document]:
    """Read the documents of a YAML file; empty ones are skipped, and there may be none.

    Raises:
        InputError: it is not YAML, or Fielato refuses it; carries every problem that was found.

    """
    problems, lines = Problems(file, limits), Lines(text)
    for found in _FORBIDDEN.finditer(text):
        message = f"the character U+{ord(found[0]):04X} is not allowed in YAML"
        problems.add(lines.mark(found.start()), message, hint="remove it, or write it as an escape in double quotes")
    problems.raise_any()
    builder = Builder(problems, limits, dialect)
    try:
        _feed(builder, text)
    except yaml.YAMLError as error:
        from fielato.reading.yaml_errors import explain  # most files are YAML

        explained = explain(error, lines)
        problems.stop(explained.mark, explained.message, hint=explained.hint)
    problems.raise_any()
    return [
        Document(value, file, places := YamlPlaces(spot, text, lines, tags), places)
        for value, spot, tags in builder.documents
    ]


def _feed(builder: Builder, text: str) -> None:
    """Pull the events one by one: the parser keeps no tree, so nesting is refused before it can hurt."""
    parser = yaml.CSafeLoader(text)
    try:
        while (event := parser.get_event()) is not None:
            builder.take(event)
    finally:
        parser.dispose()
