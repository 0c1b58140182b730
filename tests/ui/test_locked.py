"""A ledger with a passphrase: asked for before anything else, set from the shell, locked again."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.store.sealed_evening import WORDS, quickly, readable
from tests.ui.sitting import HandClock, sitting
from trust_tui.model.people import Person
from trust_tui.services.companion import Companion
from trust_tui.services.locked import Locked
from trust_tui.services.opening import open_companion, open_whatever_is_there
from trust_tui.services.preferences import Preferences
from trust_tui.services.rescue import Rescue
from trust_tui.store import Places
from trust_tui.ui.screens.unlock import UnlockScreen

pytestmark = pytest.mark.usefixtures("quickly")
__all__ = ["quickly"]

SIZES = [(120, 40), (80, 24), (40, 12)]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    folder = tmp_path / "data"
    folder.mkdir()
    ledger = folder / "ledger.json"
    return Places(ledger, ledger, tmp_path / "config.toml", tmp_path / "state")


@pytest.fixture
def unsealed(places: Places, clock: HandClock) -> Companion:
    companion = open_companion(places, clock)
    companion.people.set_up("Ana", "Ben")
    return companion


@pytest.fixture
def locked(unsealed: Companion, places: Places, clock: HandClock) -> Locked:
    assert unsealed.lock is not None
    unsealed.lock.set(WORDS, WORDS)
    unsealed.close()
    found = open_whatever_is_there(places, clock)
    assert isinstance(found, Locked)
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_the_passphrase_comes_before_anything_else(locked: Locked, size: tuple[int, int]) -> None:
    async with sitting(locked, size=size) as there:
        await there.sees("Passphrase")
        for word in ("Ana", "Ben", "trust", "ledger"):
            assert not there.shows(word)
        await there.type("wrong")
        assert not there.shows("wrong")
        await there.press("enter")
        await there.sees("That is not the passphrase")
        await there.sees("recovery key works here too")
        await there.press("f8")
        await there.sees("When this is not for you")
        await there.press("escape")
        await there.type(WORDS)
        await there.press("enter")
        await there.sees("Ana")
        assert there.app.companion is not None


async def test_it_says_what_it_waits_for_and_a_second_enter_waits_as_well(
    locked: Locked, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on, tries = threading.Event(), []
    unlock = locked.unlock

    def slowly(text: str) -> Companion | Rescue:
        tries.append(text)
        assert may_go_on.wait(60)
        return unlock(text)

    monkeypatch.setattr(locked, "unlock", slowly)
    async with sitting(locked) as there:
        try:
            await there.type(WORDS)
            there.post("enter", "enter")
            await there.sees("Unlocking… it takes a moment.")
        finally:
            may_go_on.set()
        await there.sees("Ana")
    assert tries == [WORDS]


async def test_the_quick_exit_works_before_the_passphrase(locked: Locked) -> None:
    async with sitting(locked) as there:
        await there.type("half of it")
        there.post("f12")
        await there.until(lambda: there.app.has_vanished)
    assert there.app.is_locked


async def test_leaving_without_opening_it_is_no_fault(locked: Locked) -> None:
    async with sitting(locked) as there:
        await there.press("escape")
        await there.until(lambda: not there.app.is_running)
    assert there.app.return_code in {None, 0}


async def test_whoever_was_named_sits_down_once_it_is_open(locked: Locked) -> None:
    async with sitting(locked, writer="Ben") as there:
        await there.type(WORDS)
        await there.press("enter")
        await there.sees("How is it today, Ben?")


async def test_a_damaged_sealed_ledger_is_mended_after_the_passphrase(
    locked: Locked, unsealed: Companion, places: Places, clock: HandClock
) -> None:
    opened = locked.unlock(WORDS)
    assert isinstance(opened, Companion)
    opened.tidy()
    opened.close()
    places.ledger.write_bytes(places.ledger.read_bytes()[:-20])
    found = open_whatever_is_there(places, clock)
    assert isinstance(found, Locked)
    async with sitting(found) as there:
        await there.type(WORDS)
        await there.press("enter")
        await there.sees("cannot be opened")
        await there.press("b")
        await there.sees("Ana")
    assert isinstance(open_whatever_is_there(places, clock), Locked)


@pytest.mark.parametrize("size", SIZES)
async def test_a_passphrase_is_set_changed_and_taken_away(
    unsealed: Companion, places: Places, size: tuple[int, int], tmp_path: Path
) -> None:
    async with sitting(unsealed, writer="Ana", size=size) as there:
        await there.press("escape", "P")
        await there.sees("Nothing is locked")
        await there.press("s")
        await there.sees("Set a passphrase")
        await there.type(WORDS)
        await there.press("enter")
        await there.type("something else")
        await there.press("enter")
        await there.sees("The two are not the same")
        await there.press(*["backspace"] * 20)
        await there.type(WORDS)
        await there.press("enter")
        await there.sees("AGE-SECRET-KEY-1")
        assert unsealed.is_sealed
        key = unsealed.ledger.seal.sealer.recovery  # type: ignore[attr-defined]
        shown = "".join(letter for letter in there.text if letter.isalnum())
        assert key.removeprefix("AGE-SECRET-KEY-1") in shown, "all of it is there"
        await there.press("escape")
        await there.sees("AGE-SECRET-KEY-1")
        await there.press("y")
        await there.sees("Everything you write here")

        await there.press("c")
        await there.type("wrong")
        await there.press("enter")
        await there.type("new words")
        await there.press("enter")
        await there.type("new words")
        await there.press("enter")
        await there.sees("That is not the passphrase")
        await there.press(*["backspace"] * 5)
        await there.type(WORDS)
        await there.press("ctrl+s")
        await there.sees("another one now")

        await there.press("d")
        await there.type("new words")
        await there.press("enter")
        await there.sees("Nothing is locked")
    assert not places.key.exists()


async def test_lock_now_keeps_what_is_typed_and_shows_nothing(
    locked: Locked, places: Places, tmp_path: Path, clock: HandClock
) -> None:
    opened = locked.unlock(WORDS)
    assert isinstance(opened, Companion)
    async with sitting(opened, writer="Ana") as there:
        await there.press("space")
        await there.go_to("need")
        await there.type("zz-need")
        await there.press("escape", "L")
        await there.until(lambda: isinstance(there.app.screen, UnlockScreen), "the lock")
        await there.settle()
        assert len(there.app.screen_stack) == 2
        assert not there.shows("Ana")
        assert readable(tmp_path, "zz-need") == []
        assert opened.ledger.all(Person, include_deleted=True) == []
        assert not opened.is_sealed, "the key is forgotten"

        await there.type(WORDS)
        await there.press("enter")
        await there.sees("Who is writing")
        await there.press("1")
        await there.sees("zz-need")
        assert readable(tmp_path, "zz-need") == []


async def test_a_form_that_is_open_keeps_its_draft_when_it_locks(locked: Locked, tmp_path: Path) -> None:
    opened = locked.unlock(WORDS)
    assert isinstance(opened, Companion)
    async with sitting(opened, writer="Ana") as there:
        await there.press("escape", "plus")
        await there.type("zz-wall")
        there.app.call_later(there.app.lock)
        await there.settle()
        await there.until(lambda: isinstance(there.app.screen, UnlockScreen), "the lock")
        await there.type(WORDS)
        await there.press("enter")
        await there.sees("Who is writing")
        await there.press("1")
        await there.press("escape", "plus")
        await there.sees("zz-wall")
    assert readable(tmp_path, "zz-wall") == []


async def test_it_locks_after_minutes_without_a_key(locked: Locked, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = locked.unlock(WORDS)
    assert isinstance(opened, Companion)
    preferences = Preferences()
    assert preferences.lock_after == "5"
    async with sitting(opened, writer="Ana", preferences=preferences) as there:
        app = there.app
        now = app._now()

        def later(minutes: float) -> None:
            monkeypatch.setattr(app, "_now", lambda: (now[0] + 1, now[1] + minutes * 60))

        later(4.8)
        app.call_later(app._lock_when_idle)
        await there.settle()
        assert app.companion is opened
        await there.press("escape")  # somebody is here
        later(9)
        app.call_later(app._lock_when_idle)
        await there.settle()
        assert app.companion is opened
        preferences.choose_lock_after("off")
        later(999)
        app.call_later(app._lock_when_idle)
        await there.settle()
        assert app.companion is opened
        preferences.choose_lock_after("1")
        app.call_later(app._lock_when_idle)
        await there.settle()
        await there.until(lambda: app.companion is None, "the lock")
        await there.until(lambda: isinstance(app.screen, UnlockScreen), "the lock")


async def test_without_a_passphrase_nothing_locks_and_the_key_says_so(unsealed: Companion) -> None:
    async with sitting(unsealed, writer="Ana") as there:
        await there.press("escape", "L")
        await there.sees("There is no passphrase yet. P sets one.")
        there.app.call_later(there.app.lock)
        await there.settle()
        assert there.app.companion is unsealed


async def test_the_idle_lock_is_chosen_on_the_page_and_kept(locked: Locked) -> None:
    opened = locked.unlock(WORDS)
    assert isinstance(opened, Companion)
    async with sitting(opened, writer="Ana") as there:
        await there.press("escape", "P")
        await there.sees("after 5 minutes without a key")
        await there.press("i")
        await there.sees("after 15 minutes")
        await there.press("i")
        await there.sees("Locks by itself: never")
        await there.press("L")
        await there.until(lambda: isinstance(there.app.screen, UnlockScreen), "the lock")


def test_an_odd_number_of_minutes_is_named(tmp_path: Path) -> None:
    from trust_tui.store import Config

    config = tmp_path / "config.toml"
    config.write_text('lock_after = "7"\n')
    preferences = Preferences(Config(config))
    assert preferences.lock_after == "5"
    assert any("lock_after" in problem for problem in preferences.problems)


def test_rescue_is_a_way_of_its_own(places: Places, unsealed: Companion, clock: HandClock) -> None:
    unsealed.close()
    places.ledger.write_bytes(b"broken")
    assert isinstance(open_whatever_is_there(places, clock), Rescue)
