"""From a letter to its picture, in the check-in's form."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.bench.ledgers import EMPTY, TEN_YEARS, THIRTY_YEARS
from tests.bench.programs import OPEN, SIZES, aged
from tests.bench.rows import Bar, Figures, Row
from tests.bench.side_by_side import turn_by_turn

if TYPE_CHECKING:
    from tests.bench.programs import Programs
    from tests.bench.watched import Watched

MINIMAL = "app with one TextArea"
TYPED = "you called before I had to ask"
BAR = Bar(1.5, limit=16, unless=8)


def measure(programs: Programs, runs: int) -> list[Row]:
    """Type a line into "I appreciated", letter by letter, and into a minimal app."""
    rows = []
    for size in SIZES:
        ways = {MINIMAL: _minimal(programs, size)}
        ways |= {years: _ours(programs, years, size) for years in (EMPTY, *aged(size))}
        taken = turn_by_turn(ways, _rounds(runs))
        ms = {way: Figures.seconds(each for run in found for each in run) for way, found in taken.items()}
        rows.append(Row("a typed character, empty", ms[EMPTY], MINIMAL, ms[MINIMAL], where=size))
        later = ms.get(THIRTY_YEARS)
        rows.append(
            Row("a typed character, 10 years", ms[TEN_YEARS], MINIMAL, ms[MINIMAL], BAR, later, where=size)
        )
    return rows


def _rounds(runs: int) -> int:
    return max(2, runs // 3)  # each gives as many figures as there are letters


def _ours(programs: Programs, years: str, size: str) -> Callable[[], list[float]]:
    def type_a_line() -> list[float]:
        with programs.ours(programs.ledger(years), size) as app:
            app.until(OPEN)
            for _ in range(4):
                app.press("tab")
                app.settled(0.05)
            return _typed(app, "I appreciated +")

    return type_a_line


def _minimal(programs: Programs, size: str) -> Callable[[], list[float]]:
    def type_a_line() -> list[float]:
        with programs.yardstick("text", size) as app:
            app.until("the text is there")
            return _typed(app, "is there ")

    return type_a_line


def _typed(app: Watched, before: str) -> list[float]:
    app.settled()
    taken = []
    for length, letter in enumerate(TYPED, 1):
        pressed = app.press(letter)
        if letter == " ":  # it cannot be seen
            app.settled(0.1)
            continue
        taken.append(app.until(before + re.escape(TYPED[:length])) - pressed)
        app.settled(0.02)
    return taken
