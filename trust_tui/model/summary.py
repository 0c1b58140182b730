"""A summary to bring to a session: over which days, what stays out, and who said that theirs are all right.

What it says is gathered anew each time from what stands in the ledger. Kept is only what people decided about
it, by the keys of its lines: no words are kept twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from trust_tui.model.records import Record


class SpanKind(StrEnum):
    """How the first day of a summary was chosen."""

    SESSION = "session"
    """The day of the last session; four weeks back where there was none."""

    WEEKS = "weeks"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(Record):
    """One summary on its way to one session. Its author is `OURS`: either may choose its days.

    Attributes:
        session: The id of the last session of both when it was begun, or ""; the next session ends it.
        span: How its first day was chosen.
        weeks: How many weeks it looks back, where they were chosen.
        first: Its first day, where one was typed.
        whole: Whether it holds all of the daily words rather than a few.
        thanks: Whether it holds what the two thanked each other for.
    """

    kind: ClassVar[str] = "summary"

    session: str = ""
    span: SpanKind = SpanKind.SESSION
    weeks: int = 4
    first: date | None = None
    whole: bool = False
    thanks: bool = False


class Decided(StrEnum):
    """What one person can decide about a summary."""

    OUT = "out"
    """These lines stay out of it."""

    IN = "in"
    """These lines are in it."""

    AGREED = "agreed"
    """These lines, as they read now, are all right."""

    OPENED = "opened"
    """I would like to look again: nothing that I agreed to before counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """One thing that one person decided about a summary. Append-only; the last one counts.

    Attributes:
        of: The id of the summary.
        what: What they decided.
        lines: The keys of the lines, with a fingerprint of their words where these are agreed to.
    """

    kind: ClassVar[str] = "summary_decision"

    of: str
    what: Decided
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What one person has decided about a summary, all in all.

    Attributes:
        chosen: Whether a line is in, by its key; those they said nothing about are not among them.
        moments: When they last said so.
        agreed: What they agreed to, each with its fingerprint.
        has_agreed: Whether they said that theirs are all right.
    """

    chosen: dict[str, bool]
    moments: dict[str, tuple[datetime, str]]
    agreed: frozenset[str] = frozenset()
    has_agreed: bool = False


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Return what was decided and not taken back, oldest first."""
    return sorted(
        (each for each in decisions if each.deleted is None), key=lambda each: (each.updated_at, each.id)
    )


def instant_after(at: datetime, decisions: Iterable[Decision]) -> datetime:
    """Return an instant for what is decided at `at`, after all that was: also when a clock jumped back."""
    latest = max((each.updated_at for each in decisions), default=None)
    return at if latest is None or latest < at else latest + latest.resolution


def standing(decisions: Iterable[Decision], person_id: str) -> Standing:
    """Return what a person has decided. Nobody decides for anybody else."""
    chosen: dict[str, bool] = {}
    moments: dict[str, tuple[datetime, str]] = {}
    agreed: set[str] = set()
    has_agreed = False
    for each in in_order(decisions):
        if each.author != person_id:
            continue
        if each.what is Decided.AGREED:
            agreed.update(each.lines)
            has_agreed = True
        elif each.what is Decided.OPENED:
            agreed.clear()
            has_agreed = False
        else:
            for key in each.lines:
                chosen[key] = each.what is Decided.IN
                moments[key] = (each.updated_at, each.id)
    return Standing(chosen, moments, frozenset(agreed), has_agreed)


def current(summaries: Iterable[Summary], session: str) -> Summary | None:
    """Return the summary that is on its way to the session after this one, or None."""
    those = (each for each in summaries if each.session == session and each.deleted is None)
    return max(those, key=lambda each: (each.created_at, each.id), default=None)
