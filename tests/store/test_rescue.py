"""A damaged ledger is set aside, never overwritten; something that can be read takes its place."""

from __future__ import annotations

import errno
import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tinydb import TinyDB

from trust_tui.model.kept import Topic
from trust_tui.model.moments import Moment
from trust_tui.store import Disk, DiskFull, Ledger, LedgerBusy, LedgerDamaged, Places, backups, lock
from trust_tui.store.rescue import begin_anew, offers, restore

NOW = Moment(datetime(2026, 11, 22, 20, 0, tzinfo=UTC), date(2026, 11, 22), "Europe/Lisbon")
DISK = Disk()


def later(days: int) -> Moment:
    return Moment(NOW.at + timedelta(days), NOW.day + timedelta(days), NOW.tz)


def add(ledger: Ledger, *texts: str) -> None:
    for text in texts:
        with ledger.transaction() as tx:
            tx.add(Topic.new(author="ana", device="d", moment=NOW, text=text))


def texts(ledger: Ledger) -> list[str]:
    return [topic.text for topic in ledger.all(Topic)]


def files(places: Places) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in places.ledger.parent.iterdir() if path.is_file()}


@pytest.fixture
def places(tmp_path: Path) -> Places:
    (tmp_path / "data").mkdir()
    return Places.resolve(tmp_path / "data" / "ours.json", {"HOME": str(tmp_path)})


@pytest.fixture
def lived_in(places: Places) -> Places:
    """A ledger with two backups, of yesterday and of today, and two saves after them in its journal."""
    ledger = Ledger.open(places, moment=NOW)
    add(ledger, "one", "two")
    ledger.maintain(later(-1))
    add(ledger, "three")
    ledger.maintain(NOW)
    add(ledger, "four", "five")
    return places


def spoil(path: Path, change: Callable[[bytes], bytes]) -> bytes:
    path.write_bytes(change(path.read_bytes()))
    return path.read_bytes()


