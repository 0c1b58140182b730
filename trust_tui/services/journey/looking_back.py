"""What one wrote long ago, and a year of days. One's own words to oneself, and no private note among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from trust_tui.model.checkin import CheckIn
from trust_tui.services.journey.days import begun, by_day
from trust_tui.services.journey.marks import Mark, victories

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trust_tui.model.people import Person
    from trust_tui.services.desk import Desk

NEAR = 2
"""How many days beside the one that was looked for another one may lie and still be shown."""

MONTHS = 12
"""How many months a year at a glance has."""

_MONTHS_AGO = {3: "A quarter of a year ago", 6: "Half a year ago", 12: "A year ago"} | {
    12 * years: f"{years} years ago" for years in range(2, 51)
}


@dataclass(frozen=True, slots=True)
class PastDay:
    """A day of one's own.

    Attributes:
        day: The day.
        checkin: One's own check-in of it, or None.
        victories: What is on the wall of that day.
    """

    day: date
    checkin: CheckIn | None
    victories: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Ago:
    """One's own words of a day a while ago.

    Attributes:
        words: How long ago, such as "Four weeks ago".
        sought: The day that is just so long ago.
        past: The nearest one that has words: this day, or one a little earlier or later.
    """

    words: str
    sought: date
    past: PastDay

    @property
    def beside(self) -> int:
        """How many days later than just so long ago it is; less than nothing where it is earlier."""
        return (self.past.day - self.sought).days


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months at a glance.

    Attributes:
        months: The first day of each month, oldest first.
        written: For each day that one wrote about: how safe it was, or None where that stayed open.
    """

    months: tuple[date, ...]
    written: Mapping[date, int | None]


@dataclass
class LookingBack:
    """What one wrote long ago."""

    desk: Desk

    def ago(self, reader: Person) -> list[Ago]:
        """Return one's own words of four weeks, a quarter, half a year, a year and more years ago."""
        found = []
        for words, sought in self._sought():
            for day in _nearest(sought):
                if _says_something(mine := self._mine(reader, day)):
                    found.append(Ago(words, sought, PastDay(day, mine, self._victories(reader, day))))
                    break
        return found

    def day(self, reader: Person, day: date) -> PastDay:
        """Return one day of one's own."""
        return PastDay(day, self._mine(reader, day), self._victories(reader, day))

    def year(self, reader: Person, years_back: int = 0) -> Year:
        """Return the twelve months that end with this one, or so many years earlier."""
        today = self.desk.clock().day
        months = tuple(_month(today, -back - MONTHS * years_back) for back in reversed(range(MONTHS)))
        end = min(_month(months[-1], 1) - timedelta(days=1), today)
        written = {
            day: checkin.safe
            for day, there in by_day(self.desk.ledger, CheckIn, months[0], end).items()
            for checkin in there
            if checkin.author == reader.id
        }
        return Year(months, written)

    def has_earlier(self, reader: Person, years_back: int) -> bool:
        """Say whether one wrote anything before the twelve months that lie so many years back."""
        first = begun(self.desk.ledger, reader)
        return first is not None and first < self.year(reader, years_back).months[0]

    def glance(self, reader: Person) -> str:
        """Say from when there are words of one's own."""
        found = [each.words.casefold() for each in self.ago(reader)]
        if not found:
            return ""
        return f"Words of yours from {found[0] if len(found) == 1 else f'{found[0]}, and earlier'}."

    def _mine(self, reader: Person, day: date) -> CheckIn | None:
        return next(iter(self.desk.ledger.all(CheckIn, day=day, author=reader.id)), None)

    def _victories(self, reader: Person, day: date) -> tuple[Mark, ...]:
        return tuple(victories(self.desk.ledger, reader, day, day))

    def _sought(self) -> Iterator[tuple[str, date]]:
        from dateutil.relativedelta import relativedelta  # not before somebody looks back

        today = self.desk.clock().day
        yield "Four weeks ago", today - timedelta(weeks=4)
        earliest = min(self.desk.ledger.values(CheckIn, "day"), default="9999")
        for months, words in _MONTHS_AGO.items():
            if months // 12 >= today.year:
                return
            sought = today - relativedelta(months=months)
            if (sought + timedelta(days=NEAR)).isoformat() < earliest:
                return
            yield words, sought


def _nearest(sought: date) -> Sequence[date]:
    """Return a day and those beside it, the nearest first; of two as near, the earlier one."""
    beside = sorted(range(-NEAR, NEAR + 1), key=abs)
    return [sought + timedelta(days=days) for days in beside]


def _says_something(checkin: CheckIn | None) -> bool:
    if checkin is None:
        return False
    words = (*checkin.feelings, checkin.appreciated, checkin.need, checkin.own)
    return any(words) or checkin.safe is not None or checkin.close is not None


def _month(day: date, months: int) -> date:
    """Return the first day of the month that lies so many months after that of `day`."""
    number = max(day.year * 12 + day.month - 1 + months, 12)
    return date(number // 12, number % 12 + 1, 1)
