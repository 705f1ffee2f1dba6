"""How the benchmark prints."""

from __future__ import annotations

from .measure import Result, Timing
from .table import comparison


def test_ratios_are_to_our_own_time_and_a_problem_stands_in_its_row(capsys):
    comparison(
        [
            Result("fielato", Timing(0.001, 0.0005)),
            Result("other", Timing(0.150, 0.001)),
            Result("absent", problem="not installed"),
        ],
        "fielato",
    )
    assert capsys.readouterr().out.splitlines() == [
        "         median ms  min ms  × median  × min",
        "fielato      1.000   0.500      1.00   1.00",
        "other      150.000   1.000       150   2.00",
        "absent   not installed",
    ]
