"""What is told of a Compose project: what its files leave open, and what would settle it."""

from __future__ import annotations

from typing import Final

from fielato.importers.notes import Text

HOST: Final[Text] = {"en": "the host of these services", "es": "la máquina de estos servicios"}
FILE: Final[Text] = {
    "en": "`{file}`, which {name} takes in, is not among these files: the variables or services in it are not known. "
    "Add it to the check, without its secrets",
    "es": "`{file}`, que usa {name}, no está entre estos ficheros: no se conocen sus variables o servicios. Añádalo a "
    "la comprobación, sin sus secretos",
}
PROFILES: Final[Text] = {
    "en": "started only with a profile, and counted all the same: {services}",
    "es": "solo se inician con un perfil, y se han contado de todos modos: {services}",
}
LOGS: Final[Text] = {
    "en": "{name} logs through `{driver}`, and no option says where to; give `{option}`",
    "es": "{name} escribe sus registros mediante `{driver}` y ninguna opción dice adónde; indique `{option}`",
}
EXTENDS: Final[Text] = {
    "en": "{name} extends `{service}`, which none of these files has: what it takes from there is not known",
    "es": "{name} amplía `{service}`, que no está en estos ficheros: no se sabe qué toma de ahí",
}
LABEL: Final[Text] = {
    "en": "`{constraint}` picks machines by a label that somebody gave them: it shows no place. Say where they are "
    "under `infrastructure:` in fielato.yaml",
    "es": "`{constraint}` elige máquinas por una etiqueta que alguien les puso: no demuestra ningún lugar. Diga dónde "
    "están en `infrastructure:` de fielato.yaml",
}
