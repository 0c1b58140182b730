"""All of a transaction or nothing of it, and nobody writes over what they have not seen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tinydb.operations import delete

from tests.store.evening import NOW, add, opened, places_in, texts, topic
from trust_tui.model.checkin import CheckIn
from trust_tui.model.kept import Topic
from trust_tui.model.records import Deletion, Record
from trust_tui.store import Conflict, Ledger


@pytest.fixture(params=["file", "memory"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Ledger:
    return opened(places_in(tmp_path)) if request.param == "file" else Ledger.in_memory()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path


def save(ledger: Ledger, *records: Record) -> None:
    with ledger.transaction() as tx:
        for record in records:
            tx.add(record)


def test_a_transaction_that_raises_changes_nothing(ledger: Ledger) -> None:
    (before,) = add(ledger, "before")

    with pytest.raises(KeyError):
        _add_and_change_and(ledger, before, KeyError())

    assert texts(ledger) == ["before"]


def test_nor_does_one_that_is_interrupted(path: Path) -> None:
    ledger = opened(places_in(path))
    (before,) = add(ledger, "before")

    with pytest.raises(KeyboardInterrupt):
        _add_and_change_and(ledger, before, KeyboardInterrupt())
    assert texts(opened(places_in(path))) == texts(ledger) == ["before"]

    add(ledger, "and the next one goes through")
    assert len(texts(opened(places_in(path)))) == 2


def _add_and_change_and(ledger: Ledger, before: Topic, error: BaseException) -> None:
    with ledger.transaction() as tx:
        tx.add(topic("new"))
        tx.replace(before.changed(NOW, text="changed"))
        raise error


def test_a_transaction_is_one_line_on_the_disk(path: Path) -> None:
    ledger = opened(places_in(path))
    save(
        ledger, topic("a"), topic("b"), CheckIn.new(author="ana", device="d", moment=NOW, written_on=NOW.day)
    )

    assert places_in(path).journal.read_bytes().count(b"\n") == 1


def test_a_transaction_that_does_nothing_writes_nothing(path: Path) -> None:
    with opened(places_in(path)).transaction() as tx:
        assert tx.all(Topic) == []

    assert not places_in(path).journal.exists()
    assert not places_in(path).ledger.exists()


def test_a_transaction_sees_what_it_is_about_to_do_and_nobody_else_does(ledger: Ledger) -> None:
    (old,) = add(ledger, "old")
    new = topic("new")
    with ledger.transaction() as tx:
        before = ledger._keeper.state
        tx.add(new)
        tx.replace(old.changed(NOW, deleted=Deletion("ana", NOW.at)))

        assert tx.all(Topic) == ledger.all(Topic) == [new]
        assert tx.get(Topic, new.id) == ledger.get(Topic, new.id) == new
        assert len(tx.all(Topic, include_deleted=True)) == 2
        assert tx.all(Topic, text="new") == [new]
        assert ledger._keeper.state is before


def test_a_transaction_within_another_is_a_part_of_it(path: Path) -> None:
    ledger = opened(places_in(path))
    with ledger.transaction() as outer:
        outer.add(topic("outer"))
        with ledger.transaction() as inner:
            inner.add(topic("inner"))
        assert not places_in(path).journal.exists()

    assert texts(opened(places_in(path))) == ["outer", "inner"]
    assert places_in(path).journal.read_bytes().count(b"\n") == 1


def test_a_part_can_fail_by_itself(ledger: Ledger) -> None:
    (old,) = add(ledger, "old")
    lost = topic("lost")
    with ledger.transaction() as outer:
        outer.add(kept := topic("kept"))
        with pytest.raises(KeyError):
            _fail_within(ledger, lost, [old, kept])
        assert outer.all(Topic) == [old, kept]
        outer.add(lost)  # it is not there, so it can be added
        outer.replace(kept.changed(NOW, text="kept, changed"))

    assert texts(ledger) == ["old", "kept, changed", "lost"]


def _fail_within(ledger: Ledger, new: Topic, known: list[Topic]) -> None:
    with ledger.transaction() as tx:
        tx.add(new)
        for each in known:
            tx.replace(each.changed(NOW, text="changed"))
        raise KeyError


def test_the_whole_can_fail_after_its_part(ledger: Ledger) -> None:
    with pytest.raises(KeyError):
        _fail_around(ledger)

    assert texts(ledger) == []


def _fail_around(ledger: Ledger) -> None:
    with ledger.transaction():
        add(ledger, "inner")
        raise KeyError


def test_a_record_that_cannot_be_written_changes_nothing(ledger: Ledger) -> None:
    add(ledger, "before")
    for odd in (replace(topic("x"), extra={"odd": object()}), replace(topic("x"), extra={"huge": 2**64})):
        with pytest.raises(TypeError):
            save(ledger, topic("y"), odd)

    assert texts(ledger) == ["before"]
    add(ledger, "after")
    assert texts(ledger) == ["before", "after"]


# Conflicts.


def test_the_same_record_is_not_added_twice(ledger: Ledger) -> None:
    (record,) = add(ledger, "x")

    with pytest.raises(Conflict, match="there already"):
        save(ledger, record)
    with pytest.raises(Conflict, match="there already"):
        save(ledger, twice := topic("y"), twice)

    assert texts(ledger) == ["x"]


def test_not_even_when_it_was_removed(ledger: Ledger) -> None:
    (record,) = add(ledger, "x")
    with ledger.transaction() as tx:
        tx.replace(record.changed(NOW, deleted=Deletion("ana", NOW.at)))

    with pytest.raises(Conflict):
        save(ledger, record)


@pytest.mark.parametrize("rev", [1, 2, 4])
def test_only_the_next_revision_takes_the_place_of_one(ledger: Ledger, rev: int) -> None:
    (record,) = add(ledger, "x")
    with ledger.transaction() as tx:
        tx.replace(replace(record, rev=2, text="y"))

    with pytest.raises(Conflict, match="changed somewhere else"), ledger.transaction() as tx:
        tx.replace(replace(record, rev=rev, text="z"))

    assert texts(ledger) == ["y"]


def test_one_that_says_no_revision_is_the_first(ledger: Ledger) -> None:
    (record,) = add(ledger, "x")
    ledger.db.table("topic").update(delete("rev"))

    with ledger.transaction() as tx:
        tx.replace(record.changed(NOW, text="y"))

    assert texts(ledger) == ["y"]


def test_what_is_not_there_cannot_be_replaced(ledger: Ledger) -> None:
    with pytest.raises(Conflict, match="not there any more"), ledger.transaction() as tx:
        tx.replace(topic("x").changed(NOW))


def test_two_windows_do_not_write_over_each_other(path: Path) -> None:
    mine, other = opened(places_in(path)), opened(places_in(path))
    (record,) = add(mine, "x")
    with other.transaction() as tx:
        tx.replace(record.changed(NOW, text="theirs"))

    with pytest.raises(Conflict), mine.transaction() as tx:
        tx.replace(record.changed(NOW, text="mine"))

    assert texts(mine) == ["theirs"], "and now it is seen"
