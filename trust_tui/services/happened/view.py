"""What a screen is given of what happened: as one person may see it, with days and no clock times."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from trust_tui.model.promises import Promise


class Can(StrEnum):
    """Something that a reader can do with a text."""

    ANSWER = "answer"
    REPLY = "reply"
    REWORD = "reword"
    GIVE = "give"
    PROMISE = "promise"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Heading:
    """A breach, as it stands above what belongs to it.

    Attributes:
        id: Its record's id.
        name: Its name, on one line.
        about: Whom it is about, in a few words; "" where that is left open.
        broke: The ids of who broke trust.
        hurt: The ids of who was hurt.
        can_rename: Whether the reader can give it another name.
        before: The names it had, each with the id of who changed it and the day, oldest first.
    """

    id: str
    name: str
    about: str = ""
    broke: tuple[str, ...] = ()
    hurt: tuple[str, ...] = ()
    can_rename: bool = False
    before: tuple[tuple[str, str, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said to a text.

    Attributes:
        author: The id of who said it.
        day: The local day on which they did.
        what: A value of `What`, or "" for a reply.
        heard: In a reply, what they heard.
        text: Their own words, or "".
        is_earlier: Whether the text was worded anew since.
    """

    author: str
    day: date
    what: str = ""
    heard: str = ""
    text: str = ""
    is_earlier: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One text in the list.

    Attributes:
        id: Its record's id.
        kind: Its record's kind.
        author: The id of who wrote it.
        day: The local day of its present words.
        heading: The breach that it is about, or None.
        first_words: Its first words, on one line, and no more of them.
        is_mine: Whether the reader wrote it.
        is_private: Whether only the reader sees it for now, where there is somebody else.
        waits: Whether the other wrote it and the reader has said nothing to it.
        last: What was said to it last, or None.
    """

    id: str
    kind: str
    author: str
    day: date
    heading: Heading | None
    first_words: str
    is_mine: bool = False
    is_private: bool = False
    waits: bool = False
    last: Said | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """What a text says, or said.

    Attributes:
        author: The id of who worded it so.
        day: The local day on which they did.
        texts: Its parts by name.
        is_present: Whether this is how it is worded now.
        is_private: Whether only its author can read it.
    """

    author: str
    day: date
    texts: Mapping[str, str]
    is_present: bool = False
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """One text, whole.

    Attributes:
        row: What the list says of it.
        texts: Its parts by name; empty ones too.
        said: What was said to it, oldest first.
        wordings: All wordings that the reader may read, oldest first, the present one last.
        can: All that the reader can do with it.
        promise: The promise that an apology's repair became, or None.
    """

    row: Row
    texts: Mapping[str, str]
    said: tuple[Said, ...]
    wordings: tuple[Wording, ...]
    can: frozenset[Can]
    promise: Promise | None = None
