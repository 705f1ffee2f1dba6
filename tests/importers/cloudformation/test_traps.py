"""Each trap of CloudFormation: the right fact comes out, and stands at the value that decides it."""

from __future__ import annotations

import pytest
from tests.importers.cloudformation_templates import FRANKFURT, properties, read

IT = "cloudformation:It"


@pytest.mark.parametrize(
    ("type_", "written", "field", "value"),
    [
        ("AWS::Bedrock::Agent", "FoundationModel: us.amazon.nova-pro-v1:0", "model", "us.amazon.nova-pro-v1:0"),
        (
            "AWS::Bedrock::ApplicationInferenceProfile",
            "ModelSource: {CopyFrom: 'arn:aws:bedrock:eu-west-1:1:inference-profile/global.x'}",
            "copied_from",
            "arn:aws:bedrock:eu-west-1:1:inference-profile/global.x",
        ),
        (
            "AWS::Bedrock::Guardrail",
            "CrossRegionConfig: {GuardrailProfileArn: 'arn:aws:bedrock:eu-west-1:1:guardrail-profile/eu.g.v1:0'}",
            "guardrail_profile",
            "arn:aws:bedrock:eu-west-1:1:guardrail-profile/eu.g.v1:0",
        ),
        ("AWS::DynamoDB::GlobalTable", "Replicas: [{Region: us-east-1}]", "replication.regions", ["us-east-1"]),
        ("AWS::RDS::DBInstance", "AutomaticBackupReplicationRegion: eu-west-2", "backup_regions", ["eu-west-2"]),
        ("AWS::RDS::DBCluster", "SourceRegion: us-west-2", "replication.regions", ["us-west-2"]),
        (
            "AWS::ECR::ReplicationConfiguration",
            "ReplicationConfiguration: {Rules: [{Destinations: [{Region: us-east-1, RegistryId: '1'}]}]}",
            "replication.regions",
            ["us-east-1"],
        ),
        (
            "AWS::Backup::BackupPlan",
            "BackupPlan: {BackupPlanRule: [{CopyActions: [{DestinationBackupVaultArn: 'arn:aws:x:us-west-2:1:v'}]}]}",
            "backup_regions",
            ["us-west-2"],
        ),
        ("AWS::KMS::Key", "MultiRegion: true", "settings.multi_region", "true"),
        ("AWS::WAFv2::WebACL", "Scope: CLOUDFRONT", "service", "cloudfront"),
        ("AWS::Logs::LogGroup", "RetentionInDays: 30", "retention_days", 30),
        (
            "AWS::EFS::FileSystem",
            "ReplicationConfiguration: {Destinations: [{Region: eu-south-2}]}",
            "replication.regions",
            ["eu-south-2"],
        ),
    ],
)
def test_a_field_that_moves_data_gives_its_fact(type_: str, written: str, field: str, value: object) -> None:
    found = read(properties(type_, written))
    assert found.of(IT)[field] == value
    first = str(value[0] if isinstance(value, list) else value)
    expected = {"cloudfront": "CLOUDFRONT"}.get(first, first)
    if field != "backup_regions" or "Arn" not in written:
        assert found.at(IT, field).lstrip("'").startswith(expected)


def test_what_runs_an_application_profile_leads_where_the_profile_leads() -> None:
    found = read(
        """\
Resources:
  Profile:
    Type: AWS::Bedrock::ApplicationInferenceProfile
    Properties:
      ModelSource:
        CopyFrom: !Sub arn:${AWS::Partition}:bedrock:${AWS::Region}:${AWS::AccountId}:inference-profile/global.m
  Agent:
    Type: AWS::Bedrock::Agent
    Properties:
      FoundationModel: !GetAtt Profile.InferenceProfileArn
"""
    )
    agent = found.of("cloudformation:Agent")
    assert agent["copied_from"] == "arn:aws:bedrock:eu-central-1::inference-profile/global.m"
    assert found.at("cloudformation:Agent", "copied_from").startswith("!Sub arn:")


def test_a_guardrail_of_an_agent_takes_its_text_across_regions() -> None:
    found = read(
        """\
Resources:
  Guard:
    Type: AWS::Bedrock::Guardrail
    Properties: {CrossRegionConfig: {GuardrailProfileArn: us.guardrail.v1:0}}
  Agent:
    Type: AWS::Bedrock::Agent
    Properties:
      FoundationModel: amazon.nova-pro-v1:0
      GuardrailConfiguration: {GuardrailIdentifier: !Ref Guard}
"""
    )
    assert found.of("cloudformation:Agent")["guardrail_profile"] == "us.guardrail.v1:0"
    assert ("cloudformation:Agent", "cloudformation:Guard") in found.flows()


def test_a_further_model_of_an_agent_is_a_component_of_its_own() -> None:
    found = read(
        properties(
            "AWS::Bedrock::Agent",
            "FoundationModel: amazon.nova-pro-v1:0\n"
            "PromptOverrideConfiguration:\n"
            "  PromptConfigurations: [{FoundationModel: us.anthropic.claude-x}]",
        )
    )
    other = "cloudformation:It+us.anthropic.claude-x"
    assert found.of(IT)["model"] == "amazon.nova-pro-v1:0"
    assert found.of(other) == {
        "provider": "aws", "service": "bedrock", "model": "us.anthropic.claude-x", "region": "eu-central-1",
    }  # fmt: skip
    assert found.flows()[IT, other].startswith("us.anthropic.claude-x")


