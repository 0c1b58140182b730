"""The ledger as a TinyDB does what TinyDB does, result for result and document for document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB
from tinydb.operations import delete, increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from tests.store.documents import LOOKS, A, C, Q, content, filled
from tests.store.evening import opened, places_in
from trust_tui.store import Ledger

CHANGES: list[Callable[[TinyDB], Any]] = [
    lambda db: db.insert(A),
    lambda db: db.insert(Document(C, 7)),
    lambda db: [db.insert(Document(C, 7)), db.insert(C)],
    lambda db: db.insert_multiple([A, C, {}]),
    lambda db: db.insert_multiple([Document(A, 8), Document(C, 9)]),
    lambda db: db.insert_multiple([]),
    lambda db: db.update({"n": 9}),
    lambda db: db.update({"n": 9, "new": [1]}, Q.name == "ben"),
    lambda db: db.update({"n": 9}, doc_ids=[1, 3, 5]),
    lambda db: db.update(increment("n")),
    lambda db: db.update(delete("words"), Q.words.exists()),
    lambda db: db.update(lambda doc: doc["deep"]["er"].append(2), Q.deep.exists()),
    lambda db: db.update({}),
    lambda db: db.update({"n": True}, Q.n == 1),
    lambda db: db.update({"n": 1.0}, Q.n == 1),
    lambda db: db.update_multiple([({"n": 5}, Q.n == 1), (delete("name"), Q.n == 5)]),
    lambda db: db.upsert({"n": 5}, Q.name == "ana"),
    lambda db: db.upsert({"n": 5}, Q.name == "dora"),
    lambda db: db.upsert(Document({"n": 5}, 2)),
    lambda db: db.upsert(Document({"n": 5}, 6)),
    lambda db: db.remove(Q.n > 1),
    lambda db: db.remove(Q.n == 9),
    lambda db: db.remove(doc_ids=[1, 9, 3]),
    lambda db: [db.remove(doc_ids=[3]), db.insert(C)],
    lambda db: db.truncate(),
    lambda db: [db.truncate(), db.insert(C)],
    lambda db: db.drop_table("topic"),
    lambda db: db.drop_table("none"),
    lambda db: db.drop_tables(),
    lambda db: [db.drop_tables(), db.insert(C)],  # type: ignore[func-returns-value]
    lambda db: db.table("topic").insert(C),
    lambda db: db.table("topic", cache_size=30).remove(Q.n == 1),
    lambda db: db.table("topic", persist_empty=False).update({"n": 3}),
]

MISTAKES: list[Callable[[TinyDB], Any]] = [
    lambda db: db.insert([A]),
    lambda db: db.insert("text"),
    lambda db: db.insert(Document(C, 2)),
    lambda db: db.insert_multiple([C, "text"]),
    lambda db: db.insert_multiple([C, Document(C, 2)]),
    lambda db: db.update(delete("words")),
    lambda db: db.update(increment("name")),
    lambda db: db.update(lambda doc: doc.pop("deep")),
    lambda db: db.upsert({"n": 1}),
    lambda db: db.remove(),
    lambda db: db.remove(doc_ids=[1, 1]),
    lambda db: db.get(),
    lambda db: db.contains(),
]


@pytest.fixture(params=["file", "memory"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Ledger:
    return opened(places_in(tmp_path)) if request.param == "file" else Ledger.in_memory()


@pytest.fixture
def db(ledger: Ledger) -> TinyDB:
    return ledger.db


def plain(value: Any) -> Any:
    """Return a result with its numbers in sight."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    return (value.doc_id, dict(value)) if isinstance(value, Document) else value


def reference() -> TinyDB:
    """TinyDB's own, filled alike."""
    return filled(TinyDB(storage=MemoryStorage))


@pytest.mark.parametrize("look", LOOKS)
def test_what_is_found_is_what_tinydb_finds(db: TinyDB, look: Callable[[TinyDB], Any]) -> None:
    assert plain(look(filled(db))) == plain(look(reference()))


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_comes_to_what_it_comes_to_in_tinydb(db: TinyDB, change: Callable[[TinyDB], Any]) -> None:
    theirs = reference()

    assert plain(change(filled(db))) == plain(change(theirs))

    assert content(db) == content(theirs)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_there_after_the_next_start(tmp_path: Path, change: Callable[[TinyDB], Any]) -> None:
    db = opened(places_in(tmp_path)).db
    change(filled(db))

    assert content(opened(places_in(tmp_path)).db) == content(db)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_refused_as_tinydb_does_and_leaves_everything_as_it_was(
    ledger: Ledger, mistake: Callable[[TinyDB], Any]
) -> None:
    before = content(filled(ledger.db))
    with pytest.raises(Exception) as theirs:
        mistake(reference())

    with pytest.raises(theirs.type) as ours:
        mistake(ledger.db)

    assert str(ours.value) == str(theirs.value)
    assert content(ledger.db) == before
