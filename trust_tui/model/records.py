"""What every record carries, from the first day, so that two machines can be joined later without loss."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Self

from trust_tui.model.moments import Moment

OURS = "ours"
"""The author of what belongs to the couple and not to one person."""

_BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"


class Visibility(StrEnum):
    """Who may see a record."""

    PRIVATE = "private"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Deletion:
    """Who removed a record, and when (UTC). The record stays as a tombstone."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The fields that all records share.

    Attributes:
        id: Never reused and never derived from the file's own numbering.
        author: A person's id, or `OURS`.
        device: The machine it was first written on.
        created_at: When it was first written, UTC.
        updated_at: When it was last changed, UTC.
        tz: The zone of the writer when it was first written.
        day: The local date that the person chose for it.
        visibility: Private to its author, or shared.
        deleted: The tombstone, or None.
        rev: 1 when new; one more with each change.
        v: The version of this kind's fields.
        extra: Fields that a newer program wrote; carried along untouched.
    """

    kind: ClassVar[str] = ""

    id: str
    author: str
    device: str
    created_at: datetime
    updated_at: datetime
    tz: str
    day: date
    visibility: Visibility = Visibility.SHARED
    deleted: Deletion | None = None
    rev: int = 1
    v: int = 1
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @classmethod
    def new(cls, *, author: str, device: str, moment: Moment, day: date | None = None, **own: Any) -> Self:
        """Make a record written now, for today or for the day that the person chose."""
        return cls(
            id=new_id(author, moment.at),
            author=author,
            device=device,
            created_at=moment.at,
            updated_at=moment.at,
            tz=moment.tz,
            day=day or moment.day,
            **own,
        )

    def changed(self, moment: Moment, **changes: Any) -> Self:
        """Return the next revision of this record. A clock that jumped back never moves `updated_at` back."""
        at = max(moment.at, self.updated_at)
        return replace(self, updated_at=at, rev=self.rev + 1, **changes)


COMMON = frozenset(f.name for f in fields(Record))
"""The names of the fields that every record has."""


def content(record: Record) -> dict[str, Any]:
    """Return what a record says: its own fields, without those that every record has."""
    return {f.name: getattr(record, f.name) for f in fields(record) if f.name not in COMMON}


def new_id(author: str, at: datetime, randomness: bytes | None = None) -> str:
    """Return an id that sorts by time within its author: author, milliseconds, 40 random bits.

    Args:
        author: A person's id, or `OURS`.
        at: The moment of writing.
        randomness: Five bytes; fresh ones from the system where None.
    """
    milliseconds = int(at.timestamp() * 1000)
    chance = int.from_bytes(randomness or os.urandom(5))
    return f"{author}-{_base32(milliseconds, 9)}{_base32(chance, 8)}"


def _base32(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, rest = divmod(number, 32)
        digits = _BASE32[rest] + digits
    return digits
