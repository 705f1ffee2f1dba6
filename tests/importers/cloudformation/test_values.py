"""What parameters, conditions, mappings and functions come to, and where the literal behind each stands."""

from __future__ import annotations

import pytest
from tests.importers.cloudformation_templates import FRANKFURT, properties, read, read_files

IT = "cloudformation:It"
HEAD = """\
Parameters:
  Model: {Type: String, Default: us.amazon.nova-pro-v1:0}
  Stage: {Type: String, Default: prod}
  Untold: {Type: String}
  FromSsm: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /path}
  Key: {Type: String, NoEcho: true, Default: hunter2}
  Zones: {Type: CommaDelimitedList, Default: 'eu-west-1a, eu-west-1b'}
Mappings:
  Models:
    eu-central-1: {chat: eu.amazon.nova-lite-v1:0}
    us-east-1: {chat: us.amazon.nova-lite-v1:0}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsTest: !Not [!Condition IsProd]
  Open: !Equals [!Ref Untold, yes-please]
"""


def model(written: str) -> str:
    return HEAD + properties("AWS::Bedrock::Agent", f"FoundationModel: {written}")


@pytest.mark.parametrize(
    ("written", "value", "at"),
    [
        ("!Ref Model", "us.amazon.nova-pro-v1:0", "us.amazon.nova-pro-v1:0}"),
        ("!Sub '${Model}'", "us.amazon.nova-pro-v1:0", "us.amazon.nova-pro-v1:0}"),
        ("!FindInMap [Models, !Ref 'AWS::Region', chat]", "eu.amazon.nova-lite-v1:0", "eu.amazon.nova-lite-v1:0}"),
        ("!FindInMap [Models, mars, chat, {DefaultValue: m}]", "m", "!FindInMap"),
        ("!If [IsProd, global.a, b]", "global.a", "global.a, b]"),
        ("!If [IsTest, global.a, !Ref Model]", "us.amazon.nova-pro-v1:0", "us.amazon.nova-pro-v1:0}"),
        ("!Join ['.', [us, !Ref Stage]]", "us.prod", "!Join"),
        ("!Select [1, [a.b, c.d]]", "c.d", "!Select"),
        ("!Select ['1', !Split ['|', 'a|b.c']]", "b.c", "!Select"),
        ("!Select [1, !Ref Zones]", "eu-west-1b", "!Select"),
        ("!Sub ['${Who}.${Stage}', {Who: eu}]", "eu.prod", "!Sub"),
        ("!Sub '${!Literal}.${Stage}'", "${Literal}.prod", "!Sub"),
        ("!Sub 'arn:${AWS::Partition}:bedrock:${AWS::Region}::foundation-model/m'",
         "arn:aws:bedrock:eu-central-1::foundation-model/m", "!Sub"),
    ],
)  # fmt: skip
def test_a_function_comes_to_its_value_at_its_literal(written: str, value: str, at: str) -> None:
    found = read(model(written))
    assert found.of(IT)["model"] == value
    assert found.at(IT, "model").startswith(at)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("!Ref Untold", "parameter `Untold` has no value here; give it a `Default`"),
        ("!Ref FromSsm", "parameter `FromSsm` has no value here"),
        ("!Ref Key", "parameter `Key` has no value here"),
        ("!ImportValue far", "another stack exports it"),
        ("!If [Open, a, b]", "it hangs on the condition `Open`"),
        ("!Transform {Name: Mine}", "`Fn::Transform` is known only when the stack is made"),
        ("!Cidr [a, 1, 2]", "`Fn::Cidr` is known only when the stack is made"),
        ("!Select [7, [a]]", "`Fn::Select` is known only when the stack is made"),
        ("!Sub 'eu.${Untold}'", "parameter `Untold` has no value here"),
    ],
)
def test_what_is_not_known_is_said_with_what_would_settle_it(written: str, why: str) -> None:
    found = read(model(written))
    assert "model" not in found.of(IT)
    (note,) = found.notes()
    assert f"`model` of `It` is not known: {why}" in note
    assert "hunter2" not in note


def test_a_branch_that_is_the_same_either_way_is_known() -> None:
    assert read(model("!If [Open, m.x, m.x]")).of(IT)["model"] == "m.x"


def test_a_value_that_is_not_there_is_absent() -> None:
    found = read(model("!If [IsTest, m, !Ref 'AWS::NoValue']"))
    assert "model" not in found.of(IT)
    assert found.notes() == []


def test_json_and_the_long_forms_are_read_as_well() -> None:
    text = (
        '{"AWSTemplateFormatVersion": "2010-09-09", "Parameters": {"M": {"Type": "String", "Default": "us.m"}},\n'
        ' "Resources": {"It": {"Type": "AWS::Bedrock::Agent", "Properties": {"FoundationModel": {"Ref": "M"}}}}}'
    )
    found = read_files({"app.template.json": text})
    assert found.at(IT, "model").startswith('"us.m"')


def test_a_region_that_nobody_names_is_told_once_for_the_whole_stack() -> None:
    text = "Resources:\n" + "".join(f"  B{n}: {{Type: AWS::S3::Bucket}}\n" for n in range(5))
    found = read(text, around=None)
    (note,) = found.notes()
    assert note.startswith("where `B0`, `B1`, `B2` and 2 more are, is not known: a template names no region")
    assert "infrastructure: [{provider: aws, region: …}]" in note
    assert found.harvest.notes[0].text["es"].startswith("no se sabe dónde están `B0`, `B1`, `B2` y 2 más: ")


def test_a_declared_region_is_that_of_all_that_the_stack_makes() -> None:
    found = read("Resources:\n  B: {Type: AWS::S3::Bucket}\n")
    assert found.of("cloudformation:B")["region"] == FRANKFURT.region
    assert found.harvest.found[0].facts["region"].origin.how == "declared"
    assert found.notes() == []


@pytest.mark.parametrize(("condition", "made", "notes"), [("IsProd", True, 0), ("IsTest", False, 0), ("Open", True, 1)])
def test_a_resource_counts_unless_its_condition_is_known_not_to_be_met(condition: str, made: bool, notes: int) -> None:
    found = read(f"{HEAD}Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Condition: {condition}\n")
    assert ("cloudformation:B" in found.facts()) is made
    assert len(found.notes()) == notes
    assert all("hangs on the condition `Open`" in note for note in found.notes())


def test_what_one_stack_exports_another_imports() -> None:
    found = read_files(
        {
            "a.yaml": "Resources:\n  Data: {Type: AWS::S3::Bucket}\n"
            "Outputs:\n  Out: {Value: !Ref Data, Export: {Name: shared-data}}\n",
            "b.yaml": "Resources:\n  Use:\n    Type: AWS::Lambda::Function\n    Properties:\n"
            "      Environment: {Variables: {BUCKET: !ImportValue shared-data}}\n",
        }
    )
    assert list(found.flows()) == [("cloudformation:b.yaml#Use", "cloudformation:a.yaml#Data")]


def test_parameters_that_name_each_other_end() -> None:
    text = "Parameters:\n  A: {Type: String, Default: !Ref B}\n  B: {Type: String, Default: !Ref A}\n"
    assert "model" not in read(text + properties("AWS::Bedrock::Agent", "FoundationModel: !Ref A")).of(IT)
