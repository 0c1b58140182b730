"""Boundaries: what is all right, what is not, and what I will do; and what each of the two says to them.

A boundary's words change only by a new wording with a number of its own. What people say to it are entries
beside it, never changed, each to one wording. Where a boundary stands follows from all of these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Self

from trust_tui.model.records import Record

REVIEW_MONTHS = 3
"""After how many months a boundary is usually looked at again: long enough to live with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary(Record):
    """A boundary as it is worded now. Its author is who proposed it first.

    Attributes:
        area: What it is about: a key of the starter ideas, or "".
        fine: What is all right.
        not_fine: What is not.
        why: Why it matters to me.
        if_crossed: What I will do if it is crossed.
        ours: Whether it is meant as one of both, rather than of one.
        review_on: The day on which both look at it again, or None.
        wording: Which wording this is; each change of the words takes a number that none had before.
        worded_by: The id of who wrote these words.
        worded_on: The local day on which they did.
    """

    kind: ClassVar[str] = "boundary"

    area: str = ""
    fine: str = ""
    not_fine: str = ""
    why: str = ""
    if_crossed: str = ""
    ours: bool = False
    review_on: date | None = None
    wording: int = 1
    worded_by: str
    worded_on: date


@dataclass(frozen=True, slots=True)
class BoundaryWords:
    """What a boundary says, proposed or not: the part of it that a person types."""

    area: str = ""
    fine: str = ""
    not_fine: str = ""
    why: str = ""
    if_crossed: str = ""
    ours: bool = False
    review_on: date | None = None

    @property
    def draws_a_line(self) -> bool:
        """Whether it says what is all right, or what is not: one of the two makes it a boundary."""
        return bool(self.fine.strip() or self.not_fine.strip())

    def texts(self) -> dict[str, str]:
        """Return the free texts by field name."""
        return {name: getattr(self, name) for name in BOUNDARY_TEXTS}

    def as_fields(self) -> dict[str, Any]:
        """Return all of it by field name, as the record holds it."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @classmethod
    def of(cls, boundary: Boundary) -> Self:
        """Return what a boundary says now, ready to be edited."""
        return cls(**{each.name: getattr(boundary, each.name) for each in fields(cls)})


BOUNDARY_TEXTS = ("fine", "not_fine", "why", "if_crossed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Record):
    """A person's yes to one wording of a boundary, or their "keep" when it came up for review.

    Attributes:
        of: The boundary's id.
        wording: Which wording it is a yes to.
        review: The review date that it answers; None where it is the first yes.
        next_review: The day on which they would like to look at it again, or None.
    """

    kind: ClassVar[str] = "agreement"

    of: str
    wording: int
    review: date | None = None
    next_review: date | None = None

    @property
    def at_review(self) -> bool:
        """Whether it is a "keep"."""
        return self.review is not None


class What(StrEnum):
    """What else a person can say to a boundary."""

    TALK = "talk"
    """I would like to talk about it."""

    TALKED = "talked"
    """We have talked about it."""

    CHANGE = "change"
    """The answer at a review: I would like other words."""

    WITHDRAWN = "withdrawn"
    """It does not hold any more."""

    CROSSED = "crossed"
    """It was crossed. Nobody says here by whom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryEvent(Record):
    """One thing that one person said to a boundary, other than yes.

    Attributes:
        of: The boundary's id.
        wording: Which wording was there at that time.
        what: What they said.
        text: Their own words, or "".
    """

    kind: ClassVar[str] = "boundary_event"

    of: str
    wording: int
    what: What
    text: str = ""


Said = Agreement | BoundaryEvent
"""Anything that one person said to a boundary."""


class State(StrEnum):
    """Where a boundary stands."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    REVIEW = "review"
    TALK = "talk"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a boundary stands, and by what.

    Attributes:
        state: In one word.
        agreed: The first yes of each person to the present wording, in the order of the people.
        missing: The ids of those whose yes to the present wording is not there.
        kept: The newest "keep" of each person in the review that is due or next, in the order of the people.
        asks: What asks for a talk and was not answered by one yet, oldest first.
        is_due: Whether its day of review has come.
    """

    state: State
    agreed: tuple[Agreement, ...] = ()
    missing: tuple[str, ...] = ()
    kept: tuple[Agreement, ...] = ()
    asks: tuple[BoundaryEvent, ...] = ()
    is_due: bool = False


def standing(boundary: Boundary, said: Iterable[Said], people: Collection[str], today: date) -> Standing:
    """Return where a boundary stands.

    Only what was said to the present wording counts: to words that are not there any more, nobody agreed.

    Args:
        boundary: As it is worded now.
        said: What people said to it, in any order. What was taken back or belongs elsewhere is passed over.
        people: The ids of everybody in the couple, in their order.
        today: The local day.
    """
    now = [entry for entry in in_order(said) if entry.of == boundary.id and entry.wording == boundary.wording]
    yes = [entry for entry in now if isinstance(entry, Agreement)]
    first = {entry.author: entry for entry in reversed(yes)}
    kept = {entry.author: entry for entry in yes if entry.review and entry.review == boundary.review_on}
    missing = tuple(person for person in people if person not in first)
    asks = _asks(now)
    is_due = boundary.review_on is not None and boundary.review_on <= today
    if any(isinstance(entry, BoundaryEvent) and entry.what is What.WITHDRAWN for entry in now):
        state = State.WITHDRAWN
    elif asks:
        state = State.TALK
    elif missing or not people:
        state = State.PROPOSED
    else:
        state = State.REVIEW if is_due else State.AGREED
    return Standing(
        state,
        agreed=tuple(first[person] for person in people if person in first),
        missing=missing,
        kept=tuple(kept[person] for person in people if person in kept),
        asks=tuple(asks),
        is_due=is_due,
    )


def in_order(said: Iterable[Said]) -> list[Said]:
    """Return what was said and not taken back, oldest first.

    The instant counts and never the day: a day is what a calendar on the wall says, and travels with it.
    """
    return sorted((entry for entry in said if entry.deleted is None), key=lambda e: (e.updated_at, e.id))


def instant_after(at: datetime, said: Iterable[Said]) -> datetime:
    """Return an instant for what is said at `at`, after all that was said: also when a clock jumped back."""
    latest = max((entry.updated_at for entry in said), default=None)
    return at if latest is None or latest < at else latest + latest.resolution


def _asks(now: Iterable[Said]) -> list[BoundaryEvent]:
    """Return the wishes for a talk that no talk has come after, nor a yes of the same person."""
    asks: list[BoundaryEvent] = []
    for entry in now:
        if isinstance(entry, Agreement):
            asks = [ask for ask in asks if ask.author != entry.author]
        elif entry.what is What.TALKED:
            asks = []
        elif entry.what in {What.TALK, What.CHANGE}:
            asks.append(entry)
    return asks


def usual_review(day: date) -> date:
    """Return the day on which a boundary of `day` is usually looked at again."""
    from dateutil.relativedelta import relativedelta  # it takes its time, and few need it

    return day + relativedelta(months=REVIEW_MONTHS)
