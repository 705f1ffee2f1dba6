"""What runs where: the components of a deployment and the flows between them."""

from __future__ import annotations

from typing import Annotated, Literal

from .fact import UNSET, Identifier, Maybe, OrNone, Record, TerritoryCode, Text, fact
from .vocabulary import Purpose


class Place(Record, frozen=True, kw_only=True):
    """A place of the organisation's own or a rented one, outside a provider's regions."""

    kind: Maybe[
        Annotated[
            Literal["on-premises", "edge", "office", "colocation"],
            fact("What sort of place it is.", "Qué clase de lugar es.", form=True),
        ]
    ] = UNSET
    territory: Maybe[Annotated[TerritoryCode, fact("The country it lies in.", "El país en que está.", form=True)]] = (
        UNSET
    )
    own: Maybe[
        Annotated[
            bool,
            fact("Whether the controller runs it itself.", "Si lo explota el propio responsable."),
        ]
    ] = UNSET


class Encryption(Record, frozen=True, kw_only=True):
    """How data are protected in this component, and who can undo it."""

    at_rest: Maybe[
        Annotated[bool, fact("Whether data at rest are encrypted.", "Si los datos en reposo van cifrados.")]
    ] = UNSET
    in_transit: Maybe[
        Annotated[bool, fact("Whether data in transit are encrypted.", "Si los datos en tránsito van cifrados.")]
    ] = UNSET
    client_side: Maybe[
        Annotated[
            bool,
            fact(
                "Whether data are encrypted before they reach the vendor, who cannot decrypt them.",
                "Si se cifran antes de llegar al proveedor, que no puede descifrarlos.",
            ),
        ]
    ] = UNSET
    key_holder: Maybe[
        Annotated[
            Literal["customer", "vendor", "third-party"], fact("Who holds the keys.", "Quién custodia las claves.")
        ]
    ] = UNSET
    key_territory: Maybe[Annotated[TerritoryCode, fact("Where the keys are.", "Dónde están las claves.")]] = UNSET
    vendor_can_decrypt: Maybe[
        Annotated[
            bool,
            fact("Whether the vendor can obtain clear text.", "Si el proveedor puede obtener el texto en claro."),
        ]
    ] = UNSET


class Replication(Record, frozen=True, kw_only=True):
    """Copies at rest elsewhere: replication, geo-redundancy, failover pairs."""

    regions: Maybe[
        Annotated[
            tuple[str, ...],
            fact("The provider's regions that receive copies.", "Las regiones del proveedor que reciben copias."),
        ]
    ] = UNSET
    redundancy: Maybe[
        Annotated[
            Literal["LRS", "ZRS", "GRS", "RAGRS", "GZRS", "RAGZRS"],
            fact("The storage redundancy setting (Azure).", "La redundancia de almacenamiento (Azure)."),
        ]
    ] = UNSET


class Access(Record, frozen=True, kw_only=True):
    """People or systems that reach the data from elsewhere: support, review, administration."""

    purpose: Annotated[Purpose, fact("Why they reach the data.", "Para qué acceden.")]
    territories: Maybe[
        Annotated[
            tuple[TerritoryCode, ...],
            fact("Where they are; `[]` says that nobody has access.", "Dónde están; `[]` dice que nadie accede."),
        ]
    ] = UNSET
    party: Maybe[Annotated[Identifier, fact("The party they belong to.", "La parte a la que pertenecen.")]] = UNSET
    plaintext: Maybe[Annotated[bool, fact("Whether they see the data in clear.", "Si ven los datos en claro.")]] = UNSET


class VendorOptions(Record, frozen=True, kw_only=True):
    """Switches at the vendor that no infrastructure file shows; each needs somebody to state it."""

    ai_services_opt_out: Maybe[
        Annotated[
            bool,
            fact(
                "Whether the organisation's AI services opt-out policy is in force (AWS).",
                "Si está en vigor la política de exclusión de servicios de IA de la organización (AWS).",
            ),
        ]
    ] = UNSET
    zero_data_retention: Maybe[
        Annotated[
            bool,
            fact("Whether the vendor retains no content.", "Si el proveedor no conserva contenido."),
        ]
    ] = UNSET
    modified_abuse_monitoring: Maybe[
        Annotated[
            bool,
            fact(
                "Whether human abuse review is switched off by agreement.",
                "Si la revisión humana de abusos está desactivada por acuerdo.",
            ),
        ]
    ] = UNSET
    eu_support_only: Maybe[
        Annotated[
            bool,
            fact(
                "Whether support is contractually limited to staff in the Union.",
                "Si el soporte se limita por contrato a personal en la Unión.",
            ),
        ]
    ] = UNSET


