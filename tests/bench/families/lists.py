"""One step down a list, and one page down a long one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tests.bench.ledgers import TEN_YEARS, THIRTY_YEARS, TWENTY
from tests.bench.programs import OPEN, SIZES, aged
from tests.bench.rows import Bar, Figures, Row
from tests.bench.side_by_side import turn_by_turn
from tests.bench.watched import changed

if TYPE_CHECKING:
    from tests.bench.programs import Programs
    from tests.bench.watched import Watched

STEP = Bar(1.5, limit=16, unless=8)
PAGE = Bar(1.3)
STEPS, PAGES = 10, 2
SHELF, OPTIONS = "app with our Shelf", "app with an OptionList"
LISTS = {"boundaries": "f2", "promises": "f3", "victories": "f4"}
"""By the tab that shows it, the key that opens it. The ledger of outcomes is in Promises."""

LONG = {"victories": "the wall", "promises": "the ledger"}
"""What they are called where they are long."""


@dataclass(frozen=True, slots=True)
class _Taken:
    steps: list[float]
    pages: list[float]


def measure(programs: Programs, runs: int) -> list[Row]:
    """Go down each list in our program, and in minimal apps."""
    return [row for size in SIZES for row in _in_window(programs, size, max(2, runs // 3))]


def _in_window(programs: Programs, size: str, rounds: int) -> list[Row]:
    ways: dict[str, Callable[[], dict[str, _Taken]]] = {
        SHELF: lambda: {"": _minimal(programs.yardstick("rows", size, "shelf", "3000"))},
        OPTIONS: lambda: {"": _minimal(programs.yardstick("rows", size, "options", "3000"))},
    }
    ways |= {years: partial(_ours, programs, years, size) for years in (TWENTY, *aged(size))}
    taken = turn_by_turn(ways, rounds)

    def of(what: str, tab: str) -> dict[str, Figures]:
        return {
            way: Figures.seconds(each for run in found for each in getattr(run[tab], what))
            for way, found in taken.items()
            if tab in found[0]
        }

    rows, theirs = [], of("steps", "")
    for tab in LISTS:
        what, steps = f"a step down {tab}", of("steps", tab)
        old, later = steps[TEN_YEARS], steps.get(THIRTY_YEARS)
        rows.append(Row(what, old, SHELF, theirs[SHELF], STEP, later, where=size))
        rows.append(Row(what, old, OPTIONS, theirs[OPTIONS], where=size))
    for tab, what in LONG.items():
        pages = of("pages", tab)
        old, later = pages[TEN_YEARS], pages.get(THIRTY_YEARS)
        rows.append(Row(f"a page down {what}", old, "20 entries", pages[TWENTY], PAGE, later, where=size))
    return rows


def _ours(programs: Programs, years: str, size: str) -> dict[str, _Taken]:
    with programs.ours(programs.ledger(years), size) as app:
        app.until(OPEN)
        app.settled()
        taken = {}
        for tab, key in LISTS.items():
            if years == TWENTY and tab not in LONG:
                continue
            app.press(key)
            app.until(f"{tab.removesuffix('s').removesuffix('ie')}.* \\d+:")
            taken[tab] = _gone_down(app, 0 if years == TWENTY else STEPS)
        return taken


def _minimal(app: Watched) -> _Taken:
    with app:
        app.until("row 0 is there")
        return _gone_down(app)


def _gone_down(app: Watched, steps: int = STEPS) -> _Taken:
    app.settled(0.4)
    stepped = [_answer(app, "down") for _ in range(steps)]
    pages = []
    for _ in range(PAGES):
        app.press("home")
        app.settled()
        pages.append(_answer(app, "pagedown"))
    return _Taken(stepped, pages)


def _answer(app: Watched, key: str) -> float:
    """Return the time from a key to the first frame that is another one."""
    question = changed(app.emulator)
    pressed = app.press(key)
    taken = app.until(question) - pressed
    app.settled(0.05)
    return taken
