"""Records out of a table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from trust_tui.model.records import Record
from trust_tui.store import mapping
from trust_tui.store.codec import Doc
from trust_tui.store.errors import Damage, LedgerDamaged
from trust_tui.store.state import Rows, Table

R = TypeVar("R", bound=Record)

LOOKED_UP = ("of", "due", "day", "result", "text", "talk")
"""The fields that records are asked for by. Each is kept track of once it was used."""


def read_all(table: Table, kind: type[R], include_deleted: bool, equals: Mapping[str, Any]) -> list[R]:
    """Return the records of a kind, in the order they were written.

    Args:
        table: The table of this kind.
        kind: Such as CheckIn.
        include_deleted: Whether tombstones count.
        equals: Fields that must have these values; one of several, where it is a frozenset.

    Raises:
        LedgerDamaged: If a document is no record of this kind.
    """
    found = _matching(table, kind, include_deleted, equals)
    return [_record(table, kind, number, doc) for number, doc in found]


def read_one(table: Table, kind: type[R], record_id: str) -> R | None:
    """Return the record with this id, a tombstone too, or None.

    Raises:
        LedgerDamaged: If its document is no record of this kind.
    """
    number = table.number_of(record_id)
    doc = None if number is None else table.row(number)
    return None if number is None or doc is None else _record(table, kind, number, doc)


def read_values(table: Table, kind: type[Record], name: str) -> Collection[str]:
    """Return what a field says anywhere, as JSON has it, once each. Tombstones count.

    Before the table is decoded, there may be more: what a field of that name within another one says.

    Raises:
        ValueError: If the field is not one of `LOOKED_UP`.
    """
    if name not in LOOKED_UP:
        raise ValueError(f"nobody keeps track of {name}")
    return table.said(name, mapping.defaults(kind).get(name))


def read_fields(table: Table, kind: type[Record], names: Collection[str]) -> list[tuple[Any, ...]]:
    """Return what these fields say in each document that is no tombstone, as JSON has it."""
    asked = [(name, mapping.defaults(kind).get(name)) for name in names]
    there = (doc for doc in table.rows.values() if doc.get("deleted") is None)
    return [tuple(doc.get(name, default) for name, default in asked) for doc in there]


def _matching(
    table: Table, kind: type[Record], include_deleted: bool, equals: Mapping[str, Any]
) -> Iterator[tuple[str, Doc]]:
    """Yield the documents that match, without making records of all the others."""
    defaults = mapping.defaults(kind)
    wanted = {name: _values(value) for name, value in equals.items()}
    for number, doc in _candidates(table, wanted, defaults).items():
        is_wanted = include_deleted or doc.get("deleted") is None
        if is_wanted and all(doc.get(name, defaults.get(name)) in values for name, values in wanted.items()):
            yield number, doc


def _values(value: Any) -> tuple[Any, ...]:
    return tuple(map(mapping.to_json, value if isinstance(value, frozenset) else (value,)))


def _candidates(table: Table, wanted: Mapping[str, tuple[Any, ...]], defaults: Mapping[str, Any]) -> Rows:
    """Return documents among which all that match are, in the order they came: as few as are known."""
    known = {
        name: values
        for name, values in wanted.items()
        if name in LOOKED_UP and all(isinstance(value, str) for value in values)
    }
    for name, values in known.items():
        if (found := table.scanned(name, values, defaults.get(name))) is not None:
            return found
    if not known:
        return table.rows
    numbers = min((_numbers(table, name, known[name], defaults.get(name)) for name in known), key=len)
    return {number: doc for number in numbers if (doc := table.row(number)) is not None}


def _numbers(table: Table, name: str, values: Collection[str], default: Any) -> Sequence[str]:
    by_value = table.by_value(name, default)
    if len(values) == 1:
        (value,) = values
        return by_value.get(value, ())
    some = {number for value in values for number in by_value.get(value, ())}
    # Ten years of rows are not gone through for the few of some days, where numbers tell the order as well.
    return sorted(some, key=int) if table.is_ascending else [each for each in table.rows if each in some]


def _record(table: Table, kind: type[R], number: str, doc: Doc) -> R:
    try:
        record: R = table.made(number, doc, lambda doc: mapping.to_record(kind, doc))
    except mapping.FieldProblem as problem:
        raise LedgerDamaged(
            f"Entry {number} of “{kind.kind}” holds something that this program cannot understand, in its "
            f"field “{problem}”. Nothing was changed.",
            Damage.RECORD,
        ) from problem
    return record
