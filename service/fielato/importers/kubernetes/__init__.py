"""Manifests of Kubernetes, KServe and KubeRay: workloads, what they call, and where their cluster is.

1. `objects`     the objects of all files, and what their names and hosts lead to
2. `notes`       what is told where the manifests leave something open
3. `run`         what every part needs of one call
4. `placing`     where the cluster is, by labels and by what is declared around it
5. `variables`   the environment of a container
6. `pods`        what the containers and volumes of a pod say of a workload
7. `fetching`    what a workload only fetches: models and code
8. `workloads`, `networking`, `storage`, `configuration`, `kserve`, `kuberay`   the kinds
9. `kinds`       which kind is read how
10. `importer`   the importer itself
"""

from .importer import KubernetesImporter

__all__ = ["KubernetesImporter"]
