"""The fixed words of reports, in English and Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Language = Literal["en", "es"]
LANGUAGES: tuple[Language, ...] = ("en", "es")


def _pair(en: str, es: str) -> Mapping[str, str]:
    return {"en": en, "es": es}


WORDS: Mapping[str, Mapping[str, str]] = {
    "non_compliant": _pair("non-compliant", "no conforme"),
    "undetermined": _pair("undetermined", "sin determinar"),
    "needs_review": _pair("needs review", "requiere revisión"),
    "compliant": _pair("compliant", "conforme"),
    "violated": _pair("violated", "incumplida"),
    "satisfied": _pair("satisfied", "cumplida"),
    "waived": _pair("waived", "dispensada"),
    "open": _pair("open", "abierta"),
    "closed": _pair("closed", "cerrada"),
    "block": _pair("blocks", "bloquea"),
    "review": _pair("review", "revisar"),
    "advise": _pair("advice", "consejo"),
    "law": _pair("law", "ley"),
    "organisation": _pair("organisation", "organización"),
    "gate": _pair("gate", "puerta"),
    "verdict": _pair("verdict", "veredicto"),
    "unknown": _pair("unknown", "desconocido"),
    "true": _pair("yes", "sí"),
    "false": _pair("no", "no"),
    "none": _pair("none", "ninguno"),
    "questions": _pair("questions", "preguntas"),
    "where-data-goes": _pair("Where the data go", "Adónde van los datos"),
    "component": _pair("component", "componente"),
    "purpose": _pair("purpose", "finalidad"),
    "territories": _pair("territories", "territorios"),
    "why": _pair("why", "por qué"),
    "vendor": _pair("run by the vendor", "lo realiza el proveedor"),
    "basis": _pair("basis", "base"),
    "remedy": _pair("what to do", "qué hacer"),
    "ask": _pair("ask first", "pregunte primero"),
    "article": _pair("Art.", "art."),
    "in-force": _pair("in force", "en vigor"),
    "cases": _pair("cases", "casos"),
    "missing": _pair("still unknown", "falta saber"),
    "because": _pair("because", "porque"),
    "nowhere": _pair("does not take place", "no tiene lugar"),
    "rests-on": _pair("It rests on these declarations", "Se apoya en estas declaraciones"),
    "rests-on-unverified": _pair(
        "and on these facts that nobody has seen in a source", "y en estos hechos que nadie ha visto en una fuente"
    ),
    "subject-deployment": _pair("deployment {0}", "el despliegue {0}"),
    "subject-data": _pair("data set {0}", "el conjunto de datos {0}"),
    "subject-party": _pair("{0}", "{0}"),
    "subject-component": _pair("component {0}", "el componente {0}"),
    "subject-location": _pair("{1} by component {0} in {2}", "{1} del componente {0} en {2}"),
    "subject-transfer": _pair(
        "data set {3} going to {0} for {1} in {2}", "el conjunto {3} que va a {0} para {1} en {2}"
    ),
    "places-not-known": _pair("places that are not known", "lugares que no se conocen"),
    "undecided": _pair(
        "Not decided for {subject}: {title}. First find out: {ask}",
        "Sin decidir para {subject}: {title}. Averigüe primero: {ask}",
    ),
    "undecided-places": _pair(
        "Not decided for {subject}: {title}. The places are not all known: {why}",
        "Sin decidir para {subject}: {title}. No se conocen todos los lugares: {why}",
    ),
    "more-places": _pair("{count} more of the same", "{count} más iguales"),
    "as-of": _pair("as of", "a fecha de"),
    "profile": _pair("profile", "perfil"),
    "boundary": _pair("boundary", "perímetro"),
    "unverified": _pair("unverified", "sin verificar"),
    "and-unknown": _pair("and places that are not known", "y lugares que no se conocen"),
    "no-findings": _pair(
        "No findings: every rule that applies holds.", "Sin hallazgos: toda regla aplicable se cumple."
    ),
    "unverified-rule": _pair(
        "the basis of this rule was not seen in a source", "la base de esta regla no se vio en una fuente"
    ),
    "summary-gate": _pair(
        "gate: {state}; assessment: {verdict}{questions}", "puerta: {state}; evaluación: {verdict}{questions}"
    ),
    "summary-questions": _pair(", {count} questions to answer", ", {count} preguntas por responder"),
    "summary-question": _pair(", 1 question to answer", ", 1 pregunta por responder"),
    "no-personal-data": _pair(
        "No personal data are in scope. This rests on the declaration alone.",
        "No hay datos personales en juego. Esto se apoya solo en la declaración.",
    ),
    "declared-not-personal": _pair(
        "data set `{name}` is declared not to be personal data", "el conjunto `{name}` se declara no personal"
    ),
    "declared-no-data": _pair(
        "the deployment is declared to process no data", "se declara que el despliegue no trata datos"
    ),
    "declared-private": _pair(
        "the controller is declared not to belong to the public sector",
        "el responsable se declara ajeno al sector público",
    ),
    "declared-no-powers": _pair(
        "the processing is declared not to serve public powers",
        "el tratamiento se declara ajeno a potestades públicas",
    ),
    "declared-no-special": _pair(
        "data set `{name}` is declared to hold no special categories",
        "el conjunto `{name}` se declara sin categorías especiales",
    ),
    "declared-no-registers": _pair(
        "data set `{name}` is declared not to come from a public register",
        "el conjunto `{name}` se declara no procedente de registros públicos",
    ),
    "declared-sectors": _pair(
        "the controller's sectors are declared to be {sectors}", "los sectores del responsable se declaran: {sectors}"
    ),
    "inference": _pair("inference", "inferencia"),
    "training": _pair("training", "entrenamiento"),
    "fine_tuning": _pair("fine-tuning", "ajuste fino"),
    "embedding": _pair("embedding", "vectorización"),
    "vector_index": _pair("vector index", "índice vectorial"),
    "storage": _pair("storage", "almacenamiento"),
    "prompt_log": _pair("prompt log", "registro de peticiones"),
    "cache": _pair("cache", "caché"),
    "telemetry": _pair("telemetry", "telemetría"),
    "backup": _pair("backup", "copia de seguridad"),
    "failover": _pair("failover", "conmutación por error"),
    "abuse_monitoring": _pair("abuse monitoring", "vigilancia de abusos"),
    "human_review": _pair("human review", "revisión humana"),
    "support": _pair("support", "soporte"),
    "labelling": _pair("labelling", "etiquetado"),
    "evaluation": _pair("evaluation", "evaluación"),
    "tool": _pair("tool", "herramienta"),
    "gateway": _pair("gateway", "pasarela"),
    "identity": _pair("identity", "identidad"),
    "billing": _pair("billing", "facturación"),
}
"""Every word or sentence, by key; vocabularies stand under their own names."""


def word(key: str, language: Language, **values: object) -> str:
    """The word in a language, filled in; a key without a word stands for itself."""
    text = WORDS[key][language] if key in WORDS else key
    return text.format(**values) if values else text
