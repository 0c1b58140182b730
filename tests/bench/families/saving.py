"""Until an entry is on the disk for good."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.bench.ledgers import TEN_YEARS, THIRTY_YEARS, now
from tests.bench.rows import Bar, Figures, Row
from tests.bench.side_by_side import timed, turn_by_turn
from trust_tui.model.kept import Victory
from trust_tui.model.promises import Outcome, Result
from trust_tui.services.opening import open_companion
from trust_tui.store import Places

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bench.programs import Programs
    from trust_tui.services.companion import Companion

APPEND, SQLITE = "append, fdatasync", "SQLite, WAL, FULL"
SERVICE, STORE = "through the service", "through the store"
OUTCOME = "an outcome"
EACH = 10
"""Entries that are saved in one run."""


def measure(programs: Programs, runs: int) -> list[Row]:
    """Save victories, and the same bytes in two other ways, on the same disk."""
    old, later = (_at(programs, years, runs * EACH) for years in (TEN_YEARS, THIRTY_YEARS))
    return [
        Row(f"an entry durable, {way}", old[way], against, old[against], Bar(most), later[way])
        for way in (STORE, SERVICE, OUTCOME)
        for against, most in ((APPEND, 2.5), (SQLITE, 1.2))
    ]


def _at(programs: Programs, years: str, entries: int) -> dict[str, Figures]:
    ledger = programs.ledger(years)
    places = Places.resolve(ledger, {})
    companion = open_companion(places, now)
    number = count()
    save = partial(_save, companion, number)
    _say(companion)
    save()  # what is decoded at the first save stays
    before = places.journal.stat().st_size
    save()
    line = b"x" * (places.journal.stat().st_size - before)
    append, close_file = _appending(ledger.with_name("appended"), line)
    insert, close_database = _inserting(ledger.with_name("inserted"), line)
    ways: dict[str, Callable[[], None]] = {
        STORE: partial(_store, companion, number),
        SERVICE: save,
        OUTCOME: partial(_say, companion),
        APPEND: append,
        SQLITE: insert,
    }
    taken = turn_by_turn({name: timed(way) for name, way in ways.items()}, entries)
    close_file()
    close_database()
    companion.close()
    return {name: Figures.seconds(found) for name, found in taken.items()}


def _save(companion: Companion, number: count[int]) -> None:
    words = f"the {next(number)}th thing that went well, in a sentence of the usual length, give or take"
    companion.victories.add(companion.couple.people[0], now().day, words, ("courage",))


def _store(companion: Companion, number: count[int]) -> None:
    words = f"the {next(number)}th thing that went well, in a sentence of the usual length, give or take"
    author = companion.couple.people[0].id
    with companion.ledger.transaction() as tx:
        tx.add(Victory.new(author=author, device="bench", moment=now(), text=words, themes=("courage",)))


def _say(companion: Companion) -> None:
    """Save into the table that has most entries, as the screen does each evening."""
    author = companion.couple.people[0].id
    own: dict[str, Any] = {"of": "a-promise", "due": now().day, "result": Result.KEPT}
    with companion.ledger.transaction() as tx:
        tx.add(Outcome.new(author=author, device="bench", moment=now(), **own))


def _appending(path: Path, line: bytes) -> tuple[Callable[[], None], Callable[[], None]]:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def append() -> None:
        os.write(file, line)
        os.fdatasync(file)

    return append, lambda: os.close(file)


def _inserting(path: Path, line: bytes) -> tuple[Callable[[], None], Callable[[], None]]:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE entry (line BLOB)")

    def insert() -> None:
        database.execute("INSERT INTO entry VALUES (?)", (line,))

    return insert, database.close
