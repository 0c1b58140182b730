"""From the start to the check-in, the memory that it then holds, and from `q` to the shell's prompt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tests.bench.ledgers import EMPTY, ONE_YEAR, TEN_YEARS, THIRTY_YEARS
from tests.bench.programs import OPEN, SIZES, aged
from tests.bench.rows import Bar, Figures, Row
from tests.bench.side_by_side import turn_by_turn
from tests.bench.watched import changed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bench.programs import Programs
    from tests.bench.watched import Watched

MINIMAL = "app with one Static"


@dataclass(frozen=True, slots=True)
class _Start:
    painted: float
    first_key: float
    memory: float
    leaving: float


def measure(programs: Programs, runs: int) -> list[Row]:
    """Start, look, and leave, in each window."""
    return [row for size in SIZES for row in _in_window(programs, size, runs)]


def _in_window(programs: Programs, size: str, runs: int) -> list[Row]:
    kept = {years: programs.ledger(years) for years in (EMPTY, ONE_YEAR, *aged(size))}
    ways: dict[str, Callable[[], _Start]] = {MINIMAL: lambda: _minimal(programs.yardstick("static", size))}
    ways |= {years: partial(_ours, programs, ledger, size) for years, ledger in kept.items()}
    for way in ways.values():
        way()  # what the system reads from the disk for the first time is not what this is about
    starts = turn_by_turn(ways, runs)

    def of(what: str) -> dict[str, Figures]:
        return {
            way: Figures.seconds(getattr(start, what) for start in found) for way, found in starts.items()
        }

    painted, left = of("painted"), of("leaving")
    held = {way: Figures(tuple(start.memory for start in found)) for way, found in starts.items()}
    old, theirs = painted[TEN_YEARS], painted[MINIMAL]
    leaving = left[TEN_YEARS], MINIMAL, left[MINIMAL], Bar(1.2), left.get(THIRTY_YEARS)
    memory = held[TEN_YEARS], MINIMAL, held[MINIMAL], Bar(1.5), held.get(THIRTY_YEARS)
    return [
        Row("launch, empty ledger", painted[EMPTY], MINIMAL, theirs, Bar(1.25), where=size),
        Row("launch, 1 year", painted[ONE_YEAR], MINIMAL, theirs, where=size),
        Row("launch, 10 years", old, MINIMAL, theirs, Bar(1.35), painted.get(THIRTY_YEARS), where=size),
        Row("launch, 10 years", old, "empty ledger", painted[EMPTY], Bar(1.08), where=size),
        Row("the first key after that", of("first_key")[TEN_YEARS], where=size),
        Row("memory at the check-in", *memory, unit="MiB", where=size),
        Row("leaving, q to the prompt", *leaving, where=size),
    ]


def _ours(programs: Programs, ledger: Path, size: str) -> _Start:
    with programs.ours(ledger, size) as app:
        painted = app.until(OPEN) - app.started
        # The form takes keys: the mark moves on to the next feeling.
        before = app.press("right")
        first_key = app.until(changed(app.emulator)) - before
        app.settled()
        memory = app.memory()
        return _Start(painted, first_key, memory, _left(app))


def _minimal(app: Watched) -> _Start:
    with app:
        painted = app.until("the text is there") - app.started
        app.settled()
        memory = app.memory()
        return _Start(painted, 0.0, memory, _left(app))


def _left(app: Watched) -> float:
    before = app.press("q")
    return app.ended() - before
