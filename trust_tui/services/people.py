"""Setting up the people who write here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trust_tui.model.people import Couple, NameProblem, Person, checked_name
from trust_tui.services.desk import Change, Desk, Write
from trust_tui.services.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

UNNAMED = "Me"
"""What somebody is called who skipped the first start. It can be changed at any time."""


@dataclass
class People:
    """Who writes here, and what they are called."""

    desk: Desk

    def couple(self) -> Couple:
        """Return everybody who writes here, in the order they were set up; nobody before the first start."""
        return Couple(
            tuple(sorted(self.desk.ledger.all(Person), key=lambda person: (person.place, person.id)))
        )

    def set_up(self, first: str, second: str = "") -> Couple:
        """Set up one or two people. A second name left empty means that one person writes here alone.

        Raises:
            Problem: If a name cannot be used; its `field` is "first" or "second".
        """
        name = _checked(first or UNNAMED, "", "first")
        other = _checked(second, name, "second") if second.strip() else ""
        with self.desk.ledger.transaction() as tx:
            if tx.all(Person):
                raise Problem("This was just set up in another window. Start trust-tui again to join in.")
            tx.add(self._person(name, 0))
            if other:
                tx.add(self._person(other, 1))
        return self.couple()

    def set_names(self, names: Sequence[str], by: Person | None = None) -> Couple:
        """Rename the people, in their order. A name for a second person who is not there yet adds them.

        Args:
            names: What they want to be called.
            by: Who can take it back; None while nobody sits down, and then either can.

        Raises:
            Problem: If a name cannot be used; its `field` is "first" or "second".
        """
        people = self.couple().people
        name = _checked(names[0], "", "first")
        typed = names[1] if len(names) > 1 else ""
        other = _checked(typed, name, "second") if typed.strip() or len(people) > 1 else ""
        moment = self.desk.clock()
        writes = [
            Write(person, person.changed(moment, name=wanted))
            for person, wanted in zip(people, (name, other), strict=False)
            if person.name != wanted
        ]
        words = "changed the names"
        if other and len(people) == 1:
            writes.append(Write(None, self._person(other, 1)))
            words = f"added {other}"
        authors = (by,) if by is not None else people
        changes = [Change(author.id, words, tuple(writes)) for author in authors if writes]
        with self.desk.ledger.transaction() as tx:
            if len(tx.all(Person)) > len(people):
                raise Problem(
                    "Somebody was just added in another window. Leave this and look again.", "second"
                )
            for change in changes[:1]:
                self.desk.write(tx, change)
        for change in changes:
            self.desk.remember(change)
        return self.couple()

    def share_weeks(self, person: Person, share: bool) -> Person:
        """Let the other see this person's line in "Two weeks", or no longer."""
        words = "showed your two weeks" if share else "hid your two weeks"
        with self.desk.ledger.transaction() as tx:
            now = tx.get(Person, person.id) or person  # another window may have changed the name
            changed = now.changed(self.desk.clock(), shares_weeks=share)
            change = Change(person.id, words, (Write(now, changed),))
            self.desk.write(tx, change)
        self.desk.remember(change)
        return changed

    def _person(self, name: str, place: int) -> Person:
        return Person.called(name, place, self.desk.device, self.desk.clock())


def _checked(name: str, taken: str, field: str) -> str:
    try:
        return checked_name(name, taken)
    except NameProblem as problem:
        raise Problem(str(problem), field) from None
