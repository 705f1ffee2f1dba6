"""What a workload uses, by its environment variables, its image and its arguments, whoever runs it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

import msgspec

from fielato.catalogue import Catalogue
from fielato.catalogue.recognised import EnvironmentVariable, Image
from fielato.importers import targets
from fielato.importers.addresses import addresses, is_unresolved
from fielato.importers.found import Found, Harvest, observed
from fielato.importers.interface import Context
from fielato.model.origin import Origin

Pair: TypeAlias = tuple[str, str | None, Origin]
"""A variable, its value, and where the value stands; None where a secret or somebody else gives the value."""
Local: TypeAlias = Callable[[str], str]
"""What an address is called from everywhere in the deployment, such as `http://redis.shop.svc` for `http://redis`."""

UNKNOWN_ADDRESS = {
    "en": "Where {name} sends data by `{variable}` is not in these files: its value comes from a secret or from "
    "whoever applies them. Give the host as a plain value, or say in fielato.yaml where it is.",
    "es": "Estos ficheros no dicen adónde envía datos {name} con `{variable}`: su valor viene de un secreto o de "
    "quien los aplica. Ponga el host como valor visible, o diga en fielato.yaml dónde está.",
}
UNKNOWN_REGION = {
    "en": "In which region {name} uses {service} is not in these files: the value of `{variable}` comes from a secret "
    "or from whoever applies them. Give it as a plain value, or say the region in fielato.yaml.",
    "es": "Estos ficheros no dicen en qué región usa {name} {service}: el valor de `{variable}` viene de un secreto o "
    "de quien los aplica. Póngalo como valor visible, o diga la región en fielato.yaml.",
}
_FLAG = re.compile(r"(?P<flag>--?[a-z][\w-]*)(?:=(?P<value>.+))?", re.DOTALL)
_MODEL = frozenset({"--model", "--model-id", "--model_id", "--hf-model-id", "--served-model", "--model-path"})
_SENDS: Mapping[str, str] = {
    "--otlp-traces-endpoint": "prompt_log telemetry",
    "--otlp-endpoint": "prompt_log telemetry",
    "--collector-endpoint": "prompt_log telemetry",
    "--log-url": "prompt_log",
    "--api-base": "inference",
    "--api_base": "inference",
    "--base-url": "inference",
    "--openai-api-base": "inference",
    "--static-backends": "inference",
}
"""The arguments that name where data go, and what for."""


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


def environment(found: Found, pairs: Iterable[Pair], harvest: Harvest, context: Context, local: Local = str) -> None:
    """Add what a workload uses by the variables that it is given, and let its data flow there."""
    groups, regions = _grouped(pairs, context.catalogue)
    uses = _Uses(found, harvest, context.catalogue, local)
    for (_, group), given in groups.items():
        uses.add(group, given, regions.get(given[0].row.provider))
    for provider, region in regions.items():
        if all(of != provider for of, _ in groups):
            uses.add_region(provider, region)


def image(
    found: Found, text: str, origin: Origin, env: Mapping[str, str | None], harvest: Harvest, context: Context
) -> None:
    """Say what a container of an image does, and what it calls unless one of its variables stops it."""
    if (row := context.catalogue.recognised.image(text)) is None:
        return
    for purpose in row.purposes.split():
        found.say("purposes", purpose, origin)
    if _is_stopped(row, env):
        return
    default = Origin("default", origin.places, origin.pointer, row.cited, row.verified)
    for used in row.uses.split():
        provider, _, service = used.partition("/")
        if not _has_address(provider, service, env, context.catalogue):
            there = _at_default_host(provider, service, default, harvest, context.catalogue)
            harvest.flow(found.key, there.key, default)


def call(
    found: Found, service: tuple[str, str], address: str, origin: Origin, harvest: Harvest, context: Context
) -> None:
    """Let data flow to a service, as `provider, service`, at an address; at its default host where none is given."""
    row = EnvironmentVariable(
        variable="", provider=service[0], service=service[1], says="endpoint" if address else "used"
    )
    given = Given(row, "api_base", address, origin)
    _Uses(found, harvest, context.catalogue, str).add(targets.called(*service), [given], None)


def arguments(
    found: Found, args: Sequence[tuple[str, Origin]], harvest: Harvest, context: Context, local: Local = str
) -> None:
    """Say the model that a container is told to serve, and let its data flow where its arguments send them."""
    for flag, value, origin in _flags(args):
        if flag in _MODEL and not is_unresolved(value):
            found.say("model", value, origin)
        elif flag in _SENDS:
            row = EnvironmentVariable(variable=flag, says="endpoint", purposes=_SENDS[flag])
            uses = _Uses(found, harvest, context.catalogue, local)
            uses.add(flag.strip("-"), [Given(row, flag, value, origin)], None)


def _flags(args: Sequence[tuple[str, Origin]]) -> Iterator[tuple[str, str, Origin]]:
    """Each flag with its value, where that is part of the flag or stands after it; a script is taken apart."""
    words = [(word, origin) for text, origin in args for word in (text.split() if " " in text else [text])]
    for (word, origin), (after, after_origin) in pairwise([*words, ("", Origin("observed"))]):
        if (match := _FLAG.fullmatch(word)) is None:
            continue
        if match["value"]:
            yield match["flag"], match["value"].strip("'\""), origin
        elif after and not after.startswith("-"):
            yield match["flag"], after.strip("'\""), after_origin


def _grouped(
    pairs: Iterable[Pair], catalogue: Catalogue
) -> tuple[dict[tuple[str, str], list[Given]], dict[str, Given]]:
    """What is used, by provider and group, and the region of each provider that the workload is given as a whole."""
    groups: dict[tuple[str, str], list[Given]] = {}
    regions: dict[str, Given] = {}
    for variable, value, origin in pairs:
        for row in catalogue.recognised.variables(variable):
            if not _holds(row, value):
                continue
            given = Given(row, variable, value, origin)
            if row.provider and not row.service:
                regions.setdefault(row.provider, given)
            else:
                groups.setdefault((row.provider, row.group or targets.called(row.provider, row.service)), []).append(
                    given
                )
    return {key: given for key, given in groups.items() if all(one.says != "off" for one in given)}, regions


def _holds(row: EnvironmentVariable, value: str | None) -> bool:
    if row.when:
        return value is not None and value.strip().lower() in row.when.split()
    return value is None or value.strip() != ""


class _Uses:
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
            self._detail(self._bucket(bucket, [lead for _, lead in leads]), given, None)
        elif leads:
            for one, lead in leads:
                self._detail(self._send(lead, one), given, region)
        elif addressed:
            self._detail(self._somewhere(group, addressed[0]), given, region)
        else:
            self._detail(self._service(group, given, region), given, region)

    def add_region(self, provider: str, given: Given) -> None:
        """A provider is used in a region, and no variable tells for what."""
        if not given.known:
            return
        there = self._component(f"{self._found.key}/{provider}", provider, given)
        observed(there, given.origin, [("provider", provider), ("region", given.known)])

    def _lead(self, text: str) -> targets.Target | None:
        return targets.host(self._local(text), self._catalogue)

    def _send(self, lead: targets.Target, given: Given) -> Found | None:
        there = targets.send(self._found, lead, self._harvest, given.origin)
        if there is not None and not dict(lead.facts).get("provider"):
            self._purposes(there, given)
        return there

    def _bucket(self, bucket: Given, leads: Sequence[targets.Target]) -> Found:
        row = bucket.row
        schemes = self._catalogue.recognised.schemes.values()
        key = next((s.key for s in schemes if s.key and (s.provider, s.service) == (row.provider, row.service)), "s3")
        there = self._component(f"{key}:{bucket.known}", bucket.known, bucket)
        observed(there, bucket.origin, [("provider", row.provider), ("service", row.service)])
        for lead in leads:
            observed(there, bucket.origin, [(field, value) for field, value in lead.facts if field == "region"])
        return there

    def _somewhere(self, group: str, given: Given) -> Found:
        """What is addressed by a value that nobody can read here."""
        there = self._component(f"{self._found.key}/{group}", group, given)
        row = given.row
        if row.provider and self._catalogue.regions(row.provider) and not _default_host(row, self._catalogue):
            observed(there, given.origin, [("provider", row.provider), ("service", row.service)])
        self._purposes(there, given)
        self._harvest.note(UNKNOWN_ADDRESS, given.origin, name=self._found.name, variable=given.variable)
        return there

    def _service(self, group: str, given: Sequence[Given], region: Given | None) -> Found:
        """A service at its default host; as one of the workload's own where it is told more of it."""
        row, first = given[0].row, given[0]
        told = region is not None or any(one.says not in {"used", "fetches"} for one in given)
        host = _default_host(row, self._catalogue)
        key = f"host:{host}" if host and not told else f"{self._found.key}/{group}"
        there = self._component(key, group, first, fetches=any(one.says == "fetches" for one in given))
        observed(there, first.origin, [("provider", row.provider), ("service", row.service)])
        self._purposes(there, first)
        return there

    def _component(self, key: str, name: str, given: Given, *, fetches: bool = False) -> Found:
        if (there := self._harvest.with_key(key)) is None:
            there = self._harvest.component(key, name, given.origin)
            there.external = True
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


