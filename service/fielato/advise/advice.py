"""What could be changed in a whole deployment: alternatives for each component, and all of them together, proved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal

import msgspec
from msgspec import UNSET, structs

from fielato.advise import protection
from fielato.advise.answers import Answers
from fielato.advise.change import Change, Reply, changed
from fielato.advise.cost import Cost, Distances, cost
from fielato.advise.moves import Doubt, Kind, setting
from fielato.advise.papers import papers
from fielato.advise.places import accelerator_of
from fielato.advise.search import Option, options
from fielato.advise.trial import Score, Trial, by_component, holding, score
from fielato.assess import Assessment
from fielato.catalogue.offers import Point

if TYPE_CHECKING:
    from fielato.catalogue import Catalogue
    from fielato.finding import Finding
    from fielato.judge import Judge
    from fielato.model.deployment import Phase
    from fielato.model.vocabulary import GateState, Verdict

MADRID: Final = Point(40.42, -3.70)
"""From where distances are counted when no other place is given."""
ROUNDS: Final = 4
"""How often answers are looked for anew, once those before have been written in."""

Goal = Literal["gate", "violated", "undetermined", "review"]
"""What is to be mended: a closed gate, or the verdict by what it rests on."""
Ending = Literal["fine", "changes", "changes-and-answers", "answers", "partly", "nothing"]
"""Nothing is to be mended; changes alone do it; changes with answers or promises; these alone, and nothing technical
helps; some of it can be mended; none of it."""
_REACHED: Final = frozenset({"changes", "changes-and-answers", "answers"})
"""The endings with which the goal is reached."""
_HELPFUL: Final = _REACHED | {"partly"}
_GOALS: Final[tuple[Goal, ...]] = ("gate", "violated", "undetermined", "review")


class Alternative(msgspec.Struct, frozen=True):
    """Changes of components that are alike, with what comes of it when they alone are made."""

    kinds: tuple[Kind, ...]
    changes: tuple[Change, ...]
    gate: GateState | None
    """That of the whole deployment; None where so much is in the way that it was assessed for the component alone."""
    verdict: Verdict | None
    """The same."""
    settled: tuple[Finding, ...]
    """Findings of before that are gone."""
    new: tuple[Finding, ...]
    """Findings that were not there before."""
    left: tuple[Finding, ...]
    """What of these components still stands in the way."""
    confirm: tuple[Doubt, ...]
    """What the catalogue does not show, and somebody has to confirm."""
    technical: bool
    """Whether none of it is for the vendor to promise."""
    cost: Cost | None
    """What a change of region costs; None where none changes."""
    sources: tuple[str, ...]
    """Where the catalogue has it from."""
    verified: bool
    """False where a row was not seen in a source."""


class ComponentAdvice(msgspec.Struct, frozen=True):
    """What could be changed of components that are alike."""

    components: tuple[str, ...]
    findings: tuple[Finding, ...]
    """What stands in the way, of the first of them."""
    alternatives: tuple[Alternative, ...]
    """The smallest first."""
    lacking: str
    """The accelerator that the component needs and no other region of its provider has in the tables, or empty."""


class Step(msgspec.Struct, frozen=True):
    """Changes and answers together, and what the deployment comes to with them."""

    changes: tuple[Change, ...]
    replies: tuple[Reply, ...]
    after: Assessment
    left: tuple[Finding, ...]
    """What still stands in the way of the goal."""


class Phased(msgspec.Struct, frozen=True):
    """The advice for a later phase of a roll-out, by the day on which it begins."""

    phase: Phase
    advice: Advice


class Advice(msgspec.Struct, frozen=True):
    """What could be changed so that a deployment may pass."""

    before: Assessment
    goal: Goal | None
    """None where nothing is to be mended."""
    ending: Ending
    components: tuple[ComponentAdvice, ...]
    together: Step
    """The first alternative of each component, with the documents and answers that are still needed."""
    further: Advice | None
    """Once all this is done: what would raise the verdict next; None where the goal is not reached, or nothing is."""
    elsewhere: tuple[Finding, ...]
    """What stands in the way and no component is behind."""
    evaluations: int
    """How many assessments it took, of single components and of the whole."""
    complete: bool
    """False where the search ended at its limit."""
    phases: tuple[Phased, ...] = ()
    """The later phases of a roll-out whose gates are closed."""


def advice(before: Assessment, judge: Judge, catalogue: Catalogue, origin: Point = MADRID) -> Advice:
    """What could be changed. Pure: it assesses variants with the same judge, catalogue, date and register.

    `judge` and `catalogue` are those of the assessment. Distances are counted from `origin`.
    """
    distances = Distances(catalogue, origin)
    found = _Advising(Trial(before, judge, catalogue), distances).run()
    if found.ending in _REACHED:
        next_ = _Advising(Trial(found.together.after, judge, catalogue), distances).run()
        found = structs.replace(found, further=next_ if next_.ending in _HELPFUL else None)
    later = [one for one in before.phases if one.standing == "later" and one.assessment.gate.state == "closed"]
    phases = tuple([Phased(one.phase, advice(one.assessment, judge, catalogue, origin)) for one in later])
    return structs.replace(found, phases=phases)


class _Advising:
    def __init__(self, trial: Trial, distances: Distances) -> None:
        self._trial = trial
        self._before = trial.before
        self._distances = distances
        self._answers = Answers(trial.before.as_of, protection.home(trial) or "none")
        self._score = whole_score(self._before)
        self._goal = self._score.goal

    def run(self) -> Advice:
        if self._goal is None:
            nothing = Step((), (), self._before, ())
            return Advice(self._before, None, "fine", (), nothing, None, (), 0, True)
        behind = self._behind()
        groups = self._groups(behind)
        components = self._components(groups, behind)
        together = self._together(components)
        trial = self._trial
        owned = {one.fingerprint for findings in behind.values() for one in findings}
        return Advice(
            before=self._before,
            goal=_GOALS[self._goal - 1],
            ending=self._ending(components, together),
            components=components,
            together=together,
            further=None,
            elsewhere=tuple([one for one in self._holding(self._before) if one.fingerprint not in owned]),
            evaluations=trial.evaluations + trial.assessments,
            complete=not trial.is_spent,
        )

    # What stands in the way

    def _holding(self, one: Assessment) -> tuple[Finding, ...]:
        """The findings that stand in the way of the goal."""
        return holding(one, self._goal or 0)

    def _behind(self) -> dict[str, list[Finding]]:
        """What stands in the way by the component behind it."""
        held = set(map(id, self._holding(self._before)))
        behind = by_component(self._before)
        own = {name: [one for one in behind.get(name, ()) if id(one) in held] for name in self._trial.components}
        return {name: findings for name, findings in own.items() if findings}

    def _groups(self, behind: Mapping[str, object]) -> list[tuple[str, ...]]:
        """Components that say the same, get the same data and fall back on the same, together."""
        groups: dict[str, list[str]] = {}
        for name in behind:
            component = self._trial.components[name]
            plain = structs.replace(component, id="", description=UNSET, data=UNSET)
            groups.setdefault(repr((plain, self._trial.reach[name])), []).append(name)
        return [tuple(names) for names in groups.values()]

    # Alternatives

    def _components(
        self, groups: Sequence[tuple[str, ...]], behind: Mapping[str, Sequence[Finding]]
    ) -> tuple[ComponentAdvice, ...]:
        """The advice for each group; the first alternatives of all are proved before the second ones."""
        assert self._goal is not None  # noqa: S101 - asked for where there is one
        found = [options(self._trial, group[0], self._goal, self._distances) for group in groups]
        proved: dict[tuple[int, int], Alternative] = {}
        for rank in range(max(map(len, found), default=0)):
            for at, group in enumerate(groups):
                if rank < len(found[at]) and (one := self._alternative(group, found[at][rank])) is not None:
                    proved[at, rank] = one
        advices = []
        for at, group in enumerate(groups):
            alternatives = tuple([proved[at, rank] for rank in range(len(found[at])) if (at, rank) in proved])
            lacking = self._lacking(group[0], alternatives)
            advices.append(ComponentAdvice(group, tuple(behind[group[0]]), alternatives, lacking))
        return tuple(advices)

    def _lacking(self, component: str, alternatives: Sequence[Alternative]) -> str:
        if any("region" in one.kinds for one in alternatives):
            return ""
        given = setting(self._trial, component)
        accelerator = accelerator_of(given)
        carrying = self._trial.catalogue.offers.with_accelerator(given.site.provider, accelerator)
        return accelerator if accelerator and carrying is not None and not carrying else ""

    def _alternative(self, group: tuple[str, ...], option: Option) -> Alternative | None:
        """The option for all components of the group, proved on the whole deployment; None where it does not help."""
        changes = tuple(self._for_all(group, option.changes))
        after = self._trial.one_of_many(changes)
        if after is not None and whole_score(after)[: self._goal] > self._score[: self._goal]:
            return None  # equal: what it mends of itself stands as long as another component is behind it too
        if after is None:
            before, now = (self._trial.alone(group[0], made).findings for made in ((), option.changes))
            left = () if option.mends else now
        else:
            before, now = self._before.findings, after.findings
            held = set(map(id, self._holding(after)))
            behind = by_component(after)
            mine = {id(one): one for name in group for one in behind.get(name, ())}
            left = tuple([one for key, one in mine.items() if key in held])
        gone, come = _difference(before, now)
        first = self._trial.components[group[0]]
        rows = [row for move in option.moves for row in move.rows]
        return Alternative(
            kinds=tuple([move.kind for move in option.moves]),
            changes=changes,
            gate=None if after is None else after.gate.state,
            verdict=None if after is None else after.verdict,
            settled=gone,
            new=come,
            left=left,
            confirm=option.confirm,
            technical=option.is_technical,
            cost=cost(first, changed(first, option.changes), self._trial.catalogue, self._distances),
            sources=tuple(dict.fromkeys(row.cited for row in rows)),
            verified=all(row.verified for row in rows),
        )

    def _for_all(self, group: tuple[str, ...], changes: Sequence[Change]) -> Iterator[Change]:
        for component in group:
            for one in changes:
                yield structs.replace(one, component=component)

    # All together

    def _together(self, components: Sequence[ComponentAdvice]) -> Step:
        changes = tuple([one for each in components for one in _first(each)])
        after = self._trial.whole(changes)
        goal = self._goal or 0
        if drawn_up := papers(self._holding(after), self._before.manifest.deployment, self._before.as_of):
            tried = self._trial.whole((*changes, *drawn_up))
            if whole_score(tried)[:goal] < whole_score(after)[:goal]:
                changes, after = (*changes, *drawn_up), tried
        return self._answered(changes, after, goal)

    def _answered(self, changes: tuple[Change, ...], after: Assessment, goal: int) -> Step:
        """The changes with the answers that settle what is left."""
        replies: tuple[Reply, ...] = ()
        for _ in range(ROUNDS):
            more = self._answers.to(holding(after, goal), replies)
            if not more:
                break
            tried = self._trial.whole(changes, (*replies, *more))
            if whole_score(tried)[:goal] >= whole_score(after)[:goal]:
                break
            replies, after = (*replies, *more), tried
        return Step(changes, replies, after, holding(after, goal))

    def _ending(self, components: Sequence[ComponentAdvice], together: Step) -> Ending:
        used = [each.alternatives[0] for each in components if each.alternatives] if together.changes else []
        technical = any(one.technical for one in used)
        drawn_up = any(not one.component for one in together.changes)
        promised = drawn_up or bool(together.replies) or not all(one.technical for one in used)
        if together.left:
            return "partly" if whole_score(together.after) < self._score else "nothing"
        if technical:
            return "changes-and-answers" if promised else "changes"
        return "answers"


def _difference(before: Sequence[Finding], now: Sequence[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that are gone, and those that have come."""
    same = {(one.judgement, one.subject.id) for one in before} & {(one.judgement, one.subject.id) for one in now}
    then, there = (
        {one.fingerprint: one for one in each if (one.judgement, one.subject.id) not in same} for each in (before, now)
    )
    gone = tuple([one for name, one in then.items() if name not in there])
    return gone, tuple([one for name, one in there.items() if name not in then])


def _first(each: ComponentAdvice) -> tuple[Change, ...]:
    return each.alternatives[0].changes if each.alternatives else ()


def whole_score(one: Assessment) -> Score:
    """The score of a whole deployment."""
    return score(one.findings, one.gate)
