"""What runs where: the components of a deployment and the flows between them."""

from typing import Annotated, Literal

from .fact import UNSET, Identifier, Maybe, OrNone, Record, Text, fact
from .parts import Access, Encryption, Place, Replication, VendorOptions
from .vocabulary import Purpose


class Component(Record, frozen=True, kw_only=True):
    """A running or storing part of the deployment."""

    id: Annotated[Identifier, fact("Its identifier in this deployment.", "Su identificador en este despliegue.")]
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
            fact(
                "The deployment SKU (Azure).",
                "El SKU del despliegue (Azure).",
                form=True,
                examples=["DataZoneStandard"],
            ),
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
    contradictions: Maybe[
        Annotated[
            tuple[Text, ...],
            fact(
                "What is declared of it otherwise than infrastructure files show; importers fill it in.",
                "Lo que se declara de él en contra de lo que muestran los ficheros de infraestructura; "
                "lo rellenan los importadores.",
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
