"""Erasing everything from inside: what is said before, the one word, and what another window does then."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.ui.sitting import HandClock, sitting
from trust_tui.model.checkin import Answers
from trust_tui.services.companion import Companion
from trust_tui.services.opening import Places, open_companion
from trust_tui.store import LedgerBusy, erasing

SIZES = [(120, 40), (80, 24), (40, 12)]
SECRET = "zz-secret-zz"


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """The usual places of somebody."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(home))
    for name in ("TRUST_TUI_FILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return Places.resolve(None, os.environ)


@pytest.fixture
def kept(places: Places, clock: HandClock) -> Companion:
    """Ana and Ben, a check-in, a backup."""
    companion = open_companion(places, clock)
    ana, _ = companion.people.set_up("Ana", "Ben").people
    companion.checkins.save(ana, clock().day, Answers(("calm",), 3, 3, need=SECRET))
    companion.tidy()
    return companion


def files(places: Places) -> list[Path]:
    return [path for path in Path(os.environ["HOME"]).rglob("*") if path.is_file()]


@pytest.mark.parametrize("size", SIZES)
async def test_one_word_erases_it_and_ends_at_the_prompt(
    kept: Companion, places: Places, size: tuple[int, int]
) -> None:
    async with sitting(kept, writer="Ben", size=size) as there:
        await there.type("half a word")
        await there.press("escape", "ctrl+delete")
        await there.sees("Type erase and press enter")
        assert SECRET not in there.text
        await there.type("eras")
        await there.press("enter")
        await there.sees("Nothing was erased")
        assert places.ledger.exists()
        await there.type("e")
        await there.press("enter")
        await there.until(lambda: not there.app.is_running, "the end")
        assert there.app.last_line == "Everything is erased.\n"
        assert there.app.return_code == 0
    kept.close()
    assert files(places) == []


@pytest.mark.parametrize("size", SIZES)
async def test_everything_can_be_read_with_the_field_in_sight(
    kept: Companion, places: Places, size: tuple[int, int]
) -> None:
    (places.backups / "holiday.jpg").write_text("mine")
    (Path.home() / "summary-2026-11-01.html").write_text("taken along")
    said = ("What goes", "backups and copies of it: 1 file", "synchronised folder", "took along")
    waiting = {*said, "holiday.jpg", "read the Safety page"}
    async with sitting(kept, writer="Ana", size=size) as there:
        await there.press("escape")
        await there.command("Erase everything; it says what goes, and asks")
        await there.sees("What goes")
        for _ in range(200):
            waiting = {words for words in waiting if not there.shows(words)}
            assert there.shows("Type erase and press enter")
            if not waiting:
                break
            await there.press("down", "down")
        assert waiting == set()
        await there.press("escape")
        await there.sees_no("Type erase")
    assert places.ledger.exists()


async def test_it_leads_nowhere_where_nothing_is_kept(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.press("escape", "ctrl+delete")
        await there.sees("nothing to erase")


async def test_while_another_program_writes_it_says_so_and_keeps_all(
    kept: Companion, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise LedgerBusy("Something else has been writing.")

    async with sitting(kept, writer="Ana") as there:
        await there.press("escape", "ctrl+delete")
        monkeypatch.setattr(erasing, "erase", busy)
        await there.type("erase")
        await there.press("enter")
        await there.sees("Something else has been writing.")
        await there.press("escape")
        await there.sees(SECRET)
    assert places.ledger.exists()


async def test_what_stays_is_named_at_the_prompt(
    kept: Companion, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = erasing.Outcome({places.ledger: "Permission denied"})
    monkeypatch.setattr(erasing, "erase", lambda *_, **__: outcome)
    async with sitting(kept, writer="Ana") as there:
        await there.press("escape", "ctrl+delete")
        await there.type("erase")
        await there.press("enter")
        await there.until(lambda: not there.app.is_running, "the end")
        assert f"{places.ledger} (Permission denied)" in there.app.last_line
        assert there.app.return_code == 4


async def test_another_window_covers_what_it_shows_and_says_what_happened(
    kept: Companion, places: Places, clock: HandClock
) -> None:
    other = open_companion(places, clock)
    async with sitting(other, writer="Ana") as there:
        await there.sees(SECRET)
        await there.press("e")
        kept.erase()
        await there.sees("everything was erased in another window")
        assert SECRET not in there.text
        await there.press("escape")
        await there.sees(SECRET)
        await there.press("ctrl+s")
        await there.sees("everything was erased in another window")
        await there.press("ctrl+q")
    other.close()
    assert files(places) == []
