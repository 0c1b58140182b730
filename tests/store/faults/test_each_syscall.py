"""Each system call of an evening is its last, or fails: opening, saving, drafting, folding, backing up."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.store.faults.entries import leftovers, moment, opened, places_in, save, saved_in
from tests.store.faults.nursery import Event, Nursery, values
from tests.store.faults.programs import Job
from tests.store.faults.strace import calls_in, need_strace, run_traced
from trust_tui.store.disk import Disk
from trust_tui.store.drafts import Drafts

pytestmark = pytest.mark.slow


def _nothing(folder: Path) -> set[str]:
    folder.mkdir()
    return set()


def _a_ledger(folder: Path) -> set[str]:
    """Make a ledger with entries in its file and in its journal, and a draft."""
    folder.mkdir()
    ledger = opened(folder)
    save(ledger, "folded")
    ledger.close(moment())
    save(opened(folder), "in the journal")
    Drafts(places_in(folder).drafts, Disk()).save("checkin", {"need": "old"})
    return {"folded", "in the journal"}


Beginning = Callable[[Path], set[str]]


def _evenings(
    nursery: Nursery, tmp_path: Path, begin: Beginning, fault: str
) -> Iterator[tuple[str, Path, set[str], list[Event]]]:
    """Live the same evening once for each call, with a fault in that call."""
    need_strace()
    calm = tmp_path / "calm"
    before = begin(calm)
    events = run_traced(nursery, Job(str(calm), "session", stop=True), tmp_path / "log")
    assert values(events, "done") == [True], events
    calls = calls_in(tmp_path / "log")
    assert calls["write"] + calls["pwrite64"] > 5, calls
    assert calls["fsync"] > 5, calls
    for call, times in sorted(calls.items()):
        for number in range(1, times + 1):
            folder = tmp_path / f"{call}-{number}"
            before = begin(folder)
            job = Job(str(folder), "session", stop=True)
            events = run_traced(nursery, job, tmp_path / "log", f"{call}:{fault}:when={number}")
            yield f"{call} number {number}", folder, before, events
            shutil.rmtree(folder)


def _draft(folder: Path) -> object:
    draft = Drafts(places_in(folder).drafts, Disk()).load("checkin")
    return draft and draft["need"]


@pytest.mark.parametrize("begin", [_nothing, _a_ledger])
def test_killed_at_each_call(nursery: Nursery, tmp_path: Path, begin: Beginning) -> None:
    killed = 0
    for where, folder, before, events in _evenings(nursery, tmp_path, begin, "signal=KILL"):
        killed += values(events, "exit") == [-9]
        saved = set(values(events, "saved"))
        found = saved_in(folder)
        assert before | saved <= found, where
        assert len(found - before - saved) <= 1, where
        # A draft's or a backup's go with the next one, which this evening does not see.
        assert [name for name in leftovers(folder) if "/" not in name] == [], where
        assert _draft(folder) in ({"w"} if values(events, "drafted") else {None, "old", "w"}), where
    assert killed > 20


@pytest.mark.parametrize("begin", [_nothing, _a_ledger])
@pytest.mark.parametrize(("error", "kind"), [("EIO", "WriteFailed"), ("ENOSPC", "DiskFull")])
def test_an_error_at_each_call(
    nursery: Nursery, tmp_path: Path, begin: Beginning, error: str, kind: str
) -> None:
    told: set[str] = set()
    for where, folder, before, events in _evenings(nursery, tmp_path, begin, f"error={error}"):
        assert values(events, "traceback") == [], where
        assert values(events, "done") == [True], where
        assert set(values(events, "saved")) == {"w-1", "w-2", "w-3"}, where
        assert saved_in(folder) == before | {"w-1", "w-2", "w-3"}, where
        assert _draft(folder) == "w", where
        for message in values(events, "message"):
            assert str(folder) in message, where
        told.update(values(events, "problem"))
    assert kind in told
