"""The daily check-in: one per person per day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar, Self

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
        opened: Whether the other could once read it as it stands, even if it is closed again.
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
    opened: bool = False

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


def was_open(checkin: CheckIn, ever: Iterable[CheckIn]) -> bool:
    """Say whether the other can read `checkin` as it stands, or could at any time before.

    Args:
        checkin: The one that somebody else wants to read.
        ever: All check-ins that ever were there for its day, removed ones too.
    """
    if checkin.deleted is not None:
        return checkin.opened
    others = [other for other in ever if other.day == checkin.day and other.author != checkin.author]
    was_beside = any(other.deleted and other.updated_at >= checkin.updated_at for other in others)
    return checkin.opened or is_open(checkin, others) or was_beside


@dataclass(frozen=True, slots=True)
class Answers:
    """What one person has typed for one day, saved or not: the words of a check-in and its private note."""

    feelings: tuple[str, ...] = ()
    safe: int | None = None
    close: int | None = None
    appreciated: str = ""
    need: str = ""
    own: str = ""
    private: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing here that could be saved."""
        words = (*self.feelings, *self.texts().values())
        return self.safe is None and self.close is None and not any(word.strip() for word in words)

    def texts(self) -> dict[str, str]:
        """Return the free texts by field name."""
        return {name: getattr(self, name) for name in TEXT_FIELDS}

    def shared(self) -> dict[str, Any]:
        """Return the fields that go into the check-in, without the private note."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name != "private"}

    @classmethod
    def of(cls, checkin: CheckIn | None, note: PrivateNote | None) -> Self:
        """Return what was saved, ready to be edited."""
        words = {name: getattr(checkin, name) for name in SHARED_FIELDS} if checkin else {}
        return cls(**words, private=note.text if note else "")


SHARED_FIELDS = ("feelings", "safe", "close", "appreciated", "need", "own")
TEXT_FIELDS = ("appreciated", "need", "own", "private")
