"""Milestones of the couple: they appear by themselves, and never count one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from trust_tui.model.checkin import CheckIn
from trust_tui.model.kept import Victory
from trust_tui.model.records import OURS, Deletion
from trust_tui.model.reviews import HiddenMilestone, Review
from trust_tui.services.desk import Change, Desk, Write
from trust_tui.services.sight import Sight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from trust_tui.model.people import Couple, Person

_DAYS = (10, 50, 100, 200, 365, 500, 1000, 2000, 3000)
_VICTORIES = (10, 50, 100, 250, 500, 1000, 2000)
_MONTHS = {1: "A month", 6: "Half a year", 12: "A year"} | {12 * n: f"{n} years" for n in range(2, 31)}


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something the two of you have come to.

    Attributes:
        key: Which one.
        day: The day it was reached.
        words: What it is.
    """

    key: str
    day: date
    words: str


@dataclass
class Milestones:
    """What the couple has come to together.

    Args:
        desk: The ledger and the clock.
        sources: Others that tell of milestones, such as the first boundary that both agreed to.
    """

    desk: Desk
    sources: Sequence[Callable[[Couple], Iterator[Milestone]]] = ()

    def reached(self, couple: Couple) -> list[Milestone]:
        """Return the milestones that are not hidden, newest first."""
        hidden = {each.key for each in self.desk.ledger.all(HiddenMilestone)}
        found = [each for each in self._all(couple) if each.key not in hidden]
        return sorted(found, key=lambda milestone: milestone.day, reverse=True)

    def hide(self, person: Person, key: str) -> None:
        """Take a milestone off the wall. Undo brings it back."""
        if any(each.key == key for each in self.desk.ledger.all(HiddenMilestone)):
            return
        hidden = self.desk.new(HiddenMilestone, OURS, key=key)
        self.desk.do(Change(person.id, "hid a milestone", (Write(None, hidden),)))

    def show_all(self, person: Person) -> int:
        """Bring every hidden milestone back. Return how many there were."""
        moment = self.desk.clock()
        hidden = self.desk.ledger.all(HiddenMilestone)
        gone = Deletion(person.id, moment.at)
        writes = tuple(Write(each, each.changed(moment, deleted=gone)) for each in hidden)
        if writes:
            self.desk.do(Change(person.id, "brought the milestones back", writes))
        return len(writes)

    def _all(self, couple: Couple) -> Iterator[Milestone]:
        yield from self._time(couple)
        yield from self._wall()
        yield from self._reviews()
        if not couple.is_solo:
            yield from self._days(couple)
        for source in self.sources:
            yield from source(couple)

    def _time(self, couple: Couple) -> Iterator[Milestone]:
        from dateutil.relativedelta import relativedelta  # not before the wall is looked at

        today = self.desk.clock().day
        begun = min((person.day for person in couple.people), default=today)
        for months, words in _MONTHS.items():
            day = begun + relativedelta(months=months)
            if day <= today:
                yield Milestone(f"time-{months}", day, f"{words} since you began here")

    def _days(self, couple: Couple) -> Iterator[Milestone]:
        """Yield the days on which both had checked in for so many days. Which ones wrote when is not told."""
        written: dict[str, set[str]] = {person.id: set() for person in couple.people}
        # Of ten years, nobody waits for whole check-ins: the days alone tell it.
        for author, day in self.desk.ledger.fields(CheckIn, "author", "day"):
            if author in written:
                written[author].add(day)
        both = sorted(set.intersection(*written.values())) if written else []
        if both:
            first = date.fromisoformat(both[0])
            yield Milestone("both-1", first, "The first day on which you both checked in")
        for number in _DAYS:
            if len(both) >= number:
                words = f"{number:,} days on which you both checked in"
                yield Milestone(f"both-{number}", date.fromisoformat(both[number - 1]), words)

    def _wall(self) -> Iterator[Milestone]:
        sight = Sight(self.desk.ledger)
        days = sorted(v.day for v in self.desk.ledger.all(Victory) if not sight.is_closed(v))
        for number in _VICTORIES:
            if len(days) >= number:
                yield Milestone(f"wall-{number}", days[number - 1], f"{number:,} victories on your wall")

    def _reviews(self) -> Iterator[Milestone]:
        days = sorted(each.finished for each in self.desk.ledger.all(Review) if each.finished and each.seen)
        if days:
            yield Milestone("review-1", days[0], "The first time you looked at your victories together")
