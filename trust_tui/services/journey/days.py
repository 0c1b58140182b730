"""On which days there is something, without reading all the years in between."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from heapq import heapify, heappop
from typing import TYPE_CHECKING, TypeVar

from trust_tui.model.checkin import CheckIn
from trust_tui.model.records import Record

if TYPE_CHECKING:
    from trust_tui.model.people import Person
    from trust_tui.store import Ledger

RecordT = TypeVar("RecordT", bound=Record)

MANY = 2 * 366
"""From so many days on, everything is read at once; up to then day by day, which leaves ten years alone."""


def by_day(ledger: Ledger, kind: type[RecordT], first: date, last: date) -> dict[date, list[RecordT]]:
    """Return the records of a kind from a first to a last day, by their day, oldest first."""
    if (last - first).days > MANY:
        found = ledger.all(kind)
    else:
        there = ledger.values(kind, "day")
        span = map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
        found = [each for day in span if day.isoformat() in there for each in ledger.all(kind, day=day)]
    by_day: dict[date, list[RecordT]] = defaultdict(list)
    for each in found:
        if first <= each.day <= last:
            by_day[each.day].append(each)
    return dict(sorted(by_day.items()))


def begun(ledger: Ledger, reader: Person) -> date | None:
    """Return the first day that this reader wrote about, or None."""
    days = list(ledger.values(CheckIn, "day"))
    heapify(days)  # as a rule the very first one is it, so they need not all be put in order
    while days:
        if found := ledger.all(CheckIn, day=heappop(days), author=reader.id):
            return found[0].day
    return None
