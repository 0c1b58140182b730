"""A ledger that cannot be read: what is wrong, what can be done, and nothing by itself."""

from __future__ import annotations

import pytest

from tests.ui.sitting import HandClock, on_disk, sitting
from trust_tui.services.companion import Companion
from trust_tui.services.opening import open_rescue
from trust_tui.store import Disk, LedgerDamaged, Places


@pytest.fixture
def damaged(kept: Companion, places: Places, clock: HandClock) -> Places:
    """A ledger with yesterday's backup, cut off since."""
    kept.tidy()
    kept.close()
    places.ledger.write_bytes(places.ledger.read_bytes()[:-40])
    return places


def refused(places: Places, clock: HandClock) -> LedgerDamaged:
    with pytest.raises(LedgerDamaged) as caught:
        on_disk(places, clock, Disk())
    return caught.value


async def test_a_damaged_ledger_offers_its_backup_and_goes_on(damaged: Places, clock: HandClock) -> None:
    async with sitting(open_rescue(refused(damaged, clock), damaged, clock)) as there:
        await there.sees("The ledger cannot be opened")
        await there.sees("b goes on with the newest good backup: from Sunday 22 November 2026, with 2")
        assert "b use the backup" in there.hints
        await there.press("b")
        await there.sees("Who is writing?")
        await there.sees("◆ Ben")


async def test_who_was_to_begin_begins_once_there_is_a_ledger_again(
    damaged: Places, clock: HandClock
) -> None:
    async with sitting(open_rescue(refused(damaged, clock), damaged, clock), writer="ben") as there:
        await there.press("b")
        await there.sees("How is it today, Ben?")


async def test_who_is_nobody_here_is_asked_for(damaged: Places, clock: HandClock) -> None:
    async with sitting(open_rescue(refused(damaged, clock), damaged, clock), writer="Cleo") as there:
        await there.press("b")
        await there.sees("Who is writing?")


async def test_a_damaged_ledger_can_be_left_as_it_is(damaged: Places, clock: HandClock) -> None:
    before = damaged.ledger.read_bytes()
    async with sitting(open_rescue(refused(damaged, clock), damaged, clock)) as there:
        await there.press("q")
        await there.until(lambda: not there.app.is_running)
        assert there.app.companion is None

    assert damaged.ledger.read_bytes() == before


async def test_an_empty_ledger_can_take_its_place(damaged: Places, clock: HandClock) -> None:
    async with sitting(open_rescue(refused(damaged, clock), damaged, clock)) as there:
        await there.press("n")
        await there.sees("Welcome")

    assert list(damaged.ledger.parent.glob("ours.json.damaged-*"))


async def test_only_what_there_is_is_offered(places: Places, clock: HandClock) -> None:
    places.ledger.parent.mkdir(parents=True, exist_ok=True)
    places.ledger.write_bytes(b"")
    async with sitting(open_rescue(refused(places, clock), places, clock)) as there:
        await there.sees("n begins with an empty ledger")
        assert "backup:" not in there.text
        assert "use the backup" not in there.hints
        await there.press("b", "r")
        await there.sees("The ledger cannot be opened")
