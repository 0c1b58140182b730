"""Where a summary is gathered from: only what is for both, and over the days that were chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from trust_tui.model.checkin import CheckIn
from trust_tui.model.dates import date_words
from trust_tui.model.records import Record, Visibility
from trust_tui.model.text import one_line
from trust_tui.services.journey.days import by_day
from trust_tui.services.promises.book import Book
from trust_tui.services.sight import is_closed
from trust_tui.services.summary.lines import Section, evenly

if TYPE_CHECKING:
    from trust_tui.model.people import Couple, Person
    from trust_tui.store import Ledger

RecordT = TypeVar("RecordT", bound=Record)
T = TypeVar("T")


@dataclass
class Source:
    """What may be brought to a session, over some days.

    What is private, and what is closed for now, is not in here for anybody: not even for its writer, as
    a summary is handed on. Who writes alone closes nothing.

    Attributes:
        ledger: Where everything is kept.
        couple: Who writes here.
        first: The first day.
        last: The last one, today.
        own: The one person for whom it is; None where it is for both.
        whole: Whether nothing is left out for being much.
        thanks: Whether thanks are wanted.
        chosen_from: The sections that hold only a few of what there is.
    """

    ledger: Ledger
    couple: Couple
    first: date
    last: date
    own: Person | None = None
    whole: bool = False
    thanks: bool = False
    chosen_from: set[Section] = field(default_factory=set)

    def all(self, kind: type[RecordT], **equals: Any) -> Iterator[RecordT]:
        """Yield the records of a kind that may be brought, in the order they were written."""
        return (each for each in self.ledger.all(kind, **equals) if self.is_for_both(each))

    def within(self, kind: type[RecordT]) -> list[RecordT]:
        """Return those of these days, the oldest first."""
        days = by_day(self.ledger, kind, self.first, self.last)
        return [each for day in days.values() for each in day if self.is_for_both(each)]

    def is_for_both(self, record: Record) -> bool:
        """Say whether a record is open to everybody who writes here."""
        if record.visibility is Visibility.PRIVATE:
            return False
        if self.couple.is_solo or not (isinstance(record, CheckIn) or getattr(record, "from_checkin", False)):
            return True
        return not is_closed(record, self.ledger.all(CheckIn, day=record.day))

    def covers(self, day: date) -> bool:
        """Say whether a day is one of these."""
        return self.first <= day <= self.last

    @property
    def book(self) -> Book:
        """What there is of promises."""
        return _SharedBook(self.ledger, self.couple.people[0], self.last)

    # In words

    def name(self, person_id: str) -> str:
        """Return what somebody is called; "I" in what is for themselves alone."""
        if self.own is not None and person_id == self.own.id:
            return "I"
        person = self.couple.get(person_id)
        return one_line(person.name) if person else "somebody"

    def day(self, day: date) -> str:
        """Return "3 November", with the year where it is another one than today's."""
        return date_words(day, self.last)

    # Not too much

    def few(self, section: Section, things: Sequence[T], count: int) -> list[T]:
        """Return so many of the things, spread evenly; all where all are wanted."""
        if self.whole or len(things) <= count:
            return list(things)
        self.chosen_from.add(section)
        return evenly(things, count)

    def newest(self, section: Section, things: Sequence[T], count: int) -> list[T]:
        """Return the last of the things; all where all are wanted."""
        if self.whole or len(things) <= count:
            return list(things)
        self.chosen_from.add(section)
        return list(things[-count:])

    def few_of_each(self, section: Section, records: Iterable[RecordT], count: int) -> Iterator[RecordT]:
        """Yield so many of each person's records, one person after the other."""
        there = list(records)
        for person in self.couple.people:
            yield from self.few(section, [each for each in there if each.author == person.id], count)


class _SharedBook(Book):
    """The promises with what was said to them, without anything that only one person may read."""

    def all(self, kind: type[RecordT], **equals: Any) -> list[RecordT]:
        return [each for each in super().all(kind, **equals) if each.visibility is Visibility.SHARED]

    def get(self, kind: type[RecordT], record_id: str) -> RecordT | None:
        found = super().get(kind, record_id)
        return found if found is not None and found.visibility is Visibility.SHARED else None
