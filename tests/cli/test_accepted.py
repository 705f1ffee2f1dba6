"""Waivers and baselines on the command line: what counts, what is refused, and with which code it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.waivers.support import CHATBOT, ELSEWHERE, key_files

from fielato.cli import exits
from fielato.cli.main import run
from fielato.reports.schemas import schema

pytestmark = pytest.mark.slow

DAY = "2026-11-23"
CALL = ("app", "--boundary", "EU", "--as-of", DAY)
PEOPLE = ("--reason", "A pilot.", "--owner", "Ana", "--requester", "Luis", "--approver", "Marta")
BOUNDARY = ("organisation/boundary", "location/model/inference/US")
VENDOR = ("organisation/vendor-boundary", "location/model/abuse_monitoring/US")
BESIDE = "app/.fielato/waivers.yaml"
# A deployment of which nothing is left to find out that the default gate stops on.
ANSWERED = ELSEWHERE.replace("country: ES", "country: ES, public: false")


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command in a folder with one deployment: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    Path("app").mkdir()
    Path("app/app.yaml").write_text(ANSWERED, encoding="utf-8")

    def fielato(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            run(list(arguments))
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return fielato


@pytest.fixture
def waived(call: Any) -> Any:
    """The same, with a waiver of each violation in the repository."""
    Path("app/.fielato").mkdir()
    for name in (BOUNDARY, VENDOR):
        assert new(call, name, "--append", BESIDE) == (exits.OPEN, "", "")
    return call


def new(call: Any, name: tuple[str, str], *more: str, expires: str = "2027-01-31") -> tuple[int, str, str]:
    found: tuple[int, str, str] = call("waivers", "new", *name, *CALL, *PEOPLE, "--expires", expires, *more)
    return found


def document(printed: str) -> Any:
    found = json.loads(printed)
    jsonschema.Draft202012Validator(schema("assessment")).validate(found)
    return found


def violated(printed: str) -> list[str]:
    (one,) = json.loads(printed)["assessments"]
    return [each["rule"] for each in one["gate"]["reasons"] if each["outcome"] == "violated"]


# Waivers


def test_waivers_of_the_repository_count_when_the_call_trusts_them(waived: Any) -> None:
    code, out, _ = waived("check", *CALL, "--format", "json", "--trust-waivers", "--gate", "lenient")
    assert (code, violated(out)) == (exits.OPEN, [])
    found = document(out)
    named = {each["rule"]: each for each in found["assessments"][0]["findings"] if "waiver" in each}
    assert {rule: each["outcome"] for rule, each in named.items()} == {BOUNDARY[0]: "waived", VENDOR[0]: "waived"}
    assert named[BOUNDARY[0]]["waiver"]["owner"] == "Ana"
    assert named[BOUNDARY[0]]["waiver"]["location"]["file"] == BESIDE
    assert found["assessments"][0]["digests"]["waivers"].startswith("sha256:")
    assert [(each["file"], each["trust"]) for each in found["waivers"]["files"]] == [(BESIDE, "trusted")]


def test_without_trust_they_are_named_and_nothing_is_waived(waived: Any) -> None:
    Path(BESIDE).write_text("not even read", encoding="utf-8")
    code, out, _ = waived("check", *CALL, "--format", "json")
    assert (code, violated(out)) == (exits.VIOLATED, [BOUNDARY[0], VENDOR[0]])
    found = document(out)
    assert [(each["file"], each["trust"]) for each in found["waivers"]["files"]] == [(BESIDE, "none")]
    assert found["assessments"][0]["digests"]["waivers"] is None
    text = " ".join(waived("check", *CALL)[1].split())
    assert f"! {BESIDE}: not counted: it is not signed, and the call does not say --trust-waivers" in text


def test_a_trusted_file_that_cannot_be_read_ends_the_run(waived: Any) -> None:
    Path(BESIDE).write_text("kind: Waivers\n", encoding="utf-8")
    code, out, err = waived("check", *CALL, "--trust-waivers")
    assert (code, out) == (exits.UNREADABLE, "")
    assert err.startswith(f"{BESIDE}:1:1: `apiVersion`, `waivers` are missing")


def test_a_waiver_of_law_is_refused(waived: Any) -> None:
    text = Path(BESIDE).read_text(encoding="utf-8").replace(BOUNDARY[0], "gdpr/transfer-has-a-ground")
    Path(BESIDE).write_text(text, encoding="utf-8")
    code, _, err = waived("check", *CALL, "--trust-waivers")
    assert code == exits.UNREADABLE
    assert f"{BESIDE}:4:11: `gdpr/transfer-has-a-ground` is a rule of law, and law is not waived" in err


def test_a_signed_export_counts_without_trust_in_the_repository(waived: Any) -> None:
    private, public = key_files(Path())
    assert waived("waivers", "export", BESIDE, "--key", str(private), "-o", "w.json")[0] == exits.OPEN
    given = ("--waivers", "w.json", "--waiver-key", str(public))
    code, out, _ = waived("check", *CALL, "--format", "json", "--gate", "lenient", *given)
    assert (code, violated(out)) == (exits.OPEN, [])
    files = document(out)["waivers"]["files"]
    assert [(each["file"], each["trust"]) for each in files] == [("w.json", "signature"), (BESIDE, "none")]
    assert files[0]["key"].startswith("sha256:")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--waivers", "w.json"), "no key was given to verify it"),
        (("--waivers", "w.json", "--trust-waivers"), "no key was given to verify it"),
        (("--waivers", "w.json", "--waiver-key", "public2.pem"), "none of the keys that were given has signed this"),
        (("--waivers", "w.json", "--waiver-key", "no.pem"), "no.pem: cannot be read: No such file or directory"),
        (
            ("--waivers", "w.json", "--waiver-key", "app/app.yaml"),
            "app/app.yaml: this file holds no public Ed25519 key",
        ),
        (("--waivers", "no.json"), "no.json: cannot be read: No such file or directory"),
        (("--waivers", "app/app.yaml", "--trust-waivers"), "app/app.yaml:2:7: kind: `AIDeployment` is not allowed"),
        (("--baseline", "no.json"), "no.json: cannot be read: No such file or directory"),
        (("--baseline", "app/app.yaml"), "app/app.yaml:2:7: kind: `AIDeployment` is not allowed"),
    ],
)
def test_what_cannot_be_relied_on_is_never_passed_over(waived: Any, arguments: tuple[str, ...], told: str) -> None:
    private, _ = key_files(Path())
    key_files(Path(), 2)
    assert waived("waivers", "export", BESIDE, "--key", str(private), "-o", "w.json")[0] == exits.OPEN
    code, out, err = waived("check", *CALL, *arguments)
    assert (code, out) == (exits.UNREADABLE, "")
    assert told in err
    assert err.endswith("nothing was assessed\n")


def test_a_named_file_that_nobody_signed_counts_when_it_is_trusted(waived: Any) -> None:
    Path(BESIDE).rename("w.yaml")
    named = ("check", *CALL, "--format", "json", "--waivers", "w.yaml")
    assert violated(waived(*named)[1]) == [BOUNDARY[0], VENDOR[0]]
    assert violated(waived(*named, "--trust-waivers")[1]) == []


def test_waivers_beside_one_deployment_are_not_those_of_another(waived: Any) -> None:
    Path("other").mkdir()
    Path("other/app.yaml").write_text(ANSWERED, encoding="utf-8")
    _, out, _ = waived("check", *CALL, "other", "--format", "json", "--trust-waivers")
    states = {each["digests"]["inputs"]: each["digests"]["waivers"] for each in json.loads(out)["assessments"]}
    outcomes = [
        [each["outcome"] for each in one["findings"] if each["rule"] == BOUNDARY[0]]
        for one in json.loads(out)["assessments"]
    ]
    assert outcomes == [["waived"], ["violated"]]
    assert states


def test_waivers_at_the_root_of_the_repository_are_for_all_below_it(waived: Any) -> None:
    Path("app/.fielato").rename(".fielato")
    Path(".git").mkdir()
    Path("deep/er").mkdir(parents=True)
    Path("app/app.yaml").rename("deep/er/app.yaml")
    _, out, _ = waived("check", "deep", *CALL[1:], "--format", "json", "--trust-waivers")
    assert violated(out) == []
    Path("deep/.git").mkdir()
    _, out, _ = waived("check", "deep", *CALL[1:], "--format", "json", "--trust-waivers")
    assert violated(out) == [BOUNDARY[0], VENDOR[0]]


def test_waivers_in_a_folder_that_is_checked_are_no_deployment(waived: Any) -> None:
    Path(BESIDE).rename("app/accepted.yaml")
    waived("check", *CALL, "--write-baseline", "app/baseline.json")
    assert waived("check", *CALL)[0] == exits.VIOLATED
    code, _, err = waived("check", "app/accepted.yaml")
    assert (code, "waivers are given with --waivers" in err) == (exits.UNREADABLE, True)


def test_advice_is_of_the_deployment_as_it_is_and_not_as_it_was_waived(waived: Any) -> None:
    arguments = ("check", *CALL, "--format", "json", "--advise")
    with_, without = (json.loads(waived(*arguments, *more)[1]) for more in (("--trust-waivers",), ()))
    assert with_["assessments"][0]["advice"] == without["assessments"][0]["advice"]


@pytest.mark.parametrize("detail", ["brief", "verdict"])
def test_less_detail_counts_what_is_waived_apart(waived: Any, detail: str) -> None:
    _, out, _ = waived("check", *CALL, "--format", "json", "--detail", detail, "--trust-waivers")
    found = json.loads(out)
    jsonschema.Draft202012Validator(schema(detail)).validate(found)
    counts = found["assessments"][0]["counts"]
    assert (counts["waived"], counts["violated"]) == (2, 0)
    assert found["waivers"]["files"][0]["trust"] == "trusted"


def test_a_run_that_uses_neither_says_nothing_of_them(call: Any) -> None:
    for detail in ("full", "brief", "verdict"):
        out = call("check", *CALL, "--format", "json", "--detail", detail)[1]
        assert "baseline" not in out
        assert out.count("waive") == out.count('"waivers": null') + out.count("for a waiver")


LOADED = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"


def test_a_run_that_uses_neither_loads_nothing_of_them(call: Any) -> None:
    program = [sys.executable, "-c", f"{LOADED}from fielato.cli.main import start; start()", "check", *CALL]
    loaded = subprocess.run(program, capture_output=True, text=True, check=False).stderr.split()
    assert "fielato.cli.check" in loaded
    assert not {"fielato.waivers", "fielato.baseline", "fielato.model.waivers", "cryptography"} & set(loaded)


# `fielato waivers`


def test_a_new_waiver_is_printed_as_a_file_to_keep(call: Any) -> None:
    code, out, _ = new(call, BOUNDARY)
    assert code == exits.OPEN
    assert out.startswith('apiVersion: fielato/v1\nkind: Waivers\nwaivers:\n  - rule: "organisation/boundary"\n')
    assert '{fact: "territory.union", value: false}' in out
    Path("w.yaml").write_text(out, encoding="utf-8")
    _, listed, _ = call("check", *CALL, "--format", "json", "--waivers", "w.yaml", "--trust-waivers")
    assert violated(listed) == [VENDOR[0]]


@pytest.mark.parametrize(
    ("name", "more", "told"),
    [
        (("gdpr/processor-contract", "party/aws"), (), "is a rule of law, and law is not waived"),
        (("organisation/boundary", "location/model/inference/UK"), (), "did you mean `organisation/boundary location"),
        (("organisation/boundary", "nothing"), (), "`fielato check` lists the findings"),
        (BOUNDARY, ("--approver", "Luis"), "somebody else has to approve it"),
        (BOUNDARY, ("--append", "app/app.yaml"), "app/app.yaml:2:7: kind: `AIDeployment` is not allowed"),
        (BOUNDARY, ("--append", "flow.yaml"), "flow.yaml"),
    ],
)
def test_what_cannot_be_waived_is_said_and_nothing_is_written(
    call: Any, name: tuple[str, str], more: tuple[str, ...], told: str
) -> None:
    Path("flow.yaml").write_text("apiVersion: fielato/v1\nkind: Waivers\nwaivers: []\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    code, out, err = new(call, name, *more)
    assert (code, out) == (exits.UNREADABLE, "")
    assert told in err
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


def test_an_export_needs_a_key(waived: Any) -> None:
    code, _, err = waived("waivers", "export", BESIDE, "--key", "app/app.yaml")
    assert (code, "`openssl genpkey -algorithm ed25519` makes one" in err) == (exits.UNREADABLE, True)


def states(printed: str) -> dict[tuple[str, str], tuple[str, bool]]:
    found = json.loads(printed)
    jsonschema.Draft202012Validator(schema("waiver-list")).validate(found)
    return {
        (each["waiver"]["rule"], each["waiver"]["granted"]): (each["waiver"]["state"], each["trusted"])
        for each in found["waivers"]
    }


def test_the_list_says_what_becomes_of_each_waiver_and_whether_it_counts(waived: Any) -> None:
    text = Path(BESIDE).read_text(encoding="utf-8")
    lost = text.partition("waivers:\n")[2].partition('  - rule: "organisation/vendor')[0].replace("/US", "/FR")
    Path(BESIDE).write_text(text + lost.replace(BOUNDARY[0], "own/gone"), encoding="utf-8")
    listing = ("waivers", "list", *CALL, "--format", "json")
    expected = {(BOUNDARY[0], DAY): "in_force", (VENDOR[0], DAY): "in_force", ("own/gone", DAY): "unmatched"}
    assert states(waived(*listing)[1]) == {name: (state, False) for name, state in expected.items()}
    assert states(waived(*listing, "--trust-waivers")[1]) == {name: (state, True) for name, state in expected.items()}
    later = ("waivers", "list", "app", "--boundary", "EU", "--trust-waivers", "--format", "json", "--as-of")
    assert set(states(waived(*later, "2027-01-05")[1]).values()) == {("expiring", True), ("unmatched", True)}
    assert set(states(waived(*later, "2027-02-01")[1]).values()) == {("expired", True), ("unmatched", True)}
    assert "sin confianza; sería: en vigor" in waived("waivers", "list", *CALL, "--lang", "es")[1]


def test_a_list_of_nothing_says_so(call: Any) -> None:
    assert call("waivers", "list", *CALL)[1] == "There are no waivers for these deployments.\n"


# Baseline


def test_what_was_known_no_longer_ends_a_run_with_a_violation(call: Any) -> None:
    code, before, _ = call("check", *CALL, "--format", "json", "--write-baseline", "b.json")
    assert code == exits.VIOLATED
    jsonschema.Draft202012Validator(schema("baseline")).validate(json.loads(Path("b.json").read_text()))
    code, out, _ = call("check", *CALL, "--format", "json", "--baseline", "b.json")
    found = document(out)
    (one,), (first,) = found["assessments"], json.loads(before)["assessments"]
    assert code == exits.OPEN
    assert (one["verdict"], one["gate"]["state"], one["gate"]["reasons"]) == (
        first["verdict"], "closed", first["gate"]["reasons"],
    )  # fmt: skip
    assert (one["gate"]["since_baseline"]["state"], found["gate"]["since_baseline"]) == ("open", "open")
    assert {each["baseline"] for each in one["findings"]} == {True}


def test_a_new_violation_ends_the_run_with_one(call: Any) -> None:
    Path("app/app.yaml").write_text(CHATBOT, encoding="utf-8")
    call("check", *CALL, "--write-baseline", "b.json")
    Path("app/app.yaml").write_text(ANSWERED, encoding="utf-8")
    code, out, _ = call("check", *CALL, "--baseline", "b.json")
    assert code == exits.VIOLATED
    assert "since the baseline: gate closed; " in out


def test_a_baseline_can_be_written_while_it_is_used(call: Any) -> None:
    call("check", *CALL, "--write-baseline", "b.json")
    first = Path("b.json").read_bytes()
    assert call("check", *CALL, "--baseline", "b.json", "--write-baseline", "b.json")[0] == exits.OPEN
    assert Path("b.json").read_bytes() == first


def test_the_text_says_both_of_the_gate_and_what_was_known(call: Any) -> None:
    call("check", *CALL, "--write-baseline", "b.json")
    lines = call("check", *CALL, "--baseline", "b.json", "--lang", "es")[1].splitlines()
    assert lines[1].startswith("puerta: CERRADA")
    assert lines[2].startswith("desde la línea base: puerta abierta; hallazgos nuevos: 0, conocidos: ")
    assert any(line.endswith(" · conocido desde la línea base") for line in lines)
