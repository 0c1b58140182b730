"""Writes records as if somebody had written them on a day of the story."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from trust_tui.model.moments import Moment
from trust_tui.model.people import Person
from trust_tui.model.records import Record, new_id
from trust_tui.services.demo.voice import LAST

if TYPE_CHECKING:
    from random import Random

RecordT = TypeVar("RecordT", bound=Record)

DEVICE = "demo"

# Fixed hours, so that the same day gives the same records at any time of it, in any zone. Today's are so
# early that they lie in nobody's future, and still after yesterday's.
_WRITTEN_AT = time(8, tzinfo=UTC)
_TODAY_BEGINS = timedelta(hours=-14)


class Scribe:
    """Makes records as if they had been written on a day of the story."""

    def __init__(self, moment: Moment, chance: Random) -> None:
        self._moment = moment
        self._chance = chance
        self._first = moment.day - timedelta(days=LAST)

    def person(self, name: str, place: int) -> Person:
        """Return one of the two."""
        person = self.write(Person, "person", 0, name=name, place=place)
        return replace(person, author=person.id)

    def write(
        self,
        kind: type[RecordT],
        author: str,
        day: int,
        *,
        written: int | None = None,
        after: timedelta = timedelta(),
        **own: Any,
    ) -> RecordT:
        """Return a record about `day`, written on the day `written`, a while `after` a check-in would be."""
        at = self.moment(day if written is None else written, after).at
        return kind(
            id=new_id(author, at, self._chance.randbytes(5)),
            author=author,
            device=DEVICE,
            created_at=at,
            updated_at=at,
            tz=self._moment.tz,
            day=self._first + timedelta(days=day),
            **own,
        )

    def moment(self, day: int, after: timedelta = timedelta()) -> Moment:
        """Return the moment at which somebody writes on a day of the story, or a while after."""
        date = self._first + timedelta(days=day)
        if day == LAST:
            at = datetime.combine(date, time(tzinfo=UTC)) + _TODAY_BEGINS
        else:
            at = datetime.combine(date, _WRITTEN_AT)
        return Moment(at + after, date, self._moment.tz)

    def is_weekend(self, day: int) -> bool:
        """Say whether a day of the story is a Saturday or a Sunday."""
        return (self._first + timedelta(days=day)).weekday() >= 5
