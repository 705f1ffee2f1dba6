"""A repository as teams have it, of files of every tool: what is checked, where each finding stands, how it ends."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fielato.cli import exits
from fielato.cli.main import run

pytestmark = pytest.mark.slow

Call = Callable[..., tuple[int, str, str]]
PROJECT = """\
apiVersion: fielato/v1
kind: AIDeployment
name: NAME
controller: {name: Tienda Ejemplo SL, country: ES}
data: [{id: chats, personal: true}]
"""
TERRAFORM = """\
provider "aws" {
  region = "eu-south-2"
}

resource "aws_bedrock_inference_profile" "chat" {
  name = "chat"
  model_source {
    copy_from = "arn:aws:bedrock:eu-south-2::inference-profile/global.anthropic.claude-sonnet-4-5-20250929-v1:0"
  }
}
"""
STACK = """\
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Agent:
    Type: AWS::Bedrock::Agent
    Properties:
      AgentName: desk
      FoundationModel: us.anthropic.claude-sonnet-4-5-20250929-v1:0
"""
TEMPLATE = """\
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.CognitiveServices/accounts",
      "apiVersion": "2024-10-01",
      "name": "desk",
      "location": "uksouth",
      "kind": "OpenAI",
      "properties": {}
    }
  ]
}
"""
CLUSTER = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          image: web
          env:
            - name: LANGSMITH_ENDPOINT
              value: https://api.smith.langchain.com
"""
VALUES = """\
servingEngineSpec:
  modelSpec:
    - name: chat
      repository: vllm/vllm-openai
      modelURL: mistralai/Mistral-7B
routerSpec:
  externalProviders:
    - type: openai
      api_base: https://api.openai.com/v1
"""
GATEWAY = """\
model_list:
  - model_name: chat
    litellm_params:
      model: bedrock/anthropic.claude-3-sonnet
      aws_region_name: us-east-1
"""
COMPOSE = """\
services:
  web:
    image: web
    environment:
      OPENAI_BASE_URL: https://us.api.openai.com/v1
"""
TASK = """\
resources:
  infra: aws/us-west-2
run: python train.py
"""
TRAPS = {
    "terraform": ("main.tf", TERRAFORM, 8),
    "cloudformation": ("stack.yaml", STACK, 7),
    "arm": ("main.json", TEMPLATE, 9),
    "kubernetes": ("web.yaml", CLUSTER, 13),
    "litellm": ("litellm.yaml", GATEWAY, 5),
    "compose": ("compose.yaml", COMPOSE, 5),
    "skypilot": ("task.yaml", TASK, 2),
}
"""By format: a file, and the line that moves the data."""
DATE = ("--as-of", "2026-11-23")


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "repo/.git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repo")
    return tmp_path / "repo"


def write(path: str, text: str | bytes) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs a command: exit code, standard output, standard error."""

    def fielato(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            run([*words])
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return fielato


def boundary(call: Call, *words: str) -> set[tuple[str, int]]:
    """Where data leave the Union, as file and line."""
    code, out, err = call("check", *words, *DATE, "--boundary", "EU", "--format", "json")
    assert code == exits.VIOLATED, err
    return {
        (one["location"]["file"], one["location"]["line"])
        for assessment in json.loads(out)["assessments"]
        for one in assessment["findings"]
        if one["rule"] == "organisation/boundary" and one["outcome"] == "violated"
    }


def names(call: Call, *words: str) -> list[str]:
    """The names of the deployments that are found."""
    _, out, err = call("import", *words)
    assert not err
    return [line.removeprefix("name: ") for line in out.splitlines() if line.startswith("name: ")]


def monorepo() -> None:
    for name, (file, text, _) in TRAPS.items():
        write(f"services/{name}/fielato.yaml", PROJECT.replace("NAME", name))
        write(f"services/{name}/deploy/{file}", text)
    for path, text in AROUND.items():
        write(path, text)


AROUND = {
    "package.json": '{"name": "shop", "scripts": {"test": "jest"}, "services": {"a": {}}}',
    "tsconfig.json": '{"compilerOptions": {"strict": true}}',
    ".github/workflows/ci.yaml": "on: push\njobs: {test: {runs-on: x, services: {db: {image: postgres}}}}\n",
    "mkdocs.yml": "site_name: shop\nnav: [{Home: index.md}]\n",
    "openapi.yaml": "openapi: 3.1.0\ninfo: {title: shop, version: '1'}\npaths: {}\n",
    "charts/web/templates/web.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: {{ .Values.name }}}\n",
    "node_modules/x/compose.yaml": "services: {x: {image: redis}}\n",
}
"""What lies around, and is nobody's infrastructure."""


