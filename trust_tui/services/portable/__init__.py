"""Taking everything along: what goes out, in which form, and for whose eyes; and taking it in again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from trust_tui.model.text import one_line
from trust_tui.services.people import People
from trust_tui.services.portable.gather import Gathered, Scope, gather
from trust_tui.services.problems import Problem
from trust_tui.store import free_file, path_text, read_in, write_out

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from trust_tui.model.people import Couple, Person
    from trust_tui.services.desk import Desk
    from trust_tui.services.notes import Notes
    from trust_tui.services.portable.journals import Journal
    from trust_tui.services.portable.keeping import DayPlan
    from trust_tui.services.portable.merging import Plan
    from trust_tui.services.portable.ours import OurFile
    from trust_tui.store import Disk


class Form(StrEnum):
    """What an export can be written as."""

    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    ICS = "ics"

    @property
    def ending(self) -> str:
        """How the name of its file ends."""
        return _ENDINGS[self]


_ENDINGS = {Form.JSON: ".json", Form.CSV: ".zip", Form.MARKDOWN: ".md", Form.ICS: ".ics"}


@dataclass
class Portable:
    """What people can take along.

    Attributes:
        desk: The ledger and the clock.
        notes: The passphrases of private notes.
        disk: Where it is written to; None for that of this machine.
    """

    desk: Desk
    notes: Notes
    disk: Disk | None = None

    def scope(self, name: str = "", *, everything: bool = False, since: date | None = None) -> Scope:
        """Return for whom an export is.

        Who writes alone takes everything. Of two people, each takes what they may see themselves; without
        a name it is only what both may see.

        Args:
            name: What the person is called that it is for, or "".
            everything: Whether it holds what only one of the two may see, of both.
            since: Its first day, or None.

        Raises:
            Problem: If nobody writes here, or nobody is called so.
        """
        couple = self._couple()
        if not couple.people:
            raise Problem("Nobody is set up here yet, so there is nothing to take along.")
        if everything or (couple.is_solo and not name):
            return Scope(None, since)
        if not name:
            return Scope(couple.people, since)
        person = couple.named(name)
        if person is None:
            raise Problem(f"There is nobody called {one_line(name)}: here write {_names(couple)}.")
        return Scope((person,), since)

    def words(self, scope: Scope) -> str:
        """Say in one sentence what such an export holds."""
        couple = self._couple()
        if scope.readers is None:
            alone = couple.is_solo
            return "This holds everything there is" + (
                ", your private notes too." if alone else ", the private words of both of you too."
            )
        if len(scope.readers) > 1:
            return f"This holds only what both {_names(couple)} may see; --for NAME is for one of you."
        name = one_line(scope.readers[0].name)
        return f"This holds what {name} may see, with what is private to {name}."

    def render(self, form: Form, scope: Scope) -> bytes:
        """Return an export. Of a calendar, what is over is left out."""
        ledger, couple = self.desk.ledger, self._couple()
        if form is Form.ICS:
            from trust_tui.services.portable.calendar import render_calendar

            # What was promised long ago may be due tomorrow: the days of the calendar count.
            first = scope.since or self.desk.clock().day
            return render_calendar(gather(ledger, couple, replace(scope, since=None)), first)
        gathered = gather(ledger, couple, scope)
        if form is not Form.JSON:
            from trust_tui.services.portable.eyes import to_be_read

            gathered = to_be_read(gathered, self.notes.keys)
        return _render(form, gathered)

    def closed_notes(self, scope: Scope) -> Person | None:
        """Return the one for whom an export is, where it takes a passphrase to read their private notes."""
        readers = self._couple().people if scope.readers is None else scope.readers
        alone = readers[0] if len(readers) == 1 else None
        return alone if alone is not None and self.notes.keys.is_closed(alone.id) else None

    def free(self, folder: Path, form: Form) -> Path:
        """Return a neutral name in this folder that is free.

        Raises:
            LedgerError: If it cannot be looked for.
        """
        return free_file(folder / f"export-{self.desk.clock().day.isoformat()}{form.ending}", self.disk)

    def write(self, path: Path, data: bytes) -> str:
        """Write a new file that only its owner may read. Return its path, fit to be shown.

        Raises:
            LedgerError: If the name is taken or it cannot be written. Nothing of it is left behind then.
        """
        write_out(path, data, self.disk)
        return path_text(path)

    # Taking in

    def read(self, path: Path) -> OurFile | Journal:
        """Return what is in a file, of ours or of another program.

        Raises:
            Problem: If it cannot be understood.
            LedgerError: If it cannot be read.
        """
        from trust_tui.services.portable.journals import read_journal
        from trust_tui.services.portable.ours import is_ours, read_json

        data = read_in(path, self.disk)
        return read_json(data) if is_ours(data) else read_journal(data)

    def plan(self, file: OurFile) -> Plan:
        """Return what taking a file of ours in would do. Nothing is changed.

        Raises:
            Problem: If it cannot be taken in at all.
        """
        from trust_tui.services.portable.merging import plan

        return plan(self.desk.ledger, file)

    def take_in(self, file: OurFile) -> Plan:
        """Take a file of ours in, all of it or nothing. Return what that did.

        Raises:
            Problem: If it cannot be taken in.
            LedgerError: If it could not be written.
        """
        from trust_tui.services.portable.merging import take_in

        made = take_in(self.desk, self.notes.keys, file)
        for author in made.sealed_now:
            self.notes.spread(author)
        return made

    def plan_days(self, journal: Journal, person: Person) -> DayPlan:
        """Return what taking another program's days in would do. Nothing is changed.

        Raises:
            Problem: If they cannot be taken in.
        """
        from trust_tui.services.portable.keeping import plan_days

        return plan_days(self.desk.ledger, journal, person, self.desk.clock().day)

    def take_days_in(self, journal: Journal, person: Person) -> DayPlan:
        """Take another program's days in, all of them or none. Return what that did.

        Raises:
            Problem: If they cannot be taken in.
            LedgerError: If they could not be written.
        """
        from trust_tui.services.portable.keeping import take_days_in

        return take_days_in(self.desk, self.notes.keys, journal, person)

    def _couple(self) -> Couple:
        return People(self.desk).couple()


def _render(form: Form, gathered: Gathered) -> bytes:
    if form is Form.CSV:
        from trust_tui.services.portable.tables import render_csv

        return render_csv(gathered)
    if form is Form.MARKDOWN:
        from trust_tui.services.portable.page import render_page

        return render_page(gathered)
    from trust_tui.services.portable.ours import render_json

    return render_json(gathered)


def _names(couple: Couple) -> str:
    return " and ".join(one_line(person.name) for person in couple.people)
