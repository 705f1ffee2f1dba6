"""The service reads files of other tools as well: what was understood, and what was not, is on the page."""

from __future__ import annotations

from flask.testing import FlaskClient

CLUSTER = """\
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: triage}
spec:
  predictor:
    logger: {mode: all, url: "https://us.cloud.langfuse.com/ingest"}
    model: {modelFormat: {name: pytorch}, storageUri: "s3://weights/latest"}
"""


def test_a_kubernetes_file_is_assessed_over_http(client: FlaskClient) -> None:
    answer = client.post("/api/v1/assessments", data=CLUSTER, content_type="application/yaml")
    assert answer.status_code == 200
    assert answer.json["gate"]["state"] == "closed"
    assert answer.json["verdict"] != "compliant"
    logged = [
        one for one in answer.json["processing"] if one["purpose"] == "prompt_log" and one["run_by"] == "customer"
    ]
    assert [one["territories"] for one in logged] == [["US"]]
    assert "where the cluster that runs these manifests is" in answer.json["notes"][0]["message"]


def test_the_page_says_what_was_understood_and_what_was_not(free: FlaskClient) -> None:
    page = free.post("/?lang=en", data={"way": "file", "text": CLUSTER}).get_data(as_text=True)
    assert "Not understood in the files" in page
    assert "What was understood of the file" in page
    assert "id: triage" in page
