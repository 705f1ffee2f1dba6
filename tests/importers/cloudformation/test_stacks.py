"""Templates inside templates: nested stacks, stack sets, SAM, macros; and which files are templates at all."""

from __future__ import annotations

import pytest
from tests.importers.cloudformation_templates import properties, read, read_files

from fielato.errors import InputError
from fielato.importers.cloudformation import CloudFormationImporter
from fielato.importers.interface import Source

NESTED = """\
Resources:
  Data:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./data.yaml
      Parameters: {Target: eu-west-2}
  Use:
    Type: AWS::Lambda::Function
    Properties: {Environment: {Variables: {TABLE: !GetAtt Data.Outputs.Name}}}
"""
INNER = """\
Parameters: {Target: {Type: String, Default: us-east-1}}
Resources:
  Table:
    Type: AWS::DynamoDB::GlobalTable
    Properties: {Replicas: [{Region: !Ref Target}]}
Outputs: {Name: {Value: !Ref Table}}
"""


def test_a_nested_stack_beside_the_template_is_read_with_its_parameters() -> None:
    found = read(NESTED, data=INNER)
    assert found.of("cloudformation:Data/Table")["replication.regions"] == ["eu-west-2"]
    assert found.at("cloudformation:Data/Table", "replication.regions") == "eu-west-2}"
    assert ("cloudformation:Use", "cloudformation:Data/Table") in found.flows()


def test_a_nested_template_that_is_given_as_well_counts_once() -> None:
    found = read_files({"stack.yaml": NESTED, "data.yaml": INNER})
    assert [key for key in found.facts() if "Table" in key] == ["cloudformation:stack.yaml#Data/Table"]


def test_a_nested_stack_that_is_elsewhere_is_told_of() -> None:
    found = read(properties("AWS::CloudFormation::Stack", "TemplateURL: https://s3.amazonaws.com/b/t.yaml"))
    assert list(found.harvest.unrecognised) == ["AWS::CloudFormation::Stack"]
    assert "`https://s3.amazonaws.com/b/t.yaml`, which is not beside this file" in found.notes()[0]


def test_a_template_that_nests_itself_ends() -> None:
    text = "Resources:\n  B: {Type: AWS::S3::Bucket}\n  Me:\n    Type: AWS::CloudFormation::Stack\n"
    found = read(text + "    Properties: {TemplateURL: stack.yaml}\n")
    assert list(found.facts()) == ["cloudformation:B"]
    assert list(found.harvest.unrecognised) == ["AWS::CloudFormation::Stack"]


def test_a_stack_set_makes_what_its_template_says_in_each_of_its_regions() -> None:
    found = read(
        """\
Resources:
  Everywhere:
    Type: AWS::CloudFormation::StackSet
    Properties:
      StackInstancesGroup: [{Regions: [eu-west-1, us-east-1]}]
      TemplateBody: |
        Resources:
          Log: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: 7}}
"""
    )
    regions = {key: facts["region"] for key, facts in found.facts().items()}
    assert regions == {
        "cloudformation:Everywhere[eu-west-1]/Log": "eu-west-1",
        "cloudformation:Everywhere[us-east-1]/Log": "us-east-1",
    }
    assert found.at("cloudformation:Everywhere[us-east-1]/Log", "region") == "us-east-1]}]"
    assert found.at("cloudformation:Everywhere[us-east-1]/Log", "retention_days").startswith("7}")


def test_a_stack_set_whose_template_is_elsewhere_is_told_of_at_its_regions() -> None:
    found = read(
        properties(
            "AWS::CloudFormation::StackSet", "TemplateURL: https://x\nStackInstancesGroup: [{Regions: [us-east-1]}]"
        )
    )
    assert list(found.harvest.unrecognised) == ["AWS::CloudFormation::StackSet"]
    assert "makes stacks in us-east-1" in found.notes()[0]
    assert found.text(found.harvest.notes[0].origin) == "us-east-1]}]"


def test_the_globals_of_a_sam_template_count_for_each_function() -> None:
    found = read(
        """\
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Environment:
      Variables:
        LANGFUSE_HOST: https://us.cloud.langfuse.com
Resources:
  Ask:
    Type: AWS::Serverless::Function
    Properties:
      Environment: {Variables: {STORE: !Ref Store}}
      Events: {Q: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}}
  Store: {Type: AWS::Serverless::SimpleTable}
  Queue: {Type: AWS::SQS::Queue}
  Api: {Type: AWS::Serverless::Api, Properties: {EndpointConfiguration: {Type: EDGE}}}
"""
    )
    ask = "cloudformation:Ask"
    assert found.flows()[ask, "host:us.cloud.langfuse.com"] == "https://us.cloud.langfuse.com"
    assert (ask, "cloudformation:Store") in found.flows()
    assert ("cloudformation:Queue", ask) in found.flows()
    assert found.of("cloudformation:Api")["settings.endpoint_type"] == "EDGE"
    assert found.notes() == []


def test_a_macro_that_changes_the_template_is_told_of() -> None:
    found = read("Transform: [AWS::LanguageExtensions, Mine]\nResources:\n  B: {Type: AWS::S3::Bucket}\n")
    assert found.notes()[0].startswith("`Mine` changes the template while it is deployed")
    assert found.text(found.harvest.notes[0].origin) == "Mine]"


@pytest.mark.parametrize(
    ("file", "text", "is_one"),
    [
        ("a.yaml", "AWSTemplateFormatVersion: '2010-09-09'\nResources: {}\n", True),
        ("a.yaml", "Resources:\n  A:\n    Type: AWS::S3::Bucket\n", True),
        ("a.yaml", "Resources:\n  A:\n    Type: 'Custom::Mine'\n", True),
        ("a.json", '{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}', True),
        ("a.json", '{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}}', True),
        ("package.json", '{"name": "x", "dependencies": {"aws-cdk": "2"}}', False),
        ("cm.yaml", "kind: ConfigMap\ndata:\n  t: |\n    AWSTemplateFormatVersion: '2010-09-09'\n", False),
        ("plan.json", '{"template_body": "{\\"Resources\\": {\\"Type\\": \\"AWS::S3::Bucket\\"}}"}', False),
        ("a.yaml", "resources:\n  - type: AWS::S3::Bucket\n", False),
    ],
)
def test_templates_are_known_by_their_content(file: str, text: str, is_one: bool) -> None:
    assert CloudFormationImporter().claims(Source(file, text.encode())) is is_one


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("Resources:\n  A: {Properties: {}}\n", "stack.yaml:2:6", "the resource `A` has no `Type`"),
        ("Resources: [1]\n", "stack.yaml:1:12", "a template has `Resources`, by logical id"),
        ("AWSTemplateFormatVersion: x\n", "stack.yaml:1:1", "a template has `Resources`, by logical id"),
        ("Resources:\n  A: {Type: [\n", "stack.yaml:3:1", ""),
    ],
)
def test_a_template_that_is_broken_is_refused_at_its_place(text: str, place: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    problem = caught.value.problems[0]
    assert problem.place == place
    assert message in problem.message


def test_stacks_in_stacks_that_make_too_much_are_refused() -> None:
    stack = "  S{n}: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: {to}.yaml}}}}\n"
    texts = {
        name: "Resources:\n" + "".join(stack.format(n=n, to=to) for n in range(40))
        for name, to in zip("abcd", "bcde", strict=True)
    }
    with pytest.raises(InputError) as caught:
        read("Resources:\n" + stack.format(n=0, to="a"), **texts, e="Resources:\n  B: {Type: AWS::S3::Bucket}\n")
    assert "make more than 20000 resources" in caught.value.problems[0].message
