"""Folding and backups happen in quiet moments; their trouble is told once and costs no save."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.evening import NOW, add, files, later, opened, places_in, stop, texts
from trust_tui.store import (
    Disk,
    Places,
)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return places_in(tmp_path / "data")


def test_maintaining_folds_and_keeps_a_backup(places: Places) -> None:
    ledger = opened(places)
    add(ledger, "x")
    ledger.maintain(NOW)

    assert places.journal.read_bytes() == b""
    assert [path.name for path in places.backups.iterdir()] == ["ledger-2026-11-22-1.json.gz"]
    assert ledger.notices() == []


def test_after_the_end_there_is_nothing_to_maintain(places: Places) -> None:
    ledger = opened(places)
    add(ledger, "x")
    ledger.close(NOW)
    before = files(places.ledger.parent)

    ledger.maintain(later(days=1))

    assert files(places.ledger.parent) == before
    assert ledger.notices() == []


def test_trouble_is_told_once_until_it_is_over(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk()
    ledger = opened(places, disk)
    add(ledger, "x")
    with monkeypatch.context() as broken:
        broken.setattr(disk, "write_beside", stop)
        ledger.maintain(NOW)
        ledger.maintain(later(days=1))
        (notice,) = ledger.notices()
        assert notice.startswith("Everything is saved, though not yet tidied up. The disk is full")
    ledger.maintain(NOW)
    assert ledger.notices() == []

    add(ledger, "y")
    monkeypatch.setattr(disk, "write_beside", stop)
    ledger.maintain(later(days=2))

    assert len(ledger.notices()) == 1
    assert texts(opened(places)) == ["x", "y"]


def test_a_fold_that_fails_at_the_end_loses_nothing(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk()
    ledger = opened(places, disk)
    add(ledger, "x")
    monkeypatch.setattr(disk, "write_beside", stop)
    ledger.close(NOW)

    assert len(ledger.notices()) == 1
    assert texts(opened(places)) == ["x"]
    assert not list(places.ledger.parent.glob(".*"))


def test_a_backup_that_cannot_be_written_costs_no_save(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = opened(places)
    add(ledger, "x")
    places.backups.write_bytes(b"a file where the folder belongs")

    ledger.maintain(NOW)

    (notice,) = ledger.notices()
    assert "Today's backup could not be written" in notice
    assert "The ledger itself is saved." in notice
    assert places.journal.read_bytes() == b""
