"""Many things are as quick to look through as few: only what is in sight is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.strip import Strip

from tests.ui.filling import cursor_line, detail, reads
from tests.ui.sitting import SUNDAY, HandClock, sitting
from tests.ui.traces import traces
from trust_tui.model.boundaries import BoundaryWords
from trust_tui.model.people import Person
from trust_tui.model.promises import Outcome, Result
from trust_tui.model.schedule import Schedule
from trust_tui.services.companion import Companion
from trust_tui.ui.look import THEMES
from trust_tui.ui.panes import promise_rows, victories
from trust_tui.ui.panes.list_pane import ListPane, Row
from trust_tui.ui.panes.promise_rows import LinePainter, PromiseLine
from trust_tui.ui.panes.promises import PromisesPane
from trust_tui.ui.panes.victories import VictoriesPane
from trust_tui.ui.widgets.blocks import Block
from trust_tui.ui.widgets.shelf import Shelf, ShelfHeading

SIZE, WIDE = (80, 24), (120, 40)
ROWS = 5_000


class Case(App[None]):
    """A shelf and nothing else, which notes what it draws."""

    def __init__(self, items: Sequence[str | ShelfHeading], card_width: int = 0) -> None:
        super().__init__()
        self.register_theme(THEMES[0])
        self.theme = THEMES[0].name
        self.drawn: list[str] = []
        self.opened: list[str] = []
        self._items = items
        self._card_width = card_width

    def compose(self) -> ComposeResult:
        yield Shelf(self._draw, height=2, card_width=self._card_width, id="shelf")

    def on_mount(self) -> None:
        self.shelf.show(self._items, "Nothing is here.")
        self.shelf.focus()

    def on_shelf_opened(self, message: Shelf.Opened) -> None:
        self.opened.append(message.item)

    @property
    def shelf(self) -> Shelf[str]:
        return self.query_one(Shelf)

    def _draw(self, item: str, width: int, is_here: bool) -> list[Content]:
        self.drawn.append(item)
        return [Content(item)]


ITEMS = [f"thing {number}" for number in range(ROWS)]


@pytest.mark.parametrize(("card_width", "in_sight"), [(0, 12), (24, 36)])
async def test_only_what_is_in_sight_is_drawn(card_width: int, in_sight: int) -> None:
    app = Case(ITEMS, card_width)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert 0 < len(app.drawn) <= 3 * in_sight, "the first sight"
        for key, most in (("pagedown", 2), ("end", 2), ("pageup", 2), ("home", 2)):
            app.drawn.clear()
            await pilot.press(key)
            await pilot.pause()
            assert len(app.drawn) <= most * in_sight + 2 * app.shelf.columns, key
        app.drawn.clear()
        await pilot.press("down")
        await pilot.pause()
        assert len(app.drawn) <= 2, "one step draws the two that changed"


async def test_the_keys_go_where_they_say_and_stop_at_the_ends() -> None:
    app = Case(ITEMS)
    async with app.run_test(size=SIZE) as pilot:
        for key, at in (
            ("up", 0), ("down", 1), ("end", ROWS - 1), ("down", ROWS - 1), ("pagedown", ROWS - 1),
            ("pageup", ROWS - 13), ("home", 0), ("pagedown", 12), ("left", 11), ("home", 0), ("pageup", 0),
        ):  # fmt: skip
            await pilot.press(key)
            assert app.shelf.cursor == at, key
            top = app.shelf.scroll_offset.y
            assert top <= at * 2 < top + SIZE[1], "the cursor is in sight"
        await pilot.press("enter")
        assert app.opened == ["thing 0"]


async def test_cards_are_walked_in_rows_and_columns() -> None:
    app = Case(ITEMS[:8], card_width=24)
    async with app.run_test(size=SIZE) as pilot:
        assert app.shelf.columns == 3
        for key, at in (
            ("right", 1),
            ("down", 4),
            ("down", 7),
            ("down", 7),
            ("left", 6),
            ("up", 3),
            ("end", 7),
        ):
            await pilot.press(key)
            assert app.shelf.cursor == at, key


async def test_headings_are_passed_over_and_seen_with_what_they_head() -> None:
    items: list[str | ShelfHeading] = [
        ShelfHeading("one"),
        "a",
        ShelfHeading("two"),
        ShelfHeading("three"),
        "b",
        ShelfHeading("empty"),
    ]
    app = Case(items)
    async with app.run_test(size=(40, 4)) as pilot:
        assert app.shelf.item == "a"
        for key, item in (
            ("up", "a"),
            ("down", "b"),
            ("down", "b"),
            ("end", "b"),
            ("pageup", "a"),
            ("home", "a"),
        ):
            await pilot.press(key)
            assert app.shelf.item == item, key
        await pilot.press("home")
        assert app.shelf.scroll_offset.y == 0
        assert app.shelf.items == ["a", "b"]


async def test_nothing_and_one_thing_are_fine_too() -> None:
    app = Case([])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "end", "pagedown", "enter", "home", "left")
        assert (app.shelf.item, app.opened) == (None, [])
        assert "Nothing is here." in app.shelf.render_line(0).text
        app.shelf.show([ShelfHeading("alone")])
        await pilot.press("down", "end", "enter")
        assert (app.shelf.item, app.opened) == (None, [])
        app.shelf.show(["one"])
        await pilot.press("down", "end", "pagedown", "enter")
        assert app.opened == ["one"]
        await pilot.resize_terminal(1, 1)
        await pilot.press("down", "up")
        await pilot.resize_terminal(*SIZE)
        await pilot.pause()
        assert "one" in app.shelf.render_line(0).text


@pytest.mark.parametrize(("card_width", "key"), [(0, "down"), (24, "right"), (24, "down")])
async def test_a_step_draws_the_lines_of_two_things_and_no_others(
    card_width: int, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = Case(ITEMS, card_width)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        lines: list[int] = []
        render_line = Shelf.render_line

        def noted(self: Shelf[str], y: int) -> Strip:
            lines.append(y)
            return render_line(self, y)

        monkeypatch.setattr(Shelf, "render_line", noted)
        await pilot.press(key)
        await pilot.pause()
        assert {0, 1} <= set(lines) <= {0, 1, 2, 3}


async def test_the_mouse_moves_the_cursor_and_a_second_click_opens() -> None:
    app = Case([ShelfHeading("one"), *ITEMS])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.click("#shelf", offset=(5, 0))
        assert app.shelf.item == "thing 0", "a heading is not chosen"
        await pilot.click("#shelf", offset=(5, 7))
        assert app.shelf.item == "thing 2"
        assert app.opened == []
        await pilot.double_click("#shelf", offset=(5, 7))
        assert app.opened == ["thing 2"]


# The same on the real tabs


@pytest.mark.slow
async def test_a_ledger_of_years_is_drawn_as_far_as_it_is_in_sight(
    couple: Companion, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = couple.couple.people[0]
    promise = couple.promises.make(ana, "", "call", "", "", Schedule(SUNDAY, "FREQ=DAILY"))
    clock.move(days=ROWS - 1)
    couple.promises.answer(ana, promise.id, SUNDAY, Result.KEPT, "the first one of all")
    drawn: list[str] = []
    line = LinePainter.line

    def noted(self: LinePainter, of: PromiseLine, width: int, is_here: bool) -> Content:
        drawn.append(of.id)
        return line(self, of, width, is_here)

    monkeypatch.setattr(promise_rows.LinePainter, "line", noted)
    async with sitting(couple, writer="Ana", size=SIZE) as there:
        await there.press("f3")
        shelf = there.app.screen.query_one("#promises-list", Shelf)
        assert len(drawn) <= 4 * SIZE[1], "the first sight"
        for key in ("pagedown", "pageup"):
            drawn.clear()
            await there.press(key)
            assert len(drawn) <= 3 * SIZE[1], key
        before = 0
        for _ in range(12):
            if shelf.count == before:
                break
            before = shelf.count
            drawn.clear()
            await there.press("end")
            assert len(drawn) <= 6 * SIZE[1], "the end"
        await there.press("end")
        assert cursor_line(there).startswith("▸ 22 Nov 2026 ● I will call ● kept +"), "the first day of all"
        assert len(shelf.items) >= ROWS
        await there.press("home", "f")
        drawn.clear()
        await there.paste("first one of all")
        await there.until(lambda: len(shelf.items) == 1, "the one")
        assert len(drawn) <= 3 * SIZE[1]
        await there.press("enter", "escape")
        assert there.focused == "promises-list"
    assert len(couple.ledger.all(Outcome)) == 1


@pytest.mark.slow
async def test_a_wall_of_two_thousand_is_drawn_as_far_as_it_is_in_sight(
    couple: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = couple.couple.people[0]
    for number in range(2_000):
        couple.victories.add(ana, SUNDAY, f"card {number:04}")
    drawn: list[str] = []
    draw = VictoriesPane.draw

    def noted(self: VictoriesPane, row: victories.WallRow, width: int, is_here: bool) -> Sequence[Content]:
        drawn.append(row.id)
        return draw(self, row, width, is_here)

    monkeypatch.setattr(VictoriesPane, "draw", noted)
    async with sitting(couple, writer="Ana", size=SIZE) as there:
        await there.press("f4")
        await there.sees("card 1999")
        for keys in (["home"], ["pagedown"], ["end"], ["pageup"], ["up"], ["f1", "f4"]):
            drawn.clear()
            await there.press(*keys)
            assert len(drawn) <= 30, keys
        await there.press("end", "pageup", "pageup")  # the last ones are milestones of that day
        await there.sees("card 0000")
        await there.press("f")
        drawn.clear()
        await there.paste("0042")
        await there.sees("card 0042")
        assert len(drawn) <= 30
        await there.press("enter", "escape", "home")
        await there.sees("card 1999")


@pytest.mark.slow
@pytest.mark.parametrize(("tab", "shelf"), [("f2", "boundaries"), ("f3", "promises"), ("f4", "victories")])
async def test_what_the_cursor_is_on_is_in_sight_in_every_window(
    couple: Companion, tab: str, shelf: str
) -> None:
    ana = couple.couple.people[0]
    for number in range(30):
        couple.boundaries.propose(ana, BoundaryWords(fine=f"boundary {number}"))
        couple.promises.make(ana, "", f"do {number}", "", "", Schedule(SUNDAY, "FREQ=DAILY"))
        couple.victories.add(ana, SUNDAY, f"card {number}")
    async with sitting(couple, writer="Ana", size=(120, 40)) as there:
        await there.press(tab, "end")
        shown = there.app.screen.query_one(f"#{shelf}-list", Shelf)
        item = shown.item
        for size in ((80, 24), (40, 12), (20, 5), (1, 1), (40, 12), (120, 40)):
            await there.pilot.resize_terminal(*size)
            await there.settle()
            assert shown.item is item
            if size >= (20, 5):
                await there.until(partial(is_in_sight, shown), f"the cursor at {size}")
            await there.press("enter", "escape")
            assert there.focused == f"{shelf}-list"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tab", "pane", "size", "is_beside"),
    [("f3", PromisesPane, WIDE, True), ("f3", PromisesPane, SIZE, False), ("f4", VictoriesPane, WIDE, False)],
)
async def test_what_a_thing_holds_is_worked_out_once_and_only_where_it_is_seen(
    couple: Companion,
    tab: str,
    pane: type[ListPane[Row]],
    size: tuple[int, int],
    is_beside: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ana = couple.couple.people[0]
    for number in range(3):
        couple.promises.make(ana, "", f"do {number}", "", "", Schedule(SUNDAY, "FREQ=DAILY"))
        couple.victories.add(ana, SUNDAY, f"card {number}")
    asked: list[str] = []
    worked_out = pane.detail

    def noted(self: ListPane[Row], row: Row, person: Person) -> Iterable[Block]:
        asked.append(row.id)
        return worked_out(self, row, person)

    monkeypatch.setattr(pane, "detail", noted)
    async with sitting(couple, writer="Ana", size=size) as there:
        await there.press(tab, "home")
        asked.clear()
        await there.press("right" if tab == "f4" else "down")
        assert len(asked) == is_beside
        await there.press("enter")
        await reads(there, "do 1" if tab == "f3" else "card 1")


@pytest.mark.slow
async def test_what_comes_into_sight_in_a_wider_window_is_what_the_cursor_is_on(couple: Companion) -> None:
    ana = couple.couple.people[0]
    for number in range(3):
        couple.promises.make(ana, "", f"do {number}", "", "", Schedule(SUNDAY, "FREQ=DAILY"))
    async with sitting(couple, writer="Ana", size=SIZE) as there:
        await there.press("f3", "home", "enter")
        await reads(there, "do 0")
        await there.press("escape", "down")
        assert traces(there, "do 0, ") == []
        await there.pilot.resize_terminal(*WIDE)
        await reads(there, "do 1")
        assert "do 0" not in detail(there)


def is_in_sight(shelf: Shelf[object]) -> bool:
    line = shelf.cursor // shelf.columns * shelf.item_height
    return shelf.scroll_offset.y - shelf.item_height < line < shelf.scroll_offset.y + shelf.size.height


async def test_what_comes_back_into_sight_is_drawn_anew_in_other_colours_alone() -> None:
    app = Case([f"thing {number}" for number in range(40)])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.register_theme(THEMES[1])
        for theme, is_drawn in ((app.theme, False), (THEMES[1].name, True)):
            app.drawn.clear()
            app.shelf.display = False
            await pilot.pause()
            app.theme = theme
            app.shelf.display = True
            await pilot.pause()
            assert (len(app.drawn) > 1) is is_drawn, "besides the cursor, which left"


async def test_a_page_is_a_page_as_soon_as_it_is_back_in_sight() -> None:
    app = Case([f"thing {number}" for number in range(400)], card_width=24)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.shelf.action_page(1)
        page = app.shelf.cursor
        app.shelf.display = False
        await pilot.pause()
        app.shelf.display = True
        app.shelf.action_page(1)
        assert app.shelf.cursor == 2 * page
