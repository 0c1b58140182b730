"""Several programs on one ledger, in several windows."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.store.faults.entries import moment, opened, save, saved_in, texts
from tests.store.faults.nursery import Nursery, values
from tests.store.faults.programs import Job

WRITERS, EACH = 3, 300


def test_three_writers_lose_nothing(nursery: Nursery, tmp_path: Path) -> None:
    events = nursery.run(*(Job(str(tmp_path), "many", name=f"w{n}", count=EACH) for n in range(WRITERS)))
    assert values(events, "traceback") == []
    found = saved_in(tmp_path)
    assert found == set(values(events, "saved"))
    assert len(found) == WRITERS * EACH


def test_they_really_took_turns(nursery: Nursery, tmp_path: Path) -> None:
    events = nursery.run(*(Job(str(tmp_path), "many", name=f"w{n}", count=EACH) for n in range(WRITERS)))
    order = [event["pid"] for event in events if "saved" in event]
    changes = sum(one != other for one, other in pairwise(order))
    assert changes > WRITERS - 1, "one after the other proves nothing about a lock"


def test_each_sees_what_the_other_saved(nursery: Nursery, tmp_path: Path) -> None:
    mine = opened(tmp_path)
    save(mine, "before")
    assert mine.catch_up() is False

    events = nursery.run(Job(str(tmp_path), "many", name="other", count=3))

    assert values(events, "saved") == ["other-0", "other-1", "other-2"]
    assert mine.catch_up() is True
    assert texts(mine) == {"before", "other-0", "other-1", "other-2"}
    assert mine.catch_up() is False
    # The other one has folded the journal at its end; this one goes on from there.
    save(mine, "after")
    mine.close(moment())
    assert saved_in(tmp_path) == {"before", "other-0", "other-1", "other-2", "after"}


def test_a_save_catches_up_by_itself(nursery: Nursery, tmp_path: Path) -> None:
    mine = opened(tmp_path)
    nursery.run(Job(str(tmp_path), "many", name="other", count=2))
    save(mine, "mine")
    assert texts(mine) == {"other-0", "other-1", "mine"}
    mine.close(moment())


def test_a_fold_by_one_is_followed_by_the_other(tmp_path: Path) -> None:
    one, other = opened(tmp_path), opened(tmp_path)
    save(one, "a")
    one.close(moment())
    save(other, "b")
    one = opened(tmp_path)
    save(one, "c")
    other.catch_up()
    assert texts(one) == texts(other) == {"a", "b", "c"}
    one.close(moment())
    other.close(moment())
    assert saved_in(tmp_path) == {"a", "b", "c"}
