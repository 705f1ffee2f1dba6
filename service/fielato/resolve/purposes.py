"""Every purpose of a component, the customer's and the vendor's, with the processing set of each."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, structs

from fielato.catalogue.tables import VendorPurpose
from fielato.model.fact import NONE, UNSET
from fielato.model.parts import Access
from fielato.model.vocabulary import Purpose, RunBy
from fielato.resolve import areas, azure, bedrock, endpoint, vertex
from fielato.resolve.names import CONTROLLER, NOBODY_KNOWN
from fielato.resolve.processing import NOWHERE, ProcessingSet, Reason, absent, at, united, unknown
from fielato.resolve.provenance import Anchor, Slot
from fielato.resolve.site import Site, in_region, standing

ROUTINGS: Mapping[str, Callable[[Site], ProcessingSet]] = {
    "bedrock": bedrock.inference,
    "bedrock-automation": bedrock.automation,
    "bedrock-guardrail": bedrock.guardrail,
    "azure-sku": azure.inference,
    "vertex": vertex.inference,
    "endpoint": endpoint.inference,
    "none": standing,
}
"""What decides where a service computes, by the name that `services.csv` gives it."""

READ_THE_HOST: frozenset[str] = frozenset({"endpoint", "vertex"})
"""The routings that look at a named host themselves; beside the others it counts as well."""

COMPUTED: frozenset[Purpose] = frozenset({"inference", "embedding", "evaluation"})
"""Purposes that run a model, and so go where the model's routing leads."""

OF_MODELS: frozenset[str] = frozenset(ROUTINGS) - {"endpoint", "none"}
"""The routings of services that are models, or that have models read what passes."""

PASSED_ON: frozenset[Purpose] = frozenset({"tool", "gateway"})
"""Purposes that hand the content to the models of such a service, and go where its routing leads as well."""

OF_ACCOUNTS: frozenset[str] = frozenset({"billing", "identity"})
"""Vendor purposes that concern the customer's account and staff, not the data sets of the deployment."""


class Processing(Struct, frozen=True, eq=False):
    """One purpose of one component: where it takes place, who runs it, and who is there."""

    component: str
    """Its id; empty in a content."""
    purpose: Purpose
    run_by: RunBy
    places: ProcessingSet
    remote_access: bool = False
    party: str = ""
    """The party that is there, where it is not the one that runs the component."""
    plaintext: bool | None = None
    """Whether those people see clear text, if it is said."""
    elsewhere: bool = False
    """Whether other components do it, in their own right: fallbacks answer for their transfers themselves."""

    def bound(self, anchors: Sequence[Anchor]) -> Processing:
        """The same, of the component that stands at the first anchor; its fallbacks stand at the others."""
        return structs.replace(self, component=anchors[0].name, places=self.places.bound(anchors))


def of(site: Site, fallbacks: Sequence[Site | None] = (), runner: str = "") -> list[Processing]:
    """Every purpose of a component that the party `runner` runs.

    `fallbacks` are the sites of the components that it falls back on, None for one that does not exist; the first of
    them takes the slot after the component's own.
    """
    inference = computing(site)
    whole: dict[tuple[Purpose, RunBy, str, bool], Processing] = {}
    for one in (
        *_customer(site, inference),
        *_elsewhere(site, fallbacks),
        *_at_rest(site),
        *_vendor(site, inference, runner),
        *_accessed(site, runner),
    ):
        key = (one.purpose, one.run_by, one.party, one.elsewhere)
        before = whole.get(key)
        whole[key] = one if before is None else _merged(before, one)
    return list(whole.values())


def computing(site: Site) -> ProcessingSet:
    """Where the component's model can run."""
    routing = _routing(site)
    whole = ROUTINGS[routing](site)
    if routing not in READ_THE_HOST and site.text("endpoint"):
        whole |= endpoint.of_host(site)
    return whole | _model_only(site) | _not_offered(site)


def _not_offered(site: Site) -> ProcessingSet:
    """A component called in a region that is not offered runs in a place that is not known, wherever that leads."""
    region = site.region
    return standing(site) if region is not None and not region.offered(site.as_of) else NOWHERE


def _routing(site: Site) -> str:
    """What decides where the component computes; the host, where the catalogue does not know the service."""
    if site.service is not None:
        return site.service.model_routing
    return "endpoint" if site.text("endpoint") else "none"


