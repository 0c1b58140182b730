"""What a real medium holds while an evening is lived: its image is copied before each effect, and mounted.

A file system of today (ext4) and one without a journal of its own (ext2). It shows fewer states than the
simulator, and that the calls by which the store waits for the disk are the right ones.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.store.faults.entries import moment, opened, save, texts
from tests.store.faults.lives import LONG, Unsynced
from tests.store.faults.mounts import make_image, mounted_image, repair
from trust_tui.store import LedgerDamaged
from trust_tui.store.disk import Disk

pytestmark = pytest.mark.slow


class Photographed(Disk):
    """A real disk. Before each effect the image that it lies on is copied."""

    def __init__(self, image: Path, folder: Path) -> None:
        self._image = image
        self._folder = folder
        self.saved: set[str] = set()
        self.photographs: list[tuple[Path, set[str]]] = []

    def photograph(self) -> None:
        """Copy what would be there if the power went now, and note what has to be."""
        copy = self._folder / f"{len(self.photographs)}.img"
        shutil.copyfile(self._image, copy)
        self.photographs.append((copy, set(self.saved)))


class PhotographedAndForgetful(Photographed):
    """One that waits for nothing."""

    def sync(self, descriptor: int) -> None:
        pass

    def sync_data(self, descriptor: int) -> None:
        pass

    def sync_folder(self, folder: Path) -> None:
        pass


def _photographed(call: str) -> Any:
    works = getattr(Disk, call)

    def photographs(self: Photographed, *args: Any) -> Any:
        self.photograph()
        return works(self, *args)

    return photographs


for _call in ("write", "truncate", "replace"):
    setattr(Photographed, _call, _photographed(_call))


def _live(image: Path, tmp_path: Path, kind: type[Photographed]) -> Photographed:
    (tmp_path / "photographs").mkdir()
    disk = kind(image, tmp_path / "photographs")
    with mounted_image(image, tmp_path / "medium") as medium:
        folder = medium / "ours"
        ledger = opened(folder, disk)
        for number, text in enumerate(("a", LONG, "b", "c", "d")):
            save(ledger, text)
            disk.saved.add(text)
            disk.photograph()
            if number % 2:
                ledger.maintain(moment(number))
        ledger.close(moment(5))
        disk.photograph()
    return disk


def _missing(disk: Photographed, tmp_path: Path) -> list[set[str]]:
    """Return what of the saved entries is missing on each photograph."""
    missing = []
    for number, (copy, saved) in enumerate(disk.photographs):
        repair(copy)
        found = set()
        with mounted_image(copy, tmp_path / f"copy-{number}") as medium:
            try:
                found = texts(opened(medium / "ours", Unsynced()))
            except LedgerDamaged:
                saved.add("a ledger that can be opened")
        assert len(found - saved) <= 1
        missing.append(saved - found)
        copy.unlink()
    return missing


@pytest.mark.parametrize("kind", ["ext4", "ext2"])
def test_what_was_called_saved_is_on_the_medium(tmp_path: Path, kind: str) -> None:
    make_image(tmp_path / "image", kind)
    disk = _live(tmp_path / "image", tmp_path, Photographed)
    assert len(disk.photographs) > 25
    assert not any(_missing(disk, tmp_path))


def test_a_disk_that_waits_for_nothing_is_caught(tmp_path: Path) -> None:
    make_image(tmp_path / "image", "ext4")
    disk = _live(tmp_path / "image", tmp_path, PhotographedAndForgetful)
    assert any(_missing(disk, tmp_path))
