"""The fixed words of reports, in English and Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

Language = Literal["en", "es"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)


def pair(en: str, es: str) -> Mapping[Language, str]:
    """One text in both languages."""
    return {"en": en, "es": es}


WORDS: Final[Mapping[str, Mapping[Language, str]]] = {
    "non_compliant": pair("non-compliant", "no conforme"),
    "undetermined": pair("undetermined", "sin determinar"),
    "needs_review": pair("needs review", "requiere revisión"),
    "compliant": pair("compliant", "conforme"),
    "violated": pair("violated", "incumplida"),
    "satisfied": pair("satisfied", "cumplida"),
    "not_applicable": pair("not applicable", "no aplicable"),
    "waived": pair("waived", "dispensada"),
    "open": pair("open", "abierta"),
    "closed": pair("closed", "cerrada"),
    "block": pair("blocks", "bloquea"),
    "closes-gate": pair("closes the gate", "cierra la puerta"),
    "closes-not": pair("does not close this gate", "no cierra esta puerta"),
    "open-question": pair("open question (does not close this gate)", "pregunta abierta (no cierra esta puerta)"),
    "review": pair("review", "revisar"),
    "advise": pair("advice", "consejo"),
    "law": pair("law", "ley"),
    "organisation": pair("organisation", "organización"),
    "gate": pair("gate", "puerta"),
    "verdict": pair("verdict", "veredicto"),
    "unknown": pair("unknown", "desconocido"),
    "true": pair("yes", "sí"),
    "false": pair("no", "no"),
    "none": pair("none", "ninguno"),
    "questions": pair("questions", "preguntas"),
    "where-data-goes": pair("Where the data go", "Adónde van los datos"),
    "not-understood": pair("Not understood in the files", "No se ha entendido en los ficheros"),
    "component": pair("component", "componente"),
    "purpose": pair("purpose", "finalidad"),
    "territories": pair("territories", "territorios"),
    "why": pair("why", "por qué"),
    "vendor": pair("run by the vendor", "lo realiza el proveedor"),
    "basis": pair("basis", "base"),
    "remedy": pair("what to do", "qué hacer"),
    "ask": pair("ask first", "pregunte primero"),
    "article": pair("Art.", "art."),
    "articles": pair("Art.", "arts."),
    "DA": pair("additional provision {number}", "DA {number}.ª"),
    "DT": pair("transitional provision {number}", "DT {number}.ª"),
    "in-force": pair("in force", "en vigor"),
    "cases": pair("cases", "casos"),
    "missing": pair("still unknown", "falta saber"),
    "and-more": pair("… and {count} more", "… y {count} más"),
    "because": pair("because", "porque"),
    "nowhere": pair("does not take place", "no tiene lugar"),
    "rests-on": pair("It rests on these declarations", "Se apoya en estas declaraciones"),
    "rests-on-unverified": pair(
        "and on these facts that nobody has seen in a source",
        "y en estos hechos que nadie ha contrastado en una fuente",
    ),
    "unverified-facts": pair("Facts that nobody has seen in a source", "Hechos que nadie ha contrastado en una fuente"),
    "unverified-count": pair(
        "Facts that nobody has seen in a source: {count}, listed at the end.",
        "Hechos que nadie ha contrastado en una fuente: {count}, enumerados al final.",
    ),
    "subject-deployment": pair("deployment {0}", "el despliegue {0}"),
    "subject-data": pair("data set {0}", "el conjunto de datos {0}"),
    "subject-party": pair("{0}", "{0}"),
    "subject-component": pair("component {0}", "el componente {0}"),
    "subject-location": pair("{1} by component {0} in {2}", "las tareas de {1} del componente {0} en {2}"),
    "subject-transfer": pair(
        "data set {3} going to {0} for {1} in {2}",
        "el conjunto de datos {3} que va a {0} en {2} para tareas de {1}",
    ),
    "places-not-known": pair("places that are not known", "lugares que no se conocen"),
    "undecided": pair(
        "Not decided for {subject}: {title}. First find out: {ask}",
        "Sin determinar para {subject}: {title}. Averigüe primero: {ask}",
    ),
    "undecided-places": pair(
        "Not decided for {subject}: {title}. The places are not all known: {why}",
        "Sin determinar para {subject}: {title}. No se conocen todos los lugares: {why}",
    ),
    "since-baseline": pair(
        "since the baseline: gate {state}; {new} new, {known} known findings",
        "desde la línea base: puerta {state}; hallazgos nuevos: {new}, conocidos: {known}",
    ),
    "since-baseline-gone": pair(
        "since the baseline: gate {state}; {new} new, {known} known findings; {gone} are gone: write it again without",
        "desde la línea base: puerta {state}; hallazgos nuevos: {new}, conocidos: {known}; {gone} ya no están: "
        "escríbala de nuevo sin ellos",
    ),
    "known": pair("known since the baseline", "conocido desde la línea base"),
    "waivers": pair("Waivers", "Dispensas"),
    "more-places": pair("{count} more of the same", "{count} más del mismo tipo"),
    "as-of": pair("as of", "a fecha de"),
    "what-if": pair(
        "WHAT IF, no verdict on what is so: {title} (scenario {name}, from {starts})",
        "SUPUESTO, no un veredicto sobre lo que hay: {title} (supuesto {name}, desde {starts})",
    ),
    "phase": pair("phase", "fase"),
    "phase-past": pair("superseded", "superada"),
    "phase-current": pair("today's gate is for this phase", "la puerta de hoy es la de esta fase"),
    "phase-later": pair("later", "posterior"),
    "phases-closed": pair(
        "! The gate will be closed for {phases}; `--as-of` that day shows why. What is in operation today goes on.",
        "! La puerta estará cerrada para {phases}; `--as-of` ese día muestra por qué. Lo que hoy está en marcha sigue.",
    ),
    "profile": pair("profile", "perfil"),
    "boundary": pair("boundary", "perímetro"),
    "unverified": pair("unverified", "sin verificar"),
    "and-unknown": pair("and places that are not known", "y lugares que no se conocen"),
    "no-findings": pair(
        "No findings: every rule that applies holds.", "Sin hallazgos: se cumplen todas las reglas aplicables."
    ),
    "unverified-rule": pair(
        "the basis of this rule was not seen in a source", "la base de esta regla no se ha contrastado en una fuente"
    ),
    "summary-gate": pair(
        "gate: {state}; assessment: {verdict}{questions}", "puerta: {state}; evaluación: {verdict}{questions}"
    ),
    "summary-questions": pair(", {count} questions to answer", ", {count} preguntas por responder"),
    "summary-question": pair(", 1 question to answer", ", 1 pregunta por responder"),
    "no-personal-data": pair(
        "No personal data are in scope. This rests on the declaration alone.",
        "No se tratan datos personales. Esto se apoya solo en la declaración.",
    ),
    "declared-not-personal": pair(
        "data set `{name}` is declared not to be personal data", "el conjunto `{name}` se declara no personal"
    ),
    "declared-no-data": pair(
        "the deployment is declared to process no data", "se declara que el despliegue no trata datos"
    ),
    "declared-private": pair(
        "the controller is declared not to belong to the public sector",
        "el responsable se declara ajeno al sector público",
    ),
    "declared-no-powers": pair(
        "the processing is declared not to serve public powers",
        "el tratamiento se declara ajeno a potestades públicas",
    ),
    "declared-no-special": pair(
        "data set `{name}` is declared to hold no special categories",
        "el conjunto `{name}` se declara sin categorías especiales",
    ),
    "declared-no-registers": pair(
        "data set `{name}` is declared not to come from a public register",
        "el conjunto `{name}` se declara no procedente de registros públicos",
    ),
    "declared-sectors": pair(
        "the controller's sectors are declared to be {sectors}", "los sectores del responsable se declaran: {sectors}"
    ),
    "inference": pair("inference", "inferencia"),
    "training": pair("training", "entrenamiento"),
    "fine_tuning": pair("fine-tuning", "ajuste fino"),
    "embedding": pair("embedding", "vectorización"),
    "vector_index": pair("vector indexing", "indexación vectorial"),
    "storage": pair("storage", "almacenamiento"),
    "prompt_log": pair("prompt logging", "registro de peticiones"),
    "cache": pair("caching", "almacenamiento en caché"),
    "telemetry": pair("telemetry", "telemetría"),
    "backup": pair("backup", "copias de seguridad"),
    "failover": pair("failover", "conmutación por error"),
    "abuse_monitoring": pair("abuse monitoring", "supervisión de abusos"),
    "human_review": pair("human review", "revisión humana"),
    "support": pair("support", "soporte"),
    "labelling": pair("labelling", "etiquetado"),
    "evaluation": pair("evaluation", "evaluación"),
    "tool": pair("tool use", "uso de herramientas"),
    "gateway": pair("gateway routing", "encaminamiento por pasarela"),
    "identity": pair("identity management", "gestión de identidades"),
    "billing": pair("billing", "facturación"),
}
"""Every word or sentence, by key; vocabularies stand under their own names."""


def word(key: str, language: Language, **values: object) -> str:
    """The word in a language, filled in; a key without a word stands for itself."""
    text = WORDS[key][language] if key in WORDS else key
    return text.format(**values) if values else text
