"""Policy folders are compiled whole, or refused with every mistake at its place."""

from __future__ import annotations

import datetime

import pytest

from fielato import library
from fielato.errors import InputError, PolicyError
from fielato.rules.evaluate import evaluate
from fielato.rules.pack import load
from fielato.rules.values import UNKNOWN

from .policies import DEFINITION, FILES, GATES, INSTRUMENTS, PACK, PROFILE, RULE, with_files


def refusal(**changed: str | None) -> list[str]:
    with pytest.raises(PolicyError) as caught:
        load(with_files(**changed))
    return [str(problem) for problem in caught.value.problems]


def test_a_folder_becomes_packs_rules_definitions_gates_profiles_and_cases() -> None:
    policies = load(with_files())
    assert list(policies.packs) == ["law"]
    assert list(policies.rules) == ["law/stays"]
    assert list(policies.definitions) == ["territory.safe"]
    assert list(policies.gates) == ["default", "lenient"]
    assert list(policies.profiles) == ["default"]
    assert list(policies.instruments) == ["gdpr"]
    assert {owner: len(cases) for owner, cases in policies.cases.items()} == {"law/stays": 3, "territory.safe": 3}


def test_a_rule_reads_the_facts_behind_its_definitions() -> None:
    rule = load(with_files()).rules["law/stays"]
    assert (rule.when.variables, rule.require.variables) == (("data.personal",), ("territory.eea",))
    assert rule.require.definitions == ("territory.safe",)


def test_the_digest_depends_on_every_files_name_and_content_and_on_nothing_else() -> None:
    digest = load(with_files()).digest
    assert load(dict(reversed(with_files().items()))).digest == digest
    assert load(with_files(law__stays=RULE + "# a remark\n")).digest != digest
    assert load({f"below/{path}": data for path, data in with_files().items()}).digest != digest


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        pytest.param(
            {"law__stays": RULE.replace("instrument: gdpr", "instrument: gpdr")},
            "law/stays.yaml:7:28: there is no instrument `gpdr` (did you mean `gdpr`?)",
            id="an instrument that does not exist",
        ),
        pytest.param(
            {"law__territory-safe": DEFINITION.replace("instrument: gdpr", "instrument: boe")},
            "law/territory-safe.yaml:5:28: there is no instrument `boe` (add it to instruments.yaml)",
            id="an instrument that a definition cites",
        ),
        pytest.param(
            {"law__stays": RULE.replace("id: stays", "id: stay")},
            "law/stays.yaml:1:5: `stay` stands in `stays` (give both the same name)",
            id="a rule under another file name",
        ),
        pytest.param(
            {"law__pack": PACK.replace("id: law", "id: laws")},
            "law/pack.yaml:1:5: `laws` stands in `law` (give both the same name)",
            id="a pack under another folder name",
        ),
        pytest.param(
            {"other__stays": RULE},
            "other/stays.yaml:1:1: the folder of `stays` has no pack.yaml (add one)",
            id="a rule outside a pack",
        ),
        pytest.param(
            {"law__stays": RULE.replace("when: data.personal", "when: component.plaintext && transfer.plaintext")},
            "law/stays.yaml:8:7: a location has no fact `transfer.plaintext` "
            "(it sees: deployment, controller, organisation, data, party, component, territory, location)",
            id="a fact that the subject does not see",
        ),
        pytest.param(
            {"law__territory-safe": DEFINITION.replace("subject: location", "subject: party")},
            "law/territory-safe.yaml:6:8: a party has no fact `territory.eea` "
            "(it sees: deployment, controller, organisation, party)",
            id="a fact that a definition's subject does not see",
        ),
        pytest.param(
            {"law__again": DEFINITION},
            "law/territory-safe.yaml:2:7: `territory.safe` exists already (choose another name)",
            id="a definition twice",
        ),
        pytest.param(
            {"law__taken": DEFINITION.replace("territory.safe", "territory.union")},
            "law/taken.yaml:6:8: `territory.union` is a fact already (rename it)",
            id="a definition named like a fact",
        ),
        pytest.param(
            {"more__gates": GATES},
            "more/gates.yaml:1:1: `default` exists already (choose another name)",
            id="a gate twice",
        ),
        pytest.param(
            {"more__instruments": INSTRUMENTS},
            "more/instruments.yaml:1:1: `gdpr` exists already (choose another name)",
            id="an instrument twice",
        ),
        pytest.param(
            {"law__stays": f"{RULE}---\n{RULE}"},
            "law/stays.yaml:15:1: one file holds one document (split the file)",
            id="two rules in a file",
        ),
        pytest.param(
            {"law__stays": RULE.replace("severity: block", "severity: blocks")},
            "law/stays.yaml:5:11: severity: `blocks` is not allowed (did you mean `block`?)",
            id="a severity that does not exist",
        ),
        pytest.param(
            {"profiles__other": PROFILE.replace("id: default", "id: other").replace("[law]", "[lwa]")},
            "profiles/other.yaml:4:9: there is no pack `lwa` (did you mean `law`?)",
            id="a profile with a pack that does not exist",
        ),
        pytest.param(
            {"profiles__other": PROFILE.replace("id: default", "id: other").replace("gate: default", "gate: open")},
            "profiles/other.yaml:5:7: there is no gate `open` (known: default, lenient)",
            id="a profile with a gate that does not exist",
        ),
        pytest.param(
            {"profiles__other": PROFILE.replace("id: default", "id: other") + "extends: defualt\n"},
            "profiles/other.yaml:6:10: there is no profile `defualt` (did you mean `default`?)",
            id="a profile that extends nothing",
        ),
        pytest.param(
            {"profiles__other": PROFILE},
            "profiles/other.yaml:1:5: `default` stands in `other` (give both the same name)",
            id="a profile under another file name",
        ),
    ],
)
def test_a_mistake_is_told_at_its_place_with_what_to_do(changed: dict[str, str | None], told: str) -> None:
    assert refusal(**changed) == [told]


