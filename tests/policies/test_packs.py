"""The shipped packs hold together: cases, texts, citations, layers, and what lets a small manifest through."""

import datetime
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from fielato.model.fact import UNSET
from fielato.model.variables import SUBJECTS, visible
from fielato.rules.cases import run
from fielato.rules.declaration import Bilingual
from fielato.rules.evaluate import evaluate
from fielato.rules.outcome import Outcome, outcome
from fielato.rules.pack import load

ROOT = Path(__file__).parents[2] / "policies"
POLICIES = load({path.relative_to(ROOT).as_posix(): path.read_bytes() for path in ROOT.rglob("*.yaml")})
RULES = POLICIES.rules
FAILURES = defaultdict(list)
for failure in run(POLICIES):
    FAILURES[failure.owner].append(failure)

UNVERIFIED_RESEARCH = {"GEO-03", "GEO-04", "GAP-01", "GAP-18"}
"""Entries of the legal research that rest, for what their rule asks, on nothing that was seen in a source."""


def texts():
    """Every text for a person, with where it stands."""
    for rule_id, compiled in RULES.items():
        for field in ("title", "message", "rationale", "remediation"):
            yield f"{rule_id} {field}", getattr(compiled.rule, field)
    for name, compiled in POLICIES.definitions.items():
        yield f"{name} title", compiled.definition.title
    for folder in (POLICIES.packs, POLICIES.profiles):
        for name, one in folder.items():
            yield f"{name} title", one.title
            yield f"{name} description", one.description
    for name, gate in POLICIES.gates.items():
        yield f"gate {name}", gate.title
    for name, instrument in POLICIES.instruments.items():
        yield f"{name} name", instrument.name
        yield f"{name} short", instrument.short


def used(compiled):
    """The facts that a rule reads, through definitions too."""
    return {*compiled.when.variables, *compiled.require.variables}


def placeholders(text):
    return set(re.findall(r"\{([^}]*)\}", text))


@pytest.mark.parametrize("owner", [*RULES, *POLICIES.definitions])
def test_every_case_comes_out_as_written_and_every_answer_has_one(owner):
    assert POLICIES.cases.get(owner), "no cases stand beside it"
    assert FAILURES[owner] == []


@pytest.mark.parametrize("owner", POLICIES.cases)
def test_no_two_cases_of_one_owner_have_the_same_name(owner):
    counted = Counter(case.name for case in POLICIES.cases[owner])
    assert [name for name, times in counted.items() if times > 1] == []


@pytest.mark.parametrize(("where", "text"), [pytest.param(where, text, id=where) for where, text in texts()])
def test_every_text_exists_in_both_languages_and_they_differ(where, text):
    assert isinstance(text, Bilingual)
    assert text.en.strip()
    assert text.es.strip()
    assert text.en != text.es, where


@pytest.mark.parametrize("rule_id", RULES)
def test_a_message_names_only_facts_that_its_rule_can_see_and_the_same_in_both_languages(rule_id):
    rule = RULES[rule_id].rule
    assert placeholders(rule.message.en) <= set(visible(rule.subject))
    assert placeholders(rule.message.en) == placeholders(rule.message.es)
    assert placeholders(rule.message.en), "a finding says what it is about"


@pytest.mark.parametrize("rule_id", RULES)
def test_other_texts_name_no_facts(rule_id):
    rule = RULES[rule_id].rule
    for text in (rule.title, rule.rationale, rule.remediation):
        assert placeholders(text.en) == placeholders(text.es) == set()


def test_a_rule_id_is_used_in_one_pack_only():
    counted = Counter(rule_id.partition("/")[2] for rule_id in RULES)
    assert [name for name, times in counted.items() if times > 1] == []


def test_no_two_rules_have_the_same_title():
    counted = Counter(compiled.rule.title.en for compiled in RULES.values())
    assert [title for title, times in counted.items() if times > 1] == []


def test_every_instrument_is_cited_and_every_rule_cites_one():
    bases = [compiled.rule.legal_basis for compiled in RULES.values()]
    bases += [compiled.definition.legal_basis for compiled in POLICIES.definitions.values()]
    assert all(bases)
    assert {one.instrument for basis in bases for one in basis} == set(POLICIES.instruments)


def test_every_rule_that_cites_the_law_says_as_what_it_was_researched():
    citing = {
        rule_id: compiled.rule
        for rule_id, compiled in RULES.items()
        if {basis.instrument for basis in compiled.rule.legal_basis} != {"own-policy"}
    }
    assert [rule_id for rule_id, rule in citing.items() if not rule.researched_as] == []


def test_no_rule_or_definition_of_the_law_reads_the_organisations_policy():
    law = {rule_id: used(compiled) for rule_id, compiled in RULES.items() if compiled.rule.layer == "law"}
    law |= {
        name: set(compiled.condition.variables)
        for name, compiled in POLICIES.definitions.items()
        if compiled.pack != "organisation"
    }
    assert {name for name, facts in law.items() if any(fact.startswith("organisation.") for fact in facts)} == set()


def test_the_layer_of_a_rule_is_that_of_its_pack():
    for rule_id, compiled in RULES.items():
        assert (compiled.rule.layer == "organisation") == rule_id.startswith("organisation/"), rule_id


def test_only_the_organisations_layer_cites_its_own_policy():
    citing = {
        compiled.rule.layer
        for compiled in RULES.values()
        if any(basis.instrument == "own-policy" for basis in compiled.rule.legal_basis)
    }
    assert citing == {"organisation"}


