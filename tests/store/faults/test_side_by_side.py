"""Two programs on one ledger, while one of them folds, migrates, runs out of room or puts a backup back."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.store.faults.entries import leftovers, moment, opened, places_in, save, saved_in, texts
from tests.store.faults.layers import Layer
from tests.store.faults.lives import Unsynced, one_of_each
from tests.store.faults.mounts import mounted
from tests.store.faults.nursery import Nursery, values
from tests.store.faults.programs import Job
from tests.store.faults.recording import RecordingDisk
from tests.store.faults.upheavals import of_an_old_form
from trust_tui.model.checkin import CheckIn
from trust_tui.store import DiskFull, LedgerError, LedgerReplaced, Places, backups, rescue
from trust_tui.store.disk import Disk

KNOWN = {"folded", "in the journal"}


class Watched(Layer):
    """A disk on which somebody looks before each effect."""

    def __init__(self, folder: Path) -> None:
        super().__init__(RecordingDisk(folder))
        self.look: Callable[[], object] = lambda: None

    def before(self, descriptor: int | None = None) -> None:
        super().before()
        self.look()


class ReadOnly(Unsynced):
    """A disk on which nothing may be written, so that nothing can be locked either."""

    def may_write(self, path: Path) -> bool:
        return False


def test_whoever_may_only_look_sees_whole_states_while_another_saves_and_folds(tmp_path: Path) -> None:
    one_of_each(tmp_path)
    writer = opened(tmp_path, disk := Watched(tmp_path))
    reader = opened(tmp_path, ReadOnly())
    saved, looks = set(KNOWN), 0

    def look() -> None:
        nonlocal looks
        looks += 1
        reader.catch_up()
        for seen in (texts(reader), texts(opened(tmp_path, ReadOnly()))):
            assert saved <= seen
            assert len(seen - saved) <= 1

    disk.look = look
    for number in range(4):
        save(writer, f"{number}")
        saved.add(f"{number}")
        if number % 2:
            writer.maintain(moment(number))
    disk.look = lambda: None
    assert looks > 20


class Interrupted(ReadOnly):
    """A disk on which something happens after so many looks into the ledger, and before the next file's."""

    def __init__(self, happens: Callable[[], object], looks: int) -> None:
        self._happens = happens
        self._looks = looks

    def read(self, path: Path, start: int = 0, size: int = -1) -> bytes:
        data = super().read(path, start, size)
        self._happen(path)
        return data

    def read_parts(self, path: Path, lengths: Sequence[int]) -> list[bytes]:
        parts = super().read_parts(path, lengths)
        self._happen(path)
        return parts

    def _happen(self, path: Path) -> None:
        if path.name == "ledger.json":
            self._looks -= 1
            if self._looks == 0:
                self._happens()


@pytest.mark.parametrize("looks", [1, 2])
def test_a_fold_comes_between_reading_the_ledger_and_reading_its_journal(tmp_path: Path, looks: int) -> None:
    one_of_each(tmp_path)
    writer = opened(tmp_path, Unsynced())
    reader = opened(tmp_path, Interrupted(lambda: writer.maintain(moment()), looks))
    assert texts(reader) == KNOWN


# Two who write.


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path / "small", "64k") as folder:
        yield folder


def test_a_fold_that_runs_out_of_room_half_way_leaves_the_other_whole(small: Path) -> None:
    one, other = opened(small), opened(small)
    saved: set[str] = set()
    folds = 0
    for number in itertools.count():
        ledger = (one, other)[number % 2]
        text = f"{number} " + "word " * 60
        try:
            save(ledger, text)
            saved.add(text)
        except DiskFull:
            break
        if number % 5 == 4:
            ledger.maintain(moment(number))
            folds += any("full" in notice for notice in ledger.notices())
    assert folds, "no fold ever ran out of room"
    for ledger in (one, other):
        ledger.catch_up()
        assert texts(ledger) == saved
        ledger.close(moment(99))
    shutil.rmtree(places_in(small).backups)
    assert saved_in(small) == saved
    assert leftovers(small) == []


