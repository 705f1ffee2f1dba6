"""The words of the web form and its pages, in English and Spanish; what reports say too stands in their own table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fielato.reports.words import Language, pair
from fielato.reports.words import word as report_word

WORDS: Final[Mapping[str, Mapping[Language, str]]] = {
    "tagline": pair("The gate for AI deployments", "La puerta de los despliegues de IA"),
    "skip": pair("Skip to the content", "Saltar al contenido"),
    "language": pair("Language", "Idioma"),
    "error-prefix": pair("Error: ", "Error: "),
    "form-title": pair(
        "Check where an AI deployment puts personal data", "Compruebe adónde lleva los datos personales un despliegue"
    ),
    "form-lead": pair(
        "Describe the deployment or submit its file. The answer says where personal data can end up, whether the law "
        "and your organisation allow it, and what to change. Nothing that you submit is kept.",
        "Describa el despliegue o envíe su fichero. La respuesta dice dónde pueden acabar los datos personales, si la "
        "ley y su organización lo permiten, y qué hay que cambiar. No se conserva nada de lo que envíe.",
    ),
    "phases-title": pair("The phases of the roll-out", "Las fases del despliegue"),
    "starts": pair("Begins on", "Empieza el"),
    "understood-title": pair("What was understood of the file", "Lo que se ha entendido del fichero"),
    "understood-says": pair(
        "As a manifest of our own, with where each value was read. Correct it, add what the file cannot say, and "
        "submit it instead.",
        "Como manifiesto propio, con el lugar en que se leyó cada valor. Corríjalo, añada lo que el fichero no puede "
        "decir y envíelo en su lugar.",
    ),
    "ways": pair("How to submit", "Cómo enviarlo"),
    "way-describe": pair("Answer six questions", "Responder seis preguntas"),
    "way-file": pair("Submit a file", "Enviar un fichero"),
    "sku": pair("Deployment type (Azure SKU)", "Tipo de despliegue (SKU de Azure)"),
    "demos": pair("Start from a demo deployment", "Partir de un despliegue de ejemplo"),
    "unknown-is-fine": pair(
        "Leave out what you do not know: unknown stays unknown, and the answer says what to ask.",
        "Deje en blanco lo que no sepa: lo desconocido sigue siéndolo, y la respuesta dirá qué preguntar.",
    ),
    "q-controller": pair("Who is the controller?", "¿Quién es el responsable del tratamiento?"),
    "q-public": pair("Does it belong to the public sector?", "¿Pertenece al sector público?"),
    "q-data": pair("Which data are processed?", "¿Qué datos se tratan?"),
    "q-service": pair("Which AI service is used?", "¿Qué servicio de IA se usa?"),
    "q-region": pair("In which region does it run?", "¿En qué región funciona?"),
    "q-boundary": pair("How far may the data go?", "¿Hasta dónde pueden llegar los datos?"),
    "controller": pair("Name", "Nombre"),
    "country": pair("Country", "País"),
    "personal": pair("Are they personal data?", "¿Son datos personales?"),
    "special": pair("Special categories", "Categorías especiales"),
    "special-none": pair("None of these", "Ninguna de estas"),
    "provider": pair("Provider", "Proveedor"),
    "service": pair("Service", "Servicio"),
    "model": pair("Model or inference profile", "Modelo o perfil de inferencia"),
    "region": pair("Region", "Región"),
    "countries": pair("Countries, as codes", "Países, con sus códigos"),
    "hint-countries": pair("For example ES, FR, PT.", "Por ejemplo ES, FR, PT."),
    "hint-service": pair("As the provider calls them.", "Con los nombres del proveedor."),
    "choose": pair("Choose", "Elija"),
    "yes": pair("Yes", "Sí"),
    "no": pair("No", "No"),
    "do-not-know": pair("I do not know", "No lo sé"),
    "b-none": pair("No limit of our own", "Sin límite propio"),
    "b-EU": pair("Only the European Union", "Solo la Unión Europea"),
    "b-EEA": pair("The European Economic Area", "El Espacio Económico Europeo"),
    "b-EEA+adequate": pair("The EEA and adequate countries", "El EEE y países adecuados"),
    "b-ES": pair("Only Spain", "Solo España"),
    "b-list": pair("Only these countries", "Solo estos países"),
    "health": pair("Health", "Salud"),
    "genetic": pair("Genetic data", "Datos genéticos"),
    "biometric": pair("Biometric data", "Datos biométricos"),
    "racial-or-ethnic-origin": pair("Racial or ethnic origin", "Origen racial o étnico"),
    "political-opinions": pair("Political opinions", "Opiniones políticas"),
    "religion-or-belief": pair("Religion or belief", "Religión o creencias"),
    "trade-union": pair("Trade union membership", "Afiliación sindical"),
    "sex-life": pair("Sex life", "Vida sexual"),
    "sexual-orientation": pair("Sexual orientation", "Orientación sexual"),
    "upload": pair("File of the deployment", "Fichero del despliegue"),
    "text": pair("Or paste the deployment here", "O pegue aquí el despliegue"),
    "register-upload": pair("File of the register (optional)", "Fichero del registro (opcional)"),
    "register-text": pair("Or paste the register here (optional)", "O pegue aquí el registro (opcional)"),
    "hint-file": pair(
        "One deployment: our own manifest, or a file that you have already, such as a Terraform plan, CloudFormation, "
        "ARM, Kubernetes, Helm values, SkyPilot, LiteLLM or Compose.",
        "Un solo despliegue: un manifiesto propio o un fichero que ya tenga, como un plan de Terraform, "
        "CloudFormation, ARM, Kubernetes, valores de Helm, SkyPilot, LiteLLM o Compose.",
    ),
    "terms": pair("Profile and date", "Perfil y fecha"),
    "as-of-date": pair("Judge by the date", "Evaluar a fecha de"),
    "hint-as-of": pair("Empty is today.", "En blanco se entiende hoy."),
    "assess": pair("Check", "Comprobar"),
    "summary-title": pair("There is a problem", "Hay un problema"),
    "need-controller": pair("Enter the name of the controller", "Escriba el nombre del responsable"),
    "need-provider": pair("Enter the provider of the AI service", "Escriba el proveedor del servicio de IA"),
    "need-countries": pair("Enter the countries", "Escriba los países"),
    "none-and-some": pair(
        "Select either “none of these” or the categories", "Marque «ninguna de estas» o las categorías"
    ),
    "need-file": pair("Choose a file or paste the deployment", "Elija un fichero o pegue el despliegue"),
    "expired": pair(
        "The form had expired. What you entered is still here: send it again.",
        "El formulario había caducado. Lo que escribió sigue aquí: envíelo de nuevo.",
    ),
    "too-large": pair("The file is too large", "El fichero es demasiado grande"),
    "result-title": pair("{name}: gate {state}", "{name}: puerta {state}"),
    "gate-open": pair("Gate open", "Puerta abierta"),
    "gate-closed": pair("Gate closed", "Puerta cerrada"),
    "gate-open-says": pair(
        "Nothing found here stops this deployment by the gate “{gate}”.",
        "Nada de lo hallado detiene este despliegue según la puerta «{gate}».",
    ),
    "gate-closed-says": pair(
        "{count} of the findings stop this deployment by the gate “{gate}”.",
        "{count} de los hallazgos detienen este despliegue según la puerta «{gate}».",
    ),
    "rests-on-title": pair("What this rests on", "En qué se apoya"),
    "findings-title": pair("Findings", "Hallazgos"),
    "transfers-title": pair("Transfers to third countries", "Transferencias a terceros países"),
    "no-transfers": pair("No transfer was found.", "No se ha hallado ninguna transferencia."),
    "digests-title": pair("What was assessed", "Qué se evaluó"),
    "manifest-title": pair("The deployment as a file", "El despliegue como fichero"),
    "manifest-says": pair(
        "Your answers come to this file. Keep it beside the code, and add what the findings ask for.",
        "Sus respuestas equivalen a este fichero. Guárdelo junto al código y añada lo que piden los hallazgos.",
    ),
    "download": pair("Download the file", "Descargar el fichero"),
    "edit": pair("Change the answers", "Cambiar las respuestas"),
    "stops": pair("stops", "detiene"),
    "place": pair("Place", "Lugar"),
    "more": pair("{count} more of the same", "{count} más del mismo tipo"),
    "and-more": pair("and {count} more", "y {count} más"),
    "importer": pair("Importer", "Importador"),
    "territory": pair("Territory", "Territorio"),
    "data": pair("Data", "Datos"),
    "run-by": pair("Run by", "Lo realiza"),
    "customer": pair("the organisation", "la organización"),
    "by-vendor": pair("the vendor", "el proveedor"),
    "engine": pair("Engine", "Motor"),
    "inputs": pair("Deployment", "Despliegue"),
    "register": pair("Register", "Registro"),
    "policies": pair("Policies", "Políticas"),
    "catalogue": pair("Catalogue", "Catálogo"),
    "not-advice": pair(
        "Fielato prepares a decision; it does not replace legal advice.",
        "Fielato prepara una decisión; no sustituye el asesoramiento jurídico.",
    ),
    "api": pair("API description", "Descripción de la API"),
}
"""Every word or sentence, by key."""


def word(key: str, language: Language, **values: object) -> str:
    """The word in a language, filled in; reports' words are found too."""
    if key not in WORDS:
        return report_word(key, language, **values)
    text = WORDS[key][language]
    return text.format(**values) if values else text
