"""The lines of a summary: whose each is, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


class Section(StrEnum):
    """What a line belongs to, in the order in which somebody who helps would ask."""

    TOPICS = "topics"
    QUESTIONS = "questions"
    DAYS = "days"
    GOOD = "good"
    PROMISES = "promises"
    SETBACKS = "setbacks"
    BOUNDARIES = "boundaries"
    TALKS = "talks"
    PRACTICE = "practice"
    THANKS = "thanks"


@dataclass(frozen=True)
class Line:
    """One thing that a summary may say, and that can be left out of it.

    Attributes:
        key: Names it, the same each time that it is gathered.
        section: What it belongs to.
        owner: The id of who may leave it out; `OURS` where either may.
        by: The id of whose words it holds; "" where it holds nobody's.
        label: Our own words before it, or "".
        text: Their words, or "".
        after: Our own words after it, or "".
        group: Lines of one group stand together.
        lead: Our own words before the group, such as a day.
        under: The key of the line without which it says nothing, or "".
        alone: The label with which it can stand without that line all the same, or "".
        starts_out: Whether it is left out until somebody puts it in.
        needs_both: Whether both have to put it in.
    """

    key: str
    section: Section
    owner: str
    by: str
    label: str = ""
    text: str = ""
    after: str = ""
    group: str = ""
    lead: str = ""
    under: str = ""
    alone: str = ""
    starts_out: bool = False
    needs_both: bool = False

    @cached_property
    def fingerprint(self) -> str:
        """Its key and a trace of its words: other words are something else to agree to."""
        trace = sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return f"{self.key} {trace}"


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that a summary of some days may say.

    Attributes:
        lines: The lines, in the order of their sections.
        chosen_from: The sections that hold only a few of what there is.
    """

    lines: tuple[Line, ...] = ()
    chosen_from: frozenset[Section] = frozenset()


def evenly(things: Sequence[T], count: int) -> list[T]:
    """Return so many of the things, spread evenly, the first and the last among them."""
    if len(things) <= count:
        return list(things)
    if count < 2:
        return list(things[-count:]) if count else []
    return [things[round(at * (len(things) - 1) / (count - 1))] for at in range(count)]
