"""Which known word a mistyped one was probably meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NO_SEPARATORS = str.maketrans("", "", "-_ .")
_LONGEST = 64


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """Give the candidate nearest to the word, the first of equals, or None where none is near enough.

    Case and separators do not count. Up to two letters nothing else may differ, then one slip, from six letters
    two, from nine three; a slip is a letter missing, added, changed, or swapped with its neighbour.
    """
    if len(word) > _LONGEST:
        return None
    plain = _plain(word)
    best, fewest = None, _slips_allowed(plain) + 1
    for candidate in candidates:
        if candidate == word:
            continue
        slips = _distance(plain, _plain(candidate), fewest)
        if slips < fewest:
            best, fewest = candidate, slips
    return best


def hint_for(word: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """What to say beside an unknown word: “did you mean …”, or where nothing is near, something else."""
    guess = did_you_mean(word, candidates)
    return f"did you mean `{guess}`?" if guess else otherwise


def _plain(word: str) -> str:
    return word.casefold().translate(_NO_SEPARATORS)


def _slips_allowed(plain: str) -> int:
    return min(len(plain) // 3, 3)


def _distance(left: str, right: str, enough: int) -> int:
    """Optimal string alignment distance (restricted Damerau-Levenshtein), or `enough` if it is at least that."""
    if abs(len(left) - len(right)) >= enough:
        return enough
    before: list[int] = []
    last = list(range(len(right) + 1))
    for row, one in enumerate(left, 1):
        this = [row]
        for column, other in enumerate(right, 1):
            cost = min(last[column] + 1, this[-1] + 1, last[column - 1] + (one != other))
            if row > 1 < column and one == right[column - 2] and left[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            this.append(cost)
        if min(this) >= enough:
            return enough
        before, last = last, this
    return min(last[-1], enough)
