"""Erasing that is killed, or cut off from the current: what is left opens, and erasing again finishes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.store.faults.entries import moment, opened, places_in, save, texts
from tests.store.faults.layers import Killed, Mortal
from tests.store.faults.lives import Unsynced
from tests.store.faults.power_cut import cut_everywhere
from tests.store.faults.recording import RecordingDisk
from tests.store.sealed_evening import quickly
from trust_tui.store import Drafts, Ledger, LedgerLocked, erasing, passphrases

__all__ = ["quickly"]


def evenings(folder: Path, *, is_sealed: bool) -> None:
    """Leave a ledger with all that belongs to it: a part of it in the journal, backups, a copy, a draft."""
    disk = Unsynced()
    folder.mkdir(exist_ok=True)
    ledger = opened(folder, disk)
    save(ledger, "folded")
    if is_sealed:
        passphrase = ledger.passphrase
        assert passphrase is not None
        passphrase.set("words")
    ledger.maintain(moment())
    ledger.save_copy_beside(moment().day)
    Drafts(places_in(folder).drafts, disk, ledger.seal).save("checkin", {"need": "typed"})
    save(ledger, "in the journal")


def erase(folder: Path, disk: RecordingDisk | Mortal) -> None:
    erasing.erase(places_in(folder), disk)


def opens(folder: Path) -> set[str]:
    """Open what is left, as the next start does. Raises where that looks like damage."""
    try:
        return texts(opened(folder, Unsynced()))
    except LedgerLocked:
        seal = passphrases.unlocked(places_in(folder), Unsynced(), "words")
        return texts(Ledger.open(places_in(folder), moment=moment(), disk=Unsynced(), seal=seal))


def check(folder: Path, _promised: frozenset[str] = frozenset()) -> None:
    """See that it opens, holds nothing strange, and that erasing again leaves nothing."""
    assert opens(folder) <= {"folded", "in the journal"}
    assert not erasing.erase(places_in(folder), Unsynced()).left
    assert not [path for path in folder.rglob("*") if path.is_file()]
    assert opens(folder) == set()


def killed(folder: Path, *, is_sealed: bool) -> Iterator[Path]:
    """Yield folders in each of which erasing was killed one effect later."""
    effect = 0
    while True:
        root = folder / f"{effect}"
        evenings(root, is_sealed=is_sealed)
        mortal = Mortal(RecordingDisk(root), effect)
        with suppress(Killed):
            erase(root, mortal)
        mortal.bury()
        yield root
        if not mortal.is_dead:
            return
        effect += 1


@pytest.mark.parametrize("is_sealed", [False, True])
def test_killed_at_each_effect(quickly: None, tmp_path: Path, *, is_sealed: bool) -> None:
    count = 0
    for folder in killed(tmp_path, is_sealed=is_sealed):
        check(folder)
        count += 1
    assert count > 15


@pytest.mark.parametrize("is_sealed", [False, True])
def test_the_power_goes_at_any_moment(quickly: None, tmp_path: Path, *, is_sealed: bool) -> None:
    root, work = tmp_path / "root", tmp_path / "work"
    evenings(root, is_sealed=is_sealed)
    work.mkdir()
    erase(root, disk := RecordingDisk(root))
    verdict = cut_everywhere(disk, check, work)
    assert verdict.loss is None
    assert verdict.states > 10


def test_without_making_each_step_last_it_would_look_damaged(tmp_path: Path) -> None:
    class Forgetful(RecordingDisk):
        def sync_folder(self, folder: Path) -> None:
            pass

    root, work = tmp_path / "root", tmp_path / "work"
    evenings(root, is_sealed=False)
    work.mkdir()
    erase(root, disk := Forgetful(root))
    loss = cut_everywhere(disk, check, work).loss
    assert loss is not None
    assert "is gone, and its" in loss
