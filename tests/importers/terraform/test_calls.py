"""Which folders of Terraform make one deployment."""

from __future__ import annotations

from fielato.importers.interface import Source
from fielato.importers.project import roots
from fielato.importers.terraform import TerraformImporter
from fielato.importers.terraform.calls import called_folders

FILES = {
    "envs/dev/main.tf": 'module "m" {\n  source = "../../modules/rag"\n}\n',
    "envs/prod/main.tf": 'module "m" {\n  source   = "../../modules/rag"\n}\n',
    "modules/rag/main.tf": 'module "s" { source = "../store" }\n',
    "modules/store/main.tf": 'resource "aws_s3_bucket" "b" {}\n',
    "alone/main.tf.json": '{"module": {"m": {"source": "./inner"}}}',
    "alone/inner/main.tf": "locals {}\n",
}
SOURCES = [Source(file, text.encode()) for file, text in FILES.items()]


def test_a_folder_calls_those_of_its_modules_and_of_theirs() -> None:
    found = called_folders(SOURCES)
    assert found["envs/dev"] == {"modules/rag", "modules/store"}
    assert found["modules/store"] == frozenset()
    assert found["alone"] == {"alone/inner"}


def test_modules_that_call_one_another_are_followed_once() -> None:
    files = {"a/x.tf": 'module "b" { source = "../b" }', "b/x.tf": 'module "a" { source = "../a" }'}
    assert called_folders(Source(file, text.encode()) for file, text in files.items()) == {"a": {"b"}, "b": {"a"}}


def test_a_deployment_is_a_root_module_with_all_that_it_calls() -> None:
    importer = TerraformImporter()
    found = roots([(importer, source) for source in SOURCES], {})
    assert {root.name: [source.file for _, source in root.claimed] for root in found} == {
        "envs/dev": ["envs/dev/main.tf", "modules/rag/main.tf", "modules/store/main.tf"],
        "envs/prod": ["envs/prod/main.tf", "modules/rag/main.tf", "modules/store/main.tf"],
        "alone": ["alone/main.tf.json", "alone/inner/main.tf"],
    }


def test_a_folder_without_modules_stands_for_itself() -> None:
    importer = TerraformImporter()
    [found] = roots([(importer, Source("main.tf", b"locals {}\n"))], {})
    assert found.name == "."
