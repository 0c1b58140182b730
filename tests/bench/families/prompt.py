"""What a shell's prompt waits for."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.bench.ledgers import EMPTY, TEN_YEARS, THIRTY_YEARS
from tests.bench.programs import installed
from tests.bench.rows import Figures, Row
from tests.bench.side_by_side import timed, turn_by_turn
from tests.terminal.pty import clean_environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.bench.programs import Programs

PYTHON = "python -c pass"


def measure(programs: Programs, runs: int) -> list[Row]:
    """Ask what is due, and start a bare Python."""
    ways = {PYTHON: _run(programs.ledger(EMPTY), sys.executable, "-c", "pass")}
    for years in (EMPTY, TEN_YEARS, THIRTY_YEARS):
        ledger = programs.ledger(years)
        ways[years] = _run(ledger, installed("trust-tui"), "--file", str(ledger), "due")
    taken = turn_by_turn({name: timed(way) for name, way in ways.items()}, runs)
    ms = {way: Figures.seconds(found) for way, found in taken.items()}
    return [
        Row("trust-tui due, empty ledger", ms[EMPTY], PYTHON, ms[PYTHON]),
        Row("trust-tui due, 10 years", ms[TEN_YEARS], PYTHON, ms[PYTHON], later=ms[THIRTY_YEARS]),
    ]


def _run(ledger: Path, *command: str) -> Callable[[], object]:
    environment = clean_environment(ledger.parent, {"PATH": os.defpath})
    return lambda: subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
