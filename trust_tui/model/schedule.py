"""When something is due: once, or again and again. Typed as people speak, and shown back in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trust_tui.model import schedule_dates as dates
from trust_tui.model.schedule_rule import read
from trust_tui.model.schedule_words import in_words

EXAMPLES = ("tomorrow at 18:00", "every weekday", "fridays until march", "the last friday of every month")
"""What can be typed, to be shown to somebody who wonders."""


class ScheduleProblem(ValueError):
    """A schedule that cannot be used as it was typed. The message says why, and what can be typed instead.

    Attributes:
        part: The part of what was typed that was not understood; "" where all of it was.
        examples: What can be typed instead. The message holds them already.
    """

    def __init__(self, message: str, part: str = "", examples: tuple[str, ...] = EXAMPLES) -> None:
        super().__init__(message)
        self.part = part
        self.examples = examples


@dataclass(frozen=True, slots=True)
class Schedule:
    """On which days something is due. They are local dates, wherever the person is.

    Attributes:
        starts: The first possible day; for a single date, that day.
        rule: An RFC 5545 RRULE without its start, such as "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=10"; "" for once.
        at: The time of day as a clock on the wall shows it, such as "18:00", or "".
        typed: What the person typed.
        says_start: Whether they named the day it starts on, so that it is named back to them.
    """

    starts: date
    rule: str = ""
    at: str = ""
    typed: str = ""
    says_start: bool = False

    @property
    def is_once(self) -> bool:
        """Whether it is due on a single day."""
        return not self.rule

    @property
    def is_readable(self) -> bool:
        """Whether this program understands the rule. Where it does not, nothing is ever due."""
        return self.is_once or read(self.rule) is not None

    @property
    def words(self) -> str:
        """The schedule in words."""
        return in_words(self.starts, self.rule, self.at, self.says_start)

    @property
    def over_after(self) -> date:
        """A day after which it is never due; the last one of the calendar where it goes on for ever."""
        return self.starts if self.is_once else dates.over_after(self.starts, self.rule)

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """Return the days from `first` to `last` on which it is due, both included, ascending."""
        if self.is_once:
            return (self.starts,) if first <= self.starts <= last else ()
        return dates.between(self.starts, self.rule, first, last)

    def next_after(self, day: date, count: int = 1) -> tuple[date, ...]:
        """Return the next `count` days after `day`, or as many as there are."""
        if self.is_once:
            return (self.starts,) if self.starts > day and count > 0 else ()
        return dates.after(self.starts, self.rule, day, count)

    def last_before(self, day: date, count: int) -> tuple[date, ...]:
        """Return the last `count` days up to and including `day`, ascending, or as many as there are."""
        if self.is_once:
            return (self.starts,) if self.starts <= day and count > 0 else ()
        return dates.before(self.starts, self.rule, day, count)


def understood(text: str, today: date) -> Schedule:
    """Return the schedule in `text`.

    Args:
        text: What was typed, such as "every monday and thursday at 18:00 until march".
        today: The day it was typed on: "tomorrow" and "friday" count from it.

    Raises:
        ScheduleProblem: If a part of it is not understood, leaves the day open, or contradicts another part.
    """
    # The grammar is only needed while somebody types.
    from trust_tui.model.typed.sentence import taken_in

    return taken_in(text, today)
