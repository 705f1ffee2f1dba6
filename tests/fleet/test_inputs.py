"""What a call may name, and in what order its items come."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from tests.fleet.manifests import CHATBOT, REGISTER, named, put

from fielato.cli.gather import gather
from fielato.engine import Engine
from fielato.errors import FielatoError, InputError, UsageError
from fielato.fleet.inputs import Inputs, inputs
from fielato.fleet.items import Item


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _inputs(fielato: Engine, *paths: str, register: str | None = None, typed: bytes = b"") -> Inputs:
    return inputs(fielato, paths, Path(register) if register else None, io.BytesIO(typed))


def _items(fielato: Engine, *paths: str, register: str | None = None, typed: bytes = b"") -> list[Item]:
    return list(_inputs(fielato, *paths, register=register, typed=typed).items())


@pytest.mark.parametrize(
    ("paths", "kind", "told"),
    [
        (("missing.ndjson",), InputError, "missing.ndjson: cannot be read: No such file or directory"),
        (("app.yaml",), InputError, "app.yaml: a single document is no fleet (name its folder, or assess it with"),
        (("a.ndjson", "./a.ndjson"), UsageError, "`./a.ndjson` would be assessed twice"),
        ((".", "deep"), UsageError, "`deep` would be assessed twice: `.` is the same, holds it or lies in it"),
        (("-", "-"), UsageError, "standard input (-) is named twice"),
    ],
)
def test_a_call_that_makes_no_sense_is_told_before_anything_is_assessed(
    fielato: Engine, paths: tuple[str, ...], kind: type[FielatoError], told: str
) -> None:
    put(Path(), app=CHATBOT, deep__app=CHATBOT)
    Path("a.ndjson").write_text("{}")
    with pytest.raises(kind) as refused:
        _inputs(fielato, *paths)
    assert str(refused.value).startswith(told)


def test_the_items_come_input_by_input(fielato: Engine) -> None:
    put(Path(), deep__app=CHATBOT)
    Path("a.ndjson").write_bytes(b"1\n2\n")
    found = _items(fielato, "a.ndjson", "deep", "-", typed=b"3\n")
    assert [one.place for one in found] == ["a.ndjson:1", "a.ndjson:2", "deep/app.yaml", "-:1"]


@pytest.mark.parametrize("path", ["empty.ndjson", "empty", "-"])
def test_an_input_in_which_there_is_nothing_is_a_problem_and_no_pass(fielato: Engine, path: str) -> None:
    Path("empty.ndjson").touch()
    Path("empty").mkdir()
    (item,) = _items(fielato, path)
    assert (item.file, [problem.message for problem in item.problems]) == (path, ["there is no deployment here"])


def test_the_order_in_a_tree_is_that_of_check(fielato: Engine) -> None:
    for name in ("b", "a", "a-b__x", "a__x", "a__B", "c__d__e", "c__d", "c__c__z"):
        put(Path("all"), **{name: named(name.replace("__", "-").replace("B", "upper"))})
    (Path("all") / "other.yaml").write_text("image: x\n")
    expected = [manifest.places.location("").file for manifest, _ in gather(fielato, ("all",), None)]
    assert [one.file for one in _items(fielato, "all")] == expected


def test_the_registers_of_a_tree_govern_as_with_check(fielato: Engine) -> None:
    put(
        Path("all"),
        one__zz=REGISTER,
        one__app=named("own"),
        one__deep__app=named("below"),
        two__organisation=REGISTER.replace("[PT]", "EU"),
        two__app=f"{named('with')}---\n{named('several')}",
        app=named("above"),
        both__app=f"{named('both')}---\n{REGISTER}",
    )
    expected = {
        manifest.places.location("").file: register.digest if register is not None else None
        for manifest, register in gather(fielato, ("all",), None)
    }
    found = {one.file: one.register.digest if one.register is not None else None for one in _items(fielato, "all")}
    assert found == expected
    assert len(set(found.values())) == 4


@pytest.mark.parametrize(
    ("files", "told"),
    [
        pytest.param({"organisation": REGISTER + "x: 1\n"}, "`x` is not a known key", id="not valid"),
        pytest.param({"organisation": "kind: ["}, "", id="nothing understood under the usual name"),
        pytest.param({"any": REGISTER + "x: [\n"}, "", id="nothing understood but what it is meant as"),
        pytest.param({"one": REGISTER, "two": REGISTER}, "there is more than one register", id="two"),
        pytest.param({"one": f"{REGISTER}---\n{REGISTER}"}, "there is more than one register", id="two in a file"),
        pytest.param(
            {"one": REGISTER.replace("[PT]", "[QQ]")}, "there is no territory `QQ`", id="a territory that is none"
        ),
    ],
)
def test_nothing_is_assessed_under_a_register_that_is_not_valid(
    fielato: Engine, files: dict[str, str], told: str
) -> None:
    put(Path("all"), app=CHATBOT, deep__app=CHATBOT, **files)
    governed = [one for one in _items(fielato, "all") if one.file.endswith("app.yaml")]
    assert len(governed) == 2
    assert all(one.register is None and told in str(one.problems[0]) for one in governed)


def test_a_manifest_that_only_speaks_of_a_register_and_is_not_valid_refuses_no_other(fielato: Engine) -> None:
    put(Path("all"), app=CHATBOT, other=CHATBOT + "description: 'a Register'\nx: 1\n")
    assert [one.problems for one in _items(fielato, "all")] == [(), ()]


def test_the_register_that_the_caller_names_outranks_all(fielato: Engine) -> None:
    put(Path(), all__app=CHATBOT, all__organisation=REGISTER + "x: 1\n", mine=REGISTER)
    Path("a.ndjson").write_text("{}")
    found = _items(fielato, "a.ndjson", "all", register="mine.yaml")
    registers = {one.place: one.register.file if one.register else "" for one in found if not one.problems}
    assert registers == dict.fromkeys(["a.ndjson:1", "all/app.yaml", "all/organisation.yaml"], "mine.yaml")


def test_a_register_lies_beside_a_file_of_lines(fielato: Engine) -> None:
    put(Path(), organisation=REGISTER)
    Path("a.ndjson").write_text("{}\n")
    (item,) = _items(fielato, "a.ndjson")
    assert item.register is not None
    assert item.register.file == "organisation.yaml"


def test_a_register_beside_a_file_of_lines_that_is_not_valid_refuses_them(fielato: Engine) -> None:
    put(Path(), organisation=CHATBOT)
    Path("a.ndjson").write_text("{}\n")
    (item,) = _items(fielato, "a.ndjson")
    assert "this file holds no register" in str(item.problems[0])


def test_a_register_that_the_caller_names_and_is_not_valid_is_told_at_once(fielato: Engine) -> None:
    put(Path(), mine=REGISTER.replace("[PT]", "[QQ]"))
    with pytest.raises(InputError, match="there is no territory `QQ`"):
        _inputs(fielato, "-", register="mine.yaml")


def test_a_file_that_cannot_be_read_is_an_item_with_a_problem(fielato: Engine) -> None:
    put(Path("all"), app=CHATBOT)
    Path("all/gone.yaml").symlink_to("nowhere")
    found = _items(fielato, "all")
    assert [[problem.message for problem in one.problems] for one in found] == [
        [],
        ["cannot be read: No such file or directory"],
    ]


def test_a_link_is_taken_only_where_the_walk_does_not_meet_its_target(fielato: Engine) -> None:
    put(Path(), all__app=CHATBOT, out=named("outside"))
    for name, target in {"again": "app.yaml", "x": "../out.yaml", "y": "../out.yaml"}.items():
        Path(f"all/{name}.yaml").symlink_to(target)
    Path("all/loop").symlink_to(".")
    assert [one.file for one in _items(fielato, "all")] == ["all/app.yaml", "all/x.yaml"]


def test_the_size_is_that_of_all_files_and_unknown_for_a_stream(fielato: Engine) -> None:
    put(Path(), all__deep__app=CHATBOT)
    Path("all/notes.txt").write_text("none of ours")
    Path("a.ndjson").write_text("{}")
    assert _inputs(fielato, "all", "a.ndjson").size() == len(CHATBOT.encode()) + 2
    assert _inputs(fielato, "all", "-").size() is None


def test_a_pipe_is_opened_once(fielato: Engine) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"1\n2\n")
    os.close(writing)
    try:
        assert [one.line for one in _items(fielato, f"/dev/fd/{reading}")] == [1, 2]
    finally:
        os.close(reading)