class Component(Record, frozen=True, kw_only=True):
    """A running or storing part of the deployment."""

    id: Annotated[
        Identifier, fact("Its identifier in this deployment.", "Su identificador en este despliegue.", form=True)
    ]
    description: Maybe[Annotated[Text, fact("What it does, in words.", "Qué hace, en palabras.")]] = UNSET
    purposes: Maybe[
        Annotated[
            tuple[Purpose, ...],
            fact(
                "What it does with the data; absent: what the catalogue says of the service.",
                "Qué hace con los datos; si falta, lo que el catálogo dice del servicio.",
            ),
        ]
    ] = UNSET
    provider: Maybe[
        Annotated[
            str,
            fact(
                "The provider, as in the catalogue.", "El proveedor, como en el catálogo.", form=True, examples=["aws"]
            ),
        ]
    ] = UNSET
    service: Maybe[
        Annotated[str, fact("The provider's service.", "El servicio del proveedor.", form=True, examples=["bedrock"])]
    ] = UNSET
    region: Maybe[
        Annotated[
            str,
            fact("The provider's region.", "La región del proveedor.", form=True, examples=["eu-south-2"]),
        ]
    ] = UNSET
    place: Maybe[
        Annotated[
            Place,
            fact("The place, if it is not a provider's region.", "El lugar, si no es una región de un proveedor."),
        ]
    ] = UNSET
    party: Maybe[
        Annotated[
            Identifier,
            fact("The party that runs it.", "La parte que lo explota."),
        ]
    ] = UNSET
    model: Maybe[
        Annotated[
            str,
            fact(
                "The model, inference profile or its ARN.",
                "El modelo, perfil de inferencia o su ARN.",
                form=True,
                examples=["eu.anthropic.claude-sonnet-4-6"],
            ),
        ]
    ] = UNSET
    sku: Maybe[
        Annotated[
            str,
            fact("The deployment SKU (Azure).", "El SKU del despliegue (Azure).", examples=["DataZoneStandard"]),
        ]
    ] = UNSET
    endpoint: Maybe[
        Annotated[
            str,
            fact(
                "The host or URL that is called.",
                "El host o la URL a la que se llama.",
                examples=["https://eu.api.openai.com"],
            ),
        ]
    ] = UNSET
    settings: Maybe[
        Annotated[
            dict[str, str],
            fact(
                "The vendor's own settings that decide the place, such as `inference_geo`.",
                "Los ajustes propios del proveedor que deciden el lugar, como `inference_geo`.",
            ),
        ]
    ] = UNSET
    copied_from: Maybe[
        Annotated[
            str,
            fact(
                "What an application inference profile was copied from (Bedrock).",
                "De qué se copió un perfil de inferencia de aplicación (Bedrock).",
            ),
        ]
    ] = UNSET
    guardrail_profile: Maybe[
        Annotated[
            OrNone[str],
            fact(
                "The cross-region guardrail profile (Bedrock), or `none`.",
                "El perfil de guardarraíl entre regiones (Bedrock), o `none`.",
            ),
        ]
    ] = UNSET
    fallbacks: Maybe[
        Annotated[
            tuple[Identifier, ...],
            fact(
                "The components that take over when this one fails or is full.",
                "Los componentes que lo sustituyen si falla o se satura.",
            ),
        ]
    ] = UNSET
    replication: Maybe[
        Annotated[
            OrNone[Replication],
            fact("Copies of its data elsewhere, or `none`.", "Copias de sus datos en otro lugar, o `none`."),
        ]
    ] = UNSET
    backup_regions: Maybe[
        Annotated[
            tuple[str, ...],
            fact("The regions that hold its backups.", "Las regiones que guardan sus copias de seguridad."),
        ]
    ] = UNSET
    access: Maybe[
        Annotated[
            tuple[Access, ...],
            fact("Who reaches the data from elsewhere.", "Quién accede a los datos desde otro lugar."),
        ]
    ] = UNSET
    options: Maybe[
        Annotated[VendorOptions, fact("Switches set at the vendor.", "Opciones activadas en el proveedor.")]
    ] = UNSET
    encryption: Maybe[
        Annotated[
            OrNone[Encryption],
            fact("How its data are encrypted, or `none`.", "Cómo se cifran sus datos, o `none`."),
        ]
    ] = UNSET
    retention_days: Maybe[
        Annotated[
            int,
            fact(
                "How long it keeps the data; 0 keeps nothing.",
                "Cuánto conserva los datos; 0 no conserva nada.",
                unit="day",
                ge=0,
                le=36500,
            ),
        ]
    ] = UNSET
    accelerator: Maybe[
        Annotated[
            str,
            fact("The accelerator it needs, or `none`.", "El acelerador que necesita, o `none`.", examples=["GB200"]),
        ]
    ] = UNSET
    data: Maybe[
        Annotated[
            tuple[Identifier, ...],
            fact(
                "The data sets it handles; absent: those that reach it through flows.",
                "Los conjuntos que trata; si falta, los que le llegan por los flujos.",
            ),
        ]
    ] = UNSET
    plaintext: Maybe[
        Annotated[
            bool,
            fact(
                "Whether it handles the data in clear.",
                "Si trata los datos en claro.",
            ),
        ]
    ] = UNSET
    ens_certified: Maybe[
        Annotated[
            bool,
            fact(
                "Whether the service used is covered by an ENS declaration or certificate of the needed category.",
                "Si el servicio usado está amparado por una declaración o certificado ENS de la categoría necesaria.",
            ),
        ]
    ] = UNSET


class DataFlow(Record, frozen=True, kw_only=True, rename={"source": "from", "target": "to"}):
    """Personal data moving between two components."""

    source: Annotated[Identifier, fact("The component that sends.", "El componente que envía.")]
    target: Annotated[Identifier, fact("The component that receives.", "El componente que recibe.")]
    data: Maybe[
        Annotated[
            tuple[Identifier, ...],
            fact(
                "The data sets that move; absent: all that the sender handles.",
                "Los conjuntos que se mueven; si falta, todos los que trata el emisor.",
            ),
        ]
    ] = UNSET
    form: Maybe[
        Annotated[
            Literal["clear", "pseudonymised", "encrypted", "anonymised"],
            fact("The form in which they move.", "La forma en que se mueven."),
        ]
    ] = UNSET
    occasional: Maybe[
        Annotated[bool, fact("Whether they move only occasionally.", "Si se mueven solo de forma ocasional.")]
    ] = UNSET
