"""Where a task may run: what its resources allow, and what they leave to the optimiser."""

from __future__ import annotations

import pytest
from tests.importers.harvests import Looked
from tests.importers.tool_files import read

from fielato.importers.skypilot import SkypilotImporter
from fielato.model.surroundings import Surroundings

FIRST = "skypilot:t.yaml#0/0"
SECOND = "skypilot:t.yaml#0/1"


def task(resources: str, rest: str = "run: python serve.py\n", around: Surroundings | None = None) -> Looked:
    return read(SkypilotImporter(), {"t.yaml": f"name: job\nresources: {resources}\n{rest}"}, around)


@pytest.mark.parametrize(
    ("resources", "provider", "service", "region"),
    [
        ("{infra: aws/eu-south-2}", "aws", "ec2", "eu-south-2"),
        ("{infra: aws/eu-south-2/eu-south-2a}", "aws", "ec2", "eu-south-2"),
        ("{infra: aws/*/us-east-1a}", "aws", "ec2", "us-east-1a"),
        ("{cloud: gcp, region: europe-west6}", "gcp", "compute", "europe-west6"),
        ("{cloud: AZURE, region: spaincentral}", "azure", "vm", "spaincentral"),
        ("{infra: lambda/europe-central-1}", "lambda", "compute", "europe-central-1"),
        ("{infra: nebius/eu-north1}", "nebius", "compute", "eu-north1"),
    ],
)
def test_cloud_and_region_stand_in_infra_or_in_the_older_fields(
    resources: str, provider: str, service: str, region: str
) -> None:
    looked = task(resources)
    facts = looked.of(FIRST)
    assert (facts["provider"], facts["service"], facts["region"]) == (provider, service, region)
    assert not looked.notes()


def test_a_region_is_shown_where_it_stands() -> None:
    assert task("{cloud: aws, region: us-east-1}").at(FIRST, "region").startswith("us-east-1")
    assert task("{infra: aws/eu-south-2}").at(FIRST, "region").startswith("aws/eu-south-2")


@pytest.mark.parametrize("resources", ["{cpus: 4}", "{infra: '*'}", "null"])
def test_without_cloud_and_region_the_optimiser_picks_any(resources: str) -> None:
    looked = task(resources)
    assert not {"provider", "region"} & looked.of(FIRST).keys()
    told = [note for note in looked.notes() if "infra: aws/eu-south-2" in note]
    assert len(told) == 1
    assert "EAGER_NEXT_REGION" in told[0]


@pytest.mark.parametrize("resources", ["{infra: aws}", "{cloud: aws}", "{infra: aws/*}"])
def test_without_a_region_the_optimiser_picks_one_of_the_cloud(resources: str) -> None:
    looked = task(resources)
    assert looked.of(FIRST)["provider"] == "aws"
    assert "region" not in looked.of(FIRST)
    assert any("any region of aws" in note for note in looked.notes())


@pytest.mark.parametrize("field", ["any_of", "ordered"])
def test_every_candidate_counts_and_the_others_take_over(field: str) -> None:
    looked = task(f"{{accelerators: L4, {field}: [{{infra: aws/eu-south-2}}, {{infra: gcp/us-central1}}]}}")
    assert looked.of(FIRST)["region"] == "eu-south-2"
    assert (looked.of(SECOND)["provider"], looked.of(SECOND)["region"]) == ("gcp", "us-central1")
    assert looked.of(FIRST)["fallbacks"] == [SECOND]
    assert looked.at(FIRST, "fallbacks").startswith("gcp/us-central1")
    assert looked.of(SECOND)["accelerator"] == "L4"


def test_what_a_candidate_reaches_the_others_reach_as_well() -> None:
    looked = task(
        "{any_of: [{infra: aws/eu-south-2}, {infra: aws/us-east-1}]}",
        "envs: {OPENAI_API_KEY: x}\nrun: python a.py\n",
    )
    assert (FIRST, "host:api.openai.com") in looked.flows()
    assert (SECOND, "host:api.openai.com") in looked.flows()


def test_recovery_of_a_job_in_one_region_stays_there() -> None:
    assert not task("{infra: aws/eu-south-2, job_recovery: EAGER_NEXT_REGION}").notes()


@pytest.mark.parametrize("infra", ["k8s/prod", "kubernetes", "ssh/rack", "slurm"])
def test_a_cluster_is_where_its_surroundings_are(infra: str) -> None:
    assert any("fielato.yaml" in note for note in task(f"{{infra: {infra}}}").notes())
    around = Surroundings(provider="aws", region="eu-south-2")
    assert task(f"{{infra: {infra}}}", around=around).of(FIRST)["region"] == "eu-south-2"


def test_surroundings_do_not_move_a_task_with_a_cloud_of_its_own() -> None:
    around = Surroundings(provider="aws", region="eu-south-2")
    assert task("{infra: gcp/us-central1}", around=around).of(FIRST)["region"] == "us-central1"


def test_a_cloud_without_a_catalogue_keeps_its_name() -> None:
    looked = task("{infra: runpod/EU-RO-1}")
    assert (looked.of(FIRST)["provider"], looked.of(FIRST)["region"]) == ("runpod", "EU-RO-1")
    assert any("`runpod`" in note for note in looked.notes())


@pytest.mark.parametrize(
    ("written", "accelerator"),
    [
        ("A100:8", "A100"),
        ("A100-80GB:2", "A100"),
        ("{H100: 8}", "H100"),
        ("{A100:4, A100:8, A100-80GB:2}", "A100"),
        ("[L4]", "L4"),
        ("a10g:1", "A10G"),
        ("{L4: 1, A100: 1}", None),
    ],
)
def test_an_accelerator_counts_where_it_is_the_only_one(written: str, accelerator: str | None) -> None:
    assert task(f"{{infra: aws/eu-south-2, accelerators: {written}}}").of(FIRST).get("accelerator") == accelerator
