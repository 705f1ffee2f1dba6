"""Reads manifests of Kubernetes: every document of every file, first what runs, then what leads there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from fielato.importers import misread
from fielato.importers.found import Harvest
from fielato.importers.interface import Context, Source
from fielato.importers.kubernetes import kinds, workloads
from fielato.importers.kubernetes.objects import Cluster, Object, objects
from fielato.importers.kubernetes.run import Run
from fielato.importers.mistakes import Mistakes
from fielato.importers.node import node

_WRITTEN: Final = re.compile(
    rb"""^(?P<indent>[ \t{,-]*)["']?(?P<field>apiVersion|kind)["']?[ \t]*:[ \t]*["']?(?P<value>[\w./-]+)""",
    re.MULTILINE,
)
_INLINE: Final = re.compile(rb"""["'](?:apiVersion|kind)["'][ \t]*:""")
_VERSION: Final = re.compile(rb"(?:(?P<group>[\w.-]+)/)?v\d\w*")
_TEMPLATE: Final = re.compile(rb"\{\{-?[ \t]*(?:\.|include\b|if\b|range\b|with\b|template\b|define\b|end\b|toYaml\b)")
_OTHERS: Final = frozenset(
    {
        b"fielato", b"backstage.io", b"skaffold", b"kustomize.config.k8s.io", b"kind.x-k8s.io",
        b"kubelet.config.k8s.io", b"kubeadm.k8s.io", b"audit.k8s.io", b"client.authentication.k8s.io",
    }
)  # fmt: skip
"""Groups of documents that are not applied to a cluster."""
_NOT_APPLIED: Final = frozenset({b"Config"})
_OWN: Final = frozenset({b"", b"apps", b"batch", b"autoscaling", b"policy", b"extensions"})
_HARMLESS: Final = frozenset(name.encode() for name in kinds.HARMLESS)


class KubernetesImporter:
    """Reads manifests of Kubernetes, KServe and KubeRay."""

    name = "kubernetes"
    folder = True

    def claims(self, source: Source) -> bool:
        """Whether a file holds an object that runs something or leads somewhere."""
        data = source.data
        if b"apiVersion" not in data or b"kind" not in data or _TEMPLATE.search(data):
            return False
        is_json = source.file.lower().endswith(".json") or data.lstrip()[:1] == b"{"
        if is_json:
            data = _INLINE.sub(lambda match: b"\n" + match[0], data)
        written = [one for one in _WRITTEN.finditer(data) if is_json or not one["indent"].strip(b"-")]
        versions = [_VERSION.fullmatch(one["value"]) for one in written if one["field"] == b"apiVersion"]
        groups = [match["group"] or b"" for match in versions if match is not None]
        found = [one["value"] for one in written if one["field"] == b"kind"]
        if len(groups) != len(found):
            return bool(set(groups) - _OTHERS) and bool(found)
        return any(_is_read(*pair) for pair in zip(groups, found, strict=True))

    def imports(self, sources: Sequence[Source], harvest: Harvest, context: Context) -> None:
        """Read all files as what is applied to one cluster."""
        apply(_read(sources, harvest), harvest, context)


def apply(found: Sequence[Object], harvest: Harvest, context: Context) -> None:
    """Add what some objects are that are applied to one cluster.

    Raises InputError for YAML in a text of theirs that cannot be read.
    """
    run = Run(Cluster(found), harvest, context)
    mistakes = Mistakes()
    for table in (kinds.RUNNING, kinds.LEADING):
        for one in found:
            reader = table.get(kinds.known_as(one))
            if reader is None and table is kinds.RUNNING and not _is_known(one):
                reader = workloads.unknown
            if reader is not None:
                with mistakes:
                    reader(one, run)
    mistakes.refuse()


def _is_read(group: bytes, kind: bytes) -> bool:
    """Whether an object of this group and kind runs something or leads somewhere, as far as its names tell."""
    names = {kind, kind + b"." + group} if group.endswith(b".k8s.io") or group in _OWN else {kind + b"." + group}
    return group not in _OTHERS and kind not in _NOT_APPLIED and not names & _HARMLESS


def _read(sources: Sequence[Source], harvest: Harvest) -> list[Object]:
    from fielato.reading.dialects import KUBERNETES
    from fielato.reading.reader import read_as

    found: list[Object] = []
    mistakes = Mistakes()
    for source in sources:
        with mistakes:
            documents = read_as(source.data, source.file, KUBERNETES)
            misread.tell(documents, harvest)
            for document in documents:
                found += objects(node(document))
    mistakes.refuse()
    return found


def _is_known(one: Object) -> bool:
    name = kinds.known_as(one)
    return name in kinds.LEADING or name in kinds.HARMLESS
