"""One module per source of regions; each has `read()`, which gives the regions that its packages know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from seeds.refresh.providers import aws, azure, exoscale, oci, opentelekomcloud, scaleway, sparecores
from seeds.refresh.region import Region

SOURCES: Mapping[str, Callable[[], Iterable[Region]]] = MappingProxyType(
    {
        "aws": aws.read,
        "azure": azure.read,
        "exoscale": exoscale.read,
        "oci": oci.read,
        "opentelekomcloud": opentelekomcloud.read,
        "scaleway": scaleway.read,
        "sparecores": sparecores.read,
    }
)
