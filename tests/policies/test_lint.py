"""The shipped packs have nothing that lint calls an error or a warning: every branch has a case, for one."""

from fielato import library
from fielato.rules.lint.run import lint


def test_the_shipped_packs_have_no_errors_and_no_warnings():
    told = [f"{one.severity} {one.file}:{one.line}:{one.column} {one.message}" for one in lint(library.policies())]
    assert [line for line in told if not line.startswith("info ")] == []
