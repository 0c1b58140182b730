"""Two programs, and something goes wrong at the one moment at which the other is looking."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from tests.store.faults.entries import moment, opened, places_in, save, saved_in, texts
from tests.store.faults.lives import Unsynced, one_of_each
from trust_tui.model.kept import Topic
from trust_tui.store import LedgerReplaced, WriteFailed
from trust_tui.store.disk import Disk, StatKey

KNOWN = {"folded", "in the journal"}


class WithoutClock(Unsynced):
    """A file system that cannot tell two moments apart, as some can for a second or two."""

    def stat_key(self, path: Path) -> StatKey | None:
        key = super().stat_key(path)
        return key and (*key[:3], 0)


class Stumbles(Unsynced):
    """A disk that says, the next time it was told to cut a file and has done so, that it could not."""

    def __init__(self) -> None:
        self.will = False

    def truncate(self, descriptor: int, length: int) -> None:
        super().truncate(descriptor, length)
        if self.will:
            self.will = False
            raise OSError(errno.EIO, os.strerror(errno.EIO))


class StumblesWithoutClock(Stumbles, WithoutClock):
    """Both at once."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ours").mkdir()
    one_of_each(tmp_path / "ours")
    return tmp_path / "ours"


def _length_of(folder: Path, text: str) -> int:
    """Return how long the next line in the journal would be with this text."""
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    before = places_in(copy).journal.stat().st_size
    save(opened(copy, Unsynced()), text)
    length = places_in(copy).journal.stat().st_size - before
    shutil.rmtree(copy)
    return length


def _tear(folder: Path, length: int) -> None:
    """Leave so many bytes of a line that somebody began and never finished."""
    with places_in(folder).journal.open("ab") as file:
        file.write(b'0a1b2c3d 9999 {"ledger":'.ljust(length, b"x"))


def _wait_for_the_clock(path: Path) -> None:
    """Return once a file written now has another time than `path`."""
    probe = path.with_name("probe")
    while True:
        probe.write_bytes(b"")
        if probe.stat().st_mtime_ns != path.stat().st_mtime_ns:
            break
    probe.unlink()


@pytest.mark.parametrize("kind", [Unsynced, WithoutClock])
def test_a_whole_line_takes_the_place_of_a_torn_one_of_the_same_length(
    folder: Path, kind: type[Disk]
) -> None:
    running = opened(folder, kind())
    length = _length_of(folder, "other")
    _tear(folder, length)
    running.catch_up()
    seen = places_in(folder).journal.stat().st_size
    _wait_for_the_clock(places_in(folder).journal)

    other = opened(folder, Unsynced())  # sets the torn line aside
    save(other, "other")
    assert places_in(folder).journal.stat().st_size == seen

    save(running, "mine")
    assert texts(running) == {*KNOWN, "other", "mine"}
    running.close(moment())
    assert saved_in(folder) == {*KNOWN, "other", "mine"}


@pytest.mark.parametrize("kind", [Stumbles, StumblesWithoutClock])
def test_a_torn_line_was_cut_with_an_error_and_a_whole_one_has_its_length(
    folder: Path, kind: type[Stumbles]
) -> None:
    running = opened(folder, disk := kind())
    length = _length_of(folder, "other")
    _tear(folder, length)
    seen = places_in(folder).journal.stat().st_size
    disk.will = True
    with pytest.raises(WriteFailed):
        save(running, "not now")
    save(opened(folder, Unsynced()), "other")
    assert places_in(folder).journal.stat().st_size == seen

    save(running, "mine")

    assert texts(running) == {*KNOWN, "other", "mine"}
    running.close(moment())
    assert saved_in(folder) == {*KNOWN, "other", "mine"}


@pytest.mark.parametrize("entries", [["other"], ["other", "o" * 500, "another"]], ids=["as-long", "longer"])
@pytest.mark.parametrize("kind", [Stumbles, StumblesWithoutClock])
def test_a_fold_that_failed_at_its_end_and_others_who_went_on(
    folder: Path, entries: list[str], kind: type[Stumbles]
) -> None:
    running = opened(folder, disk := kind())
    running.maintain(moment())
    save(running, "mine!")
    disk.will = True
    running.maintain(moment(1))
    assert any("saved" in notice for notice in running.notices())
    other = opened(folder, Unsynced())
    for text in entries:
        save(other, text)

    running.catch_up()
    assert texts(running) == {*KNOWN, "mine!", *entries}
    save(running, "after")
    running.close(moment(1))
    assert saved_in(folder) == {*KNOWN, "mine!", "after", *entries}


class Forgetful(Unsynced):
    """Asks once how a file is and goes by that, as a network file system may for some seconds."""

    def __init__(self) -> None:
        self._known: dict[Path, StatKey | None] = {}

    def stat_key(self, path: Path) -> StatKey | None:
        if path not in self._known:
            self._known[path] = super().stat_key(path)
        return self._known[path]

    def open(self, path: Path) -> int:
        self._known.pop(path, None)
        return super().open(path)


def test_a_network_file_system_that_tells_old_news(folder: Path) -> None:
    elsewhere, here = opened(folder, Forgetful()), opened(folder, Unsynced())
    save(here, "here")

    with pytest.raises(WriteFailed):
        save(elsewhere, "there")
    save(elsewhere, "there")

    assert texts(elsewhere) == {*KNOWN, "here", "there"}
    here.close(moment())
    assert saved_in(folder) == {*KNOWN, "here", "there"}


class Dead(Unsynced):
    """A disk that is gone for a while: a line reaches the system's memory, and nothing else works."""

    def __init__(self) -> None:
        self.is_dead = False

    def _ask(self) -> None:
        if self.is_dead:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def write(self, descriptor: int, data: bytes, at: int = 0) -> None:
        if data.startswith(b"\0"):
            self._ask()
        super().write(descriptor, data, at)

    def truncate(self, descriptor: int, length: int) -> None:
        self._ask()
        super().truncate(descriptor, length)

    def sync_data(self, descriptor: int) -> None:
        self._ask()


@pytest.mark.parametrize("second", ["a walk", "a walk by the sea", "a"], ids=["as-long", "longer", "shorter"])
def test_a_line_was_seen_by_another_before_it_was_taken_away_and_written_again(
    folder: Path, second: str
) -> None:
    mine, other = opened(folder, disk := Dead()), opened(folder, Unsynced())
    disk.is_dead = True
    with pytest.raises(WriteFailed):
        save(mine, "a walk")
    other.catch_up()  # takes the line for saved
    disk.is_dead = False
    _wait_for_the_clock(places_in(folder).journal)
    save(mine, second)
    (topic,) = (topic for topic in mine.all(Topic) if topic.text == second)

    with pytest.raises(LedgerReplaced):
        save(other, "on top of it")
    other.close(moment())

    assert opened(folder, Unsynced()).get(Topic, topic.id) == topic
    assert texts(mine) == saved_in(folder) == {*KNOWN, second}
