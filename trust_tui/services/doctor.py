"""Is everything in order? Looks at all that belongs to a ledger, changes nothing, and says what to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from trust_tui.model.dates import day_words
from trust_tui.services.problems import LedgerDamaged, LedgerError
from trust_tui.store import Disk, LedgerLocked, Seal, path_text
from trust_tui.store.beside import leftovers, set_aside
from trust_tui.store.checkup import Finding, look_at_files, while_nobody_writes
from trust_tui.store.copies import write_salvaged
from trust_tui.store.loading import load
from trust_tui.store.opening import not_allowed, too_new, up_to_date
from trust_tui.store.passphrases import is_locked
from trust_tui.store.references import loose
from trust_tui.store.rescue import offers
from trust_tui.store.salvage import salvage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trust_tui.model.moments import Clock
    from trust_tui.store import Places
    from trust_tui.store.rescue import Offer
    from trust_tui.store.state import State

__all__ = ["Doctor", "Finding", "Report", "Salvaged", "Verdict"]


class Verdict(IntEnum):
    """How it is, all in all. The number is what the command ends with."""

    WELL = 0
    TO_MEND = 1
    UNREADABLE = 2


@dataclass
class Report:
    """What was found.

    Attributes:
        facts: What was looked at, and how it is.
        findings: What is not as it should be.
    """

    facts: list[tuple[str, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def verdict(self) -> Verdict:
        """How it is, all in all."""
        if any(finding.is_grave for finding in self.findings):
            return Verdict.UNREADABLE
        return Verdict.TO_MEND if self.findings else Verdict.WELL


@dataclass(frozen=True, slots=True)
class Salvaged:
    """Where what could be read of a damaged ledger is now.

    Attributes:
        path: The new file, fit to be shown.
        records: How many entries are in it.
        left_out: How many entries could be seen and not be read.
    """

    path: str
    records: int
    left_out: int


class Doctor:
    """Looks after a ledger.

    Args:
        places: Where it is.
        clock: Tells the present moment.
        seal: How to read it; None where it has no passphrase, or nobody said it.
    """

    def __init__(self, places: Places, clock: Clock, seal: Seal | None = None) -> None:
        self._sealer = (seal or Seal()).sealer
        self._places = places
        self._clock = clock
        self._disk = Disk()

    def report(self) -> Report:
        """Look at everything. Nothing is written, and nothing is changed."""
        report = Report()
        report.facts.append(("Ledger", path_text(self._places.ledger)))
        try:
            report.findings += self._entries()
            report.findings += look_at_files(self._places, self._disk)
            report.findings += self._backups(report)
        except OSError as problem:
            report.findings.append(_cannot_look(problem))
        self._note_what_lies_around(report)
        return report

    def repair(self) -> Salvaged | None:
        """Write what can be read of a damaged ledger to a new file beside it. The damaged one stays as it is.

        Returns:
            Where it is, or None where nothing can be read.

        Raises:
            LedgerError: If it could not be written.
        """
        found = salvage(self._places, self._disk, self._sealer)
        if found is None:
            return None
        path = write_salvaged(self._places, found, self._clock().day, self._disk, self._sealer)
        return Salvaged(path_text(path), found.records, found.left_out)

    def _entries(self) -> Iterator[Finding]:
        """Yield what is wrong with the ledger and its journal, and between the entries."""
        places = self._places
        with while_nobody_writes(places, self._disk) as is_quiet:
            if not is_quiet:
                yield _BUSY
            try:
                loaded = load(places, self._disk, self._sealer)
                state = up_to_date(loaded.state)
            except LedgerLocked as problem:
                yield Finding(str(problem), _LOCKED)
                return
            except LedgerError as problem:
                yield Finding(str(problem), self._ways_on(problem), is_grave=True)
                return
        if not self._disk.is_there(places.ledger):
            yield Finding(f"There is no ledger at {path_text(places.shown)}.", _NO_LEDGER, is_grave=True)
            return
        if loaded.tail and is_quiet:
            yield Finding("The last entry was not finished when the program stopped.", _UNFINISHED)
        if why := too_new(state):
            yield Finding(why, "Update trust-tui, then look again: only then the entries can be looked at.")
            return
        if why := not_allowed(places, self._disk):
            yield Finding(why, "Allow writing to it and to its folder.")
        yield from _fit_together(state)

    def _ways_on(self, problem: LedgerError) -> str:
        if not isinstance(problem, LedgerDamaged):
            return "Mend that, then look again."
        ways = []
        if any(offer.is_good for offer in offers(self._places, self._disk, self._sealer)):
            ways.append(
                "trust-tui restore 1 goes on with the newest good backup; restore --list shows them all."
            )
        if salvage(self._places, self._disk, self._sealer) is not None:
            ways.append("trust-tui doctor --repair writes what can still be read to a new file beside it.")
        return (
            "\n".join(ways) or "Nothing of it can be read, and there is no backup. Is there a copy elsewhere?"
        )

    def _backups(self, report: Report) -> Iterator[Finding]:
        folder, disk = self._places.backups, self._disk
        if not self._sealer.is_sealed and is_locked(self._places, disk):
            return  # nothing can be told about them without the passphrase
        found = offers(self._places, disk, self._sealer)
        good = [offer for offer in found if offer.is_good]
        for offer in found:
            if not offer.is_good:
                yield Finding(f"The backup {path_text(offer.path)} is damaged.", _DAMAGED_BACKUP)
        if disk.is_there(folder) and not disk.may_write(folder):
            yield Finding(f"No backup can be written in {path_text(folder)}.", "Allow writing in it.")
        if good:
            report.facts.append(("Backups", _backup_words(good)))
        elif disk.is_there(self._places.ledger):
            yield Finding("There is no good backup.", _NO_BACKUP)

    def _note_what_lies_around(self, report: Report) -> None:
        try:
            kept = set_aside(self._places, self._disk)
            left = leftovers(self._places, self._disk)
        except OSError:
            return
        if kept:
            names = ", ".join(path_text(Path(path.name)) for path in kept)
            report.facts.append(("Kept", f"{names}: from earlier, beside it; yours to remove"))
        if left:
            report.facts.append(("Left", "from a run that ended early; the next start clears it away"))


_BUSY = Finding(
    "Another program has the ledger and does not let go of it.",
    "Close the other trust-tui windows, or wait, and look again. The lock goes when that program ends.",
)
_NO_LEDGER = "It begins with the first save in trust-tui. If yours is elsewhere, name it with --file."
_UNFINISHED = "Start trust-tui: it keeps what there is of it in a file of its own, and tells you where."
_DAMAGED_BACKUP = "Move it away. The next one is taken when trust-tui has been open for a few seconds."
_NO_BACKUP = "One is taken when trust-tui has been open for a few seconds."
_LOCKED = "Look again with trust-tui doctor --passphrase-stdin, or on a terminal, which asks for it."
_RESTORE = "Nothing was changed. A backup from before may have more: trust-tui restore --list."


def _fit_together(state: State) -> Iterator[Finding]:
    """Yield what does not fit together, in numbers alone: some of it may be private."""
    found = loose(state)
    if found.unreadable:
        yield Finding(
            f"{_entries(found.unreadable)} cannot be understood by this program.",
            "trust-tui doctor --repair writes all the others to a new file beside it.",
            is_grave=True,
        )
    if found.orphans:
        yield Finding(f"{_belong(found.orphans)} to something that is not there.", _RESTORE)
    if found.lost_pasts:
        earlier = (
            "1 earlier version is" if found.lost_pasts == 1 else f"{found.lost_pasts} earlier versions are"
        )
        yield Finding(f"{earlier} there of an entry that is not.", _RESTORE)
    if found.unsigned:
        yield Finding(f"{_belong(found.unsigned)} to somebody who is not among the people here.", _RESTORE)
    if found.doubles:
        yield Finding(f"{_entries(found.doubles)} came twice, under the same name.", _RESTORE)


def _belong(number: int) -> str:
    return f"{_entries(number)} {'belongs' if number == 1 else 'belong'}"


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"


def _backup_words(good: list[Offer]) -> str:
    day = max(offer.day for offer in good)
    count = "1, which is good" if len(good) == 1 else f"{len(good)} good ones"
    return f"{count}; the newest from {day_words(day)}"


def _cannot_look(problem: OSError) -> Finding:
    return Finding(
        f"Something could not be looked at ({problem.strerror or type(problem).__name__}).",
        "Allow reading the ledger's folder and all in it, then look again.",
        is_grave=True,
    )
