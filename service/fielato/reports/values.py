"""How the values of closed vocabularies are told in a sentence, in English and Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fielato.reports.words import Language, pair, word

TOLD: Final = frozenset(
    {
        "assessed_by",
        "boundary",
        "category",
        "conformity",
        "holder",
        "limb",
        "localisation_demanded",
        "practices",
        "purpose",
        "regime",
        "registers",
        "special_categories",
    }
)
"""The last part of the names of facts whose values are told in words; those of others are names, numbers, dates."""

VALUES: Final[Mapping[str, Mapping[Language, str]]] = {
    "biometric": pair("biometric data", "datos biométricos"),
    "genetic": pair("genetic data", "datos genéticos"),
    "health": pair("health", "salud"),
    "political-opinions": pair("political opinions", "opiniones políticas"),
    "racial-or-ethnic-origin": pair("racial or ethnic origin", "origen racial o étnico"),
    "religion-or-belief": pair("religion or belief", "religión o creencias"),
    "sex-life": pair("sex life", "vida sexual"),
    "sexual-orientation": pair("sexual orientation", "orientación sexual"),
    "trade-union": pair("trade union membership", "afiliación sindical"),
    "ceded-tax": pair("ceded taxes", "tributos cedidos"),
    "electoral-roll": pair("electoral roll", "censo electoral"),
    "gambling-control": pair("gambling control", "control del juego"),
    "invoices": pair("invoices", "facturas"),
    "own-tax": pair("own taxes", "tributos propios"),
    "padron": pair("municipal register of inhabitants", "padrón municipal de habitantes"),
    "pnr": pair("passenger name records", "registros de nombres de pasajeros"),
    "population-register": pair("population register", "registro de población"),
    "retained-communications": pair("retained communications data", "datos de comunicaciones conservados"),
    "sns-users": pair("users of the National Health System", "usuarios del Sistema Nacional de Salud"),
    "tobacco-traceability": pair("tobacco traceability", "trazabilidad del tabaco"),
    "whistleblowing": pair("whistleblowing channel", "canal de denuncias"),
    "eu-institution": pair("Union institutions", "instituciones de la Unión"),
    "law-enforcement": pair("law enforcement", "policía y justicia penal"),
    "gdpr": pair("GDPR", "RGPD"),
    "BASIC": pair("BASIC", "BÁSICA"),
    "MEDIUM": pair("MEDIUM", "MEDIA"),
    "HIGH": pair("HIGH", "ALTA"),
    "certificate": pair("certificate", "certificación"),
    "declaration": pair("declaration", "declaración"),
    "EU": pair("EU", "UE"),
    "EEA": pair("EEA", "EEE"),
    "EEA+adequate": pair("EEA and adequate countries", "EEE y países adecuados"),
    "ES": pair("Spain", "España"),
    "49.1.a": pair("Article 49(1)(a)", "artículo 49.1.a)"),
    "49.1.b": pair("Article 49(1)(b)", "artículo 49.1.b)"),
    "49.1.c": pair("Article 49(1)(c)", "artículo 49.1.c)"),
    "49.1.d": pair("Article 49(1)(d)", "artículo 49.1.d)"),
    "49.1.e": pair("Article 49(1)(e)", "artículo 49.1.e)"),
    "49.1.f": pair("Article 49(1)(f)", "artículo 49.1.f)"),
    "49.1.g": pair("Article 49(1)(g)", "artículo 49.1.g)"),
    "49.1.sub2": pair("the second subparagraph of Article 49(1)", "artículo 49.1, párrafo segundo"),
    "manipulation": pair("manipulation", "manipulación"),
    "exploitation-of-vulnerability": pair("exploitation of vulnerability", "explotación de vulnerabilidades"),
    "social-scoring": pair("social scoring", "puntuación social"),
    "crime-prediction-by-profiling": pair("crime prediction by profiling", "predicción de delitos por perfiles"),
    "face-scraping": pair("untargeted scraping of faces", "extracción no selectiva de caras"),
    "biometric-categorisation": pair("biometric categorisation", "categorización biométrica"),
    "real-time-identification": pair("real-time remote identification", "identificación remota en tiempo real"),
    "intimate-imagery": pair(
        "intimate imagery without consent or child abuse material",
        "imágenes íntimas sin consentimiento o material de abuso de menores",
    ),
    "controller": pair("the controller", "el responsable"),
    "customer": pair("the customer", "el cliente"),
    "vendor": pair("the vendor", "el proveedor"),
    "third-party": pair("a third party", "un tercero"),
    "national": pair("one Member State", "un Estado miembro"),
    "regional": pair("one region", "una región"),
    "automotive": pair("automotive", "automoción"),
    "banking": pair("banking", "banca"),
    "defence": pair("defence", "defensa"),
    "education": pair("education", "enseñanza"),
    "energy": pair("energy", "energía"),
    "finance": pair("finance", "finanzas"),
    "gambling": pair("gambling", "juego"),
    "insurance": pair("insurance", "seguros"),
    "justice": pair("justice", "justicia"),
    "other": pair("other", "otros"),
    "public-administration": pair("public administration", "Administración pública"),
    "research": pair("research", "investigación"),
    "retail": pair("retail", "comercio"),
    "tax": pair("tax", "tributos"),
    "telecommunications": pair("telecommunications", "telecomunicaciones"),
    "tobacco": pair("tobacco", "tabaco"),
}
"""Every value but the purposes, which stand among the words of reports."""


def told(value: str, language: Language) -> str:
    """The value in words; what has none stands for itself."""
    return VALUES[value][language] if value in VALUES else word(value, language)
