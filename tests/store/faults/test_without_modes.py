"""A file system that knows no modes, as on a stick: a ledger is kept there all the same."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.store.faults.entries import leftovers, moment, opened, places_in, save, saved_in


@pytest.fixture(autouse=True)
def without_modes(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "fchmod", refuse)
    monkeypatch.setattr(Path, "chmod", refuse)


def test_a_ledger_is_kept_where_no_mode_can_be_set(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    ledger = opened(folder)
    save(ledger, "a")
    ledger.maintain(moment(1))
    assert ledger.notices() == []
    ledger.close(moment(1))
    assert saved_in(folder) == {"a"}
    assert leftovers(folder) == []
    assert places_in(folder).backups.is_dir()
