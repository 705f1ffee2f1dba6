"""A tiny policy folder in memory: one pack, one rule, one definition, and what they cite."""

from __future__ import annotations

from collections.abc import Mapping

INSTRUMENTS = """\
instruments:
  - {id: gdpr, short: {en: GDPR, es: RGPD}, name: {en: General Regulation, es: Reglamento general}}
"""
GATES = """\
gates:
  - {id: default, title: {en: Default, es: Normal}, where: undetermined, ground: undetermined, duty: violated}
  - {id: lenient, title: {en: Lenient, es: Laxa}, where: violated, ground: violated, duty: violated}
"""
PROFILE = """\
id: default
title: {en: Anybody, es: Cualquiera}
description: {en: For anybody, es: Para cualquiera}
packs: [law]
gate: default
"""
PACK = """\
id: law
title: {en: The law, es: La ley}
description: {en: For anybody, es: Para cualquiera}
"""
DEFINITION = """\
kind: Definition
name: territory.safe
title: {en: A safe territory, es: Un territorio seguro}
subject: location
legal_basis: [{instrument: gdpr, articles: ["45"]}]
holds: territory.eea
"""
RULE = """\
id: stays
title: {en: Data stay, es: Los datos se quedan}
layer: law
question: where
severity: block
subject: location
legal_basis: [{instrument: gdpr, articles: ["44"]}]
when: data.personal
require: |
  territory.safe
message: {en: "In {territory.code}.", es: "En {territory.code}, pues."}
rationale: {en: Because, es: Porque sí}
remediation: {en: Move, es: Traslade}
"""
CASES = """\
cases:
  - {name: at home, facts: {data.personal: true, territory.eea: true}, outcome: satisfied}
  - {name: abroad, facts: {data.personal: true, territory.eea: false}, outcome: violated}
  - {name: nowhere, facts: {data.personal: true}, outcome: undetermined, missing: [territory.eea]}
"""
DEFINITION_CASES = """\
cases:
  - {name: at home, facts: {territory.eea: true}, holds: yes}
  - {name: abroad, facts: {territory.eea: false}, holds: no}
  - {name: nowhere, holds: unknown}
"""

FILES: Mapping[str, str] = {
    "instruments.yaml": INSTRUMENTS,
    "gates.yaml": GATES,
    "profiles/default.yaml": PROFILE,
    "law/pack.yaml": PACK,
    "law/stays.yaml": RULE,
    "law/stays.cases.yaml": CASES,
    "law/territory-safe.yaml": DEFINITION,
    "law/territory-safe.cases.yaml": DEFINITION_CASES,
}


def with_files(**changed: str | None) -> dict[str, bytes]:
    """The folder with files changed, added, or (None) left out; `law__stays` stands for `law/stays.yaml`."""
    files = {**FILES, **{f"{name.replace('__', '/')}.yaml": text for name, text in changed.items()}}
    return {path: text.encode() for path, text in files.items() if text is not None}
