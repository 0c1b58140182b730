"""What a transaction is about to do: seen by itself, by nobody else until it has ended."""

from __future__ import annotations

from collections.abc import Mapping

from trust_tui.store.codec import Doc
from trust_tui.store.snapshot import META
from trust_tui.store.state import Change, Changes, State, Table


class Staged:
    """Changes upon a state."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._changes = Changes()
        self._tables: dict[str, Table] = {}
        self._numbers: dict[str, dict[str, str]] = {}
        self._last: dict[str, int] = {}

    def table(self, name: str) -> Table:
        """Return a table as it will be."""
        changed = self._changes.of(name)
        if not changed:
            return self._state.table(name)
        if name not in self._tables:
            change = self.change
            self._tables[name] = self._state.table(name).after(
                change.put.get(name, {}), change.drop.get(name, ())
            )
        return self._tables[name]

    @property
    def tables(self) -> Mapping[str, Table]:
        """Every table that will hold a document."""
        names = {*self._state.tables, *self.change.tables}
        return {name: table for name in sorted(names) if not (table := self.table(name)).is_empty}

    def number_of(self, name: str, record_id: str) -> str | None:
        """Return the number of the document with this `id` field, or None."""
        # Not through table(): a thousand records added one after another would each time make it anew.
        number = self._numbers.get(name, {}).get(record_id) or self._state.table(name).number_of(record_id)
        return None if number and self._changes.of(name).get(number, {}) is None else number

    def doc(self, name: str, number: str) -> Doc:
        """Return the document with this number as it will be."""
        doc = self._changes.of(name).get(number)
        if doc is None:
            doc = self._state.table(name).row(number)
        if doc is None:
            raise KeyError(number)
        return doc

    def next_number(self, name: str) -> int:
        """Return a number that no document has."""
        return max(self._state.table(name).last, self._last.get(name, 0)) + 1

    def put(self, name: str, number: str, doc: Doc) -> None:
        """Put a document, whole. It must not be changed afterwards."""
        if name == META:
            raise ValueError("this table is the ledger's own")
        self._changes.put(name, number, doc)
        self._numbers.setdefault(name, {})[str(doc.get("id"))] = number
        self._last[name] = max(self._last.get(name, 0), int(number))
        self._tables.pop(name, None)

    def drop(self, name: str, number: str) -> None:
        """Take a document out."""
        self._changes.drop(name, number)
        self._tables.pop(name, None)

    @property
    def change(self) -> Change:
        """All of it as one change."""
        return self._changes.as_one()

    def mark(self) -> Changes:
        """Return what `back_to` needs to forget everything that comes now."""
        return self._changes.copy()

    def back_to(self, mark: Changes) -> None:
        """Forget what came after `mark`."""
        self._changes = mark
        self._tables.clear()
        self._numbers.clear()
        for name, rows in mark.as_one().put.items():
            self._numbers[name] = {str(doc.get("id")): number for number, doc in rows.items()}
