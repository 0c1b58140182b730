"""A machine keeps its id, or does without."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from trust_tui.store.disk import Disk
from trust_tui.store.identity import device_id


class Full(Disk):
    def create(self, path: Path) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_machine_keeps_its_id(tmp_path: Path) -> None:
    first = device_id(tmp_path / "state" / "ours", Disk())

    assert device_id(tmp_path / "state" / "ours", Disk()) == first
    assert device_id(tmp_path / "another machine", Disk()) != first
    assert len(first) == 16


def test_where_it_cannot_be_kept_each_run_has_its_own(tmp_path: Path) -> None:
    assert device_id(tmp_path, Full()) != device_id(tmp_path, Full())


@pytest.mark.parametrize("content", [b"", b"short", b"\xff\xfe", b"0123456789abcdef and more", b"\0" * 16])
def test_an_id_that_is_none_is_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "device").write_bytes(content)

    fresh = device_id(tmp_path, Disk())

    assert len(fresh) == 16
    assert device_id(tmp_path, Disk()) == fresh


def test_a_folder_in_its_place_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "device").mkdir()

    assert device_id(tmp_path, Disk())
