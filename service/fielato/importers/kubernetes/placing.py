"""Where a workload's cluster is: by the labels that select its nodes, and by what is declared around the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from fielato.importers import beside
from fielato.importers.found import Found, Said
from fielato.importers.interface import Around
from fielato.importers.kubernetes import notes
from fielato.importers.kubernetes.objects import Object
from fielato.importers.kubernetes.run import Run
from fielato.importers.node import Node
from fielato.importers.notes import PLACE, REGION, filled

REGIONS: Final = frozenset({"topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region"})
ZONES: Final = frozenset(
    {
        "topology.kubernetes.io/zone",
        "failure-domain.beta.kubernetes.io/zone",
        "topology.gke.io/zone",
        "topology.ebs.csi.aws.com/zone",
        "topology.disk.csi.azure.com/zone",
    }
)
CLOUDS: Final = (
    ("eks.amazonaws.com/", "aws"),
    ("karpenter.k8s.aws/", "aws"),
    ("k8s.amazonaws.com/", "aws"),
    ("alpha.eksctl.io/", "aws"),
    ("topology.ebs.csi.aws.com/", "aws"),
    ("iam.gke.io/", "gcp"),
    ("cloud.google.com/", "gcp"),
    ("topology.gke.io/", "gcp"),
    ("kubernetes.azure.com/", "azure"),
    ("azure.workload.identity/", "azure"),
    ("topology.disk.csi.azure.com/", "azure"),
    ("k8s.scaleway.com/", "scaleway"),
    ("oci.oraclecloud.com/", "oci"),
)
"""What the labels and annotations of a provider's own clusters begin with."""
_AZURE_ZONE = re.compile(r"(?P<region>[a-z]+\d*)-\d")
_REQUIRED: Final = "requiredDuringSchedulingIgnoredDuringExecution"


class Signs(msgspec.Struct, frozen=True):
    """What manifests show of a place."""

    provider: Said | None
    regions: tuple[Said, ...]
    """As written: regions or zones, any of which may be meant."""


def place(found: Found, of: Object, pods: Sequence[Node], run: Run) -> None:
    """Say where a workload runs, or tell what would settle it.

    A place or region that is declared around it stands against another that selects its nodes: both count. (Where a
    provider block of Terraform names a region, that only is more exact than what is declared for all files.)
    """
    signs = _signs(of, pods, run)
    around = run.context.around(of.root.places.file, str(signs.provider.value) if signs.provider is not None else "")
    provider = signs.provider or (around.said("provider") if around is not None else None)
    if provider is not None:
        found.say("provider", provider.value, provider.origin)
    regions = [region(one, provider, run) for one in signs.regions]
    if around is not None and around.said("place.territory") is not None:
        regions = [one for one in regions if _is_of_a_provider(one, run)]  # what premises call their own parts
    _say_regions(found, regions, run)
    if around is not None:
        _surround(found, around, run)
    _tell(found, of, pods, run)


def _surround(found: Found, around: Around, run: Run) -> None:
    """Say what is declared of the surroundings; against what the manifests show, where that lies elsewhere."""
    shown = {str(said.value) for said in (found.facts.get("region"),) if said is not None}
    shown |= {other.get("region") for key in _stand_ins(found) if (other := run.harvest.with_key(key)) is not None}
    for field in beside.FACTS:
        said = around.said(field)
        if said is None:
            continue
        if not shown or field == "provider":
            found.say(field, said.value, said.origin)
        elif field != "region" or str(region(said, found.facts.get("provider"), run).value) not in shown:
            found.against.append((field, said))


def _stand_ins(found: Found) -> list[str]:
    return [str(said.value) for said in found.lists.get("fallbacks", ())]


def _is_of_a_provider(written: Said, run: Run) -> bool:
    """Whether a region or zone is called as one of any provider's."""
    text = str(written.value)
    zone = _AZURE_ZONE.fullmatch(text)
    known = run.context.catalogue
    return any(
        known.region(provider, one) is not None
        for provider in known.providers
        for one in (text, zone["region"] if zone is not None else text)
    )


