"""Which texts are YAML that Fielato accepts: version 1.2, core schema, each key once, string keys, bounded aliases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from fielato.reading.document import Document, Mark
from fielato.reading.lines import Lines
from fielato.reading.problems import Problems
from fielato.reading.yaml_build import Builder
from fielato.reading.yaml_errors import explain
from fielato.reading.yaml_places import YamlPlaces

if TYPE_CHECKING:
    from fielato.reading.limits import Limits

# What YAML 1.2 does not allow, and the three characters that break lines in YAML 1.1 only (the parser still does).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def read_yaml(text: str, file: str, limits: Limits) -> list[Document]:
    """Read the documents of a YAML file, of which there is at least one; empty ones are skipped.

    Raises:
        InputError: it is not YAML, or Fielato refuses it; carries every problem that was found.

    """
    problems, lines = Problems(file, limits), Lines(text)
    for found in _FORBIDDEN.finditer(text):
        message = f"the character U+{ord(found[0]):04X} is not allowed in YAML"
        problems.add(lines.mark(found.start()), message, hint="remove it, or write it as an escape in double quotes")
    problems.raise_any()
    builder = Builder(problems, limits)
    try:
        _feed(builder, text)
    except yaml.YAMLError as error:
        explained = explain(error, lines)
        problems.stop(explained.mark, explained.message, hint=explained.hint)
    problems.raise_any()
    if not builder.documents:
        problems.stop(Mark(1, 1), "the file is empty: it holds no document")
    return [Document(value, file, YamlPlaces(spot)) for value, spot in builder.documents]


def _feed(builder: Builder, text: str) -> None:
    """Pull the events one by one: the parser keeps no tree, so nesting is refused before it can hurt."""
    parser = yaml.CSafeLoader(text)
    try:
        while (event := parser.get_event()) is not None:
            builder.take(event)
    finally:
        parser.dispose()
