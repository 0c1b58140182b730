"""A ledger that was lived in, and what every refusal to open one must be like."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.faults.entries import moment, opened, places_in, save
from trust_tui.store import Damage, Disk, Ledger, LedgerDamaged, Places
from trust_tui.store.backups import found


def lived_in(folder: Path) -> Places:
    """Make a ledger with two entries in its file, three in its journal, and a backup of each of two days."""
    ledger = opened(folder)
    save(ledger, "one")
    ledger.maintain(moment(-1))
    save(ledger, "two")
    ledger.maintain(moment(0))
    for text in ("three", "four", "five"):
        save(ledger, text)
    return places_in(folder)


def files(places: Places) -> dict[str, bytes]:
    """Return every file of a ledger but the lock, which holds nothing."""
    folder = places.ledger.parent
    inside = (path for path in folder.rglob("*") if path.is_file() and path != places.lock)
    return {str(path.relative_to(folder)): path.read_bytes() for path in inside}


def refused(places: Places, kind: Damage, named: Path | None = None) -> LedgerDamaged:
    """Open a damaged ledger and see that it is refused as it should be.

    Args:
        places: Where it is.
        kind: What is to be found wrong with it.
        named: The file that the message has to name; the ledger itself if None.
    """
    before = files(places)
    with pytest.raises(LedgerDamaged) as caught:
        Ledger.open(places, moment=moment())
    assert files(places) == before
    problem = caught.value
    assert problem.kind is kind, problem
    assert str(named or places.ledger) in str(problem)
    assert "Nothing was touched" in str(problem)
    assert "\n" not in str(problem)
    backups = [places.backups / each.name for each in found(places.backups, Disk())]
    assert list(problem.offers) == backups, "newest first"
    assert problem.places == places
    return problem
