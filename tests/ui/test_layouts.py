"""At 120x40 and 80x24 nothing overlaps or is cut; at 40x12 everything can be reached; 20x5 does no harm."""

from __future__ import annotations

from itertools import combinations

import pytest
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Label, Static

from tests.ui.sitting import SUNDAY, Sitting, sitting
from trust_tui.content import load
from trust_tui.model.checkin import Answers
from trust_tui.services.companion import Companion
from trust_tui.ui.panes.checkin_form import LABELS, PLACEHOLDERS
from trust_tui.ui.widgets.feelings import Feelings
from trust_tui.ui.widgets.fortnight import FortnightView
from trust_tui.ui.widgets.heading import Heading
from trust_tui.ui.widgets.hints import Hints
from trust_tui.ui.widgets.line_field import LineField
from trust_tui.ui.widgets.scale import Scale
from trust_tui.ui.widgets.tab_bar import TabBar

WHOLE = [(120, 40), (80, 24)]
SIZES = [*WHOLE, (104, 24), (56, 20), (40, 12), (40, 24)]
DRAWN = (Feelings, Scale, LineField, Label, Heading, TabBar, Hints, FortnightView, Static)


def drawn(there: Sitting) -> list[Widget]:
    """Every widget that draws something of its own on the top screen."""
    return [
        widget
        for widget in there.app.screen.walk_children(Widget)
        if isinstance(widget, DRAWN) and widget.is_on_screen and not _is_toast(widget)
    ]


def _is_toast(widget: Widget) -> bool:
    return any(type(node).__name__ == "ToastRack" for node in widget.ancestors_with_self)


def seen(there: Sitting, widget: Widget) -> Region:
    """The part of a widget that is in sight: not scrolled away, and not beyond the edge."""
    return there.app.screen.find_widget(widget).visible_region


def cut(there: Sitting) -> list[str]:
    """What is not fully in sight."""
    return [f"{widget!r}" for widget in drawn(there) if seen(there, widget) != widget.region]


def overlapping(there: Sitting) -> list[str]:
    """Pairs of widgets of which one lies on the other."""
    return [
        f"{one!r} and {other!r}"
        for one, other in combinations(drawn(there), 2)
        if seen(there, one).intersection(seen(there, other)).area
        and one not in other.ancestors
        and other not in one.ancestors
    ]


@pytest.mark.parametrize("size", WHOLE, ids=str)
async def test_the_whole_form_is_on_the_screen(week: Companion, size: tuple[int, int]) -> None:
    async with sitting(week, writer="Ana", size=size) as there:
        assert cut(there) == []
        assert overlapping(there) == []
        for words in (
            *LABELS.values(),
            *PLACEHOLDERS.values(),
            "guarded",
            "at ease",
            "hidden from Ben, not locked",
        ):
            assert words in there.text, words
        assert "F8 safety" in there.lines[-1]
        assert there.text.count("Ben") >= 2
        assert there.app.screen.query_one("CheckInPane").max_scroll_y == 0


@pytest.mark.parametrize("size", WHOLE, ids=str)
async def test_a_note_above_the_form_pushes_nothing_off(week: Companion, size: tuple[int, int]) -> None:
    ben = week.couple.people[1]
    week.checkins.save(ben, SUNDAY, Answers(("calm",)))
    async with sitting(week, writer="Ana", size=size) as there:
        await there.sees("Ben has written for this day. Both open once yours is here too.")
        assert cut(there) == []
        assert overlapping(there) == []
        assert "F8 safety" in there.lines[-1]


@pytest.mark.parametrize("size", WHOLE, ids=str)
async def test_a_saved_day_of_both_is_on_the_screen(week: Companion, size: tuple[int, int]) -> None:
    async with sitting(week, writer="Ana", size=size) as there:
        await there.press("escape", "[", "[")
        await there.sees("Ben needed 2026-11-20")
        assert cut(there) == []
        assert overlapping(there) == []
        assert "Both of you can read this day." in there.text


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_nothing_lies_on_something_else(week: Companion, size: tuple[int, int]) -> None:
    async with sitting(week, writer="Ana", size=size) as there:
        for keys in ([], ["f9"], ["escape", "f8"], ["escape", "escape", "p"], ["escape", "[", "["], ["w"]):
            await there.press(*keys)
            assert overlapping(there) == [], keys


