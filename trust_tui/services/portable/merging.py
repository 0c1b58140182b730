"""Taking our own format in: all of it or nothing, each entry by its id, and never twice.

What is newer wins, what is the same is passed over, what is older is left alone. Two entries that went
different ways since they were one are a conflict: then nothing is taken in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trust_tui.model.checkin import SCALE, CheckIn, PrivateNote
from trust_tui.model.kinds import KINDS
from trust_tui.model.notes import NoteKey
from trust_tui.model.people import Couple, NameProblem, Person, checked_name
from trust_tui.model.records import OURS, Record, content
from trust_tui.model.talks import TalkWords
from trust_tui.model.versions import Version
from trust_tui.services.portable.keys import check_keys, seal_what_is_here, sealed_here
from trust_tui.services.problems import Problem
from trust_tui.services.sight import past_of
from trust_tui.store.mapping import to_doc

if TYPE_CHECKING:
    from datetime import date

    from trust_tui.services.desk import Desk
    from trust_tui.services.note_keys import NoteKeys
    from trust_tui.services.portable.ours import OurFile
    from trust_tui.store import Ledger, Transaction

NOTHING = "Nothing was taken in."


@dataclass
class Plan:
    """What taking a file in would do.

    Attributes:
        new: How many entries of each kind come new.
        newer: How many take the place of an earlier one here.
        same: How many are here already.
        older: How many are older than the one here, which stays.
        conflicts: How many of each kind went different ways here and there.
        puts: The entries that come in.
        sealed_now: Whose notes here are to be sealed, because the file brings a passphrase for them.
    """

    new: Counter[str] = field(default_factory=Counter)
    newer: Counter[str] = field(default_factory=Counter)
    same: int = 0
    older: int = 0
    conflicts: Counter[str] = field(default_factory=Counter)
    puts: list[Record] = field(default_factory=list)
    sealed_now: list[str] = field(default_factory=list)
    _before: dict[str, Record] = field(default_factory=dict)

    @property
    def changes_nothing(self) -> bool:
        """Whether everything is here already."""
        return not self.puts


def plan(source: Ledger | Transaction, file: OurFile) -> Plan:
    """Return what taking a file in would do.

    Raises:
        Problem: If it cannot be taken in at all.
    """
    here = {name: source.all(kind, include_deleted=True) for name, kind in KINDS.items()}
    by_id = {record.id: record for records in here.values() for record in records}
    made = Plan()
    seen: set[str] = set()
    for name, records in file.records.items():
        for record in records:
            if record.id in seen:
                raise Problem(f"This file is damaged: an entry is in it twice. {NOTHING}")
            if not _could_be_written(record):
                raise Problem(f"This file is damaged: a {kind_words(name)} says what none can say. {NOTHING}")
            seen.add(record.id)
            _weigh(made, name, record, by_id.get(record.id))
    after = by_id | {record.id: record for record in made.puts}
    if not made.conflicts:
        _check_people(after.values())
        check_keys(made, by_id.values(), file, after.values())
        _check_days(after.values(), made)
    return made


def _weigh(made: Plan, name: str, record: Record, there: Record | None) -> None:
    if there is None:
        made.new[name] += 1
        made.puts.append(record)
    elif type(there) is not type(record):
        made.conflicts[name] += 1
    elif record.rev > there.rev:
        made.newer[name] += 1
        made.puts.append(record)
        made._before[record.id] = there
    elif record.rev < there.rev:
        made.older += 1
    elif to_doc(record) == to_doc(there):
        made.same += 1
    else:
        made.conflicts[name] += 1


def _could_be_written(record: Record) -> bool:
    """Say whether the screens could ever have made a record like this, where they count on it."""
    if isinstance(record, Person):
        try:
            return checked_name(record.name) == record.name
        except NameProblem:
            return False
    steps: tuple[int | None, ...] = ()
    if isinstance(record, CheckIn):
        steps = (record.safe, record.close)
    elif isinstance(record, TalkWords):
        steps = (record.heard,)
    return all(step is None or step in SCALE for step in steps)


def take_in(desk: Desk, keys: NoteKeys, file: OurFile) -> Plan:
    """Take a file in, in one transaction. Return what it did.

    Raises:
        Problem: If it cannot be taken in, or something conflicts. Nothing was changed then.
        LedgerError: If it could not be written. Nothing was changed then.
    """
    brings_a_key = bool(plan(desk.ledger, file).sealed_now)
    with desk.ledger.whole() if brings_a_key else desk.ledger.transaction() as tx:
        made = plan(tx, file)
        if made.conflicts:
            raise Problem(conflict_words(made))
        versions = list(_versions(desk, tx, made))
        for record in (*sealed_here(desk, keys, file, made), *versions):
            tx.put(record)
        seal_what_is_here(desk, tx, file, made)
    return made


def conflict_words(made: Plan) -> str:
    """Say what went different ways."""
    what = ", ".join(f"{kind_words(name)} ({count})" for name, count in sorted(made.conflicts.items()))
    return f"What is here and what is in the file went different ways: {what}. {NOTHING}"


def kind_words(name: str) -> str:
    """Return the name of a kind as one reads it."""
    return {"checkin": "check-in"}.get(name, name.replace("_", " "))


def _versions(desk: Desk, tx: Transaction, made: Plan) -> Iterator[Version]:
    """Yield what has to be kept of entries that say something else now: nobody silently rewrites the past."""
    if not made._before:
        return
    known = {(each.of, each.of_rev) for each in tx.all(Version, include_deleted=True)}
    known |= {(each.of, each.of_rev) for each in made.puts if isinstance(each, Version)}
    for record in made.puts:
        before = made._before.get(record.id)
        # A key that got another passphrase was changed so that the old one opens nothing.
        if before is None or isinstance(before, Version | NoteKey) or (before.id, before.rev) in known:
            continue
        if content(before) != content(record):
            ever = tx.all(CheckIn, include_deleted=True, day=before.day)
            yield desk.new(
                Version,
                record.author,
                before.day,
                of=before.id,
                of_kind=before.kind,
                of_rev=before.rev,
                body=content(before),
                visibility=past_of(before, ever),
            )


def _check_people(after: Iterable[Record]) -> None:
    """Refuse what is by other people than those who write here."""
    records = list(after)
    people = [each for each in records if isinstance(each, Person)]
    living = Couple(tuple(each for each in people if each.deleted is None))
    has_two_places = len({each.place for each in living.people}) == len(living.people)
    has_two_names = all(living.named(each.name) == each for each in living.people)
    if len(living.people) > 2 or not (has_two_places and has_two_names):
        raise Problem(
            "Other people wrote this file than those who write here. Take it in where nobody is set up yet, "
            f"with --file and a new name. {NOTHING}"
        )
    known: set[str] = {OURS, *(each.id for each in people)}
    if any(each.author not in known for each in records):
        raise Problem(f"This file holds entries by somebody who is not in it. {NOTHING}")


def _check_days(after: Iterable[Record], made: Plan) -> None:
    """Count what would be a second check-in, or a second note, of one person on one day."""
    days: Mapping[tuple[str, str, date], int] = Counter(map(_own_day, filter(_has_own_day, after)))
    for record in made.puts:
        if _has_own_day(record) and days[_own_day(record)] > 1:
            made.conflicts[record.kind] += 1


def _has_own_day(record: Record) -> bool:
    return isinstance(record, CheckIn | PrivateNote) and record.deleted is None


def _own_day(record: Record) -> tuple[str, str, date]:
    return record.kind, record.author, record.day
