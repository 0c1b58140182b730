"""What a week brought that one could thank the other for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from trust_tui.model.checkin import CheckIn
from trust_tui.model.kept import Victory
from trust_tui.model.promises import Outcome, Promise, Result
from trust_tui.model.records import Record, Visibility
from trust_tui.services.sight import Sight

if TYPE_CHECKING:
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.store import Ledger

DAYS = 7
"""How far back a week goes."""


@dataclass(frozen=True, slots=True)
class Brought:
    """One thing that the week brought.

    Attributes:
        id: Its record's id.
        day: The day it is about.
        source: Where it is from: "mine", "victory", "kept", "theirs".
        text: The words, as they stand there.
        thanks: The words of a thank-you for it.
    """

    id: str
    day: date
    source: str
    text: str
    thanks: str


def brought(ledger: Ledger, person: Person, other: Person, today: date) -> list[Brought]:
    """Return what `person` could thank `other` for, the newest of each source first.

    Both sit at the screen, so there is nothing here that only one of them may see.
    """
    sight, first = Sight(ledger), today - timedelta(days=DAYS - 1)

    def is_for_both(record: Record) -> bool:
        return record.visibility is Visibility.SHARED and not sight.is_closed(record)

    def is_of_the_week(day: date) -> bool:
        return first <= day <= today

    checkins = [
        each
        for each in ledger.all(CheckIn)
        if each.appreciated and is_of_the_week(each.day) and is_for_both(each)
    ]
    victories = [each for each in ledger.all(Victory) if is_of_the_week(each.day) and is_for_both(each)]
    found = [
        *(_line(each, "mine", each.appreciated) for each in checkins if each.author == person.id),
        *(_line(each, "victory", each.text) for each in victories),
        *(each for each in _kept(ledger, other, first, today)),
        *(
            Brought(each.id, each.day, "theirs", each.appreciated, f"that you wrote “{each.appreciated}”")
            for each in checkins
            if each.author == other.id
        ),
    ]
    sources = ("mine", "victory", "kept", "theirs")
    found.sort(key=lambda each: (sources.index(each.source), -each.day.toordinal()))
    # A line that became a victory is one thing to be thankful for, not two.
    return list({each.thanks: each for each in reversed(found)}.values())[::-1]


def _line(record: CheckIn | Victory, source: str, text: str) -> Brought:
    return Brought(record.id, record.day, source, text, text)


def _kept(ledger: Ledger, other: Person, first: date, last: date) -> Iterator[Brought]:
    """Yield each promise of the other's that was kept this week, where the two do not see it differently."""
    said: dict[tuple[str, date], dict[str, Result]] = {}
    for outcome in ledger.all(Outcome):
        if first <= outcome.due <= last and outcome.visibility is Visibility.SHARED:
            said.setdefault((outcome.of, outcome.due), {})[outcome.author] = outcome.result
    days: dict[str, date] = {}
    for (promise_id, due), results in said.items():
        if set(results.values()) == {Result.KEPT}:
            days[promise_id] = max(due, days.get(promise_id, due))
    for promise in ledger.all(Promise):
        if promise.id in days and promise.author == other.id and promise.visibility is Visibility.SHARED:
            text = promise.sentence
            yield Brought(promise.id, days[promise.id], "kept", text, f"that you kept “{text}”")
