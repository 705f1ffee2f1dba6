"""What people are told of a CloudFormation template that leaves something open."""

from __future__ import annotations

from typing import Final

from fielato.importers import notes as shared
from fielato.importers.cloudformation.functions import REGION
from fielato.importers.notes import Text, filled

_REGION: Final[Text] = {
    "en": "a template names no region, the call that deploys it does",
    "es": "una plantilla no indica región, la indica la orden que la despliega",
}
NO_REGION: Final = filled(shared.REGION, why=_REGION, provider="aws")
_PARAMETER: Final[Text] = {
    "en": "parameter `{name}` has no value here; give it a `Default`, or state the fact in fielato.yaml",
    "es": "el parámetro `{name}` no tiene valor aquí; póngale un `Default`, o indique el dato en fielato.yaml",
}
_IMPORTED: Final[Text] = {
    "en": "another stack exports it; check the template of that stack together with this one",
    "es": "lo exporta otra pila; compruebe la plantilla de esa pila junto con esta",
}
_CONDITION: Final[Text] = {
    "en": "it hangs on the condition `{name}`, whose parameters have no value here; give them a `Default`",
    "es": "depende de la condición `{name}`, cuyos parámetros no tienen valor aquí; póngales un `Default`",
}
_OTHER: Final[Text] = {
    "en": "`{name}` is known only when the stack is made; state the fact in fielato.yaml",
    "es": "`{name}` solo se sabe al crear la pila; indique el dato en fielato.yaml",
}
UNSURE: Final[Text] = {
    "en": "whether `{name}` is made hangs on the condition `{condition}`, which is not known without the values of its "
    "parameters: it counts as made",
    "es": "que se cree `{name}` depende de la condición `{condition}`, que no se conoce sin los valores de sus "
    "parámetros: cuenta como creado",
}
MACRO: Final[Text] = {
    "en": "`{name}` changes the template while it is deployed: what it adds was not judged. Check the processed "
    "template (`aws cloudformation get-template --template-stage Processed`)",
    "es": "`{name}` cambia la plantilla al desplegarla: lo que añade no se ha juzgado. Compruebe la plantilla "
    "procesada (`aws cloudformation get-template --template-stage Processed`)",
}
STACK_SET: Final[Text] = {
    "en": "`{name}` makes stacks in {regions}: what its template makes was not judged, as the template is not in this "
    "file. Check it with each of those regions",
    "es": "`{name}` crea pilas en {regions}: lo que crea su plantilla no se ha juzgado, porque la plantilla no está en "
    "este fichero. Compruébela con cada una de esas regiones",
}
STACK_SET_ANYWHERE: Final[Text] = {
    "en": "`{name}` makes stacks in regions that the template does not name: what they make was not judged. Check its "
    "template with each of them",
    "es": "`{name}` crea pilas en regiones que la plantilla no indica: lo que crean no se ha juzgado. Compruebe su "
    "plantilla con cada una de ellas",
}
SQL_STORE: Final[Text] = {
    "en": "`{name}` answers from a structured store: since 10 May 2026 Bedrock routes its queries across regions "
    "without any setting. Which model it calls is not in the template; state it in fielato.yaml",
    "es": "`{name}` responde desde un almacén estructurado: desde el 10 de mayo de 2026 Bedrock envía sus consultas a "
    "otras regiones sin ningún ajuste. Qué modelo llama no está en la plantilla; indíquelo en fielato.yaml",
}
OTHER_REGISTRY: Final[Text] = {
    "en": "the image of `{name}` lies in {image}, though its stack is said to be made in {region}: one of the two is "
    "wrong, or the image is pulled from there. Say where the stack is made, or name the registry of that region",
    "es": "la imagen de `{name}` está en {image}, aunque se dice que su pila se crea en {region}: uno de los dos datos "
    "es erróneo, o la imagen se trae de allí. Diga dónde se crea la pila, o indique el registro de esa región",
}
LAYER: Final[Text] = {
    "en": "`{name}` loads a layer from {region}: that is code, no data of yours; it is not counted as a place",
    "es": "`{name}` carga una capa desde {region}: es código, no datos suyos; no cuenta como lugar",
}


def why(name: str) -> Text:
    """Why the value of this name is unknown, and what would settle it."""
    if name == REGION:
        return NO_REGION
    if name == "Fn::ImportValue":
        return _IMPORTED
    if name.startswith("Conditions."):
        return filled(_CONDITION, name=name.removeprefix("Conditions."))
    plain = name.replace("_", "").isalnum()
    return filled(_PARAMETER if plain else _OTHER, name=name)
