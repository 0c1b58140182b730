"""What a program does to a ledger while something goes wrong with the machine under it.

Each of these runs in a process of its own and reports, one JSON line at a time, what it was told is durable.
"""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tests.store.faults.entries import moment, opened, places_in, save
from trust_tui.store import Ledger, LedgerError
from trust_tui.store.disk import Disk
from trust_tui.store.drafts import Drafts

_T = TypeVar("_T")

TRIES = 3


@dataclass(frozen=True)
class Job:
    """What to do, and under which circumstances.

    Attributes:
        folder: Where the ledger is.
        program: The name of a function below.
        name: Begins every text that is written.
        count: How many entries `many` writes.
        uid: Whom to become first; nobody else where None.
        file_limit: The largest file that the system allows, in bytes.
        stop: Whether to stop before the beginning, until a SIGCONT.
    """

    folder: str
    program: str
    name: str = "w"
    count: int = 0
    uid: int | None = None
    file_limit: int | None = None
    stop: bool = False


def report(**event: object) -> None:
    """Write one line to the test. With writev, so that a fault in write cannot hit it."""
    os.writev(1, [json.dumps({"pid": os.getpid(), **event}).encode() + b"\n"])


def endless(job: Job) -> None:
    """Save, draft, fold, back up, close and open again, without end."""
    folder = Path(job.folder)
    drafts = Drafts(places_in(folder).drafts, Disk())
    ledger = opened(folder)
    report(opened=True)
    for number in itertools.count(1):
        save(ledger, f"{job.name}-{number}")
        report(saved=f"{job.name}-{number}")
        if number % 2 == 0:
            drafts.save("checkin", {"need": f"{job.name}-{number}"})
            report(drafted=f"{job.name}-{number}")
        if number % 3 == 0:
            # Another day each time, so that there is a backup to be made.
            ledger.maintain(moment(os.getpid() % 1000 + number))
        if number % 5 == 0:
            ledger.close(moment())
            ledger = opened(folder)


def session(job: Job) -> None:
    """Do once what an evening does. What fails with a message is tried again."""
    folder = Path(job.folder)
    drafts = Drafts(places_in(folder).drafts, Disk())
    ledger = _insist(lambda: opened(folder))
    for number in (1, 2):
        _save(ledger, f"{job.name}-{number}")
    _insist(lambda: drafts.save("checkin", {"need": job.name}))
    report(drafted=job.name)
    ledger.maintain(moment(1))
    _save(ledger, f"{job.name}-3")
    ledger.close(moment(1))
    report(done=True)


def many(job: Job) -> None:
    """Save many entries, one transaction each, as fast as the others let it."""
    ledger = opened(Path(job.folder))
    for number in range(job.count):
        save(ledger, f"{job.name}-{number}")
        report(saved=f"{job.name}-{number}")
    ledger.close(moment())
    report(done=True)


def look(job: Job) -> None:
    """Open, say whether it may be written, try to write, and read what is there."""
    ledger = opened(Path(job.folder))
    report(read_only=ledger.read_only)
    try:
        save(ledger, f"{job.name}-1")
        report(saved=f"{job.name}-1")
    except LedgerError as error:
        report(problem=type(error).__name__, message=str(error))
    ledger.close(moment())
    report(done=True)


def _save(ledger: Ledger, text: str) -> None:
    _insist(lambda: save(ledger, text))
    report(saved=text)


def _insist(act: Callable[[], _T]) -> _T:
    """Do what a person does when there is a message: try again."""
    for _ in range(TRIES - 1):
        try:
            return act()
        except LedgerError as error:
            report(problem=type(error).__name__, message=str(error))
    return act()


PROGRAMS: dict[str, Callable[[Job], None]] = {
    program.__name__: program for program in (endless, session, many, look)
}
