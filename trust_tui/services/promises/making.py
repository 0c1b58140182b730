"""What is checked and written when somebody promises, or says how they saw it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from trust_tui.model.occurrences import instant_after, newest
from trust_tui.model.promises import ENDINGS, Outcome, Pause, Promise, Repair, Result
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.desk import Desk, Write
from trust_tui.services.problems import Problem, TooLongProblem
from trust_tui.services.promises.book import ONE_DAY, Book

if TYPE_CHECKING:
    from trust_tui.model.breach import Apology
    from trust_tui.model.people import Person
    from trust_tui.model.schedule import Schedule
    from trust_tui.store import Transaction

ThingT = TypeVar("ThingT", Promise, Pause, Repair)

_WHOSE = {
    Promise.kind: "Only the person who promised can do this.",
    Pause.kind: "Only the person whose promises rest can do this.",
    Repair.kind: "Only the person who makes it right can do this. You can say how it landed.",
}


@dataclass(frozen=True, slots=True)
class Intent:
    """What somebody is about to promise.

    Attributes:
        when: "When …"; may be empty.
        will: "I will …"
        fallback: "If that gets hard, I will …"; may be empty.
        to: The id of the person it is promised to; "" for both, or for oneself.
        schedule: When it is due.
    """

    when: str
    will: str
    fallback: str
    to: str
    schedule: Schedule


def checked_text(text: str, field: str) -> str:
    """Return a text, trimmed.

    Raises:
        TooLongProblem: If it is longer than a field holds.
    """
    text = text.strip()
    if len(text) > TEXT_LIMIT:
        raise TooLongProblem(len(text), field)
    return text


def checked_words(when: str, will: str, fallback: str) -> dict[str, str]:
    """Return the words of a promise, trimmed, by field.

    Raises:
        Problem: If there is nothing to do in them, or a text is too long.
    """
    words = {"when": when, "will": will, "fallback": fallback}
    words = {field: checked_text(text, field) for field, text in words.items()}
    if not words["will"]:
        raise Problem("What will you do? A few words are enough.", "will")
    return words


def checked_now(tx: Transaction, thing: ThingT, person: Person) -> ThingT:
    """Return something of this person's own that is as it was when they looked at it.

    Raises:
        Problem: If it is not theirs, is not there any more, or was changed in the meantime.
    """
    if thing.author != person.id:
        raise Problem(_WHOSE[thing.kind])
    now = tx.get(type(thing), thing.id)
    if now is None or now.deleted is not None:
        raise Problem(f"This {thing.kind} is not there any more: it was removed in another window.")
    if now.rev != thing.rev:
        raise Problem(f"This {thing.kind} was changed in another window meanwhile. Look at it again first.")
    return now


def there(book: Book, promise_id: str) -> Promise:
    """Return a promise that the reader may see.

    Raises:
        Problem: If it is not there any more.
    """
    promise = book.get(Promise, promise_id)
    if promise is None:
        raise Problem("This promise is not there any more: it was removed in another window.")
    return promise


def must_grow_out_of(book: Book, apology_id: str) -> Apology:
    """Return an apology of the reader's own that a promise can grow out of.

    Raises:
        Problem: If it is not theirs or not there, or a promise has grown out of it already.
    """
    from trust_tui.model.breach import Apology  # few promises begin with one

    apology = book.get(Apology, apology_id)
    if apology is None or apology.author != book.reader.id:
        raise Problem("This apology is not there any more: it was removed in another window.")
    if book.get(Promise, apology.promise) is not None:
        raise Problem("A promise has grown out of this apology already. You can renew that one.")
    return apology


def promised(
    desk: Desk,
    book: Book,
    intent: Intent,
    renews: Promise | None = None,
    from_repair: str = "",
    settled: date | None = None,
    from_apology: str = "",
) -> tuple[Promise, tuple[Write, ...]]:
    """Return a new promise of the book's reader with all that has to be written for it.

    Args:
        desk: Where it is written.
        book: What there is.
        intent: What they promise.
        renews: The promise that it takes the place of.
        from_repair: The id of the repair that it grows out of.
        settled: The day that is being repaired: what was not kept is not renewed in the same breath.
        from_apology: The id of the apology that it grows out of.

    Raises:
        Problem: If it cannot be promised so; its `field` says where to look.
    """
    person = book.reader
    words = checked_words(intent.when, intent.will, intent.fallback)
    to = "" if intent.to == person.id else intent.to
    if to and to != book.other_than(person.id):
        raise Problem("Please choose somebody who writes here.", "to")
    if not intent.schedule.next_after(book.today - ONE_DAY):
        raise Problem("No day is left on which this would be due. Please choose a later one.", "schedule")
    promise = desk.new(
        Promise,
        person.id,
        None,
        **words,
        to=to,
        schedule=intent.schedule,
        renews=renews.id if renews else "",
        from_repair=from_repair,
        from_apology=from_apology,
    )
    writes = [Write(None, promise)]
    if renews is not None and (due := next_unsaid(book, renews, settled)) is not None:
        writes.append(Write(None, _outcome(desk, book, renews, due, Result.RENEWED)))
    return promise, tuple(writes)


def renewable(book: Book, promise_id: str) -> Promise:
    """Return a promise of the reader's own that another one can take the place of.

    Raises:
        Problem: If it is not theirs or not there, or ended already.
    """
    promise = there(book, promise_id)
    if promise.author != book.reader.id:
        raise Problem(_WHOSE[Promise.kind])
    must_go_on(book, promise)
    if any(each.renews == promise.id for each in book.promises):
        raise Problem("Another promise took its place already.")
    return promise


def must_go_on(book: Book, promise: Promise) -> None:
    """Raise a problem where a promise has been renewed or withdrawn."""
    end = book.ending(promise)
    if end is not None:
        what = "renewed" if end.result is Result.RENEWED else "withdrawn"
        raise Problem(f"This promise was {what} already.")


def next_unsaid(book: Book, promise: Promise, settled: date | None = None) -> date | None:
    """Return the day with which a promise would end now.

    That is today or the next day on which it is due and its maker said nothing about; where none lies ahead,
    the last one if they left it blank; else None: then there is nothing that could be renewed or withdrawn.
    """
    said = [each.due for each in book.all(Outcome, of=promise.id, author=promise.author)]
    said += [settled] if settled else []
    ahead = promise.schedule.next_after(max([book.today - ONE_DAY, *said]))
    if ahead:
        return ahead[0]
    last = promise.schedule.last_before(book.today, 1)
    return last[0] if last and last[0] not in said else None


def said(
    desk: Desk,
    book: Book,
    promise: Promise,
    due: date,
    result: Result,
    text: str = "",
    on: date | None = None,
) -> Outcome | None:
    """Return what the book's reader says about one occurrence, or None where they just said the same.

    Args:
        desk: Where it is written.
        book: What there is.
        promise: The promise.
        due: The day of the occurrence.
        result: Kept or not kept.
        text: Their words, if they want to.
        on: The day on which they say so: yesterday where midnight passed meanwhile; today where None.

    Raises:
        Problem: If there is no such occurrence, or it lies ahead.
    """
    if result in ENDINGS:
        raise ValueError(result)
    text = checked_text(text, "text")
    day = on or book.today
    if not book.today - ONE_DAY <= day <= book.today:
        raise Problem("An answer is written down today, or on the day that just ended.", "day")
    if due > day:
        raise Problem("This day lies ahead. It can be answered once it is there, or renewed before.")
    if not book.was_due(promise, due):
        raise Problem("This promise was not due on that day.")
    before = book.all(Outcome, of=promise.id, due=due, author=book.reader.id)
    if before and (last := newest(before)).result is result and last.text == text:
        return None
    return _outcome(desk, book, promise, due, result, text, day)


def ended(desk: Desk, book: Book, promise: Promise, text: str) -> Outcome:
    """Return the withdrawal of a promise.

    Raises:
        Problem: If it has ended, or nothing of it is left.
    """
    must_go_on(book, promise)
    due = next_unsaid(book, promise)
    if due is None:
        raise Problem("Nothing of this promise lies ahead, so there is nothing to withdraw.")
    return _outcome(desk, book, promise, due, Result.WITHDRAWN, checked_text(text, "text"))


def _outcome(
    desk: Desk,
    book: Book,
    promise: Promise,
    due: date,
    result: Result,
    text: str = "",
    day: date | None = None,
) -> Outcome:
    outcome = desk.new(Outcome, book.reader.id, day, of=promise.id, due=due, result=result, text=text)
    # A clock that jumped back must not let an older answer count.
    at = instant_after(outcome.updated_at, book.all(Outcome, of=promise.id, due=due))
    return replace(outcome, updated_at=at)
