"""A clock one can move, two people, and everything they can do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from trust_tui.model.moments import Moment
from trust_tui.model.people import Person
from trust_tui.services.companion import Companion
from trust_tui.store import Ledger, MemoryDrafts

TODAY = date(2026, 11, 22)


class MovedClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
        self.zone = "Europe/Lisbon"

    def __call__(self) -> Moment:
        return Moment.of(self.at.astimezone(ZoneInfo(self.zone)), self.zone)

    def set(self, year: int, month: int, day: int, hour: int = 20, minute: int = 0, zone: str = "") -> None:
        """Let it be this time where the people are."""
        self.zone = zone or self.zone
        self.at = datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def move(self, **by: float) -> None:
        """Let time pass, or run back, by so many days, hours, minutes."""
        self.at += timedelta(**by)


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def companion(clock: MovedClock) -> Companion:
    """Ana and Ben, who have not written anything yet."""
    companion = Companion(Ledger.in_memory(), clock, "here", MemoryDrafts())
    companion.people.set_up("Ana", "Ben")
    return companion


@pytest.fixture
def elsewhere(companion: Companion, clock: MovedClock) -> Companion:
    """Another window on the same ledger, with its own memory of what can be undone."""
    return Companion(companion.ledger, clock, "elsewhere", MemoryDrafts())


@pytest.fixture
def ana(companion: Companion) -> Person:
    return companion.couple.people[0]


@pytest.fixture
def ben(companion: Companion) -> Person:
    return companion.couple.people[1]


@pytest.fixture
def alone(clock: MovedClock) -> Companion:
    """Cleo, who writes without anybody else."""
    companion = Companion(Ledger.in_memory(), clock, "here", MemoryDrafts())
    companion.people.set_up("Cleo")
    return companion
