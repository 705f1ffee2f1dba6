"""How waivers are written: an entry in YAML for a person to complete and keep, or all of them as what is signed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import msgspec

from fielato.finding import Finding
from fielato.model.fact import UNSET
from fielato.model.manifest import Manifest
from fielato.model.vocabulary import API_VERSION
from fielato.model.waivers import DeploymentName, Waiver, Waivers
from fielato.waivers import value

HEAD: Final = f"apiVersion: {API_VERSION}\nkind: Waivers\nwaivers:\n"
"""How a file of waivers begins."""


class Granted(msgspec.Struct, frozen=True):
    """What people decide about a waiver."""

    reason: str
    owner: str
    requester: str
    approver: str
    granted: datetime.date
    expires: datetime.date


def waiver_of(finding: Finding, manifest: Manifest, as_of: datetime.date, people: Granted) -> Waiver:
    """The waiver of a finding as it is on a date."""
    deployment, facts = manifest.deployment, value.facts(finding, as_of)
    return Waiver(
        rule=finding.rule.id,
        subject=finding.subject.id,
        outcome="violated" if finding.judgement.yields.value == "violated" else "undetermined",
        deployment=DeploymentName(
            controller=deployment.controller.name, name=deployment.name, environment=deployment.environment
        ),
        reason=people.reason,
        owner=people.owner,
        requester=people.requester,
        approver=people.approver,
        granted=people.granted,
        expires=people.expires,
        value=value.value(facts),
        facts=facts or UNSET,
    )


def document(waivers: Iterable[Waiver]) -> bytes:
    """The document of waivers that is signed; the same waivers in the same order give the same bytes."""
    whole = Waivers(api_version=API_VERSION, kind="Waivers", waivers=tuple(waivers))
    return msgspec.json.encode(whole, order="deterministic")


def entry(waiver: Waiver) -> str:
    """One waiver as an item of the list in a YAML file."""
    lines = list(_lines(msgspec.to_builtins(waiver)))
    return "".join(f"{'  - ' if number == 0 else '    '}{line}\n" for number, line in enumerate(lines))


def _lines(fields: Mapping[str, Any]) -> Iterator[str]:
    for name, found in fields.items():
        if name != "facts":
            yield f"{name}: {_flow(found)}"
            continue
        yield "facts:"
        yield from (f"  - {_flow(one)}" for one in found)


def _flow(found: Any) -> str:
    """A value in YAML's flow style; JSON's texts are YAML's, but for what YAML takes as the end of a line."""
    if isinstance(found, Mapping):
        return "{" + ", ".join(f"{name}: {_flow(one)}" for name, one in found.items()) + "}"
    if isinstance(found, (list, tuple)):
        return "[" + ", ".join(map(_flow, found)) + "]"
    return "".join(char if char.isprintable() else _escaped(char) for char in msgspec.json.encode(found).decode())


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
