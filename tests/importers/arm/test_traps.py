"""Each trap of ARM templates: the right fact comes out, and stands at the value that decides it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.importers.arm_templates import read, template

ACCOUNT: dict[str, Any] = {
    "type": "Microsoft.CognitiveServices/accounts",
    "name": "ask",
    "kind": "OpenAI",
    "location": "westeurope",
    "sku": {"name": "S0"},
    "properties": {"customSubDomainName": "ask"},
}
IN_ACCOUNT = "arm:Microsoft.CognitiveServices/accounts/ask"
MODEL = "arm:Microsoft.CognitiveServices/accounts/deployments/ask/chat"


def model(name: str = "chat", **more: Any) -> dict[str, Any]:
    return {
        "type": "Microsoft.CognitiveServices/accounts/deployments",
        "name": f"ask/{name}",
        "sku": {"name": "GlobalStandard"},
        "properties": {"model": {"format": "OpenAI", "name": "gpt-4o"}},
        **more,
    }


def test_the_sku_of_a_deployment_decides_and_stands_at_its_line() -> None:
    found = read(template([ACCOUNT, model()]))
    assert found.of(MODEL) == {
        "provider": "azure", "service": "openai", "model": "gpt-4o", "sku": "GlobalStandard", "region": "westeurope",
    }  # fmt: skip
    assert found.at(MODEL, "sku") == '"GlobalStandard"'
    assert found.at(MODEL, "region") == '"westeurope",'
    assert (IN_ACCOUNT, MODEL) in found.flows()


def test_a_sku_under_properties_counts_for_nothing_and_is_flagged_there() -> None:
    whole = model(properties={"model": {"format": "OpenAI", "name": "gpt-4o"}, "sku": {"name": "Standard"}})
    del whole["sku"]
    found = read(template([ACCOUNT, whole]))
    assert "sku" not in found.of(MODEL)
    ignored, absent = found.notes()
    assert ignored.startswith("Azure ignores this `sku` under `properties`")
    assert found.text(found.harvest.notes[0].origin) == "{"
    assert "names no SKU" in absent


def test_what_spills_over_goes_to_the_deployment_that_is_named() -> None:
    more = {"model": {"format": "OpenAI", "name": "gpt-4o"}, "spilloverDeploymentName": "spill"}
    found = read(template([ACCOUNT, model(properties=more), model("spill")]))
    assert found.of(MODEL)["fallbacks"] == ["arm:Microsoft.CognitiveServices/accounts/deployments/ask/spill"]
    assert found.at(MODEL, "fallbacks") == '"spill"'


def test_what_spills_over_to_a_deployment_that_no_file_describes_goes_nobody_knows_where() -> None:
    more = {"model": {"format": "OpenAI", "name": "gpt-4o"}, "spilloverDeploymentName": "spill"}
    found = read(template([ACCOUNT, model(properties=more)]))
    assert found.of(MODEL)["fallbacks"] == [f"{MODEL}/fallbacks/spill"]
    assert found.of(f"{MODEL}/fallbacks/spill") == {"purposes": ["inference"]}
    assert found.at(MODEL, "fallbacks") == '"spill"'
    assert any(f"`fallbacks` of `{MODEL.removeprefix('arm:')}` is not known" in note for note in found.notes())


def test_a_backend_sends_prompts_on_though_its_gateway_is_in_other_files() -> None:
    backend = {
        "type": "Microsoft.ApiManagement/service/backends",
        "name": "gateway/ai",
        "properties": {"protocol": "http", "url": "https://api.openai.com/v1"},
    }
    found = read(template([backend]), around=None)
    key = "arm:Microsoft.ApiManagement/service/backends/gateway/ai"
    assert found.of(key) == {"provider": "azure", "service": "apim"}
    assert (key, "host:api.openai.com") in found.flows()
    assert found.of("host:api.openai.com")["provider"] == "openai"


def test_a_model_of_another_maker_is_one_of_the_foundry() -> None:
    whole = model(properties={"model": {"format": "Anthropic", "name": "claude-x"}})
    assert read(template([ACCOUNT, whole])).of(MODEL)["service"] == "foundry"


@pytest.mark.parametrize(
    ("kind", "service"), [("OpenAI", "openai"), ("AIServices", "foundry"), ("SpeechServices", "cognitive-services")]
)
def test_the_kind_of_an_account_says_which_service_it_is(kind: str, service: str) -> None:
    assert read(template([{**ACCOUNT, "kind": kind}])).of(IN_ACCOUNT)["service"] == service


def test_an_account_is_found_by_each_of_its_hosts() -> None:
    keys = read(template([ACCOUNT])).harvest.found[0].keys
    hosts = ["host:ask.openai.azure.com", "host:ask.cognitiveservices.azure.com", "host:ask.services.ai.azure.com"]
    assert keys[1:] == hosts


@pytest.mark.parametrize(
    ("resource", "field", "value", "at"),
    [
        (
            {"type": "Microsoft.Storage/storageAccounts", "sku": {"name": "Standard_RAGRS"}},
            "replication.redundancy",
            "RAGRS",
            '"Standard_RAGRS"',
        ),
        (
            {
                "type": "Microsoft.DocumentDB/databaseAccounts",
                "properties": {"locations": [{"locationName": "UK South"}]},
            },
            "replication.regions",
            ["uksouth"],
            '"UK South"',
        ),
        (
            {
                "type": "Microsoft.DBforPostgreSQL/flexibleServers",
                "properties": {"backup": {"geoRedundantBackup": "Enabled"}},
            },
            "replication.redundancy",
            "GRS",
            '"Enabled"',
        ),
        (
            {
                "type": "Microsoft.ApiManagement/service",
                "properties": {"additionalLocations": [{"location": "East US"}]},
            },
            "replication.regions",
            ["eastus"],
            '"East US"',
        ),
        (
            {
                "type": "Microsoft.OperationalInsights/workspaces",
                "properties": {"replication": {"location": "swedencentral"}},
            },
            "replication.regions",
            ["swedencentral"],
            '"swedencentral"',
        ),
        (
            {
                "type": "Microsoft.EventHub/namespaces",
                "properties": {"geoDataReplication": {"locations": [{"locationName": "uksouth"}]}},
            },
            "replication.regions",
            ["uksouth"],
            '"uksouth"',
        ),
    ],
)
def test_a_field_that_moves_data_gives_its_fact(resource: dict[str, Any], field: str, value: object, at: str) -> None:
    found = read(template([{"name": "it", "location": "West Europe", **resource}]))
    key = f"arm:{resource['type']}/it"
    assert found.of(key)[field] == value
    assert found.at(key, field).startswith(at)
    assert found.of(key)["region"] == "westeurope"


def test_a_registry_is_copied_where_its_replications_are() -> None:
    registry = {"type": "Microsoft.ContainerRegistry/registries", "name": "images", "location": "westeurope"}
    copy = {"type": "Microsoft.ContainerRegistry/registries/replications", "name": "images/far", "location": "eastus"}
    assert read(template([registry, copy])).of("arm:Microsoft.ContainerRegistry/registries/images") == {
        "provider": "azure", "service": "acr", "region": "westeurope", "replication.regions": ["eastus"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "type_",
    ["Microsoft.Cdn/profiles", "Microsoft.Network/frontDoors", "Microsoft.Network/trafficManagerProfiles",
     "Microsoft.Bing/accounts"],
)  # fmt: skip
def test_what_is_everywhere_has_no_region_and_misses_none(type_: str) -> None:
    found = read(template([{"type": type_, "name": "edge", "location": "global"}]))
    assert "region" not in found.of(f"arm:{type_}/edge")
    assert found.notes() == []


def test_a_server_fails_over_to_its_partner() -> None:
    servers = [
        {"type": "Microsoft.Sql/servers", "name": name, "location": where}
        for name, where in (("near", "westeurope"), ("far", "uksouth"))
    ]
    partner = {"id": "[resourceId('Microsoft.Sql/servers', 'far')]"}
    group = {
        "type": "Microsoft.Sql/servers/failoverGroups",
        "name": "near/g",
        "properties": {"partnerServers": [partner]},
    }
    found = read(template([*servers, group]))
    assert found.flows() == {("arm:Microsoft.Sql/servers/near", "arm:Microsoft.Sql/servers/far"): f'"{partner["id"]}"'}


def test_a_pool_of_backends_spans_the_regions_of_its_members() -> None:
    gateway = {"type": "Microsoft.ApiManagement/service", "name": "gate", "location": "westeurope"}
    far = {**ACCOUNT, "name": "far", "location": "uksouth", "properties": {"customSubDomainName": "far"}}
    backends = [
        {"type": "Microsoft.ApiManagement/service/backends", "name": f"gate/{name}",
         "properties": {"url": f"https://{name}.openai.azure.com/openai"}}
        for name in ("ask", "far")
    ]  # fmt: skip
    ids = [{"id": f"[resourceId('Microsoft.ApiManagement/service/backends', 'gate', '{name}')]", "priority": priority}
           for name, priority in (("far", 2), ("ask", 1))]  # fmt: skip
    pool = {
        "type": "Microsoft.ApiManagement/service/backends",
        "name": "gate/pool",
        "properties": {"pool": {"services": ids}},
    }
    found = read(template([gateway, ACCOUNT, far, *backends, pool]))
    key = "arm:Microsoft.ApiManagement/service/gate"
    assert {target for source, target in found.flows() if source == key} == {
        IN_ACCOUNT, "arm:Microsoft.CognitiveServices/accounts/far",
    }  # fmt: skip
    assert found.of(IN_ACCOUNT)["fallbacks"] == ["arm:Microsoft.CognitiveServices/accounts/far"]
    assert found.at(IN_ACCOUNT, "fallbacks").startswith(
        "\"[resourceId('Microsoft.ApiManagement/service/backends', 'gate', 'far')"
    )


def test_a_policy_sends_requests_where_it_says() -> None:
    gateway = {"type": "Microsoft.ApiManagement/service", "name": "gate", "location": "westeurope"}
    value = '<set-backend-service base-url="https://us.example.com/v1" /><set-url>@(context.Url)</set-url>'
    policy = {
        "type": "Microsoft.ApiManagement/service/apis/policies",
        "name": "gate/a/policy",
        "properties": {"value": value},
    }
    found = read(template([gateway, policy]))
    assert list(found.flows()) == [("arm:Microsoft.ApiManagement/service/gate", "host:us.example.com")]


def test_a_connection_of_a_project_takes_the_data_of_its_account_along() -> None:
    project = {"type": "Microsoft.CognitiveServices/accounts/projects", "name": "ask/p", "location": "westeurope"}
    bing = {"type": "Microsoft.Bing/accounts", "name": "ground", "location": "global"}
    connection = {
        "type": "Microsoft.CognitiveServices/accounts/projects/connections",
        "name": "ask/p/bing",
        "properties": {"target": "https://api.bing.microsoft.com/",
                       "metadata": {"ResourceId": "[resourceId('Microsoft.Bing/accounts', 'ground')]"}},
    }  # fmt: skip
    found = read(template([ACCOUNT, project, bing, connection]))
    assert set(found.flows()) == {
        (IN_ACCOUNT, "host:api.bing.microsoft.com"), (IN_ACCOUNT, "arm:Microsoft.Bing/accounts/ground"),
    }  # fmt: skip


def test_a_site_uses_what_its_settings_name() -> None:
    site = {
        "type": "Microsoft.Web/sites",
        "name": "web",
        "location": "westeurope",
        "properties": {"siteConfig": {"appSettings": [
            {"name": "AZURE_OPENAI_ENDPOINT",
             "value": "[reference(resourceId('Microsoft.CognitiveServices/accounts', 'ask')).endpoint]"},
            {"name": "LANGFUSE_HOST", "value": "https://us.cloud.langfuse.com"},
        ]}},
    }  # fmt: skip
    found = read(template([ACCOUNT, site]))
    flows = {target for source, target in found.flows() if source == "arm:Microsoft.Web/sites/web"}
    assert flows == {IN_ACCOUNT, "host:us.cloud.langfuse.com"}


def test_the_logs_of_a_resource_go_where_its_diagnostic_setting_says() -> None:
    workspace = {"type": "Microsoft.OperationalInsights/workspaces", "name": "logs", "location": "uksouth"}
    setting = {
        "type": "Microsoft.Insights/diagnosticSettings",
        "name": "all",
        "scope": "[resourceId('Microsoft.CognitiveServices/accounts', 'ask')]",
        "properties": {"workspaceId": "[resourceId('Microsoft.OperationalInsights/workspaces', 'logs')]"},
    }
    found = read(template([ACCOUNT, workspace, setting]))
    assert (IN_ACCOUNT, "arm:Microsoft.OperationalInsights/workspaces/logs") in found.flows()


def test_a_resource_that_only_exists_is_none_that_the_template_describes() -> None:
    whole = {"a": {**ACCOUNT, "existing": True}, "m": model()}
    found = read(template(whole, languageVersion="2.0"), around=None)
    externals = {one.key: one.external for one in found.harvest.found}
    assert externals == {IN_ACCOUNT: True, MODEL: False}


def test_a_type_that_no_table_knows_is_counted() -> None:
    found = read(template([{"type": "Contoso.Vault/things", "name": "x"}]))
    assert list(found.harvest.unrecognised) == ["Contoso.Vault/things"]
