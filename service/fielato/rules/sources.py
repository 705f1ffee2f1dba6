"""Where the text of a condition stands in its file, and what the dates around a definition add to it."""

from __future__ import annotations

from fielato.model.fact import UNSET
from fielato.reading import Document
from fielato.rules.compile import Mark
from fielato.rules.declaration import Period
from fielato.rules.definitions import Source


def source(document: Document, pointer: str, text: str, data: bytes) -> Source:
    """The condition with the place where its text begins, in a block scalar the line below its `|`."""
    mark = document.mark(pointer)
    lines = data.decode("utf-8").splitlines()
    head = lines[mark.line - 1][mark.column - 1 :] if mark.line <= len(lines) else ""
    if head[:1] in {"|", ">"} and mark.line < len(lines):
        below = lines[mark.line]
        indent = len(below) - len(below.lstrip())
        return Source(text, document.file, Mark(mark.line + 1, indent + 1, indent))
    quoted = head[:1] in {'"', "'"}
    return Source(text, document.file, Mark(mark.line, mark.column + quoted))


def within(around: Source, period: Period) -> Source:
    """The condition, false outside the period."""
    limits = [
        f'deployment.as_of {sign} date("{day}")'
        for sign, day in ((">=", period.since), ("<=", period.until))
        if day is not UNSET
    ]
    if not limits:
        return around
    shifted = Mark(around.mark.line, around.mark.column - 1, around.mark.indent)
    return Source(f"({around.text}) && {' && '.join(limits)}", around.file, shifted)
