"""From a key to another tab's picture, for the first time and again; and the memory after all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from tests.bench.ledgers import TEN_YEARS, THIRTY_YEARS
from tests.bench.programs import OPEN, SIZES, aged
from tests.bench.rows import Bar, Figures, Row
from tests.bench.side_by_side import turn_by_turn
from tests.bench.watched import shows

if TYPE_CHECKING:
    from tests.bench.programs import Programs
    from tests.bench.watched import Seen, Watched

MINIMAL = "app with two tabs"
STATIC = "app with one Static"
BAR = Bar(2)
MARKS = {
    "Check-in": ("f1", shows("How is it today, Ana", "I need")),
    "Boundaries": ("f2", shows(r"boundary \d+:")),
    "Promises": ("f3", shows(r"promise \d+:", "The ledger")),
    "Victories": ("f4", shows(r"victory \d+:")),
    "Together": ("f5", shows("What happened", "Talks", "Topics", "Thanks", "Rituals", "Activities")),
    "Journey": ("f6", shows("The long view", "Setbacks", "Looking back", "Checkpoints", "How healing goes")),
    "Support": ("f7", shows("Our professionals", "Sessions", "Questions", "Summary", "Helplines")),
}
"""By tab: the key that opens it, and what shows that its list is there, to be gone through and opened."""

GLANCES = {
    "Together": shows("You were thanked", "Cards: things to do"),
    "Journey": shows("Your days since", "What helped you"),
}
"""What comes a little later on the list, of what waits in the rooms."""


@dataclass(slots=True)
class _Taken:
    first: dict[str, float] = field(default_factory=dict)
    again: dict[str, float] = field(default_factory=dict)
    told: dict[str, float] = field(default_factory=dict)
    memory: float = 0.0


def measure(programs: Programs, runs: int) -> list[Row]:
    """Open every tab twice, in each window."""
    return [row for size in SIZES for row in _in_window(programs, size, max(2, runs // 3))]


def _in_window(programs: Programs, size: str, rounds: int) -> list[Row]:
    ways: dict[str, Callable[[], _Taken]] = {
        MINIMAL: lambda: _minimal(programs.yardstick("tabs", size)),
        STATIC: lambda: _static(programs.yardstick("static", size)),
    }
    ways |= {years: partial(_ours, programs, years, size) for years in aged(size)}
    taken = turn_by_turn(ways, rounds)

    def of(which: str, tab: str) -> dict[str, Figures]:
        return {
            way: Figures.seconds(getattr(run, which)[tab] for run in found)
            for way, found in taken.items()
            if tab in getattr(found[0], which)
        }

    rows = []
    for which, words in (("first", "for the first time"), ("again", "again")):
        theirs = of(which, "")[MINIMAL]
        for tab in MARKS:
            if tab == "Check-in" and which == "first":
                continue  # that is the launch
            ours = of(which, tab)
            old, later = ours[TEN_YEARS], ours.get(THIRTY_YEARS)
            rows.append(Row(f"{tab} {words}", old, MINIMAL, theirs, BAR, later, where=size))
    for tab in GLANCES:
        told = of("told", tab)
        rows.append(
            Row(f"{tab}, what waits there", told[TEN_YEARS], later=told.get(THIRTY_YEARS), where=size)
        )
    held = {way: Figures(tuple(run.memory for run in found)) for way, found in taken.items()}
    memory = held[TEN_YEARS], STATIC, held[STATIC], Bar(1.5), held.get(THIRTY_YEARS)
    rows.append(Row("memory after all tabs", *memory, unit="MiB", where=size))
    return rows


def _ours(programs: Programs, years: str, size: str) -> _Taken:
    taken = _Taken()
    with programs.ours(programs.ledger(years), size) as app:
        app.until(OPEN)
        app.settled()
        for tab, (key, mark) in [*MARKS.items()][1:]:
            taken.first[tab], then = _turned(app, key, mark, GLANCES.get(tab))
            if then is not None:
                taken.told[tab] = then
        for tab, (key, mark) in MARKS.items():
            taken.again[tab], _ = _turned(app, key, mark)
        taken.memory = app.memory()
    return taken


def _minimal(app: Watched) -> _Taken:
    taken = _Taken()
    with app:
        app.until("the first text")
        app.settled()
        taken.first[""], _ = _turned(app, "f2", "the second text")
        _turned(app, "f1", "the first text")
        taken.again[""], _ = _turned(app, "f2", "the second text")
    return taken


def _static(app: Watched) -> _Taken:
    with app:
        app.until("the text is there")
        app.settled()
        return _Taken(memory=app.memory())


def _turned(
    app: Watched, key: str, mark: str | Seen, later: Seen | None = None
) -> tuple[float, float | None]:
    pressed = app.press(key)
    taken = app.until(mark) - pressed
    then = app.until(later) - pressed if later is not None else None
    app.settled(0.7)  # what comes after the picture is no part of the next key
    return taken, then
