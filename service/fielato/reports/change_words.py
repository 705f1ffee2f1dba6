"""The words of timelines and differences, in English and Spanish: what happened, and what is behind a change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fielato.reports.words import Language, pair

WORDS: Final[Mapping[str, Mapping[Language, str]]] = {
    "timeline": pair("From {since} to {until}", "Del {since} al {until}"),
    "at-first": pair("{since}: {gate}, {verdict}, {count} findings", "{since}: {gate}, {verdict}, {count} hallazgos"),
    "stays": pair("Nothing changes until {until}.", "Nada cambia hasta el {until}."),
    "before": pair("before", "antes"),
    "after": pair("after", "después"),
    "same": pair("Nothing differs.", "No hay diferencias."),
    "same-findings": pair("No finding differs.", "Ningún hallazgo cambia."),
    "behind": pair("behind it", "lo motiva"),
    "because": pair("because", "porque"),
    "appeared": pair("new", "nuevo"),
    "changed": pair("changed", "cambia"),
    "vanished": pair("gone", "desaparece"),
    "outcome": pair("outcome {before} → {after}", "resultado {before} → {after}"),
    "severity": pair("severity {before} → {after}", "gravedad {before} → {after}"),
    "missing": pair("still unknown: {after} (before: {before})", "falta saber: {after} (antes: {before})"),
    "worse-violated": pair(
        "Worse: a violation closes the gate that did not close it before.",
        "Peor: cierra la puerta un incumplimiento que antes no la cerraba.",
    ),
    "worse-undetermined": pair(
        "Worse: something undetermined closes the gate that did not close it before.",
        "Peor: cierra la puerta una duda que antes no la cerraba.",
    ),
    "no-worse": pair(
        "Not worse: nothing closes the gate that did not close it before.",
        "No peor: nada cierra la puerta que no la cerrara antes.",
    ),
    "unverified": pair("{text} (nobody has seen this in a source)", "{text} (nadie lo ha contrastado en una fuente)"),
}
"""Every word or sentence that these pages alone have, by key."""

CAUSES: Final[Mapping[str, Mapping[Language, str]]] = {
    "adequacy-begins": pair(
        "adequacy decision {decision} for {territory} can be relied on ({name})",
        "la decisión de adecuación {decision} para {territory} sirve de base ({name})",
    ),
    "adequacy-ends": pair(
        "adequacy decision {decision} for {territory} cannot be relied on any more ({name})",
        "la decisión de adecuación {decision} para {territory} deja de servir de base ({name})",
    ),
    "status-unclear": pair(
        "the status of {territory} in data protection law is unclear",
        "el régimen de {territory} en protección de datos no está claro",
    ),
    "union-begins": pair("{territory} is in the Union", "{territory} está en la Unión"),
    "union-ends": pair("{territory} is no longer in the Union", "{territory} ya no está en la Unión"),
    "eea-begins": pair("{territory} is in the EEA", "{territory} está en el EEE"),
    "eea-ends": pair("{territory} is no longer treated as in the EEA", "{territory} deja de contar como parte del EEE"),
    "membership-changes": pair(
        "{territory} joins or leaves the Union or the EEA", "{territory} entra o sale de la Unión o del EEE"
    ),
    "region-begins": pair("{provider} offers region {region}", "{provider} ofrece la región {region}"),
    "region-ends": pair("{provider} no longer offers region {region}", "{provider} deja de ofrecer la región {region}"),
    "rule-begins": pair("rule {rule} comes into force", "entra en vigor la regla {rule}"),
    "rule-ends": pair("rule {rule} is no longer in force", "la regla {rule} deja de estar en vigor"),
    "definition-begins": pair("definition {rule} comes into force", "entra en vigor la definición {rule}"),
    "definition-ends": pair("definition {rule} is no longer in force", "la definición {rule} deja de estar en vigor"),
    "day-in-rule": pair("{rule} turns on {date}", "{rule} depende del {date}"),
    "day-written": pair("{key}: {date}", "{key}: {date}"),
    "age-passes": pair("{key} of {date} is more than {days} days old", "{key} del {date} supera los {days} días"),
}
"""What happened on a day, by the kind of its cause."""

REASONS: Final[Mapping[str, Mapping[Language, str]]] = {
    "fact": pair("{fact}: {before} → {after}", "{fact}: {before} → {after}"),
    "row-new": pair(
        "this place, party or transfer was not there before", "este lugar, parte o transferencia no existía antes"
    ),
    "row-gone": pair(
        "this place, party or transfer is not there any more", "este lugar, parte o transferencia ya no existe"
    ),
    "rule-begins": pair("the rule is in force from now on", "la regla entra en vigor"),
    "rule-ends": pair("the rule is no longer in force", "la regla ya no está en vigor"),
    "rule-new": pair("the policies have this rule only after", "las políticas solo tienen esta regla después"),
    "rule-gone": pair("the policies have this rule only before", "las políticas solo tienen esta regla antes"),
    "rule-differs": pair("the rule itself differs", "la propia regla es distinta"),
}
"""What is behind a change, by its kind."""


def said(table: Mapping[str, Mapping[Language, str]], key: str, language: Language, /, **values: object) -> str:
    """A sentence of one of these tables, filled in."""
    return table[key][language].format_map(values)
