"""The daily check-in: one per person per day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from trust_tui.model.records import Record

SCALE = range(1, 6)
"""The steps of *safe* and *close*."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(Record):
    """How one day was for one person. Any field may be empty, though not all of them.

    Attributes:
        feelings: Words, picked or typed, in the order they came.
        safe: 1 (guarded) to 5 (at ease), or None.
        close: 1 (far) to 5 (near), or None.
        appreciated: "I appreciated…"
        need: "I need…"
        own: "I own…"
        written_on: The local day on which it was first written; later than `day` when back-filled.
        released: Whether its writer let the other read it before both were there.
    """

    kind: ClassVar[str] = "checkin"

    feelings: tuple[str, ...] = ()
    safe: int | None = None
    close: int | None = None
    appreciated: str = ""
    need: str = ""
    own: str = ""
    written_on: date
    released: bool = False

    @property
    def is_back_filled(self) -> bool:
        """Whether it was written on a later day than the one it is about."""
        return self.written_on > self.day


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateNote(Record):
    """What a person wrote for themselves on a day. Never shown to the other, in any form.

    A record of its own, so that one rule on `visibility` keeps it apart everywhere.
    """

    kind: ClassVar[str] = "private_note"

    text: str


def is_open(checkin: CheckIn, both: Iterable[CheckIn]) -> bool:
    """Say whether the other may read `checkin`: both of its day are there, or its writer released it.

    Args:
        checkin: The one that somebody else wants to read.
        both: All check-ins known for its day; removed ones do not count.
    """
    return checkin.released or any(
        other.day == checkin.day and other.author != checkin.author and other.deleted is None
        for other in both
    )
