"""What a file in a repository may say of how `fielato check` is to be called there."""

from typing import Annotated, Literal

from .controller import Boundary
from .fact import UNSET, Identifier, Maybe, Record, Text, fact


class CheckOptions(Record, frozen=True, kw_only=True):
    """Options of `fielato check`: profile, gate and boundary may only be tighter than without them."""

    profile: Annotated[Maybe[Identifier], fact("The profile.", "El perfil.")] = UNSET
    gate: Annotated[Maybe[Identifier], fact("The gate; else the profile's.", "La puerta; si no, la del perfil.")] = (
        UNSET
    )
    boundary: Annotated[
        Maybe[Boundary], fact("Where personal data may be.", "Dónde pueden estar los datos personales.")
    ] = UNSET
    policies: Annotated[
        Maybe[tuple[Text, ...]],
        fact("Folders of further rules, beside this file.", "Carpetas con más reglas, junto a este fichero."),
    ] = UNSET
    register: Annotated[
        Maybe[Text],
        fact("The organisation's register, beside this file.", "El registro de la organización, junto a este."),
    ] = UNSET
    waivers: Annotated[
        Maybe[Text],
        fact(
            "The waivers, beside this file; the call says whom to trust for them.",
            "Las dispensas, junto a este fichero; en quién se confía lo dice la llamada.",
        ),
    ] = UNSET
    format: Annotated[Maybe[Identifier], fact("How to print.", "Cómo se imprime.")] = UNSET
    report: Annotated[
        Maybe[tuple[Text, ...]],
        fact(
            "Reports to write, each as `FORMAT=FILE`, beside this file.",
            "Informes que se escriben, cada uno como `FORMATO=FICHERO`, junto a este.",
        ),
    ] = UNSET
    lang: Annotated[Maybe[Literal["en", "es"]], fact("The language of texts.", "El idioma de los textos.")] = UNSET
