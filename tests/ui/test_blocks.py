"""Text in blocks: as high as it needs, and laid out again only where it is as high as before no more."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trust_tui.ui.look import THEMES
from trust_tui.ui.widgets.blocks import Blocks

WORDS = "one two three four five six"


class Case(App[None]):
    """Blocks with a line below them, which counts layouts."""

    CSS = "VerticalScroll { height: 1fr; } Blocks, Static { height: auto; }"

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(THEMES[0])
        self.theme = THEMES[0].name
        self.layouts = 0

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Blocks()
            yield Static("below", id="below")

    def on_mount(self) -> None:
        self.screen.screen_layout_refresh_signal.subscribe(self.blocks, self._laid_out)

    def _laid_out(self, _screen: Screen[object]) -> None:
        self.layouts += 1

    @property
    def blocks(self) -> Blocks:
        return self.query_one(Blocks)

    @property
    def below(self) -> int:
        """The line on which what is below stands."""
        return self.query_one("#below").region.y


async def test_others_move_where_it_is_higher_or_less_high_and_only_there() -> None:
    app = Case()
    async with app.run_test(size=(40, 12)) as pilot:
        for texts, moves in (
            (["a", "b"], True),
            (["c", "d"], False),
            (["c", "d", "e"], True),
            (["a\nb\nc"], False),  # one of three lines
            (["f"], True),
            ([], True),
        ):
            await pilot.pause(0.05)  # what the last one moved may be laid out a second time
            app.layouts = 0
            app.blocks.show_blocks(map(Content, texts))
            await pilot.pause()
            assert bool(app.layouts) is moves, texts
            shown = str(app.blocks.render()).split()
            assert shown == " ".join(texts).split()
            assert app.below == " ".join(texts).count("\n") + len(texts)


async def test_what_changes_twice_before_it_is_drawn_is_as_high_as_it_is_at_last() -> None:
    app = Case()
    async with app.run_test(size=(40, 12)) as pilot:
        app.blocks.show_blocks([Content("a"), Content("b")])
        await pilot.pause()
        app.blocks.show_blocks([Content("a")])
        app.blocks.show_blocks([Content("c"), Content("d")])
        await pilot.pause()
        assert app.below == 2
        app.blocks.show_blocks([Content("c"), Content("e")])
        app.blocks.show_blocks([Content("f")])
        await pilot.pause()
        assert app.below == 1


async def test_it_is_wrapped_anew_for_another_width_in_sight_or_not() -> None:
    app = Case()
    async with app.run_test(size=(40, 12)) as pilot:
        app.blocks.show_blocks([Content(WORDS), lambda width: [Content("-" * width)]])
        await pilot.pause()
        assert app.below == 2
        await pilot.resize_terminal(14, 12)
        await pilot.pause()
        assert app.below == 3
        app.blocks.display = False
        await pilot.pause()
        app.blocks.show_blocks([Content(WORDS), ("label", Content(WORDS))])
        await pilot.resize_terminal(40, 12)
        app.blocks.display = True
        await pilot.pause()
        assert app.below == 3
