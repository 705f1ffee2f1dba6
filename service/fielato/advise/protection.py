"""Who can read the data and who reaches them: keys, client-side encryption, switches and promises of the vendor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from fielato.advise.cost import Distances
from fielato.advise.move import Move, Setting
from fielato.advise.trial import Trial
from fielato.model.parts import VendorOptions
from fielato.resolve import purposes
from fielato.resolve.processing import ProcessingSet

_OPTIONS: Final = frozenset(VendorOptions.__struct_fields__)
_TRUTH: Final = {"true": True, "false": False}
_OF_THE_COMPONENT: Final = frozenset({"model", "region"})
"""Facts of conditions that are no switches."""
_COMPUTING: Final = frozenset({*purposes.COMPUTED, "training", "fine_tuning", "human_review", "gateway", "tool"})
"""Purposes that need the data in clear."""


def switches(setting: Setting, distances: Distances) -> Iterator[Move]:
    """A switch that the vendor offers for this service, as the conditions of its rows say."""
    del distances
    catalogue, site = setting.trial.catalogue, setting.site
    seen: set[str] = set()
    for row in catalogue.vendor_purposes(site.provider, setting.service) if site.provider else ():
        for clause in row.condition.split(";"):
            test, _, where = clause.partition("->")
            name, _, value = (part.strip() for part in test.strip().partition("="))
            if not where or "unknown" in where.split() or name in _OF_THE_COMPONENT or test in seen:
                continue
            seen.add(test)
            if name in _OPTIONS:
                yield Move("switch", (setting.to(f"options.{name}", _TRUTH.get(value, value)),), (), (row,))
            elif site.settings.get(name) != value:
                yield Move("switch", (setting.to(f"settings.{name}", value),), (), (row,))


def keys(setting: Setting, distances: Distances) -> Iterator[Move]:
    """Keys that the customer holds in its own country, and the vendor cannot use."""
    del distances
    country = home(setting.trial)
    if country is None:
        return
    held: dict[str, Any] = {"key_holder": "customer", "key_territory": country, "vendor_can_decrypt": False}
    yield _encrypted("keys", setting, held)
    if setting.site.provider and not _computes(setting):
        yield _encrypted("client-side", setting, {"client_side": True, **held})


def _encrypted(kind: Any, setting: Setting, fields: dict[str, Any]) -> Move:
    given = setting.given("encryption")
    missing = {name: value for name, value in fields.items() if getattr(given, name, None) != value}
    return Move(kind, tuple([setting.to(f"encryption.{name}", value) for name, value in missing.items()]), ("offer",))


def _computes(setting: Setting) -> bool:
    own = setting.given("purposes")
    listed = own if own is not None else tuple(setting.site.service.purposes.split()) if setting.site.service else ()
    return bool(_COMPUTING & set(listed)) or setting.given("model") is not None


def home(trial: Trial) -> str | None:
    """The controller's country, where it lies in the EEA."""
    row = trial.before.resolved.whole.row
    country = row.get("controller.country")
    territory = trial.catalogue.territory(str(country), trial.before.as_of) if country else None
    return territory.code if territory is not None and territory.eea else None


def promises(setting: Setting, distances: Distances) -> Iterator[Move]:
    """What the vendor could promise or state of purposes of which the catalogue does not know where they take place."""
    del distances
    site = setting.site
    if not site.provider:
        return
    open_ = _unknown_purposes(setting)
    if "support" in open_ and site.flag("options.eu_support_only") is None:
        yield Move("support-contract", (setting.to("options.eu_support_only", True),), ("offer",))
    territories = _inside(setting.trial)
    accesses = [dict(one) for one in setting.to("access", None).before or ()]
    for purpose in open_:
        stated = [*accesses, {"purpose": purpose, "territories": territories}]
        yield Move("vendor-answer", (setting.to("access", stated),), ("offer",))
    if len(open_) > 1:
        stated = [*accesses, *({"purpose": purpose, "territories": territories} for purpose in open_)]
        yield Move("vendor-answer", (setting.to("access", stated),), ("offer",))


def _unknown_purposes(setting: Setting) -> list[str]:
    """The vendor's purposes whose places are not all known, for all that is known of where the model runs."""
    run = purposes.of(setting.site)
    inference: ProcessingSet = purposes.computing(setting.site)
    routed = {id(reason) for reason in inference.unknown}
    return list(
        dict.fromkeys(
            one.purpose
            for one in run
            if one.run_by == "vendor" and one.places.unknown and not {id(r) for r in one.places.unknown} & routed
        )
    )


def _inside(trial: Trial) -> list[str]:
    """Where the vendor's people may be: inside the boundary, else in the Union."""
    boundary = trial.before.boundary
    if isinstance(boundary, tuple) and boundary:
        return list(boundary)
    return ["ES"] if boundary == "ES" else ["EU"]
