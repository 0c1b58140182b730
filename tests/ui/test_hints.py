"""The line of help: what works here and now, as far as it fits; Safety and help always."""

from __future__ import annotations

import pytest

from tests.ui.sitting import Sitting, sitting
from trust_tui.services.companion import Companion
from trust_tui.ui.widgets.hints import Hints

WAYS = {
    "feelings": ["tab", "shift+tab"],
    "scale": ["tab", "tab"],
    "line": ["tab", "tab", "tab", "tab"],
    "private": ["shift+tab"],
    "resting": ["escape"],
    "another day": ["escape", "["],
    "reading": ["escape", "[", "["],
    "between two": ["escape", "w"],
    "help": ["f9"],
    "names": ["escape", "p"],
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
async def test_hints_fit_their_line_and_end_with_what_is_always_there(
    week: Companion, way: list[str]
) -> None:
    async with sitting(week, writer="Ana", size=(120, 24)) as there:
        await there.press(*way)
        for width in (120, 80, 56, 40):
            await there.pilot.resize_terminal(width, 24)
            await there.until(lambda: there.hints in there.lines[-1], "the hints as they fit")
            bar = there.app.screen.query_one(Hints)
            assert 0 < len(there.hints) <= bar.content_size.width
            assert there.hints.endswith("F8 safety")
            if way not in (WAYS["names"], WAYS["help"]):
                assert "help   F8 safety" in there.hints


def keys(there: Sitting) -> list[str]:
    return [part.split()[0] for part in there.hints.split("   ")]


async def test_hints_change_with_what_has_the_focus(week: Companion) -> None:
    async with sitting(week, writer="Ana") as there:
        assert "space choose" in there.hints
        await there.go_to("safe")
        assert "0 clear" in there.hints
        await there.go_to("need")
        assert "^t topic" in there.hints
        await there.go_to("private")
        assert "topic" not in there.hints


async def test_a_form_says_how_to_save_it_wherever_one_is_in_it(week: Companion) -> None:
    async with sitting(week, writer="Ana", size=(40, 12)) as there:
        await there.press("escape", "f3", "z", "tab", "tab", "tab")
        assert "^s save" in there.hints
        assert "right next one" in there.hints


async def test_no_letter_is_offered_while_typing(week: Companion) -> None:
    async with sitting(week, writer="Ana") as there:
        await there.go_to("need")
        assert [key for key in keys(there) if len(key) == 1] == []


async def test_what_cannot_be_done_with_this_day_is_not_offered(week: Companion) -> None:
    async with sitting(week, writer="Ana") as there:
        await there.press("escape")
        assert "day after" not in there.hints
        assert "today" not in there.hints
        assert "change it" not in there.hints
        await there.press("[")
        assert "change it" in there.hints
        assert "let it be read" in there.hints
        assert "save" not in there.hints
        await there.press("[")
        assert "let it be read" not in there.hints


async def test_what_the_screen_waits_for_takes_the_line(week: Companion) -> None:
    async with sitting(week, writer="Ana") as there:
        bar = there.app.screen.query_one(Hints)
        bar.busy = "Saving…"
        await there.sees("Saving…")
        await there.click("Hints", (8, 0))
        assert "How is it today, Ana?" in there.text
        bar.busy = ""
        await there.sees("^s save")


async def test_a_list_that_is_too_narrow_says_how_to_get_back_from_what_is_read(week: Companion) -> None:
    ana, ben = week.couple.people
    for number in range(3):
        week.thanks.add(ana, ben.id, f"the soup {number}")
    async with sitting(week, writer="Ana", size=(80, 24)) as there:
        await there.app.screen.open_place("together/thanks")  # type: ignore[attr-defined]
        await there.sees("the soup 1")
        assert "esc rooms" in there.hints
        await there.press("enter")
        assert "esc back" in there.hints
        await there.press("escape")
        assert "esc rooms" in there.hints
