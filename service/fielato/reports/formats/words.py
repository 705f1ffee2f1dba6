"""What only the formats for other tools and for readers of pages say, in English and Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fielato.reports.words import Language, pair, word

WORDS: Final[Mapping[str, Mapping[Language, str]]] = {
    "title": pair("Where personal data go", "Adónde van los datos personales"),
    "gate-open": pair("The gate is open", "La puerta está abierta"),
    "gate-closed": pair("The gate is closed", "La puerta está cerrada"),
    "error": pair("What closes the gate", "Lo que cierra la puerta"),
    "warning": pair("To be looked at; it does not close the gate", "Por revisar; no cierra la puerta"),
    "note": pair("Open questions and advice", "Preguntas abiertas y consejos"),
    "open-questions": pair(
        "Open questions, each with what to find out first; they do not close the gate",
        "Preguntas abiertas, cada una con lo primero que averiguar; no cierran la puerta",
    ),
    "questions-closing": pair("Unanswered, and so the gate is closed", "Sin respuesta, y por eso la puerta se cierra"),
    "subjects": pair("{count} times", "{count} veces"),
    "places": pair("{count} places", "{count} lugares"),
    "waived": pair("Waived", "Dispensado"),
    "nothing": pair(
        "Nothing was found: every rule that applies holds.", "Sin hallazgos: se cumplen todas las reglas aplicables."
    ),
    "satisfied": pair("Rules that hold", "Reglas que se cumplen"),
    "satisfied-count": pair("{count} rules hold, counted once per subject", "Se cumplen {count}, una vez por sujeto"),
    "waivers": pair("Waivers", "Dispensas"),
    "github-more": pair(
        "{count} more are not shown: GitHub keeps ten of each kind. The summary of the job has them.",
        "Hay {count} más que no se muestran: GitHub conserva diez de cada clase. Están en el resumen del trabajo.",
    ),
    "sarif-cut": pair(
        "{count} of {all} results are left out, the least important ones: GitHub takes no more than {limit}. "
        "`--format json` has all.",
        "Se omiten {count} de {all} resultados, los menos importantes: GitHub no admite más de {limit}. "
        "`--format json` los da todos.",
    ),
    "markdown-cut": pair(
        "{count} more are left out, since a comment can be no longer. `--format html` has all.",
        "Se omiten {count} más: un comentario no admite más texto. `--format html` lo da todo.",
    ),
    "phases": pair("Phases", "Fases"),
    "from": pair("from", "desde"),
    "digests": pair("Digests of what went in (SHA-256)", "Resúmenes de lo que se evaluó (SHA-256)"),
    "made-by": pair("Made by Fielato {version}", "Elaborado por Fielato {version}"),
    "not-advice": pair("It is no legal advice.", "No es asesoramiento jurídico."),
    "contents": pair("Contents", "Contenido"),
    "controller": pair("controller", "responsable"),
    "environment": pair("environment", "entorno"),
    "oscal-title": pair(
        "Assessment of where personal data are processed", "Evaluación de dónde se tratan datos personales"
    ),
    "oscal-plan": pair(
        "The rules of profile {profile}, in place of an assessment plan; policies {digest}",
        "Las reglas del perfil {profile}, en lugar de un plan de evaluación; políticas {digest}",
    ),
    "oscal-reviewed": pair(
        "All rules of profile {profile} that apply on {as_of}.",
        "Todas las reglas del perfil {profile} aplicables a fecha de {as_of}.",
    ),
    "oscal-tool": pair(
        "Checks before deployment where an AI system puts personal data.",
        "Comprueba antes del despliegue dónde pone un sistema de IA los datos personales.",
    ),
    "oscal-waived": pair("Accepted by the organisation.", "Aceptado por la organización."),
    "digest-inputs": pair("inputs", "ficheros"),
    "digest-register": pair("register", "registro de la organización"),
    "digest-policies": pair("policies", "políticas"),
    "digest-profile": pair("profile", "perfil"),
    "digest-scenario": pair("scenario", "supuesto"),
    "digest-waivers": pair("waivers", "dispensas"),
    "digest-catalogue": pair("catalogue", "catálogo"),
}
"""Every word or sentence, by key."""


def told(key: str, language: Language, **values: object) -> str:
    """The words in a language, filled in; a key that is not here is one of all reports."""
    if key not in WORDS:
        return word(key, language, **values)
    text = WORDS[key][language]
    return text.format(**values) if values else text
