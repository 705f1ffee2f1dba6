"""The engines of the benchmark: each that is installed says what the plain definition says."""

from __future__ import annotations

import os

import pytest

from . import plain
from .generate import Writer, manifests
from .measure import compare
from .peers import PEERS, UnavailableError
from .peers.interface import Peer, words
from .timed import Effort

pytestmark = pytest.mark.slow


def installed(peer: Peer) -> bool:
    try:
        return bool(peer.version)
    except UnavailableError:
        return False


@pytest.mark.parametrize("peer", [peer for peer in PEERS if installed(peer)], ids=lambda peer: peer.name)
def test_a_peers_verdicts_are_those_of_the_plain_definition(peer):
    pack = Writer(3).pack(40, 10)
    pack = pack.only(tuple(rule for rule in pack.rules if peer.can(rule)))
    judge, expected = peer.ready(pack), plain.prepare(pack)
    assert pack.rules
    for data in manifests(3, 4, 10):
        assert words(judge(data)) == words(expected(data))


def test_three_valued_peers_agree_where_facts_are_missing():
    pack = Writer(3).pack(30)
    three_valued = [peer for peer in PEERS if peer.three_valued]
    [data] = manifests(3, 1, 10, missing=0.2)
    for peer in three_valued:
        assert words(peer.ready(pack)(data)) == words(plain.prepare(pack)(data))


def compared(peer):
    pack = Writer(3).pack(5)
    ticks = iter(range(1_000))
    effort = Effort(rounds=2, slice=0, clock=lambda: next(ticks))
    return compare(plain.prepare(pack), (peer,), pack, manifests(3, 8, 3), effort)


def test_a_peer_that_is_not_installed_is_reported():
    def absent(_):
        raise ImportError("no module named nothing")

    [result] = compared(Peer("nothing", "nothing", absent, ""))
    assert (result.timing, result.problem) == (None, "nothing: no module named nothing")


def test_a_peer_that_crashes_is_reported():
    [result] = compared(Peer("crash", "crash", lambda _: lambda _: os._exit(3), ""))
    assert (result.timing, result.problem) == (None, "its process ended with 3")


def test_a_peer_that_raises_is_reported():
    [result] = compared(Peer("broken", "broken", lambda _: lambda _: 1 // 0, ""))
    assert (result.timing, result.problem) == (None, "ZeroDivisionError: integer division or modulo by zero")


def test_a_peer_with_other_verdicts_is_reported_and_not_timed():
    [result] = compared(Peer("wrong", "wrong", lambda _: lambda _: [("r0000", "nobody", "violated")], ""))
    assert result.timing is None
    assert result.problem.startswith("other verdicts: ")


def test_an_engine_that_agrees_is_timed():
    [result] = compared(plain.PLAIN)
    assert result.timing is not None
    assert result.timing.least == 1
