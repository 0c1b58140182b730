"""What people do to a ledger while every effect is recorded, and what must be there after each power cut."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.store.faults.entries import moment, opened, places_in, save, texts
from tests.store.faults.layers import Failing, Killed, Mortal
from tests.store.faults.power_cut import Check
from tests.store.faults.recording import RecordingDisk
from trust_tui.store import Ledger, WriteFailed, backups
from trust_tui.store.disk import Disk
from trust_tui.store.drafts import Drafts

LONG = "something longer, over several sectors of a disk: " + "word " * 250
"""The line for it is more than four sectors long, because the text is in it twice."""


class Unsynced(Disk):
    """A disk for what need not survive a power cut: looking at what one left."""

    def sync(self, descriptor: int) -> None:
        pass

    def sync_data(self, descriptor: int) -> None:
        pass

    def sync_folder(self, folder: Path) -> None:
        pass


@dataclass(frozen=True)
class Life:
    """One recording.

    Attributes:
        begin: Leaves in an empty folder what is durable from the start.
        live: Does what is recorded, and acknowledges what people were told.
        check: Looks at what a power cut left.
    """

    begin: Callable[[Path], object]
    live: Callable[[Path, RecordingDisk], None]
    check: Check


def keep(ledger: Ledger, disk: RecordingDisk, text: str) -> None:
    """Save a text and note that it has to be there from now on."""
    save(ledger, text)
    disk.acknowledge(text)


def everything(folder: Path, promised: frozenset[str]) -> None:
    """Open what a power cut left: it holds all that was called saved, and can be gone on with.

    After a promise of "not …" that text must not be there: a person was told so, and may have saved it again
    under another one. One of "maybe …" may be there or not. A promise of "also …" is no text.
    """
    denied, maybe = _those("not ", promised), _those("maybe ", promised)
    saved = {promise for promise in promised if not promise.startswith(("not ", "maybe ", "also "))}
    ledger = opened(folder, Unsynced())
    assert ledger.read_only is None
    found = texts(ledger)
    assert saved <= found, "an entry that was called saved is gone"
    assert len(found - saved - maybe) <= 1, "more than was on its way when the power went"
    assert not found & denied, "an entry is back that was called not saved"
    save(ledger, "later")
    ledger.close(moment())
    assert texts(opened(folder, Unsynced())) == found | {"later"}, "it could not be gone on with"


def _those(mark: str, promised: frozenset[str]) -> set[str]:
    return {promise.removeprefix(mark) for promise in promised if promise.startswith(mark)}


def nothing(folder: Path) -> None:
    """Begin with nothing."""


def one_of_each(folder: Path) -> None:
    """Begin with an entry in the ledger's file and one in its journal."""
    ledger = opened(folder, Unsynced())
    save(ledger, "folded")
    ledger.close(moment())
    save(opened(folder, Unsynced()), "in the journal")


def _knowing(disk: RecordingDisk) -> None:
    for text in ("folded", "in the journal"):
        disk.acknowledge(text)


# A new ledger.


def _first(folder: Path, disk: RecordingDisk) -> None:
    ledger = opened(folder, disk)
    for text in ("a", LONG, "b"):
        keep(ledger, disk, text)


def _in_new_folders(folder: Path, disk: RecordingDisk) -> None:
    keep(opened(folder / "share" / "ours", disk), disk, "a")


def _in_those_folders(folder: Path, promised: frozenset[str]) -> None:
    everything(folder / "share" / "ours", promised)


# Folds, backups, the end of an evening.


def _evenings(folder: Path, disk: RecordingDisk) -> None:
    _knowing(disk)
    ledger = opened(folder, disk)
    keep(ledger, disk, LONG)
    ledger.maintain(moment(1))
    disk.acknowledge("also a backup")
    keep(ledger, disk, "b")
    keep(ledger, disk, "c")
    ledger.close(moment(1))


def _with_a_backup(folder: Path, promised: frozenset[str]) -> None:
    if "also a backup" in promised:
        (path,) = backups.good(places_in(folder).backups, Disk())
        assert set(backups.read(path, Disk()).tables) == {"topic", "victory"}
    everything(folder, promised)


# A line that somebody began and never finished.

_TORN = b'0a1b2c3d 4000 {"ledger":"' + b"and so on " * 200


