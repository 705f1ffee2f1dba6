"""A document that is not valid is refused with every mistake at once, each at its place and with what to do."""

from __future__ import annotations

import datetime
from textwrap import dedent

import msgspec
import pytest

from fielato.errors import InputError, PolicyError
from fielato.model.deployment import Deployment
from fielato.model.register import Register
from fielato.reading import read
from fielato.reading.decode import decode, problems

HEAD = """\
apiVersion: fielato/v1
kind: AIDeployment
name: chatbot
controller: {name: Tienda Ejemplo SL}
"""


def mistakes(text: str, record: type[msgspec.Struct] = Deployment, file: str = "f.yaml") -> list[str]:
    """The lines that a person is shown."""
    (document,) = read(text.encode(), file)
    with pytest.raises(InputError) as caught:
        decode(document, record)
    return [str(problem) for problem in caught.value.problems]


MANY = """\
apiVersion: fielato/v1
kind: AIDeployment
nmae: chatbot
controller: {name: "", country: Spain, public: "yes", pubic_powers: true}
data:
  - {id: chats, personal: null, special_categories: none}
  - {id: chats 2, registers: [padrón], anonymisation_evidence: no}
components:
  - {provider: aws, retention_days: -1, encryption: {key_holder: vendro}}
  - {id: edge, place: on-premises, access: [{purpose: suport}], retention_days: 1.5}
dpia: {date: 2026-02-30}
policy: {boundary: EUU}
"""

NULL = "leave the key out for unknown, or write `none` or `[]` for known to be none"
TOLD = f"""\
f.yaml:1:1: `name` is missing (add it)
f.yaml:3:1: `nmae` is not a known key (did you mean `name`?)
f.yaml:4:20: controller.name: `` is too short (at least 1 character)
f.yaml:4:33: controller.country: `Spain` does not have the right form (for example `ES`)
f.yaml:4:48: controller.public: `yes` is not true or false
f.yaml:4:55: `pubic_powers` is not a known key of controller (did you mean `public_powers`?)
f.yaml:6:27: data.0.personal: `null` is refused ({NULL})
f.yaml:6:53: data.0.special_categories: `none` is not a list (write `[]` for none)
f.yaml:7:10: data.1.id: `chats 2` does not have the right form (it must match ^[A-Za-z0-9][A-Za-z0-9._:-]*$)
f.yaml:7:31: data.1.registers.0: `padrón` is not allowed (did you mean `padron`?)
f.yaml:7:64: data.1.anonymisation_evidence: `no` is not allowed (allowed: none, a mapping)
f.yaml:9:5: components.0: `id` is missing (add it)
f.yaml:9:37: components.0.retention_days: `-1` is too small (at least 0)
f.yaml:9:66: components.0.encryption.key_holder: `vendro` is not allowed (did you mean `vendor`?)
f.yaml:10:23: components.1.place: `on-premises` is not a mapping
f.yaml:10:55: components.1.access.0.purpose: `suport` is not allowed (did you mean `support`?)
f.yaml:10:81: components.1.retention_days: `1.5` is not a whole number
f.yaml:11:14: dpia.date: `2026-02-30` is not a date (write it as YYYY-MM-DD)
f.yaml:12:20: policy.boundary: `EUU` is not allowed (did you mean `EU`?)
"""


def test_every_mistake_is_told_at_once_at_its_place_with_what_to_do() -> None:
    assert "\n".join(mistakes(MANY)) + "\n" == TOLD


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param("data: null", "`null` is refused (leave the key out for unknown", id="an empty list"),
        pytest.param("dpia: null", "`null` is refused (leave the key out for unknown", id="a record that may be none"),
        pytest.param("dpia:", "`null` is refused", id="a key without a value"),
        pytest.param("data: none", "`none` is not a list (write `[]` for none)", id="none for a list"),
        pytest.param("data: [none]", "`none` is not a mapping", id="none inside a list"),
        pytest.param("dpia: [none]", "a list is not allowed (allowed: none, a mapping)", id="a list for a record"),
        pytest.param("dpia: nonne", "did you mean `none`?", id="none, mistyped"),
        pytest.param(
            "dpia: {dat: 2026-01-01}", "`dat` is not a known key of dpia (did you mean `date`?)", id="a key of it"
        ),
        pytest.param("records: none", "`none` is not a mapping", id="none where it is not an answer"),
        pytest.param("dpia: {date: 20260101}", "is not", id="a number for a date"),
        pytest.param("dpia: {date: 2026-1-1}", "`2026-1-1` is not a date (write it as YYYY-MM-DD)", id="a short date"),
        pytest.param("dpia: {date: 2026-01-01T10:00:00}", "is not a date", id="a time for a date"),
        pytest.param("procurement: {server_declaration: [ES, fr]}", "`fr` does not have", id="inside an alternative"),
        pytest.param(
            "policy: {boundary: [ES, Portugal]}", "`Portugal` does not have", id="in a list that may be a word"
        ),
        pytest.param("components: [{id: a, settings: {inference_geo: 1}}]", "`1` is not text", id="a setting"),
        pytest.param("x~/y: 1", "`x~/y` is not a known key (known here: apiVersion", id="a key with odd characters"),
    ],
)
def test_a_mistake_says_what_is_wrong_and_what_to_do(line: str, told: str) -> None:
    (mistake,) = mistakes(HEAD + line + "\n")
    assert mistake.startswith("f.yaml:5:")
    assert told in mistake


