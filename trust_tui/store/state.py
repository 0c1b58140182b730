"""What a ledger holds at one point in time. Nothing here is ever changed: a change makes a new state.

So a screen can read on one thread while another thread saves: whoever took a state keeps a whole one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from trust_tui.store.codec import Doc
from trust_tui.store.scanning import decoded, said, scanned

_SCANS = 16
"""How often a table is searched as it is. Whoever asks more often is served better by decoding it."""

_SINCE = 100
"""How many documents of a table may lie beside the others until all are put together."""

Rows = Mapping[str, Doc]
"""Documents by TinyDB's number for them, which is text in a file."""

ByValue = dict[str, list[str]]
"""The numbers of the documents that have the same text in one field, in the order they came."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one transaction does: documents to put, whole, and numbers to drop, by table."""

    put: Mapping[str, Rows] = field(default_factory=dict)
    drop: Mapping[str, Collection[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(self.put.values()) or any(self.drop.values())

    @property
    def tables(self) -> Sequence[str]:
        """The names of the tables that it touches, in the order in which a new ledger will have them."""
        return tuple(dict.fromkeys((*self.put, *self.drop)))


class Changes:
    """Several changes on their way to becoming one."""

    def __init__(self) -> None:
        self._last: dict[str, dict[str, Doc | None]] = {}

    def add(self, change: Change) -> None:
        """Let `change` follow the earlier ones."""
        for name, numbers in change.drop.items():
            self._last.setdefault(name, {}).update(dict.fromkeys(numbers))
        for name, rows in change.put.items():
            self._last.setdefault(name, {}).update(rows)

    def put(self, name: str, number: str, doc: Doc) -> None:
        """Put one document."""
        self._last.setdefault(name, {})[number] = doc

    def drop(self, name: str, number: str) -> None:
        """Drop one document."""
        self._last.setdefault(name, {})[number] = None

    def of(self, name: str) -> Mapping[str, Doc | None]:
        """Return what becomes of each document touched in a table: its last form, or None when dropped."""
        return self._last.get(name, {})

    def copy(self) -> Changes:
        """Return the same changes, to go on from separately."""
        copied = Changes()
        copied._last = {name: dict(rows) for name, rows in self._last.items()}
        return copied

    def as_one(self) -> Change:
        """Return one change to the same end."""
        return Change(
            put={
                name: {number: doc for number, doc in rows.items() if doc is not None}
                for name, rows in self._last.items()
                if any(doc is not None for doc in rows.values())
            },
            drop={
                name: [number for number, doc in rows.items() if doc is None]
                for name, rows in self._last.items()
                if None in rows.values()
            },
        )


class Table:
    """The documents of one kind. Decoded when first used.

    What came last lies beside the others, which a table shares with those before it: thousands of documents
    are not copied for each that comes. Whoever asks for all of them has them put together, once.
    """

    __slots__ = ("_ascending", "_by_id", "_by_value", "_last", "_made", "_raw", "_rows", "_scans", "_since")

    def __init__(self, rows: dict[str, Doc] | None = None, raw: bytes | None = None) -> None:
        """Make a table of `rows`, or of the JSON object `raw` that holds them."""
        self._rows: dict[str, Doc] = rows if rows is not None else {}
        self._since: dict[str, Doc] = {}
        self._raw = raw
        self._by_id: dict[str, str] | None = None
        self._by_value: dict[str, ByValue] = {}
        self._last: int | None = None
        self._ascending: bool | None = None
        self._made: dict[str, tuple[Doc, Any]] = {}
        self._scans = _SCANS

    @property
    def raw(self) -> bytes | None:
        """The table as it was read, for as long as nobody has asked for its rows."""
        return self._raw

    @property
    def is_empty(self) -> bool:
        """Whether it holds no documents, told without decoding it."""
        return self._raw is None and not self._since and not self._rows

    @property
    def rows(self) -> Rows:
        """The documents by number, in the order they came."""
        since, rows = self._parts()
        if since:
            self._rows = rows | since
            self._since = {}
        return self._rows

    def row(self, number: str) -> Doc | None:
        """Return the document with this number, or None."""
        since, rows = self._parts()
        return since[number] if number in since else rows.get(number)

    def _parts(self) -> tuple[dict[str, Doc], dict[str, Doc]]:
        """Return what came last, and what it came to."""
        # Two threads may both decode, and put together: the results are equal. `_raw` goes only when `_rows`
        # is there, and `_since` when `_rows` has it: it is looked at first.
        raw = self._raw
        if raw is not None:
            self._rows = decoded(raw)
            self._raw = None
        return self._since, self._rows

    def number_of(self, record_id: str) -> str | None:
        """Return the number of the document with this `id` field, or None."""
        if self._by_id is None:
            self._by_id = {_id(doc): number for number, doc in self.rows.items()}
        number = self._by_id.get(record_id)
        # It is shared with tables that may hold more.
        doc = None if number is None else self.row(number)
        return number if doc is not None and _id(doc) == record_id else None

    def by_value(self, name: str, default: Any) -> Mapping[str, Sequence[str]]:
        """Return the numbers of the documents by what their field `name` says, in the order they came.

        Args:
            name: One of few fields: each one asked for is kept track of from then on.
            default: What a document without the field has.
        """
        found = self._by_value.get(name)
        if found is None:
            found = {}
            for number, doc in self.rows.items():
                value = doc.get(name, default)
                if isinstance(value, str):
                    found.setdefault(value, []).append(number)
            self._by_value[name] = found
        return found

    def holds(self, rows: Rows) -> bool:
        """Say whether each of these documents is here, as it is there or as it became later."""
        return all(
            (found := self.row(number)) is not None and (found is doc or _is_later(found, doc))
            for number, doc in rows.items()
        )

    @property
    def last(self) -> int:
        """The highest number in use; 0 where there is none."""
        if self._last is None:
            self._last = max(map(int, self.rows), default=0)
        return self._last

    @property
    def is_ascending(self) -> bool:
        """Whether the documents came in the order of their numbers."""
        if self._ascending is None:
            self._ascending = all(one < next_ for one, next_ in pairwise(map(int, self.rows)))
        return self._ascending

    def scanned(self, name: str, values: Collection[str], default: Any) -> Rows | None:
        """Return all documents whose field `name` says one of `values`, perhaps others, and decode no more.

        Args:
            name: The field.
            values: What it may say.
            default: What a document without the field has.

        Returns:
            Documents by number, in the order they came; None where looking through `rows` is the better way.
        """
        raw = self._raw
        if raw is None or not self._scans or default in values:
            return None
        self._scans -= 1
        return scanned(raw, name, values)

    def said(self, name: str, default: Any) -> Collection[str]:
        """Return what the field `name` says anywhere, once each; perhaps more, before it is decoded."""
        raw = self._raw
        if raw is None or default is not None:
            return self.by_value(name, default).keys()
        return said(raw, name)

    def made(self, number: str, doc: Doc, make: Callable[[Doc], Any]) -> Any:
        """Return what `make` makes of a document, made once for as long as the document stays as it is."""
        found = self._made.get(number)
        # It is shared with tables that may hold another document there.
        if found is None or (found[0] is not doc and found[0] != doc):
            found = self._made[number] = doc, make(doc)
        return found[1]

    def after(self, put: Rows, drop: Collection[str]) -> Table:
        """Return the table with these changes."""
        if drop:
            return self._without(drop).after(put, ())
        since, rows = self._parts()
        since = {**since, **put}
        table = Table(rows)
        if len(since) <= _SINCE:
            table._since = since
        else:
            table._rows = rows | since
        table._by_id = self._by_id_after(put)
        table._by_value = self._by_value_after(put)
        for number in put:
            self._made.pop(number, None)
        table._made = self._made
        if self._ascending and all(self.row(number) is not None or int(number) > self.last for number in put):
            table._ascending = len(put) < 2 or None  # several new ones may come in any order
        if self._last is not None:
            table._last = max(self._last, *map(int, put), 0)
        return table

    def _without(self, drop: Collection[str]) -> Table:
        """Return the table without these documents. It shares nothing that could still tell of them."""
        gone = frozenset(drop)
        table = Table({number: doc for number, doc in self.rows.items() if number not in gone})
        table._made = {number: made for number, made in self._made.copy().items() if number not in gone}
        table._ascending = self._ascending
        return table

    def _by_id_after(self, put: Rows) -> dict[str, str] | None:
        """Return where each id is after `put`; None where that has to be looked for again."""
        by_id = self._by_id
        if by_id is None:
            return None
        # Only what is new is added, so that it stays as good for the tables that share it.
        is_right = all(by_id.setdefault(_id(doc), number) == number for number, doc in put.items())
        return by_id if is_right else None

    def _by_value_after(self, put: Rows) -> dict[str, ByValue]:
        """Return what is kept track of, as it is after `put`; without what is simpler to look for again."""
        kept = {}
        for name, by_value in self._by_value.copy().items():  # another thread may look just now
            new: dict[str, list[str]] = {}
            for number, doc in put.items():
                value = doc.get(name)
                old = self.row(number)
                if old is not None:
                    if old.get(name) != value:
                        break
                elif isinstance(value, str):
                    new.setdefault(value, []).append(number)
                else:
                    break
            else:
                kept[name] = by_value | {
                    value: [*by_value.get(value, ()), *numbers] for value, numbers in new.items()
                }
        return kept


NO_TABLE = Table()


@dataclass(frozen=True, slots=True, weakref_slot=True)
class State:
    """Everything in a ledger.

    Attributes:
        ledger: The ledger's own random id; empty for one that has never been written.
        seq: How many transactions it has seen.
        schema: The version of its form.
        tables: By name. A table without documents need not be there.
        written_by: The version of the program that wrote it as a whole.
    """

    ledger: str
    seq: int
    schema: int
    tables: Mapping[str, Table] = field(default_factory=lambda: MappingProxyType({}))
    written_by: str = ""

    def table(self, name: str) -> Table:
        """Return the table with this name, an empty one where there is none."""
        return self.tables.get(name, NO_TABLE)

    def after(self, change: Change, transactions: int = 1) -> State:
        """Return the state so many transactions later, which together made this change."""
        tables = dict(self.tables)
        for name in change.tables:
            table = self.table(name).after(change.put.get(name, {}), change.drop.get(name, ()))
            if table.is_empty:
                tables.pop(name, None)
            else:
                tables[name] = table
        return replace(self, seq=self.seq + transactions, tables=tables)


def _id(doc: Doc) -> str:
    found = doc.get("id") if isinstance(doc, dict) else None
    return found if isinstance(found, str) else ""


def _is_later(found: Doc, doc: Doc) -> bool:
    """Say whether `found` is `doc`, or what it became. Two copies may both have a second revision."""
    if found.get("id") != doc.get("id"):
        return False
    mine, other = _rev(doc), _rev(found)
    return other > mine or (other == mine and found.get("updated_at") == doc.get("updated_at"))


def _rev(doc: Doc) -> int:
    rev = doc.get("rev", 0)
    return rev if isinstance(rev, int) else 0
