"""Whether what the files of policy folders refer to exists: instruments, packs, gates, profiles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fielato.errors import Problem
from fielato.model.fact import UNSET
from fielato.reading import Document, hint_for
from fielato.rules.declaration import LegalBasis, Profile
from fielato.rules.files import PolicyFiles


def problems(files: PolicyFiles) -> Iterator[Problem]:
    """Every reference that leads nowhere, at its place."""
    for one in files.rules.values():
        yield from _basis_problems(one.rule.legal_basis, one.document, files)
    for definition in files.definitions.values():
        yield from _basis_problems(definition.definition.legal_basis, definition.document, files)
    for name, one in files.rules.items():
        if name.partition("/")[0] not in files.packs:
            yield one.document.problem("", f"the folder of `{one.rule.id}` has no pack.yaml", "add one")
    for profile, document in files.profiles.values():
        yield from _profile_problems(profile, document, files)


def _basis_problems(bases: Iterable[LegalBasis], document: Document, files: PolicyFiles) -> Iterator[Problem]:
    for index, basis in enumerate(bases):
        if basis.instrument not in files.instruments:
            hint = hint_for(basis.instrument, files.instruments, "add it to instruments.yaml")
            message = f"there is no instrument `{basis.instrument}`"
            yield document.problem(f"/legal_basis/{index}/instrument", message, hint)


def _profile_problems(profile: Profile, document: Document, files: PolicyFiles) -> Iterator[Problem]:
    packs = profile.packs if profile.packs is not UNSET else ()
    references: list[tuple[str, str, str, Iterable[str]]] = [
        *(("pack", f"/packs/{index}", name, files.packs) for index, name in enumerate(packs)),
        *([("gate", "/gate", profile.gate, files.gates)] if profile.gate is not UNSET else []),
        *([("profile", "/extends", profile.extends, files.profiles)] if profile.extends is not UNSET else []),
    ]
    for kind, pointer, name, known in references:
        if name not in known:
            hint = hint_for(name, known, f"known: {', '.join(known)}")
            yield document.problem(pointer, f"there is no {kind} `{name}`", hint)
