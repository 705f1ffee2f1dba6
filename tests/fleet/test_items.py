"""Items travel in chunks that are small, in order, and hold each register once."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from fielato.fleet.items import BYTES, ITEMS, Chunk, Item, Work, chunks, register_document


def _work(chunk: Chunk) -> Work:
    return msgspec.msgpack.decode(chunk.message, type=Work)


def test_a_chunk_ends_when_it_has_enough_items() -> None:
    found = list(chunks(enumerate((Item("f", line, b"x") for line in range(1, 2 * ITEMS + 2)), 1)))
    assert [len(_work(chunk).tasks) for chunk in found] == [ITEMS, ITEMS, 1]
    assert [task.number for chunk in found for task in _work(chunk).tasks] == list(range(1, 2 * ITEMS + 2))
    assert found[0].places == ("f:1", f"f:{ITEMS}")


def test_a_chunk_ends_when_it_has_enough_bytes() -> None:
    found = list(chunks(enumerate([Item("f", 1, b"x" * BYTES), Item("f", 2, b"x"), Item("f", 3, b"y")], 1)))
    assert [chunk.size for chunk in found] == [BYTES, 2]


def test_a_register_travels_once_in_a_chunk_whatever_number_it_governs() -> None:
    one, other = register_document("a", b"1"), register_document("b", b"2")
    items = [Item("f", 1, b"x", one), Item("f", 2, b"x"), Item("f", 3, b"x", other), Item("f", 4, b"x", one)]
    (chunk,) = chunks(enumerate(items, 1))
    work = _work(chunk)
    assert work.registers == (one, other)
    assert [task.register for task in work.tasks] == [0, None, 1, 0]


def test_no_more_items_are_taken_than_the_chunk_needs() -> None:
    taken: list[int] = []

    def items() -> Iterator[tuple[int, Item]]:
        for number in range(1, 1_000):
            taken.append(number)
            yield number, Item("f", number, b"x")

    next(chunks(items()))
    assert len(taken) == ITEMS


def test_an_item_without_bytes_has_no_digest() -> None:
    assert Item("f").digest is None
    assert str(Item("f", data=b"x").digest).startswith("sha256:")
