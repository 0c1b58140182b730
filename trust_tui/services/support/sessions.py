"""Sessions: the day, who was there, what was taken away, and when the next one is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from trust_tui.model.dates import day_words
from trust_tui.model.records import Visibility
from trust_tui.model.support import (
    Practice,
    PracticeNote,
    Session,
    in_order,
    last_session,
    next_session,
)
from trust_tui.services.desk import Desk, Write
from trust_tui.services.problems import Problem
from trust_tui.services.support.practices import Practices, practice_view
from trust_tui.services.support.professionals import Professionals, check_on_list, named, unseen
from trust_tui.services.support.views import NextSession, SessionView
from trust_tui.services.support.writing import (
    changing,
    checked,
    nobody_else_wrote_to,
    only_own,
    opened,
    seen,
    shared,
    there,
    versions,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.model.support import Professional
    from trust_tui.model.versions import Version
    from trust_tui.services.support.views import PracticeView
    from trust_tui.store import Transaction


@dataclass(frozen=True, slots=True)
class SessionWords:
    """What a person types about a session.

    Attributes:
        day: The day it took place.
        professional: The professional's id, or "".
        present: The ids of those of the couple who were there.
        took_away: What they took away.
        next_on: The day of the next one, or None.
        visibility: Who may see it.
    """

    day: date
    professional: str = ""
    present: tuple[str, ...] = ()
    took_away: str = ""
    next_on: date | None = None
    visibility: Visibility = Visibility.SHARED


@dataclass
class Sessions:
    """What people can do with sessions."""

    desk: Desk

    @cached_property
    def practices(self) -> Practices:
        """What people can do with what they try in between."""
        return Practices(self.desk)

    # Looking

    def all(self, reader: Person, today: date) -> list[SessionView]:
        """Return all sessions that `reader` may see with their practice, the newest first."""
        ledger = self.desk.ledger
        known = Professionals(self.desk).known(reader)
        notes: dict[str, list[PracticeNote]] = defaultdict(list)
        for note in seen(ledger, PracticeNote, reader):
            notes[note.of].append(note)
        practices: dict[str, list[Practice]] = defaultdict(list)
        for practice in seen(ledger, Practice, reader):
            practices[practice.of].append(practice)
        views = []
        for session in seen(ledger, Session, reader):
            tried = [
                practice_view(each, session, in_order(notes[each.id]), reader, today)
                for each in practices[session.id]
            ]
            views.append(_view(session, reader, known, tuple(tried)))
        views.reverse()  # of one day, the one written last comes first
        return sorted(views, key=lambda view: -view.day.toordinal())

    def before(self, reader: Person, view: SessionView | PracticeView) -> tuple[Version, ...]:
        """Return what a session or a practice said before, as far as `reader` may see it, oldest first."""
        ledger = self.desk.ledger
        record: Session | Practice | None = (
            ledger.get(Session, view.id) if isinstance(view, SessionView) else ledger.get(Practice, view.id)
        )
        return versions(ledger, record, reader) if record is not None else ()

    def last(self, reader: Person, professional: str | None = None) -> SessionView | None:
        """Return the newest session that `reader` may see, without its practice; None where there is none.

        Args:
            reader: Who looks.
            professional: Only sessions with this one; None for any.
        """
        found = last_session(seen(self.desk.ledger, Session, reader), professional)
        return _view(found, reader, Professionals(self.desk).known(reader)) if found else None

    def next(self, reader: Person, today: date) -> NextSession | None:
        """Return the next session of both that has a day; None where none has. Private ones do not count."""
        found = next_session(shared(seen(self.desk.ledger, Session, reader)), today)
        if found is None or found.next_on is None:
            return None
        known = Professionals(self.desk).known(reader)
        return NextSession(found.next_on, found.id, named(known.get(found.professional), found.visibility))

    def glance(self, reader: Person) -> str:
        """Say when the next session is; else that practice asks, or when the last one was.

        Nothing private is in it: the other may be looking.
        """
        today = self.desk.clock().day
        coming = self.next(reader, today)
        if coming is not None:
            return f"Next session {_on(coming.day, today)}"
        if any(not practice.is_private for practice in self.practices.asking(reader, today)):
            return "Something you tried would like a word from you"
        last = last_session(shared(seen(self.desk.ledger, Session, reader)))
        return f"The last session was {_on(last.day, today)}" if last else ""

    def texts(self, reader: Person) -> Iterator[tuple[str, date, str]]:
        """Yield id, day and words of everything that a search may find for `reader`."""
        for session in self.all(reader, self.desk.clock().day):
            if session.is_private:
                continue
            if words := "\n".join(filter(None, (session.took_away, session.with_name))):
                yield session.id, session.day, words
            for practice in session.practices:
                said = (note.text for note in practice.notes)
                yield practice.id, session.day, "\n".join(filter(None, (practice.sentence, *said)))

    # Changing

    def add(self, person: Person, words: SessionWords) -> Session:
        """Write down a session.

        Raises:
            Problem: If its day has not come, the next one is not after it, or a text is too long.
        """
        own = self._fields(words)
        session = self.desk.new(Session, person.id, words.day, visibility=words.visibility, **own)
        with changing(self.desk, person, "wrote down a session") as (tx, writes):
            check_on_list(tx, person, words.professional)
            writes.append(Write(None, session))
        return session

    def edit(self, person: Person, session_id: str, rev: int, words: SessionWords) -> Session:
        """Change a session; what it said before is kept. Both may, where both can read it.

        Raises:
            Problem: If it is not there, was changed in the meantime, or cannot be used so.
        """
        own = self._fields(words)
        with changing(self.desk, person, "changed a session") as (tx, writes):
            before = there(tx, Session, session_id, person, rev)
            if not words.professional:
                own["professional"] = unseen(tx, before.professional, person)
            elif words.professional != before.professional:
                check_on_list(tx, person, words.professional)
            visibility = opened(before, words.visibility)
            moment = self.desk.clock()
            after = before.changed(moment, day=words.day, visibility=visibility, **own)
            writes.append(Write(before, after, before.visibility))
            if visibility is not before.visibility:
                # What belongs to it is read by whoever reads it.
                for each in _belonging(tx, session_id):
                    writes.append(Write(each, each.changed(moment, visibility=visibility)))
        return after

    def set_next(self, person: Person, session_id: str, next_on: date | None) -> None:
        """Say when the next session is, or that no day is set any more.

        Raises:
            Problem: If the session is not there, or the day is not after it.
        """
        words = "set the next session" if next_on else "took the day of the next session off"
        with changing(self.desk, person, words) as (tx, writes):
            before = there(tx, Session, session_id, person)
            _check_next(before.day, next_on)
            after = before.changed(self.desk.clock(), next_on=next_on)
            writes.append(Write(before, after, before.visibility))

    def remove(self, person: Person, session_id: str) -> None:
        """Take a session off the list with its practice. Undo brings it back.

        Raises:
            Problem: If it is not there, somebody else wrote it down, or wrote something to it.
        """
        with changing(self.desk, person, "removed a session") as (tx, writes):
            before = there(tx, Session, session_id, person)
            only_own(before, person)
            nobody_else_wrote_to(_belonging(tx, session_id), person)
            writes.append(Write(before, self.desk.gone(tx, before, person.id)))

    # How it is done

    def _fields(self, words: SessionWords) -> dict[str, Any]:
        if words.day > self.desk.clock().day:
            raise Problem("This day has not come yet. A day ahead belongs below, as the next session.", "day")
        _check_next(words.day, words.next_on)
        texts = checked({"took_away": words.took_away})
        own = {"professional": words.professional, "present": words.present, "next_on": words.next_on}
        return {**texts, **own}


def _belonging(tx: Transaction, session_id: str) -> list[Practice | PracticeNote]:
    practices = tx.all(Practice, of=session_id)
    return [*practices, *(note for each in practices for note in tx.all(PracticeNote, of=each.id))]


def _check_next(day: date, next_on: date | None) -> None:
    if next_on is not None and next_on <= day:
        raise Problem(
            "The next session comes after this one. Type a later day, or leave it empty.", "next_on"
        )


def _view(
    session: Session,
    reader: Person,
    known: Mapping[str, Professional],
    practices: tuple[PracticeView, ...] = (),
) -> SessionView:
    return SessionView(
        id=session.id,
        rev=session.rev,
        author=session.author,
        day=session.day,
        professional=session.professional if session.professional in known else "",
        with_name=named(known.get(session.professional), session.visibility),
        present=session.present,
        took_away=session.took_away,
        next_on=session.next_on,
        is_private=session.visibility is Visibility.PRIVATE,
        is_mine=session.author == reader.id,
        practices=practices,
    )


def _on(day: date, today: date) -> str:
    """Return a day as a sentence ends with it: "today", "tomorrow", "on Thursday 3 December"."""
    if day in {today, today + timedelta(days=1)}:
        return "today" if day == today else "tomorrow"
    return f"on {day_words(day, today)}"