def _model_only(site: Site) -> ProcessingSet:
    """A model that is served in few places runs there, whatever region is asked for."""
    model = site.text("model")
    for row in site.catalogue.availability if model else ():
        if row.provider == site.provider and fnmatch.fnmatchcase(model, row.model_pattern):
            reason = site.reason("model-only", "model", row, model=model, note=row.note)
            return areas.where(site.catalogue, site.provider, row.where_only, site.as_of, reason, reason)
    return NOWHERE


def _customer(site: Site, inference: ProcessingSet) -> Iterator[Processing]:
    answered = {row.purpose for row in _rows(site)} & _functions(site)
    for purpose in _purposes(site):
        if purpose not in answered:
            yield Processing("", purpose, "customer", _places(site, purpose, inference))


def _functions(site: Site) -> frozenset[str]:
    """What the customer uses the service for: its purposes in the catalogue, as far as the component has them."""
    return frozenset(site.service.purposes.split() if site.service else ()) & frozenset(_purposes(site))


def _purposes(site: Site) -> tuple[Purpose, ...]:
    if site.component.purposes is not UNSET:
        return site.component.purposes
    if site.service is not None and site.service.purposes:
        return tuple(site.service.purposes.split())  # type: ignore[arg-type]  # a test holds the table to the vocabulary
    return ("inference",) if site.text("model") or site.text("accelerator") else ("storage",)


def _places(site: Site, purpose: Purpose, inference: ProcessingSet) -> ProcessingSet:
    if purpose in COMPUTED:
        return inference
    if purpose in PASSED_ON and _routing(site) in OF_MODELS:
        return standing(site) | inference if site.text("region") else inference
    if _routing(site) == "endpoint":
        return endpoint.inference(site, purpose)
    return standing(site) | (endpoint.of_host(site, purpose) if endpoint.is_known(site) else NOWHERE)


def _elsewhere(site: Site, fallbacks: Sequence[Site | None]) -> Iterator[Processing]:
    component = site.component
    for places, elsewhere in ((united(_fallbacks(site, fallbacks)), True), (united(_replicas(site)), False)):
        if places:
            yield Processing("", "failover", "customer", places, elsewhere=elsewhere)
    if component.backup_regions is not UNSET and component.backup_regions:
        regions = component.backup_regions
        backups = [
            in_region(site, one, site.reason("backup", f"backup_regions.{index}", region=one))
            for index, one in enumerate(regions)
        ]
        yield Processing("", "backup", "customer", united(backups))


def _fallbacks(site: Site, fallbacks: Sequence[Site | None]) -> Iterator[ProcessingSet]:
    for index, other in enumerate(fallbacks):
        name = Slot(index + 1)
        if other is None:
            yield unknown(site.reason("fallback-missing", f"fallbacks.{index}", component=name))
        else:
            there = computing(other).bound([Anchor(name)])
            yield there.because(site.reason("fallback", f"fallbacks.{index}", component=name))


def _replicas(site: Site) -> Iterator[ProcessingSet]:
    replication = site.component.replication
    if replication is UNSET or replication == NONE:
        return
    for index, one in enumerate(replication.regions if replication.regions is not UNSET else ()):
        yield in_region(site, one, site.reason("replica", f"replication.regions.{index}", region=one))
    if replication.redundancy is not UNSET and replication.redundancy not in {"LRS", "ZRS"}:
        yield _paired(site, replication.redundancy)


def _paired(site: Site, redundancy: str) -> ProcessingSet:
    pair = site.catalogue.paired(site.provider, site.region.region) if site.region else None
    if pair is None:
        return unknown(site.reason("redundancy-no-pair", "replication.redundancy", redundancy=redundancy))
    reason = site.reason("redundancy", "replication.redundancy", pair, redundancy=redundancy, region=pair.paired_region)
    return in_region(site, pair.paired_region, reason)


def _at_rest(site: Site) -> Iterator[Processing]:
    if site.service is not None and site.service.model_routing == "azure-sku" and (places := azure.at_rest(site)):
        yield Processing("", "storage", "customer", places)


def _vendor(site: Site, inference: ProcessingSet, runner: str) -> Iterator[Processing]:
    """What the vendor's rows say: of the service's own functions, which the customer uses, and of what else it does.

    A purpose nobody speaks of is unknown for support alone.
    """
    if not site.provider:
        return
    rows = _rows(site)
    accessed = {access.purpose for access in _accesses(site) if _party(access, runner) == ""}
    functions = _functions(site)
    for row in rows:
        places = _vendor_places(site, row, inference)
        if row.purpose in accessed:
            # Somebody declared from where the vendor reaches the data: that fills the hole, and what is known stays.
            places = ProcessingSet(places.territories)
        run_by: RunBy = "customer" if row.purpose in functions else "vendor"
        yield Processing("", row.purpose, run_by, places)  # type: ignore[arg-type]  # as above
    if "support" not in {row.purpose for row in rows} | accessed:
        nobody_says = unknown(site.reason("vendor-unknown", "provider", how="default"))
        places = _limited_support(site) or nobody_says
        yield Processing("", "support", "vendor", places, remote_access=True)


