"""What all of Support does alike: who may touch what, and what may be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from trust_tui.model.records import Record, Visibility
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.model.versions import Version
from trust_tui.services.desk import Change, Desk, Write
from trust_tui.services.problems import Problem, TooLongProblem
from trust_tui.services.sight import may_see

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trust_tui.model.people import Person
    from trust_tui.store import Ledger, Transaction

RecordT = TypeVar("RecordT", bound=Record)

READ_ALREADY = "The other one could read it already, so it stays with both of you."


def seen(ledger: Ledger, kind: type[RecordT], reader: Person) -> Iterator[RecordT]:
    """Yield every record of a kind that `reader` may see."""
    return (record for record in ledger.all(kind) if may_see(reader, record, ()))


def shared(records: Iterable[RecordT]) -> Iterator[RecordT]:
    """Yield what is for both: what is said at a glance or found by words, the other may be looking at."""
    return (record for record in records if record.visibility is Visibility.SHARED)


def versions(ledger: Ledger, record: Record, reader: Person) -> tuple[Version, ...]:
    """Return what a record said before, as far as `reader` may see it, oldest first."""
    if record.rev == 1:
        return ()
    before = (each for each in ledger.all(Version, of=record.id) if may_see(reader, each, ()))
    return tuple(sorted(before, key=lambda version: version.of_rev))


def there(tx: Transaction, kind: type[RecordT], record_id: str, person: Person, rev: int = 0) -> RecordT:
    """Return a record as it is now.

    Args:
        tx: Where to look.
        kind: What kind of record it is.
        record_id: Its id.
        person: Who is about to do something with it.
        rev: The revision that they read; 0 where it does not matter.

    Raises:
        Problem: If they may not see it, it is not there any more, or it was changed since they read it.
    """
    record = tx.get(kind, record_id)
    if record is None or record.deleted is not None or not may_see(person, record, ()):
        raise Problem("This is not there any more. It was removed in the meantime.")
    if rev and record.rev != rev:
        raise Problem("This was changed in the meantime. Go back and read it first; your words are kept.")
    return record


def only_own(record: Record, person: Person) -> None:
    """Raise a problem where somebody else wrote a record down."""
    if record.author != person.id:
        raise Problem("Only who wrote it down can do this.")


def nobody_else_wrote_to(said: Iterable[Record], person: Person) -> None:
    """Raise a problem where the other one wrote something that would go with a record."""
    if any(each.author != person.id for each in said):
        raise Problem("The other one wrote something to it, so it stays.")


def built_upon(desk: Desk, record: Record, person: Person) -> Iterator[Write]:
    """Yield what marks a record as built upon, where somebody else than its author wrote something to it.

    Its author cannot take back any more, by an undo, that the other one could read it or what it says.
    """
    if record.author != person.id:
        yield Write(record, record.changed(desk.clock()))


@contextmanager
def changing(desk: Desk, person: Person, words: str) -> Iterator[tuple[Transaction, list[Write]]]:
    """Write in one transaction what is put into the list, and let it be taken back as one change."""
    writes: list[Write] = []
    with desk.ledger.transaction() as tx:
        yield tx, writes
        change = Change(person.id, words, tuple(writes))
        desk.write(tx, change)
    if writes:
        desk.remember(change)


def checked(texts: Mapping[str, str]) -> dict[str, str]:
    """Return texts by the names of their fields, trimmed.

    Raises:
        TooLongProblem: If one is longer than a field holds.
    """
    trimmed = {name: text.strip() for name, text in texts.items()}
    for name, text in trimmed.items():
        if len(text) > TEXT_LIMIT:
            raise TooLongProblem(len(text), name)
    return trimmed


def opened(before: Record, visibility: Visibility) -> Visibility:
    """Return who may see a record once somebody chose so.

    Raises:
        Problem: If it would close what the other one could read already.
    """
    if before.visibility is Visibility.SHARED and visibility is Visibility.PRIVATE:
        raise Problem(READ_ALREADY, "visibility")
    return visibility


def by_id(records: Iterable[RecordT]) -> dict[str, RecordT]:
    """Return records by their ids."""
    return {record.id: record for record in records}
