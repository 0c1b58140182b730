"""The first start on a disk: names, then a passphrase for those who want one."""

from __future__ import annotations

import pytest

from tests.store.sealed_evening import quickly
from tests.ui.sitting import HandClock, on_disk, sitting
from trust_tui.services.companion import Companion
from trust_tui.services.locked import Locked
from trust_tui.services.opening import open_whatever_is_there
from trust_tui.store import Disk, Places

__all__ = ["quickly"]

SIZES = [(120, 40), (80, 24), (40, 12)]
WORDS = "four words or five"


@pytest.fixture
def fresh(places: Places, clock: HandClock) -> Companion:
    """Nobody yet, on a disk."""
    return on_disk(places, clock, Disk())


@pytest.mark.parametrize("key", ["enter", "escape"])
@pytest.mark.parametrize("size", SIZES)
async def test_nobody_needs_one(fresh: Companion, places: Places, size: tuple[int, int], key: str) -> None:
    async with sitting(fresh, size=size) as there:
        await there.type("Ana")
        await there.press("ctrl+s")
        await there.sees("s sets one now, enter goes on without")
        await there.press(key)
        await there.sees("How is it today, Ana?")
    assert not places.key.exists()


@pytest.mark.parametrize("size", SIZES)
async def test_one_is_set_before_anything_is_written(
    quickly: None, fresh: Companion, places: Places, clock: HandClock, size: tuple[int, int]
) -> None:
    async with sitting(fresh, size=size) as there:
        await there.type("Ana")
        await there.press("ctrl+s")
        await there.sees("if you want one")
        await there.press("s")
        await there.press("escape")  # somebody who thinks again is asked again
        await there.sees("s sets one now")
        await there.press("s")
        await there.type(WORDS)
        await there.press("enter")
        await there.type(WORDS)
        await there.press("enter")
        await there.sees("AGE-SECRET-KEY-1")
        await there.press("y")
        await there.sees("How is it today, Ana?")
    fresh.close()
    assert b"Ana" not in places.ledger.read_bytes()
    assert isinstance(open_whatever_is_there(places, clock), Locked)


async def test_where_nothing_is_kept_nothing_is_offered(empty: Companion) -> None:
    async with sitting(empty) as there:
        await there.type("Ana")
        await there.press("ctrl+s")
        await there.sees("How is it today, Ana?")


async def test_the_passphrase_has_a_help_before_it_and_on_its_page(
    quickly: None, kept: Companion, places: Places, clock: HandClock
) -> None:
    async with sitting(kept, writer="Ana") as there:
        await there.press("escape", "P", "question_mark")
        await there.sees("Lock what you write here")
        await there.sees("Set a passphrase")
        await there.press("escape", "escape")
    assert kept.lock is not None
    kept.lock.set(WORDS, WORDS)
    kept.close()
    locked = open_whatever_is_there(places, clock)
    async with sitting(locked) as there:
        assert "F9 help" in there.hints
        await there.type("?")
        await there.press("f9")
        await there.sees("The recovery key is taken in the same place")
        await there.sees("Leave without opening it")
        assert "check-in" not in there.text.lower()
        await there.press("G")
        await there.sees("The recovery key is taken in the same place")
        await there.press("escape", "backspace")
        await there.type(WORDS)
        await there.press("enter")
        await there.sees("Who is writing?")
