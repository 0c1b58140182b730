"""Times at which each of the two asks themselves how they want to go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from trust_tui.model.records import Record

WEEKS = (4, 6, 8, 12, 26)
"""How many weeks can lie between two checkpoints."""


class Way(StrEnum):
    """How somebody wants to go on. None of them is better than another."""

    UNSURE = "unsure"
    CONTINUE = "continue"
    PAUSE = "pause"
    HELP = "help"
    PART = "part"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointRhythm(Record):
    """How often the couple wants checkpoints, from its `day` on. The newest one holds.

    Attributes:
        weeks: How many weeks lie between two of them; 0 for none.
    """

    kind: ClassVar[str] = "checkpoint_rhythm"

    weeks: int = 0

    def days(self, until: date) -> list[date]:
        """Return the days of its checkpoints up to `until`, the first one so many weeks after its own day."""
        if self.weeks < 1:
            return []
        step = timedelta(weeks=self.weeks)
        count = max((until - self.day) // step, 0)
        return [self.day + step * number for number in range(1, count + 1)]

    def next_after(self, day: date) -> date | None:
        """Return the day of the next checkpoint after `day`, or None."""
        if self.weeks < 1:
            return None
        step = timedelta(weeks=self.weeks)
        return self.day + step * (max((day - self.day) // step, 0) + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint(Record):
    """A checkpoint on its `day` that its author asked for, apart from the rhythm."""

    kind: ClassVar[str] = "checkpoint"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointAnswer(Record):
    """What one person answers at the checkpoint of its `day`. Private until both want to show theirs.

    Attributes:
        way: How they want to go on.
        text: Their own words; may be empty.
        show: Whether they want to show it once the other does, too.
    """

    kind: ClassVar[str] = "checkpoint_answer"

    way: Way = Way.UNSURE
    text: str = ""
    show: bool = False