def test_the_parser_of_a_data_source_is_a_model_of_its_knowledge_base() -> None:
    found = read(
        """\
Resources:
  Source:
    Type: AWS::Bedrock::DataSource
    Properties:
      KnowledgeBaseId: !Ref Base
      DataSourceConfiguration: {S3Configuration: {BucketArn: 'arn:aws:s3:::papers'}}
      VectorIngestionConfiguration:
        ParsingConfiguration: {BedrockFoundationModelConfiguration: {ModelArn: us.anthropic.claude-x}}
  Base:
    Type: AWS::Bedrock::KnowledgeBase
    Properties:
      KnowledgeBaseConfiguration: {VectorKnowledgeBaseConfiguration: {EmbeddingModelArn: amazon.titan-embed}}
      StorageConfiguration: {PineconeConfiguration: {ConnectionString: 'https://x.svc.aped-1.pinecone.io'}}
"""
    )
    models = {facts["model"] for facts in found.facts().values() if "model" in facts}
    assert models == {"us.anthropic.claude-x", "amazon.titan-embed"}
    assert ("s3:papers", "cloudformation:Base") in found.flows()
    assert ("cloudformation:Base", "host:x.svc.aped-1.pinecone.io") in found.flows()


def test_a_knowledge_base_with_a_structured_store_is_told_of() -> None:
    found = read(
        properties(
            "AWS::Bedrock::KnowledgeBase",
            "KnowledgeBaseConfiguration: {SqlKnowledgeBaseConfiguration: {Type: REDSHIFT}}",
        )
    )
    assert found.of(IT)["settings.store"] == "sql"
    assert any("across regions without any setting" in note for note in found.notes())


def test_data_automation_is_a_component_though_it_has_no_field_of_place() -> None:
    assert read(properties("AWS::Bedrock::DataAutomationProject", "ProjectName: x")).of(IT) == {
        "provider": "aws", "service": "bedrock-data-automation", "region": "eu-central-1",
    }  # fmt: skip


def test_the_region_of_a_registry_is_that_of_the_model_only_where_nothing_else_says_it() -> None:
    image = "PrimaryContainer: {Image: '1.dkr.ecr.us-west-2.amazonaws.com/m:1', ModelDataUrl: 's3://weights/m.tgz'}"
    unsaid = read(properties("AWS::SageMaker::Model", image), around=None)
    assert unsaid.of(IT)["region"] == "us-west-2"
    assert unsaid.at(IT, "region").startswith("'1.dkr.ecr.us-west-2")
    assert unsaid.flows() == {("s3:weights", IT): "'s3://weights/m.tgz'}"}
    assert unsaid.notes() == []
    declared = read(properties("AWS::SageMaker::Model", image))
    assert declared.of(IT)["region"] == "eu-central-1"
    assert declared.notes()[0].startswith(
        "the image of `It` lies in us-west-2, though its stack is said to be made in eu-"
    )
    assert declared.text(declared.harvest.notes[0].origin).startswith("'1.dkr.ecr.us-west-2")


def test_captured_requests_go_from_the_model_to_the_bucket_that_is_named() -> None:
    found = read(
        """\
Resources:
  Model: {Type: AWS::SageMaker::Model, Properties: {PrimaryContainer: {Image: 'x'}}}
  Config:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      ProductionVariants: [{ModelName: !GetAtt Model.ModelName}]
      DataCaptureConfig: {DestinationS3Uri: 's3://captured/all'}
      AsyncInferenceConfig:
        OutputConfig: {S3OutputPath: 's3://answers', NotificationConfig: {SuccessTopic: !Ref Done}}
  Endpoint: {Type: AWS::SageMaker::Endpoint, Properties: {EndpointConfigName: !GetAtt Config.EndpointConfigName}}
  Done: {Type: AWS::SNS::Topic}
"""
    )
    assert set(found.facts()) == {"cloudformation:Model", "cloudformation:Done", "s3:captured", "s3:answers"}
    assert found.of("s3:captured")["purposes"] == ["prompt_log"]
    assert {target for _, target in found.flows()} == {"s3:captured", "s3:answers", "cloudformation:Done"}


def test_a_bucket_is_copied_to_the_bucket_of_its_rule() -> None:
    found = read(
        properties(
            "AWS::S3::Bucket",
            "BucketName: near\nReplicationConfiguration: {Rules: [{Destination: {Bucket: 'arn:aws:s3:::far'}}]}",
        )
    )
    assert found.flows() == {(IT, "s3:far"): "'arn:aws:s3:::far'}}]}"}
    assert "s3:near" in found.harvest.found[0].keys


