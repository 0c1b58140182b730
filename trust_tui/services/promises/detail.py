"""One promise from near: what was said about it, a year of it, and what it is linked with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from trust_tui.model.dates import week_of
from trust_tui.model.occurrences import Occurrence, State, Tally, tally
from trust_tui.model.promises import Outcome, Pause, Promise, Repair
from trust_tui.model.responses import Response
from trust_tui.model.versions import Version
from trust_tui.services.promises.book import Book, by_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RECENT = 14
"""How many occurrences are looked back upon."""

NEXT = 3
"""How many of the coming days are told."""

WEEKS = 53
"""How many weeks a year is shown in: enough for the day a year ago to be among them."""


@dataclass(frozen=True, slots=True)
class RepairView:
    """What was done about something that hurt.

    Attributes:
        repair: What happened and what makes it right.
        is_own: Whether the reader does it, and so may edit it.
        landed: How it landed, in the other's words, oldest first. The newest one counts; all can be read.
        promise: The promise that it is about, or None where it is about a boundary.
        renewed: The promise that grew out of it, or None.
        before: Its earlier versions, oldest first.
    """

    repair: Repair
    is_own: bool
    landed: tuple[Response, ...] = ()
    promise: Promise | None = None
    renewed: Promise | None = None
    before: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class YearDay:
    """One day of one promise."""

    day: date
    state: State


@dataclass(frozen=True, slots=True)
class PromiseDetail:
    """One promise as one person may see it.

    Attributes:
        promise: The promise.
        is_own: Whether the reader made it.
        schedule: When it is due, in words.
        next: The next days on which it is due, no more than three.
        ended: What ended it, or None.
        pause: The pause that it rests in today, or None.
        recent: The last occurrences up to today, oldest first.
        maker: Those as its maker saw them.
        other: Those as the other one saw them; None where there is nobody else.
        year: 53 weeks, each from the day that weeks begin with.
        history: All that was ever said about it, newest first; what no longer counts too.
        pauses: The pauses that it rested in, newest first.
        before: Its earlier wordings, oldest first.
        renews: The promise that it took the place of, or None.
        renewed_by: The promise that took its place, or None.
        from_repair: The repair that it grew out of, or None.
        from_apology: The day of the apology that it grew out of, where the reader may see that; or None.
        repairs: The repairs that it led to, newest first.
    """

    promise: Promise
    is_own: bool
    schedule: str
    next: tuple[date, ...]
    ended: Outcome | None
    pause: Pause | None
    recent: tuple[Occurrence, ...]
    maker: Tally
    other: Tally | None
    year: tuple[tuple[YearDay, ...], ...]
    history: tuple[Outcome, ...]
    pauses: tuple[Pause, ...]
    before: tuple[Version, ...]
    renews: Promise | None
    renewed_by: Promise | None
    from_repair: RepairView | None
    from_apology: date | None
    repairs: tuple[RepairView, ...]


def detail(book: Book, promise: Promise) -> PromiseDetail:
    """Return all there is about one promise."""
    outcomes = book.all(Outcome, of=promise.id)
    said = by_day(outcomes)
    recent = tuple(book.occurrence(promise, day, said.get(day, ())) for day in book.recent(promise, RECENT))
    other = book.other_than(promise.author)
    from_repair = book.get(Repair, promise.from_repair)
    pauses = [pause for pause in book.pauses if _touches(pause, promise)]
    return PromiseDetail(
        promise=promise,
        is_own=promise.author == book.reader.id,
        schedule=promise.schedule.words,
        next=book.ahead(promise, NEXT),
        ended=book.ending(promise),
        pause=next((pause for pause in pauses if pause.covers(promise, book.today)), None),
        recent=recent,
        maker=tally(promise.author, recent),
        other=tally(other, recent) if other else None,
        year=year(book, promise, said, book.today),
        history=tuple(reversed(outcomes)),
        pauses=tuple(sorted(pauses, key=lambda pause: pause.first, reverse=True)),
        before=versions(book, promise),
        renews=book.get(Promise, promise.renews),
        renewed_by=next((each for each in book.promises if each.renews == promise.id), None),
        from_repair=repair_view(book, from_repair) if from_repair else None,
        from_apology=_apologised(book, promise),
        repairs=repairs_of(book, promise.id),
    )


def year(
    book: Book, promise: Promise, said: Mapping[date, Sequence[Outcome]], last: date
) -> tuple[tuple[YearDay, ...], ...]:
    """Return the weeks up to the one with the day `last`, with the state of each of their days."""
    first = week_of(last) - timedelta(weeks=WEEKS - 1)
    days = [first + timedelta(days=number) for number in range(7 * WEEKS)]
    due = set(book.days(promise, first, days[-1]))
    states = [
        book.occurrence(promise, day, said.get(day, ())).state
        if day in said or (day in due and day <= book.today)
        else State.NOT_DUE
        for day in days
    ]
    all_days = tuple(map(YearDay, days, states))
    return tuple(all_days[at : at + 7] for at in range(0, len(all_days), 7))


def repairs_of(book: Book, record_id: str) -> tuple[RepairView, ...]:
    """Return the repairs that a promise, or a boundary, led to; the newest first."""
    return tuple(repair_view(book, repair) for repair in reversed(book.all(Repair, of=record_id)))


def repair_view(book: Book, repair: Repair) -> RepairView:
    """Return a repair with all that belongs to it."""
    return RepairView(
        repair=repair,
        is_own=repair.author == book.reader.id,
        landed=tuple(book.all(Response, of=repair.id)),
        promise=book.get(Promise, repair.of),
        renewed=book.get(Promise, repair.renewed),
        before=versions(book, repair),
    )


def versions(book: Book, record: Promise | Repair) -> tuple[Version, ...]:
    """Return the earlier versions of a record, oldest first."""
    if record.rev == 1:
        return ()
    return tuple(sorted(book.all(Version, of=record.id), key=lambda version: version.of_rev))


def _apologised(book: Book, promise: Promise) -> date | None:
    if not promise.from_apology:
        return None
    from trust_tui.model.breach import Apology  # few promises begin with one

    apology = book.get(Apology, promise.from_apology)
    return apology.worded_on if apology else None


def _touches(pause: Pause, promise: Promise) -> bool:
    return pause.author == promise.author and pause.of in {"", promise.id}
