"""What goes into an export: what one person may see, what both may see, or everything."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, cast

from trust_tui.model.kinds import KINDS
from trust_tui.model.notes import NoteKey
from trust_tui.model.people import Couple, Person
from trust_tui.model.records import OURS, Record, Visibility
from trust_tui.model.summary import Decision
from trust_tui.services.sight import Sight

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from trust_tui.store import Ledger

RecordT = TypeVar("RecordT", bound=Record)

EVERYTHING, BOTH = "everything", "both"


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom an export is.

    Attributes:
        readers: It holds what each of these people may see; None for everything there is.
        since: The first day of what it holds, or None.
    """

    readers: tuple[Person, ...] | None
    since: date | None = None

    @property
    def whose(self) -> str:
        """The scope in one word, as the export says it: a person's id where it is for one."""
        if self.readers is None:
            return EVERYTHING
        return self.readers[0].id if len(self.readers) == 1 else BOTH


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was gathered.

    Attributes:
        scope: For whom.
        couple: Who writes here.
        records: The records by kind, each in the order they were written. No kind is empty.
    """

    scope: Scope
    couple: Couple
    records: Mapping[str, Sequence[Record]]

    def live(self, kind: type[RecordT]) -> list[RecordT]:
        """Return what was not removed of a kind, by day."""
        found = cast("Sequence[RecordT]", self.records.get(kind.kind, ()))
        return sorted((each for each in found if each.deleted is None), key=lambda each: each.day)


def gather(ledger: Ledger, couple: Couple, scope: Scope) -> Gathered:
    """Return what belongs into an export for `scope`."""
    everything = {name: ledger.all(kind, include_deleted=True) for name, kind in KINDS.items()}
    by_id = {record.id: record for records in everything.values() for record in records}
    eyes = [_Eyes(reader, by_id, Sight(ledger)) for reader in scope.readers or ()]
    seen = {
        record.id
        for records in everything.values()
        for record in records
        if all(each.see(record) for each in eyes)
    }
    if len(eyes) > 1:
        seen = _hanging_together(seen, by_id)
    wanted = _since(scope.since, seen, by_id)
    kept = {
        name: [record for record in records if record.id in wanted] for name, records in everything.items()
    }
    return Gathered(scope, couple, {name: records for name, records in kept.items() if records})


@dataclass
class _Eyes:
    """The eyes of one person.

    Attributes:
        reader: Whose.
        by_id: Every record there is.
        sight: The rule of the house.
    """

    reader: Person
    by_id: Mapping[str, Record]
    sight: Sight
    _seen: dict[str, bool] = field(default_factory=dict)

    def see(self, record: Record) -> bool:
        """Say whether they may see a record.

        What the other one took away is gone from their screens, and what the other one decided about the
        lines of a summary never was on them. What is said to something they do not see, they do not see.
        """
        if record.author == self.reader.id:
            return True
        if record.id not in self._seen:
            self._seen[record.id] = False  # whatever a damaged ledger says to itself ends here
            self._seen[record.id] = self._sees_others(record)
        return self._seen[record.id]

    def _sees_others(self, record: Record) -> bool:
        if record.visibility is Visibility.PRIVATE or isinstance(record, Decision):
            return False
        if record.deleted is not None and record.author != OURS:
            return False
        if self.sight.is_closed(record):
            return False
        parent = self.by_id.get(getattr(record, "of", ""))
        return parent is None or self.see(parent)


def _hanging_together(seen: set[str], by_id: Mapping[str, Record]) -> set[str]:
    """Return what is left where nothing stands without what it was said to: each sees their own anyway."""
    while True:
        parents = {name: getattr(by_id[name], "of", "") for name in seen}
        kept = {name for name in seen if parents[name] in seen or parents[name] not in by_id}
        if kept == seen:
            return seen
        seen = kept


def _since(first: date | None, seen: set[str], by_id: Mapping[str, Record]) -> set[str]:
    """Return what is of this day or later, with the people and keys, and with what it was said to."""
    if first is None:
        return seen
    wanted: set[str] = set()
    for name in seen:
        record: Record | None = by_id[name]
        # Without its key, a note that comes along could never be opened.
        if record is None or not (isinstance(record, Person | NoteKey) or record.day >= first):
            continue
        while record is not None and record.id in seen and record.id not in wanted:
            wanted.add(record.id)
            record = by_id.get(getattr(record, "of", ""))
    return wanted
