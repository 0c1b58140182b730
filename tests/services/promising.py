"""Promises in few words, for tests."""

from __future__ import annotations

from datetime import date, timedelta

from tests.services.conftest import TODAY
from trust_tui.model.people import Person
from trust_tui.model.promises import Promise
from trust_tui.model.schedule import Schedule
from trust_tui.services.companion import Companion


def days(number: int) -> timedelta:
    return timedelta(days=number)


YESTERDAY = TODAY - days(1)
TOMORROW = TODAY + days(1)


def daily(starts: date = TODAY, at: str = "", count: int = 0) -> Schedule:
    return Schedule(starts, f"FREQ=DAILY;COUNT={count}" if count else "FREQ=DAILY", at)


def weekly(day: str, starts: date = TODAY) -> Schedule:
    return Schedule(starts, f"FREQ=WEEKLY;BYDAY={day}")


def once(day: date = TODAY, at: str = "") -> Schedule:
    return Schedule(day, at=at)


def make(
    companion: Companion, person: Person, schedule: Schedule, will: str = "call", when: str = "I run late"
) -> Promise:
    return companion.promises.make(person, when, will, "", "", schedule)
