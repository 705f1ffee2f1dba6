"""What people are told of an ARM template that leaves something open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

Text = Mapping[str, str]

_LOCATION: Final[Text] = {
    "en": "it takes the location of its resource group, which no file names; write `infrastructure: "
    "[{provider: azure, region: …}]` in fielato.yaml",
    "es": "toma la ubicación de su grupo de recursos, que ningún fichero indica; escriba `infrastructure: "
    "[{provider: azure, region: …}]` en fielato.yaml",
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
ELSEWHERE: Final[Text] = {
    "en": "`{name}` is made from the template `{template}`, which is not beside this file: what it makes was not "
    "judged. Check that template as well",
    "es": "`{name}` se crea con la plantilla `{template}`, que no está junto a este fichero: lo que crea no se ha "
    "juzgado. Compruebe también esa plantilla",
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
        return _LOCATION
    match = _PARAMETER_NAME.search(name)
    text, shown = (_PARAMETER, match[1]) if match else (_OTHER, name)
    return {language: said.format(name=shown) for language, said in text.items()}