def torn(folder: Path) -> None:
    one_of_each(folder)
    with places_in(folder).journal.open("ab") as file:
        file.write(_TORN)


def _after_a_torn_line(folder: Path, disk: RecordingDisk) -> None:
    _knowing(disk)
    ledger = opened(folder, disk)
    keep(ledger, disk, "b")
    keep(ledger, disk, "c")


def _set_aside(folder: Path, promised: frozenset[str]) -> None:
    everything(folder, promised)
    assert any(_TORN in path.read_bytes() for path in folder.iterdir() if path.is_file()), "dropped silently"


# Several programs, and ones that were killed: what those wrote is not durable by any promise.


def _two_windows(folder: Path, disk: RecordingDisk) -> None:
    _knowing(disk)
    one, other = opened(folder, disk), opened(folder, disk)
    keep(one, disk, "one")
    keep(other, disk, "other")
    one.close(moment())
    keep(other, disk, LONG)
    other.close(moment())


def _one_evening(ledger: Ledger, disk: RecordingDisk) -> None:
    """Save, fold and save, as long as it lasts. The text on its way may be there afterwards."""
    for text in (LONG, "one"):
        disk.acknowledge(f"maybe {text}")
        keep(ledger, disk, text)
    ledger.maintain(moment(1))
    disk.acknowledge("maybe two")
    keep(ledger, disk, "two")


WENT_WELL = "also the end: there was no such effect"


def killed_at(effect: int) -> Life:
    """Return a life in which one program is killed at one of its effects, and two others go on."""

    def live(folder: Path, disk: RecordingDisk) -> None:
        _knowing(disk)
        running = opened(folder, disk)
        keep(running, disk, "before")
        mortal = Mortal(disk, effect)
        with suppress(Killed):
            _one_evening(opened(folder, mortal), disk)
        mortal.bury()
        if not mortal.is_dead:
            disk.acknowledge(WENT_WELL)
        keep(running, disk, "after")
        keep(opened(folder, disk), disk, "next start")
        running.close(moment())

    return Life(one_of_each, live, everything)


def killed_at_the_first_start(effect: int) -> Life:
    """Return a life in which the program is killed before it has saved anything, and started again."""

    def live(folder: Path, disk: RecordingDisk) -> None:
        mortal = Mortal(disk, effect)
        with suppress(Killed):
            keep(opened(folder / "share" / "ours", mortal), disk, "a")
        mortal.bury()
        if not mortal.is_dead:
            disk.acknowledge(WENT_WELL)
        else:
            disk.acknowledge("maybe a")
        keep(opened(folder / "share" / "ours", disk), disk, "b")

    return Life(nothing, live, _in_those_folders)


def failing_at(effect: int, times: int) -> Life:
    """Return a life in which some effects in a row fail, and what could not be saved is not saved again."""

    def live(folder: Path, disk: RecordingDisk) -> None:
        _knowing(disk)
        ledger = opened(folder, failing := Failing(disk, effect, times))
        for number, text in enumerate((LONG, "a", "b", "c")):
            try:
                keep(ledger, disk, text)
            except WriteFailed:
                disk.acknowledge(f"not {text}")
            if number == 1:
                ledger.maintain(moment(1))
        ledger.close(moment())
        if failing.count <= effect:
            disk.acknowledge(WENT_WELL)

    return Life(one_of_each, live, everything)


# What is being typed, before there is anything else.


def _typing(folder: Path, disk: RecordingDisk) -> None:
    drafts = Drafts(places_in(folder).drafts, disk)
    for text in ("a", LONG):
        drafts.save("checkin", {"need": text})
        disk.acknowledge(text)


def _the_last_draft(folder: Path, promised: frozenset[str]) -> None:
    draft = Drafts(places_in(folder).drafts, Unsynced()).load("checkin")
    assert draft or not promised
    assert draft == {"need": LONG} or LONG not in promised


LIVES = {
    "a draft": Life(nothing, _typing, _the_last_draft),
    "the first saves": Life(nothing, _first, everything),
    "a save in new folders": Life(nothing, _in_new_folders, _in_those_folders),
    "evenings": Life(one_of_each, _evenings, _with_a_backup),
    "a torn line": Life(torn, _after_a_torn_line, _set_aside),
    "two windows": Life(one_of_each, _two_windows, everything),
}
