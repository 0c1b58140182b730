"""What grows out of a line: something to talk about, something to celebrate, something that was hard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from trust_tui.model.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class _KeptLine(Record):
    """A line with an origin.

    Attributes:
        text: The line.
        from_checkin: Whether it was taken from its author's check-in of that day. It then stays closed to
            the other for as long as that check-in does.
    """

    text: str
    from_checkin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(_KeptLine):
    """Something to talk about when there is time for it."""

    kind: ClassVar[str] = "topic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Victory(_KeptLine):
    """Something that went well, large or small.

    Attributes:
        themes: What it is about, in the couple's own words.
        pinned: Whether it comes before the others on the wall.
    """

    kind: ClassVar[str] = "victory"

    themes: tuple[str, ...] = ()
    pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Setback(_KeptLine):
    """Something that hurt again. An entry, never a reset. Its `text` says what set it off.

    Attributes:
        felt: What it felt like.
        helped: What helped; it is offered the next time.
        ask: What its author asks of the other.
    """

    kind: ClassVar[str] = "setback"

    felt: str = ""
    helped: str = ""
    ask: str = ""


KeptLine = Topic | Victory | Setback
"""Any of the three things that a line can become."""
