"""Terraform and OpenTofu: a plan in JSON, or else the folder of files that it would be made from.

1. `hcl`            the syntax of files: bodies, blocks, attributes, each with its place
2. `modules`        what the files of one folder define together; `calls`, which folders belong together
3. `operators`, `functions`, `steps`, `expressions`   what an expression comes to
4. `providers`      in which region the provider of a resource works
5. `blocks`         the values of a block, and where each stands; `naming`, what people call it
6. `scope`          what names stand for in one instance of a module, and its resources
7. `folder`         the root modules of a folder with all that they call
8. `configuration`  what a plan tells of where values come from; `lines`, where the files beside it say so
9. `plan`           what a plan deploys
10. `azapi`         resources of Azure that are written as in its own templates
11. `notes`         what is told
12. `importer`      the importer itself
"""

from .importer import TerraformImporter

__all__ = ["TerraformImporter"]
