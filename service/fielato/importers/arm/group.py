"""What is around a template: the resource group that it is deployed to, its cloud, and what ids there are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fielato.importers.templates.partial import Partly, Unsettled, Value
from fielato.model.origin import Origin

NAMED_IDS: Final = frozenset(
    {"resourceid", "subscriptionresourceid", "tenantresourceid", "extensionresourceid", "managementgroupresourceid"}
)
"""The functions that give the id of a resource by its type and name."""
PUBLIC_CLOUD: Final[Mapping[str, Value]] = {
    "name": "AzureCloud",
    "resourceManager": "https://management.azure.com/",
    "suffixes": {
        "storage": "core.windows.net",
        "keyvaultDns": ".vault.azure.net",
        "sqlServerHostname": ".database.windows.net",
        "acrLoginServer": ".azurecr.io",
    },
}
"""`environment()` outside the clouds of China and of the government of the United States, whose regions tell them."""
SUBSCRIPTION: Final[Mapping[str, Value]] = {
    "id": Partly("/subscriptions/{subscription}"),
    "subscriptionId": Partly("{subscription}"),
    "tenantId": Unsettled("subscription().tenantId"),
    "displayName": Unsettled("subscription().displayName"),
}
"""`subscription()`, of which a template knows nothing."""


class Shared:
    """What the scopes of one file share: how much was worked out, and what is around."""

    def __init__(self, file: str, location: str = "", location_origin: Origin | None = None) -> None:
        self.file = file
        self.location = location
        """Of the resource group, if somebody declares it."""
        self.location_origin = location_origin
        self.depth = 0
        self.spent = 0

    def key(self, type_: str, name: str) -> str:
        """What a resource of this file is known by."""
        return f"arm:{self.file}#{type_}/{name}".lower()


def described(location: str) -> dict[str, Value]:
    """`resourceGroup()`, by its location as far as somebody declares it."""
    return {
        "name": Partly("{group}"),
        "id": Partly("/subscriptions/{subscription}/resourceGroups/{group}"),
        "location": location or Unsettled("resourceGroup().location"),
        "tags": Unsettled("resourceGroup().tags"),
    }


def resource_id(shared: Shared, type_: str, name: str, group: bool = True) -> Partly:
    """The id of a resource of the template, as far as the template knows it."""
    parts = type_.split("/")
    names = name.split("/")
    pairs = "/".join(f"{kind}/{one}" for kind, one in zip(parts[1:], names, strict=False))
    above = "/subscriptions/{subscription}" + ("/resourceGroups/{group}" if group else "")
    return Partly(f"{above}/providers/{parts[0]}/{pairs}", (shared.key(type_, name),))
