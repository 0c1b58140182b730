"""What trust_tui/store relies on in TinyDB, one test for each thing.

When one of these goes red after an update of TinyDB, a seam has moved: look at the file that the message
names before you take the update.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage, Storage
from tinydb.table import Document, Table

IN_TABLES = "trust_tui/store/tables.py builds on it"
IN_SNAPSHOT = "trust_tui/store/snapshot.py writes the same"

A, B = {"n": 1, "list": [1]}, {"n": 2, "list": [2]}


class Bare(MutableMapping[int, Any]):
    """A table as `_View` shows it: a mapping and nothing else."""

    def __init__(self, rows: Mapping[str, Any]) -> None:
        self.rows = {int(number): dict(doc) for number, doc in rows.items()}

    def __getitem__(self, number: int) -> Any:
        return self.rows[number]

    def __setitem__(self, number: int, doc: Any) -> None:
        self.rows[number] = doc

    def __delitem__(self, number: int) -> None:
        del self.rows[number]

    def __iter__(self) -> Iterator[int]:
        return iter(list(self.rows))

    def __len__(self) -> int:
        return len(self.rows)


class NoStorage(Storage):
    """A storage that a table must never ask."""

    def read(self) -> Any:
        raise AssertionError(f"TinyDB reads past Table._read_table now; {IN_TABLES}")

    def write(self, data: Any) -> None:
        raise AssertionError(f"TinyDB writes past Table._update_table now; {IN_TABLES}")


class Seams(Table):
    """A table with documents of its own, reached through TinyDB's two private ways alone."""

    def __init__(self, storage: Storage, name: str, **options: Any) -> None:
        super().__init__(storage, name, **options)
        self.rows: dict[str, Any] = {"1": {**A}, "3": {**B}}
        self.called: list[str] = []

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        self.called.append("read")
        return self.rows

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        self.called.append("update")
        view = Bare(self.rows)
        updater(view)
        self.rows = {str(number): doc for number, doc in view.items()}

    def _get_next_id(self) -> int:
        self.called.append("number")
        number: int = super()._get_next_id()  # type: ignore[no-untyped-call]
        return number

    def insert(self, document: Mapping[str, Any]) -> int:
        self.called.append("insert")
        return super().insert(document)

    def update(self, *args: Any, **kwargs: Any) -> list[int]:
        self.called.append("change")
        return super().update(*args, **kwargs)


@pytest.fixture
def table() -> Seams:
    return Seams(NoStorage(), "topic")


# Names and parameters.


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("__init__", ["self", "storage", "name", "cache_size", "persist_empty"]),
        ("_read_table", ["self"]),
        ("_update_table", ["self", "updater"]),
        ("_get_next_id", ["self"]),
        ("search", ["self", "cond"]),
        ("get", ["self", "cond", "doc_id", "doc_ids"]),
        ("insert", ["self", "document"]),
        ("upsert", ["self", "document", "cond"]),
        ("__iter__", ["self"]),
        ("clear_cache", ["self"]),
    ],
)
def test_what_we_replace_is_still_called_so(method: str, parameters: list[str]) -> None:
    found = getattr(Table, method, None)

    assert found is not None, f"TinyDB's Table.{method} is gone; {IN_TABLES}"
    assert list(inspect.signature(found).parameters) == parameters, f"Table.{method} takes something else now"


def test_a_table_can_do_nothing_that_we_have_not_seen() -> None:
    public = {name for name in vars(Table) if not name.startswith("_") and callable(getattr(Table, name))}

    new = public - {
        "all", "clear_cache", "contains", "count", "document_class", "document_id_class", "get", "insert",
        "insert_multiple", "query_cache_class", "remove", "search", "truncate", "update", "update_multiple",
        "upsert",
    }  # fmt: skip
    assert not new, "TinyDB's tables can do more: LedgerTable has to hand out copies and save through it too"


def test_a_number_is_an_int_and_a_document_a_dict_with_one() -> None:
    assert Table.document_id_class is int, f"TinyDB's numbers are no int any more; {IN_TABLES}"
    assert Table.document_class is Document, f"TinyDB has another class for documents; {IN_TABLES}"

    document = Document(A, 7)

    assert dict.copy(document) == A, "a Document is no dict any more"
    assert document.doc_id == 7, "a Document says its number in another way"


