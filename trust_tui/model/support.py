"""Help from outside: who it comes from, the hours spent with them, what is tried in between, what to ask.

Everything here is shared, or private to its author. What belongs to something private is private too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, TypeVar

from trust_tui.model.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Professional(Record):
    """Somebody whose work it is to help: a counsellor, a doctor, a lawyer, a group.

    Attributes:
        name: What they are called.
        what_for: What they are there for.
        phone: A number, as it was typed. Nothing is ever dialled.
        mail: An address for letters over the net. Nothing is ever sent.
        address: Where they are.
        note: Whatever else is good to know.
        whose: The id of the person whose professional this is; "" where it is one of both.
        is_past: Whether they are not seen any more.
    """

    kind: ClassVar[str] = "professional"

    name: str
    what_for: str = ""
    phone: str = ""
    mail: str = ""
    address: str = ""
    note: str = ""
    whose: str = ""
    is_past: bool = False


PROFESSIONAL_TEXTS = ("name", "what_for", "phone", "mail", "address", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Record):
    """One hour with a professional. Its `day` is the day it took place.

    Attributes:
        professional: The professional's id, or "".
        present: The ids of those of the couple who were there; nobody named where it is empty.
        took_away: What they took away, in own words.
        next_on: The day of the next one, or None.
    """

    kind: ClassVar[str] = "session"

    professional: str = ""
    present: tuple[str, ...] = ()
    took_away: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice(Record):
    """Something to try until the next session: "When …, I will …".

    Attributes:
        of: The session's id.
        when: The situation, in own words; may be empty.
        then: What to do then.
        by: The day until which it is tried, or None.
        for_whom: The id of the person who tries it; "" for both.
    """

    kind: ClassVar[str] = "practice"

    of: str
    when: str = ""
    then: str
    by: date | None = None
    for_whom: str = ""

    @property
    def sentence(self) -> str:
        """The practice as one would say it."""
        when = " ".join(self.when.split()).rstrip(" ,")
        then = " ".join(self.then.split())
        if when.casefold().startswith("when "):
            when = when[len("when ") :].lstrip()
        return f"When {when}: {then}" if when else then

    def is_for(self, person_id: str) -> bool:
        """Say whether this person tries it."""
        return self.for_whom in {"", person_id}


class Went(StrEnum):
    """How a practice went, as one person saw it. None of them is a mark against anybody."""

    DONE = "done"
    PARTLY = "partly"
    NOT = "not"


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeNote(Record):
    """How its author saw a practice. Append-only: who sees it differently later adds another one.

    Attributes:
        of: The practice's id.
        went: How it went.
        text: What got in the way, or what helped; may be empty.
    """

    kind: ClassVar[str] = "practice_note"

    of: str
    went: Went
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Record):
    """Something to bring to the next session.

    Attributes:
        text: The question.
        professional: The id of the professional it is for; "" for whoever comes next.
    """

    kind: ClassVar[str] = "question"

    text: str
    professional: str = ""


class Became(StrEnum):
    """What became of a question."""

    ASKED = "asked"
    KEPT = "kept"
    """It is kept for next time."""

    LET_GO = "let_go"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionEvent(Record):
    """What became of a question, as one person said it. Append-only: the last one counts.

    Attributes:
        of: The question's id.
        became: What became of it.
        text: What came of asking, or why it is let go; may be empty.
    """

    kind: ClassVar[str] = "question_event"

    of: str
    became: Became
    text: str = ""


RESTS_AFTER = 28
"""Days after which a practice that nobody said anything to is not asked about any more."""

Said = PracticeNote | QuestionEvent
"""What one person said to a practice or a question."""

SaidT = TypeVar("SaidT", PracticeNote, QuestionEvent)


def in_order(said: Iterable[SaidT]) -> list[SaidT]:
    """Return what was said and not taken back, oldest first."""
    return sorted(
        (each for each in said if each.deleted is None), key=lambda each: (each.updated_at, each.id)
    )


def instant_after(at: datetime, said: Iterable[SaidT]) -> datetime:
    """Return an instant for what is said at `at`, after all that was said: also when a clock jumped back."""
    latest = max((each.updated_at for each in said), default=None)
    return at if latest is None or latest < at else latest + latest.resolution


def last_of(notes: Iterable[PracticeNote], person_id: str) -> PracticeNote | None:
    """Return what a person said last to a practice, or None."""
    return next((note for note in reversed(in_order(notes)) if note.author == person_id), None)


def is_on(practice: Practice, notes: Iterable[PracticeNote], person_id: str, today: date) -> bool:
    """Say whether a person still tries a practice: nothing ended it for them, and it does not rest yet.

    Args:
        practice: The practice.
        notes: What was said to it.
        person_id: Who tries it.
        today: The local day.
    """
    if not practice.is_for(person_id) or (today - (practice.by or practice.day)).days > RESTS_AFTER:
        return False
    last = last_of(notes, person_id)
    if last is None:
        return True
    # In part is on the way, as long as its day has not come.
    return last.went is Went.PARTLY and (practice.by is None or last.day < practice.by)


def is_asked(practice: Practice, notes: Iterable[PracticeNote], person_id: str, today: date) -> bool:
    """Say whether a person is asked how a practice went: from its day on, until they say something.

    What has no day does not ask, and after some weeks nothing does.
    """
    return practice.by is not None and practice.by <= today and is_on(practice, notes, person_id, today)


def became(events: Iterable[QuestionEvent]) -> QuestionEvent | None:
    """Return what became of a question last, or None where nothing did yet."""
    return next(reversed(in_order(events)), None)


def is_to_bring(events: Iterable[QuestionEvent]) -> bool:
    """Say whether a question still waits to be brought."""
    last = became(events)
    return last is None or last.became is Became.KEPT


def next_session(sessions: Iterable[Session], today: date) -> Session | None:
    """Return the session that names the next one, from today on; None where no day is set.

    Of one professional, the newest session that sets a day counts, and it is over once there was a session
    on that day or later.

    Args:
        sessions: All that the reader may see.
        today: The local day.
    """
    newest: dict[str, date] = {}
    sets_day: dict[str, Session] = {}
    for session in sorted(sessions, key=lambda each: (each.day, each.created_at, each.id)):
        newest[session.professional] = session.day
        if session.next_on is not None:
            sets_day[session.professional] = session
    ahead = [
        (session.next_on, session.id, session)
        for who, session in sets_day.items()
        if session.next_on is not None and session.next_on >= today and newest[who] < session.next_on
    ]
    return min(ahead)[2] if ahead else None


def last_session(sessions: Iterable[Session], professional: str | None = None) -> Session | None:
    """Return the newest session, with this professional where one is named; None where there is none."""
    those = (each for each in sessions if professional is None or each.professional == professional)
    return max(those, key=lambda each: (each.day, each.created_at, each.id), default=None)