def _rows(site: Site) -> list[VendorPurpose]:
    service = site.service.service if site.service else ""
    rows = site.catalogue.vendor_purposes(site.provider, service) if site.provider else ()
    return [row for row in rows if row.purpose not in OF_ACCOUNTS]


def _limited_support(site: Site) -> ProcessingSet:
    """The Union, where the contract limits support to it; nowhere where nobody says so."""
    if not site.flag("options.eu_support_only"):
        return NOWHERE
    reason = site.reason("eu-support-only", "options.eu_support_only")
    return at(areas.codes(site.catalogue, "", ["EU"], site.as_of), reason)


def _vendor_places(site: Site, row: VendorPurpose, inference: ProcessingSet) -> ProcessingSet:
    if row.purpose == "support" and (limited := _limited_support(site)):
        return limited
    where, field = _condition(site, row)
    words = {"note": row.note or areas.named(row.where)}
    reason = site.reason("vendor", field, row, how="default" if field == "service" else None, **words)
    opened = Reason("vendor-unknown", reason.words, reason.origin)
    if where == "none":
        return absent(Reason("vendor-none", reason.words, reason.origin))
    whole = areas.where(site.catalogue, site.provider, where, site.as_of, reason, opened)
    tokens = where.split()
    if "region" in tokens:
        whole |= standing(site).because(reason)
    if "inference" in tokens:
        whole |= inference.because(reason)
    return whole


def _condition(site: Site, row: VendorPurpose) -> tuple[str, str]:
    """The `where` that holds under the first clause of the row's condition that is met, and the fact that met it."""
    for clause in filter(None, (part.strip() for part in row.condition.split(";"))):
        test, _, where = clause.partition("->")
        name, _, wanted = (part.strip() for part in test.strip().partition("="))
        field = _met(site, name, wanted)
        if field is not None:
            return where.strip(), field
    return row.where, "service" if site.text("service") else "provider"


def _met(site: Site, name: str, wanted: str) -> str | None:
    """The field that meets a test, or None."""
    if name == "model":
        return "model" if fnmatch.fnmatchcase(site.text("model"), wanted) else None
    if name == "region":
        places = standing(site)
        inside = set(areas.codes(site.catalogue, "", [wanted], site.as_of))
        return "region" if places.territories and not places.unknown and set(places.territories) <= inside else None
    if (flag := site.flag(f"options.{name}")) is not None:
        return f"options.{name}" if str(flag).lower() == wanted else None
    return "settings" if site.settings.get(name) == wanted else None


def _accesses(site: Site) -> tuple[Access, ...]:
    return site.component.access if site.component.access is not UNSET else ()


def _party(access: Access, runner: str) -> str:
    """The party that reaches the data, or nothing where it is the one that runs the component.

    A vendor's people answer for what nobody named. People at a component of the controller's own may be anybody's.
    """
    if access.party is UNSET:
        return NOBODY_KNOWN if runner == CONTROLLER else ""
    return "" if access.party == runner else access.party


def _accessed(site: Site, runner: str) -> Iterator[Processing]:
    for index, access in enumerate(_accesses(site)):
        pointer = f"access.{index}"
        if access.territories is UNSET:
            places = unknown(site.reason("access-unknown", pointer, purpose=access.purpose))
        elif access.territories:
            codes = areas.codes(site.catalogue, "", access.territories, site.as_of)
            places = at(codes, site.reason("access", f"{pointer}.territories", purpose=access.purpose))
        else:
            places = absent(site.reason("access-none", f"{pointer}.territories", purpose=access.purpose))
        party = _party(access, runner)
        plaintext = access.plaintext if access.plaintext is not UNSET else None
        run_by: RunBy = "vendor" if site.provider and party != CONTROLLER else "customer"
        yield Processing("", access.purpose, run_by, places, True, party, plaintext)


def _merged(one: Processing, other: Processing) -> Processing:
    known = [flag for flag in (one.plaintext, other.plaintext) if flag is not None]
    return Processing(
        one.component,
        one.purpose,
        one.run_by,
        one.places | other.places,
        one.remote_access or other.remote_access,
        one.party or other.party,
        any(known) if known else None,
        one.elsewhere,
    )