def test_three_start_at_once_on_an_old_form(nursery: Nursery, tmp_path: Path) -> None:
    of_an_old_form(tmp_path)
    events = nursery.run(*(Job(str(tmp_path), "many", name=f"w{n}", count=2) for n in range(3)))
    assert values(events, "traceback") == []
    assert len(values(events, "saved")) == 6
    ledger = opened(tmp_path)
    assert texts(ledger) == set(values(events, "saved"))
    assert len(ledger.all(CheckIn, include_deleted=True)) == 6
    before = [each for each in backups.found(places_in(tmp_path).backups, Disk()) if each.before_schema]
    assert len(before) == 1


@pytest.mark.parametrize("seconds", [-400 * 86400, -3600, 3600, 400 * 86400])
def test_a_clock_that_jumps_changes_nothing(tmp_path: Path, seconds: int) -> None:
    one_of_each(tmp_path)
    one, other = opened(tmp_path, Unsynced()), opened(tmp_path, Unsynced())
    saved = set(KNOWN)
    for number in range(6):
        ledger = (one, other)[number % 2]
        save(ledger, f"{number}")
        saved.add(f"{number}")
        if number % 3 == 2:
            ledger.maintain(moment(number))
        for path in (places_in(tmp_path).ledger, places_in(tmp_path).journal):
            then = path.stat().st_mtime + seconds * (-1) ** number
            os.utime(path, (then, then))
    one.catch_up()
    assert texts(one) == saved
    one.close(moment())
    other.close(moment())
    assert saved_in(tmp_path) == saved


# What somebody does to the files while two programs run.


def test_the_journal_is_thrown_away_while_nothing_waits_in_it(tmp_path: Path) -> None:
    one, other = opened(tmp_path), opened(tmp_path)
    save(one, "one")
    one.maintain(moment())
    other.catch_up()
    places_in(tmp_path).journal.unlink()
    save(other, "other")
    save(one, "again")
    other.catch_up()
    assert texts(one) == texts(other) == {"one", "other", "again"}
    one.close(moment())
    assert saved_in(tmp_path) == {"one", "other", "again"}


def test_the_journal_is_thrown_away_with_what_waited_in_it(tmp_path: Path) -> None:
    one = opened(tmp_path)
    save(one, "one")
    places_in(tmp_path).journal.unlink()
    with pytest.raises(LedgerReplaced):
        save(one, "two")
    one.close(moment())
    assert texts(one) == {"one"}, "it is still in memory, and a copy can be kept"


def test_the_whole_folder_is_moved_away(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    one = opened(folder)
    save(one, "one")
    folder.rename(tmp_path / "there")
    with pytest.raises(LedgerError) as told:
        save(one, "two")
    assert str(folder) in str(told.value)
    assert texts(one) == {"one"}
    (tmp_path / "there").rename(folder)
    save(one, "two")
    one.close(moment())
    assert saved_in(folder) == {"one", "two"}


def test_the_lock_is_thrown_away_between_two_saves(tmp_path: Path) -> None:
    one, other = opened(tmp_path), opened(tmp_path)
    for number in range(4):
        save((one, other)[number % 2], f"{number}")
        places_in(tmp_path).lock.unlink()
    one.catch_up()
    assert texts(one) == {"0", "1", "2", "3"}
    one.close(moment())
    assert saved_in(tmp_path) == {"0", "1", "2", "3"}


def _with_a_backup(folder: Path) -> Places:
    ledger = opened(folder)
    save(ledger, "one")
    ledger.maintain(moment(-1))
    save(ledger, "two")
    ledger.maintain(moment(0))
    return places_in(folder)


def test_a_backup_with_everything_is_put_back_and_the_other_goes_on(tmp_path: Path) -> None:
    places = _with_a_backup(tmp_path)
    other = opened(tmp_path)
    save(other, "three")
    rescue.restore(places, rescue.offers(places)[0].path, moment())
    save(other, "four")
    assert texts(other) == {"one", "two", "three", "four"}
    other.close(moment())
    assert saved_in(tmp_path) == {"one", "two", "three", "four"}


def test_an_older_backup_is_put_back_and_the_other_does_not_overwrite_it(tmp_path: Path) -> None:
    places = _with_a_backup(tmp_path)
    other = opened(tmp_path)
    save(other, "three")
    rescue.restore(places, rescue.offers(places)[-1].path, moment())
    with pytest.raises(LedgerReplaced):
        save(other, "four")
    other.maintain(moment(1))
    other.close(moment(1))
    assert texts(other) == {"one", "two", "three"}
    other.save_copy(tmp_path / "copy.json")
    assert saved_in(tmp_path) == {"one"}
