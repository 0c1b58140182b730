"""Ana and Ben with something of each kind in their days, and Cleo alone with the same."""

from __future__ import annotations

import pytest

from tests.services.conftest import TODAY, MovedClock
from tests.services.summary.filling import fill
from trust_tui.services.companion import Companion


@pytest.fixture
def filled(companion: Companion, clock: MovedClock) -> Companion:
    fill(companion, clock, TODAY)
    return companion


@pytest.fixture
def cleo(alone: Companion, clock: MovedClock) -> Companion:
    fill(alone, clock, TODAY)
    return alone
