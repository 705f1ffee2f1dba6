"""What runs where: the components of a deployment and the flows between them."""

from typing import Annotated, Literal

from .fact import UNSET, Identifier, Maybe, OrNone, Record, Text, fact
from .parts import Access, Encryption, Place, Replication, VendorOptions
from .vocabulary import Purpose


class Component(Record, frozen=True, kw_only=True):
    """A running or storing part of the deployment."""

    id: Annotated[Identifier, fact("Its identifier in this deployment.", "Su identificador en este despliegue.")]
    description: Annotated[Maybe[Text], fact("What it does, in words.", "Qué hace, en palabras.")] = UNSET
    purposes: Annotated[
        Maybe[tuple[Purpose, ...]],
        fact(
            "What it does with the data; absent: what the catalogue says of the service.",
            "Qué hace con los datos; si falta, lo que el catálogo dice del servicio.",
        ),
    ] = UNSET
    provider: Annotated[
        Maybe[str],
        fact("The provider, as in the catalogue.", "El proveedor, como en el catálogo.", form=True, examples=["aws"]),
    ] = UNSET
    service: Annotated[
        Maybe[str], fact("The provider's service.", "El servicio del proveedor.", form=True, examples=["bedrock"])
    ] = UNSET
    region: Annotated[
        Maybe[str], fact("The provider's region.", "La región del proveedor.", form=True, examples=["eu-south-2"])
    ] = UNSET
    place: Annotated[
        Maybe[Place],
        fact("The place, if it is not a provider's region.", "El lugar, si no es una región de un proveedor."),
    ] = UNSET
    party: Annotated[Maybe[Identifier], fact("The party that runs it.", "La parte que lo explota.")] = UNSET
    model: Annotated[
        Maybe[str],
        fact(
            "The model, inference profile or its ARN.",
            "El modelo, perfil de inferencia o su ARN.",
            form=True,
            examples=["eu.anthropic.claude-sonnet-4-6"],
        ),
    ] = UNSET
    sku: Annotated[
        Maybe[str],
        fact(
            "The deployment SKU (Azure).",
            "El SKU del despliegue (Azure).",
            form=True,
            examples=["DataZoneStandard"],
        ),
    ] = UNSET
    endpoint: Annotated[
        Maybe[str],
        fact(
            "The host or URL that is called.",
            "El host o la URL a la que se llama.",
            examples=["https://eu.api.openai.com"],
        ),
    ] = UNSET
    settings: Annotated[
        Maybe[dict[str, str]],
        fact(
            "The vendor's own settings that decide the place, such as `inference_geo`.",
            "Los ajustes propios del proveedor que deciden el lugar, como `inference_geo`.",
        ),
    ] = UNSET
    copied_from: Annotated[
        Maybe[str],
        fact(
            "What an application inference profile was copied from (Bedrock).",
            "De qué se copió un perfil de inferencia de aplicación (Bedrock).",
        ),
    ] = UNSET
    guardrail_profile: Annotated[
        Maybe[OrNone[str]],
        fact(
            "The cross-region guardrail profile (Bedrock), or `none`.",
            "El perfil de guardarraíl entre regiones (Bedrock), o `none`.",
        ),
    ] = UNSET
    fallbacks: Annotated[
        Maybe[tuple[Identifier, ...]],
        fact(
            "The components that take over when this one fails or is full.",
            "Los componentes que lo sustituyen si falla o se satura.",
        ),
    ] = UNSET
    replication: Annotated[
        Maybe[OrNone[Replication]],
        fact("Copies of its data elsewhere, or `none`.", "Copias de sus datos en otro lugar, o `none`."),
    ] = UNSET
    backup_regions: Annotated[
        Maybe[tuple[str, ...]],
        fact("The regions that hold its backups.", "Las regiones que guardan sus copias de seguridad."),
    ] = UNSET
    access: Annotated[
        Maybe[tuple[Access, ...]],
        fact("Who reaches the data from elsewhere.", "Quién accede a los datos desde otro lugar."),
    ] = UNSET
    options: Annotated[
        Maybe[VendorOptions], fact("Switches set at the vendor.", "Opciones activadas en el proveedor.")
    ] = UNSET
    encryption: Annotated[
        Maybe[OrNone[Encryption]], fact("How its data are encrypted, or `none`.", "Cómo se cifran sus datos, o `none`.")
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
    accelerator: Annotated[
        Maybe[str],
        fact("The accelerator it needs, or `none`.", "El acelerador que necesita, o `none`.", examples=["GB200"]),
    ] = UNSET
    data: Annotated[
        Maybe[tuple[Identifier, ...]],
        fact(
            "The data sets it handles; absent: those that reach it through flows.",
            "Los conjuntos que trata; si falta, los que le llegan por los flujos.",
        ),
    ] = UNSET
    contradictions: Annotated[
        Maybe[tuple[Text, ...]],
        fact(
            "What is declared of it otherwise than infrastructure files show; importers fill it in.",
            "Lo que se declara de él en contra de lo que muestran los ficheros de infraestructura; "
            "lo rellenan los importadores.",
        ),
    ] = UNSET
    plaintext: Annotated[
        Maybe[bool],
        fact(
            "Whether it handles the data in clear.",
            "Si trata los datos en claro.",
        ),
    ] = UNSET
    ens_certified: Annotated[
        Maybe[bool],
        fact(
            "Whether the service used is covered by an ENS declaration or certificate of the needed category.",
            "Si el servicio usado está amparado por una declaración o certificado ENS de la categoría necesaria.",
        ),
    ] = UNSET


class DataFlow(Record, frozen=True, kw_only=True, rename={"source": "from", "target": "to"}):
    """Personal data moving between two components."""

    source: Annotated[Identifier, fact("The component that sends.", "El componente que envía.")]
    target: Annotated[Identifier, fact("The component that receives.", "El componente que recibe.")]
    data: Annotated[
        Maybe[tuple[Identifier, ...]],
        fact(
            "The data sets that move; absent: all that the sender handles.",
            "Los conjuntos que se mueven; si falta, todos los que trata el emisor.",
        ),
    ] = UNSET
    form: Annotated[
        Maybe[Literal["clear", "pseudonymised", "encrypted", "anonymised"]],
        fact("The form in which they move.", "La forma en que se mueven."),
    ] = UNSET
    occasional: Annotated[
        Maybe[bool], fact("Whether they move only occasionally.", "Si se mueven solo de forma ocasional.")
    ] = UNSET
