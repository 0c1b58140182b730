"""A link in the ledger's place is followed and kept; one in a companion's is never written through."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.store.evening import NOW, add, opened, places_in, texts
from trust_tui.store import (
    LedgerDamaged,
    LedgerReadOnly,
    Places,
    WriteFailed,
)

needs_modes = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return places_in(tmp_path / "data")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_a_ledger_that_is_a_link_is_followed_and_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "here").mkdir()
    real, link = tmp_path / "real" / "ours.json", tmp_path / "here" / "link.json"
    link.symlink_to(real)
    places = Places.resolve(link, {"HOME": str(tmp_path)})

    ledger = opened(places)
    add(ledger, "x")
    ledger.maintain(NOW)
    add(ledger, "y")
    ledger.close(NOW)

    assert link.is_symlink()
    assert link.readlink() == real
    assert [path.name for path in link.parent.iterdir()] == ["link.json"]
    assert not real.is_symlink()
    assert texts(opened(places)) == ["x", "y"]
    with TinyDB(link, access_mode="r") as plain:
        assert len(plain.table("topic")) == 2


def linked(path: Path, target: str) -> Path:
    """Put a link in the place of a file, and return what it points to."""
    there = path.parent.parent / target
    if target != "nowhere":
        there.write_bytes(b"" if target == "empty" else b"somebody's")
        there.chmod(0o640)
    path.unlink(missing_ok=True)
    path.symlink_to(there)
    return there


def untouched(there: Path) -> bool:
    if there.name == "nowhere":
        return not there.exists()
    return (there.read_bytes(), mode(there)) == (b"" if there.name == "empty" else b"somebody's", 0o640)


@needs_modes
@pytest.mark.parametrize("companion", ["lock", "journal"])
@pytest.mark.parametrize("target", ["there", "empty", "nowhere"])
def test_a_link_in_the_place_of_a_companion_is_not_written_through(
    places: Places, companion: str, target: str
) -> None:
    ledger = opened(places)
    add(ledger, "x")
    ledger.close(NOW)
    path: Path = getattr(places, companion)
    there = linked(path, target)

    if (companion, target) == ("journal", "there"):
        with pytest.raises(LedgerDamaged, match="an entry in it is damaged"):
            opened(places)
    else:
        ledger = opened(places)
        assert texts(ledger) == ["x"], "it can be read"
        with pytest.raises((WriteFailed, LedgerReadOnly)):
            add(ledger, "y")
        ledger.maintain(NOW)
        ledger.close(NOW)
        assert texts(ledger) == ["x"]

    assert path.is_symlink()
    assert untouched(there)


@needs_modes
@pytest.mark.parametrize("target", ["there", "nowhere"])
def test_a_link_with_the_name_of_todays_backup_is_told_of_and_not_written_through(
    places: Places, target: str
) -> None:
    ledger = opened(places)
    add(ledger, "x")
    places.backups.mkdir()
    path = places.backups / "ledger-2026-11-22-1.json.gz"
    there = linked(path, target)

    ledger.maintain(NOW)

    (notice,) = ledger.notices()
    assert f"{path} is a link" in notice
    assert path.is_symlink()
    assert untouched(there)
