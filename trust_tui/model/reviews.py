"""Looking at victories together, and the milestones that nobody has to write down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from trust_tui.model.records import Record


class Order(StrEnum):
    """In which order victories are looked at."""

    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Record):
    """One time of looking at victories together. It can be left and taken up again.

    Attributes:
        first: The first day whose victories are looked at; None for all there are.
        last: The last one.
        order: In which order.
        only_new: Whether what was looked at before is left out.
        seen: The ids of the victories that were looked at, in that order.
        finished: The local day on which it ended; None while it is still open.
    """

    kind: ClassVar[str] = "review"

    first: date | None = None
    last: date
    order: Order = Order.NEWEST
    only_new: bool = False
    seen: tuple[str, ...] = ()
    finished: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenMilestone(Record):
    """A milestone that the couple does not want on their wall.

    Attributes:
        key: Which one.
    """

    kind: ClassVar[str] = "hidden_milestone"

    key: str