# A database asks for tables.


def test_a_database_takes_any_callable_as_its_storage() -> None:
    storage = NoStorage()

    db = TinyDB(storage=lambda: storage)

    assert db.storage is storage, f"TinyDB(storage=…) is another thing now; {IN_TABLES}"


def test_a_database_makes_tables_of_its_table_class_and_keeps_them() -> None:
    class Database(TinyDB):
        table_class: type[Table] = Seams

    db = Database(storage=MemoryStorage)
    table = db.table("topic", cache_size=3)

    assert isinstance(table, Seams), f"TinyDB.table_class is not asked any more; {IN_TABLES}"
    assert (table.name, table.storage) == ("topic", db.storage), "a table is given other things at its birth"
    assert db.table("topic") is table, "a table is made anew each time: it would forget its numbering"


def test_a_table_empties_itself_at_birth_only_when_told_to() -> None:
    db = TinyDB(storage=MemoryStorage)
    db.table("topic").insert(A)

    table = Table(db.storage, "topic", cache_size=0)

    assert len(table) == 1, "a table is emptied when it is first asked for: LedgerTable must prevent it"
    assert "persist_empty" in inspect.signature(Table.__init__).parameters


def test_a_database_lists_and_drops_tables_through_its_storage() -> None:
    written: list[Any] = []

    class Told(Storage):
        def read(self) -> Any:
            return {"topic": {"1": A}, "other": {}}

        def write(self, data: Any) -> None:
            written.append(data)

    db = TinyDB(storage=Told)

    assert db.tables() == {"topic", "other"}, f"TinyDB.tables() asks somebody else now; {IN_TABLES}"
    db.drop_table("topic")
    db.drop_tables()
    db.close()

    assert written == [{"other": {}}, {}], f"TinyDB drops tables in another way; {IN_TABLES}"


# A table reads and writes in two ways only.


@pytest.mark.parametrize(
    ("look", "found"),
    [
        (lambda t: t.all(), [A, B]),
        (lambda t: list(t), [A, B]),
        (lambda t: len(t), 2),
        (lambda t: t.search(where("n") == 2), [B]),
        (lambda t: t.count(where("n") > 0), 2),
        (lambda t: t.contains(where("n") == 3), False),
        (lambda t: t.contains(doc_id=3), True),
        (lambda t: t.get(where("n") == 2), B),
        (lambda t: t.get(doc_id=3), B),
        (lambda t: t.get(doc_id=2), None),
        (lambda t: t.get(doc_ids=[1, 2]), [A]),
    ],
)
def test_whatever_is_read_comes_from_read_table(
    table: Seams, look: Callable[[Table], Any], found: Any
) -> None:
    assert look(table) == found
    assert set(table.called) == {"read"}, f"TinyDB reads in another way now; {IN_TABLES}"


C = {"n": 9}


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        (lambda t: t.insert(C), {"1": A, "3": B, "4": C}),
        (lambda t: t.insert(Document(C, 2)), {"1": A, "3": B, "2": C}),
        (lambda t: t.insert_multiple([C, Document(C, 9), C]), {"1": A, "3": B, "4": C, "9": C, "5": C}),
        (lambda t: t.update(C), {"1": A | C, "3": B | C}),
        (lambda t: t.update(C, where("n") == 1), {"1": A | C, "3": B}),
        (lambda t: t.update(C, doc_ids=[3, 5]), {"1": A, "3": B | C}),
        (lambda t: t.update(lambda doc: doc.pop("list"), doc_ids=[1]), {"1": {"n": 1}, "3": B}),
        (lambda t: t.update_multiple([(C, where("n") == 2)]), {"1": A, "3": B | C}),
        (lambda t: t.upsert(C, where("n") == 2), {"1": A, "3": B | C}),
        (lambda t: t.upsert(C, where("n") == 9), {"1": A, "3": B, "4": C}),
        (lambda t: t.upsert(Document(C, 3)), {"1": A, "3": B | C}),
        (lambda t: t.remove(where("n") == 1), {"3": B}),
        (lambda t: t.remove(doc_ids=[1, 2]), {"3": B}),
        (lambda t: t.truncate(), {}),
    ],
)
def test_whatever_is_written_goes_through_update_table(
    table: Seams, change: Callable[[Table], Any], rows: dict[str, Any]
) -> None:
    change(table)

    assert "update" in table.called, f"TinyDB writes in another way now; {IN_TABLES}"
    assert table.rows == rows, f"TinyDB changes a table by other means than a mapping's; _View in {IN_TABLES}"


