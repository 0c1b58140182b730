"""Backups: one a day, thinned with age, never written through a link, checked before they are offered."""

from __future__ import annotations

import errno
import gzip
import json
import os
import stat
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trust_tui.store import backups
from trust_tui.store.backups import DAILY, MONTHLY, WEEKLY, Backup
from trust_tui.store.disk import Disk
from trust_tui.store.errors import LedgerDamaged, PlaceProblem
from trust_tui.store.state import State, Table

TODAY = date(2026, 11, 22)
DISK = Disk()
MOST = DAILY + WEEKLY + MONTHLY + 1


def state(seq: int, ledger: str = "ours", schema: int = 2) -> State:
    rows = {str(number): {"id": f"r{number}", "text": "words"} for number in range(seq)}
    return State(ledger, seq, schema, {"topic": Table(rows)} if rows else {})


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def backup(day: date, seq: int, before_schema: int | None = None) -> Backup:
    suffix = f"-before-schema-{before_schema}" if before_schema else ""
    return Backup(f"ledger-{day}-{seq}{suffix}.json.gz", day, seq, before_schema)


# Taking.


def test_a_backup_holds_what_the_ledger_held(tmp_path: Path) -> None:
    backups.take(tmp_path / "b", state(3), TODAY, DISK)

    assert names(tmp_path / "b") == ["ledger-2026-11-22-3.json.gz"]
    kept = backups.read(tmp_path / "b" / "ledger-2026-11-22-3.json.gz", DISK)
    assert (kept.ledger, kept.seq, kept.table("topic").rows) == ("ours", 3, state(3).table("topic").rows)


def test_anything_that_unpacks_and_reads_json_opens_it(tmp_path: Path) -> None:
    backups.take(tmp_path, state(2), TODAY, DISK)

    content = json.loads(gzip.decompress(next(tmp_path.iterdir()).read_bytes()))

    assert content["topic"] == state(2).table("topic").rows


def test_the_day_keeps_its_last(tmp_path: Path) -> None:
    for seq in (3, 4, 9):
        backups.take(tmp_path, state(seq), TODAY, DISK)

    assert names(tmp_path) == ["ledger-2026-11-22-9.json.gz"]


def test_a_week_in_which_nobody_wrote_takes_no_more(tmp_path: Path) -> None:
    for days in range(7):
        backups.take(tmp_path, state(3), TODAY + timedelta(days), DISK)

    assert names(tmp_path) == ["ledger-2026-11-22-3.json.gz"]


def test_a_damaged_one_is_taken_again(tmp_path: Path) -> None:
    backups.take(tmp_path, state(3), TODAY, DISK)
    next(tmp_path.iterdir()).write_bytes(b"rotten")

    backups.take(tmp_path, state(3), TODAY, DISK)

    assert backups.good(tmp_path, DISK) == [tmp_path / "ledger-2026-11-22-3.json.gz"]


def test_another_ledgers_backup_does_not_count_as_ours(tmp_path: Path) -> None:
    backups.take(tmp_path, state(3, "theirs"), TODAY - timedelta(1), DISK)
    backups.take(tmp_path, state(3, "ours"), TODAY, DISK)

    assert len(names(tmp_path)) == 2


def test_a_ledger_put_back_by_hand_gets_backups_again(tmp_path: Path) -> None:
    backups.take(tmp_path, state(90), TODAY - timedelta(1), DISK)

    backups.take(tmp_path, state(31), TODAY, DISK)

    assert names(tmp_path) == ["ledger-2026-11-21-90.json.gz", "ledger-2026-11-22-31.json.gz"]


