"""Help from outside as one person may see it, with days and no clock times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trust_tui.model.support import Became, Went
from trust_tui.model.versions import Version


@dataclass(frozen=True, slots=True)
class ProfessionalView:
    """One professional.

    Attributes:
        id: Its record's id.
        rev: Which revision this is; whoever changes it says that this is the one they read.
        author: The id of who wrote it down.
        name: What they are called.
        what_for: What they are there for.
        phone: A number, as it was typed.
        mail: An address for letters over the net.
        address: Where they are.
        note: Whatever else is good to know.
        whose: The id of the person whose professional this is; "" where it is one of both.
        is_past: Whether they are not seen any more.
        is_private: Whether the reader alone sees it.
        is_mine: Whether the reader wrote it down.
        can_change: Whether the reader may change it.
        before: Its earlier versions, oldest first.
    """

    id: str
    rev: int
    author: str
    name: str
    what_for: str
    phone: str
    mail: str
    address: str
    note: str
    whose: str
    is_past: bool
    is_private: bool
    is_mine: bool
    can_change: bool
    before: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteView:
    """How one person saw a practice."""

    author: str
    day: date
    went: Went
    text: str


@dataclass(frozen=True, slots=True)
class PracticeView:
    """One practice.

    Attributes:
        id: Its record's id.
        rev: Which revision this is.
        session: The id of its session.
        session_day: The day of that session.
        author: The id of who wrote it down.
        when: The situation; may be empty.
        then: What to do then.
        sentence: Both, as one would say it.
        by: The day until which it is tried, or None.
        for_whom: The id of the person who tries it; "" for both.
        is_private: Whether the reader alone sees it.
        is_mine: Whether the reader wrote it down.
        is_for_me: Whether the reader tries it, and so says how it went.
        is_on: Whether the reader still tries it.
        asks: Whether the reader is asked how it went.
        notes: How it went, as each saw it, oldest first.
        before: Its earlier versions, oldest first.
    """

    id: str
    rev: int
    session: str
    session_day: date
    author: str
    when: str
    then: str
    sentence: str
    by: date | None
    for_whom: str
    is_private: bool
    is_mine: bool
    is_for_me: bool
    is_on: bool
    asks: bool
    notes: tuple[NoteView, ...] = ()
    before: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionView:
    """One session.

    Attributes:
        id: Its record's id.
        rev: Which revision this is.
        author: The id of who wrote it down.
        day: The day it took place.
        professional: The professional's id; "" where nobody was named, or the reader may not see them.
        with_name: What the professional is called, on one line; "" likewise, and where the session is for
            both and the professional is not.
        present: The ids of those of the couple who were there.
        took_away: What they took away.
        next_on: The day of the next one, or None.
        is_private: Whether the reader alone sees it.
        is_mine: Whether the reader wrote it down.
        practices: What is tried since then, in the order it was written down.
        before: Its earlier versions, oldest first.
    """

    id: str
    rev: int
    author: str
    day: date
    professional: str
    with_name: str
    present: tuple[str, ...]
    took_away: str
    next_on: date | None
    is_private: bool
    is_mine: bool
    practices: tuple[PracticeView, ...] = ()
    before: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class NextSession:
    """The next session that has a day.

    Attributes:
        day: Its day.
        session: The id of the session that names it.
        with_name: What the professional is called, on one line, or "".
    """

    day: date
    session: str
    with_name: str


@dataclass(frozen=True, slots=True)
class EventView:
    """What became of a question, as one person said it."""

    author: str
    day: date
    became: Became
    text: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question to bring.

    Attributes:
        id: Its record's id.
        rev: Which revision this is.
        author: The id of who wrote it down.
        day: The day on which they did.
        text: The question.
        professional: The id of the professional it is for; "" for whoever comes next.
        for_name: What they are called, on one line; "" likewise, where the reader may not see them, and
            where the question is for both and the professional is not.
        is_private: Whether the reader alone sees it.
        is_mine: Whether the reader wrote it down.
        is_to_bring: Whether it still waits to be brought.
        became: What became of it last, or None where nothing did yet.
        events: What became of it, oldest first.
        before: Its earlier versions, oldest first.
    """

    id: str
    rev: int
    author: str
    day: date
    text: str
    professional: str
    for_name: str
    is_private: bool
    is_mine: bool
    is_to_bring: bool
    became: Became | None = None
    events: tuple[EventView, ...] = ()
    before: tuple[Version, ...] = ()
