"""Names: at the first start, and whenever they change."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest

from tests.ui.sitting import HandClock, Sitting, on_disk, sitting
from trust_tui.model.checkin import CheckIn
from trust_tui.model.people import NAME_LIMIT
from trust_tui.services.companion import Companion
from trust_tui.store import Disk, Places
from trust_tui.ui import work
from trust_tui.ui.screens.safety import SafetyPage
from trust_tui.ui.widgets.hints import Hints


def names(companion: Companion) -> list[str]:
    return [person.name for person in companion.couple.people]


def beside(there: Sitting, row: str) -> str:
    note = there.app.screen.query_one(f"#{row}-note")
    return str(note.render()) if note.display else ""


async def test_the_first_start_says_what_has_to_be_known(empty: Companion) -> None:
    async with sitting(empty) as there:
        for words in ("about a minute a day each", "not therapy", "F8 opens Safety", "F12 or ctrl+\\ clears"):
            await there.sees(words)
        assert there.focused == "first"
        assert there.hints == "^s begin   esc skip   F8 safety"


async def test_two_people_are_set_up_with_two_names(empty: Companion) -> None:
    async with sitting(empty) as there:
        await there.type("Ana")
        await there.press("enter")
        await there.type("Ben")
        await there.press("enter")
        await there.sees("Who is writing?")
        await there.sees("1 ● Ana 2 ◆ Ben")

    assert names(empty) == ["Ana", "Ben"]


async def test_one_name_is_enough_and_nobody_is_asked_who_writes(empty: Companion) -> None:
    async with sitting(empty) as there:
        await there.type("Ana")
        await there.press("ctrl+s")
        await there.sees("How is it today, Ana?")

    assert names(empty) == ["Ana"]


@pytest.mark.parametrize("keys", [["escape"], ["enter", "enter"], ["ctrl+s"]])
async def test_the_first_start_can_be_skipped(empty: Companion, keys: list[str]) -> None:
    async with sitting(empty) as there:
        await there.press(*keys)
        await there.sees("How is it today, Me?")
        await there.press("space", "ctrl+s")
        await there.sees("Me, your day")

    assert len(empty.ledger.all(CheckIn)) == 1


async def test_two_enters_in_a_hurry_are_one(empty: Companion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "GIVE_WAY", 0.02)
    began, go_on, times = Event(), Event(), 0
    set_up = empty.people.set_up

    def slowly(*arguments: Any) -> Any:
        nonlocal times
        times += 1
        began.set()
        assert go_on.wait(10)
        return set_up(*arguments)

    monkeypatch.setattr(empty.people, "set_up", slowly)
    async with sitting(empty) as there:
        await there.type("Ana")
        await there.press("enter")
        there.post("enter")
        await there.until(began.is_set)
        await there.until(lambda: there.hints == "Saving…")
        there.post("enter", "ctrl+s", "escape", "enter", "f8")
        await there.sees("When this is not for you")
        go_on.set()
        below = there.app.screen_stack[-2]
        await there.until(lambda: not below.query_one(Hints).busy, "the end of the save")
        await there.settle()
        assert isinstance(there.app.screen, SafetyPage)
        await there.press("escape")
        await there.sees("How is it today, Ana?")
        assert below not in there.app.screen_stack

    assert (times, names(empty)) == (1, ["Ana"])


@pytest.mark.parametrize(
    ("first", "second", "row", "said"),
    [
        ("x" * (NAME_LIMIT + 1), "", "first", "up to 40 fit"),
        ("Ana", "x" * 200, "second", "has 200 characters"),
        ("Ana", "ana", "second", "Both names are the same."),
        ("Ana", " ＡＮＡ ", "second", "Both names are the same."),
        ("A\tna", "", "first", "a character that cannot be shown"),
    ],
)
async def test_a_problem_stands_beside_its_name_until_it_is_mended(
    empty: Companion, first: str, second: str, row: str, said: str
) -> None:
    async with sitting(empty) as there:
        await there.paste(first)
        await there.press("enter")
        await there.paste(second)
        await there.press("ctrl+s")
        await there.until(lambda: said in beside(there, row), said)
        assert there.focused == row
        assert (there.field("first"), there.field("second")) == (first, second)
        assert names(empty) == []

        await there.press("backspace")
        assert beside(there, row) == ""


@pytest.mark.parametrize("name", ["名前", "👩‍👧", "عمر", "Åsa-Märta Ö'Neil", "A" * NAME_LIMIT])
async def test_names_of_all_kinds_are_taken(empty: Companion, name: str) -> None:
    async with sitting(empty, size=(80, 24)) as there:
        await there.paste(name)
        await there.press("ctrl+s")
        await there.sees("How is it today, ")

    assert names(empty) == [name]


async def test_names_are_changed_later_and_show_at_once(week: Companion) -> None:
    async with sitting(week, writer="Ana") as there:
        await there.press("escape", "p")
        assert (there.field("first"), there.field("second")) == ("Ana", "Ben")
        assert there.hints == "^s save   esc back   F8 safety"
        await there.type("bel")
        await there.press("ctrl+s")
        await there.sees("How is it today, Anabel?")
        assert "● Anabel is writing" in there.text
        await there.press("w")
        await there.sees("1 ● Anabel")

    assert names(week) == ["Anabel", "Ben"]


async def test_escape_leaves_the_names_as_they_are(week: Companion) -> None:
    async with sitting(week, writer="Ana") as there:
        await there.press("escape", "p")
        await there.type("bel")
        await there.press("escape")
        await there.sees("How is it today, Ana?")

    assert names(week) == ["Ana", "Ben"]


async def test_a_name_that_is_there_cannot_be_emptied(week: Companion) -> None:
    async with sitting(week, writer="Ana") as there:
        await there.press("escape", "p", *["backspace"] * 3, "ctrl+s")
        await there.until(lambda: "Please type a name." in beside(there, "first"))
        await there.press("tab", *["backspace"] * 3)
        assert "write alone" not in there.text

    assert names(week) == ["Ana", "Ben"]


async def test_somebody_joins_later(empty: Companion) -> None:
    empty.people.set_up("Ana")
    async with sitting(empty) as there:
        await there.press("escape", "p", "tab")
        await there.type("Ben")
        await there.press("enter")
        await there.sees("hidden from Ben, not locked")
        await there.sees("w hand over")
        await there.press("w", "2")
        await there.sees("How is it today, Ben?")


async def test_who_is_asked_by_the_names_as_they_are_by_now(couple: Companion) -> None:
    async with sitting(couple) as there:
        await there.press("p")
        await there.type("bel")
        await there.press("ctrl+s")
        await there.sees("1 ● Anabel")
        await there.press("1")
        await there.sees("How is it today, Anabel?")


async def test_new_names_can_be_taken_back_everywhere(week: Companion) -> None:
    async with sitting(week, writer="Ana") as there:
        await there.press("escape", "p")
        await there.type("bel")
        await there.press("ctrl+s")
        await there.sees("● Anabel is writing")
        await there.press("escape", "f2", "u")
        await there.sees("Undone: changed the names.")
        await there.sees("● Ana is writing")
        await there.press("f1")
        await there.sees("How is it today, Ana?")
        await there.press("escape", "w")
        await there.sees("1 ● Ana 2 ◆ Ben")


async def test_somebody_who_was_added_goes_again_with_undo(empty: Companion) -> None:
    empty.people.set_up("Ana")
    async with sitting(empty) as there:
        await there.press("escape", "p", "tab")
        await there.type("Ben")
        await there.press("enter")
        await there.sees("w hand over")
        await there.press("escape", "u")
        await there.sees("Undone: added Ben.")
        await there.until(lambda: "w hand over" not in there.hints)
        assert "hidden from Ben" not in there.text
        await there.press("w")
        assert "● Ana is writing" in there.text


async def test_names_follow_what_another_window_does(
    kept: Companion, places: Places, clock: HandClock
) -> None:
    elsewhere = on_disk(places, clock, Disk())
    async with sitting(kept) as there:
        await there.sees("1 ● Ana 2 ◆ Ben")
        elsewhere.people.set_names(["Anna", "Benny"])
        await there.sees("1 ● Anna 2 ◆ Benny")
        await there.press("2")
        await there.sees("How is it today, Benny?")
        elsewhere.people.set_names(["Anna", "Ben"])
        await there.sees("◆ Ben is writing")
        await there.sees("How is it today, Ben?")
    elsewhere.close()


async def test_whoever_writes_never_vanishes_under_the_program(places: Places, clock: HandClock) -> None:
    here, elsewhere = on_disk(places, clock, Disk()), on_disk(places, clock, Disk())
    here.people.set_up("Ana")
    elsewhere.ledger.catch_up()
    (ana,) = elsewhere.couple.people
    elsewhere.people.set_names(["Ana", "Ben"], ana)
    here.ledger.catch_up()
    async with sitting(here, writer="Ben") as there:
        await there.sees("How is it today, Ben?")
        elsewhere.undo(ana)
        await there.sees("1 ● Ana")
        assert "Ben" not in there.text
        await there.press("1")
        await there.sees("How is it today, Ana?")
        assert "w hand over" not in there.hints
    elsewhere.close()
