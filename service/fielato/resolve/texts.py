"""The reasons that resolve gives, as sentences in English and Spanish."""

from __future__ import annotations

from collections.abc import Mapping


def _text(en: str, es: str) -> Mapping[str, str]:
    return {"en": en, "es": es}


TEXTS: Mapping[str, Mapping[str, str]] = {
    "place": _text("the manifest places it in {territory}", "el manifiesto lo sitúa en {territory}"),
    "place-unknown": _text(
        "the manifest gives a place without a country", "el manifiesto da un lugar sin decir el país"
    ),
    "region": _text("{provider} {region} is in {territory}", "{provider} {region} está en {territory}"),
    "region-spans": _text(
        "{provider} {region} spans several places ({places})", "{provider} {region} abarca varios lugares ({places})"
    ),
    "region-not-known": _text(
        "{provider} has no region {region} that the catalogue knows{hint}",
        "el catálogo no conoce la región {region} de {provider}{hint}",
    ),
    "region-not-offered": _text(
        "{provider} does not offer {region} on this date: what was there is somewhere that is not known",
        "{provider} no ofrece {region} en esta fecha: lo que hubiera allí está en un lugar que no se conoce",
    ),
    "region-not-told": _text(
        "a region is given whose name the files do not tell", "se da una región cuyo nombre no dicen los ficheros"
    ),
    "region-not-mapped": _text(
        "{provider} calls its region {region}, and the catalogue does not know where that is",
        "{provider} llama {region} a su región, y el catálogo no sabe dónde está",
    ),
    "region-absent": _text(
        "no region is given: {provider} takes it from environment or account",
        "no se indica región: {provider} la toma del entorno o de la cuenta",
    ),
    "region-default": _text(
        "no region is given: the default of {provider} {service} is {region}",
        "no se indica región: el valor por defecto de {provider} {service} es {region}",
    ),
    "region-of-nobody": _text(
        "region {region} is given without its provider", "se indica la región {region} sin su proveedor"
    ),
    "provider-absent": _text("neither provider nor place is given", "no se indica ni proveedor ni lugar"),
    "provider-not-known": _text(
        "the catalogue knows nothing of provider {provider}{hint}",
        "el catálogo no conoce el proveedor {provider}{hint}",
    ),
    "bedrock-in-region": _text(
        "{model} has no geographic prefix: it runs in the calling region",
        "{model} no lleva prefijo geográfico: se ejecuta en la región desde la que se llama",
    ),
    "bedrock-profile": _text(
        "inference profile {profile} can route to {regions}",
        "el perfil de inferencia {profile} puede encaminar a {regions}",
    ),
    "bedrock-prefix": _text(
        "prefix {prefix}. can route to {regions}", "el prefijo {prefix}. puede encaminar a {regions}"
    ),
    "bedrock-prefix-open": _text(
        "{model} is not in the catalogue: prefix {prefix}. may reach further regions",
        "{model} no está en el catálogo: el prefijo {prefix}. puede alcanzar más regiones",
    ),
    "bedrock-model-not-known": _text(
        "{model} is not a model id of a form that Bedrock documents: where it leads is not known",
        "{model} no tiene la forma de un identificador de modelo de Bedrock: no se sabe adónde lleva",
    ),
    "bedrock-profile-not-told": _text(
        "a profile is given whose name the files do not tell: it can lead anywhere",
        "se da un perfil cuyo nombre no dicen los ficheros: puede llevar a cualquier parte",
    ),
    "bedrock-model-absent": _text(
        "no model is given: a geographic prefix would route elsewhere",
        "no se indica el modelo: un prefijo geográfico encaminaría a otro lugar",
    ),
    "bedrock-profile-opaque": _text(
        "application inference profile {model} hides what it was copied from",
        "el perfil de aplicación {model} oculta de qué se copió",
    ),
    "bedrock-router": _text(
        "{model} chooses among models that it does not name", "{model} elige entre modelos que no nombra"
    ),
    "guardrail": _text(
        "guardrail profile {profile} is evaluated where it routes",
        "el perfil de guardarraíl {profile} se evalúa allí adonde encamina",
    ),
    "service-route": _text(
        "{service} routes across regions from {region}: {regions}",
        "{service} reparte entre regiones desde {region}: {regions}",
    ),
    "service-route-open": _text(
        "{service} routes across regions from {region}, and which ones is not published",
        "{service} reparte entre regiones desde {region}, y no se publica entre cuáles",
    ),
    "sku-region": _text(
        "SKU {sku} processes in the resource's region", "el SKU {sku} procesa en la región del recurso"
    ),
    "sku-zone": _text(
        "SKU {sku} processes anywhere in data zone {zone}", "el SKU {sku} procesa en toda la zona de datos {zone}"
    ),
    "sku-no-zone": _text(
        "SKU {sku} needs a data zone, and {region} has none",
        "el SKU {sku} requiere una zona de datos y {region} no tiene",
    ),
    "sku-global": _text("SKU {sku} processes in any Azure region", "el SKU {sku} procesa en cualquier región de Azure"),
    "sku-at-rest": _text(
        "SKU {sku} keeps data at rest in the resource's region",
        "el SKU {sku} conserva los datos en reposo en la región del recurso",
    ),
    "sku-at-rest-open": _text(
        "SKU {sku} makes no promise where data rest", "el SKU {sku} no promete dónde reposan los datos"
    ),
    "sku-absent": _text(
        "no deployment SKU is given: it decides where inference runs",
        "no se indica el SKU del despliegue: es lo que decide dónde se infiere",
    ),
    "sku-not-known": _text("the catalogue knows no SKU {sku}{hint}", "el catálogo no conoce el SKU {sku}{hint}"),
    "model-only": _text(
        "{model} is served only in few places: {note}", "{model} solo se sirve en algunos lugares: {note}"
    ),
    "vertex-global": _text(
        "location global: any Google Cloud region", "ubicación global: cualquier región de Google Cloud"
    ),
    "endpoint": _text("host {host} processes in {places}", "el host {host} procesa en {places}"),
    "endpoint-default": _text(
        "no endpoint is given: the default {host} processes in {places}",
        "no se indica el punto de acceso: el habitual, {host}, procesa en {places}",
    ),
    "endpoint-open": _text("host {host} gives no promise of place", "el host {host} no promete ningún lugar"),
    "endpoint-default-open": _text(
        "no endpoint is given: the default {host} gives no promise of place",
        "no se indica el punto de acceso: el habitual, {host}, no promete ningún lugar",
    ),
    "endpoint-not-known": _text("the catalogue does not know host {host}", "el catálogo no conoce el host {host}"),
    "endpoint-internal": _text("host {host} is inside the deployment", "el host {host} es interno al despliegue"),
    "endpoint-path": _text(
        "the URL's path names location {location}", "la ruta de la URL nombra la ubicación {location}"
    ),
    "fallback": _text("it falls back on {component}", "recurre a {component} si falla"),
    "fallback-missing": _text(
        "it falls back on {component}, which is not a component", "recurre a {component}, que no es un componente"
    ),
    "replica": _text("its data are replicated to {region}", "sus datos se replican en {region}"),
    "replica-not-known": _text(
        "its data are replicated to {region}, which the catalogue does not know",
        "sus datos se replican en {region}, que el catálogo no conoce",
    ),
    "redundancy": _text(
        "redundancy {redundancy} copies to the paired region {region}",
        "la redundancia {redundancy} copia a la región emparejada {region}",
    ),
    "redundancy-no-pair": _text(
        "redundancy {redundancy} copies to a paired region that is not published",
        "la redundancia {redundancy} copia a una región emparejada que no se publica",
    ),
    "backup": _text("its backups are kept in {region}", "sus copias de seguridad se guardan en {region}"),
    "access": _text("people there reach the data for {purpose}", "desde allí se accede a los datos para {purpose}"),
    "access-none": _text("nobody has access for {purpose}", "nadie accede para {purpose}"),
    "access-unknown": _text(
        "people reach the data for {purpose} from places that are not given",
        "se accede a los datos para {purpose} desde lugares que no se indican",
    ),
    "vendor": _text("the vendor: {note}", "el proveedor: {note}"),
    "vendor-unknown": _text("{provider} does not say where this takes place", "{provider} no dice dónde ocurre"),
    "vendor-none": _text("{provider} states that this does not take place", "{provider} declara que esto no ocurre"),
    "eu-support-only": _text(
        "support is contractually limited to staff in the Union",
        "el soporte se limita por contrato a personal situado en la Unión",
    ),
    "importer-country": _text("{party} is established in {territory}", "{party} está establecida en {territory}"),
    "importer-unknown": _text(
        "the legal entity behind {party} is not known", "no se conoce la entidad jurídica que hay detrás de {party}"
    ),
}
"""Every reason, by code; `{…}` is filled in from the reason's words."""
