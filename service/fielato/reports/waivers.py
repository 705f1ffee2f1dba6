"""How a waiver is told: who accepted what, until when, what became of it, and which files they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal

from fielato.assess import Assessment
from fielato.finding import Changed, Waiving
from fielato.model.fact import UNSET
from fielato.reports.document import ChangedFact, WaiverFile, WaiverPart, WaiversPart, place_in_file
from fielato.reports.words import Language, pair, word
from fielato.waivers.book import Book, Entry, unmatched
from fielato.waivers.value import shown

if TYPE_CHECKING:
    from fielato.finding import Finding
    from fielato.model.vocabulary import WaiverState
    from fielato.model.waivers import WaivedFact, Waiver
    from fielato.waivers import Applicable

WORDS: Final[Mapping[str, Mapping[Language, str]]] = {
    "in_force": pair(
        "Waived until {expires}, that day included: {reason}. Owner: {owner}; approved by {approver}.",
        "Dispensada hasta el {expires} inclusive: {reason}. Responde {owner}; la aprobó {approver}.",
    ),
    "expiring": pair(
        "Waived only until {expires}: mend the cause by then, or ask for a new waiver. {reason}. Owner: {owner}; "
        "approved by {approver}.",
        "Dispensada solo hasta el {expires}: corrija la causa antes o solicite otra dispensa. {reason}. Responde "
        "{owner}; la aprobó {approver}.",
    ),
    "not_yet": pair(
        "A waiver begins on {granted}; until then this counts. Owner: {owner}; approved by {approver}: {reason}.",
        "Hay una dispensa que empieza el {granted}; hasta entonces, cuenta. Responde {owner}; la aprobó {approver}: "
        "{reason}.",
    ),
    "expired": pair(
        "The waiver expired on {expires}, and this counts again. Owner: {owner}; approved by {approver}: {reason}.",
        "La dispensa venció el {expires} y esto vuelve a contar. Responde {owner}; la aprobó {approver}: {reason}.",
    ),
    "void": pair(
        "The waiver is void and this counts: {changed}. Owner: {owner}; approved by {approver} until {expires}: "
        "{reason}.",
        "La dispensa ha quedado sin efecto y esto cuenta: {changed}. Responde {owner}; la aprobó {approver} hasta el "
        "{expires}: {reason}.",
    ),
    "unmatched": pair(
        "the waiver of {rule} for {subject} names no finding; remove it, or mend its rule and subject (owner: {owner})",
        "la dispensa de {rule} para {subject} no corresponde a ningún hallazgo; elimínela o corrija regla y sujeto "
        "(responde {owner})",
    ),
    "changed": pair("what it was granted for has changed ({facts})", "ha cambiado aquello que se dispensó ({facts})"),
    "changed-somehow": pair(
        "what it was granted for has changed; the waiver does not keep what it was",
        "ha cambiado aquello que se dispensó; la dispensa no guarda qué era",
    ),
    "changed-outcome": pair(
        "what was accepted was {then}, and no longer is", "lo que se aceptó era «{then}» y ya no lo es"
    ),
    "fact": pair("{fact} was {then}, is {now}", "{fact} era {then} y es {now}"),
    "signature": pair("{file}: {count}, signed with the key {key}", "{file}: {count}, firmadas con la clave {key}"),
    "trusted": pair("{file}: {count}, trusted by the call", "{file}: {count}, de confianza según la llamada"),
    "not-counted": pair(
        "! {file}: not counted: it is not signed, and the call does not say --trust-waivers",
        "! {file}: no se tiene en cuenta: no está firmado y la llamada no dice --trust-waivers",
    ),
    "waiver": pair("1 waiver", "1 dispensa"),
    "some": pair("{count} waivers", "{count} dispensas"),
}
"""Every sentence, by the state of the waiver or file."""


def part(one: Waiving, language: Language) -> WaiverPart:
    """The waiver that names a finding, and what became of it."""
    return _part(Entry(one.waiver, one.location), one.state, language, one.changed)


def beside(assessments: Sequence[Assessment], language: Language) -> WaiversPart:
    """What is to be said of waivers beside the findings that they name."""
    books = dict.fromkeys(one.waivers.book for one in assessments if one.waivers is not None)
    return WaiversPart(
        files=tuple([file for book in books for file in _files(book, language)]),
        unmatched=tuple([_part(entry, "unmatched", language) for entry in unmatched(_applied(assessments))]),
    )


def _applied(assessments: Sequence[Assessment]) -> Iterator[tuple[Applicable, tuple[Finding, ...]]]:
    """The waivers for each deployment, with its findings in every phase."""
    for one in assessments:
        for then in (one, *(phase.assessment for phase in one.phases)):
            if then.waivers is not None:
                yield then.waivers, then.findings


def _part(
    entry: Entry,
    state: WaiverState | Literal["unmatched"],
    language: Language,
    changed: Sequence[Changed] = (),
) -> WaiverPart:
    waiver = entry.waiver
    values = {name: getattr(waiver, name) for name in ("rule", "subject", "owner", "approver", "granted", "expires")}
    why = _why(waiver, changed, language) if state == "void" else ""
    return WaiverPart(
        rule=waiver.rule,
        subject=waiver.subject,
        state=state,
        message=WORDS[state][language].format(**values, reason=waiver.reason.rstrip(". \n"), changed=why),
        reason=waiver.reason,
        owner=waiver.owner,
        requester=waiver.requester,
        approver=waiver.approver,
        granted=waiver.granted.isoformat(),
        expires=waiver.expires.isoformat(),
        location=place_in_file(entry.location),
        changed=tuple([ChangedFact(fact=one.name, then=shown(one.then), now=shown(one.now)) for one in changed]),
    )


def _why(waiver: Waiver, changed: Sequence[Changed], language: Language) -> str:
    if not changed:
        return WORDS["changed-somehow" if waiver.facts is UNSET else "changed-outcome"][language].format(
            then=word(waiver.outcome, language)
        )
    facts = [
        WORDS["fact"][language].format(fact=one.name, then=_value(one.then, language), now=_value(one.now, language))
        for one in changed
    ]
    return WORDS["changed"][language].format(facts="; ".join(facts))


def _value(one: WaivedFact | None, language: Language) -> str:
    return shown(one) or word("unknown", language)


def _files(book: Book, language: Language) -> Iterator[WaiverFile]:
    for source in book.sources:
        key = "waiver" if len(source.entries) == 1 else "some"
        count = WORDS[key][language].format(count=len(source.entries))
        said = WORDS[source.trust][language].format(file=source.file, count=count, key=source.key)
        yield WaiverFile(
            file=source.file, trust=source.trust, digest=source.digest, key=source.key or None, message=said
        )
    for one in book.uncounted:
        said = WORDS["not-counted"][language].format(file=one.file)
        yield WaiverFile(file=one.file, trust="none", digest=None, key=None, message=said)