def test_one_before_a_change_of_form_says_so_and_stays(tmp_path: Path) -> None:
    backups.take(tmp_path, state(3, schema=1), TODAY, DISK, before_schema=2)
    for days in range(1, 800):
        day = TODAY + timedelta(days)
        (tmp_path / backup(day, 3 + days).name).write_bytes(b"")
        for old in backups.thin(backups.found(tmp_path, DISK), day):
            (tmp_path / old.name).unlink()

    assert "ledger-2026-11-22-3-before-schema-2.json.gz" in names(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
@pytest.mark.parametrize("mask", [0o000, 0o077, 0o777])
def test_only_their_owner_can_read_them(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        backups.take(tmp_path / "b", state(3), TODAY, DISK)
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "b").stat().st_mode) == 0o700
    assert stat.S_IMODE(next((tmp_path / "b").iterdir()).stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs a right there")
@pytest.mark.parametrize("target", ["exists", "dangles"])
def test_a_link_with_its_name_is_refused(tmp_path: Path, target: str) -> None:
    folder = tmp_path / "b"
    folder.mkdir()
    (tmp_path / "exists").write_text("precious")
    (folder / "ledger-2026-11-22-3.json.gz").symlink_to(tmp_path / target)

    with pytest.raises(PlaceProblem, match="is a link"):
        backups.take(folder, state(3), TODAY, DISK)

    assert (tmp_path / "exists").read_text() == "precious"
    assert sorted(names(tmp_path)) == ["b", "exists"]
    assert (folder / "ledger-2026-11-22-3.json.gz").is_symlink()


@pytest.mark.parametrize("step", ["mkdir", "create", "write", "sync", "replace"])
def test_one_that_cannot_be_written_costs_no_older_one(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "b"
    if step != "mkdir":
        backups.take(folder, state(3), TODAY, DISK)
    before = names(folder) if folder.exists() else None
    disk = Disk()

    def stop(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk, step, stop)
    with pytest.raises(OSError, match="No space"):
        backups.take(folder, state(4), TODAY, disk)

    assert (names(folder) if folder.exists() else None) == before


# Reading.


def test_the_one_that_has_seen_most_comes_first(tmp_path: Path) -> None:
    for day, seq in ((TODAY, 8), (TODAY.replace(year=2031), 5), (TODAY - timedelta(1), 12)):
        (tmp_path / backup(day, seq).name).write_bytes(b"")
    for stranger in ("notes.txt", "ledger-2026-99-01-3.json.gz", "ledger-2026-11-22-3.json", ".ledger.tmp"):
        (tmp_path / stranger).write_bytes(b"")

    assert [found.seq for found in backups.found(tmp_path, DISK)] == [12, 8, 5]


def test_no_folder_means_no_backups(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    assert backups.found(tmp_path / "none", DISK) == []
    assert backups.found(tmp_path / "file", DISK) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:-9],
        lambda data: data[:40],
        lambda data: b"\0" * len(data),
        lambda data: data[:60] + bytes([data[60] ^ 1]) + data[61:],
        lambda data: gzip.compress(gzip.decompress(data).replace(b"words", b"wards")),
        lambda data: gzip.compress(b'{"_default":{}}'),
        lambda data: gzip.decompress(data),
    ],
)
def test_a_damaged_one_is_not_offered(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    backups.take(tmp_path, state(3), TODAY - timedelta(1), DISK)
    backups.take(tmp_path, state(5), TODAY, DISK)
    newest = tmp_path / "ledger-2026-11-22-5.json.gz"
    newest.write_bytes(spoil(newest.read_bytes()))

    assert backups.good(tmp_path, DISK) == [tmp_path / "ledger-2026-11-21-3.json.gz"]
    with pytest.raises(LedgerDamaged):
        backups.read(newest, DISK)


def test_every_flipped_byte_of_a_backup_is_noticed(tmp_path: Path) -> None:
    backups.take(tmp_path, state(3), TODAY, DISK)
    path = next(tmp_path.iterdir())
    whole = path.read_bytes()
    content = gzip.decompress(whole)
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        # A byte of gzip's own header, such as the time, may differ without any harm to what is inside.
        assert not backups.is_good(path, DISK) or gzip.decompress(path.read_bytes()) == content


# Thinning.


def lived(days: list[int], seqs: list[int], migrations: set[int] | None = None) -> list[list[Backup]]:
    """Take a backup after each step of a clock and a ledger; return what was kept after each."""
    day, seq, kept, history = TODAY, 0, list[Backup](), []
    for number, (step, more) in enumerate(zip(days, seqs, strict=True)):
        day = max(date(1990, 1, 1), min(date(2200, 1, 1), day + timedelta(step)))
        seq += more
        kept.append(backup(day, seq))
        if migrations and number in migrations:
            kept.append(backup(day, seq, before_schema=2))
        gone = backups.thin(kept, day)
        kept = [each for each in kept if each not in gone]
        history.append(list(kept))
    return history


STEPS = st.lists(
    st.tuples(st.sampled_from([0, 0, 1, 1, 1, 1, 2, 9, 40, -1, -2, -366, 366, 4000]), st.integers(1, 9)),
    min_size=1,
    max_size=300,
)


@given(STEPS, st.sets(st.integers(0, 299), max_size=4))
def test_whatever_the_clock_does(steps: list[tuple[int, int]], migrations: set[int]) -> None:
    history = lived([days for days, _ in steps], [more for _, more in steps], migrations)

    for number, kept in enumerate(history):
        seq = sum(more for _, more in steps[: number + 1])
        regular = [each for each in kept if each.before_schema is None]
        assert any(each.seq == seq for each in regular), "the newest is always there"
        assert len(regular) <= MOST
        assert len({each.day for each in regular}) == len(regular), "one a day"
        assert len(kept) - len(regular) == len([each for each in migrations if each <= number])


@given(STEPS, st.integers(DAILY, 40))
def test_days_after_a_wrong_clock_are_kept_as_ever(steps: list[tuple[int, int]], sane: int) -> None:
    days = [days for days, _ in steps] + [1] * sane
    seqs = [more for _, more in steps] + [1] * sane

    last = lived(days, seqs)[-1]
    newest = max(last, key=lambda each: each.seq)

    wanted = {newest.day - timedelta(ago) for ago in range(DAILY)}
    assert wanted <= {each.day for each in last}


def test_three_years_of_evenings() -> None:
    kept = lived([1] * 1100, [1] * 1100)[-1]
    today = TODAY + timedelta(1100)
    days = {each.day for each in kept}

    assert {today - timedelta(ago) for ago in range(DAILY)} <= days
    for ago in range(1, WEEKLY):
        monday = today - timedelta(today.weekday() + 7 * ago)
        assert any(monday <= day < monday + timedelta(7) for day in days)
    assert len({(day.year, day.month) for day in days}) == MONTHLY
    assert min(days) == date(2028, 12, 31)


def test_one_evening_in_a_wrong_century_costs_little() -> None:
    before = lived([1] * 400, [1] * 400)[-1]
    year_off = TODAY.replace(year=1999)

    gone = backups.thin([*before, backup(year_off, 401)], year_off)

    assert len(gone) <= 3


def test_older_backups_do_not_go_because_the_clock_ran_ahead() -> None:
    usual = [backup(TODAY - timedelta(ago), 100 - ago) for ago in range(DAILY)]
    ahead = [backup(date(2040, 1, day), 200 + day) for day in range(1, 20)]

    gone = backups.thin([*usual, *ahead, backup(TODAY, 300)], TODAY)

    assert {each.day for each in gone} & {each.day for each in usual} == {TODAY}


@given(st.lists(st.tuples(st.dates(), st.integers(0, 10**9)), max_size=60), st.dates())
def test_thinning_twice_is_thinning_once(found: list[tuple[date, int]], today: date) -> None:
    every = [backup(day, seq) for day, seq in set(found)]
    gone = backups.thin(every, today)
    left = [each for each in every if each not in gone]

    assert backups.thin(left, today) == []
    assert not every or max(every, key=lambda each: (each.seq, each.day)) in left


@given(st.dates(), st.integers(0, 10**18 - 1), st.none() | st.integers(1, 999))
def test_a_name_tells_everything(day: date, seq: int, before: int | None) -> None:
    made = backup(day, seq, before)

    assert backups.named(made.name) == made
