"""The quick exit: at once, from anywhere, with nothing lost and nothing left on the screen."""

from __future__ import annotations

from threading import Event

import pytest

from tests.ui.sitting import SUNDAY, HandClock, Sitting, on_disk, sitting
from trust_tui.model.checkin import Answers, CheckIn
from trust_tui.services.companion import Companion
from trust_tui.store import Disk, Places
from trust_tui.store.errors import DiskFull
from trust_tui.ui.leaving import CLEAR

KEYS = ("f12", "ctrl+backslash")


class Written(list[str]):
    """What the terminal was told, in order."""

    def __init__(self, there: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__()
        monkeypatch.setattr(there.app._driver, "write", self.append)

    @property
    def since_cleared(self) -> str:
        return "".join(self[self.index(CLEAR) + 1 :])


async def gone(there: Sitting) -> None:
    await there.until(lambda: there.app.has_vanished and not there.app.is_running, "the end")
    assert not there.app.return_code


@pytest.mark.parametrize("key", KEYS)
async def test_it_works_in_the_middle_of_a_word_and_keeps_it(
    couple: Companion, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    ana = couple.couple.people[0]
    async with sitting(couple, writer="Ana") as there:
        written = Written(there, monkeypatch)
        await there.go_to("private")
        await there.type("marker")
        there.post(key, *"more")
        await gone(there)
        assert "marker" not in written.since_cleared
        assert "Ana" not in written.since_cleared

    assert couple.drafts.waiting(ana, SUNDAY) == Answers(private="marker")


@pytest.mark.parametrize(
    "way",
    [
        [],
        ["f8"],
        ["f9"],
        ["ctrl+p"],
        ["escape", "p"],
        ["escape", "w"],
        ["f8", "ctrl+p"],
        ["escape", "[", "v"],
    ],
)
async def test_it_works_on_every_page(week: Companion, way: list[str]) -> None:
    async with sitting(week, writer="Ana") as there:
        await there.press(*way)
        there.post("f12")
        await gone(there)


async def test_it_works_at_the_first_start(empty: Companion) -> None:
    async with sitting(empty) as there:
        there.post(*"An", "f12")
        await gone(there)

    assert empty.couple.people == ()


class Stuck(Disk):
    """A disk that takes as long to write as the test wants."""

    def __init__(self) -> None:
        self.began, self.go_on = Event(), Event()

    def sync_data(self, descriptor: int) -> None:
        self.began.set()
        assert self.go_on.wait(30)
        super().sync_data(descriptor)


@pytest.mark.parametrize("key", KEYS)
async def test_it_overtakes_a_save_that_hangs(
    kept: Companion, places: Places, clock: HandClock, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    disk = Stuck()
    companion = on_disk(places, clock, disk)
    ana = companion.couple.people[0]
    try:
        async with sitting(companion, writer="Ana") as there:
            written = Written(there, monkeypatch)
            await there.go_to("need")
            await there.type("marker")
            there.post("ctrl+s")
            await there.until(disk.began.is_set, "the save")
            there.post(key)
            await there.until(lambda: CLEAR in written, "an empty screen")
            assert companion.ledger.all(CheckIn) == []
            assert companion.drafts.waiting(ana, SUNDAY) == Answers(need="marker")
            disk.go_on.set()
            await gone(there)
            assert "marker" not in written.since_cleared
    finally:
        disk.go_on.set()


async def test_the_screen_is_empty_before_anything_is_kept(
    couple: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting(couple, writer="Ana") as there:
        written = Written(there, monkeypatch)
        kept_after: list[bool] = []

        def full(*_: object) -> None:
            kept_after.append(CLEAR in written)
            raise DiskFull("The disk is full.")

        monkeypatch.setattr(couple.drafts, "keep", full)
        await there.go_to("need")
        await there.type("marker")
        there.post("f12")
        await gone(there)
        assert kept_after
        assert all(kept_after[-1:])


async def test_twice_is_once(couple: Companion, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sitting(couple, writer="Ana") as there:
        written = Written(there, monkeypatch)
        there.post("f12", "f12", "ctrl+backslash")
        await gone(there)
        assert written.count(CLEAR) == 1
