"""Where Azure runs a model deployment: the SKU decides; `location` says only where data rest."""

from __future__ import annotations

from fielato.reading import did_you_mean
from fielato.resolve import areas
from fielato.resolve.processing import NOWHERE, ProcessingSet, at, unknown
from fielato.resolve.site import Site, standing


def inference(site: Site) -> ProcessingSet:
    """Where the model deployment of this component can run."""
    sku = site.text("sku")
    if not sku:
        return standing(site) | unknown(site.reason("sku-absent", "id"))
    row = site.catalogue.skus.get(sku.lower())
    if row is None:
        guess = did_you_mean(sku, [one.sku for one in site.catalogue.skus.values()])
        hint = f" ({guess}?)" if guess else ""
        return standing(site) | unknown(site.reason("sku-not-known", "sku", sku=sku, hint=hint))
    if row.where == "region":
        return standing(site).because(site.reason("sku-region", "sku", row, sku=row.sku))
    if row.where.startswith("zone:"):
        return _zone(site, row.sku)
    reason = site.reason("sku-global", "sku", row, sku=row.sku)
    return areas.where(site.catalogue, "azure", row.where, site.as_of, reason, reason)


def at_rest(site: Site) -> ProcessingSet:
    """Where the model deployment keeps data, as far as its SKU says: inference may leave, data at rest need not."""
    row = site.catalogue.skus.get(site.text("sku").lower())
    if row is None:
        return NOWHERE
    if row.at_rest == "region":
        return standing(site).because(site.reason("sku-at-rest", "sku", row, sku=row.sku))
    return unknown(site.reason("sku-at-rest-open", "sku", row, sku=row.sku))


def _zone(site: Site, sku: str) -> ProcessingSet:
    """The data zone that the resource's region belongs to: the EU's member states, or the United States."""
    region = site.region
    if region is None:
        return standing(site) | unknown(site.reason("sku-no-zone", "sku", sku=sku, region=site.text("region") or "?"))
    territory = site.catalogue.territory(region.country, site.as_of)
    for zone in site.catalogue.zones.values():
        inside = territory is not None and (
            territory.union if zone.territories == "EU" else territory.code == zone.zone
        )
        if inside:
            reason = site.reason("sku-zone", "sku", zone, sku=sku, zone=zone.zone)
            return at(areas.codes(site.catalogue, "azure", zone.territories.split(), site.as_of), reason)
    return standing(site) | unknown(site.reason("sku-no-zone", "sku", sku=sku, region=region.region))