@pytest.mark.parametrize("size", WHOLE, ids=str)
async def test_the_first_start_is_on_the_screen(empty: Companion, size: tuple[int, int]) -> None:
    async with sitting(empty, size=size) as there:
        assert cut(there) == []
        assert [line for line in load("welcome.json")["lines"] if line not in there.text] == []
        for words in (
            "not locked from them.",
            "A passphrase, if you want one, comes next",
            "F8 opens Safety",
            "And the other person?",
            "You can write alone",
        ):
            assert there.shows(words)


async def test_the_first_start_fits_a_small_screen(empty: Companion) -> None:
    async with sitting(empty, size=(40, 12)) as there:
        for words in ("F8", "F12 or ctrl+\\", "What would you like to be called?"):
            assert words in there.text
        await there.type("Ana")
        await there.press("enter")
        await there.type("Ben")
        assert "Ben" in there.text
        await there.press("enter", "1")
        await there.sees("How is it today, Ana?")


@pytest.mark.parametrize("size", [(40, 12), (40, 24), (20, 5), (56, 12)], ids=str)
async def test_the_focus_is_always_in_sight(week: Companion, size: tuple[int, int]) -> None:
    async with sitting(week, writer="Ana", size=size) as there:
        for key in (*["tab"] * 9, *["shift+tab"] * 9):
            await there.press(key)
            await there.until(lambda: in_sight(there), f"the focus after {key}")


def in_sight(there: Sitting) -> bool:
    """Whether what has the focus is in sight, as far as there is room for it."""
    focused, pane = there.app.focused, there.app.screen.query_one("CheckInPane")
    assert isinstance(focused, Widget)
    return focused is pane or seen(there, focused).height == min(
        focused.region.height, pane.content_region.height
    )


async def test_what_is_typed_is_in_sight_on_a_small_screen(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=(40, 12)) as there:
        for name in ("appreciated", "need", "own", "private"):
            await there.go_to(name)
            await there.type(f"{name[:3]}-mark")
            await there.sees(f"{name[:3]}-mark")
        await there.press("ctrl+s")
        await there.sees("Ana, your day")


async def test_what_became_of_a_line_is_in_sight_on_a_small_screen(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=(40, 12)) as there:
        for name in ("appreciated", "need", "own"):
            await there.go_to(name)
            await there.until(lambda: in_sight(there))
            await there.paste(name)
            await there.press("ctrl+r")
            await there.sees("kept as a victory")
            await there.press("ctrl+t")
            await there.sees("kept as a topic and a victory")


async def test_a_problem_is_in_sight_on_a_small_screen(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=(40, 12)) as there:
        await there.go_to("private")
        await there.press("ctrl+s")
        await there.sees("Nothing is filled in yet.")


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (300, 100)], ids=str)
async def test_odd_sizes_do_no_harm(week: Companion, size: tuple[int, int]) -> None:
    async with sitting(week, writer="Ana", size=size) as there:
        await there.press("space", "tab", "a", "f9", "escape", "f8", "escape", "escape", "[", "w", "2")
        await there.press("space", "ctrl+s")
        await there.until(lambda: week.checkins.day(week.couple.people[1], SUNDAY).mine is not None)


async def test_a_window_that_changes_its_size_keeps_words_and_focus(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=(120, 40)) as there:
        await there.go_to("need")
        await there.type("a wa")
        for size in ((40, 12), (1, 1), (80, 24), (20, 5), (200, 60)):
            await there.pilot.resize_terminal(*size)
            await there.settle()
        await there.type("lk")
        assert (there.focused, there.field("need")) == ("need", "a walk")
        assert "a walk" in there.text
