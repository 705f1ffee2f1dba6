"""`fielato check`: which files are read, what is printed, and with which code it ends."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from fielato import library
from fielato.cli import check as check_module
from fielato.cli import exits
from fielato.cli.main import run

DAY = "2026-11-23"
CHATBOT = (library.demo() / "chatbot.yaml").read_text(encoding="utf-8")
ANYWHERE = CHATBOT.replace("model: anthropic", "model: global.anthropic")
ELSEWHERE = CHATBOT.replace("region: eu-south-2", "region: us-east-1")
REGISTER = "apiVersion: fielato/v1\nkind: Register\norganisation: tienda\npolicy: {boundary: [PT]}\n"


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command in an empty folder: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def fielato(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            run(list(arguments))
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return fielato


def put(**files: str) -> None:
    """Write files; `deep__app` stands for `deep/app.yaml`."""
    for name, text in files.items():
        path = Path(f"{name.replace('__', '/')}.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        pytest.param(CHATBOT, (), exits.OPEN, id="an open gate"),
        pytest.param(CHATBOT, ("--boundary", "PT"), exits.VIOLATED, id="closed by a violation"),
        pytest.param(
            ANYWHERE.replace(", country: ES", ""), (), exits.UNDETERMINED, id="closed by something undetermined"
        ),
        pytest.param(ANYWHERE, ("--gate", "report"), exits.OPEN, id="a gate that never closes"),
        pytest.param("nonsense", (), exits.UNREADABLE, id="an input that cannot be read"),
        pytest.param(CHATBOT, ("--profile", "defualt"), exits.UNREADABLE, id="a profile that does not exist"),
        pytest.param(CHATBOT, ("--as-of", "2018-05-24"), exits.UNREADABLE, id="a day before the GDPR"),
    ],
)
def test_the_exit_code_says_what_became_of_the_gate(
    call: Any, text: str, arguments: tuple[str, ...], code: int
) -> None:
    put(app=text)
    assert call("check", "app.yaml", "--as-of", DAY, *arguments)[0] == code


def test_a_defect_ends_with_its_own_code_and_says_what_to_send(call: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def defect(*_: object) -> None:
        raise ZeroDivisionError("by chance")

    monkeypatch.setattr(check_module, "gather", defect)
    code, out, err = call("check", "app.yaml")
    assert (code, out) == (exits.INTERNAL, "")
    assert err.startswith("fielato: internal error. Nothing was decided; the gate counts as closed.\n")
    assert "Please report it with the lines below" in err
    assert err.endswith("ZeroDivisionError: by chance\n")


def test_every_exit_code_has_a_meaning_and_the_help_says_it(call: Any) -> None:
    codes = {value for name, value in vars(exits).items() if name.isupper() and isinstance(value, int)}
    assert codes == set(exits.MEANINGS) == {*range(5), 130}
    _, out, _ = call("--help")
    assert all(f"{code:<3}  {meaning}" in out for code, meaning in exits.MEANINGS.items())


# Which files are read


def test_standard_input_is_read_where_a_dash_stands(call: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CHATBOT.encode())))
    code, out, _ = call("check", "-", "--as-of", DAY)
    assert (code, "shop-chatbot" in out) == (exits.OPEN, True)


def test_several_files_are_assessed_in_one_run_and_the_worst_decides(call: Any) -> None:
    put(a=CHATBOT, b=ELSEWHERE.replace("shop-chatbot", "other"))
    code, out, _ = call("check", "a.yaml", "b.yaml", "--boundary", "EU", "--as-of", DAY)
    assert code == exits.VIOLATED
    assert out.rstrip().endswith("gate: CLOSED (other)")


def test_a_folder_is_searched_for_documents_of_ours_and_the_rest_is_left_alone(call: Any) -> None:
    put(deploy__app=CHATBOT, deploy__values="image: x\n", deploy__deep__second=CHATBOT.replace("shop", "other"))
    code, out, _ = call("check", "deploy", "--format", "json", "--as-of", DAY)
    names = [one["deployment"]["name"] for one in json.loads(out)["assessments"]]
    assert (code, sorted(names)) == (exits.OPEN, ["other-chatbot", "shop-chatbot"])


def test_a_file_named_twice_is_assessed_once(call: Any) -> None:
    put(deploy__app=CHATBOT)
    _, out, _ = call("check", "deploy/app.yaml", "deploy", "./deploy/app.yaml", "--format", "json", "--as-of", DAY)
    assert len(json.loads(out)["assessments"]) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("missing.yaml",), "missing.yaml: cannot be read: No such file or directory\n"),
        (("empty",), "empty: no file in this folder is a deployment (name a file with"),
        (("register.yaml",), "register.yaml: there is no deployment here (name a file with"),
        (("app.yaml", "--register", "app.yaml"), "app.yaml: this file holds no register (it begins with"),
        (("app.yaml", "--register", "no.yaml"), "no.yaml: cannot be read: No such file or directory\n"),
        (("app.yaml", "--register", "both.yaml"), "both.yaml:6:1: there is more than one register (give one"),
        (("app.yaml", "register.yaml", "second.yaml"), "second.yaml:1:1: there is more than one register (give one"),
        (("app.yaml", "--policies", "nowhere"), "nowhere: there is no such folder (give a folder of rules)"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_named(call: Any, arguments: tuple[str, ...], told: str) -> None:
    put(app=CHATBOT, register=REGISTER, second=REGISTER, both=f"{REGISTER}---\n{REGISTER}")
    Path("empty").mkdir()
    code, out, err = call("check", *arguments)
    assert (code, out) == (exits.UNREADABLE, "")
    assert err.startswith(told)
    assert err.endswith("nothing was assessed\n")


def test_the_problems_of_all_files_are_told_together_and_counted(call: Any) -> None:
    put(a=CHATBOT + "x: 1\n", b=CHATBOT + "y: 1\nz: 1\n")
    _, _, err = call("check", "a.yaml", "b.yaml", "missing.yaml")
    assert [line.split(": ")[0] for line in err.splitlines()] == [
        "a.yaml:12:1", "b.yaml:12:1", "b.yaml:13:1", "missing.yaml", "fielato"
    ]  # fmt: skip
    assert err.endswith("fielato: 4 problems; nothing was assessed\n")


@pytest.mark.parametrize(
    ("files", "arguments"),
    [
        pytest.param({"organisation": REGISTER}, (), id="found beside"),
        pytest.param({"reg": REGISTER}, ("--register", "reg.yaml"), id="by flag"),
        pytest.param({"reg": REGISTER}, ("reg.yaml",), id="among the files"),
        pytest.param({"app": f"{CHATBOT}---\n{REGISTER}"}, (), id="in the same file"),
        pytest.param(
            {"organisation": REGISTER.replace("[PT]", "EU"), "reg": REGISTER},
            ("--register", "reg.yaml"),
            id="the flag before the one beside",
        ),
    ],
)
def test_the_register_counts_wherever_it_comes_from(
    call: Any, files: dict[str, str], arguments: tuple[str, ...]
) -> None:
    put(**{"app": CHATBOT} | files)
    code, out, _ = call("check", "app.yaml", *arguments, "--format", "json", "--as-of", DAY)
    (one,) = json.loads(out)["assessments"]
    assert (code, one["boundary"]) == (exits.VIOLATED, ["PT"])
    assert one["digests"]["register"].startswith("sha256:")


def _boundaries(printed: str) -> dict[str, Any]:
    return {one["deployment"]["name"]: one["boundary"] for one in json.loads(printed)["assessments"]}


def test_a_register_found_in_a_folder_governs_that_folder_and_those_below_it_only(call: Any) -> None:
    def named(name: str) -> str:
        return CHATBOT.replace("shop-chatbot", name)

    put(
        all__one__organisation=REGISTER,
        all__one__app=named("own-folder"),
        all__one__deep__app=named("below"),
        all__two__organisation=REGISTER.replace("[PT]", "EU"),
        all__two__app=named("other-folder"),
        all__app=named("above"),
    )
    _, printed, _ = call("check", "all", "--format", "json", "--as-of", DAY)
    assert _boundaries(printed) == {"own-folder": ["PT"], "below": ["PT"], "other-folder": "EU", "above": "none"}


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("later.yaml", CHATBOT.replace("fielato/v1", "fielato/v2").encode(), "fielato/v2"),
        ("APP.YAML", CHATBOT.replace("kind: AIDeployment", "kind: AIDeploiment").encode(), "did you mean"),
        ("wide.yaml", CHATBOT.encode("utf-16"), "UTF-16"),
    ],
)
def test_a_folder_never_skips_what_wants_to_be_a_deployment(call: Any, name: str, data: bytes, told: str) -> None:
    put(all__app=CHATBOT)
    Path("all", name).write_bytes(data)
    code, _, complaint = call("check", "all")
    assert (code, told in complaint) == (exits.UNREADABLE, True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device to write to")
def test_a_terminal_that_takes_no_output_is_told_and_is_no_defect(tmp_path: Path) -> None:
    (tmp_path / "app.yaml").write_text(CHATBOT)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "fielato", "check", "app.yaml"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == exits.UNREADABLE
    assert "cannot write to standard output" in done.stderr


def test_a_mistake_in_further_policies_is_told_at_the_path_as_given(call: Any) -> None:
    put(rules__mine__pack="id: mine\n", app=CHATBOT)
    code, _, complaint = call("check", "app.yaml", "--policies", "rules")
    assert (code, complaint.startswith("rules/mine/pack.yaml:1:1")) == (exits.UNREADABLE, True)


def test_without_a_register_there_is_no_digest_of_one(call: Any) -> None:
    put(app=CHATBOT)
    _, out, _ = call("check", "app.yaml", "--format", "json", "--as-of", DAY)
    assert json.loads(out)["assessments"][0]["digests"]["register"] is None


# What is printed


def test_output_is_written_whole_and_nothing_else_is_left(call: Any) -> None:
    put(app=CHATBOT)
    Path("report.txt").write_text("before")
    code, out, _ = call("check", "app.yaml", "--output", "report.txt", "--as-of", DAY)
    assert (code, out) == (exits.OPEN, "")
    assert Path("report.txt").read_text().startswith("shop-chatbot")
    assert sorted(path.name for path in Path().iterdir()) == ["app.yaml", "report.txt"]


def test_a_refused_input_leaves_the_output_as_it_was(call: Any) -> None:
    put(app="nonsense")
    Path("report.txt").write_text("before")
    assert call("check", "app.yaml", "--output", "report.txt")[0] == exits.UNREADABLE
    assert Path("report.txt").read_text() == "before"


def test_an_output_that_cannot_be_written_is_told_and_leaves_nothing_behind(call: Any) -> None:
    put(app=CHATBOT)
    code, _, err = call("check", "app.yaml", "--output", "missing/report.txt", "--as-of", DAY)
    assert (code, err) == (exits.UNREADABLE, "fielato: cannot write missing/report.txt: No such file or directory\n")


def test_the_mode_of_an_output_is_that_of_any_other_file(call: Any) -> None:
    put(app=CHATBOT)
    call("check", "app.yaml", "--output", "report.txt", "--as-of", DAY)
    assert Path("report.txt").stat().st_mode == Path("app.yaml").stat().st_mode


def test_a_device_is_written_to_and_never_replaced(call: Any) -> None:
    put(app=CHATBOT)
    Path("null").symlink_to("/dev/null")
    assert call("check", "app.yaml", "--output", "null", "--as-of", DAY)[0] == exits.OPEN
    assert Path("null").is_char_device()
    assert sorted(path.name for path in Path().iterdir()) == ["app.yaml", "null"]


def test_spanish_is_printed_where_it_is_asked_for(call: Any) -> None:
    put(app=CHATBOT)
    assert "puerta: ABIERTA" in call("check", "app.yaml", "--lang", "es", "--as-of", DAY)[1]


@pytest.mark.parametrize(
    ("terminal", "no_colour", "painted"), [(True, "", True), (True, "1", False), (False, "", False)]
)
def test_colours_are_for_a_terminal_that_wants_them(
    call: Any, monkeypatch: pytest.MonkeyPatch, terminal: bool, no_colour: str, painted: bool
) -> None:
    put(app=CHATBOT)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal, raising=False)
    monkeypatch.setenv("NO_COLOR", no_colour)
    assert ("\x1b[" in call("check", "app.yaml", "--as-of", DAY)[1]) is painted


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("chekc", "app.yaml"), "there is no command `chekc`; did you mean `check`?"),
        (("check", "app.yaml", "--profle", "x"), "No such option '--profle'"),
        (("check",), "Missing argument 'PATH…'"),
        (("check", "app.yaml", "--as-of", "23.11.2026"), "`23.11.2026` is not a date; write it as YYYY-MM-DD"),
        (("check", "app.yaml", "--boundary", "EUU"), "`EUU` is not a boundary; did you mean `EU`?"),
        (("check", "app.yaml", "--boundary", "ES,XX"), "`ES,XX` is not a boundary; write EU, EEA"),
        (("check", "app.yaml", "--format", "xml"), "'xml' is not one of 'text', 'json'"),
        (("check", "app.yaml", "--gate", "lenien"), "there is no gate `lenien`; did you mean `lenient`?"),
        (("check", "app.yaml", "--profile", "soverein"), "there is no profile `soverein`; did you mean `sovereign`?"),
    ],
)
def test_a_wrong_call_is_told_with_a_guess(call: Any, arguments: tuple[str, ...], told: str) -> None:
    put(app=CHATBOT)
    code, out, err = call(*arguments)
    assert (code, out) == (exits.UNREADABLE, "")
    assert told in err


# What it costs


@pytest.mark.parametrize(
    ("text", "never"),
    [
        pytest.param(
            CHATBOT, {"flask", "sqlalchemy", "granian", "jsonschema", "hypothesis"}, id="a document that is valid"
        ),
        pytest.param(CHATBOT + "x: 1\n", {"flask", "sqlalchemy", "granian"}, id="a document that is refused"),
    ],
)
def test_a_check_never_imports_what_only_the_service_needs(tmp_path: Path, text: str, never: set[str]) -> None:
    (tmp_path / "app.yaml").write_text(text)
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "fielato", "check", "app.yaml", "--as-of", DAY],
        cwd=tmp_path, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert {"fielato", "click"} <= imported
    assert imported & never == set()


# What is loaded

NEVER = {"cel_expr_python", "flask", "hypothesis", "jsonschema", "requests", "sqlalchemy", "werkzeug"}
"""What a check does not wait for; the rules are compiled already, and nothing has to be explained."""
LOADED = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"


@pytest.mark.parametrize(("manifest", "unwanted"), [("json", {*NEVER, "yaml"}), ("yaml", NEVER)])
def test_a_check_loads_nothing_that_it_does_not_need(tmp_path: Path, manifest: str, unwanted: set[str]) -> None:
    document = yaml.safe_load(CHATBOT)
    path = tmp_path / f"app.{manifest}"
    path.write_text(CHATBOT if manifest == "yaml" else json.dumps(document), encoding="utf-8")
    program = [sys.executable, "-c", f"{LOADED}from fielato.cli.main import start; start()", "check", str(path)]
    environment = {**os.environ, "FIELATO_CACHE": str(tmp_path / "kept")}
    runs = [
        subprocess.run(program, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    first, second = ({name.partition(".")[0] for name in run.stderr.split()} for run in runs)
    assert runs[0].stdout == runs[1].stdout
    assert "cel_expr_python" in first  # the first run compiles
    assert not unwanted & second
    assert {"fielato", "click", "msgspec", *({"yaml"} if manifest == "yaml" else ())} <= second


UNASKED = {
    *(f"fielato.reading.yaml_{part}" for part in ("blocks", "errors", "functions", "merge")),
    *(f"fielato.reports.{part}" for part in ("advice", "brief", "less", "rules", "waivers")),
    *("fielato.catalogue.offers", "fielato.catalogue.recognised", "fielato.configuration.strictness"),
    *("fielato.rules.build", "fielato.rules.files", "fielato.rules.patterns"),
}
"""Of our own modules, those for files with mistakes, files of other tools, and reports that were not asked for."""


def test_a_plain_check_loads_of_our_own_modules_what_it_uses(tmp_path: Path) -> None:
    (tmp_path / "app.yaml").write_text(CHATBOT, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'app'\n", encoding="utf-8")
    program = [sys.executable, "-c", f"{LOADED}from fielato.cli.main import start; start()", "check", "app.yaml"]
    environment = {**os.environ, "FIELATO_CACHE": str(tmp_path / "kept")}
    for _ in range(2):
        done = subprocess.run(program, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert {"fielato.reading.yaml_text", "fielato.configuration.written", "fielato.reports.text"} <= loaded
    assert loaded & UNASKED == set()


def test_the_process_is_set_up_before_anything_is_imported_that_takes_long() -> None:
    program = "import sys; before = {*sys.modules}; import fielato.cli.main; print(*{*sys.modules} - before)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "fielato.cli.main" in loaded
    assert loaded & {"click", "msgspec", "typing", "fielato.errors", "fielato.cli.commands"} == set()


@pytest.mark.parametrize("detail", ["full", "brief", "verdict"])
def test_the_json_tells_as_much_as_is_asked_for(call: Any, detail: str) -> None:
    put(app=ANYWHERE)
    code, printed, _ = call("check", "app.yaml", "--as-of", DAY, "--format", "json", "--detail", detail)
    (one,) = json.loads(printed)["assessments"]
    assert (code, one["verdict"], one["gate"]["state"]) == (exits.UNDETERMINED, "undetermined", "closed")
    told = {
        "full": bool(one.get("findings")) and "because" in one["findings"][0],
        "brief": bool(one.get("findings")) and "because" not in one["findings"][0],
        "verdict": "findings" not in one,
    }
    assert told[detail]


def test_a_detail_is_one_of_the_json(call: Any) -> None:
    put(app=CHATBOT)
    code, printed, told = call("check", "app.yaml", "--detail", "brief")
    assert (code, printed) == (exits.UNREADABLE, "")
    assert "--format json" in told


def test_advice_comes_with_the_json_on_request(call: Any) -> None:
    put(app=ELSEWHERE)
    arguments = ("--as-of", DAY, "--boundary", "ES", "--format", "json")
    code, printed, _ = call("check", "app.yaml", *arguments, "--advise")
    (one,) = json.loads(printed)["assessments"]
    _, alone, _ = call("advise", "app.yaml", *arguments)
    assert code == exits.VIOLATED
    assert one.pop("advice") == json.loads(alone)["advice"][0]
    _, without, _ = call("check", "app.yaml", *arguments)
    assert json.loads(without)["assessments"] == [one]


def test_advice_is_part_of_the_full_json_alone(call: Any) -> None:
    put(app=CHATBOT)
    for more in ((), ("--format", "json", "--detail", "brief")):
        code, printed, told = call("check", "app.yaml", "--advise", *more)
        assert (code, printed) == (exits.UNREADABLE, "")
        assert "fielato advise" in told
