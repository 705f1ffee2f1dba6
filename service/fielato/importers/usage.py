"""The services that one workload uses: at which host, in which region, as far as its settings tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import msgspec

from fielato.catalogue import Catalogue
from fielato.catalogue.recognised import EnvironmentVariable
from fielato.importers import targets
from fielato.importers.addresses import addresses, is_unresolved
from fielato.importers.found import Found, Harvest
from fielato.model.origin import Origin

Local: TypeAlias = Callable[[str], str]
"""What an address is called from everywhere in the deployment, such as `http://redis.shop.svc` for `http://redis`."""

UNKNOWN_ADDRESS = {
    "en": "where {name} sends data by `{variable}` is not in these files: its value comes from a secret or from "
    "whoever applies them. Give the host as a plain value, or say in fielato.yaml where it is",
    "es": "estos ficheros no dicen adónde envía datos {name} con `{variable}`: su valor viene de un secreto o de "
    "quien los aplica. Ponga el host como valor visible, o diga en fielato.yaml dónde está",
}
UNKNOWN_REGION = {
    "en": "in which region {name} uses {service} is not in these files: the value of `{variable}` comes from a secret "
    "or from whoever applies them. Give it as a plain value, or say the region in fielato.yaml",
    "es": "estos ficheros no dicen en qué región usa {name} {service}: el valor de `{variable}` viene de un secreto o "
    "de quien los aplica. Póngalo como valor visible, o diga la región en fielato.yaml",
}


class Given(msgspec.Struct, frozen=True):
    """A variable that a row of the table knows."""

    row: EnvironmentVariable
    variable: str
    value: str | None
    origin: Origin

    @property
    def says(self) -> str:
        """The field that it gives."""
        return self.row.says.partition(" ")[0]

    @property
    def known(self) -> str:
        """Its value; empty where it is not known, or is an address with a user where none belongs."""
        value = (self.value or "").strip()
        return "" if is_unresolved(value) or ("://" in value and "@" in value) else value

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where it leads, without secrets; nowhere if its value is not known."""
        form = self.row.says.partition(" ")[2]
        if form:
            return (form.format(self.known),) if self.known else ()
        return addresses(self.value or "")


