"""One evening for the store's tests: a moment, a place for a ledger, and people who write in it."""

from __future__ import annotations

import errno
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from trust_tui.model.kept import Topic
from trust_tui.model.moments import Moment
from trust_tui.store import Disk, Ledger, Places

NOW = Moment(datetime(2026, 11, 22, 20, 0, tzinfo=UTC), date(2026, 11, 22), "Europe/Lisbon")


def later(days: int = 0, seconds: int = 0) -> Moment:
    """Return the moment so much after `NOW`."""
    return Moment(NOW.at + timedelta(days, seconds), NOW.day + timedelta(days), NOW.tz)


def places_in(folder: Path) -> Places:
    """Return places that all lie in one folder."""
    ledger = folder / "ours.json"
    return Places(ledger=ledger, shown=ledger, config=folder / "config.toml", state=folder / "state")


def opened(places: Places, disk: Disk | None = None) -> Ledger:
    """Open the ledger."""
    return Ledger.open(places, moment=NOW, disk=disk)


def topic(text: str, **more: Any) -> Topic:
    """Return a new topic."""
    return Topic.new(author="ana", device="d", moment=NOW, text=text, **more)


def add(ledger: Ledger, *texts: str) -> list[Topic]:
    """Save a topic for each text, one transaction each."""
    topics = [topic(text) for text in texts]
    for each in topics:
        with ledger.transaction() as tx:
            tx.add(each)
    return topics


def texts(ledger: Ledger) -> list[str]:
    """Return the texts of all topics."""
    return [each.text for each in ledger.all(Topic)]


def files(folder: Path) -> dict[str, bytes]:
    """Return what each file below a folder holds, by its path there."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def stop(*_: Any) -> None:
    """Stand in for an effect of the disk: nothing more fits."""
    raise OSError(errno.ENOSPC, "No space left on device")
