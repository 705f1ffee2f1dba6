"""Changes of an assessment as parts of a document, and as lines of text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any, Final, Literal

from msgspec import Meta

from fielato.assess import Assessment
from fielato.catalogue import Catalogue
from fielato.changes import Change, Difference
from fielato.changes.difference import Kind, Reason, Why
from fielato.finding import Finding
from fielato.model.values import OpenList, Value
from fielato.model.vocabulary import GateState, Layer, Question, Severity, Verdict
from fielato.reports.change_words import REASONS, said
from fielato.reports.change_words import WORDS as OWN
from fielato.reports.document import Layers, Part, SubjectId
from fielato.reports.findings import Findings
from fielato.reports.inputs import layers
from fielato.reports.layout import wrapped
from fielato.reports.sentences import Sentences
from fielato.reports.shared import shared
from fielato.reports.values import told
from fielato.reports.words import Language, word

_NAMED: Final = 300
"""Letters of a list of further places."""


class StatePart(Part, frozen=True, kw_only=True):
    """What an assessment decided."""

    as_of: Annotated[str, Meta(description="The date it was assessed by, YYYY-MM-DD.")]
    verdict: Verdict
    layers: Layers
    gate: GateState
    findings: Annotated[int, Meta(description="How many there are.")]


class ThenPart(Part, frozen=True, kw_only=True):
    """A finding on one side of a change."""

    outcome: Literal["violated", "undetermined"]
    severity: Severity
    missing: tuple[str, ...]


class ReasonPart(Part, frozen=True, kw_only=True):
    """Something behind a change."""

    why: Why
    fact: Annotated[str | None, Meta(description="The fact that has another value, by its qualified name.")]
    before: Annotated[Any, Meta(description="Its value before; null is unknown.")]
    after: Annotated[Any, Meta(description="Its value after; null is unknown.")]
    text: Annotated[str, Meta(description="The same in a sentence.")]


class ChangePart(Part, frozen=True, kw_only=True):
    """A finding that is not as it was."""

    kind: Kind
    rule: Annotated[str, Meta(description="`pack/rule`.")]
    title: str
    layer: Layer
    question: Question
    subject: SubjectId
    before: Annotated[ThenPart | None, Meta(description="null: there was none.")]
    after: Annotated[ThenPart | None, Meta(description="null: there is none any more.")]
    aspects: Annotated[
        tuple[Literal["outcome", "severity", "missing"], ...], Meta(description="What differs of one that changed.")
    ]
    message: Annotated[str, Meta(description="The finding as it is, or was last.")]
    reasons: tuple[ReasonPart, ...]
    fingerprint: str


def state(one: Assessment) -> StatePart:
    """What an assessment decided."""
    return StatePart(
        as_of=one.as_of.isoformat(),
        verdict=one.verdict,
        layers=layers(one),
        gate=one.gate.state,
        findings=len(one.findings),
    )


class Changes:
    """Tells changes between two assessments in one language."""

    def __init__(self, found: Difference, catalogues: tuple[Catalogue, Catalogue], language: Language) -> None:
        self._found = found
        self._language: Language = language
        self._told = tuple(
            _findings(side, catalogue, language)
            for side, catalogue in zip((found.before, found.after), catalogues, strict=True)
        )

    def parts(self) -> tuple[ChangePart, ...]:
        """Every change."""
        return tuple(map(self._part, self._found.changes))

    def _part(self, change: Change) -> ChangePart:
        finding, language = change.finding, self._language
        rule = finding.rule.rule
        told = self._told[change.after is not None]
        return ChangePart(
            kind=change.kind,
            rule=finding.rule.id,
            title=rule.title[language],
            layer=rule.layer,
            question=rule.question,
            subject=SubjectId(kind=finding.subject.kind, id=finding.subject.id),
            before=_then(change.before),
            after=_then(change.after),
            aspects=change.aspects,
            message=told.reason(finding).message,
            reasons=tuple([_reason(one, language) for one in change.reasons]),
            fingerprint=finding.fingerprint,
        )


def _findings(one: Assessment, catalogue: Catalogue, language: Language) -> Findings:
    common = shared(one.choice.policies, language, "parts")
    return Findings(one, common, Sentences(catalogue, one.as_of, language))


def _then(finding: Finding | None) -> ThenPart | None:
    if finding is None:
        return None
    outcome: Any = finding.outcome.value
    return ThenPart(outcome=outcome, severity=finding.rule.rule.severity, missing=finding.missing)


def _reason(one: Reason, language: Language) -> ReasonPart:
    before, after = (_shown(value, language) for value in (one.before, one.after))
    return ReasonPart(
        why=one.why,
        fact=one.fact or None,
        before=_plain(one.before),
        after=_plain(one.after),
        text=said(REASONS, one.why, language, fact=one.fact, before=before, after=after),
    )


def _plain(value: Value | None) -> Any:
    return {"known": list(value.known), "open": True} if isinstance(value, OpenList) else value


def _shown(value: Value | None, language: Language) -> str:
    """A fact's value in words."""
    if value is None:
        return word("unknown", language)
    if isinstance(value, bool):
        return word(str(value).lower(), language)
    if isinstance(value, (tuple, OpenList)):
        items = value.known if isinstance(value, OpenList) else value
        return ", ".join(told(str(item), language) for item in items) or word("none", language)
    return told(str(value), language)


