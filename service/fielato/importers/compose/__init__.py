"""Compose files: services, what their variables lead to, and where their logs and volumes are.

1. `project`    the files that make one project, its `.env`, and its services with what they extend
2. `variables`  the environment of a service
3. `drivers`    logs and volumes that leave the host
4. `service`    one service
5. `notes`      what is told
6. `importer`   the importer itself
"""

from .importer import ComposeImporter

__all__ = ["ComposeImporter"]
