"""The power-cut simulator itself, on protocols of two lines whose faults are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.faults.medium import Medium
from tests.store.faults.mutants import OverwritesInPlace, WithoutFolderSync, WithoutSync
from tests.store.faults.power_cut import Verdict, cut_everywhere
from tests.store.faults.recording import Cut, Named, RecordingDisk, State, Synced, SyncFailed, Written

OLD, NEW = b"old" * 400, b"new" * 500


def _write_whole(disk: RecordingDisk, root: Path) -> None:
    disk.write_whole(root / "note.json", NEW)
    disk.acknowledge("new")


def _old_or_new(folder: Path, promised: frozenset[str]) -> None:
    content = (folder / "note.json").read_bytes()
    assert content == NEW or (content == OLD and not promised)


def _verdict(kind: type[RecordingDisk], tmp_path: Path) -> Verdict:
    root, work = tmp_path / "root", tmp_path / "work"
    root.mkdir()
    work.mkdir()
    (root / "note.json").write_bytes(OLD)
    disk = kind(root)
    _write_whole(disk, root)
    return cut_everywhere(disk, _old_or_new, work)


def test_a_file_written_whole_survives_every_cut(tmp_path: Path) -> None:
    verdict = _verdict(RecordingDisk, tmp_path)
    assert verdict.loss is None
    assert verdict.states > 10


@pytest.mark.parametrize("kind", [WithoutSync, WithoutFolderSync, OverwritesInPlace])
def test_each_safeguard_left_out_is_caught(kind: type[RecordingDisk], tmp_path: Path) -> None:
    assert _verdict(kind, tmp_path).loss is not None


def _after(*effects: Written | Cut | Named | Synced | SyncFailed) -> list[State]:
    medium = Medium.holding({Path("a"): b"0123456789"})
    for effect in effects:
        medium.take(effect)
    return list(medium.after_a_power_cut())


@pytest.mark.parametrize(
    ("effects", "possible"),
    [
        ([Written(1, 10, b"abc")], [b"0123456789", b"0123456789abc", b"0123456789a", b"0123456789\0\0\0"]),
        ([Cut(1, 4)], [b"0123456789", b"0123"]),
        ([Cut(1, 0), Written(1, 0, b"abc")], [b"abc3456789", b"", b"a", b"\0\0\0"]),
    ],
)
def test_what_was_not_synced_may_be_anything(effects: list[Written | Cut], possible: list[bytes]) -> None:
    found = [state[Path("a")] for state in _after(*effects)]
    assert [content for content in possible if content not in found] == []


def test_what_was_synced_is_there() -> None:
    assert _after(Written(1, 10, b"abc"), Synced(1)) == [{Path("a"): b"0123456789abc"}]


def test_a_later_write_may_arrive_before_an_earlier_one() -> None:
    first, second = Written(1, 10, b"a" * 2000), Written(1, 2010, b"b")
    found = [state[Path("a")] for state in _after(first, second)]
    assert b"0123456789" + b"\0" * 2000 + b"b" in found
    assert any(content and content.endswith(b"ab") and b"\0" in content for content in found)


def test_a_sync_that_works_says_nothing_about_one_that_failed() -> None:
    found = _after(Written(1, 10, b"abc"), SyncFailed(1), Synced(1))
    assert {Path("a"): b"0123456789"} in found
    assert {Path("a"): b"0123456789abc"} in found
    assert _after(Written(1, 10, b"abc"), SyncFailed(1), Cut(1, 10), Synced(1)) == [
        {Path("a"): b"0123456789"}
    ]


def test_what_happened_to_one_name_happened_in_order() -> None:
    states = _after(Named({Path("a"): None, Path("b"): 1}), Named({Path("a"): 7}))
    assert all(Path("b") in state for state in states if state.get(Path("a")) == b"")


def test_a_file_in_a_folder_that_never_came_to_be_is_gone() -> None:
    states = _after(Named({Path("new"): -1}), Named({Path("new/b"): 7}))
    assert {Path("a"): b"0123456789", Path("new"): None} in states
    assert all(Path("new") in state for state in states if Path("new/b") in state)


def test_a_rename_is_done_or_not() -> None:
    states = _after(Named({Path("a"): None, Path("b"): 1}))
    assert sorted(map(list, states)) == [[Path("a")], [Path("b")]]