@pytest.mark.parametrize(
    ("require", "place", "told"),
    [
        ("territory.eeaa", "8:10", "territory.eeaa"),
        ("territory.eea &&", "8:26", ""),
        ("territory.code", "8:10", ""),
        ("|\n  territory.eea\n  && territory.unoin", "10:6", "territory.unoin"),
        ('"territory.eeaa"', "8:11", "territory.eeaa"),
    ],
)
def test_a_mistake_in_a_condition_is_told_inside_the_condition(require: str, place: str, told: str) -> None:
    text = RULE.replace("when: data.personal\n", "").replace("require: |\n  territory.safe", f"require: {require}")
    (mistake,) = refusal(law__stays=text)
    assert mistake.startswith(f"law/stays.yaml:{place}: ")
    assert told in mistake


def test_cases_of_nothing_are_told_when_the_cases_are_read() -> None:
    policies = load(with_files(**{"law__lone.cases": "cases: []\n", "law__stays.cases": "cases: [{}]\n"}))
    with pytest.raises(PolicyError) as caught:
        _ = policies.cases
    assert [str(problem) for problem in caught.value.problems] == [
        "law/lone.cases.yaml: there is no rule or definition beside these cases (give both the same name)",
        "law/stays.cases.yaml:1:9: cases.0: `name` is missing (add it)",
    ]


def test_definitions_that_use_one_another_are_refused() -> None:
    other = DEFINITION.replace("territory.safe", "territory.calm").replace(
        "holds: territory.eea", "holds: territory.safe"
    )
    mine = DEFINITION.replace("holds: territory.eea", "holds: territory.calm")
    (mistake,) = refusal(**{"law__territory-safe": mine, "law__calm": other})
    assert "definitions form a circle: `territory.calm` uses `territory.safe` uses `territory.calm`" in mistake


