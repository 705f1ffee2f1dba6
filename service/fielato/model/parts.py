"""What is inside a component: its place, how its data are protected and copied, who reaches them, vendor switches."""

from typing import Annotated, Literal

from .fact import UNSET, Identifier, Maybe, Record, TerritoryCode, fact
from .vocabulary import Purpose


class Place(Record, frozen=True, kw_only=True):
    """A place of the organisation's own or a rented one, outside a provider's regions."""

    kind: Annotated[
        Maybe[Literal["on-premises", "edge", "office", "colocation"]],
        fact("What sort of place it is.", "Qué clase de lugar es."),
    ] = UNSET
    territory: Annotated[Maybe[TerritoryCode], fact("The country it lies in.", "El país en que está.")] = UNSET
    own: Annotated[
        Maybe[bool], fact("Whether the controller runs it itself.", "Si lo explota el propio responsable.")
    ] = UNSET


class Encryption(Record, frozen=True, kw_only=True):
    """How data are protected in this component, and who can undo it."""

    at_rest: Annotated[
        Maybe[bool], fact("Whether data at rest are encrypted.", "Si los datos en reposo van cifrados.")
    ] = UNSET
    in_transit: Annotated[
        Maybe[bool], fact("Whether data in transit are encrypted.", "Si los datos en tránsito van cifrados.")
    ] = UNSET
    client_side: Annotated[
        Maybe[bool],
        fact(
            "Whether data are encrypted before they reach the vendor, who cannot decrypt them.",
            "Si se cifran antes de llegar al proveedor, que no puede descifrarlos.",
        ),
    ] = UNSET
    key_holder: Annotated[
        Maybe[Literal["customer", "vendor", "third-party"]], fact("Who holds the keys.", "Quién custodia las claves.")
    ] = UNSET
    key_territory: Annotated[Maybe[TerritoryCode], fact("Where the keys are.", "Dónde están las claves.")] = UNSET
    vendor_can_decrypt: Annotated[
        Maybe[bool],
        fact("Whether the vendor can obtain clear text.", "Si el proveedor puede obtener el texto en claro."),
    ] = UNSET


class Replication(Record, frozen=True, kw_only=True):
    """Copies at rest elsewhere: replication, geo-redundancy, failover pairs."""

    regions: Annotated[
        Maybe[tuple[str, ...]],
        fact("The provider's regions that receive copies.", "Las regiones del proveedor que reciben copias."),
    ] = UNSET
    redundancy: Annotated[
        Maybe[Literal["LRS", "ZRS", "GRS", "RAGRS", "GZRS", "RAGZRS"]],
        fact("The storage redundancy setting (Azure).", "La redundancia de almacenamiento (Azure)."),
    ] = UNSET


class Access(Record, frozen=True, kw_only=True):
    """People or systems that reach the data from elsewhere: support, review, administration."""

    purpose: Annotated[Purpose, fact("Why they reach the data.", "Para qué acceden.")]
    territories: Annotated[
        Maybe[tuple[TerritoryCode, ...]],
        fact("Where they are; `[]` says that nobody has access.", "Dónde están; `[]` dice que nadie accede."),
    ] = UNSET
    party: Annotated[Maybe[Identifier], fact("The party they belong to.", "La parte a la que pertenecen.")] = UNSET
    plaintext: Annotated[Maybe[bool], fact("Whether they see the data in clear.", "Si ven los datos en claro.")] = UNSET


class VendorOptions(Record, frozen=True, kw_only=True):
    """Switches at the vendor that no infrastructure file shows; each needs somebody to state it."""

    ai_services_opt_out: Annotated[
        Maybe[bool],
        fact(
            "Whether the organisation's AI services opt-out policy is in force (AWS).",
            "Si está en vigor la política de exclusión de servicios de IA de la organización (AWS).",
        ),
    ] = UNSET
    zero_data_retention: Annotated[
        Maybe[bool], fact("Whether the vendor retains no content.", "Si el proveedor no conserva contenido.")
    ] = UNSET
    modified_abuse_monitoring: Annotated[
        Maybe[bool],
        fact(
            "Whether human abuse review is switched off by agreement.",
            "Si la revisión humana de abusos está desactivada por acuerdo.",
        ),
    ] = UNSET
    eu_support_only: Annotated[
        Maybe[bool],
        fact(
            "Whether support is contractually limited to staff in the Union.",
            "Si el soporte se limita por contrato a personal en la Unión.",
        ),
    ] = UNSET
