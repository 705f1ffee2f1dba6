"""An assessment turned into the document that every format prints from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fielato.assess import Assessment
from fielato.catalogue import Catalogue
from fielato.model.fact import UNSET, UnsetType
from fielato.reports import accepted, unverified
from fielato.reports.document import (
    AssessmentPart,
    GatePart,
    GateSinceBaseline,
    NotePart,
    OverallGate,
    ProcessingPart,
    Report,
    RestsOn,
    TransferPart,
    place_in_file,
)
from fielato.reports.findings import Findings
from fielato.reports.inputs import ENGINE, digests, layers, which
from fielato.reports.phases import phases_of, supposed
from fielato.reports.places import texts
from fielato.reports.rests_on import declarations
from fielato.reports.sentences import Sentences
from fielato.reports.shared import Form, Shared, shared
from fielato.reports.words import Language, word
from fielato.resolve.transfers import UNKNOWN
from fielato.rules.pack import Policies


def build(
    assessments: Sequence[Assessment],
    policies: Policies,
    catalogue: Catalogue,
    language: Language = "en",
    form: Form = "parts",
) -> Report:
    """The report over all assessments of a run, in a language; the same input gives the same document.

    In the form `json` it can only be encoded, which gives the same bytes in less time.
    """
    common = shared(policies, language, form)
    parts = tuple(_Builder(one, common, catalogue).assessment() for one in assessments)
    reasons = tuple(reason for part in parts for reason in part.gate.reasons)
    closed = any(part.gate.state == "closed" for part in parts)
    gate = OverallGate(
        state="closed" if closed else "open", reasons=reasons, since_baseline=accepted.since_baseline(assessments)
    )
    return Report(assessments=parts, gate=gate, waivers=accepted.waivers_of(assessments, language))


class _Builder:
    """Turns one assessment into parts of the document."""

    def __init__(self, one: Assessment, common: Shared, catalogue: Catalogue) -> None:
        self._one = one
        self._common = common
        self._catalogue = catalogue
        self._language: Language = common.language
        self._findings = Findings(one, common, Sentences(catalogue, one.as_of, common.language))

    def assessment(self) -> AssessmentPart:
        one = self._one
        processing = list(self._processing())
        return AssessmentPart(
            scenario=supposed(one, self._language),
            deployment=which(one),
            verdict=one.verdict,
            layers=layers(one),
            gate=GatePart(
                name=one.gate.name,
                state=one.gate.state,
                reasons=tuple(map(self._findings.reason, one.gate.reasons)),
                since_baseline=self._since_baseline(),
            ),
            as_of=one.as_of.isoformat(),
            profile=one.choice.profile,
            boundary=one.boundary,
            personal_data=one.personal_data,
            summary=self._summary(),
            rests_on=RestsOn(
                declarations=tuple(declarations(one, self._language)),
                unverified=tuple(dict.fromkeys([doubt for _, doubts in processing for doubt in doubts])),
            ),
            notes=tuple(self._notes()) or UNSET,
            findings=tuple(map(self._findings.part, one.findings)),
            satisfied=one.satisfied,
            processing=tuple([part for part, _ in processing]),
            transfers=tuple(self._transfers()),
            phases=phases_of(one, self._common, self._catalogue),
            digests=digests(one, self._catalogue),
            engine=ENGINE,
        )

    def _since_baseline(self) -> GateSinceBaseline | UnsetType:
        since = self._one.since_baseline
        if since is None:
            return UNSET
        counts: dict[str, int] = {"new": since.new, "known": len(since.known), "gone": since.gone}
        key = "since-baseline-gone" if since.gone else "since-baseline"
        return GateSinceBaseline(
            state=since.gate.state,
            reasons=tuple(map(self._findings.reason, since.gate.reasons)),
            digest=since.baseline.digest,
            message=word(key, self._language, state=word(since.gate.state, self._language), **counts),
            **counts,
        )

    def _notes(self) -> Iterator[NotePart]:
        for note in self._one.manifest.notes:
            yield NotePart(message=note.text[self._language], location=place_in_file(note.origin.location))

    def _summary(self) -> str:
        one = self._one
        asked = {name for finding in one.findings for name in finding.missing}
        questions = ""
        if asked:
            key = "summary-question" if len(asked) == 1 else "summary-questions"
            questions = word(key, self._language, count=len(asked))
        line = word(
            "summary-gate",
            self._language,
            state=word(one.gate.state, self._language),
            verdict=word(one.verdict, self._language),
            questions=questions,
        )
        if one.personal_data is False:
            line = f"{line}. {word('no-personal-data', self._language)}"
        return line

    # Places and transfers

    def _processing(self) -> Iterator[tuple[ProcessingPart, tuple[str, ...]]]:
        """Every purpose of every component, and what of it rests on something that nobody has seen in a source."""
        for one, anchors in self._one.resolved.unbound:
            told = self._common.processing(one, anchors)
            component = str(anchors[0].name)
            part = ProcessingPart(
                component=component,
                purpose=one.purpose,
                run_by=one.run_by,
                territories=told.territories,
                unknown=told.unknown,
                reasons=told.reasons,
                verified=told.verified,
            )
            yield part, tuple([unverified.statement(component, doubt) for doubt in told.doubts])

    def _transfers(self) -> Iterator[TransferPart]:
        resolved = self._one.resolved
        rows = {subject.id for subject in resolved.of("transfer")}
        for candidate in resolved.candidates:
            if candidate.id not in rows:
                continue
            entity = candidate.party.values.get("party.entity")
            yield TransferPart(
                id=candidate.id,
                importer=candidate.importer,
                entity=entity if isinstance(entity, str) else None,
                purpose=candidate.purpose,
                territory=None if candidate.territory == UNKNOWN else candidate.territory,
                data=candidate.data,
                run_by=candidate.ways.run_by,
                components=candidate.ways.components,
                reasons=texts(candidate.ways.reasons, self._language),
            )
