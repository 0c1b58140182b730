"""Going back to a backup by choice, and the program dies, the disk fails, or the power goes over it.

At each moment it is the ledger as it was or as it was then, and what it was is kept beside that.
"""

from __future__ import annotations

import itertools
from contextlib import suppress
from pathlib import Path

import pytest

from tests.store.crashing import Crash, CrashingDisk
from tests.store.faults.entries import moment, opened, places_in, save, texts
from tests.store.faults.lives import Unsynced
from tests.store.faults.power_cut import cut_everywhere
from tests.store.faults.recording import RecordingDisk
from tests.store.faults.test_each_effect import Ailing
from tests.store.sealed_evening import WORDS, of, quickly
from trust_tui.model.kept import Topic
from trust_tui.services.generations import Generations
from trust_tui.store import Disk, Ledger, LedgerError, Seal, passphrases
from trust_tui.store.copies import read_copy
from trust_tui.store.mapping import to_record

pytestmark = pytest.mark.usefixtures("quickly")
__all__ = ["quickly"]

THEN, NOW = {"one"}, {"one", "two", "three"}


def lived_in(folder: Path, *, is_sealed: bool) -> None:
    """Leave a backup with one entry, and a ledger with two more, one of them in its journal."""
    ledger = opened(folder, Unsynced())
    save(ledger, "one")
    if is_sealed:
        of(ledger).set(WORDS)
    ledger.maintain(moment())
    save(ledger, "two")
    ledger._keeper.fold()
    save(ledger, "three")


def seal_of(folder: Path) -> Seal | None:
    places, disk = places_in(folder), Unsynced()
    return passphrases.unlocked(places, disk, WORDS) if passphrases.is_locked(places, disk) else None


def go_back(folder: Path, disk: Disk) -> None:
    generations = Generations(places_in(folder), lambda: moment(1), seal_of(folder))
    (first,) = generations.all()
    generations._disk = disk
    generations.restore(first)


def found_in(folder: Path) -> set[str]:
    """Return what the next start finds, once it is seen that nothing of what was there before is gone."""
    places, seal = places_in(folder), seal_of(folder)
    ledger = Ledger.open(places, moment=moment(1), disk=Unsynced(), seal=seal)
    assert ledger.read_only is None
    found = texts(ledger)
    kept = [found]
    for path in folder.glob("ledger.json.replaced-*"):
        rows = read_copy(path, Unsynced(), ledger.seal.sealer).table(Topic.kind).rows.values()
        kept.append({to_record(Topic, dict(doc)).text for doc in rows})
    assert NOW in kept, "what was there before is nowhere any more"
    save(ledger, "later")
    ledger.close(moment(1))
    assert texts(Ledger.open(places, moment=moment(1), disk=Unsynced(), seal=seal)) == found | {"later"}
    return found


sealed_or_not = pytest.mark.parametrize("is_sealed", [False, True], ids=["readable", "sealed"])


@sealed_or_not
@pytest.mark.parametrize("share", [0.0, 0.5])
def test_killed_at_each_effect(tmp_path: Path, is_sealed: bool, share: float) -> None:
    met = []
    for effect in itertools.count():
        folder = tmp_path / str(effect)
        folder.mkdir()
        lived_in(folder, is_sealed=is_sealed)
        disk = CrashingDisk()
        disk.die_at((effect, share))
        with suppress(Crash):
            go_back(folder, disk)
            break
        met.append(found_in(folder))
    assert found_in(folder) == THEN
    assert NOW in met
    assert THEN in met


@sealed_or_not
def test_an_error_at_each_call(tmp_path: Path, is_sealed: bool) -> None:
    for number in itertools.count(1):
        folder = tmp_path / str(number)
        folder.mkdir()
        lived_in(folder, is_sealed=is_sealed)
        disk = Ailing(range(number, number + 1))
        is_told = False
        try:
            go_back(folder, disk)
        except LedgerError:
            is_told = True
        # After the one step that decides it, nobody can tell whether the disk has it: one is told then too.
        assert found_in(folder) in ((NOW, THEN) if is_told else (THEN,))
        if not disk.hits:
            break
    assert number > 5


@sealed_or_not
def test_the_power_goes_at_each_moment(tmp_path: Path, is_sealed: bool) -> None:
    root, work = tmp_path / "root", tmp_path / "work"
    root.mkdir()
    work.mkdir()
    lived_in(root, is_sealed=is_sealed)
    disk = RecordingDisk(root)
    go_back(root, disk)
    disk.acknowledge("gone back")

    def check(folder: Path, promised: frozenset[str]) -> None:
        found = found_in(folder)
        assert found in (THEN, NOW)
        assert found == THEN or not promised

    verdict = cut_everywhere(disk, check, work)
    assert verdict.loss is None
    assert verdict.states > 15
