"""What a screen is given of a boundary: as one person may see it, with days and no clock times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trust_tui.model.boundaries import BoundaryWords, State


class Can(StrEnum):
    """What a reader can do with a boundary."""

    AGREE = "agree"
    KEEP = "keep"
    CHANGE = "change"
    TALKED = "talked"
    TALK = "talk"
    REVISE = "revise"
    CROSSED = "crossed"
    WITHDRAW = "withdraw"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Row:
    """One boundary in the list.

    Attributes:
        id: Its record's id.
        state: Where it stands.
        title: Its first words, on one line.
        area: What it is about: a key of the starter ideas, or "".
        whose: "ours", "yours", or "Ben's".
        author: The id of who proposed it first.
        next: What it would be good for the reader to do next, or None where nothing is asked of them.
        waits: In a few words, what it is open for; "" where for nothing.
        review_on: The day on which both look at it again, or None.
    """

    id: str
    state: State
    title: str
    area: str
    whose: str
    author: str
    next: Can | None = None
    waits: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that one person said to a boundary.

    Attributes:
        author: The id of who said it.
        name: What they are called, on one line.
        day: The local day on which they did.
        wording: Which wording was there at that time.
        what: "agreed", "keep", or a value of `What`.
        text: Their own words, or "".
    """

    author: str
    name: str
    day: date
    wording: int
    what: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a boundary says, or said, with who worded it so and when.

    Attributes:
        number: Which wording it is.
        author: The id of who worded it.
        name: What they are called, on one line.
        day: The local day on which they did.
        words: The words.
        is_present: Whether this is how it is worded now.
    """

    number: int
    author: str
    name: str
    day: date
    words: BoundaryWords
    is_present: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """One boundary, whole.

    Attributes:
        row: What the list says of it.
        wording: The number of its present wording; whoever answers says that this is the one they read.
        words: What it says now.
        agreed: Who said yes to the present wording, and when.
        missing: The names of those whose yes to it is not there.
        waiting: What it is open for, in a sentence.
        can: All that the reader can do with it, what is asked first.
        wordings: All wordings, oldest first, the present one last.
        crossings: When it was crossed, oldest first.
        talks: Wishes for a talk, and the talks, oldest first.
        answers: What was answered at reviews (keep, change), and who withdrew it, oldest first.
    """

    row: Row
    wording: int
    words: BoundaryWords
    agreed: tuple[Entry, ...]
    missing: tuple[str, ...]
    waiting: str
    can: tuple[Can, ...]
    wordings: tuple[Wording, ...]
    crossings: tuple[Entry, ...]
    talks: tuple[Entry, ...]
    answers: tuple[Entry, ...]
