"""The tables of resource types and fields are whole: known words only, no row twice, every service there."""

from __future__ import annotations

import csv
import datetime
import re
from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path
from typing import get_args

import pytest

from fielato import library
from fielato.catalogue.recognised import Format
from fielato.importers import resources
from fielato.importers.found import LISTS
from fielato.importers.resources.facts import NAME_IN, OTHERWISE, OWN_REGION, WORDS
from fielato.importers.resources.values import ADDRESSES, AFTER, MAP, READINGS, SUBDOMAIN
from fielato.model.vocabulary import Purpose

SEEDS = Path(__file__).parents[2] / "seeds" / "importers"
COLUMNS = {
    "resource_types": "format type kind provider service purposes note source read verified",
    "resource_fields": "format type path fact read_as note source read verified",
}
COMPONENT = frozenset(
    {"provider", "service", "region", "model", "sku", "endpoint", "copied_from", "guardrail_profile", "accelerator"}
    | {"retention_days", "description", "place.kind", "place.territory", "replication.redundancy"}
    | {"encryption.at_rest", "encryption.in_transit", "encryption.key_holder", "encryption.client_side"}
    | LISTS - {"fallbacks"}
)
LEADING = frozenset({"key", "owner", "part", "within", "flow", "source", "fallbacks"})
SETTING = re.compile(r"settings\.\w+")
PATH = re.compile(r"(?:(?:[\w:-]+(?:\[\])?|\*)(?:\.(?:[\w:-]+(?:\[\])?|\*))*)?")
Row = dict[str, str]
HARMLESS: dict[str, str] = {
    "who may do what, and who people of the organisation are": """
        microsoft.authorization/* microsoft.managedidentity/* microsoft.documentdb/*roleassignments
        microsoft.documentdb/*roledefinitions microsoft.apimanagement/service/authorizationproviders*
        AWS::IAM::* AWS::SSO::* AWS::IdentityStore::* AWS::AccessAnalyzer::* AWS::LakeFormation::*
        aws_iam_* aws_ssoadmin_* aws_lakeformation_* aws_ram_* awscc_iam_* azuread_* azurerm_role_* azurerm_user_*
        azurerm_api_management_identity_provider_* google_*_iam_audit_config google_*_iam_binding google_*_iam_member
        google_*_iam_policy google_access_context_manager_* google_cloud_identity_* google_iam_* google_iap_*
        google_service_account* google_storage_default_* google_storage_managed_folder* google_storage_object_*
        kubernetes_cluster_role* kubernetes_role* kubernetes_service_account* oci_identity_* scaleway_iam_*
        snowflake_grant_*""",
    "networks: they carry and keep nothing": """
        */privateendpointconnections microsoft.network/dnsforwardingrulesets* microsoft.network/dnsresolver*
        microsoft.network/dnszones* microsoft.network/expressroute* microsoft.network/firewallpolicies*
        microsoft.network/loadbalancers* microsoft.network/networkmanagers* microsoft.network/privatednszones*
        microsoft.network/virtualhubs* microsoft.network/virtualnetworks* microsoft.network/vpn*
        AWS::EC2::ClientVpn* AWS::EC2::IPAM* AWS::EC2::LocalGateway* AWS::EC2::NetworkInsights*
        AWS::EC2::NetworkInterface* AWS::EC2::RouteServer* AWS::EC2::SecurityGroup* AWS::EC2::Subnet*
        AWS::EC2::TransitGateway* AWS::EC2::VPC* AWS::EC2::VPN* AWS::ServiceDiscovery::*
        aws_default_* aws_dx_* aws_ec2_transit_gateway* aws_eip* aws_internet_gateway* aws_network_* aws_proxy_*
        aws_route53_resolver_firewall_* aws_route53domains_* aws_route53profiles_* aws_route53recovery*
        aws_route_table* aws_security_group* aws_service_discovery_* aws_vpc_* aws_vpclattice_service_network* aws_vpn_*
        awscc_ec2_security_group* awscc_ec2_subnet* awscc_ec2_vpc* azurerm_dns_* azurerm_express_route_*
        azurerm_firewall* azurerm_lb* azurerm_machine_learning_workspace_network_* azurerm_nat_gateway*
        azurerm_network_interface* azurerm_network_manager* azurerm_network_security* azurerm_private_*
        azurerm_public_ip* azurerm_route* azurerm_subnet* azurerm_virtual_hub* azurerm_virtual_network*
        google_compute_firewall* google_compute_interconnect* google_compute_network*
        google_compute_organization_security* google_compute_region_health* google_compute_region_network*
        google_compute_region_target* google_compute_router* google_compute_target_* google_dns_*
        google_network_connectivity_* google_network_services_multicast_* google_service_networking_*
        hcloud_firewall* hcloud_floating_ip* hcloud_network* kubernetes_network_policy*
        scaleway_instance_security_group* scaleway_vpc*""",
    "listeners and targets: parts of a load balancer that is a component itself": "aws_alb_* aws_elb_* aws_lb_*",
    "keys and certificates: no data of people": """
        AWS::ACMPCA::* AWS::CertificateManager::* aws_acm* aws_signer_* google_certificate_manager_* google_kms_*
        google_privateca_* oci_kms_* tls_*""",
    "accounts, organisations, their policies, budgets and quotas": """
        microsoft.policyinsights/* AWS::Organizations::* AWS::Budgets::* AWS::ResourceGroups::*
        AWS::ServiceCatalogAppRegistry::* aws_account_* aws_organizations_* aws_budgets_* aws_ce_* aws_resourcegroups_*
        aws_servicequotas_* azurerm_consumption_* azurerm_policy_* google_billing_* google_binary_authorization_*
        google_folder* google_gke_hub_* google_org_policy_* google_organization_* google_project_*
        google_compute_project_* google_service_usage_* google_tags_* scaleway_account_*""",
    "scaling, schedules, capacity and names of what is a component itself": """
        microsoft.maintenance/* microsoft.documentdb/*/throughputsettings AWS::ApplicationAutoScaling::*
        aws_appautoscaling_* azurerm_maintenance_* azurerm_automation_variable_* azurerm_data_factory_trigger_*
        azurerm_data_protection_backup_policy_* kubernetes_horizontal_pod_autoscaler* kubernetes_limit_range*
        kubernetes_namespace* kubernetes_pod_disruption_budget* kubernetes_priority_class* kubernetes_resource_quota*
        kubernetes_storage_class*""",
    "alarms, views and findings about resources, not what is in them": """
        microsoft.alertsmanagement/* microsoft.portal/* aws_inspector* aws_shield_protection* azurerm_monitor_*alert*
        azurerm_sentinel_alert_rule_* google_monitoring_* google_scc_*_custom_module google_scc_*mute_config
        google_scc_*notification_config""",
    "source code on its way into the cloud": """
        AWS::CodeCommit::* AWS::CodeDeploy::* AWS::CodePipeline::* aws_codecommit_* aws_codedeploy_* aws_codepipeline*
        """,
    "what a gateway publishes and to whom; what goes where is in its APIs, backends and loggers": """
        microsoft.apimanagement/service/*/policies microsoft.apimanagement/service/*/tags
        microsoft.apimanagement/service/notifications* microsoft.apimanagement/service/portal*
        microsoft.apimanagement/service/products* microsoft.apimanagement/service/tags*
        microsoft.apimanagement/service/workspaces/notifications* microsoft.apimanagement/service/workspaces/products*
        microsoft.apimanagement/service/workspaces/tags* azurerm_api_management_product*""",
    "the shape of data; where they lie is in the linked service": "azurerm_data_factory_dataset_*",
    "values that the tool makes for itself": "random_* template_* time_*",
}
"""Why whole families of types can neither hold nor move data."""


