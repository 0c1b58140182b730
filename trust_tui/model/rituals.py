"""What the two of you do again and again because it does you good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from trust_tui.model.records import Record
from trust_tui.model.schedule import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Ritual(Record):
    """Something good with a rhythm. It is never due: a time without it is no miss.

    Attributes:
        name: What it is called.
        how: How it goes; may be empty.
        rhythm: When it usually is, or None.
        resting: Whether it is put aside for now.
    """

    kind: ClassVar[str] = "ritual"

    name: str
    how: str = ""
    rhythm: Schedule | None = None
    resting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RitualDone(Record):
    """One time that it was done, on its `day`. Append-only.

    Attributes:
        of: The id of the ritual.
        text: How it was, in a few words; may be empty.
    """

    kind: ClassVar[str] = "ritual_done"

    of: str
    text: str = ""
