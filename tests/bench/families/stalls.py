"""The longest time at which the screen answers no key: while saving, folding the journal, backing up."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

import orjson

from tests.bench.families.tabs import MARKS
from tests.bench.ledgers import TEN_YEARS, THIRTY_YEARS
from tests.bench.programs import OPEN
from tests.bench.rows import Bar, Figures, Row
from tests.bench.side_by_side import turn_by_turn
from tests.bench.watched import PATIENCE, NotSeen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bench.programs import Programs
    from tests.bench.watched import Watched

FRAME = 16.0
"""Milliseconds."""

LONG = 1.5
"""Seconds without a word from the program after which it has certainly done what a key asked for: while it is
stalled it says nothing either."""

SIZE = "120x40"
BARS = {"saving": Bar(limit=FRAME), "fold": Bar(limit=2 * FRAME), "backup": Bar(limit=2 * FRAME)}
WORDS = {"saving": "saving a check-in", "fold": "folding the journal", "backup": "backing up"}
Noted = tuple[str, float, float]


def measure(programs: Programs, runs: int) -> list[Row]:
    """Save, then fold and back up, after every tab was open: then every table is decoded."""
    ways: dict[str, Callable[[], dict[str, float]]] = {
        years: partial(_evening, programs, years) for years in (TEN_YEARS, THIRTY_YEARS)
    }
    taken = turn_by_turn(ways, max(2, runs // 3))
    rows = []
    for what, words in WORDS.items():
        old, later = (
            Figures.seconds(run[what] for run in taken[years]) for years in (TEN_YEARS, THIRTY_YEARS)
        )
        rows.append(Row(f"longest stall, {words}", old, bar=BARS[what], later=later, where=SIZE))
    return rows


def _evening(programs: Programs, years: str) -> dict[str, float]:
    ledger = programs.ledger(years)
    log = ledger.with_name("log")
    with programs.beating(ledger, SIZE, log) as app:
        app.until(OPEN)
        app.settled()
        for key, mark in [*MARKS.values(), MARKS["Check-in"]]:
            app.press(key)
            app.until(mark)
            app.settled(0.4)
        app.press("tab", "4")
        app.settled()
        saved = app.press("ctrl+s")
        app.until("Ana, your day")
        app.settled(LONG)
        stalls = {"saving": _longest(_noted(log), saved, perf_counter())}
        os.kill(app.pid, signal.SIGUSR1)
        _wait_for_backup(app, log)
    noted = _noted(log)
    spans = {what: (start, end) for what, start, end in noted if what in {"fold", "backup"}}
    return stalls | {what: _longest(noted, *span) for what, span in spans.items()}


def _wait_for_backup(app: Watched, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not any(what == "backup" for what, _, _ in _noted(log)):
        if time.monotonic() > deadline:
            raise NotSeen("there was no backup")
        app.settled(0.2)
    app.settled(0.2)


def _noted(log: Path) -> Sequence[Noted]:
    return [tuple(orjson.loads(line)) for line in log.read_bytes().splitlines()] if log.exists() else []


def _longest(noted: Sequence[Noted], start: float, end: float) -> float:
    """Return the longest gap that began or ended between two moments, as far as it lies between them."""
    return max(
        (
            min(until, end) - max(since, start)
            for what, since, until in noted
            if what == "gap" and until > start and since < end
        ),
        default=0.0,
    )
