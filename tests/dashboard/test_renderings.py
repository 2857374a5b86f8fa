"""Files made for requests: few at once, the same one once, the newest kept."""

from __future__ import annotations

import asyncio
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.renderings import Busy, ByteCache, Renderings
from tests.asgi import run


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 60)), max_size=60))
def test_never_more_bytes_are_kept_than_allowed(steps: list[tuple[int, int]]) -> None:
    """Whatever is put in, what is kept is the newest, whole, and within bounds."""
    kept = ByteCache(100)
    for key, size in steps:
        value = bytes([key]) * size
        kept.put(key, value)
        assert kept.get(key) == value
        assert kept.size == sum(len(kept.get(each) or b"") for each in range(9)) <= 100


def test_a_value_too_large_is_not_kept_and_drops_no_other() -> None:
    """One huge map does not empty the shelf, nor leave an old version of itself there."""
    kept = ByteCache(10)
    kept.put("a", b"1234")
    kept.put("b", b"1")
    kept.put("b", b"x" * 11)
    assert kept.get("a") == b"1234"
    assert kept.get("b") is None
    assert kept.size == 4


def test_the_least_recently_asked_for_goes_first() -> None:
    """Asking for a value makes it new again."""
    kept = ByteCache(10)
    kept.put("a", b"12345")
    kept.put("b", b"12345")
    kept.get("a")
    kept.put("c", b"1")
    assert kept.get("b") is None
    assert kept.get("a") == b"12345"


def test_few_run_at_once_and_too_many_are_refused() -> None:
    """Two run, one waits, the fourth is told so; after that there is room again."""
    gate, running, most = threading.Event(), [0], [0]
    lock = threading.Lock()

    def make() -> bytes:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        gate.wait(20)
        with lock:
            running[0] -= 1
        return b"map"

    async def ask() -> None:
        files = Renderings(at_once=2, waiting=1)
        asked = [asyncio.create_task(files.of(key, make)) for key in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(Busy, match="moment"):
            await files.of("more", make)
        same = asyncio.create_task(files.of(0, make))
        await asyncio.sleep(0)
        gate.set()
        assert await asyncio.gather(*asked, same) == [b"map"] * 4
        assert await files.of("more", make) == b"map"

    run(ask())
    assert most[0] == 2


def test_the_same_file_is_made_once_for_all_who_ask() -> None:
    """A second request waits for the first; one who leaves does not end it for the other."""
    gate, made = threading.Event(), []

    def make() -> bytes:
        gate.wait(20)
        made.append(1)
        return b"map"

    async def ask() -> None:
        files = Renderings(at_once=2, waiting=0)
        first = asyncio.create_task(files.of("key", make))
        second = asyncio.create_task(files.of("key", make))
        await asyncio.sleep(0)
        first.cancel()
        await asyncio.sleep(0)
        gate.set()
        assert await second == b"map"

    run(ask())
    assert made == [1]


def test_a_failure_reaches_the_asker_and_leaves_room() -> None:
    """What went wrong while making is raised where it was asked for, each time anew."""

    def fail() -> bytes:
        raise ValueError("no ink")

    async def ask() -> None:
        files = Renderings(at_once=1, waiting=0)
        for _ in range(3):
            with pytest.raises(ValueError, match="no ink"):
                await files.of("key", fail)

    run(ask())
