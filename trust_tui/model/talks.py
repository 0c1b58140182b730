"""Talks: what kind, about what, whose turn it is, and what each of the two chose to keep of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from trust_tui.model.records import Record

MINUTES = (2, 3, 5, 10)
"""How long a turn may be."""

TIME_OUTS = (20, 40, 60)
"""Minutes after which two people come back from a time-out; or it is tomorrow."""


class TalkKind(StrEnum):
    """What a talk is for."""

    OUTSIDE = "outside"
    SPEAKER = "speaker"
    FIGHT = "fight"
    WEEK = "week"


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk(Record):
    """One talk at one keyboard. It can be left at any point and taken up again from there.

    Attributes:
        sort: What it is for.
        about: The topic, as it was picked or typed.
        topics: The ids of the topics it takes up.
        minutes: How long a turn is.
        step: Where it stands: the key of a step.
        floor: The id of the person who has the floor; "" before anybody had it.
        is_saying_back: Whether the listener is saying back what they heard.
        was_heard: Whether the speaker said "yes, that's it" in this turn.
        wants_ideas: Whether the speaker asked for ideas.
        is_resting: Whether the clock stands still until somebody lets it go on.
        turn: Seconds of this turn that are used.
        spoken: Seconds each has spoken, by the id of the person.
        paused_until: When the two agreed to come back from a time-out, UTC; None where there is none.
        back_on: The local day on which they do; alone where they chose a day and no hour.
        finished: The local day on which it ended; None while it is still open.
    """

    kind: ClassVar[str] = "talk"

    sort: TalkKind = TalkKind.SPEAKER
    about: str = ""
    topics: tuple[str, ...] = ()
    minutes: int = 5
    step: str = ""
    floor: str = ""
    is_saying_back: bool = False
    was_heard: bool = False
    wants_ideas: bool = False
    is_resting: bool = False
    turn: int = 0
    spoken: Mapping[str, Any] = field(default_factory=dict, hash=False)
    paused_until: datetime | None = None
    back_on: date | None = None
    finished: date | None = None

    @property
    def in_time_out(self) -> bool:
        """Whether the two went apart for a while and have not taken it up again."""
        return self.back_on is not None

    def seconds(self, person_id: str) -> int:
        """Return how many seconds a person has spoken."""
        return whole(self.spoken.get(person_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkWords(Record):
    """What one person wrote in one part of a talk. Changing them keeps the version before.

    Attributes:
        of: The id of the talk.
        part: The key of the step it belongs to.
        words: Texts by the key of what was asked.
        heard: How far its author felt heard, 1 to 5, or None.
    """

    kind: ClassVar[str] = "talk_words"

    of: str
    part: str
    words: Mapping[str, Any] = field(default_factory=dict, hash=False)
    heard: int | None = None


class TopicWhat(StrEnum):
    """What happened to a topic."""

    TALKED = "talked"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicEvent(Record):
    """A topic was talked about, or waits again. Append-only: the last one says how it is.

    Attributes:
        of: The id of the topic.
        what: What happened.
        talk: The id of the talk that was about it, or "".
    """

    kind: ClassVar[str] = "topic_event"

    of: str
    what: TopicWhat = TopicWhat.TALKED
    talk: str = ""


def whole(value: object) -> int:
    """Return a number of seconds as it was stored; whatever else stands there counts as none."""
    return value if type(value) is int and value > 0 else 0