def flip_in(word: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(word, word[:-1] + b"\x07")


# Backups.


def test_backups_are_offered_newest_first_with_what_they_bring_back(lived_in: Places) -> None:
    spoil(lived_in.ledger, lambda data: data[:-100])

    found = offers(lived_in)

    assert [(each.day, each.is_good, each.records, each.later) for each in found] == [
        (NOW.day, True, 5, 2),
        (NOW.day - timedelta(1), True, 2, 0),
    ]


def test_a_damaged_backup_is_listed_as_such(lived_in: Places) -> None:
    newest = offers(lived_in)[0].path
    spoil(newest, lambda data: data[:-9])

    assert [each.is_good for each in offers(lived_in)] == [False, True]
    with pytest.raises(LedgerDamaged):
        restore(lived_in, newest, NOW)


def test_nothing_is_lost_where_the_journal_goes_on_from_the_backup(lived_in: Places) -> None:
    damaged = spoil(lived_in.ledger, flip_in(b"three"))
    journal = lived_in.journal.read_bytes()
    with pytest.raises(LedgerDamaged) as caught:
        Ledger.open(lived_in, moment=NOW)

    aside = restore(lived_in, caught.value.offers[0], NOW)

    assert texts(Ledger.open(lived_in, moment=NOW)) == ["one", "two", "three", "four", "five"]
    assert [path.name for path in aside] == [
        "ours.json.damaged-2026-11-22",
        "ours.json.journal.damaged-2026-11-22",
    ]
    assert [path.read_bytes() for path in aside] == [damaged, journal]


def test_an_older_backup_brings_back_what_it_holds(lived_in: Places) -> None:
    restore(lived_in, offers(lived_in)[1].path, NOW)

    assert texts(Ledger.open(lived_in, moment=NOW)) == ["one", "two"]


def test_what_was_put_back_is_a_ledger_like_any_other(lived_in: Places) -> None:
    restore(lived_in, offers(lived_in)[1].path, NOW)
    ledger = Ledger.open(lived_in, moment=NOW)
    add(ledger, "after")
    ledger.maintain(later(1))
    add(ledger, "later")
    ledger.close(later(1))

    assert texts(Ledger.open(lived_in, moment=later(1))) == ["one", "two", "after", "later"]
    assert backups.found(lived_in.backups, DISK)[0].day == NOW.day + timedelta(1), (
        "its backups are the newest"
    )
    with TinyDB(lived_in.ledger) as plain:
        assert len(plain.table("topic")) == 4


def test_a_lost_ledger_comes_back(lived_in: Places) -> None:
    lived_in.ledger.unlink()
    with pytest.raises(LedgerDamaged) as caught:
        Ledger.open(lived_in, moment=NOW)

    aside = restore(lived_in, caught.value.offers[0], NOW)

    assert texts(Ledger.open(lived_in, moment=NOW)) == ["one", "two", "three", "four", "five"]
    assert [path.name for path in aside] == ["ours.json.journal.damaged-2026-11-22"]


def test_nothing_that_was_set_aside_is_ever_pushed_out(lived_in: Places) -> None:
    kept = set()
    for round_ in range(3):
        lived_in.ledger.write_bytes(b"broken %d" % round_)
        restore(lived_in, offers(lived_in)[-1].path, NOW)
        kept.add(b"broken %d" % round_)

    found = {content for name, content in files(lived_in).items() if ".damaged-2026-11-22" in name}
    assert kept <= found


def test_a_journal_with_an_entry_that_nobody_can_read_is_left_out(lived_in: Places) -> None:
    Ledger.open(lived_in, moment=NOW).db.table("topic").insert({"type": "topic", "id": 5, "text": []})
    spoil(lived_in.ledger, flip_in(b"three"))

    restore(lived_in, offers(lived_in)[0].path, NOW)

    assert texts(Ledger.open(lived_in, moment=NOW)) == ["one", "two", "three"]


def test_beginning_anew_leaves_everything_there(lived_in: Places) -> None:
    damaged = spoil(lived_in.ledger, lambda data: b"")
    before = sorted(path.name for path in lived_in.backups.iterdir())

    aside = begin_anew(lived_in, NOW)

    ledger = Ledger.open(lived_in, moment=NOW)
    assert texts(ledger) == []
    add(ledger, "new")
    ledger.maintain(later(1))
    assert texts(Ledger.open(lived_in, moment=later(1))) == ["new"]
    assert aside[0].read_bytes() == damaged
    assert set(before) < {path.name for path in lived_in.backups.iterdir()}


# Trouble on the way.


@pytest.mark.parametrize("step", ["create", "write", "sync"])
def test_a_full_disk_leaves_everything_as_it_was(
    lived_in: Places, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(lived_in.ledger, flip_in(b"three"))
    before = files(lived_in)
    disk = Disk()

    def stop(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk, step, stop)
    with pytest.raises(DiskFull):
        restore(lived_in, offers(lived_in)[0].path, NOW, disk)

    assert files(lived_in) == before


class Stops(Disk):
    """Stops at one of its effects, as a power cut would, and does nothing more."""

    def __init__(self, after: int) -> None:
        self.left = after

    def _step(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt

    def replace(self, source: Path, target: Path) -> None:
        self._step()
        super().replace(source, target)

    def sync_folder(self, folder: Path) -> None:
        self._step()
        super().sync_folder(folder)

    def write(self, descriptor: int, data: bytes, at: int = 0) -> None:
        self._step()
        super().write(descriptor, data, at)

    def unlink(self, path: Path) -> None:
        self._step()
        super().unlink(path)


@pytest.mark.parametrize("spoilt", ["ledger", "journal"])
def test_whenever_it_stops_half_way_it_can_be_done_again(
    lived_in: Places, spoilt: str, tmp_path: Path
) -> None:
    if spoilt == "ledger":
        spoil(lived_in.ledger, flip_in(b"three"))
    else:
        spoil(lived_in.journal, flip_in(b"four"))
    before = files(lived_in)
    stops = 0
    while True:
        for path in lived_in.ledger.parent.iterdir():
            if path.is_file():
                path.unlink()
        for name, content in before.items():
            (lived_in.ledger.parent / name).write_bytes(content)
        try:
            restore(lived_in, offers(lived_in)[0].path, NOW, Stops(stops))
        except KeyboardInterrupt:
            stops += 1
            assert set(before.values()) <= set(files(lived_in).values()) | {b""}, "every byte is still there"
            check_after_stop(lived_in)
        else:
            break
    assert stops > 5


def check_after_stop(places: Places) -> None:
    """Whatever the next start finds, it is a whole ledger or an offer; never an older one without a word."""
    try:
        found = texts(Ledger.open(places, moment=NOW))
    except LedgerDamaged as damaged:
        restore(places, damaged.offers[0], NOW)
        found = texts(Ledger.open(places, moment=NOW))
    assert found[:3] == ["one", "two", "three"]


def test_another_program_is_waited_for_and_then_named(
    lived_in: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = itertools.count()
    monkeypatch.setattr(lock, "time", SimpleNamespace(monotonic=lambda: next(seconds), sleep=lambda _: None))
    before = files(lived_in)

    with lock.FileLock(lived_in.lock, DISK).held(), pytest.raises(LedgerBusy):
        restore(lived_in, offers(lived_in)[0].path, NOW)

    assert files(lived_in) == before
