"""The ledger as a TinyDB: its own database, tables and queries, over our way of keeping them.

TinyDB reads and writes all there is each time. Here a table hands out copies, an update works on copies of
the documents it touches, and only what it changed is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from trust_tui.store import codec
from trust_tui.store.codec import Doc, copied
from trust_tui.store.keeper import Keeper
from trust_tui.store.staged import Staged
from trust_tui.store.state import Rows


def database(keeper: Keeper) -> TinyDB:
    """Return a TinyDB over what `keeper` keeps."""
    return _LedgerDB(storage=lambda: LedgerStorage(keeper))


class LedgerStorage(Storage):
    """All tables at once, for the few things that TinyDB does with all of them."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper

    def read(self) -> dict[str, dict[str, Any]]:
        """Return copies of all tables. The ledger's own `_meta` is not among them."""
        return {name: copied(dict(table.rows)) for name, table in self.keeper.tables().items()}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Save what is different in `data`, in one transaction."""
        with self.keeper.transaction() as staged:
            for name in {*data, *self.keeper.tables()}:
                _stage(staged, name, staged.table(name).rows, data.get(name, {}))


class LedgerTable(Table):
    """A table that saves what changed and nothing else, and whose results are the caller's own."""

    _next_id: Any  # TinyDB's own: it forgets it when the numbering begins anew

    def __init__(self, storage: LedgerStorage, name: str, cache_size: int = 0, **_others: Any) -> None:
        # Not passed on is persist_empty: TinyDB would empty the table, whatever is in it.
        super().__init__(storage, name, cache_size=cache_size)
        self._keeper = storage.keeper

    # What is read is copied: nobody's change of it may reach the ledger's memory.

    def search(self, cond: QueryLike) -> list[Document]:
        """Return copies of all matching documents."""
        self.clear_cache()  # another program, or a record, may have changed what it remembers
        return [_own(found) for found in super().search(cond)]

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """Return a copy of a document, or None; a list of them for `doc_ids`."""
        found = super().get(*args, **kwargs)
        return [_own(each) for each in found] if isinstance(found, list) else found and _own(found)

    def __iter__(self) -> Iterator[Document]:
        return map(_own, super().__iter__())

    # Whoever asks for a number must be the only writer until it is used.

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert a document under a number that no other program takes."""
        with self._keeper.transaction():
            return super().insert(document)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """Update or insert in one transaction."""
        with self._keeper.transaction():
            return super().upsert(document, cond)

    def _get_next_id(self) -> int:
        with self._keeper.transaction() as staged:
            number: int = max(self._next_id or 0, staged.next_number(self.name))
        self._next_id = number + 1
        return number

    # TinyDB's two ways to the storage

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return cast("dict[str, Mapping[str, Any]]", self._keeper.table(self.name).rows)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        with self._keeper.transaction() as staged:
            rows = staged.table(self.name).rows
            view = _View(rows)
            updater(view)
            for number in view.dropped:
                staged.drop(self.name, number)
            for number, doc in view.touched.items():
                _put(staged, self.name, number, doc, rows)
        self.clear_cache()


class _LedgerDB(TinyDB):
    table_class: type[Table] = LedgerTable


class _View(MutableMapping[int, Doc]):
    """A table for an updater to change: it gets copies, and the table stays as it is."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.touched: dict[str, Doc] = {}
        self.dropped: set[str] = set()

    def __getitem__(self, doc_id: int) -> Doc:
        number = str(doc_id)
        if number in self.dropped:
            raise KeyError(doc_id)
        if number not in self.touched:
            if number not in self._rows:
                raise KeyError(doc_id)
            self.touched[number] = copied(self._rows[number])
        return self.touched[number]

    def __setitem__(self, doc_id: int, doc: Doc) -> None:
        self.touched[str(doc_id)] = doc
        self.dropped.discard(str(doc_id))

    def __delitem__(self, doc_id: int) -> None:
        number = str(doc_id)
        if number not in self._numbers():
            raise KeyError(doc_id)
        self.touched.pop(number, None)
        if number in self._rows:
            self.dropped.add(number)

    def __contains__(self, doc_id: object) -> bool:
        number = str(doc_id)
        return number not in self.dropped and (number in self.touched or number in self._rows)

    def __iter__(self) -> Iterator[int]:
        return map(int, self._numbers())

    def __len__(self) -> int:
        return len(self._numbers())

    def clear(self) -> None:
        self.touched.clear()
        self.dropped = set(self._rows)

    def _numbers(self) -> list[str]:
        kept: Iterable[str] = (number for number in self._rows if number not in self.dropped)
        return list(dict.fromkeys([*kept, *self.touched]))


def _stage(staged: Staged, name: str, before: Rows, after: Mapping[Any, Any]) -> None:
    """Stage what makes one table of another."""
    by_number = {str(number): doc for number, doc in after.items()}
    for number in before.keys() - by_number.keys():
        staged.drop(name, number)
    for number, doc in by_number.items():
        _put(staged, name, number, doc, before)


def _put(staged: Staged, name: str, number: str, doc: Doc, before: Rows) -> None:
    # Through the codec: what is not JSON is refused now, and nothing stays shared with the caller.
    data = codec.encode(doc)
    # As JSON has it: to Python, True equals 1.
    if number not in before or codec.encode(before[number]) != data:
        staged.put(name, number, codec.decode(data))


def _own(document: Document) -> Document:
    return Document(copied(document), document.doc_id)
