"""What services are given, reach, and are called by."""

from __future__ import annotations

import pytest
from tests.importers.harvests import Looked
from tests.importers.tool_files import read

from fielato.importers.compose import ComposeImporter
from fielato.model.surroundings import Surroundings

API = "compose::api"
EU = "host:eu.api.openai.com"


def api(body: str, rest: str = "", more: dict[str, str] | None = None, around: Surroundings | None = None) -> Looked:
    text = f"services:\n  api: {{image: acme/api, {body}}}\n{rest}"
    return read(ComposeImporter(), {"compose.yaml": text, **(more or {})}, around)


# Interpolation


def test_the_default_of_a_variable_is_what_counts() -> None:
    looked = api("environment: {OPENAI_BASE_URL: '${BASE:-https://eu.api.openai.com/v1}'}")
    assert looked.of(EU)["provider"] == "openai"
    assert looked.at(EU, "endpoint").startswith("'${BASE:-https://eu.api")


def test_a_value_of_dotenv_outranks_the_default_and_is_shown_there() -> None:
    looked = api(
        "environment: {OPENAI_BASE_URL: '${BASE:-https://eu.api.openai.com/v1}'}",
        more={".env": "# hosts\nBASE=https://us.api.openai.com/v1\n"},
    )
    assert EU not in looked.facts()
    assert looked.at("host:us.api.openai.com", "endpoint") == "https://us.api.openai.com/v1"
    origin = looked.harvest.flows[0].origin.location
    assert (origin.file, origin.line, origin.column) == (".env", 2, 6)


def test_a_variable_without_value_and_default_is_unknown() -> None:
    looked = api("environment: {OTEL_EXPORTER_OTLP_ENDPOINT: '${OTEL}'}")
    assert any("OTEL_EXPORTER_OTLP_ENDPOINT" in note for note in looked.notes())


@pytest.mark.parametrize("environment", ["{AWS_REGION: null, BEDROCK_MODEL_ID: x}", "[AWS_REGION, BEDROCK_MODEL_ID=x]"])
def test_a_variable_that_is_only_handed_on_comes_from_dotenv_or_nowhere(environment: str) -> None:
    assert "region" not in api(f"environment: {environment}").of(f"{API}/bedrock")
    given = api(f"environment: {environment}", more={".env": "AWS_REGION=us-east-1\n"})
    assert given.of(f"{API}/bedrock")["region"] == "us-east-1"


@pytest.mark.parametrize(
    "environment",
    ["{OPENAI_BASE_URL: 'https://eu.api.openai.com/v1'}", "['OPENAI_BASE_URL=https://eu.api.openai.com/v1']"],
)
def test_the_environment_is_a_mapping_or_a_list(environment: str) -> None:
    assert (API, EU) in api(f"environment: {environment}").flows()


def test_anchors_and_merge_keys_are_followed() -> None:
    text = (
        "x-env: &env {OPENAI_BASE_URL: 'https://eu.api.openai.com/v1', A: b}\n"
        "services:\n  api: {image: a, environment: {<<: *env, OPENAI_BASE_URL: 'https://us.api.openai.com/v1'}}\n"
        "  two: {image: a, environment: *env}\n"
    )
    flows = read(ComposeImporter(), {"compose.yaml": text}).flows()
    assert (API, "host:us.api.openai.com") in flows
    assert (API, EU) not in flows
    assert flows["compose::two", EU].startswith("'https://eu.api")


# Files of variables


def test_a_file_of_variables_counts_below_the_environment() -> None:
    looked = api(
        "env_file: [api.env], environment: {OPENAI_MODEL: gpt-4o}",
        more={"api.env": "OPENAI_MODEL=o3\nOPENAI_BASE_URL=https://eu.api.openai.com/v1\n"},
    )
    assert looked.of(EU)["model"] == "gpt-4o"
    assert looked.at(EU, "endpoint") == "https://eu.api.openai.com/v1"


@pytest.mark.parametrize("written", ["missing.env", "[missing.env]", "[{path: missing.env}]"])
def test_a_file_of_variables_that_is_not_there_is_told(written: str) -> None:
    looked = api(f"env_file: {written}")
    assert sum("`missing.env`" in note for note in looked.notes()) == 1


