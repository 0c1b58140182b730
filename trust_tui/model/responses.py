"""What one person answers to what another one wrote, in their own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from trust_tui.model.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Response(Record):
    """One person's words in answer to a victory or a repair. Append-only: later words are another one.

    Attributes:
        of: The id of the record it answers.
        of_kind: That record's kind.
        text: The words.
    """

    kind: ClassVar[str] = "response"

    of: str
    of_kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Appreciation(Record):
    """Something one person is grateful for.

    Attributes:
        text: The words.
        to: The id of the person it is meant for, or "".
        review: The id of the review that ended with it, or "".
        talk: The id of the talk in which it was said, or "".
    """

    kind: ClassVar[str] = "appreciation"

    text: str
    to: str = ""
    review: str = ""
    talk: str = ""
