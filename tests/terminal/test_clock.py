"""Midnight, a clock that was wrong, summer time, and a journey: what a day is stays what it was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.terminal.conftest import OpenTerminal
from tests.terminal.household import Household
from tests.terminal.pty import Terminal
from tests.terminal.screens import (
    BACK_FILLED,
    BOTH,
    FEELINGS,
    WHO,
    day_of,
    form,
    question,
)
from trust_tui.model.checkin import CheckIn

FIRST, SECOND = FEELINGS[0][:2]


def _library() -> Path | None:
    folders = (Path(name) for name in ("/usr/lib", "/usr/local/lib", "/opt/homebrew/lib"))
    found = (path for folder in folders for path in folder.glob("**/faketime/libfaketime.so.1"))
    return next(found, None)


LIBRARY = _library()
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(LIBRARY is None, reason="libfaketime is not installed"),
]


class Clock:
    """The time that programs under test see: it stands still until it is set."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.zone = "UTC"

    def set(self, local: str) -> None:
        """Set it to a local time, such as "2026-11-22 23:59:58"."""
        # Whole at once: the program looks at it at any moment.
        fresh = self._file.with_suffix(".new")
        fresh.write_text(local + "\n")
        fresh.replace(self._file)

    @property
    def env(self) -> Mapping[str, str | None]:
        """What makes a program see it."""
        return {
            "LD_PRELOAD": str(LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "DONT_FAKE_MONOTONIC": "1",
            # Its mending of timed waits makes Python's threads wait for one another without a pause.
            "FAKETIME_FORCE_MONOTONIC_FIX": "0",
            "TZ": self.zone,
        }


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return Clock(tmp_path / "clock")


def check_in(terminal: Terminal, name: str) -> None:
    """Choose the first feeling, save, and wait for the day as it then stands."""
    form(terminal, name)
    terminal.press("space", "ctrl+s")
    terminal.wait_for(day_of(name))


def leave(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.wait_exit() == 0


def saved(household: Household) -> list[CheckIn]:
    """Return every check-in, the earliest day first."""
    with household.opened() as companion:
        return sorted(companion.ledger.all(CheckIn), key=lambda checkin: checkin.day)


def test_midnight_does_not_move_a_day_that_is_being_written(
    trust_tui: OpenTerminal, couple: Household, clock: Clock
) -> None:
    clock.set("2026-11-22 23:59:58")
    terminal = trust_tui("--as", "Ana", env=clock.env)
    form(terminal, "Ana")
    terminal.wait_for("Sunday 22 November")
    terminal.press("space")
    terminal.wait_for(f"✓{FIRST}")
    clock.set("2026-11-23 00:00:02")
    # It says so by itself, and what was chosen stays.
    terminal.wait_for("How was yesterday, Ana?")
    terminal.wait_for("Sunday 22 November")
    terminal.wait_for(f"✓{FIRST}")
    terminal.press("ctrl+s")
    terminal.wait_for(day_of("Ana"))
    terminal.wait_for(f"{BACK_FILLED}today")
    terminal.press("]")
    terminal.wait_for(question("Ana"))
    terminal.wait_for("Monday 23 November")
    leave(terminal)
    (checkin,) = saved(couple)
    assert (checkin.day, checkin.written_on) == (date(2026, 11, 22), date(2026, 11, 23))


def test_the_question_who_is_writing_knows_the_new_day(
    trust_tui: OpenTerminal, couple: Household, clock: Clock
) -> None:
    clock.set("2026-11-22 23:59:58")
    terminal = trust_tui(env=clock.env)
    terminal.wait_for(WHO)
    terminal.wait_for("Sunday 22 November")
    clock.set("2026-11-23 00:00:02")
    terminal.wait_for("Monday 23 November")
    terminal.press("1")
    check_in(terminal, "Ana")
    leave(terminal)
    assert [checkin.day for checkin in saved(couple)] == [date(2026, 11, 23)]


def test_a_clock_that_was_a_year_ahead_loses_nothing(
    trust_tui: OpenTerminal, couple: Household, clock: Clock
) -> None:
    for day in ("2027-11-22", "2026-11-22"):
        clock.set(f"{day} 20:00:00")
        terminal = trust_tui("--as", "Ana", env=clock.env)
        check_in(terminal, "Ana")
        # There is no way into days that have not come.
        terminal.press("]")
        leave(terminal)
    checkins = saved(couple)
    assert [checkin.day for checkin in checkins] == [
        date(2026, 11, 22),
        date(2027, 11, 22),
    ]
    assert all(checkin.updated_at >= checkin.created_at for checkin in checkins)


def test_a_clock_that_jumps_back_while_it_runs_breaks_nothing(
    trust_tui: OpenTerminal, couple: Household, clock: Clock
) -> None:
    clock.set("2026-11-22 20:00:00")
    terminal = trust_tui("--as", "Ana", env=clock.env)
    check_in(terminal, "Ana")
    clock.set("2025-11-22 20:00:00")
    terminal.wait_for("2026")
    terminal.press("e")
    terminal.gone(day_of("Ana"))
    terminal.press("right", "space", "ctrl+s")
    terminal.wait_for(day_of("Ana"))
    terminal.wait_for(SECOND)
    leave(terminal)
    (checkin,) = saved(couple)
    assert (checkin.day, checkin.feelings) == (date(2026, 11, 22), (FIRST, SECOND))
    assert checkin.updated_at >= checkin.created_at


@pytest.mark.parametrize(
    ("night", "day", "before"),
    [
        # The hour from one to two comes twice; in spring it does not come at all.
        ("2026-10-25 01:30:00", "Sunday 25 October", "Saturday 24 October"),
        ("2026-03-29 02:00:01", "Sunday 29 March", "Saturday 28 March"),
    ],
)
def test_odd_days_are_days(
    trust_tui: OpenTerminal, couple: Household, clock: Clock, night: str, day: str, before: str
) -> None:
    clock.zone = "Europe/Lisbon"
    clock.set(night)
    terminal = trust_tui("--as", "Ana", env=clock.env)
    check_in(terminal, "Ana")
    terminal.wait_for(day)
    terminal.press("[")
    terminal.wait_for(before)
    terminal.press("]")
    terminal.wait_for(day)
    leave(terminal)
    (checkin,) = saved(couple)
    assert (checkin.day.isoformat(), checkin.tz) == (night[:10], "Europe/Lisbon")


def test_a_journey_moves_no_day(trust_tui: OpenTerminal, couple: Household, clock: Clock) -> None:
    # The same moment, written by one at home and by the other on the far side of the date line.
    clock.zone = "Europe/Lisbon"
    clock.set("2026-11-22 21:00:00")
    home = trust_tui("--as", "Ana", env=clock.env)
    check_in(home, "Ana")
    leave(home)
    clock.zone = "Pacific/Auckland"
    clock.set("2026-11-23 10:00:00")
    away = trust_tui("--as", "Ben", env=clock.env)
    form(away, "Ben")
    away.wait_for("Monday 23 November")
    away.press("[")
    away.wait_for("Sunday 22 November")
    away.press("tab", "space", "ctrl+s")
    away.wait_for(BOTH)
    leave(away)
    hers, his = sorted(saved(couple), key=lambda checkin: checkin.created_at.isoformat() + checkin.tz)
    assert hers.day == his.day == date(2026, 11, 22)
    assert hers.created_at == his.created_at == datetime(2026, 11, 22, 21, tzinfo=UTC)
    assert (hers.tz, his.tz) == ("Europe/Lisbon", "Pacific/Auckland")
    assert (hers.is_back_filled, his.is_back_filled) == (False, True)
