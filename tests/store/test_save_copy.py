"""A copy holds what is in memory and takes nothing's place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.evening import add, files, opened, places_in, stop, texts, topic
from trust_tui.store import (
    Disk,
    DiskFull,
    Ledger,
    PlaceProblem,
    Places,
    WriteFailed,
    snapshot,
)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return places_in(tmp_path / "data")


def test_a_copy_holds_what_is_in_memory_and_opens_like_any_ledger(places: Places, tmp_path: Path) -> None:
    ledger = opened(places)
    add(ledger, "x")
    with ledger.transaction() as tx:
        tx.add(topic("not yet saved"))
        ledger.save_copy(tmp_path / "ours.json")

    copy = opened(places_in(tmp_path))
    assert texts(copy) == ["x"]
    add(copy, "only in the copy")
    assert texts(opened(places)) == ["x", "not yet saved"]


def test_a_copy_of_what_was_only_in_memory_is_a_ledger_of_its_own(places: Places, tmp_path: Path) -> None:
    ledger = Ledger.in_memory()
    add(ledger, "x")
    ledger.save_copy(tmp_path / "ours.json")

    assert texts(opened(places_in(tmp_path))) == ["x"]
    assert snapshot.parse((tmp_path / "ours.json").read_bytes(), tmp_path).ledger


@pytest.mark.parametrize("taken", ["file", "folder", "link"])
def test_a_copy_takes_no_others_place(places: Places, tmp_path: Path, taken: str) -> None:
    ledger = opened(places)
    add(ledger, "x")
    path = tmp_path / "copy.json"
    match taken:
        case "file":
            path.write_bytes(b"somebody's")
        case "folder":
            path.mkdir()
        case "link":
            path.symlink_to(tmp_path / "nowhere")
    before = files(tmp_path)

    with pytest.raises(PlaceProblem, match="is there already"):
        ledger.save_copy(path)

    assert files(tmp_path) == before
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("step", ["create", "write", "sync"])
def test_a_copy_that_does_not_fit_leaves_nothing(
    places: Places, tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk()
    ledger = opened(places, disk)
    add(ledger, "x")
    before = files(tmp_path)
    monkeypatch.setattr(disk, step, stop)

    with pytest.raises(DiskFull):
        ledger.save_copy(tmp_path / "copy.json")

    assert files(tmp_path) == before


def test_a_copy_into_a_folder_that_is_missing_says_so(places: Places, tmp_path: Path) -> None:
    ledger = opened(places)

    with pytest.raises(WriteFailed, match="No such file"):
        ledger.save_copy(tmp_path / "missing" / "copy.json")
