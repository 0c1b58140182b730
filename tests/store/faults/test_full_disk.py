"""A real file system that is full, and a system that allows no larger file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.faults.entries import leftovers, moment, opened, places_in, save, saved_in, texts
from tests.store.faults.mounts import mounted
from tests.store.faults.nursery import Nursery, values
from tests.store.faults.programs import Job
from trust_tui.store import DiskFull, LedgerError
from trust_tui.store.disk import Disk
from trust_tui.store.drafts import Drafts

PAGE = 4096
WORDS = "word " * 150


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A folder on a file system of 64 kB."""
    with mounted(tmp_path / "small", "64k") as folder:
        yield folder


def _fill(folder: Path, leave_pages: int = 0) -> Path:
    """Fill a file system to its last byte, then give some pages back. Return the file that fills it."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * PAGE)
        except OSError:
            size = file.tell()
        file.truncate(max(0, size - leave_pages * PAGE))
    return ballast


def test_what_was_saved_before_the_disk_was_full_is_there(small: Path) -> None:
    ledger = opened(small)
    saved: set[str] = set()

    def keep_saving() -> None:
        for number in range(1000):
            save(ledger, f"{number} {WORDS}")
            saved.add(f"{number} {WORDS}")
            if number % 7 == 0:
                ledger.maintain(moment(number))

    with pytest.raises(DiskFull) as told:
        keep_saving()
    assert "The disk is full" in str(told.value)
    assert str(places_in(small).ledger) in str(told.value)
    assert len(saved) > 5
    assert texts(ledger) == saved

    ledger.close(moment())
    assert saved_in(small) == saved


@pytest.mark.parametrize("pages", range(9))
def test_it_goes_on_once_there_is_room(small: Path, pages: int) -> None:
    ledger = opened(small)
    for number in range(4):
        save(ledger, f"{number} {WORDS}")
    ballast = _fill(small, pages)
    saved = set(texts(ledger))
    problems = 0
    for number in range(4, 24):
        try:
            save(ledger, f"{number} {WORDS}")
            saved.add(f"{number} {WORDS}")
        except DiskFull:
            problems += 1
        ledger.maintain(moment(number))
        assert texts(ledger) == saved
    assert problems, "the disk was never full"

    # Somebody opens it in this state, and somebody pulls the plug in this state.
    assert texts(opened(small)) == saved
    ballast.unlink()
    save(ledger, "there is room again")
    ledger.close(moment(30))

    assert saved_in(small) == saved | {"there is room again"}
    assert leftovers(small) == []


def test_a_first_start_on_a_full_disk_says_so_and_leaves_nothing(small: Path) -> None:
    ballast = _fill(small)
    with pytest.raises(LedgerError) as told:
        save(opened(small), "first")
    assert "The disk is full" in str(told.value)
    assert leftovers(small) == []
    ballast.unlink()
    ledger = opened(small)
    save(ledger, "first")
    ledger.close(moment())
    assert saved_in(small) == {"first"}


def test_a_draft_that_does_not_fit_leaves_the_one_before_it(small: Path) -> None:
    drafts = Drafts(small / "drafts", Disk())
    drafts.save("checkin", {"need": "a walk"})
    _fill(small)
    with pytest.raises(DiskFull):
        drafts.save("checkin", {"need": WORDS * 10})
    assert drafts.load("checkin") == {"need": "a walk"}
    assert leftovers(small) == []


@pytest.mark.parametrize("room", [0, 1, 40, 200])
def test_no_larger_file_is_allowed(nursery: Nursery, tmp_path: Path, room: int) -> None:
    ledger = opened(tmp_path)
    save(ledger, "before")
    limit = max(places_in(tmp_path).journal.stat().st_size, places_in(tmp_path).ledger.stat().st_size) + room

    events = nursery.run(Job(str(tmp_path), "look", name="limited", file_limit=limit))

    assert values(events, "traceback") == []
    assert values(events, "problem") == ["DiskFull"]
    assert values(events, "exit") == [0]
    save(ledger, "after")
    ledger.close(moment())
    assert saved_in(tmp_path) == {"before", "after"}
