"""What is started loads, passes its cases, covers its branches, and is not fit to be taken for law."""

from __future__ import annotations

from typing import get_args

import pytest

from fielato.errors import UsageError
from fielato.model.variables import SubjectKind
from fielato.rules.cases import run
from fielato.rules.gaps import measure
from fielato.rules.lint.run import lint
from fielato.rules.pack import load
from fielato.rules.places import Places
from fielato.rules.scaffold import scaffold

from .policies import FILES


@pytest.mark.parametrize("subject", get_args(SubjectKind))
@pytest.mark.parametrize(("name", "definition"), [("own/my-rule", False), ("own/my.thing_here", True)])
def test_it_loads_passes_and_is_covered_but_lint_asks_for_every_text(
    name: str, definition: bool, subject: SubjectKind
) -> None:
    made = scaffold(name, subject, ["law"], definition=definition)
    policies = load({path: text.encode() for path, text in {**FILES, **made}.items()})
    owner = name.partition("/")[2] if definition else name
    assert [failure for failure in run(policies) if failure.owner == owner] == []
    assert measure(policies, owner, Places(policies)).untested == ()
    asked = [one for one in lint(policies, frozenset({"own"})) if one.check == "to-write"]
    assert len(asked) == sum(text.count("TODO") for text in made.values())
    assert {one.file for one in asked} == set(made)


def test_a_pack_that_exists_keeps_its_own_file() -> None:
    assert list(scaffold("law/moves", "data", ["law"], definition=False)) == ["law/moves.yaml", "law/moves.cases.yaml"]
    assert list(scaffold("own/data.odd_one", "data", ["law"], definition=True)) == [
        "own/pack.yaml", "own/data-odd-one.yaml", "own/data-odd-one.cases.yaml",
    ]  # fmt: skip


@pytest.mark.parametrize("definition", [False, True])
@pytest.mark.parametrize("name", ["moves", "law/", "/moves", "law/Moves", "../law/moves", "law/a/b", "law/a..b"])
def test_a_name_that_is_none_is_refused_with_an_example(name: str, definition: bool) -> None:
    with pytest.raises(UsageError, match="write PACK/NAME, such as `gdpr/"):
        scaffold(name, "data", [], definition=definition)
