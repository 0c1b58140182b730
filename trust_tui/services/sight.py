"""Who may see what: the one rule that every list, search, count and export asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.model.checkin import CheckIn, is_open
from trust_tui.model.kept import Setback, Topic, Victory
from trust_tui.model.records import Record, Visibility

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trust_tui.model.people import Person


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
    if isinstance(record, CheckIn):
        return is_open(record, checkins_of_day)
    if isinstance(record, Topic | Victory | Setback) and record.from_checkin:
        source = [checkin for checkin in checkins_of_day if checkin.author == record.author]
        return any(is_open(checkin, checkins_of_day) for checkin in source)
    return True