def rows(table: str) -> list[Row]:
    with (SEEDS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


TYPES, FIELDS = rows("resource_types"), rows("resource_fields")


@pytest.mark.parametrize("table", COLUMNS)
def test_every_table_has_its_columns(table: str) -> None:
    found = rows(table)
    assert list(found[0]) == COLUMNS[table].split()
    assert all(None not in row and None not in row.values() for row in found)


@pytest.mark.parametrize("table", COLUMNS)
def test_every_row_says_where_and_when_it_was_read(table: str) -> None:
    for row in rows(table):
        assert row["source"], row
        assert row["verified"] in {"true", "false"}, row
        assert datetime.date.fromisoformat(row["read"]) >= datetime.date(2026, 11, 1), row
        assert row["verified"] == "false" or not row["source"].startswith("general knowledge"), row


def test_no_row_stands_twice() -> None:
    types = Counter((row["format"], row["type"]) for row in TYPES)
    fields = Counter(tuple(row[name] for name in ("format", "type", "path", "fact", "read_as")) for row in FIELDS)
    assert [key for counts in (types, fields) for key, count in counts.items() if count > 1] == []


def test_only_families_that_can_hold_no_data_are_passed_over_whole() -> None:
    whole = {row["type"] for row in TYPES if row["kind"] == "none" and "*" in row["type"]}
    harmless = {pattern for patterns in HARMLESS.values() for pattern in patterns.split()}
    assert whole == harmless


def test_no_type_that_holds_data_lies_in_a_family_that_cannot() -> None:
    whole = [(row["format"], row["type"]) for row in TYPES if row["kind"] == "none" and "*" in row["type"]]
    holding = [(row["format"], row["type"]) for row in TYPES if row["kind"] != "none"]
    assert [
        (type_, pattern)
        for format_, type_ in holding
        for of, pattern in whole
        if of == format_ and fnmatchcase(type_, pattern)
    ] == []


@pytest.mark.parametrize(
    ("format_", "type_"),
    [
        ("arm", "microsoft.sql/servers/databases/syncgroups"),
        ("arm", "microsoft.storage/newstores"),
        ("arm", "microsoft.insights/newcollectors"),
        ("cloudformation", "AWS::RDS::Deployment"),
        ("cloudformation", "AWS::Logs::ScheduledQuery"),
        ("cloudformation", "AWS::EC2::TrafficMirrorSession"),
        ("terraform", "aws_glue_connection"),
        ("terraform", "aws_lambda_new_store"),
        ("terraform", "azurerm_storage_mover"),
        ("terraform", "google_compute_packet_mirroring"),
        ("terraform", "google_sql_new_store"),
    ],
)
def test_what_might_hold_or_move_data_is_not_passed_over(format_: Format, type_: str) -> None:
    assert library.catalogue().recognised.type(format_, type_) is None


def test_components_name_a_provider_and_a_service_of_the_catalogue() -> None:
    catalogue = library.catalogue()
    for row in TYPES:
        assert (row["kind"] == "none") <= (row["provider"] == row["service"] == row["purposes"] == ""), row
        assert row["kind"] != "component" or row["provider"], row
        assert not row["service"] or catalogue.service(row["provider"], row["service"]) is not None, row
        assert set(row["purposes"].split()) <= set(get_args(Purpose)), row


def test_a_component_without_a_service_says_it_by_a_field() -> None:
    by_field = {(row["format"], row["type"]) for row in FIELDS if row["fact"] == "service"}
    silent = [row for row in TYPES if row["kind"] == "component" and not row["service"]]
    assert [row for row in silent if (row["format"], row["type"]) not in by_field] == []


def test_every_field_is_of_a_type_that_can_hold_data() -> None:
    known = [(row["format"], row["type"]) for row in TYPES if row["kind"] != "none"]
    for row in FIELDS:
        fits = (
            of == row["format"] and (type_ == row["type"] or fnmatchcase(type_, row["type"])) for of, type_ in known
        )
        assert any(fits), row


def test_every_fact_is_a_known_word() -> None:
    for row in FIELDS:
        fact, _, purpose = row["fact"].partition(":")
        assert fact in COMPONENT or fact in WORDS or fact in {OTHERWISE, NAME_IN} or SETTING.fullmatch(fact), row
        assert not purpose or (fact == "flow" and purpose in get_args(Purpose)), row
        assert PATH.fullmatch(row["path"]), row


def test_every_value_is_read_by_a_known_word() -> None:
    for row in FIELDS:
        word, leads = row["read_as"], row["fact"].partition(":")[0] in LEADING
        known = (*ADDRESSES,) if leads else (*READINGS, OWN_REGION)
        starts = (SUBDOMAIN,) if leads else (MAP, AFTER)
        assert word in known or word.startswith(starts), row


def test_every_word_is_explained() -> None:
    told = resources.__doc__ or ""
    words = (*WORDS, OTHERWISE, NAME_IN, OWN_REGION, *READINGS, *ADDRESSES, MAP, AFTER, SUBDOMAIN)
    assert [word for word in words if word not in told] == []


def test_a_map_says_only_what_the_field_can_be() -> None:
    catalogue = library.catalogue()
    for row in FIELDS:
        if row["fact"] == "service" and row["read_as"].startswith(MAP):
            providers = {
                one["provider"] for one in TYPES if (one["format"], one["type"]) == (row["format"], row["type"])
            }
            for pair in row["read_as"].removeprefix(MAP).split(";"):
                assert any(catalogue.service(one, pair.partition("=")[2]) for one in providers), row
