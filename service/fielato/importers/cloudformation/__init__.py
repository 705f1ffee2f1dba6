"""CloudFormation, SAM and what the CDK writes: the resources of stacks, and of the stacks inside them.

1. `functions`  what the functions of a template come to
2. `scope`      what the names of a template stand for: parameters, conditions, mappings
3. `tracing`    where the literal stands that a value comes from
4. `sam`        what the `Globals` of SAM add
5. `stack`      the resources of a template and of those inside it
6. `further`    what the tables cannot say of one resource
7. `notes`      what is told
8. `importer`   the importer itself
"""

from .importer import CloudFormationImporter

__all__ = ["CloudFormationImporter"]
