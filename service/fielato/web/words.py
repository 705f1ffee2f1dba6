"""The words of the web form and its pages, in English and Spanish; what reports say too stands in their own table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fielato.reports.words import Language
from fielato.reports.words import word as report_word


def _pair(en: str, es: str) -> Mapping[str, str]:
    return {"en": en, "es": es}


WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "tagline": _pair("The gate for AI deployments", "La puerta de los despliegues de IA"),
    "skip": _pair("Skip to the content", "Saltar al contenido"),
    "language": _pair("Language", "Idioma"),
    "error-prefix": _pair("Error: ", "Error: "),
    "form-title": _pair(
        "Check where an AI deployment puts personal data", "Compruebe adónde lleva los datos personales un despliegue"
    ),
    "form-lead": _pair(
        "Describe the deployment or submit its file. The answer says where personal data can end up, whether the law "
        "and your organisation allow it, and what to change. Nothing that you submit is kept.",
        "Describa el despliegue o envíe su fichero. La respuesta dice dónde pueden acabar los datos personales, si la "
        "ley y su organización lo permiten, y qué hay que cambiar. No se conserva nada de lo que envíe.",
    ),
    "ways": _pair("How to submit", "Cómo enviarlo"),
    "way-describe": _pair("Answer six questions", "Responder seis preguntas"),
    "way-file": _pair("Submit a file", "Enviar un fichero"),
    "sku": _pair("Deployment type (Azure SKU)", "Tipo de despliegue (SKU de Azure)"),
    "demos": _pair("Start from a demo deployment", "Partir de un despliegue de ejemplo"),
    "unknown-is-fine": _pair(
        "Leave out what you do not know: unknown stays unknown, and the answer says what to ask.",
        "Deje en blanco lo que no sepa: lo desconocido sigue siéndolo, y la respuesta dirá qué preguntar.",
    ),
    "q-controller": _pair("Who is the controller?", "¿Quién es el responsable del tratamiento?"),
    "q-public": _pair("Does it belong to the public sector?", "¿Pertenece al sector público?"),
    "q-data": _pair("Which data are processed?", "¿Qué datos se tratan?"),
    "q-service": _pair("Which AI service is used?", "¿Qué servicio de IA se usa?"),
    "q-region": _pair("In which region does it run?", "¿En qué región funciona?"),
    "q-boundary": _pair("How far may the data go?", "¿Hasta dónde pueden llegar los datos?"),
    "controller": _pair("Name", "Nombre"),
    "country": _pair("Country", "País"),
    "personal": _pair("Are they personal data?", "¿Son datos personales?"),
    "special": _pair("Special categories", "Categorías especiales"),
    "special-none": _pair("None of these", "Ninguna de estas"),
    "provider": _pair("Provider", "Proveedor"),
    "service": _pair("Service", "Servicio"),
    "model": _pair("Model or inference profile", "Modelo o perfil de inferencia"),
    "region": _pair("Region", "Región"),
    "countries": _pair("Countries, as codes", "Países, con sus códigos"),
    "hint-countries": _pair("For example ES, FR, PT.", "Por ejemplo ES, FR, PT."),
    "hint-service": _pair("As the provider calls them.", "Con los nombres del proveedor."),
    "choose": _pair("Choose", "Elija"),
    "yes": _pair("Yes", "Sí"),
    "no": _pair("No", "No"),
    "do-not-know": _pair("I do not know", "No lo sé"),
    "b-none": _pair("No limit of our own", "Sin límite propio"),
    "b-EU": _pair("Only the European Union", "Solo la Unión Europea"),
    "b-EEA": _pair("The European Economic Area", "El Espacio Económico Europeo"),
    "b-EEA+adequate": _pair("The EEA and adequate countries", "El EEE y países adecuados"),
    "b-ES": _pair("Only Spain", "Solo España"),
    "b-list": _pair("Only these countries", "Solo estos países"),
    "health": _pair("Health", "Salud"),
    "genetic": _pair("Genetic data", "Datos genéticos"),
    "biometric": _pair("Biometric data", "Datos biométricos"),
    "racial-or-ethnic-origin": _pair("Racial or ethnic origin", "Origen racial o étnico"),
    "political-opinions": _pair("Political opinions", "Opiniones políticas"),
    "religion-or-belief": _pair("Religion or belief", "Religión o creencias"),
    "trade-union": _pair("Trade union membership", "Afiliación sindical"),
    "sex-life": _pair("Sex life", "Vida sexual"),
    "sexual-orientation": _pair("Sexual orientation", "Orientación sexual"),
    "upload": _pair("File of the deployment", "Fichero del despliegue"),
    "text": _pair("Or paste the deployment here", "O pegue aquí el despliegue"),
    "register-upload": _pair("File of the register (optional)", "Fichero del registro (opcional)"),
    "register-text": _pair("Or paste the register here (optional)", "O pegue aquí el registro (opcional)"),
    "hint-file": _pair("YAML or JSON, one deployment.", "YAML o JSON, un solo despliegue."),
    "terms": _pair("Profile and date", "Perfil y fecha"),
    "as-of-date": _pair("Judge by the date", "Evaluar a fecha de"),
    "hint-as-of": _pair("Empty is today.", "Vacío es hoy."),
    "assess": _pair("Check", "Comprobar"),
    "summary-title": _pair("There is a problem", "Hay un problema"),
    "need-controller": _pair("Enter the name of the controller", "Escriba el nombre del responsable"),
    "need-provider": _pair("Enter the provider of the AI service", "Escriba el proveedor del servicio de IA"),
    "need-countries": _pair("Enter the countries", "Escriba los países"),
    "none-and-some": _pair(
        "Select either “none of these” or the categories", "Marque «ninguna de estas» o las categorías"
    ),
    "need-file": _pair("Choose a file or paste the deployment", "Elija un fichero o pegue el despliegue"),
    "expired": _pair(
        "The form had expired. What you entered is still here: send it again.",
        "El formulario había caducado. Lo que escribió sigue aquí: envíelo de nuevo.",
    ),
    "too-large": _pair("The file is too large", "El fichero es demasiado grande"),
    "result-title": _pair("{name}: gate {state}", "{name}: puerta {state}"),
    "gate-open": _pair("Gate open", "Puerta abierta"),
    "gate-closed": _pair("Gate closed", "Puerta cerrada"),
    "gate-open-says": _pair(
        "Nothing found here stops this deployment by the gate “{gate}”.",
        "Nada de lo hallado detiene este despliegue según la puerta «{gate}».",
    ),
    "gate-closed-says": _pair(
        "{count} of the findings stop this deployment by the gate “{gate}”.",
        "{count} de los hallazgos detienen este despliegue según la puerta «{gate}».",
    ),
    "rests-on-title": _pair("What this rests on", "En qué se apoya"),
    "findings-title": _pair("Findings", "Hallazgos"),
    "transfers-title": _pair("Transfers to third countries", "Transferencias a terceros países"),
    "no-transfers": _pair("No transfer was found.", "No se halló ninguna transferencia."),
    "digests-title": _pair("What was assessed", "Qué se evaluó"),
    "manifest-title": _pair("The deployment as a file", "El despliegue como fichero"),
    "manifest-says": _pair(
        "Your answers come to this file. Keep it beside the code, and add what the findings ask for.",
        "Sus respuestas equivalen a este fichero. Guárdelo junto al código y añada lo que piden los hallazgos.",
    ),
    "download": _pair("Download the file", "Descargar el fichero"),
    "edit": _pair("Change the answers", "Cambiar las respuestas"),
    "stops": _pair("stops", "detiene"),
    "place": _pair("Place", "Lugar"),
    "more": _pair("{count} more of the same", "{count} más iguales"),
    "and-more": _pair("and {count} more", "y {count} más"),
    "importer": _pair("Importer", "Importador"),
    "territory": _pair("Territory", "Territorio"),
    "data": _pair("Data", "Datos"),
    "run-by": _pair("Run by", "Lo realiza"),
    "customer": _pair("the organisation", "la organización"),
    "by-vendor": _pair("the vendor", "el proveedor"),
    "engine": _pair("Engine", "Motor"),
    "inputs": _pair("Deployment", "Despliegue"),
    "register": _pair("Register", "Registro"),
    "policies": _pair("Policies", "Políticas"),
    "catalogue": _pair("Catalogue", "Catálogo"),
    "not-advice": _pair(
        "Fielato prepares a decision; it does not replace legal advice.",
        "Fielato prepara una decisión; no sustituye el asesoramiento jurídico.",
    ),
    "api": _pair("API description", "Descripción de la API"),
}
"""Every word or sentence, by key."""


def word(key: str, language: Language, **values: object) -> str:
    """The word in a language, filled in; reports' words are found too."""
    if key not in WORDS:
        return report_word(key, language, **values)
    text = WORDS[key][language]
    return text.format(**values) if values else text
