"""The facts that the tests of this folder speak about, and a short way to compile a condition over them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fielato.rules.compile import Compiler, Expression
from fielato.rules.definitions import Source, compile_definitions
from fielato.rules.values import Type

FACTS = {
    "location.country": Type.STRING,
    "location.known": Type.BOOL,
    "data.personal": Type.BOOL,
    "data.special": Type.BOOL,
    "data.categories": Type.STRING_LIST,
    "data.subjects": Type.INT,
    "party.countries": Type.STRING_LIST,
    "party.country": Type.STRING,
    "contract.signed": Type.DATE,
    "contract.ends": Type.DATE,
    "contract.reviews": Type.DATE_LIST,
    "flag": Type.BOOL,
}
DEFINITIONS = {
    "ground.valid": Source("ground.adequate || ground.safeguarded"),
    "ground.adequate": Source('location.country in ["JP", "CH"]'),
    "ground.safeguarded": Source("flag && data.subjects < 100"),
}


@pytest.fixture(scope="session")
def compiler() -> Compiler:
    return Compiler(FACTS, compile_definitions(FACTS, DEFINITIONS))


@pytest.fixture(scope="session")
def condition(compiler: Compiler) -> Callable[[str], Expression]:
    return lambda text: compiler.compile(text, "rule.yaml")
