"""The files of a ledger: what a plain TinyDB finds in them, and who may read them."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.store.any_record import plain_record
from tests.store.evening import NOW, add, files, opened, places_in, texts
from trust_tui.model.kinds import KINDS
from trust_tui.store import (
    Damage,
    Disk,
    LedgerDamaged,
    Places,
    snapshot,
)

needs_modes = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
masks = pytest.mark.parametrize("mask", [0o000, 0o022, 0o777])


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return places_in(tmp_path / "data")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def torn(places: Places) -> bytes:
    """Leave half a line at the journal's end, as a power cut may."""
    half = b'0a1b2c3d 118 {"ledger":"'
    places.journal.write_bytes(places.journal.read_bytes() + half)
    return half


# A plain TinyDB.


def test_a_plain_tinydb_finds_everything_after_a_normal_exit(places: Places) -> None:
    ledger = opened(places)
    with ledger.transaction() as tx:
        for kind in KINDS.values():
            tx.add(plain_record(kind))
    ledger.db.insert_multiple([{"any": [1, None, "❤️"]}, {"half": "\ud83d"}])
    expected = {name: {doc.doc_id: doc for doc in ledger.db.table(name)} for name in ledger.db.tables()}
    ledger.close(NOW)

    with TinyDB(places.ledger, access_mode="r") as plain:
        found = {name: {doc.doc_id: doc for doc in plain.table(name)} for name in plain.tables()}

    meta = found.pop("_meta")
    assert found == expected
    assert set(found) == {*KINDS, "_default"}
    assert list(meta) == [1]
    assert (meta[1]["format"], meta[1]["seq"]) == ("trust-tui ledger", 2)
    assert places.journal.read_bytes() == b""


def test_what_a_plain_tinydb_writes_is_noticed_and_left_alone(places: Places) -> None:
    ledger = opened(places)
    add(ledger, "x")
    ledger.close(NOW)
    with TinyDB(places.ledger) as plain:
        plain.table("topic").insert({"text": "by hand"})
    written = places.ledger.read_bytes()

    with pytest.raises(LedgerDamaged) as caught:
        opened(places)

    assert caught.value.kind == Damage.CHANGED
    assert places.ledger.read_bytes() == written


# Coming and going.


def test_a_ledger_gets_its_file_with_the_first_save(places: Places) -> None:
    ledger = opened(places)
    assert set(files(places.ledger.parent)) == {"ours.json.lock"}

    add(ledger, "x")

    assert set(files(places.ledger.parent)) == {"ours.json", "ours.json.journal", "ours.json.lock"}


def test_one_that_nobody_wrote_in_leaves_no_file(places: Places) -> None:
    ledger = opened(places)
    ledger.maintain(NOW)
    ledger.close(NOW)

    assert set(files(places.ledger.parent)) == {"ours.json.lock"}
    assert ledger.notices() == []


def test_closing_writes_everything_into_one_file(places: Places) -> None:
    ledger = opened(places)
    add(ledger, "x", "y")
    ledger.close(NOW)

    assert snapshot.parse(places.ledger.read_bytes(), places.ledger).seq == 2
    assert texts(opened(places)) == ["x", "y"]
    assert not list(places.ledger.parent.glob(".*"))


def test_a_ledger_that_was_not_closed_is_all_there(places: Places) -> None:
    add(opened(places), "x", "y")

    assert texts(opened(places)) == ["x", "y"]


def test_a_line_that_was_never_finished_is_set_aside_and_told_of_once(places: Places) -> None:
    add(opened(places), "x")
    half = torn(places)

    ledger = opened(places)

    (notice,) = ledger.notices()
    (aside,) = places.ledger.parent.glob("*.unfinished-2026-11-22-1")
    assert "was not finished" in notice
    assert str(aside) in notice
    assert aside.read_bytes() == half
    assert texts(ledger) == ["x"]
    add(ledger, "y")
    again = opened(places)
    assert (texts(again), again.notices()) == (["x", "y"], [])


def test_what_a_dead_run_left_beside_the_ledger_goes_and_nothing_else_does(places: Places) -> None:
    add(opened(places), "x")
    folder = places.ledger.parent
    leftover = folder / ".ours.json.0123456789abcdef.tmp"
    others = [
        folder / ".theirs.json.0123456789abcdef.tmp",
        folder / ".ours.json.tmp",
        folder / ".ours.json.swp",
    ]
    for path in (leftover, *others):
        path.write_bytes(b"half a ledger")

    assert texts(opened(places)) == ["x"]

    assert [path.exists() for path in (leftover, *others)] == [False, True, True, True]


# Only for their owner.


@needs_modes
@masks
def test_only_their_owner_can_read_them(places: Places, mask: int) -> None:
    before = os.umask(mask)
    try:
        ledger = opened(places)
        add(ledger, "x")
        ledger.maintain(NOW)
        add(ledger, "y")
        torn(places)
        ledger = opened(places)
        ledger.save_copy(places.ledger.with_name("copy.json"))
        ledger.close(NOW)
    finally:
        os.umask(before)

    made = sorted(places.ledger.parent.rglob("*"))
    assert [path.name for path in made if path.is_dir()] == ["ours.json.backups"]
    assert len(made) == 7
    assert {mode(path) for path in made if path.is_dir()} == {0o700}
    assert {mode(path) for path in made if path.is_file()} == {0o600}
    assert mode(places.ledger.parent) == 0o700


@needs_modes
def test_a_ledger_that_others_could_read_is_theirs_no_more_once_it_is_written(places: Places) -> None:
    ledger = opened(places)
    add(ledger, "x")
    places.ledger.chmod(0o644)

    ledger.close(NOW)

    assert mode(places.ledger) == 0o600


class Reading(Disk):
    """A disk that notes how the ledger's file is read."""

    def __init__(self) -> None:
        self.read_at_once: list[int] = []
        self.in_parts = 0

    def read(self, path: Path, start: int = 0, size: int = -1) -> bytes:
        if path.name == "ours.json":
            self.read_at_once.append(size)
        return super().read(path, start, size)

    def read_parts(self, path: Path, lengths: Sequence[int]) -> list[bytes]:
        self.in_parts += 1
        return super().read_parts(path, lengths)


def test_a_ledger_is_read_table_by_table_and_no_more_than_its_beginning_twice(places: Places) -> None:
    ledger = opened(places)
    add(ledger, "one")
    ledger.close(NOW)
    disk = Reading()

    assert texts(opened(places, disk)) == ["one"]
    assert (disk.read_at_once, disk.in_parts) == ([snapshot.HEAD], 1)


def test_a_ledger_that_was_changed_is_looked_at_as_a_whole(places: Places) -> None:
    ledger = opened(places)
    add(ledger, "one")
    ledger.close(NOW)
    places.ledger.write_bytes(places.ledger.read_bytes().replace(b"one", b"two"))
    disk = Reading()

    with pytest.raises(LedgerDamaged, match="checksum"):
        opened(places, disk)
    assert disk.read_at_once[-1] == -1


class Stingy(Disk):
    """A disk that gives less at once than it was asked for, as one far away may."""

    def read_parts(self, path: Path, lengths: Sequence[int]) -> list[bytes]:
        head, gap, table, after, *more = super().read_parts(path, lengths)
        return [head, gap, table[:-1], table[-1:] + after, *more]


def test_what_a_disk_gives_in_other_parts_than_asked_for_is_read_all_the_same(places: Places) -> None:
    ledger = opened(places)
    add(ledger, "one")
    ledger.close(NOW)

    assert texts(opened(places, Stingy())) == ["one"]
