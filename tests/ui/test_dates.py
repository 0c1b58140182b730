"""Dates and weeks on the screen, as the person at the keyboard likes them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.ui.sitting import SUNDAY, sitting
from trust_tui.model.dates import WEEKDAYS
from trust_tui.model.people import Person
from trust_tui.model.schedule import Schedule
from trust_tui.services.companion import Companion
from trust_tui.services.preferences import Preferences
from trust_tui.store import Config


@pytest.fixture
def ana(couple: Companion) -> Person:
    return couple.couple.people[0]


def liking(tmp_path: Path, form: str, week_starts: str) -> Preferences:
    path = tmp_path / "config.toml"
    path.write_text(f'date_format = "{form}"\nweek_starts = "{week_starts}"\n')
    return Preferences(Config(path))


@pytest.mark.parametrize(
    ("form", "heading", "short"),
    [("month-day", "Sunday, November 22", "Nov 22"), ("iso", "Sunday 2026-11-22", "2026-11-22")],
)
async def test_a_day_reads_as_it_was_chosen(
    couple: Companion, ana: Person, tmp_path: Path, form: str, heading: str, short: str
) -> None:
    couple.victories.add(ana, SUNDAY, "The long walk")
    async with sitting(couple, writer="Ana", preferences=liking(tmp_path, form, "monday")) as there:
        await there.sees(heading)
        await there.press("f4")
        await there.sees(f"{short} ─")
        assert "22 November" not in there.text
        assert "22 Nov" not in there.text


@pytest.mark.parametrize(
    ("form", "written"), [("month-day", "November 21, 2026"), ("day-month", "21 November 2026")]
)
async def test_a_date_in_a_form_is_saved_as_the_same_day(
    couple: Companion, ana: Person, tmp_path: Path, form: str, written: str
) -> None:
    card = couple.victories.add(ana, SUNDAY - timedelta(days=1), "The long walk")
    async with sitting(couple, writer="Ana", preferences=liking(tmp_path, form, "monday")) as there:
        await there.press("f4", "e")
        await there.sees("What went well")
        assert there.field("day") == written
        await there.type("!")
        await there.press("ctrl+s")
        await there.sees("The long walk!")
    saved = next(each for each in couple.victories.wall(ana) if each.id == card.id)
    assert saved.day == SUNDAY - timedelta(days=1)


async def test_the_field_shows_back_what_it_understood(couple: Companion, tmp_path: Path) -> None:
    async with sitting(couple, writer="Ana", preferences=liking(tmp_path, "month-day", "monday")) as there:
        await there.press("f4", "a")
        await there.go_to("day")
        await there.sees("nov 12")
        await there.type("3/4")
        await there.sees("Wednesday, March 4")


@pytest.mark.parametrize("week_starts", ["monday", "sunday", "saturday"])
async def test_the_year_of_a_promise_begins_with_the_day_that_weeks_begin_with(
    couple: Companion, ana: Person, tmp_path: Path, week_starts: str
) -> None:
    couple.promises.make(ana, "I run late", "call", "", "", Schedule(SUNDAY, "FREQ=DAILY"))
    preferences = liking(tmp_path, "day-month", week_starts)
    async with sitting(couple, writer="Ana", size=(60, 40), preferences=preferences) as there:
        await there.press("f3", "v", "enter")
        await there.sees("A year of it")
        words = [line.split()[0] for line in there.lines if line.strip()]
        rows = [word for word in words if word in {name[:3] for name in WEEKDAYS}]
        assert len(rows) == 7
        assert rows[0] == week_starts[:3].title()
        last = next(line for line in there.lines if "Sun " in line)
        assert "·" in last, "what is due today stands in its own row"


async def test_a_filter_finds_a_day_by_its_month_in_every_format(
    couple: Companion, ana: Person, tmp_path: Path
) -> None:
    couple.victories.add(ana, SUNDAY, "The long walk")
    couple.victories.add(ana, SUNDAY - timedelta(days=60), "The soup")
    async with sitting(couple, writer="Ana", preferences=liking(tmp_path, "iso", "monday")) as there:
        await there.press("f4", "f")
        await there.type("november")
        await there.sees_no("The soup")
        assert there.shows("The long walk")
