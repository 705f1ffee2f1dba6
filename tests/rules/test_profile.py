"""A profile comes to packs, a gate and parameters, what it does not say taken from the one it extends."""

from __future__ import annotations

import pytest

from fielato.errors import UsageError
from fielato.rules.pack import load
from fielato.rules.profile import Choice, choose

from .policies import PACK, PROFILE, RULE, with_files

OWN_RULE = RULE.replace("territory.safe", "territory.union")
HEAD = "id: {name}\ntitle: {{en: A, es: B}}\ndescription: {{en: A, es: B}}\n"


def profile(name: str, rest: str = "") -> dict[str, str]:
    return {f"profiles__{name}": HEAD.format(name=name) + rest}


FOLDER = {
    "profiles__default": PROFILE + "parameters: {tia_max_age: 730, dpf_check_max_age: 90}\n",
    **profile("wide", "extends: default\nboundary: EEA\n"),
    **profile("narrow", "extends: wide\ngate: lenient\nboundary: [ES, PT]\nparameters: {tia_max_age: 365}\n"),
    **profile("bare", "packs: []\n"),
    **profile("silent"),
    "other__pack": PACK.replace("id: law", "id: other"),
    "other__stays": OWN_RULE,
}


def chosen(name: str, gate: str | None = None, **changed: str) -> Choice:
    return choose(load(with_files(**FOLDER | changed)), name, gate)


@pytest.mark.parametrize(
    ("name", "rules", "gate", "boundary", "parameters"),
    [
        ("default", ["law/stays", "other/stays"], "default", None, {"tia_max_age": 730, "dpf_check_max_age": 90}),
        ("wide", ["law/stays", "other/stays"], "default", "EEA", {"tia_max_age": 730, "dpf_check_max_age": 90}),
        (
            "narrow",
            ["law/stays", "other/stays"],
            "lenient",
            ("ES", "PT"),
            {"tia_max_age": 365, "dpf_check_max_age": 90},
        ),
        ("bare", ["other/stays"], "default", None, {}),
        ("silent", ["law/stays", "other/stays"], "default", None, {}),
    ],
)
def test_a_profile_says_what_it_changes_and_takes_the_rest_from_below(
    name: str, rules: list[str], gate: str, boundary: object, parameters: dict[str, int]
) -> None:
    choice = chosen(name)
    assert list(choice.rules) == rules
    assert (choice.profile, choice.gate.id, choice.boundary) == (name, gate, boundary)
    assert dict(choice.parameters) == parameters


def test_a_pack_that_a_profile_knows_applies_only_where_it_is_chosen() -> None:
    changed = profile("both", "packs: [law, other]\n")
    assert list(chosen("default", **changed).rules) == ["law/stays"]
    assert list(chosen("both", **changed).rules) == ["law/stays", "other/stays"]


def test_the_callers_gate_outranks_the_profiles() -> None:
    assert chosen("narrow", "default").gate.id == "default"


@pytest.mark.parametrize(
    ("name", "gate", "told"),
    [
        ("defualt", None, "there is no profile `defualt`; did you mean `default`?"),
        ("x", None, "there is no profile `x`; known: bare, default, narrow, silent, wide"),
        ("default", "lenien", "there is no gate `lenien`; did you mean `lenient`?"),
        ("default", "x", "there is no gate `x`; known: default, lenient"),
    ],
)
def test_a_name_that_does_not_exist_is_told_with_those_that_do(name: str, gate: str | None, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        chosen(name, gate)
    assert str(caught.value) == told


def test_profiles_that_extend_one_another_are_refused() -> None:
    with pytest.raises(UsageError, match="profile `one` extends itself"):
        chosen("one", **profile("one", "extends: two\n"), **profile("two", "extends: one\n"))
