"""When two people come back from a time-out, in words. They agreed to it, so a time of day may be shown."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from trust_tui.model.dates import day_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from trust_tui.model.moments import Moment


def back_words(until: datetime | None, day: date | None, now: Moment) -> str:
    """Return "at 21:40", "tomorrow", "tomorrow at 0:10" and the like; "" where there is no time-out.

    Args:
        until: The agreed moment, or None where a day was agreed alone.
        day: The agreed day, or None.
        now: Now.
    """
    if day is None:
        return ""
    hour = ""
    if until is not None:
        from trust_tui.services.talks.live import local

        there = local(until, now)
        day, hour = there.date(), f"at {there.hour}:{there.minute:02}"
    if day == now.day:
        return hour or "today"
    words = "tomorrow" if day == now.day + timedelta(days=1) else f"on {day_words(day, now.day)}"
    return f"{words} {hour}".strip()
