"""From outcomes to verdict and gate, over tiny policies and a catalogue of three territories."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from textwrap import dedent

import pytest

from fielato import library
from fielato.assess import WORST_FIRST, Assessment, assess
from fielato.catalogue import Catalogue
from fielato.errors import InputError
from fielato.finding import Finding
from fielato.importers import NATIVE
from fielato.judge import Judge
from fielato.reports import json
from fielato.reports.build import build
from fielato.rules.pack import Policies, load
from fielato.rules.profile import choose

DAY = datetime.date(2026, 11, 23)

TERRITORIES = b"""\
code,name_en,name_es,part_of,eu_since,eu_until,eea_since,eea_until,note,verified,source,read
ES,Spain,Espa\xc3\xb1a,,1986-01-01,,1994-01-01,,,true,test,2026-11-23
FR,France,Francia,,1958-01-01,,1994-01-01,,,true,test,2026-11-23
US,United States,Estados Unidos,,,,,,,true,test,2026-11-23
"""
SEEDS = library.bundled("seeds")
HEADINGS = {
    path.relative_to(SEEDS).as_posix(): path.read_bytes().splitlines(keepends=True)[0]
    for path in (*SEEDS.glob("*.csv"), *SEEDS.glob("vendors/*.csv"))
}
CATALOGUE = Catalogue({**HEADINGS, "territories.csv": TERRITORIES})

FOLDER = {
    "instruments.yaml": "instruments: [{id: law, short: {en: L, es: L}, name: {en: Law, es: Ley}}]\n",
    "gates.yaml": dedent("""\
        gates:
          - {id: default, title: {en: D, es: N}, where: undetermined, ground: undetermined, duty: violated}
          - {id: lenient, title: {en: L, es: S}, where: violated, ground: violated, duty: violated}
          - {id: report, title: {en: R, es: I}, where: never, ground: never, duty: never}
        """),
    "profiles/default.yaml": "id: default\ntitle: {en: D, es: N}\ndescription: {en: D, es: N}\ngate: default\n",
    "tiny/pack.yaml": "id: tiny\ntitle: {en: T, es: P}\ndescription: {en: T, es: P}\n",
}
TEXTS = "".join(f"{key}: {{en: {key}, es: '{key} es'}}\n" for key in ("title", "message", "rationale", "remediation"))


def rule(name: str, **fields: str) -> dict[str, str]:
    """A rule file; without more, a block rule of the law on the deployment that holds for a public controller."""
    whole = {
        "id": name, "layer": "law", "question": "where", "severity": "block", "subject": "deployment",
        "require": "controller.public",
    } | fields  # fmt: skip
    return {f"tiny/{name}.yaml": "".join(f"{key}: {value}\n" for key, value in whole.items()) + TEXTS}


def policies(*rules: dict[str, str]) -> Policies:
    files = dict(FOLDER)
    for one in rules:
        files |= one
    return load({path: text.encode() for path, text in files.items()})


PUBLIC = {"satisfied": "true", "violated": "false", "undetermined": None}
"""What the manifest says of `controller.public`, by the outcome that it leads to."""


def manifest(
    outcome: str = "satisfied", components: str = "[{id: app, place: {territory: ES}}]", more: str = ""
) -> str:
    public = PUBLIC[outcome]
    said = f", public: {public}" if public else ""
    return (
        "apiVersion: fielato/v1\nkind: AIDeployment\nname: app\n"
        f"controller: {{name: C, country: ES{said}}}\n{more}components: {components}\n"
    )


def assessed(found: Policies, text: str, gate: str | None = None) -> Assessment:
    imported = NATIVE.imports(text.encode(), "app.yaml")
    return assess(imported.manifests[0], None, Judge(choose(found, gate=gate)), CATALOGUE, DAY)


def names(findings: Iterable[Finding]) -> list[str]:
    return [finding.rule.id.removeprefix("tiny/") for finding in findings]


@pytest.mark.parametrize(
    ("severity", "verified", "outcome", "verdict"),
    [
        ("block", "true", "satisfied", "compliant"),
        ("block", "true", "violated", "non_compliant"),
        ("block", "true", "undetermined", "undetermined"),
        ("block", "false", "violated", "needs_review"),
        ("block", "false", "undetermined", "needs_review"),
        ("review", "true", "satisfied", "compliant"),
        ("review", "true", "violated", "needs_review"),
        ("review", "true", "undetermined", "needs_review"),
        ("advise", "true", "violated", "compliant"),
        ("advise", "true", "undetermined", "compliant"),
    ],
)
def test_the_verdict_of_one_rule(severity: str, verified: str, outcome: str, verdict: str) -> None:
    one = assessed(policies(rule("r", severity=severity, verified=verified)), manifest(outcome))
    assert (one.verdict, dict(one.verdicts)) == (verdict, {"law": verdict, "organisation": "compliant"})
    assert (len(one.findings), one.satisfied) == ((0, 1) if outcome == "satisfied" else (1, 0))


STOPS = {
    ("default", "where"): {"violated", "undetermined"},
    ("default", "ground"): {"violated", "undetermined"},
    ("default", "duty"): {"violated"},
    **{("lenient", question): {"violated"} for question in ("where", "ground", "duty")},
    **{("report", question): set[str]() for question in ("where", "ground", "duty")},
}


@pytest.mark.parametrize(("gate", "question"), STOPS)
@pytest.mark.parametrize("outcome", PUBLIC)
def test_what_closes_a_gate(gate: str, question: str, outcome: str) -> None:
    one = assessed(policies(rule("r", question=question)), manifest(outcome), gate)
    closed = outcome in STOPS[gate, question]
    assert (one.gate.name, one.gate.state) == (gate, "closed" if closed else "open")
    assert names(one.gate.reasons) == (["r"] if closed else [])
    assert one.gate.violated is (closed and outcome == "violated")


@pytest.mark.parametrize(
    "fields", [{"verified": "false"}, {"severity": "review"}, {"severity": "advise"}], ids=lambda fields: str(fields)
)
def test_a_rule_that_does_not_block_never_closes_a_gate(fields: dict[str, str]) -> None:
    assert assessed(policies(rule("r", **fields)), manifest("violated")).gate.state == "open"


def test_the_layers_are_judged_apart_and_the_worst_is_the_verdict() -> None:
    found = policies(rule("l", severity="review"), rule("o", layer="organisation"))
    one = assessed(found, manifest("violated"))
    assert dict(one.verdicts) == {"law": "needs_review", "organisation": "non_compliant"}
    assert one.verdict == "non_compliant" == WORST_FIRST[0]


def test_findings_stand_in_order_of_weight() -> None:
    known, open_ = "controller.public", "controller.dpo"
    expected = [
        ("a", "block", "where", "law", known), ("b", "block", "where", "organisation", known),
        ("c", "block", "ground", "law", known), ("d", "block", "duty", "law", known),
        ("e", "block", "where", "law", open_), ("f", "block", "duty", "organisation", open_),
        ("g", "review", "where", "law", known), ("h", "review", "duty", "law", open_),
        ("i", "advise", "where", "law", known),
    ]  # fmt: skip
    # Named so that the order of the files is the opposite one.
    rules = [
        rule(f"z{len(expected) - at}", severity=severity, question=question, layer=layer, require=fact)
        for at, (_, severity, question, layer, fact) in enumerate(expected)
    ]
    one = assessed(policies(*rules), manifest("violated"))
    assert names(one.findings) == [f"z{len(expected) - at}" for at in range(len(expected))]


@pytest.mark.parametrize(("since", "expected"), [("2026-11-23", ["r"]), ("2026-11-24", [])])
def test_a_rule_is_held_against_nothing_before_it_is_in_force(since: str, expected: list[str]) -> None:
    found = policies(rule("r", in_force=f"{{since: {since}}}"))
    assert names(assessed(found, manifest("violated")).findings) == expected


ABROAD = rule("abroad", subject="location", when="data.personal", require="territory.eea")
DATA = "data: [{id: d, personal: true}]\n"


def test_a_rule_on_places_is_held_against_each_place() -> None:
    places = "[{id: a, place: {territory: US}}, {id: b, place: {territory: ES}}, {id: c}]"
    one = assessed(policies(ABROAD), manifest(components=places, more=DATA))
    assert [(finding.subject.id, finding.outcome.value) for finding in one.findings] == [
        ("location/a/storage/US", "violated"),
        ("location/c/storage/unknown", "undetermined"),
    ]


def test_a_finding_points_at_what_put_the_data_there() -> None:
    places = "\n  - id: a\n    place:\n      kind: office\n      territory: US"
    (finding,) = assessed(policies(ABROAD), manifest(components=places, more=DATA)).findings
    location = finding.location
    assert (location.file, location.line, location.pointer) == ("app.yaml", 10, "/components/0/place/territory")


def test_a_finding_about_the_deployment_points_at_its_deciding_fact() -> None:
    (finding,) = assessed(policies(rule("r")), manifest("violated")).findings
    assert (finding.location.line, finding.location.column) == (4, 44)
    assert [(fact.name, fact.value, finding.origin(fact.name).how) for fact in finding.because] == [
        ("controller.public", False, "declared")
    ]


def test_an_undetermined_finding_says_what_is_missing_and_what_to_ask_first() -> None:
    found = policies(rule("r", require="controller.public || (controller.dpo && controller.public_powers)"))
    (finding,) = assessed(found, manifest("undetermined")).findings
    assert set(finding.missing) == {"controller.public", "controller.dpo", "controller.public_powers"}
    assert finding.ask_first in finding.missing


def test_the_fingerprint_names_rule_and_subject_and_no_line() -> None:
    found = policies(ABROAD)
    places = "[{id: a, place: {territory: US}}]"
    first = assessed(found, manifest(components=places, more=DATA)).findings[0]
    moved = assessed(found, manifest(components=places, more=f"\n\n{DATA}")).findings[0]
    assert first.fingerprint == moved.fingerprint == "tiny/abroad location/a/storage/US"
    assert first.location != moved.location


@pytest.mark.parametrize(
    ("data", "personal", "words"),
    [
        ("data: []\n", False, "the deployment is declared to process no data"),
        ("data: [{id: d, personal: false}]\n", False, "data set `d` is declared not to be personal data"),
    ],
)
def test_no_personal_data_is_compliant_and_says_on_whose_word(data: str, personal: bool, words: str) -> None:
    one = assessed(policies(ABROAD), manifest(components="[{id: a, place: {territory: US}}]", more=data))
    (part,) = build([one], policies(ABROAD), CATALOGUE).assessments
    assert (one.verdict, one.gate.state, one.personal_data) == ("compliant", "open", personal)
    assert "No personal data are in scope. This rests on the declaration alone." in part.summary
    assert words in part.rests_on.declarations


def test_nobody_saying_whether_data_are_personal_is_not_none() -> None:
    one = assessed(policies(ABROAD), manifest(components="[{id: a, place: {territory: US}}]"))
    assert (one.verdict, one.personal_data) == ("undetermined", None)


def test_declarations_that_keep_rules_away_are_listed() -> None:
    text = manifest("violated", more="data: [{id: d, personal: true, special_categories: [], registers: []}]\n")
    (part,) = build([assessed(policies(), text)], policies(), CATALOGUE).assessments
    assert part.rests_on.declarations == (
        "data set `d` is declared to hold no special categories",
        "data set `d` is declared not to come from a public register",
        "the controller is declared not to belong to the public sector",
    )


@pytest.mark.parametrize(
    ("components", "told"),
    [
        ("[]", "app.yaml:1:1: the deployment has no components"),
        ("[{id: a}, {id: a}]", "app.yaml:5:28: components: `a` is given twice"),
        ("[{id: a, fallbacks: [b]}]", "app.yaml:5:34: there is no component `b`"),
        ("[{id: a, place: {territory: XX}}]", "app.yaml:5:41: there is no territory `XX`"),
    ],
)
def test_a_deployment_that_cannot_be_assessed_is_refused_at_its_place(components: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        assessed(policies(), manifest(components=components))
    (problem,) = caught.value.problems
    assert str(problem).partition(" (")[0] == told
    assert problem.hint


def test_the_same_input_gives_the_same_bytes() -> None:
    places = "[{id: a, place: {territory: US}}, {id: b}, {id: c, place: {territory: FR}}]"
    text = manifest("undetermined", places, DATA)

    def once() -> str:
        found = policies(ABROAD, rule("r"), rule("s", layer="organisation", severity="review"))
        return json.render(build([assessed(found, text)], found, CATALOGUE))

    assert once() == once()
