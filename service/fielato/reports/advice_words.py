"""The words of advice, in English and Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fielato.reports.words import Language, pair

WORDS: Final[Mapping[str, Mapping[Language, str]]] = {
    "distances": pair("distances from {place}", "distancias desde {place}"),
    "ending-fine": pair("Nothing has to be changed.", "No hay nada que cambiar."),
    "ending-changes": pair("Technical changes alone {goal}.", "Bastan cambios técnicos para {goal}."),
    "ending-changes-and-answers": pair(
        "Technical changes {goal} if the questions below are answered as shown.",
        "Los cambios técnicos sirven para {goal} si las preguntas de abajo se responden como se indica.",
    ),
    "ending-answers": pair(
        "Nothing technical helps: only these answers, documents or promises of the vendor {goal}.",
        "Nada técnico ayuda: solo estas respuestas, documentos o compromisos del proveedor sirven para {goal}.",
    ),
    "ending-partly": pair(
        "What the catalogue shows is not enough to {goal}: what is left takes a decision, a document or another "
        "vendor.",
        "Lo que muestra el catálogo no basta para {goal}: lo que queda exige una decisión, un documento u otro "
        "proveedor.",
    ),
    "ending-nothing": pair(
        "Nothing that the catalogue shows helps to {goal}: it takes a decision, a document or another vendor.",
        "Nada de lo que muestra el catálogo ayuda a {goal}: hace falta una decisión, un documento u otro proveedor.",
    ),
    "goal-gate": pair("open the gate", "abrir la puerta"),
    "goal-violated": pair("end the violations", "poner fin a los incumplimientos"),
    "goal-undetermined": pair("settle what is undetermined", "aclarar lo que está sin determinar"),
    "goal-review": pair("settle what needs review", "resolver lo que requiere revisión"),
    "incomplete": pair(
        "The search ended at its limit: there may be more alternatives.",
        "La búsqueda llegó a su límite: puede haber más alternativas.",
    ),
    "in-the-way": pair("{names}: in the way stand {rules}", "{names}: lo impiden {rules}"),
    "no-alternative": pair(
        "no change of it that the catalogue shows would help",
        "ningún cambio suyo que muestre el catálogo serviría",
    ),
    "lacking": pair(
        "no region of its provider offers {accelerator}, as far as the table knows",
        "ninguna región de su proveedor ofrece {accelerator}, según la tabla",
    ),
    "change": pair("{component}: {field}: {before} → {after}", "{component}: {field}: {before} → {after}"),
    "absent": pair("(not given)", "(sin indicar)"),
    "drawn-up": pair("(to be drawn up)", "(por elaborar)"),
    "assumes": pair(
        "(Supposed: the assessment of each transfer finds essentially equivalent protection. Only whoever makes it can "
        "say so; if it finds otherwise, the clauses alone are no ground.)",
        "(Se supone que la evaluación de cada transferencia concluye que la protección es esencialmente equivalente. "
        "Eso solo puede decirlo quien la haga; si concluye otra cosa, las cláusulas solas no bastan.)",
    ),
    "then": pair(
        "then: gate {gate}, {verdict}; {settled} findings fewer, {new} new ones",
        "después: puerta {gate}, {verdict}; {settled} hallazgos menos, {new} nuevos",
    ),
    "alone": pair(
        "assessed for this component alone: {settled} findings fewer, {new} new ones",
        "evaluado solo para este componente: {settled} hallazgos menos, {new} nuevos",
    ),
    "left-of-it": pair("still in the way: {rules}", "aún lo impiden: {rules}"),
    "cost-region": pair(
        "{region}, {city}{country}, {distance} (now {before})", "{region}, {city}{country}, {distance} (hoy, {before})"
    ),
    "kilometres": pair("{count} km away", "a {count} km"),
    "no-distance": pair("distance not known", "distancia desconocida"),
    "missing-accelerators": pair("accelerators missing there: {names}", "aceleradores que faltan allí: {names}"),
    "missing-services": pair("services missing there: {names}", "servicios que faltan allí: {names}"),
    "no-offers": pair(
        "no table says which services and accelerators this provider has where",
        "ninguna tabla dice qué servicios y aceleradores tiene este proveedor en cada región",
    ),
    "confirm": pair("to be confirmed: {doubts}", "por confirmar: {doubts}"),
    "doubt-service": pair(
        "that the service is offered there (no table says so)", "que el servicio se ofrece allí (ninguna tabla lo dice)"
    ),
    "doubt-model": pair(
        "that the model is served so (no table says so)", "que el modelo se sirve así (ninguna tabla lo dice)"
    ),
    "doubt-accelerator": pair(
        "that the accelerator is there (no table says so)", "que el acelerador está allí (ninguna tabla lo dice)"
    ),
    "doubt-offer": pair(
        "that the vendor offers it (the catalogue does not say so)",
        "que el proveedor lo ofrece (el catálogo no lo dice)",
    ),
    "shown-by": pair("shown by: {sources}", "consta en: {sources}"),
    "together": pair("All together: gate {gate}, {verdict}", "En conjunto: puerta {gate}, {verdict}"),
    "if-answered": pair("if it is answered so:", "si se responde así:"),
    "reply": pair("{fact} = {value}{subject}", "{fact} = {value}{subject}"),
    "about": pair(" ({subject})", " ({subject})"),
    "left": pair("left: {rules}", "queda: {rules}"),
    "elsewhere": pair(
        "No component is behind: {rules}",
        "No dependen de ningún componente: {rules}",
    ),
    "further": pair("Next, to {goal}:", "Después, para {goal}:"),
    "phase": pair("Phase {id}, from {starts}", "Fase {id}, desde el {starts}"),
    "more": pair("and {count} more", "y {count} más"),
    "profile": pair("another inference profile", "otro perfil de inferencia"),
    "sku": pair("another deployment SKU", "otro SKU de despliegue"),
    "switch": pair("a switch at the vendor", "una opción del proveedor"),
    "endpoint": pair("another host of the service", "otro host del servicio"),
    "guardrail": pair("another guardrail profile", "otro perfil de guardarraíl"),
    "replication": pair("copies kept nearer, or none", "copias más cerca, o ninguna"),
    "backup": pair("backups kept elsewhere, or none", "copias de seguridad en otro lugar, o ninguna"),
    "fallback": pair("without a fallback", "sin un respaldo"),
    "keys": pair("keys held by the customer", "claves custodiadas por el cliente"),
    "client-side": pair("encryption before the data reach the vendor", "cifrado antes de llegar al proveedor"),
    "region": pair("another region", "otra región"),
    "provider": pair("the same model at another provider", "el mismo modelo en otro proveedor"),
    "support-contract": pair("support limited to the Union by contract", "soporte limitado a la Unión por contrato"),
    "vendor-answer": pair(
        "the vendor's statement of where its people are", "declaración del proveedor de dónde está su personal"
    ),
}
"""Every word or sentence, by key; kinds of changes stand under their own names."""