@pytest.mark.parametrize(
    "line",
    [
        "data: []",
        "dpia: none",
        "components: []",
        "dpia: {}",
        "data: [{id: d, special_categories: []}]",
        "procurement: {}",
        "procurement: {server_declaration: none}",
        "controller: {name: C, representative: none}",
    ],
)
def test_what_is_known_to_be_none_is_an_answer(line: str) -> None:
    head = HEAD if not line.startswith("controller") else HEAD.replace("controller: {name: Tienda Ejemplo SL}\n", "")
    (document,) = read((head + line).encode(), "f.yaml")
    assert decode(document, Deployment).name == "chatbot"


def test_a_date_is_read_as_a_day() -> None:
    (document,) = read((HEAD + "dpia: {date: 2024-02-29}\n").encode(), "f.yaml")
    assert decode(document, Deployment).dpia.date == datetime.date(2024, 2, 29)  # type: ignore[union-attr]


def test_an_unknown_key_is_told_at_the_key_and_a_bad_value_at_the_value() -> None:
    assert [one.split(": ")[0] for one in mistakes(HEAD + "  \nrecords:\n  presnt:\n    true\n")] == ["f.yaml:7:3"]
    assert [one.split(": ")[0] for one in mistakes(HEAD + "  \nrecords:\n  present:\n    yes\n")] == ["f.yaml:8:5"]


def test_a_key_that_is_given_already_is_not_suggested() -> None:
    (mistake,) = mistakes(HEAD + "nme: again\n")
    assert "did you mean `name`" not in mistake


def test_a_document_that_is_no_mapping_is_told_as_one_mistake() -> None:
    assert mistakes("- 1\n") == ["f.yaml:1:1: a list is not a mapping"]


def test_places_in_json_are_those_of_the_json() -> None:
    text = '{"apiVersion": "fielato/v1", "kind": "AIDeployment",\n "name": 7, "controller": {"name": "C"}}'
    assert mistakes(text, file="f.json") == ["f.json:2:10: name: `7` is not text"]


def test_a_long_or_unprintable_value_is_shown_short_and_harmless() -> None:
    told = mistakes(HEAD + f'environment: "\\e[31m{"x" * 500}"\n"\\e[2J": 1\n')
    assert [one for one in told if not one.isprintable()] == []
    assert [one for one in told if len(one) > 400] == []
    assert "f.yaml:5:14: environment: `\N{REPLACEMENT CHARACTER}[31mxx" in "\n".join(told)


def test_the_error_is_the_one_that_the_caller_asks_for() -> None:
    (document,) = read(b"kind: Register\n", "f.yaml")
    with pytest.raises(PolicyError):
        decode(document, Register, PolicyError)


def test_a_valid_document_has_no_problems() -> None:
    (document,) = read(HEAD.encode(), "f.yaml")
    assert problems(document, Deployment) == []


EVIDENCE = dedent("""\
    apiVersion: fielato/v1
    kind: Register
    organisation: o
    evidence:
      - {fact: Party, value: {a: 1}, author: DPO, date: 2026-01-01}
    """)


def test_an_answer_of_no_allowed_kind_lists_the_kinds() -> None:
    allowed = "allowed: true or false, a whole number, text, a list"
    form = "it must match ^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+$"
    assert mistakes(EVIDENCE, Register) == [
        f"f.yaml:5:12: evidence.0.fact: `Party` does not have the right form ({form})",
        f"f.yaml:5:26: evidence.0.value: a mapping is not allowed ({allowed})",
    ]


def test_a_key_that_stands_one_record_deeper_is_told_with_its_path() -> None:
    text = "apiVersion: fielato/v1\nkind: AIDeployment\nname: a\ncontroller: {name: X}\nboundary: EU\n"
    (document,) = read(text.encode(), "f.yaml")
    (problem,) = problems(document, Deployment)
    assert (problem.line, problem.hint) == (5, "did you mean `policy.boundary` or `check.boundary`?")