def _signs(of: Object, pods: Sequence[Node], run: Run) -> Signs:
    regions: dict[str, Said] = {}
    provider: Said | None = None
    for pod in pods:
        for label, values in selected(pod):
            for value in values if label in REGIONS | ZONES else ():
                regions.setdefault(value.text, Said(value.text, value.origin))
        provider = provider or next((said for at, said in _clouds(of, pod, run)), None)
    return Signs(provider, tuple(said for value, said in regions.items() if value))


def selected(pod: Node) -> Iterator[tuple[str, list[Node]]]:
    """The labels that a node must have for a pod, each with the values that will do."""
    for label, value in pod.at("nodeSelector").entries():
        yield label, [value]
    terms = pod.at("affinity", "nodeAffinity", _REQUIRED, "nodeSelectorTerms")
    for term in (*terms.items(), *pod.at("nodeSelectorTerms").items()):  # the latter as charts shorten it
        yield from of_term(term)


def of_term(term: Node) -> Iterator[tuple[str, list[Node]]]:
    """The same, of one term of a node's selector."""
    for expression in term.at("matchExpressions").items():
        if expression.at("operator").text == "In":
            yield expression.at("key").text, list(expression.at("values").items())


def _clouds(of: Object, pod: Node, run: Run) -> Iterator[tuple[Node, Said]]:
    account = run.cluster.named("ServiceAccount", of.namespace, pod.at("serviceAccountName").text)
    keys = [(label, values[0]) for label, values in selected(pod) if values]
    keys += [(one.at("key").text, one.at("key")) for one in pod.at("tolerations").items()]
    metadata = [of.root.at("metadata"), of.spec.at("template", "metadata")]
    metadata += [account.root.at("metadata")] if account is not None else []
    for one in metadata:
        keys += [*one.at("labels").entries(), *one.at("annotations").entries()]
    for key, at in keys:
        if cloud := cloud_of(key):
            yield at, Said(cloud, at.origin)


def cloud_of(label: str) -> str:
    """Whose clusters have a label or annotation of this name; empty where anybody's may."""
    return next((cloud for prefix, cloud in CLOUDS if label.startswith(prefix)), "")


def region(written: Said, provider: Said | None, run: Run) -> Said:
    """The region of what may be a zone."""
    text = str(written.value)
    if provider is None:
        return written
    name = run.context.catalogue.provider(str(provider.value))
    match = _AZURE_ZONE.fullmatch(text)
    row = run.context.catalogue.region(name, match["region"] if match and name == "azure" else text)
    return written if row is None else Said(row.region, written.origin)


def _say_regions(found: Found, regions: Sequence[Said], run: Run) -> None:
    """Say the region; where pods may run in several, each further one is a place that they fall back on."""
    different = list({str(one.value): one for one in regions}.values())
    if not different:
        return
    found.say("region", different[0].value, different[0].origin)
    for other in different[1:]:
        there = run.harvest.component(f"{found.key}@{other.value}", f"{found.name}-{other.value}", other.origin)
        for field in ("provider", "service"):
            if (said := found.facts.get(field)) is not None:
                there.say(field, said.value, said.origin)
        there.say("region", other.value, other.origin)
        found.say("fallbacks", there.key, other.origin)


def _tell(found: Found, of: Object, pods: Sequence[Node], run: Run) -> None:
    where, provider = found.facts.get("region"), found.facts.get("provider")
    if "place.territory" in found.facts or (where is not None and provider is not None):
        return
    if where is not None:
        run.harvest.note(notes.NO_PROVIDER, where.origin, name=of.name, region=str(where.value))
        return
    if spread := _spread(pods):
        run.harvest.note(notes.SPREAD, spread.origin, name=of.name)
    if provider is None:
        run.harvest.note_once(PLACE, found.origin, thing=notes.CLUSTER)
    else:
        named = str(provider.value)
        why = filled(notes.NO_REGION, provider=named)
        run.harvest.note_once(REGION, provider.origin, why=why, provider=named)


def _spread(pods: Sequence[Node]) -> Node | None:
    keys = (one.at("topologyKey") for pod in pods for one in pod.at("topologySpreadConstraints").items())
    return next((key for key in keys if key.text in REGIONS), None)
