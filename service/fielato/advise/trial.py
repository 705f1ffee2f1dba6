"""A deployment with changes, assessed by the same judge: the whole of it, or one component alone; each once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from msgspec import UNSET, structs

from fielato.advise.change import Change, Reply, changed, with_changes, with_replies
from fielato.assess import Assessment, GateDecision, assess
from fielato.catalogue import Catalogue
from fielato.finding import Finding, Judgement
from fielato.judge import Judge
from fielato.model.component import Component
from fielato.model.manifest import Manifest
from fielato.resolve.reach import reach
from fielato.rules.outcome import Outcome
from fielato.rules.profile import Choice

BUDGET: Final = 20_000
"""Assessments of single components that one piece of advice may take."""
WHOLE: Final = 400_000
"""Findings that assessments of the whole deployment may look at; a few assessments are always made."""
_ALWAYS: Final = 24


class Score(NamedTuple):
    """How bad findings are: the lower, the better, and the earlier numbers outrank the later."""

    stopping: int = 0
    """Those that close the gate."""
    violated: int = 0
    """Block rules violated."""
    undetermined: int = 0
    """Block rules undetermined."""
    review: int = 0
    """Review rules violated or undetermined."""

    @property
    def goal(self) -> int | None:
        """How many of the numbers have to be nought for it to be better; None where nothing is to be mended."""
        return next((at + 1 for at, number in enumerate(self) if number), None)


def score(findings: Iterable[Finding], gate: GateDecision) -> Score:
    """The score of findings, some of which are the reasons of the gate."""
    stopping = {one.judgement for one in gate.reasons}
    counted = Counter(one.judgement for one in findings)
    numbers = [0] * len(Score._fields)
    for judgement, count in counted.items():
        for at in _weights(judgement, stopping):
            numbers[at] += count
    return Score(*numbers)


def _weights(judgement: Judgement, stopping: Collection[Judgement]) -> Iterator[int]:
    """The numbers of a score that a judgement adds to."""
    if judgement.rule.rule.severity == "advise":
        return
    if judgement in stopping:
        yield 0
    if not judgement.blocks:
        yield 3
    else:
        yield 1 if judgement.outcome is Outcome.VIOLATED else 2


def holding(one: Assessment, goal: int) -> tuple[Finding, ...]:
    """The findings that stand in the way of a goal: how many of the numbers of the score have to be nought."""
    stopping = {finding.judgement for finding in one.gate.reasons}
    known: dict[Judgement, bool] = {}
    for finding in one.findings:
        judgement = finding.judgement
        if judgement not in known:
            known[judgement] = any(at < goal for at in _weights(judgement, stopping))
    return tuple([finding for finding in one.findings if known[finding.judgement]])


class Alone(NamedTuple):
    """What one component comes to on its own."""

    findings: tuple[Finding, ...]
    score: Score


class Trial:
    """Assesses variants of one deployment on its date."""

    def __init__(self, before: Assessment, judge: Judge, catalogue: Catalogue) -> None:
        self.before = before
        self.catalogue = catalogue
        self.evaluations = 0
        """Assessments of single components so far."""
        self.assessments = 0
        """Assessments of the whole deployment so far."""
        self._judge = judge
        deployment = structs.replace(before.manifest.deployment, phases=UNSET)
        self._manifest: Manifest = structs.replace(before.manifest, deployment=deployment)
        self._whole: dict[tuple[tuple[Change, ...], tuple[Reply, ...]], Assessment] = {}
        self._alone: dict[object, Alone] = {}

    @property
    def choice(self) -> Choice:
        """The rules and the gate."""
        return self.before.choice

    @property
    def is_spent(self) -> bool:
        """Whether no more components may be tried."""
        return self.evaluations >= BUDGET

    @cached_property
    def components(self) -> Mapping[str, Component]:
        """The components by id, in order."""
        return {one.id: one for one in self._manifest.deployment.components}

    @cached_property
    def reach(self) -> Mapping[str, tuple[str, ...]]:
        """The data sets that each component handles."""
        return reach(self._manifest.deployment)

    def one_of_many(self, changes: Sequence[Change]) -> Assessment | None:
        """The deployment with these changes; None where no more may be tried."""
        spent = self.assessments >= max(_ALWAYS, WHOLE // (len(self.before.findings) + 1))
        return None if spent else self.whole(changes)

    def whole(self, changes: Sequence[Change], replies: Sequence[Reply] = ()) -> Assessment:
        """The deployment with these changes and answers."""
        key = (_hashable(changes), tuple(replies))
        if not changes and not replies:
            return self.before
        if key not in self._whole:
            self.assessments += 1
            self._whole[key] = self._assess(with_changes(self._manifest, changes), replies)
        return self._whole[key]

    def alone(self, component: str, changes: Sequence[Change] = ()) -> Alone:
        """One component with what takes over from it, and with these changes."""
        kept = [self._placed(changed(self.components[name], changes)) for name in self._group(component, changes)]
        key = (component, *map(_content, kept))
        if key not in self._alone:
            self.evaluations += 1
            deployment = structs.replace(self._manifest.deployment, components=tuple(kept), flows=())
            found = self._assess(structs.replace(self._manifest, deployment=deployment), ())
            own = tuple(by_component(found).get(component, ()))
            self._alone[key] = Alone(own, score(own, found.gate))
        return self._alone[key]

    def _group(self, component: str, changes: Sequence[Change]) -> tuple[str, ...]:
        """The component and everything that takes over from it, in order of the deployment."""
        found: set[str] = set()
        pending = [component]
        while pending:
            name = pending.pop()
            if name in found or name not in self.components:
                continue
            found.add(name)
            others = changed(self.components[name], changes).fallbacks
            pending.extend(others if others is not UNSET else ())
        return tuple(name for name in self.components if name in found)

    def _placed(self, component: Component) -> Component:
        """The component with the data that reach it in the whole deployment."""
        if self._manifest.deployment.data is UNSET:
            return component
        return structs.replace(component, data=self.reach[component.id])

    def _assess(self, manifest: Manifest, replies: Sequence[Reply]) -> Assessment:
        before = self.before
        return assess(
            manifest,
            with_replies(before.register, replies, before.as_of),
            self._judge,
            self.catalogue,
            before.as_of,
            boundary=None if before.boundary == "none" else before.boundary,
            scenario=before.scenario,
            each_phase=False,
        )


def by_component(one: Assessment) -> dict[str, list[Finding]]:
    """The findings by the component behind them: about itself, its places, and the transfers that it leads to."""
    leading = {candidate.id: candidate for candidate in one.resolved.candidates}
    led: dict[str, tuple[str, ...]] = {}
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in one.findings:
        subject = finding.subject
        if subject.kind in {"component", "location"}:
            found[subject.id.split("/")[1]].append(finding)
        elif subject.kind == "transfer":
            if subject.id not in led:
                led[subject.id] = leading[subject.id].ways.components
            for component in led[subject.id]:
                found[component].append(finding)
    return found


def _hashable(changes: Sequence[Change]) -> tuple[Change, ...]:
    return tuple([structs.replace(one, before=None, after=_frozen(one.after)) for one in changes])


def _frozen(value: object) -> object:
    if isinstance(value, dict):
        return tuple(sorted((name, _frozen(item)) for name, item in value.items()))
    return tuple(_frozen(item) for item in value) if isinstance(value, (list, tuple)) else value


def _content(component: Component) -> object:
    settings = component.settings
    plain = structs.replace(component, settings=UNSET)
    return plain, None if settings is UNSET else tuple(sorted(settings.items()))
