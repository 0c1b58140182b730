"""Points in time as the people living them saw them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import NamedTuple


class Moment(NamedTuple):
    """An instant, and the day it was where the person was.

    Attributes:
        at: The instant, aware, in UTC.
        day: The local date at that instant.
        tz: The zone it was read in: an IANA name such as "Europe/Lisbon", or an offset such as "+01:00".
    """

    at: datetime
    day: date
    tz: str

    @classmethod
    def of(cls, local: datetime, tz: str = "") -> Moment:
        """Make a moment from an aware local time.

        Args:
            local: An aware datetime in the person's own zone.
            tz: The zone's name; the offset of `local` where it is empty.

        Raises:
            ValueError: If `local` has no zone.
        """
        if local.utcoffset() is None:
            raise ValueError("a moment needs a zone")
        offset = local.strftime("%z")
        return cls(local.astimezone(UTC), local.date(), tz or f"{offset[:3]}:{offset[3:5]}")


Clock = Callable[[], Moment]
"""Answers with the present moment. Passed in everywhere, so that tests can live a year in a second."""
