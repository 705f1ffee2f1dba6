"""Texts that are to be written yet, or that are the same in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fielato.rules.lint.finding import Finding, finding
from fielato.rules.lint.linted import Linted

TO_WRITE: Final = "TODO"
"""What marks a text, or a comment, that is to be written yet."""
_MARK: Final = rf"(?<=\")\b{TO_WRITE}\b:? ?(?P<quoted>[^\"]*)|\b{TO_WRITE}\b:? ?(?P<rest>.*)"


def to_write(linted: Linted) -> Iterator[Finding]:
    """Every place in the files that are asked about where something is to be written yet."""
    for file in _files(linted):
        for number, line in enumerate(linted.policies.files[file].decode("utf-8").splitlines(), start=1):
            for found in re.finditer(_MARK, line):
                message = f"to be written: {(found['quoted'] or found['rest'] or '').strip() or 'see the line'}"
                hint = f"write it and take {TO_WRITE} away"
                yield Finding("error", "to-write", message, file, number, found.start() + 1, hint)


def same_in_both_languages(linted: Linted) -> Iterator[Finding]:
    """Texts in which one language stands for both."""
    for file, pointer, text in linted.texts():
        if text.en.strip() == text.es.strip() and TO_WRITE not in text.en:
            problem = linted.places.problem(file, f"{pointer}/es", "is the same in both languages", "translate it")
            yield finding("error", "not-translated", problem)
    for name, instrument in linted.policies.instruments.items():
        if linted.packs is None and instrument.name.en == instrument.name.es:
            message = f"the name of `{name}` is the same in both languages"
            yield finding("error", "not-translated", linted.at_instrument(name, message, "translate it"))


def _files(linted: Linted) -> Iterator[str]:
    for owner in linted.owners:
        yield linted.file(owner)
        if linted.cases_file(owner) in linted.policies.files:
            yield linted.cases_file(owner)
    for pack in linted.policies.packs:
        if linted.packs is None or pack in linted.packs:
            yield linted.pack_file(pack)
