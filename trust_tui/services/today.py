"""What is due today, in one line that anybody may read: how much, and never what.

It stands in a shell's prompt or in a mail of cron. So it is quick, and holds no names, no words, and nothing
that is only for one of the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from trust_tui.model.boundaries import Agreement, Boundary, BoundaryEvent, Said, State, standing
from trust_tui.model.occurrences import ending
from trust_tui.model.people import Person
from trust_tui.model.promises import ENDINGS, Outcome, Pause, Promise
from trust_tui.model.records import Record, Visibility
from trust_tui.model.support import Practice, PracticeNote, Session, is_asked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from trust_tui.store import Ledger

RecordT = TypeVar("RecordT", bound=Record)


def due_words(ledger: Ledger, people: Sequence[Person], today: date) -> str:
    """Return what is due today in one line, or "" where nothing is.

    Args:
        ledger: Where everything is kept.
        people: Whose promises and tries count; what is of both always does.
        today: The local day.
    """
    counts = {
        ("promise", "promises"): _promises(ledger, people, today),
        ("boundary to look at again", "boundaries to look at again"): _boundaries(ledger, today),
        ("session", "sessions"): sum(1 for each in _shared(ledger, Session) if each.next_on == today),
        ("thing to try", "things to try"): _practices(ledger, people, today),
    }
    parts = [f"{count} {one if count == 1 else many}" for (one, many), count in counts.items() if count]
    return f"Due today: {', '.join(parts)}" if parts else ""


def _shared(ledger: Ledger, kind: type[RecordT], **equals: Any) -> list[RecordT]:
    return [each for each in ledger.all(kind, **equals) if each.visibility is Visibility.SHARED]


def _promises(ledger: Ledger, people: Sequence[Person], today: date) -> int:
    """Return how many promises are due and not answered yet by who made them."""
    makers = {person.id for person in people}
    due = [
        promise
        for promise in _shared(ledger, Promise)
        if promise.author in makers and promise.schedule.between(today, today)
    ]
    if not due:
        return 0
    # Asked for by fields that the ledger keeps track of: years of answers need not be read.
    answered = {(each.of, each.author) for each in ledger.all(Outcome, due=today)}
    endings = [each for result in ENDINGS for each in ledger.all(Outcome, result=result)]
    pauses = ledger.all(Pause)
    return sum(
        1
        for promise in due
        if (promise.id, promise.author) not in answered
        and ending(promise, endings) is None
        and not any(pause.covers(promise, today) for pause in pauses)
    )


def _boundaries(ledger: Ledger, today: date) -> int:
    due = [each for each in _shared(ledger, Boundary) if each.review_on and each.review_on <= today]
    if not due:
        return 0
    said: list[Said] = [*_shared(ledger, Agreement), *_shared(ledger, BoundaryEvent)]
    everybody = [person.id for person in ledger.all(Person)]
    return sum(1 for each in due if standing(each, said, everybody, today).state is State.REVIEW)


def _practices(ledger: Ledger, people: Sequence[Person], today: date) -> int:
    asked = [each for each in _shared(ledger, Practice) if each.by == today]
    notes = ledger.all(PracticeNote) if asked else []
    return sum(
        1
        for practice in asked
        if any(
            is_asked(practice, [note for note in notes if note.of == practice.id], person.id, today)
            for person in people
        )
    )
