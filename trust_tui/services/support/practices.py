"""Practice: what is tried between two sessions, and how it went as each person saw it.

Nothing here counts. "Not" is an answer like the others, and after some weeks nothing asks any more.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from trust_tui.model.records import Visibility
from trust_tui.model.support import (
    Practice,
    PracticeNote,
    Session,
    Went,
    in_order,
    instant_after,
    is_asked,
    is_on,
)
from trust_tui.services.desk import Desk, Write
from trust_tui.services.problems import Problem
from trust_tui.services.support.views import NoteView, PracticeView
from trust_tui.services.support.writing import (
    built_upon,
    by_id,
    changing,
    checked,
    nobody_else_wrote_to,
    only_own,
    seen,
    there,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from trust_tui.model.people import Person


@dataclass(frozen=True, slots=True)
class PracticeWords:
    """What a person types about a practice.

    Attributes:
        then: What to do then.
        when: The situation; may be empty.
        by: The day until which it is tried, or None.
        for_whom: The id of the person who tries it; "" for both.
    """

    then: str
    when: str = ""
    by: date | None = None
    for_whom: str = ""


@dataclass
class Practices:
    """What people can do with what they try in between."""

    desk: Desk

    # Looking

    def all(self, reader: Person, today: date) -> list[PracticeView]:
        """Return every practice that `reader` may see, in the order it was written down."""
        ledger = self.desk.ledger
        sessions = by_id(seen(ledger, Session, reader))
        notes: dict[str, list[PracticeNote]] = defaultdict(list)
        for note in seen(ledger, PracticeNote, reader):
            notes[note.of].append(note)
        return [
            practice_view(each, sessions[each.of], in_order(notes[each.id]), reader, today)
            for each in seen(ledger, Practice, reader)
            if each.of in sessions
        ]

    def asking(self, reader: Person, today: date) -> list[PracticeView]:
        """Return what asks `reader` today how it went."""
        return [practice for practice in self.all(reader, today) if practice.asks]

    # Changing

    def add(self, person: Person, session_id: str, words: PracticeWords) -> Practice:
        """Write down what is tried from a session on. It is as private as the session.

        Raises:
            Problem: If the session is not there, or the words cannot be used.
        """
        with changing(self.desk, person, "wrote down a practice") as (tx, writes):
            session = there(tx, Session, session_id, person)
            own = _fields(words, session)
            practice = self.desk.new(
                Practice, person.id, session.day, visibility=session.visibility, of=session.id, **own
            )
            writes += [Write(None, practice), *built_upon(self.desk, session, person)]
        return practice

    def edit(self, person: Person, practice_id: str, rev: int, words: PracticeWords) -> Practice:
        """Change a practice; what it said before is kept.

        Raises:
            Problem: If it is not there, not one's own, changed in the meantime, or cannot be used so.
        """
        with changing(self.desk, person, "changed a practice") as (tx, writes):
            before = there(tx, Practice, practice_id, person, rev)
            only_own(before, person)
            own = _fields(words, there(tx, Session, before.of, person))
            after = before.changed(self.desk.clock(), **own)
            writes.append(Write(before, after, before.visibility))
        return after

    def remove(self, person: Person, practice_id: str) -> None:
        """Take a practice off the list. Undo brings it back.

        Raises:
            Problem: If it is not there, not one's own, or the other one said something to it.
        """
        with changing(self.desk, person, "removed a practice") as (tx, writes):
            before = there(tx, Practice, practice_id, person)
            only_own(before, person)
            nobody_else_wrote_to(tx.all(PracticeNote, of=practice_id), person)
            writes.append(Write(before, self.desk.gone(tx, before, person.id)))

    def say(self, person: Person, practice_id: str, went: Went, text: str = "") -> PracticeNote:
        """Say how a practice went, for oneself. Who sees it differently later says it again.

        Raises:
            Problem: If it is not there, it is the other one who tries it, or the text is too long.
        """
        text = checked({"text": text})["text"]
        with changing(self.desk, person, "said how a practice went") as (tx, writes):
            practice = there(tx, Practice, practice_id, person)
            there(tx, Session, practice.of, person)
            if not practice.is_for(person.id):
                raise Problem("The other one tries this, so the word about it is theirs.")
            note = self.desk.new(
                PracticeNote,
                person.id,
                visibility=practice.visibility,
                of=practice.id,
                went=went,
                text=text,
            )
            # What is said later comes later, also when a clock jumped back in between.
            at = instant_after(note.updated_at, tx.all(PracticeNote, of=practice.id))
            said = Write(None, replace(note, updated_at=at))
            writes += [said, *built_upon(self.desk, practice, person)]
        return note


def practice_view(
    practice: Practice, session: Session, notes: Sequence[PracticeNote], reader: Person, today: date
) -> PracticeView:
    """Return a practice as `reader` may see it, given what they may see of what was said to it."""
    return PracticeView(
        id=practice.id,
        rev=practice.rev,
        session=session.id,
        session_day=session.day,
        author=practice.author,
        when=practice.when,
        then=practice.then,
        sentence=practice.sentence,
        by=practice.by,
        for_whom=practice.for_whom,
        is_private=practice.visibility is Visibility.PRIVATE,
        is_mine=practice.author == reader.id,
        is_for_me=practice.is_for(reader.id),
        is_on=is_on(practice, notes, reader.id, today),
        asks=is_asked(practice, notes, reader.id, today),
        notes=tuple(NoteView(note.author, note.day, note.went, note.text) for note in notes),
    )


def _fields(words: PracticeWords, session: Session) -> dict[str, Any]:
    texts = checked({"when": words.when, "then": words.then})
    if not texts["then"]:
        raise Problem("What will you do then? One small thing is enough.", "then")
    if words.by is not None and words.by < session.day:
        raise Problem("This day was before the session. Type a later one, or leave it empty.", "by")
    return {**texts, "by": words.by, "for_whom": words.for_whom}
