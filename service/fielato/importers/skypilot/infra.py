"""The clouds and regions that a task may be put in: one place for each candidate of its resources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from fielato.importers.node import Node
from fielato.model.origin import Origin

CLUSTERS: Final = frozenset({"kubernetes", "k8s", "ssh", "slurm"})
"""The clouds that are a cluster of one's own: what stands after the `/` is its name."""


class Candidate(msgspec.Struct, frozen=True):
    """One place that resources allow; empty where they leave it open."""

    cloud: str = ""
    region: str = ""
    """As written: a region, or a zone of it."""
    origin: Origin | None = None
    """Where cloud or region stand; None where neither does."""
    accelerator: str = ""
    accelerator_origin: Origin | None = None


def candidates(resources: Node) -> list[Candidate]:
    """Every place that the resources of a task allow, the first choice first."""
    alternatives = [one for field in ("ordered", "any_of") for one in resources.at(field).items()]
    found = [_candidate(one, resources) for one in alternatives] or [_candidate(resources, resources)]
    return list({(one.cloud, one.region, one.accelerator): one for one in reversed(found)}.values())[::-1]


def _candidate(own: Node, base: Node) -> Candidate:
    """What an alternative says, and the resources as a whole where it says nothing."""
    cloud, region, at = _place(own)
    if at is None or not cloud:
        whole_cloud, whole_region, whole_at = _place(base)
        cloud, region, at = cloud or whole_cloud, region or ("" if at else whole_region), at or whole_at
    accelerator, accelerator_at = _accelerator(own if own.at("accelerators").value is not None else base)
    return Candidate(cloud, region, at.origin if at is not None else None, accelerator, accelerator_at)


def _place(resources: Node) -> tuple[str, str, Node | None]:
    """Cloud and region of `infra: cloud/region/zone` or of the older fields, and what decides them; `*` is any."""
    infra = resources.at("infra")
    if infra.text:
        cloud, _, rest = infra.text.partition("/")
        cloud = cloud.strip().lower()
        if cloud in CLUSTERS:
            return cloud, "", infra
        region, _, zone = rest.partition("/")
        return _any(cloud), _any(region.strip()) or _any(zone.strip()), infra
    given = [one for field in ("region", "zone", "cloud") if _any((one := resources.at(field)).text)]
    region = next((one.text for one in given if not one.pointer.endswith("/cloud")), "")
    return _any(resources.at("cloud").text.lower()), region, given[0] if given else None


def _any(word: str) -> str:
    return "" if word == "*" else word


def _accelerator(resources: Node) -> tuple[str, Origin | None]:
    """The accelerator of `A100:8`, `{A100: 8}` or `[A100, H100]`; empty where several would do."""
    given = resources.at("accelerators")
    names = list(dict.fromkeys(_names(given)))
    return (names[0], given.origin) if len(names) == 1 else ("", None)


def _names(given: Node) -> Iterator[str]:
    words = [name for name, _ in given.entries()] or [one.text for one in given.each()]
    for word in words:
        name = word.partition(":")[0].strip()
        if name:
            yield canonical(name)


def canonical(accelerator: str) -> str:
    """The name without memory size and maker: `A100-80GB` and `nvidia-a100` are both A100."""
    plain = accelerator.upper().removeprefix("NVIDIA-")
    return plain.partition("-")[0] if plain.partition("-")[2].endswith("GB") else plain