def test_a_file_of_variables_that_may_be_missing_is_not_missed() -> None:
    looked = api(
        "env_file: [{path: missing.env, required: false}]", around=Surroundings(provider="aws", region="eu-south-2")
    )
    assert looked.notes() == []


# Names


@pytest.mark.parametrize(
    "called", ["container_name: store", "hostname: store", "networks: {default: {aliases: [store]}}", "labels: [x]"]
)
def test_a_service_is_reached_by_each_of_its_names(called: str) -> None:
    looked = api(
        "environment: {REDIS_URL: 'redis://store:6379', QDRANT_URL: 'http://db:6333'}",
        f"  db: {{image: 'qdrant/qdrant', {called}}}\n",
    )
    keys = {key for one in looked.harvest.found for key in one.keys}
    assert "host:db" in keys
    assert ("host:store" in keys) == ("store" in called)


def test_services_that_wait_for_each_other_send_nothing() -> None:
    looked = api("depends_on: [db], links: [db]", "  db: {image: redis}\n")
    assert looked.flows() == {}


def test_localhost_is_the_service_itself_or_what_is_published_there() -> None:
    looked = api(
        "environment: {QDRANT_URL: 'http://localhost:6333', REDIS_URL: 'redis://localhost:6399'}",
        "  db: {image: qdrant/qdrant, ports: ['6333:6333']}\n",
    )
    assert set(looked.flows()) == {(API, "host:db"), (API, "host:api")}


def test_a_mounted_configuration_of_litellm_is_this_services() -> None:
    more = {"conf/proxy.yaml": "model_list: []\nlitellm_settings: {}\n", "conf/other.yaml": "a: b\n"}
    looked = api("volumes: ['./conf/proxy.yaml:/app/c.yaml:ro', './conf/other.yaml:/o.yaml']", more=more)
    found = looked.harvest.with_key(API)
    assert found is not None
    assert "file:conf/proxy.yaml" in found.keys
    assert "file:conf/other.yaml" not in found.keys


def test_a_configuration_of_litellm_may_stand_in_the_file_itself() -> None:
    looked = api(
        "configs: [{source: proxy, target: /app/c.yaml}]",
        "configs:\n  proxy:\n    content: |\n      model_list:\n        - model_name: chat\n"
        "          litellm_params: {model: bedrock/global.anthropic.claude-sonnet-4-6, aws_region_name: us-east-1}\n",
    )
    found = next(one for one in looked.harvest.found if one.name == "chat")
    assert looked.at(found.key, "region").startswith("us-east-1")
    gateway = looked.harvest.with_key(API)
    assert gateway is not None
    assert "file:compose.yaml#proxy" in gateway.keys
    proxies = [one for one in looked.harvest.found if one.key == "litellm:compose.yaml#proxy"]
    assert "file:compose.yaml#proxy" in proxies[0].keys


def test_two_services_with_the_same_other_configuration_stay_two() -> None:
    looked = api(
        "configs: [conf], volumes: ['./conf.yaml:/c.yaml']",
        "  two: {image: b, configs: [conf], volumes: ['./conf.yaml:/c.yaml']}\nconfigs: {conf: {content: 'a: b'}}\n",
        more={"conf.yaml": "a: b\n"},
    )
    keys = [key for one in looked.harvest.found for key in one.keys]
    assert sorted(keys) == sorted(set(keys))


# What runs


def test_an_image_and_its_arguments_say_what_runs() -> None:
    text = "services:\n  llm: {image: 'vllm/vllm-openai:v1', command: [--model, org/llama]}\n"
    looked = read(ComposeImporter(), {"compose.yaml": text})
    facts = looked.of("compose::llm")
    assert (facts["purposes"], facts["model"]) == (["inference"], "org/llama")
    assert looked.at("compose::llm", "model") == "org/llama]}"


def test_a_command_may_open_a_tunnel() -> None:
    looked = api("command: python app.py --share")
    assert (API, "host:gradio.live") in looked.flows()


