"""One boundary in one transaction: how it stands, what somebody says to it, and what is written for that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from trust_tui.model.boundaries import (
    Agreement,
    Boundary,
    BoundaryEvent,
    BoundaryWords,
    Said,
    State,
    instant_after,
    standing,
    usual_review,
)
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.model.versions import Version
from trust_tui.services.boundaries.reading import can
from trust_tui.services.desk import Desk, Write
from trust_tui.services.problems import Problem, TooLongProblem

if TYPE_CHECKING:
    from trust_tui.model.people import Couple, Person
    from trust_tui.model.records import Record, Visibility
    from trust_tui.services.boundaries.view import Can
    from trust_tui.store import Ledger, Transaction

SaidT = TypeVar("SaidT", Agreement, BoundaryEvent)


class Case:
    """A boundary that somebody is about to say something to.

    Attributes:
        boundary: As it is now.
        day: The local day.

    Raises:
        Problem: If it is not there any more.
    """

    def __init__(self, tx: Transaction, desk: Desk, person: Person, couple: Couple, boundary_id: str) -> None:
        boundary = tx.get(Boundary, boundary_id)
        if boundary is None or boundary.deleted is not None:
            raise Problem("This boundary is not there any more. It was removed in the meantime.")
        self._tx = tx
        self._desk = desk
        self._person = person
        self._people = people_ids(couple)
        self._moment = desk.clock()
        self._said = said_to(tx, boundary_id)
        self._new: list[Record] = []
        self._changed: tuple[Boundary, Visibility | None] | None = None
        self.boundary = boundary
        self.day = self._moment.day
        self.stands = standing(boundary, self._said, self._people, self.day)

    # Asking

    def can(self) -> tuple[Can, ...]:
        """Return all that the person can do with it."""
        return can(self.boundary, self.stands, self._said, self._person)

    def must_stand(self) -> None:
        """Raise a problem where it was withdrawn: then only new words can bring it back."""
        if self.stands.state is State.WITHDRAWN:
            raise Problem("This boundary was withdrawn. New words can bring it back.")

    def must_be_due(self) -> None:
        """Raise a problem where it is not up for review."""
        self.must_stand()
        if self.stands.missing or not self.stands.is_due:
            raise Problem("It is not up for review now. You can word it anew or withdraw it at any time.")

    def fresh_wording(self) -> int:
        """Return a number that no wording ever had: a yes to one that was taken back is none to this."""
        said = said_to(self._tx, self.boundary.id, include_deleted=True)
        before = [version.body.get("wording") for version in self._tx.all(Version, of=self.boundary.id)]
        numbers = [number for number in before if isinstance(number, int)]
        return 1 + max([self.boundary.wording, *numbers, *(entry.wording for entry in said)])

    def next_review(self) -> date | None:
        """Return the day on which all look at it again, once everybody has kept it; else None."""
        kept = standing(self.boundary, self._said, self._people, self.day).kept
        if len(kept) < len(self._people):
            return None
        chosen = [yes.next_review for yes in kept if yes.next_review and yes.next_review > self.day]
        return min(chosen, default=usual_review(self.day))

    # Writing

    def say(self, kind: type[SaidT], **own: Any) -> None:
        """Let the person say something to it: to its present wording, unless `own` names another."""
        own = {"wording": self.boundary.wording} | own
        entry = self._desk.new(kind, self._person.id, of=self.boundary.id, **own)
        # What is said later comes later, also when a clock jumped back in between.
        entry = replace(entry, updated_at=instant_after(self._moment.at, self._said))
        self._said.append(entry)
        self._new.append(entry)

    def add(self, record: Record) -> None:
        """Write something else in the same transaction."""
        self._new.append(record)

    def change_boundary(self, version: Visibility | None, **changes: Any) -> None:
        """Change the boundary itself.

        Args:
            version: Who may see what it was before; None keeps no version.
            **changes: Its fields that become others; none at all if it is only to be marked as built upon.
        """
        self._changed = (self.boundary.changed(self._moment, **changes), version)

    def writes(self) -> Iterator[Write]:
        """Yield what there is to write."""
        if self._changed is None and self._person.id != self.boundary.worded_by:
            # An answer builds on the words: whoever wrote them cannot take them back any more by an undo.
            self.change_boundary(None)
        if self._changed is not None:
            after, version = self._changed
            yield Write(self.boundary, after, version)
        yield from (Write(None, record) for record in self._new)


def people_ids(couple: Couple) -> tuple[str, ...]:
    """Return the ids of everybody in the couple, in their order."""
    return tuple(person.id for person in couple.people)


def said_to(there: Ledger | Transaction, boundary_id: str, include_deleted: bool = False) -> list[Said]:
    """Return what people said to a boundary."""
    return [
        *there.all(Agreement, of=boundary_id, include_deleted=include_deleted),
        *there.all(BoundaryEvent, of=boundary_id, include_deleted=include_deleted),
    ]


def checked_words(words: BoundaryWords, today: date) -> BoundaryWords:
    """Return what was typed, trimmed.

    Raises:
        Problem: If it says neither what is all right nor what is not, or the day of review is over.
        TooLongProblem: If a text is longer than a field holds.
    """
    trimmed: dict[str, Any] = {name: text.strip() for name, text in words.texts().items()}
    words = replace(words, **trimmed)
    if not words.draws_a_line:
        raise Problem("Write what is all right, or what is not. One of the two is enough.", "fine")
    for name, text in words.texts().items():
        if len(text) > TEXT_LIMIT:
            raise TooLongProblem(len(text), name)
    if words.review_on is not None and words.review_on < today:
        raise Problem("This day is over. Choose a later one, or leave it empty.", "review_on")
    return words


def checked_line(text: str) -> str:
    """Return what was typed, trimmed.

    Raises:
        TooLongProblem: If it is longer than a field holds.
    """
    text = text.strip()
    if len(text) > TEXT_LIMIT:
        raise TooLongProblem(len(text), "text")
    return text
