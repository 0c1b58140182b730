"""Who may see what: the one rule that every list, search, count and export asks."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from trust_tui.model.checkin import CheckIn, is_open, was_open
from trust_tui.model.kept import Setback, Topic, Victory
from trust_tui.model.records import Record, Visibility

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.store import Ledger


def may_see(reader: Person, record: Record, checkins_of_day: Sequence[CheckIn]) -> bool:
    """Say whether `reader` may see `record`.

    Args:
        reader: Who looks.
        record: What they would see.
        checkins_of_day: All check-ins of the record's day.
    """
    if record.author == reader.id:
        return True
    if record.visibility is Visibility.PRIVATE:
        return False
    return not is_closed(record, checkins_of_day)


def is_closed(record: Record, checkins_of_day: Sequence[CheckIn]) -> bool:
    """Say whether only its author may see a record for now, because of a check-in that is closed."""
    if isinstance(record, CheckIn):
        return not is_open(record, checkins_of_day)
    if isinstance(record, Topic | Victory | Setback) and record.from_checkin:
        source = [checkin for checkin in checkins_of_day if checkin.author == record.author]
        return not any(is_open(checkin, checkins_of_day) for checkin in source)
    return False


def past_of(record: Record, ever: Sequence[CheckIn]) -> Visibility:
    """Return who may see what a record says now, once it says something else.

    What the other could once read can be read for good: nobody silently rewrites the past. What they never
    could stays with its writer.

    Args:
        record: What is about to be changed.
        ever: All check-ins that ever were there for its day, removed ones too.
    """
    if isinstance(record, CheckIn):
        is_ours = was_open(record, ever)
    else:
        is_ours = not is_closed(record, [checkin for checkin in ever if checkin.deleted is None])
    return record.visibility if is_ours else Visibility.PRIVATE


class Sight:
    """The rule for many records at once: it looks up the check-ins of their days.

    Make one for each time of looking; it does not notice what changes later.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @cached_property
    def _by_day(self) -> Mapping[date, Sequence[CheckIn]]:
        by_day: dict[date, list[CheckIn]] = defaultdict(list)
        for checkin in self._ledger.all(CheckIn):
            by_day[checkin.day].append(checkin)
        return by_day

    def may_see(self, reader: Person, record: Record) -> bool:
        """Say whether `reader` may see `record`."""
        return may_see(reader, record, self._checkins(record))

    def is_closed(self, record: Record) -> bool:
        """Say whether only its author may see a record for now."""
        return is_closed(record, self._checkins(record))

    def _checkins(self, record: Record) -> Sequence[CheckIn]:
        # Whatever else there is does not depend on a check-in, and need not have them all read.
        is_bound = isinstance(record, CheckIn) or getattr(record, "from_checkin", False)
        return self._by_day.get(record.day, ()) if is_bound else ()
