"""What was said to a record, and what it said before, as far as one person may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trust_tui.model.responses import Response
from trust_tui.model.versions import Version
from trust_tui.services.sight import may_see

if TYPE_CHECKING:
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.model.records import Record
    from trust_tui.store import Ledger


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said to something."""

    author: str
    day: date
    text: str


def answers_to(ledger: Ledger, reader: Person, record: Record) -> tuple[Answer, ...]:
    """Return what was said to a record, oldest first."""
    found = ledger.all(Response, of=record.id)
    return tuple(Answer(a.author, a.day, a.text) for a in found if may_see(reader, a, ()))


def versions_of(ledger: Ledger, reader: Person, record: Record) -> tuple[Version, ...]:
    """Return what a record said before, oldest first."""
    found = ledger.all(Version, of=record.id) if record.rev > 1 else []
    return tuple(sorted((v for v in found if may_see(reader, v, ())), key=lambda v: v.of_rev))
