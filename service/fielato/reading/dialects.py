"""Which YAML each tool reads.

Read on 2026-11-23: PyYAML 6.0 (`resolver.py`, `constructor.py`); go-yaml v2 as forked in sigs.k8s.io/yaml
(`goyaml.v2/resolve.go`, `decode.go`, `yaml.go`); go-yaml v3 (`resolve.go`); the CloudFormation user guide
(“template formats”).
"""

from __future__ import annotations

from typing import Final

from fielato.reading.dialect import Dialect, Merge, Tags
from fielato.reading.yaml_foreign import go_yaml_2, go_yaml_3, pyyaml, reads_otherwise, tagged


def _python(name: str) -> Dialect:
    return Dialect(name, pyyaml, tagged(pyyaml), notes=reads_otherwise)


def _kubernetes(name: str) -> Dialect:
    return Dialect(name, go_yaml_2, tagged(go_yaml_2), merge=Merge.IN_ORDER, tags=Tags.IGNORED, notes=reads_otherwise)


KUBERNETES: Final = _kubernetes("Kubernetes")
"""Manifests, and YAML inside them that a controller in Go reads (KubeRay's `serveConfigV2`)."""
HELM: Final = _kubernetes("Helm")
"""`values.yaml` and `Chart.yaml`; templates are no YAML."""
COMPOSE: Final = Dialect(
    "Compose", go_yaml_3, tagged(go_yaml_3), tags=Tags.IGNORED, repeats=False, notes=reads_otherwise
)
"""Compose files; the tags `!reset` and `!override` are kept aside, see `Document.tag`."""
LITELLM: Final = _python("LiteLLM")
SKYPILOT: Final = _python("SkyPilot")
CLOUDFORMATION: Final = Dialect(
    "CloudFormation", pyyaml, tagged(pyyaml), tags=Tags.FUNCTIONS, repeats=False, notes=reads_otherwise
)
"""Templates. The guide knows no aliases and merge keys; packaging tools write them out first, so they are read here.
A section that stands twice is undefined there, hence refused."""
