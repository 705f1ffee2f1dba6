"""A folder of `.tf` files: variables, locals, modules, providers, and what cannot be resolved."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from tests.importers.terraform_files import AWS, written

from fielato.errors import InputError
from fielato.importers.interface import Source
from fielato.importers.terraform import TerraformImporter
from fielato.model.surroundings import Surroundings

KEY = "terraform:aws_s3_bucket.b"


def region_of(expression: str, before: str = "", **more: str) -> object:
    """The region that an expression comes to."""
    text = f'{before}\nresource "aws_s3_bucket" "b" {{\n  region = {expression}\n}}\n'
    return written(text, **more).of(KEY).get("region")


WORKED_OUT = {
    "a text": ('"eu-west-1"', ""),
    "a variable's default": ("var.r", 'variable "r" {\n  default = "eu-west-1"\n}'),
    "a local": ("local.r", 'locals {\n  r = "eu-west-1"\n}'),
    "interpolation": ('"eu-${local.a}-1"', 'locals {\n  a = "west"\n}'),
    "a condition": ('var.p ? "eu-west-1" : "us-east-1"', 'variable "p" {\n  default = true\n}'),
    "both sides of a condition": ('var.p ? "eu-west-1" : "eu-west-1"', 'variable "p" {}'),
    "an item of a map": ('local.m["r"]', 'locals {\n  m = { r = "eu-west-1" }\n}'),
    "an attribute of a map": ("local.m.r", 'locals {\n  m = { "r" : "eu-west-1" }\n}'),
    "an item of a list": ("local.l[1]", 'locals {\n  l = ["x", "eu-west-1"]\n}'),
    "lookup": ('lookup(local.m, "z", "eu-west-1")', "locals {\n  m = {}\n}"),
    "try": ('try(local.m.z, "eu-west-1")', "locals {\n  m = {}\n}"),
    "coalesce": ('coalesce(local.r, "eu-west-1")', 'locals {\n  r = ""\n}'),
    "lower and join": ('lower(join("-", ["EU", "WEST", "1"]))', ""),
    "format": ('format("eu-%s-%d", "west", 1)', ""),
    "merge": ("merge(local.m, { r = \"eu-west-1\" }).r", 'locals {\n  m = { r = "x" }\n}'),
    "for": ('[for r in ["eu-west-1"] : r][0]', ""),
    "another resource": ("aws_s3_bucket.o.region", 'resource "aws_s3_bucket" "o" {\n  region = "eu-west-1"\n}'),
    "a heredoc": ("trimspace(<<-EOT\n    eu-west-1\n  EOT\n  )", ""),
    "the region in force": ("data.aws_region.current.region", 'provider "aws" {\n  region = "eu-west-1"\n}'),
}  # fmt: skip


@pytest.mark.parametrize("expression", WORKED_OUT)
def test_an_expression_is_worked_out(expression: str) -> None:
    assert region_of(*WORKED_OUT[expression]) == "eu-west-1"


OPEN = {
    "a variable without a value": ("var.r", 'variable "r" {}', "`r` has no value"),
    "a data source": ("data.aws_ssm_parameter.r.value", "", "`data.aws_ssm_parameter.r`"),
    "the workspace": ('"eu-${terraform.workspace}-1"', "", "the workspace"),
    "a condition": ('var.p ? "eu-west-1" : "us-east-1"', 'variable "p" {}', "a condition"),
    "a function": ("file(\"region\")", "", "does not work out"),
    "itself": ("local.a", "locals {\n  a = local.b\n  b = local.a\n}", "defined by itself"),
}  # fmt: skip


@pytest.mark.parametrize("expression", OPEN)
def test_what_cannot_be_worked_out_is_not_known_and_not_the_provider_s(expression: str) -> None:
    text, before, why = OPEN[expression]
    found = written(f'{AWS}{before}\nresource "aws_s3_bucket" "b" {{\n  region = {text}\n}}\n')
    assert "region" not in found.of(KEY)
    assert [why in note for note in found.notes()] == [True]


def test_values_of_variables_come_from_the_files_that_terraform_loads() -> None:
    declared = 'variable "r" {\n  default = "us-east-1"\n}'
    assert region_of("var.r", declared, terraform__tfvars='r = "eu-west-1"\n') == "eu-west-1"
    assert region_of("var.r", declared, a__auto__tfvars__json='{"r": "eu-west-1"}') == "eu-west-1"
    assert region_of("var.r", declared, production__tfvars='r = "eu-west-1"\n') == "us-east-1"


def test_a_value_stands_where_the_resource_gives_it() -> None:
    found = written('variable "r" {\n  default = "eu-west-1"\n}\nresource "aws_s3_bucket" "b" {\n  region = var.r\n}\n')
    assert found.at(KEY, "region") == "var.r"


def test_a_module_of_the_tree_is_read_with_its_inputs_and_providers() -> None:
    found = written(
        AWS
        + 'provider "aws" {\n  alias  = "us"\n  region = "us-east-1"\n}\n'
        + 'module "m" {\n  source    = "./inner"\n  providers = { aws = aws.us }\n  name      = "logs"\n}\n'
        + 'module "n" {\n  source = "./inner"\n  name   = "n"\n}\n',
        inner___main__tf='variable "name" {}\nresource "aws_s3_bucket" "b" {\n  bucket = var.name\n}\n',
    )
    assert {key: one["region"] for key, one in found.facts().items()} == {
        "terraform:module.m.aws_s3_bucket.b": "us-east-1",
        "terraform:module.n.aws_s3_bucket.b": "eu-central-1",
    }
    assert found.harvest.with_key("terraform:module.m.aws_s3_bucket.b").keys[1] == "s3:logs"  # type: ignore[union-attr]


def test_a_module_from_elsewhere_is_not_recognised() -> None:
    found = written('module "m" {\n  source = "terraform-aws-modules/s3-bucket/aws"\n}\n')
    assert "comes from `terraform-aws-modules/s3-bucket/aws`" in found.notes()[0]
    assert list(found.harvest.unrecognised) == ["module terraform-aws-modules/s3-bucket/aws"]


def test_there_is_one_of_each_key_that_is_known() -> None:
    found = written(
        'resource "aws_s3_bucket" "b" {\n  for_each = toset(["eu-west-1", "us-east-1"])\n  region = each.value\n}\n'
        'resource "aws_s3_bucket" "none" {\n  count = 0\n}\n'
        'resource "aws_s3_bucket" "two" {\n  count = 2\n  region = ["eu-west-1", "eu-west-2"][count.index]\n}\n'
    )
    assert {key.partition(".")[2]: one["region"] for key, one in found.facts().items()} == {
        'b["eu-west-1"]': "eu-west-1", 'b["us-east-1"]': "us-east-1", "two[0]": "eu-west-1", "two[1]": "eu-west-2",
    }  # fmt: skip


def test_how_many_there_are_may_not_be_known() -> None:
    found = written(AWS + 'variable "n" {}\nresource "aws_s3_bucket" "b" {\n  count = var.n\n}\n')
    assert list(found.facts()) == [KEY]
    assert "how many there are of `aws_s3_bucket.b` is not known" in found.notes()[0]


def test_a_dynamic_block_stands_for_each_item() -> None:
    found = written(
        AWS + 'resource "aws_dynamodb_table" "t" {\n  dynamic "replica" {\n    for_each = ["eu-west-2", "us-east-1"]\n'
        "    content {\n      region_name = replica.value\n    }\n  }\n}\n"
    )
    assert found.of("terraform:aws_dynamodb_table.t")["replication.regions"] == ["eu-west-2", "us-east-1"]


def test_a_declared_region_is_that_of_a_provider_without_one() -> None:
    text = 'resource "aws_s3_bucket" "b" {}\nresource "azurerm_key_vault" "v" {}\n'
    found = written(text, Surroundings(provider="aws", region="eu-south-2"))
    assert found.of(KEY)["region"] == "eu-south-2"
    assert "region" not in found.of("terraform:azurerm_key_vault.v")
    assert len(found.notes()) == 1


def test_the_same_cause_is_told_once() -> None:
    text = "".join(f'resource "aws_s3_bucket" "b{n}" {{}}\n' for n in range(9))
    [note] = written(text).notes()
    assert "`aws_s3_bucket.b2` and 6 more" in note


def test_json_is_read_with_its_places() -> None:
    text = {
        "variable": {"r": {"default": "eu-west-1"}},
        "resource": {"aws_s3_bucket": {"b": {"region": "${var.r}", "bucket": "b"}}},
    }
    found = written("# nothing here\nlocals {}\n", main__tf__json=json.dumps(text, indent=1))
    assert found.of(KEY)["region"] == "eu-west-1"
    assert found.at(KEY, "region") == '"${var.r}",'


def test_a_type_that_no_row_knows_is_told() -> None:
    found = written('resource "acme_lake" "x" {}\nresource "aws_iam_role" "r" {}\n')
    assert list(found.harvest.unrecognised) == ["acme_lake"]


def test_a_broken_file_is_refused_at_its_place() -> None:
    with pytest.raises(InputError) as refused:
        written('resource "aws_s3_bucket" "b" {\n  region = = "x"\n}\n')
    [problem] = refused.value.problems
    assert (problem.file, problem.line, problem.column) == ("main.tf", 2, 12)


def doubled(pattern: str) -> str:
    """Locals of which each holds the one before twice."""
    lines = "".join(f"  a{n} = {pattern.replace('?', f'local.a{n - 1}')}\n" for n in range(1, 60))
    return f'locals {{\n  a0 = "xxxxxxxx"\n{lines}}}\n'


HARMFUL = {
    "a text that doubles": doubled('"${?}${?}"') + 'resource "aws_s3_bucket" "b" {\n  region = local.a59\n}\n',
    "a list that doubles": doubled("[?, ?]")
    + 'resource "aws_s3_bucket" "b" {\n  region = local.a59 == local.a58 ? "a" : "b"\n}\n',
    "deep nesting": 'resource "aws_s3_bucket" "b" {\n  region = ' + "(" * 3000 + '"x"' + ")" * 3000 + "\n}\n",
}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_file_that_would_harm_does_not(name: str) -> None:
    found: dict[str, object] = {}
    with suppress(InputError):
        found = written(HARMFUL[name]).of(KEY)
    assert "region" not in found


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("package.json", '{"name": "x", "version": "1.0.0", "module": "x.js", "resource": 1}'),
        ("tsconfig.json", '{"compilerOptions": {"module": "es2022"}}'),
        ("openapi.json", '{"openapi": "3.1.0", "info": {"version": "1"}}'),
        ("schema.json", '{"format_version": "1.0", "provider_schemas": {}}'),
        ("values.yaml", "resource: x\nmodule: y\n"),
        ("notes.tf", "This is about TensorFlow.\n"),
        ("state.json", '{"version": 4, "kind": "x"}'),
    ],
)
def test_files_of_others_are_not_claimed(file: str, text: str) -> None:
    assert not TerraformImporter().claims(Source(file, text.encode()))


def test_a_state_beside_other_files_is_what_was_left_there() -> None:
    found = written(AWS + 'resource "aws_s3_bucket" "b" {}\n', terraform__tfstate='{"version": 4}')
    assert list(found.facts()) == [KEY]