@pytest.mark.parametrize("name", TRAPS)
def test_a_finding_stands_on_the_line_that_moves_the_data(call: Call, name: str) -> None:
    file, text, line = TRAPS[name]
    write("fielato.yaml", PROJECT)
    write(f"deploy/{file}", text)
    assert (f"deploy/{file}", line) in boundary(call, ".")


def test_every_deployment_of_a_repository_is_checked_each_with_its_own_declaration(call: Call) -> None:
    monorepo()
    assert sorted(names(call, ".")) == sorted(TRAPS)
    moved = {(f"services/{name}/deploy/{file}", line) for name, (file, _, line) in TRAPS.items()}
    assert boundary(call, ".") == moved


def test_files_of_every_tool_below_one_declaration_are_one_deployment(call: Call) -> None:
    write("fielato.yaml", PROJECT)
    for name, (file, text, _) in TRAPS.items():
        write(f"deploy/{name}/{file}", text)
    assert names(call, ".") == ["NAME"]
    assert boundary(call, ".") >= {(f"deploy/{name}/{file}", line) for name, (file, _, line) in TRAPS.items()}


def test_the_nearest_declaration_of_three_counts(call: Call) -> None:
    for folder in ("", "a/", "a/b/"):
        write(f"{folder}fielato.yaml", PROJECT.replace("NAME", folder.replace("/", "") or "top"))
        write(f"{folder}deploy/compose.yaml", COMPOSE)
    assert sorted(names(call, ".")) == ["a", "ab", "top"]
    assert names(call, "a/b/deploy/compose.yaml") == ["ab"]
    assert names(call, "a/b") == ["ab"]
    assert sorted(names(call, "a")) == ["a", "ab"]


def test_a_file_that_is_given_twice_counts_once(call: Call) -> None:
    write("deploy/compose.yaml", COMPOSE)
    Path("linked.yaml").symlink_to("deploy/compose.yaml")
    assert names(call, "deploy/compose.yaml", "deploy", "./deploy/../deploy/compose.yaml", "linked.yaml") == ["deploy"]


def test_a_linked_file_is_read_and_told_as_it_was_named(call: Call) -> None:
    write("elsewhere/stack.txt", STACK)
    Path("stack.yaml").symlink_to("elsewhere/stack.txt")
    write("fielato.yaml", PROJECT)
    assert boundary(call, "stack.yaml") == {("stack.yaml", 7)}


def test_a_link_to_a_folder_above_ends(call: Call) -> None:
    write("deploy/compose.yaml", COMPOSE)
    Path("deploy/up").symlink_to("..")
    assert names(call, ".") == ["deploy"]


def test_a_link_that_leads_nowhere_is_an_input_that_cannot_be_read(call: Call) -> None:
    write("compose.yaml", COMPOSE)
    Path("gone.yaml").symlink_to("nothing")
    code, _, err = call("check", ".")
    assert code == exits.UNREADABLE
    assert "gone.yaml: cannot be read: No such file" in err


@pytest.mark.parametrize(
    "files",
    [{}, {"a.yaml": "a: 1\n"}, AROUND],
    ids=["nothing", "somebody's YAML", "a whole repository"],
)
def test_a_folder_without_infrastructure_says_what_would_be_one(call: Call, files: dict[str, str]) -> None:
    for path, text in files.items():
        write(f"here/{path}", text)
    Path("here").mkdir(exist_ok=True)
    code, out, err = call("check", "here")
    assert (code, out) == (exits.UNREADABLE, "")
    assert "no file in this folder is a deployment" in err


