"""Records out of a table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from trust_tui.model.records import Record
from trust_tui.store import mapping
from trust_tui.store.errors import Damage, LedgerDamaged
from trust_tui.store.state import Table

R = TypeVar("R", bound=Record)

LOOKED_UP = ("of", "due", "day", "result", "text")
"""The fields that records are asked for by. Each is kept track of once it was used."""


def read_all(table: Table, kind: type[R], include_deleted: bool, equals: Mapping[str, Any]) -> list[R]:
    """Return the records of a kind, in the order they were written.

    Args:
        table: The table of this kind.
        kind: Such as CheckIn.
        include_deleted: Whether tombstones count.
        equals: Fields that must have these values.

    Raises:
        LedgerDamaged: If a document is no record of this kind.
    """
    return [_record(table, kind, number) for number in _matching(table, kind, include_deleted, equals)]


def read_one(table: Table, kind: type[R], record_id: str) -> R | None:
    """Return the record with this id, a tombstone too, or None.

    Raises:
        LedgerDamaged: If its document is no record of this kind.
    """
    number = table.number_of(record_id)
    return None if number is None else _record(table, kind, number)


def read_values(table: Table, kind: type[Record], name: str) -> Collection[str]:
    """Return what a field says anywhere, as JSON has it, once each. Tombstones count.

    Raises:
        ValueError: If the field is not one of `LOOKED_UP`.
    """
    if name not in LOOKED_UP:
        raise ValueError(f"nobody keeps track of {name}")
    return table.by_value(name, mapping.defaults(kind).get(name)).keys()


def _matching(
    table: Table, kind: type[Record], include_deleted: bool, equals: Mapping[str, Any]
) -> Iterator[str]:
    """Yield the numbers of the documents that match, without making records of all the others."""
    defaults = mapping.defaults(kind)
    wanted = {name: (mapping.to_json(value), defaults.get(name)) for name, value in equals.items()}
    rows, numbers = table.rows, _candidates(table, wanted)
    for number in numbers:
        doc = rows[number]
        is_wanted = include_deleted or doc.get("deleted") is None
        if is_wanted and all(doc.get(name, default) == value for name, (value, default) in wanted.items()):
            yield number


def _candidates(table: Table, wanted: dict[str, tuple[Any, Any]]) -> Iterable[str]:
    """Return the numbers among which all that match are, in the order they came: as few as are known.

    What they were chosen by is taken out of `wanted`: it need not be looked at again.
    """
    known = {
        name: table.by_value(name, default).get(value, ())
        for name, (value, default) in wanted.items()
        if name in LOOKED_UP and isinstance(value, str)
    }
    if not known:
        return table.rows
    fewest = min(known, key=lambda name: len(known[name]))
    del wanted[fewest]
    return known[fewest]


def _record(table: Table, kind: type[R], number: str) -> R:
    try:
        record: R = table.made(number, lambda doc: mapping.to_record(kind, doc))
    except mapping.FieldProblem as problem:
        raise LedgerDamaged(
            f"Entry {number} of “{kind.kind}” holds something that this program cannot understand, in its "
            f"field “{problem}”. Nothing was changed.",
            Damage.RECORD,
        ) from problem
    return record
