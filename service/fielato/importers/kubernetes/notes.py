"""What is told where manifests leave something open, each with the one fact that would settle it."""

from __future__ import annotations

from typing import Final

from fielato.importers.notes import Text

CLUSTER: Final[Text] = {"en": "the cluster that runs these manifests", "es": "el clúster que ejecuta estos manifiestos"}
NO_REGION: Final[Text] = {
    "en": "the cluster is one of {provider}, and no file says in which region",
    "es": "el clúster es de {provider} y ningún fichero dice en qué región",
}
NO_PROVIDER: Final[Text] = {
    "en": "{name} runs in a region called `{region}`, but whose region that is is not in these manifests. Say it with "
    "`infrastructure: [{{provider: …}}]` in fielato.yaml",
    "es": "{name} se ejecuta en una región llamada `{region}`, pero estos manifiestos no dicen de qué proveedor es. "
    "Indíquelo con `infrastructure: [{{provider: …}}]` en fielato.yaml",
}
SPREAD: Final[Text] = {
    "en": "{name} is spread over all regions of its cluster, which are not in these manifests: select those that are "
    "meant by `topology.kubernetes.io/region`",
    "es": "{name} se reparte por todas las regiones de su clúster, que no figuran en estos manifiestos: elija las que "
    "procedan por `topology.kubernetes.io/region`",
}
VARIABLES_ELSEWHERE: Final[Text] = {
    "en": "{name} takes variables from ConfigMap `{reference}`, which is not among these files: where they send data "
    "is not known. Add its file",
    "es": "{name} toma variables del ConfigMap `{reference}`, que no está entre estos ficheros: no se sabe adónde "
    "envían datos. Añada su fichero",
}
SECRET_VARIABLES: Final[Text] = {
    "en": "{name} takes variables from Secret `{reference}`, whose content is not in these files: whether they send "
    "data elsewhere is not known. Keep only keys and passwords there, and give hosts and regions as plain variables",
    "es": "{name} toma variables del Secret `{reference}`, cuyo contenido no está en estos ficheros: no se sabe si "
    "envían datos a otro lugar. Deje allí solo claves y contraseñas, y ponga hosts y regiones como variables visibles",
}
LOGGER: Final[Text] = {
    "en": "the logger of {name} copies requests or responses, and where to is not said here: without `url` the "
    "cluster's own setting decides (`defaultUrl` of the logger in the ConfigMap `inferenceservice-config`, or the "
    "broker of the namespace). Give `url`",
    "es": "el registrador de {name} copia peticiones o respuestas y aquí no se dice adónde: sin `url` decide el ajuste "
    "del propio clúster (`defaultUrl` del registrador en el ConfigMap `inferenceservice-config`, o el bróker del "
    "espacio de nombres). Indique `url`",
}
STEP: Final[Text] = {
    "en": "a step of {name} calls `{host}`, a host that is still to be filled in: write the host that is called",
    "es": "un paso de {name} llama a `{host}`, un host que aún hay que completar: escriba el host al que se llama",
}
RUNTIME_ELSEWHERE: Final[Text] = {
    "en": "{name} runs in the serving runtime `{reference}`, which is not among these files: what that sends elsewhere "
    "is not known. Add its file",
    "es": "{name} se ejecuta en el entorno de servicio `{reference}`, que no está entre estos ficheros: no se sabe qué "
    "envía a otro lugar. Añada su fichero",
}
CONFIGURATION: Final[Text] = {
    "en": "ConfigMap `{reference}` configures a model gateway, and none of these manifests, or more than one, mounts "
    "it: where the gateway runs is not known from them. Add the manifest of its workload",
    "es": "el ConfigMap `{reference}` configura una pasarela de modelos y ninguno de estos manifiestos lo monta, o lo "
    "montan varios: con ellos no se sabe dónde se ejecuta. Añada el manifiesto de su carga de trabajo",
}