def test_broken_files_of_several_tools_are_told_together_each_at_its_place(call: Call) -> None:
    write("a/main.tf", 'resource "aws_s3_bucket" "b" {\n  bucket = \n}\n')
    write("b/compose.yaml", "services:\n  web:\n    image: [\n")
    write("c/main.json", TEMPLATE[:-9])
    code, out, err = call("check", ".")
    assert (code, out) == (exits.UNREADABLE, "")
    assert [line.split(":")[0] for line in err.splitlines() if "/" in line.split(":")[0]] == [
        "a/main.tf",
        "b/compose.yaml",
        "c/main.json",
    ]
    assert all(line.split(":")[1].isdigit() for line in err.splitlines() if "/" in line.split(":")[0])


# How files are written


@pytest.mark.parametrize("name", TRAPS)
@pytest.mark.parametrize(("mark", "end"), [(b"", b"\r\n"), (b"\xef\xbb\xbf", b"\n"), (b"\xef\xbb\xbf", b"\r\n")])
def test_windows_line_ends_and_a_byte_order_mark_move_no_finding(
    call: Call, name: str, mark: bytes, end: bytes
) -> None:
    file, text, line = TRAPS[name]
    write(f"deploy/{file}", mark + text.encode().replace(b"\n", end))
    write("fielato.yaml", PROJECT)
    assert (f"deploy/{file}", line) in boundary(call, ".")


@pytest.mark.parametrize("name", TRAPS)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_another_encoding_is_refused_wherever_it_lies(call: Call, name: str, encoding: str) -> None:
    file, text, _ = TRAPS[name]
    write(f"deploy/{file}", text.encode(encoding))
    for words in (["."], [f"deploy/{file}"], [f"deploy/{file}", "--from", name]):
        code, out, err = call("check", *words)
        assert (code, out) == (exits.UNREADABLE, "")
        assert err.startswith(f"deploy/{file}:1:")
        assert "save it as UTF-8" in err


@pytest.mark.parametrize("name", TRAPS)
def test_latin_1_is_refused_at_its_first_letter_that_is_not_utf_8(call: Call, name: str) -> None:
    file, text, _ = TRAPS[name]
    comment = b"" if file.endswith(".json") else "# Espa\xf1a\n".encode("latin-1")
    write(
        f"deploy/{file}",
        comment + (text.replace('"desk"', '"Espa\xf1a"').encode("latin-1") if not comment else text.encode()),
    )
    code, out, err = call("check", ".")
    assert (code, out) == (exits.UNREADABLE, "")
    assert err.startswith(f"deploy/{file}:")
    assert "the byte 0xF1 is not UTF-8" in err


# What the call says


def test_the_flag_says_how_a_file_is_read_and_where_it_is_applied(call: Call) -> None:
    write("fielato.yaml", PROJECT)
    write("stack.txt", STACK.replace("us.anthropic", "anthropic"))
    assert boundary(call, "stack.txt", "--from", "cloudformation", "--at", "aws/us-east-1")
    code, out, _ = call("import", "stack.txt", "--from", "cloudformation", "--at", "aws/eu-south-2")
    assert code == exits.OPEN
    assert "region: eu-south-2" in out


@pytest.mark.parametrize("name", TRAPS)
def test_standard_input_is_read_as_the_format_that_is_named(
    call: Call, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = TRAPS[name][1]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    code, out, err = call("import", "-", "--from", name)
    assert (code, err) == (exits.OPEN, "")
    assert "components:" in out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--from", "terrafrom"), "did you mean `terraform`"),
        (("--at", "aws/eu-south-22"), "did you mean"),
        (("--from", "arm"), "compose.yaml:"),
        (("--from", "kubernetes"), "nothing in this file was understood as `kubernetes`"),
    ],
)
def test_a_wrong_word_in_the_call_ends_with_two(call: Call, words: tuple[str, ...], told: str) -> None:
    write("compose.yaml", COMPOSE)
    code, out, err = call("check", "compose.yaml", *words)
    assert (code, out) == (exits.UNREADABLE, "")
    assert told in err


def test_what_nobody_declares_to_be_personal_never_opens_as_compliant(call: Call) -> None:
    for name, (file, text, _) in TRAPS.items():
        write(f"{name}/{file}", text)
    _, out, _ = call("check", ".", *DATE, "--format", "json")
    verdicts = [one["verdict"] for one in json.loads(out)["assessments"]]
    assert len(verdicts) == len(TRAPS)
    assert "compliant" not in verdicts
