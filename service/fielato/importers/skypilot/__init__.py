"""Tasks of SkyPilot: where each may run, which object stores it mounts, and what its scripts open to the world.

1. `infra`      the clouds and regions that a task may be put in
2. `storage`    buckets that are mounted or copied
3. `notes`      what is told
4. `task`       one task
5. `importer`   the importer itself
"""

from .importer import SkypilotImporter

__all__ = ["SkypilotImporter"]
