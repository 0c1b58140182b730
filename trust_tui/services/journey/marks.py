"""What happened along the way. Each source tells of one kind, as far as the reader may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from trust_tui.content import load
from trust_tui.model.boundaries import Agreement, Boundary, in_order, standing
from trust_tui.model.checkin import CheckIn
from trust_tui.model.kept import Setback, Victory
from trust_tui.model.people import Person
from trust_tui.model.records import Visibility
from trust_tui.model.talks import Talk
from trust_tui.model.text import one_line
from trust_tui.services.boundaries.reading import title
from trust_tui.services.journey.days import by_day
from trust_tui.services.sight import may_see

if TYPE_CHECKING:
    from datetime import date

    from trust_tui.services.checkpoints import Checkpoints
    from trust_tui.store import Ledger

KeptT = TypeVar("KeptT", Setback, Victory)


class MarkKind(StrEnum):
    """What a mark is about. The value is where such records are read."""

    SETBACK = "journey/setbacks"
    BOUNDARY = "boundaries"
    VICTORY = "victories"
    TALK = "together/talks"
    CHECKPOINT = "journey/checkpoints"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that happened.

    Attributes:
        day: When.
        kind: What it is about.
        id: Its record's id.
        words: What to read.
        author: The id of who wrote it down, or "" where it belongs to both.
    """

    day: date
    kind: MarkKind
    id: str
    words: str
    author: str = ""


Source = Callable[["Ledger", Person, "date", "date"], Iterator[Mark]]
"""Yields the marks of one kind from a first to a last day, in any order."""


def setbacks(ledger: Ledger, reader: Person, first: date, last: date) -> Iterator[Mark]:
    """Yield what hurt again: an entry along the way, never a new beginning at nothing."""
    for each in _kept(ledger, Setback, reader, first, last):
        yield Mark(each.day, MarkKind.SETBACK, each.id, one_line(each.text), each.author)


def victories(ledger: Ledger, reader: Person, first: date, last: date) -> Iterator[Mark]:
    """Yield what is on the wall."""
    for each in _kept(ledger, Victory, reader, first, last):
        yield Mark(each.day, MarkKind.VICTORY, each.id, one_line(each.text), each.author)


def boundaries(ledger: Ledger, reader: Person, first: date, last: date) -> Iterator[Mark]:
    """Yield the day on which everybody had said yes to the present words of a boundary."""
    people = [person.id for person in ledger.all(Person)]
    said: dict[str, list[Agreement]] = defaultdict(list)
    for yes in in_order(ledger.all(Agreement)):
        if isinstance(yes, Agreement) and may_see(reader, yes, ()):
            said[yes.of].append(yes)
    for each in ledger.all(Boundary):
        if not may_see(reader, each, ()):
            continue
        stands = standing(each, said[each.id], people, last)
        if stands.agreed and not stands.missing:
            day = max(yes.day for yes in stands.agreed)
            if first <= day <= last:
                yield Mark(day, MarkKind.BOUNDARY, each.id, one_line(title(each)))


def talks(ledger: Ledger, reader: Person, first: date, last: date) -> Iterator[Mark]:
    """Yield the talks that came to an end."""
    names = {kind["key"]: kind["name"] for kind in load("talks.json")["kinds"]}
    for each in ledger.all(Talk):
        if each.finished and first <= each.finished <= last and may_see(reader, each, ()):
            name, about = names.get(each.sort, ""), one_line(each.about)
            yield Mark(each.finished, MarkKind.TALK, each.id, f"{name}: {about}" if about else name)


def _kept(ledger: Ledger, kind: type[KeptT], reader: Person, first: date, last: date) -> Iterator[KeptT]:
    """Yield what grew out of a line, or could have; what a closed check-in closes is closed here as well."""
    for day, kept in by_day(ledger, kind, first, last).items():
        for each in kept:
            if each.visibility is Visibility.PRIVATE:
                continue  # the other may be sitting beside its writer
            there = ledger.all(CheckIn, day=day) if each.from_checkin and each.author != reader.id else ()
            if may_see(reader, each, there):
                yield each


def checkpoints(service: Checkpoints) -> Source:
    """Return what yields the checkpoints that both have shown each other. What they said is read there."""

    def found(ledger: Ledger, reader: Person, first: date, last: date) -> Iterator[Mark]:
        is_solo = len(ledger.all(Person)) == 1
        for each in service.all(reader):
            if first <= each.day <= last and (each.is_open or (is_solo and each.own is not None)):
                yield Mark(each.day, MarkKind.CHECKPOINT, each.id, "how to go on from here")

    return found


SOURCES: tuple[Source, ...] = (setbacks, boundaries, victories, talks)
