"""A tiny policy folder with nothing to mend, and what lint finds when it is changed."""

from __future__ import annotations

from tests.rules.policies import CASES, RULE, with_files

from fielato.rules.lint.finding import Finding
from fielato.rules.lint.run import lint
from fielato.rules.pack import load

SOUND_RULE = RULE + "researched_as: [TRF-01]\n"
SOUND_CASES = CASES + "  - {name: no data, facts: {data.personal: false}, outcome: not_applicable}\n"
SECOND_RULE = SOUND_RULE.replace("id: stays", "id: moves")


def findings(check: str = "", packs: frozenset[str] | None = None, **changed: str | None) -> list[Finding]:
    """The findings of one check (or of all, unread facts left out) on the folder with files changed."""
    sound: dict[str, str | None] = {"law__stays": SOUND_RULE, "law__stays.cases": SOUND_CASES}
    found = lint(load(with_files(**(sound | changed))), packs)
    return [one for one in found if one.check == check or (not check and one.check != "unread-fact")]


def told(check: str = "", packs: frozenset[str] | None = None, **changed: str | None) -> list[str]:
    """The same, as lines."""
    found = findings(check, packs, **changed)
    return [f"{one.severity} {one.file}:{one.line}:{one.column} {one.message}" for one in found]


def of_rule(check: str, old: str, new: str) -> list[str]:
    """What a check tells of the rule with a part of its text replaced, without the file's name."""
    assert old in SOUND_RULE
    return [line.replace("law/stays.yaml:", "") for line in told(check, law__stays=SOUND_RULE.replace(old, new))]


def of_cases(check: str, *cases: str) -> list[str]:
    """What a check tells of the rule with cases added, without the file's name."""
    more = SOUND_CASES + "".join(f"  - {{{case}}}\n" for case in cases)
    return [line.replace("law/stays.cases.yaml:", "") for line in told(check, **{"law__stays.cases": more})]