# Text


def headline(before: StatePart, after: StatePart, language: Language) -> str:
    """Gate and verdict, with an arrow where they change."""
    pairs = (
        ("gate", before.gate.upper(), after.gate.upper()),
        ("verdict", before.verdict, after.verdict),
        ("law", before.layers.law, after.layers.law),
        ("organisation", before.layers.organisation, after.layers.organisation),
    )
    return "    ".join(f"{word(key, language)}: {_arrow(one, other, language)}" for key, one, other in pairs)


def _arrow(before: str, after: str, language: Language) -> str:
    told = [_told(text, language) for text in (before, after)]
    return told[0] if told[0] == told[1] else " → ".join(told)


def _told(text: str, language: Language) -> str:
    return word(text.lower(), language).upper() if text.isupper() else word(text, language)


def lines(changes: Iterable[ChangePart], language: Language) -> Iterator[str]:
    """The changes, those alike told once."""
    groups: dict[tuple[object, ...], list[ChangePart]] = {}
    for change in changes:
        sides = [(one.outcome, one.severity) if one is not None else None for one in (change.before, change.after)]
        groups.setdefault((change.kind, change.rule, *sides, change.aspects), []).append(change)
    for group in groups.values():
        yield from _group(group, language)


_MARKS: Final = {"appeared": "+", "changed": "~", "vanished": "-"}


def _group(group: Sequence[ChangePart], language: Language) -> Iterator[str]:
    first = group[0]
    now = first.after or first.before
    words = [word(text, language) for text in (now.outcome, now.severity)] if now is not None else []
    head = [said(OWN, first.kind, language), *words, first.rule, first.title]
    yield f"  {_MARKS[first.kind]} {' · '.join(head)}"
    yield from wrapped(first.message, "      ")
    if len(group) > 1:
        more = word("more-places", language, count=len(group) - 1)
        names = ", ".join(one.subject.id.partition("/")[2] or one.subject.id for one in group[1:])
        yield from wrapped(f"+ {more}: {textwrap.shorten(names, _NAMED, placeholder=' …')}", "      ")
    for aspect in first.aspects:
        yield from wrapped(_aspect(aspect, first, language), "      ")
    reasons = "; ".join(dict.fromkeys(reason.text for one in group for reason in one.reasons))
    if reasons:
        text = textwrap.shorten(f"{said(OWN, 'because', language)}: {reasons}", _NAMED, placeholder=" …")
        yield from wrapped(text, "      ")


def _aspect(aspect: str, change: ChangePart, language: Language) -> str:
    values = []
    for side in (change.before, change.after):
        value = getattr(side, aspect)
        listed = ", ".join(value) if isinstance(value, tuple) else word(value, language)
        values.append(listed or word("none", language))
    return said(OWN, aspect, language, before=values[0], after=values[1])
