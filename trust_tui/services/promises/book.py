"""The promises and what was said about them, as one person may see it on one day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from trust_tui.model.occurrences import Occurrence, ending, occurrence
from trust_tui.model.people import Person
from trust_tui.model.promises import ENDINGS, Outcome, Pause, Promise, Repair
from trust_tui.model.records import Record
from trust_tui.services.sight import may_see

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trust_tui.store import Ledger, Transaction

RecordT = TypeVar("RecordT", bound=Record)

ONE_DAY = timedelta(days=1)


class AnsweredDays:
    """The days that anything was ever said about.

    Args:
        texts: The days as JSON has them: in that form they sort as well, and most are never looked at.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = sorted(texts)

    @property
    def first(self) -> list[date]:
        """The first of them, if there is one."""
        return _dates(self._texts[:1])

    def between(self, first: date, last: date) -> list[date]:
        """Return those from `first` to `last`, ascending."""
        begin, end = bisect_left(self._texts, first.isoformat()), bisect_right(self._texts, last.isoformat())
        return _dates(self._texts[begin:end])

    def latest(self, today: date, last: date) -> date:
        """Return the latest day up to `last` that may have a row: ahead lies only what was answered already.

        Nothing should lie there; it does where a clock ran back.
        """
        if last <= today:
            return last
        up_to = bisect_right(self._texts, last.isoformat())
        return max([today, *_dates(self._texts[max(up_to - 1, 0) : up_to])])


class Book:
    """What one person may read. It does not notice what changes later: then a new one is made.

    Attributes:
        KEEPS: The kinds of records that it keeps something of. All others it looks up each time.

    Args:
        source: The ledger, or a transaction, which sees its own changes.
        reader: Who looks.
        today: The local day; what is due after it lies ahead.
    """

    KEEPS = (Promise, Outcome, Pause, Repair)

    def __init__(self, source: Ledger | Transaction, reader: Person, today: date) -> None:
        self._source = source
        self.reader = reader
        self.today = today

    def all(self, kind: type[RecordT], **equals: Any) -> list[RecordT]:
        """Return the records of a kind that the reader may see, in the order they were written."""
        return [each for each in self._source.all(kind, **equals) if may_see(self.reader, each, ())]

    def get(self, kind: type[RecordT], record_id: str) -> RecordT | None:
        """Return a record that is there and that the reader may see, or None."""
        found = self._source.get(kind, record_id) if record_id else None
        is_there = found is not None and found.deleted is None and may_see(self.reader, found, ())
        return found if is_there else None

    @cached_property
    def promises(self) -> Sequence[Promise]:
        """All promises, in the order they were made."""
        return self.all(Promise)

    @cached_property
    def pauses(self) -> Sequence[Pause]:
        """All pauses."""
        return self.all(Pause)

    def other_than(self, person_id: str) -> str:
        """Return the id of the other person, or "" where one person writes alone."""
        return next((each.id for each in self._source.all(Person) if each.id != person_id), "")

    # What is due when

    def going(self, first: date, last: date) -> list[Promise]:
        """Return the promises that may be due from `first` to `last`: few of those of ten years."""
        lives = zip(self.promises, self._over_after, strict=True)
        return [each for each, over in lives if each.schedule.starts <= last and over >= first]

    def ending(self, promise: Promise) -> Outcome | None:
        """Return what ended this promise, or None while it goes on."""
        return ending(promise, self._endings.get(promise.id, ()))

    def days(self, promise: Promise, first: date, last: date) -> tuple[date, ...]:
        """Return the days from `first` to `last` on which this promise is due; nothing after its end."""
        end = self.ending(promise)
        last = last if end is None else min(last, end.due)
        return promise.schedule.between(first, last) if first <= last else ()

    def was_due(self, promise: Promise, day: date) -> bool:
        """Say whether there is an occurrence on this day: by the schedule, or because it was answered."""
        return bool(self.days(promise, day, day) or self.all(Outcome, of=promise.id, due=day))

    def ahead(self, promise: Promise, count: int) -> tuple[date, ...]:
        """Return the next days on which this promise is due: today too while its maker said nothing yet."""
        if self.ending(promise) is not None:
            return ()
        said = self._said_today.get((promise.id, self.today), ())
        is_said = any(each.author == promise.author for each in said)
        return promise.schedule.next_after(self.today if is_said else self.today - ONE_DAY, count)

    def recent(self, promise: Promise, count: int) -> tuple[date, ...]:
        """Return the last days up to today on which this promise was due, ascending."""
        end = self.ending(promise)
        return promise.schedule.last_before(self.today if end is None else min(self.today, end.due), count)

    # What was said

    def said_on(self, days: Iterable[date]) -> Mapping[tuple[str, date], Sequence[Outcome]]:
        """Return what was said about everything due on these days, by promise and day."""
        found: dict[tuple[str, date], list[Outcome]] = defaultdict(list)
        for outcome in self.all(Outcome, due=frozenset(days)):
            found[outcome.of, outcome.due].append(outcome)
        return found

    @cached_property
    def answered(self) -> AnsweredDays:
        """The days that anything was ever said about."""
        return AnsweredDays(self._source.values(Outcome, "due"))

    def occurrence(self, promise: Promise, due: date, said: Sequence[Outcome]) -> Occurrence:
        """Return how one occurrence stands, with what was said about it."""
        found = occurrence(promise, due, said, self.pauses, self.today)
        repair = self._repairs.get((promise.id, due), "")
        return replace(found, repair=repair) if repair else found

    def in_order(self, occurrences: Iterable[Occurrence]) -> list[Occurrence]:
        """Return occurrences by day, and as that day goes; those at no certain time come last.

        Answering one never moves it.
        """
        return sorted(
            occurrences,
            key=lambda each: (each.due, each.promise.schedule.at or "~", self._places[each.promise.id]),
        )

    @cached_property
    def _over_after(self) -> Sequence[date]:
        ends = ((each.schedule.over_after, self.ending(each)) for each in self.promises)
        return [min(over, end.due) if end else over for over, end in ends]

    @cached_property
    def _said_today(self) -> Mapping[tuple[str, date], Sequence[Outcome]]:
        return self.said_on((self.today,))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {promise.id: place for place, promise in enumerate(self.promises)}

    @cached_property
    def _endings(self) -> Mapping[str, Sequence[Outcome]]:
        found: dict[str, list[Outcome]] = defaultdict(list)
        for outcome in self.all(Outcome, result=frozenset(ENDINGS)):
            found[outcome.of].append(outcome)
        return found

    @cached_property
    def _repairs(self) -> Mapping[tuple[str, date | None], str]:
        return {(repair.of, repair.due): repair.id for repair in self.all(Repair)}


def by_day(outcomes: Iterable[Outcome]) -> Mapping[date, Sequence[Outcome]]:
    """Return what was said, by the day it is about."""
    found: dict[date, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        found[outcome.due].append(outcome)
    return found


def _dates(texts: Iterable[str]) -> list[date]:
    found = []
    for text in texts:
        with suppress(ValueError):  # a damaged entry is told of where it is read
            found.append(date.fromisoformat(text))
    return found