def test_a_model_of_docker_runs_beside_the_service() -> None:
    looked = api("models: [llm]", "models: {llm: {model: ai/smollm2}}\n")
    assert looked.of("compose::model/llm") == {"purposes": ["inference"], "model": "ai/smollm2"}
    assert (API, "compose::model/llm") in looked.flows()


def test_a_provider_that_is_a_model_is_one() -> None:
    text = "services:\n  llm: {provider: {type: model, options: {model: ai/gemma3}}}\n"
    assert read(ComposeImporter(), {"compose.yaml": text}).of("compose::llm")["model"] == "ai/gemma3"


# Place


def test_every_service_is_where_the_surroundings_are() -> None:
    looked = api("a: b", around=Surroundings(provider="aws", region="eu-south-2"))
    assert looked.of(API)["region"] == "eu-south-2"


def test_the_place_of_the_host_is_asked_for_once() -> None:
    looked = api("a: b", "  two: {image: c}\n")
    assert sum("where the host" in note for note in looked.notes()) == 1


def test_a_label_of_a_machine_shows_no_place() -> None:
    looked = api("deploy: {placement: {constraints: ['node.labels.region == eu-west-1', 'node.role == worker']}}")
    assert "region" not in looked.of(API)
    assert sum("label" in note for note in looked.notes()) == 1


# Logs and volumes


def test_logs_of_a_cloud_are_in_the_region_of_the_option() -> None:
    looked = api("logging: {driver: awslogs, options: {awslogs-region: us-east-1}}")
    facts = looked.of(f"{API}/logs")
    assert (facts["service"], facts["region"], facts["purposes"]) == (
        "cloudwatch",
        "us-east-1",
        ["prompt_log", "telemetry"],
    )
    assert looked.at(f"{API}/logs", "region").startswith("us-east-1")


@pytest.mark.parametrize(
    ("driver", "option"),
    [
        ("syslog", "syslog-address: 'tcp://logs.acme.example:514'"),
        ("gelf", "gelf-address: 'udp://logs.acme.example:12201'"),
        ("fluentd", "fluentd-address: logs.acme.example:24224"),
        ("splunk", "splunk-url: 'https://logs.acme.example:8088'"),
        ("loki", "loki-url: 'https://logs.acme.example/loki/api/v1/push'"),
    ],
)
def test_logs_flow_to_the_host_of_the_option(driver: str, option: str) -> None:
    looked = api(f"logging: {{driver: {driver}, options: {{{option}}}}}")
    assert (API, "host:logs.acme.example") in looked.flows()


@pytest.mark.parametrize("driver", ["json-file", "local", "journald", "none"])
def test_logs_that_stay_flow_nowhere(driver: str) -> None:
    assert api(f"logging: {{driver: {driver}}}").flows() == {}


def test_a_driver_that_no_table_knows_is_named() -> None:
    assert "logging driver acme/ship" in api("logging: {driver: acme/ship}").harvest.unrecognised


def test_awslogs_without_a_region_asks_for_it() -> None:
    assert any("awslogs-region" in note for note in api("logging: {driver: awslogs}").notes())


@pytest.mark.parametrize(
    "options",
    ["{type: nfs, o: 'addr=nfs.acme.example,rw', device: ':/x'}", "{type: cifs, device: //nfs.acme.example/x}"],
)
def test_a_volume_of_the_network_is_elsewhere(options: str) -> None:
    looked = api("volumes: ['data:/x']", f"volumes: {{data: {{driver: local, driver_opts: {options}}}}}\n")
    assert {(API, "host:nfs.acme.example"), ("host:nfs.acme.example", API)} <= looked.flows().keys()


def test_a_volume_of_the_host_is_no_other_component() -> None:
    looked = api("volumes: ['data:/x', './y:/y']", "volumes: {data: {driver: local}}\n")
    assert list(looked.facts()) == [API]


def test_a_volume_of_a_cloud_is_stored_there() -> None:
    looked = api("volumes: [{type: volume, source: data, target: /x}]", "volumes: {data: {driver: rexray/s3fs}}\n")
    assert looked.of("compose::volume/data")["provider"] == "aws"
