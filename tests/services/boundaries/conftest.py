"""Who is at home."""

from __future__ import annotations

import pytest

from tests.services.boundaries.home import Home, Time
from trust_tui.store import Ledger


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def home(time: Time) -> Home:
    return Home(Ledger.in_memory(), time, "Ana", "Ben")


@pytest.fixture
def alone(time: Time) -> Home:
    return Home(Ledger.in_memory(), time, "Ana")
