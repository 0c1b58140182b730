"""What the fault tests write and look for: pairs of records that belong together, known by their text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from trust_tui.model.kept import Topic, Victory
from trust_tui.model.moments import Moment
from trust_tui.store import Ledger, Places
from trust_tui.store.disk import Disk


def places_in(folder: Path) -> Places:
    """Return places that all lie in one folder."""
    ledger = folder / "ledger.json"
    return Places(ledger=ledger, shown=ledger, config=folder / "config.toml", state=folder / "state")


def moment(day: int = 0) -> Moment:
    """Return noon of a day, counted from a fixed one."""
    return Moment.of(datetime(2026, 11, 1, 12, tzinfo=UTC) + timedelta(days=day))


def save(ledger: Ledger, text: str, day: int = 0) -> None:
    """Save a topic and a victory of the same text in one transaction."""
    with ledger.transaction() as tx:
        for kind in (Topic, Victory):
            tx.add(kind.new(author="a", device="d", moment=moment(day), text=text))


def texts(ledger: Ledger) -> set[str]:
    """Return the texts of all that was saved.

    Raises:
        AssertionError: If only a part of a transaction is there, or an entry is there twice.
    """
    topics = [topic.text for topic in ledger.all(Topic)]
    victories = [victory.text for victory in ledger.all(Victory)]
    assert sorted(topics) == sorted(victories), "a part of a transaction"
    assert len(topics) == len(set(topics)), "an entry twice"
    return set(topics)


def opened(folder: Path, disk: Disk | None = None) -> Ledger:
    """Open the ledger in a folder."""
    return Ledger.open(places_in(folder), moment=moment(), disk=disk or Disk())


def saved_in(folder: Path) -> set[str]:
    """Open the ledger in a folder as the next start would, and return what is there."""
    ledger = opened(folder)
    try:
        return texts(ledger)
    finally:
        ledger.close(moment())


def leftovers(folder: Path) -> list[str]:
    """Return the names of temporary files that nobody removed."""
    return [str(path.relative_to(folder)) for path in folder.rglob("*.tmp")]