def _is_of(lead: targets.Target, provider: str) -> bool:
    return dict(lead.facts).get("provider") == provider


def _default_host(row: EnvironmentVariable, catalogue: Catalogue) -> str:
    return _host_of(row.provider, row.service, catalogue)


def _host_of(provider: str, service: str, catalogue: Catalogue) -> str:
    named = f"{provider}/{service}"
    return next((row.host for row in catalogue.endpoints if row.default_for == named), "")


def _at_default_host(provider: str, service: str, origin: Origin, harvest: Harvest, catalogue: Catalogue) -> Found:
    host = _host_of(provider, service, catalogue)
    there = harvest.component(
        f"host:{host}" if host else f"{provider}/{service}", targets.called(provider, service), origin
    )
    there.external = True
    observed(there, origin, [("provider", provider), ("service", service)])
    return there


def _is_stopped(row: Image, env: Mapping[str, str | None]) -> bool:
    for stop in row.unless.split():
        name, _, value = stop.partition("=")
        if (env.get(name) or "").strip().lower() == value.lower():
            return True
    return False


def _has_address(provider: str, service: str, env: Mapping[str, str | None], catalogue: Catalogue) -> bool:
    """Whether a variable says where this service is called: then it is added for that."""
    rows = (row for name in env for row in catalogue.recognised.variables(name))
    return any((row.provider, row.service) == (provider, service) and row.says == "endpoint" for row in rows)
