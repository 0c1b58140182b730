"""Promises, how each person saw them, the days they rest, and what is done when one was not kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from trust_tui.model.records import Record
from trust_tui.model.schedule import Schedule


class Result(StrEnum):
    """What became of one occurrence, as one person saw it."""

    KEPT = "kept"
    NOT_KEPT = "not_kept"
    RENEWED = "renewed"
    WITHDRAWN = "withdrawn"


ENDINGS = (Result.RENEWED, Result.WITHDRAWN)
"""What ends a promise. Only the person who promised can say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Record):
    """Something one person says they will do: "When …, I will …". Its author is who promises.

    Attributes:
        when: The situation or the time, in own words; may be empty.
        will: What they will do.
        fallback: "If that gets hard, I will …"; may be empty.
        to: The id of the person it is promised to; "" for both, or for oneself.
        schedule: When it is due.
        renews: The id of the promise that it takes the place of, or "".
        from_repair: The id of the repair that it grew out of, or "".
        from_apology: The id of the apology that it grew out of, or "".
    """

    kind: ClassVar[str] = "promise"

    when: str = ""
    will: str
    fallback: str = ""
    to: str = ""
    schedule: Schedule
    renews: str = ""
    from_repair: str = ""
    from_apology: str = ""

    @property
    def sentence(self) -> str:
        """The promise as one would say it."""
        when, will = _without(self.when, "when").rstrip(" ,"), _without(self.will, "i will", "i'll", "i’ll")
        return f"When {when}, I will {will}" if when else f"I will {will}"

    @property
    def fallback_sentence(self) -> str:
        """The way out as one would say it, or ""."""
        fallback = _without(self.fallback, "if that gets hard,", "i will", "i'll", "i’ll")
        return f"If that gets hard, I will {fallback}" if fallback else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Record):
    """How its author saw one occurrence. Append-only: who sees it differently later adds another one.

    Its `day` is the day on which they said so. An ending by the person who promised ends the promise
    after `due`.

    Attributes:
        of: The promise's id.
        due: The day of the occurrence.
        result: What became of it.
        text: In their words, if they want to.
    """

    kind: ClassVar[str] = "outcome"

    of: str
    due: date
    result: Result
    text: str = ""

    @property
    def is_later(self) -> bool:
        """Whether it was said on a later day than the one it is about."""
        return self.day > self.due


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Record):
    """Days on which its author's promises rest: they count neither way.

    Attributes:
        first: The first day.
        last: The last one.
        why: Such as illness or travel; may be empty.
        of: The id of the one promise that rests, or "" for all of the author's.
    """

    kind: ClassVar[str] = "pause"

    first: date
    last: date
    why: str = ""
    of: str = ""

    def covers(self, promise: Promise, day: date) -> bool:
        """Say whether this promise rests on this day."""
        if self.author != promise.author or self.of not in {"", promise.id} or self.deleted is not None:
            return False
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair(Record):
    """What its author does about a promise not kept, or a boundary crossed.

    How it landed is for the other to say, in a `Response` to it.

    Attributes:
        of: The id of the promise, or of the boundary.
        due: The day of the occurrence; None for a boundary.
        happened: What happened.
        right: What they do to make it right.
        renewed: The id of the promise that grew out of it, or "".
    """

    kind: ClassVar[str] = "repair"

    of: str
    due: date | None = None
    happened: str = ""
    right: str = ""
    renewed: str = ""


def _without(text: str, *openings: str) -> str:
    """Return `text` on one line without the words that the form says already."""
    words = " ".join(text.split())
    for opening in openings:
        if words.casefold().startswith(opening + " "):
            words = words[len(opening) :].lstrip()
    return words if words.endswith("..") else words.removesuffix(".")
