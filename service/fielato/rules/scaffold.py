"""What a new rule or definition starts as: files that load and whose cases pass, with what is to be written marked.

The marks (`TODO`) are errors to `fielato policy lint`, so that nothing half written is taken for law.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final, get_args

from fielato.errors import UsageError
from fielato.model.variables import SubjectKind
from fielato.model.vocabulary import Layer, Question, Severity
from fielato.rules.pack import CASES

FACTS: Final[Mapping[SubjectKind, str]] = {
    "deployment": "controller.in_union",
    "data": "data.personal",
    "party": "party.subject_to_gdpr",
    "component": "component.on_premises",
    "location": "territory.eea",
    "transfer": "territory.eea",
}
"""For each subject, the fact that the new rule demands until its author knows better."""
_PACK: Final = """\
id: {pack}
title: {{en: "TODO: what it covers", es: "TODO: qué abarca"}}
description: {{en: "TODO: for whom", es: "TODO: para quién"}}
"""
_RULE: Final = """\
id: {name}
title:
  en: "TODO: what it demands, in one line"
  es: "TODO: qué exige, en una línea"
layer: law # TODO: {layers}
question: duty # TODO: {questions}
severity: review # TODO: {severities}
subject: {subject}
# TODO: legal_basis: [{{instrument: gdpr, articles: ["44"]}}]
# TODO: researched_as: [its entry in the legal research]
when: |
  // TODO: where it applies
  deployment.personal_data
require: |
  // TODO: what must hold
  {fact}
message:
  en: "TODO: the finding in one sentence, with facts such as {{deployment.name}}"
  es: "TODO: el hallazgo en una frase, con hechos como {{deployment.name}}"
rationale:
  en: "TODO: why it is so"
  es: "TODO: por qué es así"
remediation:
  en: "TODO: what to do"
  es: "TODO: qué hacer"
"""
_RULE_CASES: Final = """\
cases:
  - name: "TODO: what complies, as a sentence"
    facts: {{deployment.personal_data: true, {fact}: true}}
    outcome: satisfied
  - name: "TODO: what does not comply"
    facts: {{deployment.personal_data: true, {fact}: false}}
    outcome: violated
  - name: "TODO: what stays open"
    facts: {{deployment.personal_data: true}}
    outcome: undetermined
  - name: "TODO: where it does not apply"
    facts: {{deployment.personal_data: false, {fact}: false}}
    outcome: not_applicable
"""
_DEFINITION: Final = """\
kind: Definition
name: {name}
title:
  en: "TODO: what it means, in one line"
  es: "TODO: qué significa, en una línea"
subject: {subject}
# TODO: legal_basis: [{{instrument: gdpr, articles: ["44"]}}]
# TODO: researched_as: [its entry in the legal research]
holds: |
  // TODO: the condition
  {fact}
"""
_DEFINITION_CASES: Final = """\
cases:
  - name: "TODO: what is one, as a sentence"
    facts: {{{fact}: true}}
    holds: yes
  - name: "TODO: what is none"
    facts: {{{fact}: false}}
    holds: no
  - name: "TODO: what stays open"
    facts: {{}}
    holds: unknown
"""


def scaffold(written: str, subject: SubjectKind, packs: Collection[str], *, definition: bool) -> dict[str, str]:
    """The files of a new rule (`pack/rule`) or definition (`pack/root.name`), by path; a new pack gets its `pack.yaml`.

    Raises UsageError when the name is not one.
    """
    pack, _, name = written.partition("/")
    shape, example = (_DEFINITION_NAME, "gdpr/territory.safe") if definition else (_RULE_NAME, "gdpr/data-stay")
    if not re.fullmatch(_RULE_NAME, pack) or not re.fullmatch(shape, name):
        kind = "definition" if definition else "rule"
        raise UsageError(f"`{written}` does not name a {kind}; write PACK/NAME, such as `{example}`")
    blanks = {
        "pack": pack,
        "name": name,
        "subject": subject,
        "fact": FACTS[subject],
        "layers": " or ".join(get_args(Layer)),
        "questions": ", ".join(get_args(Question)),
        "severities": ", ".join(get_args(Severity)),
    }
    rule, cases = (_DEFINITION, _DEFINITION_CASES) if definition else (_RULE, _RULE_CASES)
    stem = f"{pack}/{re.sub('[._]', '-', name)}"
    files = {f"{stem}.yaml": rule.format(**blanks), f"{stem}{CASES}": cases.format(**blanks)}
    return files if pack in packs else {f"{pack}/pack.yaml": _PACK.format(**blanks), **files}


_RULE_NAME: Final = r"[a-z0-9]+(-[a-z0-9]+)*"
_DEFINITION_NAME: Final = r"[a-z]+(\.[a-z][a-z0-9_]*)+"
