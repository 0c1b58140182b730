"""What was heard so far of a schedule, phrase by phrase, before it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from trust_tui.model.schedule_rule import Freq
from trust_tui.model.typed.clock import Clock
from trust_tui.model.typed.points import Point

WORKDAY = 7
"""In place of a weekday: any from Monday to Friday, as in "the first weekday of the month"."""


@dataclass(slots=True)
class Heard:
    """The phrases of one schedule.

    Attributes:
        today: The day it is typed on.
        freq: What the rhythm counts in, where that was said.
        interval: Every how many of them.
        every: Whether "every" came before a day.
        plural: Whether a day was named in the plural, or several were.
        weekdays: 0 for Monday.
        month_days: 1 to 31, or -1 for the last.
        nth: Place in the month, and weekday or `WORKDAY`.
        month: The month of the year that `nth` is about, and its year or 0.
        points: Single days.
        starts: Where it starts.
        until: The last day.
        span: How long it lasts.
        count: How many times.
        clock: The time.
        part: The part of the day.
        skips: Whether shorter months are to be left out.
    """

    today: date
    freq: Freq | None = None
    interval: int = 1
    every: bool = False
    plural: bool = False
    weekdays: list[int] = field(default_factory=list)
    month_days: list[int] = field(default_factory=list)
    nth: list[tuple[int, int]] = field(default_factory=list)
    month: tuple[int, int] | None = None
    points: list[Point] = field(default_factory=list)
    starts: date | None = None
    until: date | None = None
    span: tuple[int, str] | None = None
    count: int | None = None
    clock: Clock | None = None
    part: str = ""
    skips: bool = False
