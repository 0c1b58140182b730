"""What happened: the breach, what each of the two writes about it, and what the other says to that.

A text is kept as it is worded now; earlier wordings are versions. What is said to it are entries beside it,
never changed: a later one stands beside the earlier ones. Nothing here is ever settled for anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from trust_tui.model.records import Record

NAME_LIMIT = 60
"""The longest name of a breach, in characters: it stands above what belongs to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach(Record):
    """Something that broke trust, in the few words that the couple has for it.

    Attributes:
        name: Those words.
        broke: The ids of who broke trust. It may be nobody in particular, and it may be both.
        hurt: The ids of who was hurt; the same holds.
    """

    kind: ClassVar[str] = "breach"

    name: str
    broke: tuple[str, ...] = ()
    hurt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Record):
    """Something that one person writes about what happened, in a few guided parts.

    Attributes:
        breach: The id of what it is about, or "".
        worded_on: The local day of its present words: when they were written, or given to the other.
    """

    PARTS: ClassVar[tuple[str, ...]] = ()
    """The names of its parts, in the order in which they are asked and read."""

    breach: str = ""
    worded_on: date

    def texts(self) -> dict[str, str]:
        """Return the parts by name."""
        return {name: getattr(self, name) for name in self.PARTS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement(Text):
    """The breach in the words of the person who broke trust.

    Attributes:
        happened: What happened, in plain words.
        kept_from_you: What I kept from you.
        own: What I own.
    """

    kind: ClassVar[str] = "acknowledgement"
    PARTS: ClassVar[tuple[str, ...]] = ("happened", "kept_from_you", "own")

    happened: str = ""
    kept_from_you: str = ""
    own: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact(Text):
    """What the breach did, in the words of the person who was hurt.

    Attributes:
        did_to_me: What it did to me.
        needed: What I needed.
        need_now: What I need now when it comes back.
    """

    kind: ClassVar[str] = "impact"
    PARTS: ClassVar[tuple[str, ...]] = ("did_to_me", "needed", "need_now")

    did_to_me: str = ""
    needed: str = ""
    need_now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apology(Text):
    """An apology, in the order of what matters most.

    Attributes:
        to: The id of the person it is for, or "".
        responsibility: What I take responsibility for.
        repair: What I do to make it right.
        explanation: How it came to it, which excuses nothing.
        regret: What I regret.
        change: What I do differently from now on.
        forgiveness: Asking for forgiveness; it may well stay empty.
        promise: The id of the promise that its repair became, or "".
    """

    kind: ClassVar[str] = "apology"
    PARTS: ClassVar[tuple[str, ...]] = (
        "responsibility",
        "repair",
        "explanation",
        "regret",
        "change",
        "forgiveness",
    )

    to: str = ""
    responsibility: str = ""
    repair: str = ""
    explanation: str = ""
    regret: str = ""
    change: str = ""
    forgiveness: str = ""
    promise: str = ""


TEXTS: dict[str, type[Text]] = {cls.kind: cls for cls in (Acknowledgement, Impact, Apology)}
"""The three kinds of them, in the order in which they stand below a breach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Record):
    """What one heard in the other's impact, and what they want to say to it. Append-only.

    Attributes:
        of: The impact's id.
        of_rev: The revision that was read.
        heard: What I heard: it comes first, and is never empty.
        text: What I want to say; it may be empty.
    """

    kind: ClassVar[str] = "reply"

    of: str
    of_rev: int
    heard: str
    text: str = ""


class What(StrEnum):
    """What one can answer to an acknowledgement or an apology. Each of them is a complete answer."""

    UNDERSTOOD = "understood"
    RECEIVED = "received"
    NOT_YET = "not_yet"
    MISSING = "missing"
    PROFESSIONAL = "professional"
    """I would like to do this with our professional."""


ANSWERS: dict[str, tuple[What, ...]] = {
    Acknowledgement.kind: (What.NOT_YET, What.UNDERSTOOD, What.MISSING, What.PROFESSIONAL),
    Apology.kind: (What.NOT_YET, What.RECEIVED, What.MISSING),
}
"""What can be answered to which kind of text. “Not yet” comes first: nobody has to say more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Record):
    """What one says to the other's acknowledgement or apology. Append-only.

    Attributes:
        of: The id of what it answers.
        of_kind: That record's kind.
        of_rev: The revision that was read.
        what: The answer.
        text: In their own words; where something is missing, what.
    """

    kind: ClassVar[str] = "answer"

    of: str
    of_kind: str
    of_rev: int
    what: What
    text: str = ""
