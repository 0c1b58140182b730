"""The ledger as a TinyDB hands out copies, saves all of a change or nothing, and gives no number twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB
from tinydb.table import Document, Table

from tests.store.documents import LOOKS, A, B, C, Q, content, filled
from tests.store.evening import NOW, add, opened, places_in, topic
from trust_tui.model.kept import Topic
from trust_tui.store import Disk, Ledger, LedgerReadOnly


@pytest.fixture(params=["file", "memory"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Ledger:
    return opened(places_in(tmp_path)) if request.param == "file" else Ledger.in_memory()


# All or nothing.


def test_an_update_that_raises_half_way_leaves_everything_as_it_was(tmp_path: Path) -> None:
    db = filled(opened(places_in(tmp_path)).db)
    before = content(db)
    journal = places_in(tmp_path).journal.read_bytes()

    def stop_at_cleo(doc: Any) -> None:
        doc["n"] = 0
        doc.setdefault("words", []).append("touched")
        if doc["name"] == "cleo":
            raise KeyError

    with pytest.raises(KeyError):
        db.update(stop_at_cleo)

    assert content(db) == before
    assert places_in(tmp_path).journal.read_bytes() == journal
    assert content(opened(places_in(tmp_path)).db) == before


@pytest.mark.parametrize("value", [{1}, object(), b"x", 2**64, {1: "a key that is no text"}])
def test_what_json_has_no_form_for_is_refused(ledger: Ledger, value: Any) -> None:
    before = content(filled(ledger.db))

    changes: list[Callable[[TinyDB], Any]] = [
        lambda db: db.insert({"x": value}),
        lambda db: db.insert_multiple([C, {"x": [value]}]),
        lambda db: db.update({"x": value}),
        lambda db: db.upsert({"x": value}, Q.n == 2),
    ]
    for change in changes:
        with pytest.raises(TypeError):
            change(ledger.db)

    assert content(ledger.db) == before


def test_several_changes_of_a_transaction_are_saved_as_one(tmp_path: Path) -> None:
    ledger = opened(places_in(tmp_path))
    with ledger.transaction() as tx:
        ledger.db.insert(A)
        tx.add(topic("x"))
        ledger.db.update({"n": 9})
        assert [doc["n"] for doc in ledger.db] == [9]
        assert ledger.db.tables() == {"_default", "topic"}

    assert places_in(tmp_path).journal.read_bytes().count(b"\n") == 1
    assert [doc["n"] for doc in opened(places_in(tmp_path)).db] == [9]


def test_a_transaction_that_raises_takes_tinydbs_changes_with_it(ledger: Ledger) -> None:
    before = content(filled(ledger.db))

    def interrupted() -> None:
        with ledger.transaction() as tx:
            tx.add(topic("x"))
            ledger.db.insert(C)
            ledger.db.truncate()
            ledger.db.drop_tables()
            raise KeyError

    with pytest.raises(KeyError):
        interrupted()

    assert content(ledger.db) == before


class Counting(Disk):
    """A disk that counts how often the lock was taken."""

    turns = 0

    def try_lock(self, descriptor: int) -> bool:
        self.turns += 1
        return super().try_lock(descriptor)


@pytest.mark.parametrize(
    "change",
    [
        lambda db: db.insert(C),
        lambda db: db.insert_multiple([C, C]),
        lambda db: db.upsert(C, Q.n == 9),
        lambda db: db.upsert(C, Q.n == 2),
        lambda db: db.update({"n": 9}),
        lambda db: db.remove(Q.n == 2),
        lambda db: db.drop_tables(),
    ],
)
def test_no_other_program_can_come_in_half_way(tmp_path: Path, change: Callable[[TinyDB], Any]) -> None:
    disk = Counting()
    db = filled(opened(places_in(tmp_path), disk).db)
    disk.turns = 0

    change(db)

    assert disk.turns == 1


def test_only_what_changed_is_saved(tmp_path: Path) -> None:
    db = filled(opened(places_in(tmp_path)).db)
    journal = places_in(tmp_path).journal
    before = journal.stat().st_size

    db.update({"n": 2}, Q.name == "ben")
    db.update({}, Q.n > 0)
    db.remove(Q.n == 9)
    db.drop_table("none")
    assert journal.stat().st_size == before, "nothing has changed"

    db.update({"n": 3})
    line = journal.read_bytes()[before:]
    assert b'"1":{' in line
    assert b"cleo" not in line, "she has been 3 all along"


# The caller's own.


def test_what_was_found_is_the_callers_own(ledger: Ledger) -> None:
    db = filled(ledger.db)
    before = content(db)

    for look in LOOKS * 2:
        found = look(db)
        for doc in found if isinstance(found, list) else [found]:
            if isinstance(doc, dict):
                doc.get("deep", {}).clear()
                doc.get("words", []).append("changed")
                doc["n"] = 99

    assert content(db) == before


def test_the_storage_hands_out_copies_too(ledger: Ledger) -> None:
    before = content(filled(ledger.db))

    read = ledger.db.storage.read()
    assert read is not None
    read["_default"]["1"]["deep"]["er"].append(9)

    assert content(ledger.db) == before


@pytest.mark.parametrize(
    "put",
    [
        lambda db, doc: db.insert(doc),
        lambda db, doc: db.insert_multiple([doc]),
        lambda db, doc: db.upsert(doc, Q.name == "nobody"),
        lambda db, doc: db.update(doc, doc_ids=[2]),
    ],
)
def test_what_was_put_stays_the_callers_own(ledger: Ledger, put: Callable[[TinyDB, Any], Any]) -> None:
    mine: dict[str, Any] = {"list": [{"n": 1}]}
    put(filled(ledger.db), mine)
    before = content(ledger.db)

    mine["list"][0]["n"] = 2
    mine["list"].append(3)

    assert content(ledger.db) == before


def test_a_change_by_others_is_found_though_the_query_is_the_same(tmp_path: Path) -> None:
    mine, other = opened(places_in(tmp_path)), opened(places_in(tmp_path))
    table: Table = mine.db.table("topic", cache_size=10)
    assert table.count(Q.text == "x") == 0

    add(mine, "x")
    assert table.count(Q.text == "x") == 1, "a record"

    add(other, "x")
    mine.catch_up()
    assert table.count(Q.text == "x") == 2, "another program"


def test_it_is_the_callers_own_before_the_transaction_ends_too(ledger: Ledger) -> None:
    mine: dict[str, Any] = {"list": [1]}
    with ledger.transaction():
        ledger.db.insert(mine)
        mine["list"].append(2)
        assert ledger.db.all() == [{"list": [1]}]


# Numbers.


def test_a_number_is_not_given_twice_while_the_ledger_is_open(ledger: Ledger) -> None:
    db = ledger.db
    given = [db.insert(A), db.insert(B)]
    db.remove(doc_ids=[given[-1]])
    given += [db.insert(C), *db.insert_multiple([A, B])]
    db.remove(Q.n.exists())
    given.append(db.insert(C))

    assert given == [1, 2, 3, 4, 5, 6]


def test_two_programs_never_take_the_same_number(tmp_path: Path) -> None:
    first, second = (opened(places_in(tmp_path)).db for _ in range(2))

    given = [first.insert(A), second.insert(A), first.insert(B), *second.insert_multiple([B, C])]
    given += [*first.insert_multiple([B, C]), *second.upsert(C, Q.n == 9), first.insert(C)]

    assert given == list(range(1, 10))
    assert [doc.doc_id for doc in opened(places_in(tmp_path)).db] == given


def test_a_number_that_another_program_took_by_name_is_not_taken_again(tmp_path: Path) -> None:
    first, second = (opened(places_in(tmp_path)).db for _ in range(2))
    first.insert(A)

    second.insert(Document(B, 2))

    assert first.insert(C) == 3


def test_records_and_documents_do_not_take_each_others_numbers(ledger: Ledger) -> None:
    table = ledger.db.table("topic")
    with ledger.transaction() as tx:
        tx.add(topic("a"))
        first = table.insert({"type": "topic"})
        tx.add(topic("b"))

    assert first == 2
    assert [doc.doc_id for doc in table] == [1, 2, 3]


# What it does not do.


def test_a_table_is_never_emptied_by_being_asked_for(ledger: Ledger) -> None:
    filled(ledger.db)

    assert len(ledger.db.table("_default", persist_empty=True)) == 3
    ledger.db.drop_tables()
    add(ledger, "x")
    assert len(ledger.db.table("topic", persist_empty=True)) == 1


def test_the_ledgers_own_table_is_neither_seen_nor_written(tmp_path: Path) -> None:
    db = filled(opened(places_in(tmp_path)).db)
    opened(places_in(tmp_path)).close(NOW)

    assert "_meta" not in db.tables()
    assert db.table("_meta").all() == []
    with pytest.raises(ValueError, match="the ledger's own"):
        db.table("_meta").insert({"seq": 0})
    db.table("_meta").truncate()
    db.drop_table("_meta")

    assert content(opened(places_in(tmp_path)).db) == content(db)


def test_dropping_all_tables_is_one_change_that_the_ledger_outlives(tmp_path: Path) -> None:
    ledger = opened(places_in(tmp_path))
    add(ledger, "x")
    ledger.db.drop_tables()
    add(ledger, "y")

    assert [each.text for each in opened(places_in(tmp_path)).all(Topic)] == ["y"]


def test_after_the_end_nothing_is_written_and_all_is_read(ledger: Ledger) -> None:
    before = content(filled(ledger.db))
    ledger.close(NOW)

    changes: list[Callable[[TinyDB], Any]] = [
        lambda db: db.insert(A),
        lambda db: db.insert_multiple([A]),
        lambda db: db.update({"n": 0}),
        lambda db: db.truncate(),
        lambda db: db.drop_tables(),
    ]
    for change in changes:
        with pytest.raises(LedgerReadOnly, match="has been closed"):
            change(ledger.db)

    assert content(ledger.db) == before
