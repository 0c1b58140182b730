"""What is due today, and what of the last two weeks can still be answered by whoever likes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from trust_tui.model.occurrences import Mark, Occurrence, State
from trust_tui.model.promises import ENDINGS, Promise
from trust_tui.services.promises.book import Book

if TYPE_CHECKING:
    from trust_tui.model.promises import Pause, Result

OPEN_DAYS = 14
"""For how many days something blank is still offered. After that it can be answered in the ledger."""


class Theirs(StrEnum):
    """What the other one said, told so that it neither hurries nor leads the reader."""

    NOTHING = "nothing"
    ANSWERED = "answered"
    SAME = "same"
    OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True)
class Due:
    """Something that the reader can answer.

    Attributes:
        promise: The promise.
        due: The day.
        is_own: Whether the reader promised it.
        answer: What the reader said, or None.
        theirs: What the other one said, in a neutral form. The ledger has their words.
    """

    promise: Promise
    due: date
    is_own: bool
    answer: Mark | None
    theirs: Theirs

    @property
    def words(self) -> str:
        """The promise as one would say it."""
        return self.promise.sentence

    @property
    def at(self) -> str:
        """The time of day, such as "18:00", or ""."""
        return self.promise.schedule.at


@dataclass(frozen=True, slots=True)
class DueDay:
    """What one day asks.

    Attributes:
        today: What is due on it: the reader's own first, answered or not.
        still_open: What the two weeks before it left blank for the reader, the newest first. Not a miss.
    """

    today: tuple[Due, ...] = ()
    still_open: tuple[Due, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """One promise in the list of all.

    Attributes:
        promise: The promise.
        is_own: Whether the reader made it.
        next_due: The day it is due next: today while its maker said nothing yet; None where it is over.
        ended: Whether it was renewed or withdrawn; None where neither.
        pause: The pause that it rests in today, or None.
    """

    promise: Promise
    is_own: bool
    next_due: date | None
    ended: Result | None
    pause: Pause | None

    @property
    def is_over(self) -> bool:
        """Whether nothing of it lies ahead."""
        return self.next_due is None


def due_day(book: Book) -> DueDay:
    """Return what the book's day asks of its reader."""
    first = book.today - timedelta(days=OPEN_DAYS)
    said = book.said_on(first + timedelta(days=back) for back in range(OPEN_DAYS + 1))
    today: list[Occurrence] = []
    before: list[Occurrence] = []
    for promise in book.going(first, book.today):
        for day in book.days(promise, first, book.today):
            found = book.occurrence(promise, day, said.get((promise.id, day), ()))
            if found.state is not State.PAUSED:
                (today if day == book.today else before).append(found)
    reader = book.reader.id
    asked = sorted(book.in_order(today), key=lambda each: each.promise.author != reader)
    left = sorted(book.in_order(before), key=lambda each: each.due, reverse=True)
    return DueDay(
        tuple(_due(each, reader) for each in asked if _is_asked(each, reader)),
        tuple(_due(each, reader) for each in left if _is_asked(each, reader) and not each.seen_by(reader)),
    )


def listed(book: Book) -> list[Listed]:
    """Return all promises: what is due next first; what is over last, the newest first."""
    going: list[Listed] = []
    over: list[Listed] = []
    may_come = {promise.id for promise in book.going(book.today, date.max)}
    for promise in book.promises:
        ahead = book.ahead(promise, 1) if promise.id in may_come else ()
        end = book.ending(promise)
        one = Listed(
            promise=promise,
            is_own=promise.author == book.reader.id,
            next_due=ahead[0] if ahead else None,
            ended=end.result if end else None,
            pause=next((pause for pause in book.pauses if pause.covers(promise, book.today)), None),
        )
        (over if one.is_over else going).append(one)
    going.sort(key=lambda each: (each.next_due or date.max, each.promise.schedule.at or "~"))
    return [*going, *reversed(over)]


def _is_asked(found: Occurrence, reader: str) -> bool:
    """Say whether there is anything to ask: an end is a matter of the one who promised alone."""
    return found.maker is None or found.maker.result not in ENDINGS or found.promise.author == reader


def _due(found: Occurrence, reader: str) -> Due:
    is_own = found.promise.author == reader
    mine, theirs = (found.maker, found.other) if is_own else (found.other, found.maker)
    return Due(found.promise, found.due, is_own, mine, _neutral(mine, theirs))


def _neutral(mine: Mark | None, theirs: Mark | None) -> Theirs:
    if theirs is None:
        return Theirs.NOTHING
    if mine is None:
        return Theirs.ANSWERED
    return Theirs.SAME if mine.result is theirs.result else Theirs.OTHERWISE
