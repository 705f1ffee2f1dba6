"""ARM templates, as Bicep writes them: what they make in a resource group.

1. `expressions`  the syntax of `[…]`
2. `functions`    what its functions come to; `logic`, those that compare and decide
3. `group`        the resource group around a template, and the ids of what is in it
4. `scope`        what the names of a template stand for: parameters, variables, copy loops; `site`, a value in it
5. `tracing`      where the literal stands that a value comes from
6. `template`     the resources of a template and of those inside it
7. `reading`      the bytes of a template, and of what lies beside it
8. `gateway`      where an API Management gateway sends requests besides
9. `notes`        what is told
10. `importer`    the importer itself
"""

from .importer import ArmImporter

__all__ = ["ArmImporter"]
