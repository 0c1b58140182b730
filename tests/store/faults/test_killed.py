"""Killed at a moment that nobody chose, hundreds of times."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.store.faults.entries import leftovers, moment, opened, places_in, save, saved_in
from tests.store.faults.nursery import Nursery, values
from tests.store.faults.programs import Job
from trust_tui.store.disk import Disk
from trust_tui.store.drafts import Drafts

GROUPS, LEDGERS, KILLS = 4, 4, 20
"""320 kills in all."""

LONGEST = 0.025
"""Seconds. Long enough for some folds, backups and drafts; short enough to hit the opening as well."""


def _drafted_number(folder: Path) -> int:
    """Return which draft is there; 0 where none is."""
    draft = Drafts(places_in(folder).drafts, Disk()).load("checkin")
    return int(str(draft["need"]).rpartition("-")[2]) if draft else 0


@pytest.mark.slow
@pytest.mark.parametrize("group", range(GROUPS))
def test_nothing_acknowledged_is_ever_lost(nursery: Nursery, tmp_path: Path, group: int) -> None:
    chance = random.Random(group)
    hits = 0
    # Each ledger begins with nothing, so that the first save of all is hit too.
    for ledger in range(LEDGERS):
        folder = tmp_path / str(ledger)
        folder.mkdir()
        hits += _kill_again_and_again(nursery, folder, chance)
        assert _leftovers_after_a_quiet_evening(folder) == []
    assert hits, "no kill ever hit the middle of a write: this does not test what it says"


def _kill_again_and_again(nursery: Nursery, folder: Path, chance: random.Random) -> int:
    """Return how many kills left something unfinished."""
    promised: set[str] = set()
    hits = 0
    for kill in range(1, KILLS + 1):
        job = Job(str(folder), "endless", name=str(kill))
        events = nursery.run(job, kill_after=chance.uniform(0, LONGEST))
        assert values(events, "traceback") == []
        assert values(events, "exit") == [-9]
        hits += bool(leftovers(folder))
        promised.update(values(events, "saved"))

        found = saved_in(folder)

        assert promised - found == set()
        # What was on its way when it was killed may be there, or not.
        assert len(found - promised) <= kill
        assert [name for name in leftovers(folder) if "/" not in name] == []
        drafted = [int(text.rpartition("-")[2]) for text in values(events, "drafted")]
        assert not drafted or _drafted_number(folder) >= drafted[-1]
    return hits


def _leftovers_after_a_quiet_evening(folder: Path) -> list[str]:
    """Save the day and let a backup be made, and return what still lies around."""
    ledger = opened(folder)
    save(ledger, "a quiet evening")
    Drafts(places_in(folder).drafts, Disk()).drop("checkin")
    ledger.maintain(moment(5000))
    ledger.close(moment(5000))
    return leftovers(folder)


@pytest.mark.slow
def test_a_writer_is_killed_while_another_goes_on(nursery: Nursery, tmp_path: Path) -> None:
    for number in range(5):
        events = nursery.run(
            Job(str(tmp_path), "endless", name=f"a{number}"),
            Job(str(tmp_path), "endless", name=f"b{number}"),
            kill_after=LONGEST,
        )
        assert values(events, "traceback") == []
        assert set(values(events, "saved")) <= saved_in(tmp_path)
