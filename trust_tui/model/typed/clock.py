"""Times of day as people type them: 18:00, 6pm, at noon, 7 in the evening."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trust_tui.model.schedule import ScheduleProblem
from trust_tui.model.typed.vocabulary import PART

TIME = (
    r"(?:(?P<at>at|by|@) ?)?(?:around |about )?(?:(?P<word>noon|midday|midnight)"
    r"|(?P<hour>[0-9]{1,2})(?:(?P<mark>[:.h])(?P<minute>[0-9]{2}))?"
    r"(?: ?(?P<half>[ap])\.?m\.?|(?P<plain> ?(?:o['’]?clock|h|hours)"
    rf"|(?= (?:(?:in the |at )?{PART}|tonight)\b)))?)"
)

_HOURS = {
    "morning": range(13),
    "afternoon": range(12, 19),
    "evening": range(15, 24),
    "night": (*range(18, 24), *range(6)),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as it was typed.

    Attributes:
        said: The words, to be shown back.
        hour: 0 to 23.
        minute: 0 to 59.
        is_open: Whether it could be in the morning as well as in the evening.
        is_fixed: Whether no part of the day can move it: 6pm, 18:00, noon.
    """

    said: str
    hour: int
    minute: int = 0
    is_open: bool = False
    is_fixed: bool = True


def clock_in(match: re.Match[str]) -> Clock | None:
    """Return the time in a match of `TIME`, or None where it is a number that says no time.

    Raises:
        ScheduleProblem: If no clock shows it, or it is midnight, which belongs to two days.
    """
    said = match.group().strip()
    word = (match["word"] or "").lower()
    if word == "midnight":
        raise ScheduleProblem("Midnight belongs to two days. Type 00:00 or 23:59, whichever you mean.", said)
    if word:
        return Clock(said, 12)
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").lower()
    if not (match["at"] or match["minute"] or half or match["plain"] is not None):
        return None
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        raise ScheduleProblem(f"“{said}” is not a time that a clock shows. Type it as 18:00 or 6pm.", said)
    if half:
        return Clock(said, hour % 12 + (12 if half == "p" else 0), minute)
    is_early = 0 < hour <= 12
    return Clock(said, hour, minute, is_open=is_early and not match["minute"], is_fixed=not is_early)


def wall_clock(clock: Clock, part: str) -> str:
    """Return the time as "18:00".

    Args:
        clock: The time.
        part: The part of the day that was said with it, or "".

    Raises:
        ScheduleProblem: If it could be two times, or the part of the day is another one than the time's.
    """
    hour, said = clock.hour, clock.said
    if clock.is_open and not part:
        raise ScheduleProblem(
            f"Is “{said}” in the morning or in the evening? Type {hour}am, {hour}pm or {hour % 12 + 12}:00.",
            said,
        )
    if part and part != "morning" and not clock.is_fixed and not (part == "night" and hour < 6):
        hour = hour % 12 + 12
    if part and hour not in _HOURS[part]:
        raise ScheduleProblem(f"“{said}” is not in the {part}. Leave one of them out.", said)
    if part == "night" and hour < 6:
        raise ScheduleProblem(
            f"“{said}” at night is on the next day already. Type it alone, with the day it is on.", said
        )
    return f"{hour:02}:{clock.minute:02}"
