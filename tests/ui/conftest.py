"""Ledgers to sit down at, each a little further on than the one before: empty, a couple, a week."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.ui.sitting import LONG, SUNDAY, HandClock, on_disk
from trust_tui.model.checkin import Answers
from trust_tui.services.companion import Companion
from trust_tui.store import Disk, Ledger, MemoryDrafts, Places
from trust_tui.ui import type_ahead, work
from trust_tui.ui.commands import use_keys


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same terminal on every machine, and the usual keys afterwards."""
    for name in ("LC_ALL", "LC_CTYPE", "NO_COLOR", "LC_ADDRESS", "LC_TELEPHONE", "LC_MONETARY", "LC_TIME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    # On a machine that does ten things at once, a key may take as long as it likes.
    monkeypatch.setattr(type_ahead, "_PATIENCE", LONG)
    monkeypatch.setattr(work, "GIVE_WAY", LONG)
    yield
    use_keys({})
    # The program freezes what it starts with. Here it starts hundreds of times in one process.
    gc.unfreeze()


@pytest.fixture
def clock() -> HandClock:
    """Sunday evening."""
    return HandClock()


@pytest.fixture
def empty(clock: HandClock) -> Companion:
    """A ledger in which nobody is set up yet."""
    return Companion(Ledger.in_memory(), clock, "here", MemoryDrafts())


@pytest.fixture
def couple(empty: Companion) -> Companion:
    """The same with Ana and Ben in it."""
    empty.people.set_up("Ana", "Ben")
    return empty


@pytest.fixture
def week(couple: Companion, clock: HandClock) -> Companion:
    """The same a week later: both wrote on Monday to Friday, Ana alone on Saturday, nobody yet today."""
    ana, ben = couple.couple.people
    clock.move(days=-7)
    for back in range(6, 1, -1):
        clock.move(days=1)
        day = SUNDAY - timedelta(days=back)
        couple.checkins.save(
            ana, day, Answers(("hopeful",), 3, 2, f"Ana thanked {day}", private=f"Ana hid {day}")
        )
        couple.checkins.save(ben, day, Answers(("tired",), 2, 3, need=f"Ben needed {day}"))
    clock.move(days=1)
    couple.checkins.save(ana, SUNDAY - timedelta(days=1), Answers(("calm",), 4, 4, own="Ana owned Saturday"))
    clock.move(days=1)
    assert clock().day == SUNDAY
    return couple


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Where a ledger on disk is, with everything that belongs to it."""
    return Places.resolve(tmp_path / "ours.json", {"HOME": str(tmp_path)})


@pytest.fixture
def kept(places: Places, clock: HandClock) -> Companion:
    """Ana and Ben on a disk."""
    companion = on_disk(places, clock, Disk())
    companion.people.set_up("Ana", "Ben")
    return companion
