"""What a task mounts, reaches and opens; which files are tasks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.importers.harvests import Looked
from tests.importers.tool_files import assert_read_or_refused, described, mutations, read

from fielato.errors import InputError
from fielato.importers.interface import Source
from fielato.importers.skypilot import SkypilotImporter

FILES = Path(__file__).parents[1] / "files" / "skypilot"
WHOLE = (FILES / "serve.yaml").read_bytes()
TASK = "skypilot:t.yaml#0/0"


def task(rest: str) -> Looked:
    return read(SkypilotImporter(), {"t.yaml": f"resources: {{infra: aws/eu-south-2}}\n{rest}"})


# Storage


def test_a_bucket_that_is_copied_is_only_read() -> None:
    looked = task("file_mounts: {/data: 's3://patients/raw'}\nrun: ls\n")
    assert looked.of("s3:patients") == {"provider": "aws", "service": "s3"}
    assert looked.flows()["s3:patients", TASK].startswith("'s3://patients")
    assert (TASK, "s3:patients") not in looked.flows()
    assert any("patients" in note and "region" in note for note in looked.notes())


@pytest.mark.parametrize("mode", ["", ", mode: MOUNT", ", mode: MOUNT_CACHED"])
def test_a_bucket_that_is_mounted_is_written_too(mode: str) -> None:
    looked = task(f"file_mounts: {{/out: {{source: 'gs://results'{mode}}}}}\nrun: ls\n")
    assert {(TASK, "gs:results"), ("gs:results", TASK)} <= looked.flows().keys()


def test_a_copy_is_not_written() -> None:
    looked = task("file_mounts: {/in: {source: 's3://raw', mode: COPY}}\nrun: ls\n")
    assert (TASK, "s3:raw") not in looked.flows()


def test_a_bucket_that_skypilot_makes_has_no_region() -> None:
    looked = task("file_mounts: {/out: {name: results, store: s3, mode: MOUNT}}\nrun: ls\n")
    assert looked.of("s3:results")["provider"] == "aws"
    assert any("results" in note for note in looked.notes())


def test_a_bucket_without_a_store_is_at_no_known_provider() -> None:
    looked = task("file_mounts: {/out: {name: results, source: ./local}}\nrun: ls\n")
    assert looked.of(f"{TASK}/out") == {"purposes": ["storage"]}
    assert any("/out" in note for note in looked.notes())


def test_stores_of_other_clouds_keep_their_provider() -> None:
    looked = task("file_mounts: {/x: 'r2://cache', /y: 'nebius://set', /z: ./code}\nrun: ls\n")
    assert looked.of("r2:cache")["provider"] == "cloudflare"
    assert looked.of("nebius:set")["service"] == "object-storage"
    assert sum("bucket" in note for note in looked.notes()) == 2


def test_a_scheme_that_no_table_knows_is_named() -> None:
    assert "zz://" in task("file_mounts: {/x: 'zz://set'}\nrun: ls\n").harvest.unrecognised


# Scripts and variables


@pytest.mark.parametrize(
    "command",
    ["python app.py --share", "python gradio_openai_chatbot_webserver.py -m x", "GRADIO_SHARE=True python a.py"],
)
def test_a_public_link_of_gradio_is_a_tunnel_at_its_line(command: str) -> None:
    looked = task(f"run: |\n  echo start\n  {command}\n")
    assert looked.of("host:gradio.live")["purposes"] == ["gateway"]
    assert looked.text(looked.harvest.flows[0].origin) in command
    assert any("gradio.live" in note for note in looked.notes())


def test_a_comment_opens_nothing() -> None:
    assert "host:gradio.live" not in task("run: |\n  # python app.py --share\n  python app.py\n").facts()


def test_the_model_that_is_served_is_named_by_a_variable() -> None:
    looked = task("envs: {MODEL: org/llama}\nrun: |\n  vllm serve $MODEL --port 8000\n")
    assert looked.of(TASK)["model"] == "org/llama"
    assert looked.at(TASK, "model") == "$MODEL --port 8000"


def test_secrets_are_used_without_a_value() -> None:
    looked = task("secrets: {OPENAI_API_KEY: null}\nrun: ls\n")
    assert (TASK, "host:api.openai.com") in looked.flows()


def test_secrets_may_be_a_list_of_names() -> None:
    assert (TASK, "host:api.openai.com") in task("secrets: [OPENAI_API_KEY]\nrun: ls\n").flows()


def test_an_image_says_what_it_does() -> None:
    looked = read(
        SkypilotImporter(),
        {"t.yaml": "resources: {infra: aws/eu-south-2, image_id: 'docker:vllm/vllm-openai:v1'}\nrun: ls\n"},
    )
    assert looked.of(TASK)["purposes"] == ["inference"]


def test_a_norwegian_region_is_not_false() -> None:
    looked = task("envs: {COUNTRY: NO}\nrun: ls\n")
    assert any("`COUNTRY: NO`" in note for note in looked.notes())


def test_usage_is_reported_without_data_unless_that_is_switched_off() -> None:
    looked = task("run: ls\n")
    assert looked.of("host:usage-v2.skypilot.co")["data"] == ()
    assert looked.flows() == {}
    off = task("envs: {SKYPILOT_DISABLE_USAGE_COLLECTION: '1'}\nrun: ls\n")
    assert "host:usage-v2.skypilot.co" not in off.facts()


def test_a_service_stands_behind_its_controller() -> None:
    looked = task("service: {replicas: 2}\nrun: ls\n")
    assert looked.of("skypilot:t.yaml#0/controller") == {"purposes": ["gateway"]}
    assert ("skypilot:t.yaml#0/controller", TASK) in looked.flows()
    assert any("serve.controller.resources" in note for note in looked.notes())


# Files


def test_a_pipeline_is_a_task_to_a_document() -> None:
    text = "name: both\n---\nname: one\nresources: {infra: aws/eu-south-2}\nrun: ls\n---\nname: two\nrun: ls\n"
    looked = read(SkypilotImporter(), {"t.yaml": text})
    assert [one.name for one in looked.harvest.found if one.name in {"both", "one", "two"}] == ["one", "two"]


@pytest.mark.parametrize(
    "text",
    [
        "resources: {cpus: 2}\nrun: ls\n",
        "envs: {A: b}\nsetup: ls\n",
        "service: {replicas: 1}\nresources: {}\n",
        "run: ls\nsetup: ls\n",
    ],
)
def test_a_task_is_recognised(text: str) -> None:
    assert SkypilotImporter().claims(Source("t.yaml", text.encode()))


@pytest.mark.parametrize(
    "text",
    [
        "name: ci\non: push\njobs: {a: {}}\n",
        "run: ls\n",
        "service: shop\n",
        "name: x\nresources: {}\n",
        "apiVersion: v1\nkind: Pod\n",
        "service: shop\nprovider: {name: aws}\nresources: {}\nrun: x\n",
    ],
)
def test_other_files_are_not(text: str) -> None:
    assert not SkypilotImporter().claims(Source("t.yaml", text.encode()))


def test_mistakes_are_told_together_at_their_places() -> None:
    with pytest.raises(InputError) as raised:
        read(SkypilotImporter(), {"t.yaml": "resources: [a]\nenvs: 3\nrun: ls\n"})
    assert [(one.line, one.column) for one in raised.value.problems] == [(1, 12), (2, 7)]


def test_the_whole_of_a_task() -> None:
    """`FIELATO_GOLDEN=write` writes the file again; read the difference before it is committed."""
    text = described(read(SkypilotImporter(), {"serve.yaml": WHOLE.decode()}))
    golden = FILES / "serve.golden.txt"
    if os.environ.get("FIELATO_GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@settings(max_examples=60, deadline=None)
@given(mutations(WHOLE))
def test_a_mutated_file_gives_a_result_or_an_error_with_a_place(mutated: bytes) -> None:
    assert_read_or_refused(SkypilotImporter(), "t.yaml", mutated)


def test_the_mistakes_of_several_files_are_told_together() -> None:
    with pytest.raises(InputError) as refused:
        read(SkypilotImporter(), {"a.yaml": "setup: x\nrun: [\n", "b.yaml": "setup: x\nrun: y\nresources: 1\n"})
    assert {problem.file for problem in refused.value.problems} == {"a.yaml", "b.yaml"}
