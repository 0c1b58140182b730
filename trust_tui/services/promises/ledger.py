"""The ledger of promises: day, who, promise, as each saw it. The newest first, a few weeks at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from trust_tui.model.occurrences import Occurrence, State
from trust_tui.services.promises.book import ONE_DAY, Book

if TYPE_CHECKING:
    from trust_tui.model.promises import Outcome, Promise

PAGE = 100
"""How many rows one page has, where there are that many: a few screens."""

LOOKED_AT = 3_000
"""After how many rows that are not wanted a page ends: nobody waits for what may not be there."""

_FIRST_SPAN = 4
_LONGEST_SPAN = 512

_UNSAID = {State.OPEN, State.PAUSED, State.NOT_DUE}
"""How an occurrence may stand that nobody said anything about."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show of the ledger; all of it where nothing is set.

    Attributes:
        who: The id of the person who promised.
        states: How it stands.
        text: Words that are in the promise or in what was said about it.
        promise: The id of the one promise.
    """

    who: str = ""
    states: frozenset[State] = frozenset()
    text: str = ""
    promise: str = ""

    def wants(self, promise: Promise) -> bool:
        """Say whether rows of this promise may be shown."""
        return self.who in {"", promise.author} and self.promise in {"", promise.id}

    def shows(self, found: Occurrence) -> bool:
        """Say whether this row is shown."""
        if self.states and found.state not in self.states:
            return False
        if not (wanted := self.text.casefold().split()):
            return True
        marks = [mark.text for mark in (found.maker, found.other) if mark]
        words = " ".join((found.promise.sentence, found.promise.fallback, *marks)).casefold()
        return all(word in words for word in wanted)


@dataclass(frozen=True, slots=True)
class Page:
    """A piece of the ledger. It holds whole days.

    Attributes:
        rows: Newest day first.
        earlier: The day to go on from with the next page; None where the ledger begins.
    """

    rows: tuple[Occurrence, ...] = ()
    earlier: date | None = None


def page(
    book: Book,
    filters: Filters,
    first: date | None = None,
    last: date | None = None,
    count: int = PAGE,
) -> Page:
    """Return the rows of the days up to `last`, so many days that there are about `count` of them.

    Args:
        book: What the reader may see.
        filters: What to show.
        first: The earliest day to show.
        last: The latest day to show; what `earlier` said.
        count: How many rows to look for.
    """
    answered = book.answered
    wanted = [promise for promise in book.promises if filters.wants(promise)]
    if not wanted:
        return Page()
    start = max(first or date.min, min((*answered.first, *(promise.schedule.starts for promise in wanted))))
    day = answered.latest(book.today, last or date.max)
    by_id = {promise.id: promise for promise in wanted}
    rows: list[Occurrence] = []
    span, looked = _FIRST_SPAN, 0
    while day >= start and len(rows) < count and looked - len(rows) < LOOKED_AT:
        begin = day - timedelta(days=min(span - 1, (day - start).days))
        said = book.said_on(answered.between(begin, day))
        found = list(_between(book, by_id, begin, day, said, with_unsaid=_wants_unsaid(filters)))
        rows += [each for each in _newest_first(book, found) if filters.shows(each)]
        looked += len(found)
        span = max(1, span // 2) if len(found) > count else min(span * 2, _LONGEST_SPAN)
        if begin == start:
            return Page(tuple(rows))
        day = answered.latest(book.today, begin - ONE_DAY)
    return Page(tuple(rows), day if day >= start else None)


def _wants_unsaid(filters: Filters) -> bool:
    return not filters.states or bool(filters.states & _UNSAID)


def _between(
    book: Book,
    wanted: Mapping[str, Promise],
    first: date,
    last: date,
    said: Mapping[tuple[str, date], Sequence[Outcome]],
    *,
    with_unsaid: bool,
) -> Iterator[Occurrence]:
    """Yield what was answered, whenever it was due, and what was due up to today and was not."""
    for (promise_id, day), outcomes in said.items():
        if promise := wanted.get(promise_id):
            yield book.occurrence(promise, day, outcomes)
    if with_unsaid:
        for promise in book.going(first, last):
            if promise.id not in wanted:
                continue
            for day in book.days(promise, first, min(last, book.today)):
                if (promise.id, day) not in said:
                    yield book.occurrence(promise, day, ())


def _newest_first(book: Book, found: list[Occurrence]) -> list[Occurrence]:
    """Return rows by day, the newest first; within a day as the day went."""
    return sorted(book.in_order(found), key=lambda each: each.due, reverse=True)
