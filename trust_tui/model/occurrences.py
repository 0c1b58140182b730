"""One due instance of a promise: what both people made of it, and what that comes to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from trust_tui.model.promises import ENDINGS, Outcome, Pause, Promise, Result


class State(StrEnum):
    """How an occurrence stands. Two views that differ are a state of their own, never one person's right."""

    NOT_DUE = "not_due"
    OPEN = "open"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
    DIFFERS = "differs"
    RENEWED = "renewed"
    WITHDRAWN = "withdrawn"
    PAUSED = "paused"


UNCOUNTED = (State.RENEWED, State.WITHDRAWN, State.PAUSED, State.NOT_DUE)
"""What counts neither way."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How one person saw one occurrence: the newest thing they said.

    Attributes:
        who: The person's id.
        result: What became of it.
        text: Their words, or "".
        day: The day on which they said so.
        is_later: Whether that was a later day than the one it is about.
        said_before: Whether they had said something else first; it stays in the history.
    """

    who: str
    result: Result
    text: str
    day: date
    is_later: bool
    said_before: bool


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One due instance of a promise.

    Attributes:
        promise: The promise.
        due: The day.
        state: How it stands.
        maker: How the person who promised saw it, or None.
        other: How the other one saw it, or None.
        repair: The id of the newest repair that it led to, or "".
    """

    promise: Promise
    due: date
    state: State
    maker: Mark | None = None
    other: Mark | None = None
    repair: str = ""

    def seen_by(self, person_id: str) -> Mark | None:
        """Return how this person saw it, or None where they said nothing."""
        return self.maker if person_id == self.promise.author else self.other


@dataclass(frozen=True, slots=True)
class Tally:
    """Some occurrences of ONE promise as one person saw them. A blank is a blank, not a miss.

    Attributes:
        who: The person's id.
        kept: How many of them they saw kept.
        blank: How many of them they said nothing about.
        of: How many there are. Those renewed, withdrawn or paused are not among them.
    """

    who: str
    kept: int
    blank: int
    of: int

    @property
    def words(self) -> str:
        """Such as "12 of the last 14", or "" where this person said nothing yet."""
        return f"{self.kept} of the last {self.of}" if self.blank < self.of else ""


def ending(promise: Promise, outcomes: Iterable[Outcome]) -> Outcome | None:
    """Return what ended this promise, or None while it goes on. The occurrence it names is the last one."""
    endings = [each for each in outcomes if each.of == promise.id and _ends(promise, each)]
    return min(endings, key=lambda each: each.due, default=None)


def occurrence(
    promise: Promise, due: date, outcomes: Sequence[Outcome], pauses: Iterable[Pause], today: date
) -> Occurrence:
    """Return how one occurrence stands.

    Args:
        promise: The promise.
        due: The day of the occurrence.
        outcomes: What was said about it, in the order in which it was written; removed ones do not count.
        pauses: All pauses known.
        today: What is due after it is not due yet.
    """
    by_maker = [each for each in outcomes if each.author == promise.author and each.deleted is None]
    by_other = [each for each in outcomes if each.author != promise.author and each.deleted is None]
    maker, other = _mark(by_maker), _mark(by_other)
    is_paused = any(pause.covers(promise, due) for pause in pauses)
    return Occurrence(promise, due, _state(maker, other, is_paused, due <= today), maker, other)


def tally(who: str, occurrences: Iterable[Occurrence]) -> Tally:
    """Count occurrences of one promise as one person saw them."""
    counted = [each for each in occurrences if each.state not in UNCOUNTED]
    marks = [mark for each in counted if (mark := each.seen_by(who)) is not None]
    kept = sum(1 for mark in marks if mark.result is Result.KEPT)
    return Tally(who, kept, len(counted) - len(marks), len(counted))


def newest(outcomes: Sequence[Outcome]) -> Outcome:
    """Return what counts of several things that one person said about one occurrence."""
    return max(outcomes, key=lambda each: (each.updated_at, each.id))


def instant_after(at: datetime, outcomes: Iterable[Outcome]) -> datetime:
    """Return an instant for what is said at `at`, after all that was said: also when a clock jumped back."""
    latest = max((each.updated_at for each in outcomes), default=None)
    return at if latest is None or latest < at else latest + latest.resolution


def _ends(promise: Promise, outcome: Outcome) -> bool:
    return outcome.result in ENDINGS and outcome.author == promise.author and outcome.deleted is None


def _mark(outcomes: Sequence[Outcome]) -> Mark | None:
    if not outcomes:
        return None
    said = newest(outcomes)
    return Mark(said.author, said.result, said.text, said.day, said.is_later, len(outcomes) > 1)


def _state(maker: Mark | None, other: Mark | None, is_paused: bool, is_due: bool) -> State:
    if maker is not None and maker.result in ENDINGS:
        return State.RENEWED if maker.result is Result.RENEWED else State.WITHDRAWN
    if is_paused:
        return State.PAUSED
    results = {mark.result for mark in (maker, other) if mark is not None}
    if not results:
        return State.OPEN if is_due else State.NOT_DUE
    if len(results) > 1:
        return State.DIFFERS
    return State.KEPT if results == {Result.KEPT} else State.NOT_KEPT
