"""What is told of a LiteLLM configuration: what it leaves open, and the one line that would settle it."""

from __future__ import annotations

from typing import Final

from fielato.importers.notes import Text

INCLUDE: Final[Text] = {
    "en": "`{file}` is included, but is not among these files: what it adds was not judged. Check it as well",
    "es": "se incluye `{file}`, que no está entre estos ficheros: no se ha juzgado lo que añade. Compruébelo también",
}
PROXY: Final[Text] = {
    "en": "the LiteLLM proxy, through which every prompt passes,",
    "es": "el proxy de LiteLLM, por el que pasan todas las peticiones",
}
AWS_REGION: Final[Text] = {
    "en": "in which region {models} is called: the proxy's environment decides (AWS_REGION_NAME, AWS_REGION, a "
    "profile), and without any of it LiteLLM takes us-west-2; give `aws_region_name`",
    "es": "no se sabe en qué región se llama a {models}: lo decide el entorno del proxy (AWS_REGION_NAME, AWS_REGION, "
    "un perfil) y, si no dice nada, LiteLLM usa us-west-2; indique `aws_region_name`",
}
VERTEX_LOCATION: Final[Text] = {
    "en": "{models} has no `vertex_location`: LiteLLM takes us-central1 unless VERTEXAI_LOCATION of the proxy's "
    "environment, or the model itself, says otherwise",
    "es": "{models} no tiene `vertex_location`: LiteLLM usa us-central1 salvo que VERTEXAI_LOCATION, en el entorno "
    "del proxy, o el propio modelo digan otra cosa",
}
VARIABLE: Final[Text] = {
    "en": "`{field}` of {name} comes from the environment variable {variable}, which no file gives: write the value, "
    "or put it under `environment_variables`",
    "es": "`{field}` de {name} viene de la variable de entorno {variable}, que ningún fichero da: escriba el valor, o "
    "póngalo en `environment_variables`",
}
CLAIM: Final[Text] = {
    "en": "`region_name: {region}` is what the configuration says of {models}; LiteLLM only filters by it, and no "
    "request goes there because of it. Give the address or region that is called, or the files that create it",
    "es": "`region_name: {region}` es lo que la configuración dice de {models}; LiteLLM solo filtra con ello y "
    "ninguna petición va allí por eso. Indique la dirección o región a la que se llama, o los ficheros que la crean",
}
WILDCARD: Final[Text] = {
    "en": "`{model}` lets callers name any model of {provider}, wherever that one runs; list the models that are "
    "needed",
    "es": "`{model}` permite pedir cualquier modelo de {provider}, se ejecute donde se ejecute; enumere los necesarios",
}
ANY: Final[Text] = {
    "en": "`{model}` lets callers name any model of any provider: where prompts go is open; list the models that are "
    "needed",
    "es": "`{model}` permite pedir cualquier modelo de cualquier proveedor: queda abierto adónde van las peticiones; "
    "enumere los modelos necesarios",
}
NO_PROVIDER: Final[Text] = {
    "en": "whom LiteLLM calls for `{model}` is not known; write it as `provider/model`, or give `api_base`",
    "es": "no se sabe a quién llama LiteLLM para `{model}`; escríbalo como `proveedor/modelo`, o indique `api_base`",
}
NO_ADDRESS: Final[Text] = {
    "en": "at which address {name} is called is not in these files; give `{field}`",
    "es": "estos ficheros no dicen a qué dirección se llama para {name}; indique `{field}`",
}
FALLBACK: Final[Text] = {
    "en": "`{name}` takes over for {group}, but no entry of `model_list` has that name: where it runs is not known",
    "es": "`{name}` sustituye a {group}, pero ninguna entrada de `model_list` se llama así: no se sabe dónde se "
    "ejecuta",
}
DEFAULT_HOST: Final[Text] = {
    "en": "`{name}` gets what passes through the proxy at {host}, the address that LiteLLM takes unless {variable} of "
    "the proxy's environment names another",
    "es": "`{name}` recibe lo que pasa por el proxy en {host}, la dirección que usa LiteLLM salvo que {variable}, en "
    "el entorno del proxy, indique otra",
}
CUSTOM: Final[Text] = {
    "en": "`{name}` is code of one's own, or a name that Fielato does not know: where it sends prompts and answers is "
    "not in these files. Declare the receiver as a component in fielato.yaml",
    "es": "`{name}` es código propio o un nombre que Fielato no conoce: estos ficheros no dicen adónde envía "
    "preguntas y respuestas. Declare el destinatario como componente en fielato.yaml",
}
REDACTED: Final[Text] = {
    "en": "with `{setting}` LiteLLM replaces prompts and answers before callbacks get them; user, key, team, address "
    "and cost are still sent, and versions have left the request in the proxy's own database",
    "es": "con `{setting}`, LiteLLM sustituye preguntas y respuestas antes de pasarlas a los callbacks; se siguen "
    "enviando usuario, clave, equipo, dirección y coste, y hay versiones que dejaron la petición en la base de datos "
    "del propio proxy",
}
STORED: Final[Text] = {
    "en": "models can be added in the proxy's database (`store_model_in_db`): those are in no file and were not judged",
    "es": "se pueden añadir modelos en la base de datos del proxy (`store_model_in_db`): no están en ningún fichero y "
    "no se han juzgado",
}