# Numbers.


def test_a_number_is_asked_for_before_the_document_is_put(table: Seams) -> None:
    table.insert(C)
    assert table.called == ["insert", "number", "read", "update"], (
        f"insert() does other things now; {IN_TABLES}"
    )
    assert table._next_id == 5, f"Table._next_id is kept in another way; {IN_TABLES}"


def test_many_numbers_are_asked_for_while_the_table_is_updated(table: Seams) -> None:
    table.insert_multiple([C, C])
    assert table.called == ["update", "number", "read", "number"], (
        f"insert_multiple() asks for numbers outside of the transaction that uses them; {IN_TABLES}"
    )


def test_upsert_is_update_and_then_insert(table: Seams) -> None:
    table.upsert(C, where("n") == 9)

    called = [name for name in table.called if name != "read"]
    assert called == ["change", "update", "insert", "number", "update"], (
        f"upsert() is no longer what LedgerTable.upsert puts into one transaction; {IN_TABLES}"
    )


def test_the_numbering_is_forgotten_when_tinydb_wants_it_so(table: Seams) -> None:
    def begin_anew(how: Callable[[], Any]) -> None:
        table.insert(C)
        how()
        assert table._next_id is None, f"Table._next_id is not forgotten any more; {IN_TABLES}"

    begin_anew(lambda: table.insert(Document(C, 7)))
    begin_anew(table.truncate)


# The query cache.


def test_a_table_of_cache_size_0_remembers_nothing() -> None:
    table = Seams(NoStorage(), "topic", cache_size=0)
    table.search(where("n") == 1)
    table.search(where("n") == 1)

    assert table.called == ["read", "read"], f"a cache of size 0 remembers results now; {IN_TABLES}"


def test_the_cache_can_be_cleared(table: Seams) -> None:
    table.search(where("n") == 1)
    table.search(where("n") == 1)
    assert table.called == ["read"], "TinyDB's cache works in another way: is clear_cache() still needed?"

    table.clear_cache()
    table.search(where("n") == 1)

    assert table.called == ["read", "read"], f"Table.clear_cache() does not clear it any more; {IN_TABLES}"


# The file.


def test_the_layout_is_tables_of_numbered_documents(tmp_path: Path) -> None:
    with TinyDB(tmp_path / "db.json") as db:
        db.table("topic").insert_multiple([A, B])

    content = json.loads((tmp_path / "db.json").read_text())

    assert content == {"topic": {"1": A, "2": B}}, f"TinyDB's file looks different now; {IN_SNAPSHOT}"


def test_the_layout_may_have_lines_and_a_table_of_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / "db.json").write_bytes(b'{"_meta":{"1":{"seq":4}},\n"topic":{\n"7":{"n":1}\n}}\n')

    with TinyDB(tmp_path / "db.json", access_mode="r") as db:
        assert db.tables() == {"_meta", "topic"}, f"TinyDB finds other tables in a file; {IN_SNAPSHOT}"
        (found,) = db.table("topic").all()

    assert (found, found.doc_id) == ({"n": 1}, 7), f"TinyDB reads a file in another way; {IN_SNAPSHOT}"


def test_what_a_storage_has_to_do() -> None:
    methods = {name for name in vars(Storage) if not name.startswith("_")}

    assert methods == {"read", "write", "close"}, f"a storage has to do other things now; {IN_TABLES}"
    TinyDB(storage=NoStorage).close()  # by default there is nothing to do


def test_it_is_the_tinydb_that_was_looked_at() -> None:
    assert version("tinydb").startswith("4.9."), (
        "read what TinyDB changed, then widen this and pyproject.toml"
    )