def test_the_mistakes_of_all_files_are_told_together() -> None:
    told = refusal(law__stays=RULE.replace("layer: law", "layer: lwa"), law__pack=PACK + "x: 1\n")
    assert [one.split(": ")[0] for one in told] == ["law/pack.yaml:4:1", "law/stays.yaml:3:8"]


@pytest.mark.parametrize(
    ("day", "answer"),
    [("2019-12-31", False), ("2020-01-01", True), ("2020-12-31", True), ("2021-01-01", False), (None, UNKNOWN)],
)
def test_a_definition_holds_only_while_it_is_in_force(day: str | None, answer: object) -> None:
    dated = DEFINITION + "in_force: {since: 2020-01-01, until: 2020-12-31}\n"
    condition = load(with_files(**{"law__territory-safe": dated})).definitions["territory.safe"].condition
    row = {"territory.eea": True}
    if day is not None:
        row["deployment.as_of"] = datetime.date.fromisoformat(day)  # type: ignore[assignment]
    assert evaluate(condition, row) == answer


def test_a_mistake_in_a_dated_definition_is_still_told_at_its_own_place() -> None:
    dated = DEFINITION.replace("territory.eea", "territory.eeaa") + "in_force: {since: 2020-01-01}\n"
    (mistake,) = refusal(**{"law__territory-safe": dated})
    assert mistake.startswith("law/territory-safe.yaml:6:8: ")


# Folders of one's own beside the shipped policies


OWN = {
    "own/pack.yaml": PACK.replace("id: law", "id: own"),
    "own/stays.yaml": RULE.replace("territory.safe", "territory.eea"),
}


def written(folder, files):  # type: ignore[no-untyped-def]
    for path, text in files.items():
        (folder / path).parent.mkdir(exist_ok=True, parents=True)
        (folder / path).write_text(text)
    return folder


def test_a_folder_adds_a_pack_of_its_own(tmp_path) -> None:  # type: ignore[no-untyped-def]
    found = library.policies((written(tmp_path, OWN),))
    assert set(found.rules) == {*library.policies().rules, "own/stays"}
    assert found.digest != library.policies().digest


def test_the_folder_may_be_the_pack_itself(tmp_path) -> None:  # type: ignore[no-untyped-def]
    assert "own/stays" in library.policies((written(tmp_path, OWN) / "own",)).rules


def test_a_folder_that_is_not_there_is_said_to_be_missing(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match=r"nowhere: there is no such folder \(give a folder of rules\)"):
        library.policies((tmp_path / "nowhere",))


SHIPPED_RULE = "gdpr/transfer-has-a-ground.yaml"
SHIPPED = (library.bundled("policies") / SHIPPED_RULE).read_text()


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({SHIPPED_RULE: SHIPPED.replace("severity: block", "severity: advise")}, id="a rule, loosened"),
        pytest.param({SHIPPED_RULE.replace("gdpr/", "x/gdpr/"): SHIPPED}, id="a rule, from a folder further down"),
        pytest.param({"gdpr/pack.yaml": PACK.replace("id: law", "id: gdpr")}, id="a pack"),
        pytest.param({"gates.yaml": GATES}, id="a gate"),
        pytest.param({"profiles/default.yaml": PROFILE}, id="a profile"),
        pytest.param({"instruments.yaml": INSTRUMENTS}, id="an instrument"),
        pytest.param(
            {**OWN, "own/ground.yaml": DEFINITION.replace("territory.safe", "transfer.ground_valid")}, id="a definition"
        ),
        pytest.param(
            {"gdpr/transfer-has-a-ground.cases.yaml": FILES["law/stays.cases.yaml"]}, id="the cases of a rule"
        ),
        pytest.param(
            {"gdpr/new.yaml": OWN["own/stays.yaml"].replace("id: stays", "id: new")},
            id="a rule, slipped into a shipped pack",
        ),
    ],
)
def test_nothing_of_ones_own_can_stand_in_the_place_of_what_is_shipped(tmp_path, files) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PolicyError, match="exists already"):
        library.policies((written(tmp_path, files),))
