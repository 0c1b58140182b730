"""Loading all tables, from the file to their documents."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import orjson

from tests.bench.ledgers import TEN_YEARS, THIRTY_YEARS
from tests.bench.rows import Bar, Figures, Row
from tests.bench.side_by_side import timed, turn_by_turn
from trust_tui.store import Disk, Places
from trust_tui.store.loading import load

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bench.programs import Programs

LOADS = "orjson.loads"


def measure(programs: Programs, runs: int) -> list[Row]:
    """Read the file, check it, and decode every table; against decoding the same bytes from memory."""
    (ours, theirs), (later, _) = (_at(programs.ledger(years), runs) for years in (TEN_YEARS, THIRTY_YEARS))
    return [Row("loading all tables", ours, LOADS, theirs, Bar(1.5), later)]


def _at(path: Path, runs: int) -> tuple[Figures, Figures]:
    places, disk, data = Places.resolve(path, {}), Disk(), path.read_bytes()

    def load_all() -> None:
        for table in load(places, disk).state.tables.values():
            _ = table.rows

    # Ours keeps the collector off while it decodes: so does its yardstick.
    gc.disable()
    try:
        taken = turn_by_turn({"ours": timed(load_all), LOADS: timed(lambda: orjson.loads(data))}, runs)
    finally:
        gc.enable()
    return Figures.seconds(taken["ours"]), Figures.seconds(taken[LOADS])
