"""Taking another program's days in: what becomes a check-in or a victory, and which days are left alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from trust_tui.model.checkin import CheckIn, PrivateNote
from trust_tui.model.kept import Victory
from trust_tui.model.records import Record, Visibility
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.portable.journals import NOTHING, Journal, Written
from trust_tui.services.problems import Problem

if TYPE_CHECKING:
    from trust_tui.model.people import Person
    from trust_tui.services.desk import Desk
    from trust_tui.services.note_keys import NoteKeys
    from trust_tui.store import Ledger, Transaction


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What would be taken in.

    Attributes:
        checkins: The days that get a check-in.
        notes: The days that get a private note.
        victories: The days that get a victory, and its words.
        left_alone: The days on which something of theirs stands already.
        ahead: How many entries are of days that have not come yet; they are left out.
        days: What is taken in of each day.
    """

    checkins: tuple[date, ...]
    notes: tuple[date, ...]
    victories: tuple[tuple[date, str], ...]
    left_alone: tuple[date, ...]
    ahead: int
    days: tuple[Written, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether everything is here already."""
        return not (self.checkins or self.notes or self.victories)


def plan_days(source: Ledger | Transaction, journal: Journal, person: Person, today: date) -> DayPlan:
    """Return what taking a journal in would do.

    Raises:
        Problem: If a text is longer than a field holds. It is never cut.
    """
    taken = {
        each.day
        for kind in (CheckIn, PrivateNote)
        for each in source.all(kind, include_deleted=True, author=person.id)
    }
    won = {(each.day, each.text) for each in source.all(Victory, include_deleted=True, author=person.id)}
    past = [entry for entry in journal.entries if entry.day <= today]
    days = [_joined(day, entries) for day, entries in sorted(_by_day(past).items())]
    wanted = [each for each in days if each.feelings or each.note]
    free = [each for each in wanted if each.day not in taken]
    victories = {(each.day, each.victory): None for each in past if each.victory}
    return DayPlan(
        checkins=tuple(each.day for each in free if each.feelings),
        notes=tuple(each.day for each in free if each.note),
        victories=tuple(sorted(each for each in victories if each not in won)),
        left_alone=tuple(each.day for each in wanted if each.day in taken),
        ahead=len(journal.entries) - len(past),
        days=tuple(free),
    )


def take_days_in(desk: Desk, keys: NoteKeys, journal: Journal, person: Person) -> DayPlan:
    """Take a journal in, in one transaction. Return what that did.

    A day of which there are no feelings gets a private note and no check-in: an empty one would only open
    what the other wrote on it.

    Raises:
        Problem: If it cannot be taken in. Nothing was changed then.
        LedgerError: If it could not be written. Nothing was changed then.
    """
    today = desk.clock().day
    with desk.ledger.transaction() as tx:
        made = plan_days(tx, journal, person, today)
        records: list[Record] = []
        for each in made.days:
            if each.feelings:
                records.append(
                    desk.new(CheckIn, person.id, each.day, feelings=each.feelings, written_on=today)
                )
            if each.note:
                private, text = Visibility.PRIVATE, keys.sealed(person.id, each.note)
                records.append(desk.new(PrivateNote, person.id, each.day, text=text, visibility=private))
        records += [desk.new(Victory, person.id, day, text=text) for day, text in made.victories]
        for record in records:
            tx.add(record)
    return made


def _by_day(entries: list[Written]) -> dict[date, list[Written]]:
    days: dict[date, list[Written]] = defaultdict(list)
    for entry in entries:
        days[entry.day].append(entry)
    return days


def _joined(day: date, entries: list[Written]) -> Written:
    """Return the entries of one day as one, in the order of the file."""
    feelings = tuple(dict.fromkeys(word for entry in entries for word in entry.feelings))
    note = "\n\n".join(entry.note for entry in entries if entry.note)
    longest = max(len(note), len(", ".join(feelings)), *(len(entry.victory) for entry in entries))
    if longest > TEXT_LIMIT:
        raise Problem(
            f"What is written on {day.isoformat()} has {longest:,} characters; up to {TEXT_LIMIT:,} fit into "
            f"one field. Shorten it in the file first. {NOTHING}"
        )
    return Written(day, feelings, note)