def test_an_edge_has_no_region_of_its_own() -> None:
    found = read(
        properties(
            "AWS::CloudFront::Distribution",
            "DistributionConfig:\n"
            "  Origins: [{DomainName: abc.execute-api.us-east-1.amazonaws.com}]\n"
            "  DefaultCacheBehavior:\n"
            "    LambdaFunctionAssociations: [{LambdaFunctionARN: 'arn:aws:lambda:us-east-1:1:function:f:1'}]",
        )
    )
    assert "region" not in found.of(IT)
    assert found.of("host:abc.execute-api.us-east-1.amazonaws.com")["region"] == "us-east-1"
    assert (IT, "arn:aws:lambda:us-east-1:1:function:f:1") in found.flows()
    assert not any("It" in note for note in found.notes())


def test_a_regional_web_acl_stays_in_its_region() -> None:
    assert read(properties("AWS::WAFv2::WebACL", "Scope: REGIONAL")).of(IT)["region"] == FRANKFURT.region


def test_a_layer_in_another_region_is_code_and_no_place() -> None:
    found = read(properties("AWS::Lambda::Function", "Layers: ['arn:aws:lambda:us-east-1:1:layer:tools:68']"))
    assert list(found.facts()) == [IT]
    assert found.notes() == [
        "`It` loads a layer from us-east-1: that is code, no data of yours; it is not counted as a place"
    ]


def test_a_task_sends_its_log_where_the_driver_is_told() -> None:
    found = read(
        properties(
            "AWS::ECS::TaskDefinition",
            "ContainerDefinitions:\n"
            "  - Image: vllm/vllm-openai:v1\n"
            "    Environment: [{Name: OPENAI_BASE_URL, Value: https://eu.api.openai.com/v1}]\n"
            "    LogConfiguration:\n"
            "      Options: {awslogs-group: /app, awslogs-region: us-east-1}",
        )
    )
    logs = "cloudwatch:us-east-1:/app"
    assert found.of(logs) == {"provider": "aws", "service": "cloudwatch", "region": "us-east-1"}
    assert found.flows()[IT, logs] == "us-east-1}"
    assert any("eu.api.openai.com" in key for key in found.facts())


def test_a_workload_uses_what_its_environment_names() -> None:
    found = read(
        """\
Resources:
  Table: {Type: AWS::DynamoDB::Table}
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          TABLE: !Ref Table
          LANGFUSE_HOST: https://us.cloud.langfuse.com
"""
    )
    assert found.flows()["cloudformation:Function", "cloudformation:Table"] == "!Ref Table"
    assert ("cloudformation:Function", "host:us.cloud.langfuse.com") in found.flows()


def test_a_delivery_stream_and_a_queue_and_a_topic_pass_data_on() -> None:
    found = read(
        """\
Resources:
  Stream:
    Type: AWS::KinesisFirehose::DeliveryStream
    Properties:
      HttpEndpointDestinationConfiguration:
        EndpointConfiguration: {Url: 'https://aws-kinesis-http-intake.logs.datadoghq.com/v1'}
  Queue:
    Type: AWS::SQS::Queue
    Properties: {RedrivePolicy: {deadLetterTargetArn: 'arn:aws:sqs:eu-west-2:1:dead'}}
  Topic: {Type: AWS::SNS::Topic}
  Subscribed:
    Type: AWS::SNS::Subscription
    Properties: {TopicArn: !Ref Topic, Protocol: https, Endpoint: 'https://hooks.example.com/x'}
"""
    )
    assert set(found.flows()) == {
        ("cloudformation:Stream", "host:aws-kinesis-http-intake.logs.datadoghq.com"),
        ("cloudformation:Queue", "arn:aws:sqs:eu-west-2:1:dead"),
        ("cloudformation:Topic", "host:hooks.example.com"),
    }
    assert found.of("arn:aws:sqs:eu-west-2:1:dead")["region"] == "eu-west-2"


def test_the_states_of_a_machine_call_models() -> None:
    found = read(
        properties(
            "AWS::StepFunctions::StateMachine",
            "DefinitionString: |\n"
            '  {"States": {"Ask": {"Resource": "arn:aws:states:::bedrock:invokeModel",\n'
            '    "Parameters": {"ModelId": "us.amazon.nova-pro-v1:0"}}}}',
        )
    )
    assert found.of("cloudformation:It+us.amazon.nova-pro-v1:0")["model"] == "us.amazon.nova-pro-v1:0"


def test_a_custom_resource_is_counted_as_not_known() -> None:
    found = read(properties("Custom::Anything", "ServiceToken: x"))
    assert list(found.harvest.unrecognised) == ["Custom::Anything"]


def test_a_table_is_no_copy_of_itself() -> None:
    found = read(
        properties("AWS::DynamoDB::GlobalTable", "Replicas: [{Region: !Ref AWS::Region}, {Region: us-east-1}]")
    )
    assert found.of(IT)["replication.regions"] == ["us-east-1"]
    assert found.at(IT, "replication.regions") == "us-east-1}]"
    alone = read(properties("AWS::DynamoDB::GlobalTable", "Replicas: [{Region: !Ref AWS::Region}]"))
    assert "replication.regions" not in alone.of(IT)
