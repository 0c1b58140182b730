"""Going back to a backup inside the program: seen first, asked once, and the window goes on with it."""

from __future__ import annotations

from threading import Event

import pytest

from tests.ui.sitting import LONG, SUNDAY, HandClock, sitting
from trust_tui.model.kept import Victory
from trust_tui.services.companion import Companion
from trust_tui.services.opening import open_companion
from trust_tui.store import Places
from trust_tui.ui.screens.backups import BackupsScreen

SECRET = "for Ana alone"


@pytest.fixture
def lived_in(places: Places, clock: HandClock) -> Companion:
    """Three days, each with a victory and a backup; a fourth victory since."""
    clock.move(days=-2)
    companion = open_companion(places, clock)
    ana, _ = companion.people.set_up("Ana", "Ben").people
    for text in ("one", "two", "three"):
        companion.victories.add(ana, clock().day, text)
        companion.tidy()
        clock.move(days=1)
    clock.move(days=-1)
    companion.victories.add(ana, SUNDAY, "since then")
    return companion


def texts(companion: Companion | None) -> list[str]:
    assert companion is not None
    return [victory.text for victory in companion.ledger.all(Victory)]


async def test_a_backup_is_seen_asked_for_and_gone_back_to(
    lived_in: Companion, places: Places, clock: HandClock
) -> None:
    async with sitting(lived_in, writer="Ana", size=(120, 40)) as there:
        await there.command("Backups")
        await there.sees("Sunday 22 November 2026")
        await there.sees("Friday 20 November 2026")
        await there.sees("victories 4 3")
        await there.press("down")
        await there.sees("victories 4 2")
        assert "y go back" not in there.hints

        await there.press("y")
        assert isinstance(there.app.screen, BackupsScreen), "nothing happens before it was asked for"
        await there.press("enter")
        await there.sees("Go back to Saturday 21 November 2026?")
        assert "y go back" in there.hints
        await there.press("escape")
        assert isinstance(there.app.screen, BackupsScreen)
        assert "Go back to" not in there.text
        await there.press("enter", "y")
        await there.sees("Who is writing?")

        assert texts(there.app.companion) == ["one", "two"]
        await there.press("enter", "4")
        await there.sees("two")
        assert "since then" not in there.text
        companion = there.app.companion
        assert companion is not None
        companion.victories.add(companion.couple.people[0], SUNDAY, "and on")

    (kept,) = places.ledger.parent.glob("*.replaced-*")
    assert texts(open_companion(places, clock)) == ["one", "two", "and on"]
    assert texts(open_companion(Places.resolve(kept, {"HOME": str(kept.parent)}), clock))[-1] == "since then"


async def test_what_was_typed_is_kept_when_one_goes_back(lived_in: Companion) -> None:
    async with sitting(lived_in, writer="Ana") as there:
        await there.press("tab", "tab", "tab", "tab")
        await there.type("half a line")
        await there.sees("half a line")
        await there.command("Backups")
        await there.press("enter", "y")
        await there.sees("Who is writing?")
        await there.press("enter")
        await there.sees("half a line")


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_it_can_be_read_and_left_on_small_screens(lived_in: Companion, size: tuple[int, int]) -> None:
    async with sitting(lived_in, writer="Ana", size=size) as there:
        await there.command("Backups")
        await there.sees("Sunday 22 November 2026")
        await there.sees("check-ins")
        await there.press("escape")
        assert not isinstance(there.app.screen, BackupsScreen)
        assert texts(there.app.companion) == ["one", "two", "three", "since then"]


async def test_a_damaged_backup_is_shown_as_such_and_never_gone_back_to(
    lived_in: Companion, places: Places
) -> None:
    generations = lived_in.generations
    assert generations is not None
    newest = generations.all()[0].path
    newest.write_bytes(newest.read_bytes()[:-9])
    async with sitting(lived_in, writer="Ana") as there:
        await there.command("Backups")
        await there.sees("Sunday 22 November 2026, damaged")
        await there.sees("nobody can go back to it")
        await there.press("enter", "y")
        assert isinstance(there.app.screen, BackupsScreen)
    assert list(places.ledger.parent.glob("*.replaced-*")) == []


async def test_a_slow_disk_is_waited_for_and_that_is_said_while_it_lasts(
    lived_in: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    generations, is_read = lived_in.generations, Event()
    assert generations is not None
    found = generations.all()
    monkeypatch.setattr(generations, "all", lambda: found if is_read.wait(LONG) else [])
    async with sitting(lived_in, writer="Ana") as there:
        await there.command("Backups")
        await there.sees("Reading the backups")
        is_read.set()
        await there.sees("victories 4 3")
        await there.until(lambda: "Reading" not in there.text)


async def test_where_it_could_not_be_done_it_is_said_and_everything_goes_on(
    lived_in: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting(lived_in, writer="Ana") as there:
        await there.command("Backups")
        await there.sees("victories")
        generations = lived_in.generations
        assert generations is not None
        generations.all()[0].path.unlink()
        await there.press("enter", "y")
        await there.sees("There is no file")
        await there.press("escape")
        assert there.app.companion is lived_in
        assert not lived_in.is_left


async def test_the_demo_has_no_backups(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.press("ctrl+p")
        await there.type("Backups")
        await there.until(lambda: "Backups" not in there.offered)
