"""Ana and Ben on a disk, without waiting for scrypt each time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.services.conftest import MovedClock
from tests.store.sealed_evening import quickly
from trust_tui.model.people import Person
from trust_tui.services.companion import Companion
from trust_tui.services.opening import open_companion
from trust_tui.store import Places, Seal

__all__ = ["quickly"]

Opened = Callable[..., Companion]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    folder = tmp_path / "data"
    folder.mkdir()
    ledger = folder / "ledger.json"
    return Places(ledger, ledger, tmp_path / "config.toml", tmp_path / "state")


@pytest.fixture
def again(places: Places, clock: MovedClock) -> Opened:
    """Open the ledger as the next start does, or another window."""

    def opened(seal: Seal | None = None) -> Companion:
        return open_companion(places, clock, seal)

    return opened


@pytest.fixture
def companion(again: Opened, quickly: None) -> Companion:
    companion = again()
    companion.people.set_up("Ana", "Ben")
    return companion


@pytest.fixture
def ana(companion: Companion) -> Person:
    return companion.couple.people[0]


@pytest.fixture
def ben(companion: Companion) -> Person:
    return companion.couple.people[1]
