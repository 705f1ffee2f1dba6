"""What people are told of an ARM template that leaves something open."""

from __future__ import annotations

import re
from typing import Final

from fielato.importers import notes as shared
from fielato.importers.notes import Text, filled

_LOCATION: Final[Text] = {
    "en": "it takes the location of its resource group, which no file names",
    "es": "toma la ubicación de su grupo de recursos, que ningún fichero indica",
}
_PARAMETER: Final[Text] = {
    "en": "parameter `{name}` has no value here; give it one in a `.parameters.json` beside the template, or state "
    "the fact in fielato.yaml",
    "es": "el parámetro `{name}` no tiene valor aquí; póngaselo en un `.parameters.json` junto a la plantilla, o "
    "indique el dato en fielato.yaml",
}
_OTHER: Final[Text] = {
    "en": "`{name}` is known only when the template is deployed; state the fact in fielato.yaml",
    "es": "`{name}` solo se sabe al desplegar la plantilla; indique el dato en fielato.yaml",
}
UNSURE: Final[Text] = {
    "en": "whether `{name}` is made hangs on a condition that is not known without the values of its parameters: it "
    "counts as made",
    "es": "que se cree `{name}` depende de una condición que no se conoce sin los valores de sus parámetros: cuenta "
    "como creado",
}
MANY: Final[Text] = {
    "en": "`{name}` is made several times by a copy loop: one stands for all",
    "es": "`{name}` se crea varias veces con un bucle copy: uno vale por todos",
}
SKU_IGNORED: Final[Text] = {
    "en": "Azure ignores this `sku` under `properties` without a word, and `{name}` gets another than it says: the one "
    "beside `properties` counts. Move it there",
    "es": "Azure ignora sin avisar este `sku` dentro de `properties`, y `{name}` recibe otro que el que dice: cuenta "
    "el que está junto a `properties`. Muévalo allí",
}
SKU_ABSENT: Final[Text] = {
    "en": "`{name}` names no SKU, so Azure takes its default, and where the model runs is not known: give `sku.name` "
    "beside `properties`",
    "es": "`{name}` no indica SKU, así que Azure toma el suyo por defecto y no se sabe dónde se ejecuta el modelo: "
    "ponga `sku.name` junto a `properties`",
}
_PARAMETER_NAME: Final = re.compile(r"parameters\('([^']*)'\)")


def why(name: str) -> Text:
    """Why the value of this name is unknown, and what would settle it."""
    if name.startswith("resourceGroup()"):
        return filled(shared.REGION, why=_LOCATION, provider="azure")
    match = _PARAMETER_NAME.search(name)
    text, shown = (_PARAMETER, match[1]) if match else (_OTHER, name)
    return filled(text, name=shown)