class Uses:
    """Adds what one workload uses."""

    def __init__(self, found: Found, harvest: Harvest, catalogue: Catalogue, local: Local) -> None:
        self._found = found
        self._harvest = harvest
        self._catalogue = catalogue
        self._local = local

    def add(self, group: str, given: Sequence[Given], region: Given | None) -> None:
        """Add what the variables of a group are about; `region` is the provider's that the workload is given."""
        addressed = [one for one in given if one.says == "endpoint"]
        bucket = next((one for one in given if one.says == "bucket" and one.known), None)
        leads = [(one, lead) for one in addressed for text in one.addresses if (lead := self._lead(text)) is not None]
        if bucket is not None and all(_is_of(lead, bucket.row.provider) for _, lead in leads):
            self._place_bucket(self._bucket(bucket, [lead for _, lead in leads]), given, region)
        elif leads:
            for one, lead in leads:
                self._detail(self._send(lead, one), given, region)
        elif addressed:
            self._detail(self._somewhere(group, addressed[0]), given, region)
        else:
            self._detail(self._service(group, given, region), given, region)

    def _lead(self, text: str) -> targets.Target | None:
        return targets.host(self._local(text), self._catalogue)

    def _send(self, lead: targets.Target, given: Given) -> Found | None:
        there = targets.send(self._found, lead, self._harvest, given.origin)
        if there is not None and not lead.get("provider"):
            self._purposes(there, given)
        return there

    def _bucket(self, bucket: Given, leads: Sequence[targets.Target]) -> Found:
        row = bucket.row
        scheme = self._catalogue.recognised.bucket_scheme(row.provider, row.service)
        lead = targets.bucket(scheme, bucket.known, self._catalogue)
        there = self._component(lead.key, lead.name, bucket)
        there.say_all([("provider", row.provider), ("service", row.service)], bucket.origin)
        there.say_all((("region", lead.get("region")) for lead in leads), bucket.origin)
        return there

    def _place_bucket(self, there: Found, given: Sequence[Given], region: Given | None) -> None:
        """A bucket is where its own variables say; the region of all other calls is no more than a claim about it."""
        self._detail(there, given, None)
        if region is not None and region.known and _is_claim(region, there):
            at = region.origin
            there.say("region", region.known, Origin("declared", at.places, at.pointer))

    def _somewhere(self, group: str, given: Given) -> Found:
        """What is addressed by a value that nobody can read here."""
        there = self._component(f"{self._found.key}/{group}", group, given)
        row = given.row
        if self._is_always_the_vendors(row):
            there.say_all([("provider", row.provider), ("service", row.service)], given.origin)
        self._purposes(there, given)
        self._harvest.note(UNKNOWN_ADDRESS, given.origin, name=self._found.name, variable=given.variable)
        return there

    def _is_always_the_vendors(self, row: EnvironmentVariable) -> bool:
        """Whether a service can only be called where its vendor has it, at an address of the customer's own."""
        return bool(
            row.provider
            and self._catalogue.regions(row.provider)
            and not targets.default_host(row.provider, row.service, self._catalogue)
        )

    def _service(self, group: str, given: Sequence[Given], region: Given | None) -> Found:
        """A service at its default host; as one of the workload's own where it is told more of it."""
        row, first = given[0].row, given[0]
        told = region is not None or any(one.says not in {"used", "fetches"} for one in given)
        host = targets.default_host(row.provider, row.service, self._catalogue)
        key = f"host:{host}" if host and not told else f"{self._found.key}/{group}"
        there = self._component(key, group, first, fetches=any(one.says == "fetches" for one in given))
        there.say_all([("provider", row.provider), ("service", row.service)], first.origin)
        self._purposes(there, first)
        return there

    def _component(self, key: str, name: str, given: Given, *, fetches: bool = False) -> Found:
        is_new = self._harvest.with_key(key) is None
        there = self._harvest.pointed_to(key, name, given.origin)
        if is_new and fetches:
            there.say("data", (), given.origin)
        way = (key, self._found.key) if fetches else (self._found.key, key)
        self._harvest.flow(*way, given.origin)
        return there

    def _purposes(self, there: Found, given: Given) -> None:
        row = given.row
        service = self._catalogue.service(row.provider, row.service) if row.provider else None
        known = there.get("service") != "" and not row.purposes
        for purpose in (row.purposes or (service.purposes if service is not None and not known else "")).split():
            there.say("purposes", purpose, given.origin)

    def _detail(self, there: Found | None, given: Sequence[Given], region: Given | None) -> None:
        """Say what the variables tell of a service, besides where it is called."""
        if there is None:
            return
        for one in given:
            if one.says in {"region", "model"} or one.says.startswith("settings."):
                self._tell(there, one)
        if region is not None and there.get("provider") == region.row.provider:
            self._tell(there, region)

    def _tell(self, there: Found, given: Given) -> None:
        if given.known:
            there.say(given.says, given.known, given.origin)
        elif given.says == "region" and not there.get("region"):
            words = {"name": self._found.name, "service": there.name, "variable": given.variable}
            self._harvest.note(UNKNOWN_REGION, given.origin, **words)


def _is_claim(region: Given, there: Found) -> bool:
    return not there.get("region") and there.get("provider") == region.row.provider


def _is_of(lead: targets.Target, provider: str) -> bool:
    return lead.get("provider") == provider


def at_default_host(provider: str, service: str, origin: Origin, harvest: Harvest, catalogue: Catalogue) -> Found:
    """A service that is called where the vendor has it."""
    host = targets.default_host(provider, service, catalogue)
    key = f"host:{host}" if host else f"{provider}/{service}"
    there = harvest.pointed_to(key, targets.service_name(provider, service), origin)
    there.say_all([("provider", provider), ("service", service)], origin)
    return there
