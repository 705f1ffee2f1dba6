"""A run that was cut anywhere is taken up, and its results are those of a run that was not."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from tests.fleet.conftest import TERMS
from tests.fleet.manifests import CHATBOT, REGISTER, mixed, named, put

from fielato.errors import UsageError
from fielato.fleet.run import Course

pytestmark = pytest.mark.slow

Assess = Callable[..., Course]


@pytest.fixture(autouse=True)
def fleet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of lines, and a tree with registers, a file of two documents and one that is not valid."""
    monkeypatch.chdir(tmp_path)
    Path("fleet.ndjson").write_bytes(mixed(7, 40))
    put(
        Path("tree"),
        a__app=f"{named('one')}---\n{named('two')}",
        a__organisation=REGISTER,
        b__app="apiVersion: fielato/v1\n",
        c=CHATBOT,
    )


INPUTS = ("fleet.ndjson", "tree")
OUT = Path("results.ndjson")


def test_wherever_a_run_was_cut_the_results_are_the_same_in_the_end(assess: Assess) -> None:
    course = assess(OUT, *INPUTS, workers=2)
    whole = OUT.read_bytes()
    ends = [at + 1 for at, byte in enumerate(whole) if byte == ord("\n")]
    rng = random.Random(3)  # noqa: S311
    for cut in [
        ends[0],
        ends[-2],
        ends[-3],
        ends[-3] - 1,
        ends[-4],
        len(whole) - 1,
        *rng.sample(range(ends[0], len(whole)), 3),
    ]:
        OUT.write_bytes(whole[:cut])
        resumed = assess(OUT, *INPUTS)
        assert OUT.read_bytes() == whole
        assert resumed.tally.in_order() == course.tally.in_order()


def test_a_finished_run_is_left_as_it_is(assess: Assess) -> None:
    assess(OUT, *INPUTS)
    whole = OUT.read_bytes()
    resumed = assess(OUT, *INPUTS)
    assert (OUT.read_bytes(), resumed.lines) == (whole, 0)


def test_what_was_added_at_the_end_since_is_assessed_too(assess: Assess) -> None:
    assess(OUT, "fleet.ndjson")
    with Path("fleet.ndjson").open("ab") as more:
        more.write(b"{}\n{}\n")
    assert assess(OUT, "fleet.ndjson").lines == 2
    resumed = OUT.read_bytes()
    OUT.unlink()
    assess(OUT, "fleet.ndjson")
    assert OUT.read_bytes() == resumed


def _changed_line() -> None:
    data = Path("fleet.ndjson").read_bytes()
    Path("fleet.ndjson").write_bytes(data.replace(b"app-3", b"app-x", 1))


def _fewer_lines() -> None:
    data = Path("fleet.ndjson").read_bytes()
    Path("fleet.ndjson").write_bytes(data[: len(data) // 2])


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_changed_line, id="a line that was assessed has changed"),
        pytest.param(_fewer_lines, id="lines that were assessed are gone"),
        pytest.param(lambda: put(Path("tree"), aa=CHATBOT), id="a file came before one that was assessed"),
        pytest.param(lambda: Path("tree/b/app.yaml").unlink(), id="a file that was assessed is gone"),
        pytest.param(lambda: put(Path("tree"), a__organisation=REGISTER + "\n"), id="a register has changed"),
        pytest.param(lambda: Path("tree/a/organisation.yaml").unlink(), id="a register is gone"),
    ],
)
def test_results_are_not_gone_on_with_when_what_they_rest_on_has_changed(
    assess: Assess, change: Callable[[], None]
) -> None:
    assess(OUT, *INPUTS)
    whole = OUT.read_bytes()
    change()
    with pytest.raises(UsageError, match=r"results\.ndjson: what was assessed as .* has changed since"):
        assess(OUT, *INPUTS)
    assert OUT.read_bytes() == whole


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"as_of": datetime.date(2026, 11, 24)}, "as_of: 2026-11-23, now 2026-11-24"),
        ({"profile": "sovereign"}, "profile: default, now sovereign"),
        ({"gate": "lenient"}, "gate: default, now lenient"),
        ({"boundary": ("ES", "FR")}, r"boundary: None, now \('ES', 'FR'\)"),
    ],
)
def test_results_are_not_gone_on_with_on_other_terms(assess: Assess, changes: dict[str, object], told: str) -> None:
    Path("few.ndjson").write_bytes(b"{}\n")
    assess(OUT, "few.ndjson")
    with pytest.raises(UsageError, match=rf"made in another way \(.*{told}"):
        assess(OUT, "few.ndjson", terms=msgspec.structs.replace(TERMS, **changes))  # type: ignore[arg-type]


def test_results_are_not_gone_on_with_for_other_inputs_or_another_register(assess: Assess) -> None:
    Path("few.ndjson").write_bytes(b"{}\n")
    put(Path(), mine=REGISTER)
    assess(OUT, "few.ndjson")
    with pytest.raises(UsageError, match="inputs: "):
        assess(OUT, "tree")
    with pytest.raises(UsageError, match="register: None, now sha256:"):
        assess(OUT, "few.ndjson", register=Path("mine.yaml"))


@pytest.mark.parametrize("text", ["nonsense\n", "{}\n", '{"kind":"fleet"'])
def test_a_file_that_holds_no_results_is_left_alone(assess: Assess, text: str) -> None:
    OUT.write_text(text)
    with pytest.raises(UsageError, match="this file holds no results"):
        assess(OUT, *INPUTS)
    assert OUT.read_text() == text
