"""What Terraform and OpenTofu files deploy: a plan in JSON, or else the folder of files that it would be made from."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from fielato.errors import InputError, Problem
from fielato.importers import beside
from fielato.importers.found import Harvest
from fielato.importers.interface import Context, Source
from fielato.importers.mistakes import Mistakes
from fielato.importers.resources import Resource, take
from fielato.importers.terraform import azapi, notes

if TYPE_CHECKING:
    from fielato.importers.terraform.plan import Lines

_HEAD: Final = 64 * 1024
_BLOCK = re.compile(
    rb'^[ \t]*(?:(?:resource|data)[ \t]+"?[\w-]+"?[ \t]+"?[\w-]+"?|(?:module|variable|output|provider)[ \t]+"?[\w-]+"?'
    rb"|locals|terraform|moved|import|check|removed)[ \t]*\{",
    re.MULTILINE,
)
_JSON_BLOCK = re.compile(rb'"(?:resource|module|variable|output|provider|locals|terraform|data)"[ \t\r\n]*:')
_PLAN = re.compile(rb'^\xef?\xbb?\xbf?\s*\{\s*"format_version"\s*:\s*"[\d.]+"')
_VALUES = re.compile(rb'"(?:planned_values|resource_changes|prior_state|values|terraform_version)"\s*:')
_STATE = re.compile(
    rb'^\s*\{\s*"version"\s*:\s*[34]\s*,\s*"terraform_version"\s*:.*?"(?:serial|lineage)"\s*:', re.DOTALL
)


class TerraformImporter:
    """Reads plans in JSON, `.tf`, `.tf.json` and `.tfvars`."""

    name = "terraform"
    folder = True

    def claims(self, source: Source) -> bool:
        """Whether a file is one of Terraform's."""
        file, head = source.file.lower(), source.data[:_HEAD]
        if file.endswith((".tfvars", ".tfvars.json")):
            return True
        if file.endswith(".tf"):
            return _BLOCK.search(source.data) is not None
        if file.endswith(".tf.json"):
            return _JSON_BLOCK.search(source.data) is not None
        return _is_plan(head) or is_state(source)

    def imports(self, sources: Sequence[Source], harvest: Harvest, context: Context) -> None:
        """Read the plans; where there is none, the files that describe what is to be deployed."""
        states = [one for one in sources if is_state(one)]
        sources = [one for one in sources if one not in states]
        if states and not sources:  # beside other files it is only what was left there
            raise InputError([Problem(notes.STATE, one.file, 1, 1, hint=notes.STATE_HINT) for one in states])
        plans = [one for one in sources if _is_plan(one.data[:_HEAD])]
        files = [one for one in sources if one not in plans]
        try:
            resources = _planned(plans, files, harvest, context) if plans else _written(files, harvest, context)
            take([azapi.as_template(one) for one in resources], harvest, context)
        except RecursionError:
            raise InputError([Problem(notes.TOO_DEEP, one.file, 1, 1) for one in plans or files]) from None


def is_state(source: Source) -> bool:
    """Whether a file is a state of Terraform."""
    return source.file.lower().endswith(".tfstate") or _STATE.match(source.data[:_HEAD]) is not None


def _is_plan(head: bytes) -> bool:
    return _PLAN.match(head) is not None and _VALUES.search(head) is not None


def _wanted(context: Context) -> Callable[[str], bool]:
    def wanted(type_: str) -> bool:
        row = context.catalogue.recognised.type("terraform", type_)
        return type_ == azapi.TYPE or (row is not None and row.kind != "none")

    return wanted


def _planned(plans: Sequence[Source], files: Sequence[Source], harvest: Harvest, context: Context) -> list[Resource]:
    from fielato.importers.terraform.configuration import Configuration
    from fielato.importers.terraform.plan import Plan, read

    found: list[Resource] = []
    mistakes = Mistakes()
    for source in plans:
        with mistakes:
            document = read(source)
            near = [one for one in files if beside.folder(one.file) == beside.folder(source.file) or len(plans) == 1]
            lines = _lines(near, source) if near else None
            configuration = Configuration(document, context.catalogue, lines)
            plan = Plan(document, configuration, lines, f"{source.file}:" if len(plans) > 1 else "")
            plan.tell(harvest)
            found.extend(plan.resources(_wanted(context)))
    mistakes.refuse()
    return found


def _lines(files: Sequence[Source], plan: Source) -> Lines:
    from fielato.importers.terraform.lines import FileLines

    return FileLines(files, beside.folder(plan.file))


def _written(files: Sequence[Source], harvest: Harvest, context: Context) -> list[Resource]:
    from fielato.importers.terraform.folder import Folder, read

    folder = Folder(read(files))
    roots = folder.roots()
    found: list[Resource] = []
    for one in roots:
        scope = folder.scope(one, f"{one}:" if len(roots) > 1 else "")
        found.extend(folder.resources(scope, harvest, _wanted(context)))
    return found
