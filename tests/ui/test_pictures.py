"""The screens as people see them.

After a change that is meant: `pytest tests/ui/test_pictures.py --snapshot-update`, and look at each one.
`rsvg-convert tests/ui/__snapshots__/test_pictures/NAME.svg -o NAME.png` makes a picture to look at.
"""

from __future__ import annotations

from importlib.metadata import version

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.ui.pictures import Picture, picture_of
from tests.ui.sitting import Sitting, sitting
from trust_tui.services.companion import Companion

DRAWN_WITH = "8.2.8"
"""The Textual that drew them. Another one may draw a border or a scroll bar otherwise; that is no fault."""

pytestmark = pytest.mark.skipif(
    version("textual") != DRAWN_WITH, reason=f"the pictures were drawn with Textual {DRAWN_WITH}"
)


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Picture)


async def fill_in(there: Sitting) -> None:
    """Half an evening: a few answers, a private note, and the cursor in the middle of a thought."""
    await there.press("space", "right", "right", "right", "down", "space")
    await there.go_to("safe")
    await there.press("4", "tab", "3")
    for name, text in (("private", "for me"), ("appreciated", "you called before I had to ask")):
        await there.go_to(name)
        await there.paste(text)
    await there.press("ctrl+r")
    await there.sees("kept as a victory")
    await there.go_to("need")
    await there.paste("to talk about Thur")
    await there.settle()


async def test_first_start(empty: Companion, picture: SnapshotAssertion) -> None:
    async with sitting(empty, size=(80, 24)) as there:
        await there.type("Ana")
        assert await picture_of(there) == picture


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_form(week: Companion, picture: SnapshotAssertion, size: tuple[int, int]) -> None:
    async with sitting(week, writer="Ana", size=size) as there:
        await fill_in(there)
        assert await picture_of(there) == picture


async def test_form_on_a_small_screen(week: Companion, picture: SnapshotAssertion) -> None:
    """Where it begins: what is below is scrolled to, which test_layouts.py looks after."""
    async with sitting(week, writer="Ana", size=(40, 12)) as there:
        await there.press("space", "right", "right", "right", "down", "space")
        assert await picture_of(there) == picture


async def test_saved_day_by_daylight(week: Companion, picture: SnapshotAssertion) -> None:
    async with sitting(week, writer="Ben", size=(80, 24)) as there:
        there.app.theme = "daylight"
        await there.press("escape", "[", "[")
        await there.sees("Both of you can read this day.")
        assert await picture_of(there) == picture


async def test_safety_in_high_contrast(empty: Companion, picture: SnapshotAssertion) -> None:
    async with sitting(empty, size=(80, 24)) as there:
        there.app.theme = "contrast"
        await there.press("f8", "c", "c", "c")
        await there.sees("Helplines: Austria")
        assert await picture_of(there) == picture


async def test_between_two(week: Companion, picture: SnapshotAssertion) -> None:
    async with sitting(week, size=(80, 24)) as there:
        await there.press("down")
        assert await picture_of(there) == picture
