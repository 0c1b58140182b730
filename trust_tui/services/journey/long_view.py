"""The long view: *safe* and *close* over weeks and years. No sum, no comparison, no number between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from trust_tui.model.checkin import CheckIn
from trust_tui.model.dates import date_words
from trust_tui.services.journey.days import begun, by_day
from trust_tui.services.journey.marks import SOURCES, Mark, Source
from trust_tui.services.sight import may_see

if TYPE_CHECKING:
    from trust_tui.model.people import Person
    from trust_tui.services.desk import Desk


class Span(Enum):
    """How far one looks back, in days, today included."""

    FOUR_WEEKS = 4 * 7
    TWELVE_WEEKS = 12 * 7
    YEAR = 52 * 7
    ALL = None


@dataclass(frozen=True, slots=True)
class Line:
    """What one person answered day by day, as far as the reader may see it. A day without is not in here.

    Attributes:
        person: Whose.
        safe: The step of each day.
        close: The step of each day.
        is_shared: Whether its owner lets the reader see the line at all.
    """

    person: Person
    safe: Mapping[date, int] = field(default_factory=dict)
    close: Mapping[date, int] = field(default_factory=dict)
    is_shared: bool = True

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.safe and not self.close


@dataclass(frozen=True, slots=True)
class View:
    """A time, the reader's own line, and what happened along the way.

    Attributes:
        first: The first day.
        last: The last day: today.
        mine: The reader's own line.
        marks: What happened, oldest first; of one day, in the order of the sources.
    """

    first: date
    last: date
    mine: Line
    marks: Sequence[Mark]


@dataclass
class LongView:
    """What there is to see from further away."""

    desk: Desk
    sources: Sequence[Source] = SOURCES

    def view(self, reader: Person, span: Span) -> View:
        """Return the time up to today as `reader` may see it."""
        first, last = self._time(reader, span)
        found = (mark for source in self.sources for mark in source(self.desk.ledger, reader, first, last))
        marks = sorted(found, key=lambda mark: mark.day)
        return View(first, last, self.line(reader, reader, first, last), marks)

    def line(self, reader: Person, person: Person, first: date, last: date) -> Line:
        """Return a person's line as far as `reader` may see it: the other's open days, if shared."""
        if person.id != reader.id and not person.shares_weeks:
            return Line(person, is_shared=False)
        safe: dict[date, int] = {}
        close: dict[date, int] = {}
        for there in by_day(self.desk.ledger, CheckIn, first, last).values():
            for checkin in there:
                if checkin.author == person.id and may_see(reader, checkin, there):
                    if checkin.safe is not None:
                        safe[checkin.day] = checkin.safe
                    if checkin.close is not None:
                        close[checkin.day] = checkin.close
        return Line(person, safe, close)

    def is_empty(self, reader: Person) -> bool:
        """Say whether this reader has not written about any day yet."""
        return begun(self.desk.ledger, reader) is None

    def glance(self, reader: Person) -> str:
        """Say how far back one can look."""
        first = begun(self.desk.ledger, reader)
        if first is None or first >= self.desk.clock().day:
            return ""
        return f"Your days since {date_words(first)}."

    def _time(self, reader: Person, span: Span) -> tuple[date, date]:
        today = self.desk.clock().day
        if span.value is not None:
            return today - timedelta(days=span.value - 1), today
        return min(begun(self.desk.ledger, reader) or today, today), today
