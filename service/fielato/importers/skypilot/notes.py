"""What is told of a SkyPilot task: what its optimiser is left to choose, and what would settle it."""

from __future__ import annotations

from typing import Final

from fielato.importers.notes import Text

ANYWHERE: Final[Text] = {
    "en": "{name} names no cloud and no region: SkyPilot's optimiser takes any that is enabled, replicas of a service "
    "and managed jobs that recover (EAGER_NEXT_REGION unless told otherwise) move on to others; write `infra: "
    "aws/eu-south-2`, with your cloud and region",
    "es": "{name} no indica ni nube ni región: el optimizador de SkyPilot elige cualquiera que esté habilitada, y las "
    "réplicas de un servicio y los trabajos que se recuperan (EAGER_NEXT_REGION, si no se dice otra cosa) pasan a "
    "otras; ponga `infra: aws/eu-south-2`, con su nube y región",
}
ANY_REGION: Final[Text] = {
    "en": "{name} may run in any region of {cloud}: SkyPilot's optimiser picks one, replicas of a service and managed "
    "jobs that recover (EAGER_NEXT_REGION unless told otherwise) move on to others; write `infra: {cloud}/…` with the "
    "region",
    "es": "{name} puede ejecutarse en cualquier región de {cloud}: el optimizador de SkyPilot elige una, y las "
    "réplicas de un servicio y los trabajos que se recuperan (EAGER_NEXT_REGION, si no se dice otra cosa) pasan a "
    "otras; ponga `infra: {cloud}/…` con la región",
}
CLUSTER: Final[Text] = {
    "en": "the cluster that {name} runs on (`{infra}`)",
    "es": "el clúster en que se ejecuta {name} (`{infra}`)",
}
CLOUD: Final[Text] = {
    "en": "the cloud `{cloud}`, on which {name} runs, is not in the catalogue: where its regions lie is not known",
    "es": "la nube `{cloud}`, en la que se ejecuta {name}, no está en el catálogo: no se sabe dónde están sus regiones",
}
BUCKET: Final[Text] = {
    "en": "in which region the bucket {bucket} is, is not in the task: an address such as s3:// has none, and a "
    "bucket that SkyPilot makes gets the region of the first cluster or its default; check the files that create it, "
    "or declare it as a component in fielato.yaml",
    "es": "la tarea no dice en qué región está el bucket {bucket}: una dirección como s3:// no la lleva, y un bucket "
    "que crea SkyPilot toma la región del primer clúster o la predeterminada; compruebe los ficheros que lo crean, o "
    "declárelo como componente en fielato.yaml",
}
STORE: Final[Text] = {
    "en": "in which store and region SkyPilot makes the bucket for {path} is left to it; give `source: s3://…` of a "
    "bucket whose region is known",
    "es": "SkyPilot decide en qué almacén y región crea el bucket para {path}; indique `source: s3://…` de un bucket "
    "cuya región se conozca",
}
CONTROLLER: Final[Text] = {
    "en": "requests to the service {name} pass through SkyServe's controller, whose place is in SkyPilot's own "
    "configuration (`serve.controller.resources.infra`) and not in this file; declare `{id}` in fielato.yaml with its "
    "region",
    "es": "las peticiones al servicio {name} pasan por el controlador de SkyServe, cuyo lugar está en la "
    "configuración de SkyPilot (`serve.controller.resources.infra`) y no en este fichero; declare `{id}` en "
    "fielato.yaml con su región",
}
