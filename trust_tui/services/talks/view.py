"""Talks as people look back on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from trust_tui.model.talks import TalkKind


@dataclass(frozen=True, slots=True)
class TalkRow:
    """One talk in the list.

    Attributes:
        id: Its record's id.
        sort: What it is for.
        name: What that is called.
        about: The topic, or "".
        day: The day on which it began.
        step: The title of the step at which it stands.
        finished: The day on which it ended, or None.
        paused_until: When the two come back from a time-out, or None.
        back_on: The day on which they do, or None where there is no time-out.
    """

    id: str
    sort: TalkKind
    name: str
    about: str
    day: date
    step: str
    finished: date | None = None
    paused_until: datetime | None = None
    back_on: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one person wrote in one step.

    Attributes:
        author: The id of who wrote it.
        title: What the step is called when one looks back.
        lines: Label and text of each line that is filled in.
        heard: How far they felt heard, 1 to 5, or None.
        is_closed: Whether only its author sees it, until the other has written theirs.
    """

    author: str
    title: str
    lines: tuple[tuple[str, str], ...]
    heard: int | None = None
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Thanks:
    """What one person thanked the other for in a talk.

    Attributes:
        id: Its record's id.
        author: The id of who said it.
        text: The words.
    """

    id: str
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class TalkDetail:
    """One talk with what was kept of it.

    Attributes:
        row: The talk.
        parts: What was written, in the order of the steps.
        thanks: What was thanked for.
    """

    row: TalkRow
    parts: tuple[Part, ...]
    thanks: tuple[Thanks, ...]
