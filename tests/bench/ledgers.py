"""Ledgers with a life in them, made once a day and kept for the next run in the system's temporary folder."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import life
from tests.bench.life import Amounts
from trust_tui.model.moments import Moment
from trust_tui.store import Ledger

ROOT = Path(__file__).resolve().parents[2]

DAY = 86_400
"""Seconds after which a ledger that is kept ends on the wrong day."""

EMPTY, TWENTY, ONE_YEAR, TEN_YEARS, THIRTY_YEARS = "empty", "twenty", "1 year", "10 years", "30 years"

SIZES: dict[str, Amounts] = {
    EMPTY: life.NOTHING,
    TWENTY: life.TWENTY,
    ONE_YEAR: life.years(1),
    TEN_YEARS: life.years(10),
    THIRTY_YEARS: life.years(30),
}


def now() -> Moment:
    """Return the present as the programs that are measured see it: their zone is UTC."""
    return Moment.of(datetime.now(UTC), "UTC")


def write(amounts: Amounts, path: Path, moment: Moment) -> None:
    """Write a ledger with a life in it, through the store, as a whole file without a journal."""
    ledger = Ledger.in_memory()
    with ledger.transaction() as tx:
        for record in life.records(amounts, moment.day):
            tx.add(record)
    ledger.save_copy(path)


def kept(size: str) -> Path:
    """Return the ledger of one of `SIZES` as it is kept for copying. No program opens it itself."""
    moment = now()
    folder = Path(tempfile.gettempdir()) / f"trust-tui-bench-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to somebody else")
    path = folder / f"{size.replace(' ', '-')}-{moment.day}-{_made_by()}.json"
    if not path.exists():
        fresh = folder / f"{path.name}.{os.getpid()}"
        write(SIZES[size], fresh, moment)
        fresh.replace(path)
        for other in folder.iterdir():
            if other.stat().st_mtime < path.stat().st_mtime - DAY:
                other.unlink(missing_ok=True)
    return path


def copied(size: str, home: Path) -> Path:
    """Put a copy of a ledger into a new folder of its own, and return its path."""
    home.mkdir(parents=True)
    return Path(shutil.copyfile(kept(size), home / "ledger.json"))


def _made_by() -> str:
    """Return a mark of all the code that decides what is in a ledger."""
    ours = [Path(life.__file__), Path(__file__)]
    theirs = [*(ROOT / "trust_tui" / "model").rglob("*.py")]
    theirs += [ROOT / "trust_tui" / "store" / f"{name}.py" for name in ("mapping", "snapshot", "migrations")]
    seen = hashlib.sha256()
    for path in [*ours, *sorted(theirs)]:
        seen.update(path.read_bytes())
    return seen.hexdigest()[:12]
