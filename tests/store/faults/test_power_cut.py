"""The power goes at every moment of an evening, a migration, a rescue, a kill: nothing saved is lost.

Each safeguard is then left out, one at a time, and the very same proof has to notice.
"""

from __future__ import annotations

import itertools
import os
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.store.faults.lives import LIVES, WENT_WELL, Life, failing_at, killed_at, killed_at_the_first_start
from tests.store.faults.mutants import (
    CutsBeforeItReplaces,
    NoLinks,
    OverwritesInPlace,
    Witness,
    any_checksum,
    any_number,
    without,
)
from tests.store.faults.power_cut import Verdict, cut_everywhere
from tests.store.faults.recording import Acknowledged, RecordingDisk
from tests.store.faults.upheavals import UPHEAVALS
from trust_tui.store import journal, journalfile, rescue
from trust_tui.store.journalfile import JournalFile
from trust_tui.store.state import State, Table

pytestmark = pytest.mark.slow

Series = Callable[[int], Life]
"""Lives that are the same until something happens at one effect or another."""

SERIES: dict[str, Series] = {
    "killed": killed_at,
    "killed at the first start": killed_at_the_first_start,
    "an error": partial(failing_at, times=1),
    "two errors in a row": partial(failing_at, times=2),
    **{f"killed before {name}": upheaval.killed_at for name, upheaval in UPHEAVALS.items()},
}


class Proof:
    """Lives that are lived and cut, always with the same chance, so that no state is looked at twice."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, kind: type[RecordingDisk]) -> None:
        self.kind = kind
        self._folder = folder
        self._monkeypatch = monkeypatch
        self._numbers = itertools.count()
        self._tried: set[tuple[int, int]] = set()

    def live(self, life: Life) -> RecordingDisk:
        """Live a life and return the recording."""
        self._monkeypatch.setattr(os, "urandom", random.Random(0).randbytes)
        root = self._folder / f"root-{next(self._numbers)}"
        root.mkdir()
        life.begin(root)
        disk = self.kind(root)
        life.live(root, disk)
        return disk

    def cut(self, disk: RecordingDisk, life: Life) -> Verdict:
        """Cut the power everywhere in a recording."""
        work = self._folder / f"work-{next(self._numbers)}"
        work.mkdir()
        return cut_everywhere(disk, life.check, work, self._tried)

    def verdicts(self, name: str) -> Iterator[Verdict]:
        """Cut the power everywhere in a life, or in each life of a series."""
        if name not in SERIES:
            life = ALL[name]
            yield self.cut(self.live(life), life)
            return
        for effect in itertools.count():
            life = SERIES[name](effect)
            disk = self.live(life)
            yield self.cut(disk, life)
            if Acknowledged(WENT_WELL) in disk.effects:
                return

    def loss(self, name: str) -> str | None:
        """Return the first thing that went wrong, or None."""
        try:
            return next((verdict.loss for verdict in self.verdicts(name) if verdict.loss), None)
        except Exception as error:  # noqa: BLE001 - a mutant may not even get through an evening
            return repr(error)


ALL = {**LIVES, **{name: upheaval.life for name, upheaval in UPHEAVALS.items()}}

Prove = Callable[..., Proof]


@pytest.fixture
def prove(monkeypatch: pytest.MonkeyPatch) -> Iterator[Prove]:
    # Thousands of small files that need not last: in memory where that can be had.
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield lambda kind=RecordingDisk: Proof(Path(folder), monkeypatch, kind)


@pytest.mark.parametrize("name", ALL)
def test_nothing_that_was_called_saved_is_lost(prove: Prove, name: str) -> None:
    (verdict,) = prove().verdicts(name)
    assert verdict.loss is None
    assert verdict.states > 15


@pytest.mark.parametrize("name", UPHEAVALS)
def test_nor_where_no_file_has_two_names(prove: Prove, name: str) -> None:
    (verdict,) = prove(NoLinks).verdicts(name)
    assert verdict.loss is None


@pytest.mark.parametrize("name", SERIES)
def test_nor_when_something_else_went_wrong_before(prove: Prove, name: str) -> None:
    verdicts = list(prove().verdicts(name))
    assert [verdict.loss for verdict in verdicts if verdict.loss] == []
    assert len(verdicts) > 6
    assert sum(verdict.states for verdict in verdicts) > 100


# The safeguards. Each is one line somewhere in the store.

SYNCS = {
    ("sync_data", "append"): "the first saves",
    ("sync", "write_beside"): "evenings",
    ("sync_folder", "put_in_place"): "evenings",
    ("sync", "cut"): "evenings",
    ("sync", "settle"): "killed",
    ("sync_folder", "settle"): "the first saves",
    ("sync_folder", "make_folders"): "a draft",
    ("sync_folder", "settle_folders"): "killed at the first start",
    ("sync_folder", "take"): "killed before a new form",
    ("sync_folder", "_make_last"): "killed before a new form",
    ("sync_folder", "write_new"): "a torn line",
    ("sync_folder", "keep_aside"): "the newest backup",
    ("sync_folder", "set_aside"): "an older backup",
    ("sync", "_take_back"): "an error",
    ("sync", "spoil"): "two errors in a row",
}
"""What the store waits for, in which function, and in which life it is missed."""


@pytest.mark.parametrize(("step", "within"), SYNCS)
def test_each_wait_for_the_disk_is_needed(prove: Prove, step: str, within: str) -> None:
    assert prove(without(step, within)).loss(SYNCS[step, within])


def test_no_wait_for_the_disk_is_forgotten_here(prove: Prove) -> None:
    proof = prove(Witness)
    for name in ALL:
        proof.live(ALL[name])
    for series in SERIES.values():
        for effect in range(12):
            proof.live(series(effect))
    assert Witness.waits == set(SYNCS)


@pytest.mark.parametrize("kind", [CutsBeforeItReplaces, OverwritesInPlace])
def test_the_order_of_a_fold_is_needed(prove: Prove, kind: type[RecordingDisk]) -> None:
    assert prove(kind).loss("evenings")


def _only_beyond_itself(state: State, *_: object) -> State:
    return replace(state, seq=state.seq + 1)


@pytest.mark.parametrize(
    ("where", "safeguard", "mutant", "name"),
    [
        (journal, "_is_good", any_checksum, "the first saves"),
        (journal, "_is_unfinished", lambda *_: False, "the first saves"),
        (journal, "replay", any_number, "an older backup"),
        (journalfile, "cut", lambda *_: None, "a torn line"),
        (JournalFile, "unsettle", lambda _: None, "killed"),
        (JournalFile, "_take_back", lambda *_: None, "an error"),
        (Table, "holds", lambda *_: True, "an older backup"),
        (rescue, "_later_than_all", _only_beyond_itself, "an older backup"),
    ],
)
def test_every_other_safeguard_is_needed(
    prove: Prove, monkeypatch: pytest.MonkeyPatch, where: Any, safeguard: str, mutant: Any, name: str
) -> None:
    monkeypatch.setattr(where, safeguard, mutant)
    assert prove().loss(name)
