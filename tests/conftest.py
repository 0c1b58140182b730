"""What has to be set before anything else is imported."""

from __future__ import annotations

import os

# Textual reads this once, when it is imported: nothing fades or glides while a test waits for it.
os.environ["TEXTUAL_ANIMATIONS"] = "none"

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from trust_tui.model import dates

# A machine that does ten things at once is slow; that says nothing about the program.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def usual_dates() -> Iterator[None]:
    """Write dates in the usual way again, whatever a test liked: it holds for the whole program."""
    yield
    dates.use()
