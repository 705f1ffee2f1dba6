"""Advice as text: alternatives in order, each with what comes of it and what it costs, then all of them together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from fielato.model.vocabulary import GateState, Verdict
from fielato.reports.advice import (
    AdvicePart,
    AdviceReport,
    AlternativePart,
    ChangedField,
    ComponentPart,
    CostPart,
    StagePart,
    StepPart,
    rules,
)
from fielato.reports.advice_words import WORDS as OWN
from fielato.reports.change_words import said
from fielato.reports.changes import headline
from fielato.reports.layout import wrapped
from fielato.reports.words import Language, word

_LISTED: Final = 6
"""The most names of a list that are printed; the document has all."""


def render(report: AdviceReport, language: Language) -> str:
    """The advice as text."""
    return "\n".join("".join(f"{line}\n" for line in _Page(one, language).lines()) for one in report.advice)


class _Page:
    """The advice for one deployment in lines."""

    def __init__(self, one: AdvicePart, language: Language) -> None:
        self._one = one
        self._language: Language = language

    def lines(self) -> Iterator[str]:
        one = self._one
        environment = f" · {one.deployment.environment}" if one.deployment.environment else ""
        yield f"{one.deployment.name}{environment} · {one.deployment.controller}"
        as_of = f"{word('as-of', self._language)} {one.advice.before.as_of}"
        profile = f"{word('profile', self._language)} {one.profile}"
        yield " · ".join([as_of, profile, self._said("distances", place=one.origin)])
        yield from self._stage(one.advice)
        if one.further is not None:
            yield ""
            yield from wrapped(self._said("further", goal=self._said(f"goal-{one.further.goal}")))
            yield from self._stage(one.further)
        for phase in one.phases:
            yield ""
            yield self._said("phase", id=phase.id, starts=phase.starts)
            yield from self._stage(phase.advice)

    def _stage(self, one: StagePart) -> Iterator[str]:
        yield f"  {headline(one.before, one.together.state, self._language)}"
        yield from wrapped(one.conclusion, "  ")
        if not one.complete:
            yield from wrapped(self._said("incomplete"), "  ")
        for each in one.components:
            yield ""
            yield from self._component(each)
        if one.elsewhere:
            yield ""
            named = self._listed(rules([each.rule for each in one.elsewhere]))
            yield from wrapped(self._said("elsewhere", rules=named), "  ")
        if one.goal is not None:
            yield ""
            yield from self._together(one.together)

    def _component(self, one: ComponentPart) -> Iterator[str]:
        text = self._said("in-the-way", names=self._listed(one.components), rules=self._listed(one.rules))
        yield from wrapped(text, "  ")
        if one.lacking is not None:
            yield from wrapped(self._said("lacking", accelerator=one.lacking), "    ")
        if not one.alternatives:
            yield from wrapped(self._said("no-alternative"), "    ")
        for number, each in enumerate(one.alternatives, 1):
            yield from wrapped(f"{number}. {each.text}", "    ")
            yield from self._changes([change for change in each.changes if change.component == one.components[0]])
            for line in self._outcome(each):
                yield from wrapped(line, "         ")

    def _outcome(self, one: AlternativePart) -> Iterator[str]:
        counts = {"settled": one.settled, "new": len(one.new)}
        if one.gate is not None and one.verdict is not None:
            yield self._said("then", **self._decided(one.gate, one.verdict), **counts)
        else:
            yield self._said("alone", **counts)
        if one.left:
            yield self._said("left-of-it", rules=self._listed(rules([each.rule for each in one.left])))
        if one.cost is not None:
            yield from self._cost(one.cost)
        if one.confirm:
            yield self._said("confirm", doubts="; ".join(self._said(f"doubt-{doubt}") for doubt in one.confirm))
        if one.sources:
            unverified = "" if one.verified else f" ({word('unverified', self._language)})"
            yield self._said("shown-by", sources="; ".join(one.sources)) + unverified

    def _cost(self, one: CostPart) -> Iterator[str]:
        city = f"{one.city}, " if one.city else ""
        distance, before = self._away(one.distance), self._away(one.distance_before)
        yield self._said(
            "cost-region", region=one.region, city=city, country=one.country, distance=distance, before=before
        )
        if one.missing_services is None and one.missing_accelerators is None:
            yield self._said("no-offers")
        if one.missing_accelerators:
            yield self._said("missing-accelerators", names=", ".join(one.missing_accelerators))
        if one.missing_services:
            yield self._said("missing-services", names=self._listed(one.missing_services))

    def _away(self, kilometres: int | None) -> str:
        return self._said("no-distance") if kilometres is None else self._said("kilometres", count=kilometres)

    def _together(self, one: StepPart) -> Iterator[str]:
        yield from wrapped(self._said("together", **self._decided(one.state.gate, one.state.verdict)), "  ")
        yield from self._changes(one.changes)
        if one.assumes:
            yield from wrapped(one.assumes, "       ")
        if one.replies:
            yield from wrapped(self._said("if-answered"), "    ")
        for reply in one.replies:
            subject = self._said("about", subject=reply.subject) if reply.subject is not None else ""
            text = self._said("reply", fact=reply.fact, value=self._value(reply.value), subject=subject)
            yield from wrapped(text, "       ")
            yield from wrapped(reply.description, "         ")
        if one.left:
            yield from wrapped(self._said("left", rules=self._listed(rules([each.rule for each in one.left]))), "    ")

    def _changes(self, changes: Sequence[ChangedField]) -> Iterator[str]:
        for one in changes:
            before, after = (self._value(value) for value in (one.before, one.after))
            component = one.component or self._one.deployment.name
            text = self._said("change", component=component, field=one.field, before=before, after=after)
            yield from wrapped(text, "       ")

    def _decided(self, gate: GateState, verdict: Verdict) -> dict[str, str]:
        return {"gate": word(gate, self._language).upper(), "verdict": word(verdict, self._language)}

    def _value(self, value: Any) -> str:
        if value is None:
            return self._said("absent")
        if isinstance(value, bool):
            return word(str(value).lower(), self._language)
        if isinstance(value, (list, tuple)):
            return ", ".join(map(self._value, value)) or "[]"
        if isinstance(value, dict) and not value:
            return self._said("drawn-up")
        if isinstance(value, dict):
            return ", ".join(f"{name}: {self._value(item)}" for name, item in value.items())
        return str(value)

    def _listed(self, names: Sequence[str]) -> str:
        more = len(names) - _LISTED
        shown = ", ".join(names[:_LISTED])
        return f"{shown}, {self._said('more', count=more)}" if more > 0 else shown

    def _said(self, key: str, **values: object) -> str:
        return said(OWN, key, self._language, **values)
