"""Filling in a form as people do, and who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.widgets import TextArea

from trust_tui.ui.widgets.blocks import Blocks
from trust_tui.ui.widgets.choice import Choice
from trust_tui.ui.widgets.form_row import FormRow
from trust_tui.ui.widgets.shelf import Shelf

if TYPE_CHECKING:
    from tests.ui.sitting import Sitting


async def fill(there: Sitting, **values: str) -> None:
    """Put these values into the form that is open, in one go; what stood in a field goes."""
    rows = [row for row in there.app.screen.query(FormRow) if row.display]
    order = [field.id for row in rows for field in row.query("LineField, Choice")]
    names = sorted(values, key=order.index)
    await there.go_to(names[0])
    at = order.index(names[0])
    for name in names:
        there.post(*["tab"] * (order.index(name) - at))
        at = order.index(name)
        field = there.app.screen.query_one(f"#{name}")
        if isinstance(field, Choice):
            options = [value for value, _ in field._options]
            there.post(
                *["right"] * ((options.index(values[name]) - options.index(field.value)) % len(options))
            )
        elif isinstance(field, TextArea):
            await there.settle()
            field.select_all()  # ctrl+u would stop where a long line is broken
            there.app.post_message(events.Paste(values[name]))
    await there.settle()
    for name in names:
        field = there.app.screen.query_one(f"#{name}")
        stands = field.value if isinstance(field, Choice) else there.field(name)
        assert stands == values[name], f"{stands!r} in {name}"


async def write(there: Sitting, **values: str) -> None:
    """Fill in the form that is open, and save it."""
    await fill(there, **values)
    await there.press("ctrl+s")


async def hand_to(there: Sitting, place: int, tab: str) -> None:
    """Hand the keyboard to the first or second of the two, who opens a tab."""
    await there.press("w")
    await there.sees("Who is writing?")
    await there.press(str(place), tab)


async def reads(there: Sitting, words: str) -> None:
    """Wait until these words stand in what is open beside the list, however they are broken into lines."""
    await there.until(lambda: words in " ".join(detail(there).split()), f"{words!r} beside the list")


def detail(there: Sitting) -> str:
    """What is open beside the list, or in its place."""
    return "".join(str(each.render()) for each in there.app.screen.query(Blocks) if each.is_on_screen)


async def go_to_line(there: Sitting, words: str, shelf: str = "promises-list") -> None:
    """Move the cursor to the first line of a list, from the top, that holds these words."""
    await there.go_to(shelf)
    line = there.app.screen.query_one(f"#{shelf}", Shelf)
    # Whoever just sat down gets the focus a moment before their list, and the list a moment before its width.
    await there.until(
        lambda: bool(line.item is not None and line.has_focus and line.size.width), "something in the list"
    )
    await there.press("home")
    on = "right" if line.columns > 1 else "down"
    for _ in range(100):
        if words in cursor_line(there, shelf):
            return
        await there.press(on)
    raise AssertionError(f"no line holds {words!r}:\n{there.text}")


def cursor_line(there: Sitting, shelf: str = "promises-list") -> str:
    """What the line under the cursor says."""
    line = there.app.screen.query_one(f"#{shelf}", Shelf)
    lines = line._draw(line.item, line.size.width, True) if line.item is not None else ()
    return " ".join(" ".join(each.plain for each in lines).split())
