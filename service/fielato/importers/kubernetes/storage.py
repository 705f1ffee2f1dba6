"""Where volumes keep data: at the cluster, in a bucket or share that is mounted, in the zone of a disk."""

from __future__ import annotations

from fielato.importers import targets
from fielato.importers.found import Found, Said
from fielato.importers.kubernetes import placing
from fielato.importers.kubernetes.objects import Object
from fielato.importers.kubernetes.run import Run
from fielato.importers.node import Node

_BUCKETS = {
    "gcsfuse.csi.storage.gke.io": ("gs", "bucketName"),
    "s3.csi.aws.com": ("s3", "bucketName"),
}
"""Drivers that mount a bucket: the scheme of its URI, and the attribute that names it."""
_DISKS = (("csi.aws.com", "aws"), ("csi.azure.com", "azure"), ("csi.storage.gke.io", "gcp"))
"""How the names of the drivers of a provider's disks end."""


def mounted(found: Found, pod: Node, of: Object, run: Run) -> None:
    """Let the data of a workload flow to what its pods mount."""
    for volume in pod.at("volumes").items():
        claim = volume.at("persistentVolumeClaim", "claimName")
        if claim.text and run.cluster.named("PersistentVolumeClaim", of.namespace, claim.text) is not None:
            run.harvest.flow(found.key, f"k8s:PersistentVolumeClaim/{of.namespace}/{claim.text}", claim.origin)
        outside(found, volume, run)


def claim(of: Object, run: Run) -> None:
    """A claim holds data at the cluster, or where the volume is that it names."""
    found = run.component(of)
    found.say("purposes", "storage", of.root.at("kind").origin)
    volume = _volume(of, run)
    if volume is not None:
        _say_zone(found, volume.spec, run)
    placing.place(found, of, [], run)
    if volume is not None:
        outside(found, volume.spec, run)


def _volume(of: Object, run: Run) -> Object | None:
    if named := of.spec.at("volumeName").text:
        return next((one for one in run.cluster.of("PersistentVolume") if one.name == named), None)
    for one in run.cluster.of("PersistentVolume"):
        claimed = one.spec.at("claimRef")
        if (claimed.at("namespace").text, claimed.at("name").text) == (of.namespace, of.name):
            return one
    return None


def _say_zone(found: Found, spec: Node, run: Run) -> None:
    """The zone of a disk, which no other zone can mount."""
    driver = spec.at("csi", "driver")
    provider = next((Said(of, driver.origin) for end, of in _DISKS if driver.text.endswith(end)), None)
    for term in spec.at("nodeAffinity", "required", "nodeSelectorTerms").items():
        for label, values in placing.of_term(term):
            if label in placing.REGIONS | placing.ZONES and values:
                cloud = placing.cloud_of(label)
                provider = provider or (Said(cloud, values[0].origin) if cloud else None)
                region = placing.region(Said(values[0].text, values[0].origin), provider, run)
                found.say("region", region.value, region.origin)
    if provider is not None:
        found.say("provider", provider.value, provider.origin)


def outside(found: Found, volume: Node, run: Run) -> None:
    """Let data flow to what a volume is that is no disk of the cluster."""
    scheme, attribute = _BUCKETS.get(volume.at("csi", "driver").text, ("", ""))
    bucket = volume.at("csi", "volumeAttributes", attribute)
    if scheme and bucket.text:
        _send(found, f"{scheme}://{bucket.text}", bucket, run)
    server = volume.at("nfs", "server")
    account = volume.at("csi", "volumeAttributes", "storageAccount")
    if server.text:
        _send(found, server.text, server, run)
    if account.text:
        _send(found, f"https://{account.text}.blob.core.windows.net", account, run)


def _send(found: Found, address: str, at: Node, run: Run) -> None:
    lead = targets.target(address, run.context.catalogue) or targets.host(address, run.context.catalogue)
    if lead is not None:
        targets.send(found, lead, run.harvest, at.origin, lead.unless_known("storage"))
