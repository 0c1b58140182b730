"""Lives in which a whole ledger changes: it takes on a new form, or another one is put in its place."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.store.faults.entries import moment, opened, places_in, save, texts
from tests.store.faults.layers import Killed, Mortal
from tests.store.faults.lives import WENT_WELL, Life, Unsynced, everything, keep
from tests.store.faults.power_cut import Check
from tests.store.faults.recording import RecordingDisk
from trust_tui.model.checkin import CheckIn, PrivateNote
from trust_tui.store import LedgerDamaged, Places, backups, journal, rescue, salvage, snapshot
from trust_tui.store.disk import Disk
from trust_tui.store.state import Change

CHANGED = "also the change itself"

OLD_FORM = Path(__file__).parents[1] / "fixtures" / "schema-1.json"

# A new form.


def of_an_old_form(folder: Path) -> None:
    """Begin with a ledger of the first form, and a check-in of that form in its journal."""
    places = places_in(folder)
    places.ledger.write_bytes(OLD_FORM.read_bytes())
    state = snapshot.parse(OLD_FORM.read_bytes(), OLD_FORM)
    first = state.table("checkin").rows["1"]
    checkin = {**first, "id": "ana-9", "mood": "numb", "private": "Not to be lost."}
    line = journal.line(state.ledger, state.seq + 1, Change({"checkin": {"9": checkin}}))
    places.journal.write_bytes(line)


def _open(folder: Path, disk: Disk) -> None:
    opened(folder, disk)


def _go_on_in_the_new_form(folder: Path, disk: RecordingDisk) -> None:
    ledger = opened(folder, disk)
    keep(ledger, disk, "a")
    ledger.close(moment())


def _in_the_new_form(folder: Path, promised: frozenset[str]) -> None:
    places = places_in(folder)
    is_new = snapshot.parse(places.ledger.read_bytes(), places.ledger).schema == snapshot.SCHEMA
    assert is_new or CHANGED not in promised
    if is_new:
        (copy,) = backups.good(places.backups, Disk())
        assert len(backups.read(copy, Disk()).table("checkin").rows) == 6
    everything(folder, promised)
    ledger = opened(folder, Unsynced())
    feelings = [checkin.feelings for checkin in ledger.all(CheckIn, include_deleted=True)]
    assert feelings == [("hopeful",), (), ("quiet, mostly",), (), ("calm",), ("numb",)]
    notes = [note.text for note in ledger.all(PrivateNote, include_deleted=True)]
    assert notes == ["I nearly did not write this.", "Only for me.", "Not to be lost."]


# Another one in its place.

Restore = Callable[[Places, Disk], object]


def _damaged(folder: Path) -> None:
    """Begin with two backups, an entry after them in the journal, and a ledger that cannot be read."""
    ledger = opened(folder, Unsynced())
    save(ledger, "one")
    ledger.maintain(moment(-1))
    save(ledger, "two")
    ledger.maintain(moment(0))
    save(ledger, "three")
    _spoil(places_in(folder).ledger)


def _damaged_and_alone(folder: Path) -> None:
    """Begin with a ledger of which two entries can be read and a third cannot, and with nothing beside it."""
    ledger = opened(folder, Unsynced())
    for text in ("one", "two", "unreadable"):
        save(ledger, text)
    ledger.close(moment())
    _spoil(places_in(folder).ledger)


def _spoil(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data.replace(b'"unreadable"', b'"unread\x07ble"').replace(b'"one"', b'"One"'))


def _from_the_newest(places: Places, disk: Disk) -> None:
    rescue.restore(places, rescue.offers(places)[0].path, moment(), disk)


def _from_the_oldest(places: Places, disk: Disk) -> None:
    rescue.restore(places, rescue.offers(places)[-1].path, moment(), disk)


def _from_what_is_readable(places: Places, disk: Disk) -> None:
    found = salvage.salvage(places, disk)
    assert found is not None
    rescue.restore(places, found.state, moment(), disk)


def _anew(places: Places, disk: Disk) -> None:
    rescue.begin_anew(places, moment(), disk)


def _putting_back(begin: Callable[[Path], None], restore: Restore, *expected: str) -> Upheaval:
    """Return what happens when something takes the place of a damaged ledger."""
    damaged: list[bytes] = []

    def begin_with(folder: Path) -> None:
        begin(folder)
        damaged[:] = [places_in(folder).ledger.read_bytes()]
        if "three" not in expected:
            damaged.append(places_in(folder).journal.read_bytes())

    def put_back(folder: Path, disk: Disk) -> None:
        try:
            opened(folder, Unsynced())
        except LedgerDamaged:
            restore(places_in(folder), disk)

    def go_on(folder: Path, disk: RecordingDisk) -> None:
        keep(opened(folder, disk), disk, "after")

    def check(folder: Path, promised: frozenset[str]) -> None:
        if CHANGED not in promised:
            put_back(folder, Unsynced())  # it is offered again, and brings back as much
        ledger = opened(folder, Unsynced())
        found = texts(ledger)
        assert found - {"after"} == set(expected)
        assert found >= {promise for promise in promised if not promise.startswith("also ")}
        save(ledger, "later")
        ledger.close(moment())
        assert texts(opened(folder, Unsynced())) == found | {"later"}
        kept = [path.read_bytes() for path in folder.iterdir() if path.is_file()]
        assert all(content in kept for content in damaged), "the damaged files are to stay"

    return Upheaval(begin_with, put_back, go_on, check)


@dataclass(frozen=True)
class Upheaval:
    """What changes a whole ledger, and how life goes on afterwards.

    Attributes:
        begin: As a life's.
        change: The upheaval itself. The next start does the same again where it was cut short.
        go_on: What comes after it, with all that people were told.
        check: As a life's.
    """

    begin: Callable[[Path], None]
    change: Callable[[Path, Disk], None]
    go_on: Callable[[Path, RecordingDisk], None]
    check: Check

    @property
    def life(self) -> Life:
        """The life in which nothing goes wrong but the power."""

        def live(folder: Path, disk: RecordingDisk) -> None:
            self.change(folder, disk)
            disk.acknowledge(CHANGED)
            self.go_on(folder, disk)

        return Life(self.begin, live, self.check)

    def killed_at(self, effect: int) -> Life:
        """Return a life in which it is killed half way and done again."""

        def live(folder: Path, disk: RecordingDisk) -> None:
            mortal = Mortal(disk, effect)
            with suppress(Killed):
                self.change(folder, mortal)
            mortal.bury()
            if not mortal.is_dead:
                disk.acknowledge(WENT_WELL)
            # Where nothing is left to be done, only the next save makes it last.
            self.change(folder, disk)
            self.go_on(folder, disk)
            disk.acknowledge(CHANGED)

        return Life(self.begin, live, self.check)


UPHEAVALS = {
    "a new form": Upheaval(of_an_old_form, _open, _go_on_in_the_new_form, _in_the_new_form),
    "the newest backup": _putting_back(_damaged, _from_the_newest, "one", "two", "three"),
    "an older backup": _putting_back(_damaged, _from_the_oldest, "one"),
    "a new beginning": _putting_back(_damaged, _anew),
    "what is readable": _putting_back(_damaged_and_alone, _from_what_is_readable, "One", "two"),
}