def test_what_was_not_seen_in_a_source_is_marked_and_does_not_block():
    unverified = {rule_id for rule_id, compiled in RULES.items() if not compiled.rule.verified}
    researched = {
        rule_id
        for rule_id, compiled in RULES.items()
        if compiled.rule.researched_as and set(compiled.rule.researched_as) <= UNVERIFIED_RESEARCH
    }
    assert unverified == researched != set()
    assert {RULES[rule_id].rule.severity for rule_id in unverified} == {"review"}


def test_no_rule_sees_more_than_its_subject():
    for rule_id, compiled in RULES.items():
        roots = {name.partition(".")[0] for name in used(compiled)}
        assert roots <= set(SUBJECTS[compiled.rule.subject]), rule_id


def test_a_place_or_ground_that_blocks_is_asked_of_what_the_customer_chose():
    asked = {
        rule_id
        for rule_id, compiled in RULES.items()
        if compiled.rule.severity == "block"
        and compiled.rule.question in {"where", "ground"}
        and compiled.rule.subject in {"location", "transfer"}
    }
    assert asked
    for rule_id in asked:
        run_by = f'{RULES[rule_id].rule.subject}.run_by == "customer"'
        assert run_by in RULES[rule_id].rule.when, rule_id


def test_each_of_them_has_a_counterpart_for_what_the_vendor_does():
    for rule_id, compiled in RULES.items():
        if 'run_by == "customer"' not in compiled.rule.when:
            continue
        pack, _, name = rule_id.partition("/")
        other = RULES[f"{pack}/vendor-{name}"].rule
        assert other.question == "duty"
        assert other.severity == compiled.rule.severity
        assert other.require == compiled.rule.require
        assert other.when == compiled.rule.when.replace('"customer"', '"vendor"')


AS_OF = {"deployment.as_of": datetime.date(2026, 11, 22)}
CHATBOT = {
    **AS_OF,
    "deployment.personal_data": True,
    "controller.country": "ES",
    "controller.regime": "gdpr",
    "controller.in_union": True,
    "controller.in_eea": True,
    "organisation.boundary": "none",
    "organisation.no_third_country_control": False,
    "data.personal": True,
    "organisation.sovereignty_level": 0,
    "data.premises_only": False,
    "data.never_off_premises": False,
    "data.pseudonymise_first": False,
    "component.on_premises": False,
}
"""What ten lines say of a chatbot, and what follows from them."""
MADRID = {"territory.code": "ES", "territory.state": "ES", "territory.union": True, "territory.eea": True}
INFERENCE = {"location.purpose": "inference", "location.run_by": "customer", "location.remote_access": False}
SUPPORT = {"location.purpose": "support", "location.run_by": "vendor", "location.remote_access": True}


def stopped(subject, row):
    """The blocking rules that keep the default gate closed for one row."""
    gate = POLICIES.gates["default"]
    found = set()
    for rule_id, compiled in RULES.items():
        if compiled.rule.subject != subject or compiled.rule.severity != "block":
            continue
        got = outcome(evaluate(compiled.when, row), evaluate(compiled.require, row))
        threshold = getattr(gate, compiled.rule.question)
        if got is Outcome.VIOLATED or (got is Outcome.UNDETERMINED and threshold == "undetermined"):
            found.add(rule_id)
    return found


@pytest.mark.parametrize(
    ("subject", "row"),
    [
        pytest.param("deployment", {}, id="the deployment"),
        pytest.param("data", {}, id="its prompts"),
        pytest.param("party", {}, id="its vendor"),
        pytest.param("component", {}, id="its model"),
        pytest.param("location", {**MADRID, **INFERENCE}, id="inference in Madrid"),
        pytest.param("location", SUPPORT, id="support from nobody knows where"),
        pytest.param(
            "transfer", {"transfer.purpose": "support", "transfer.run_by": "vendor"}, id="a transfer for support"
        ),
    ],
)
def test_a_chatbot_on_one_regional_endpoint_opens_the_default_gate(subject, row):
    assert stopped(subject, CHATBOT | row) == set()


def test_the_same_chatbot_on_a_global_endpoint_does_not():
    row = CHATBOT | {"transfer.purpose": "inference", "transfer.run_by": "customer"}
    assert "gdpr/transfer-has-a-ground" in stopped("transfer", row)


@pytest.mark.parametrize("name", POLICIES.profiles)
def test_every_profile_comes_to_packs_and_a_gate(name):
    seen = []
    while name is not UNSET:
        assert name not in seen, "profiles build on one another in a circle"
        seen.append(name)
        name = POLICIES.profiles[name].extends
    assert any(POLICIES.profiles[one].packs is not UNSET for one in seen)
    assert any(POLICIES.profiles[one].gate is not UNSET for one in seen)


def test_the_default_profile_applies_no_pack_of_a_sector_and_has_no_boundary():
    default = POLICIES.profiles["default"]
    assert set(default.packs) == {"gdpr", "es-public-sector", "es-ens", "organisation"}
    assert default.gate == "default"
    assert default.boundary is UNSET


def test_every_pack_is_chosen_by_a_profile_and_every_profile_chooses_packs_that_exist():
    chosen = {pack for one in POLICIES.profiles.values() if one.packs is not UNSET for pack in one.packs}
    assert chosen == set(POLICIES.packs)
