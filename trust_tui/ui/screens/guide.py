"""The guide: its pages in a list and one beside it; one after the other where there is less room."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trust_tui.services import guide
from trust_tui.ui.commands import Place, bindings
from trust_tui.ui.guide_words import page_words
from trust_tui.ui.rooms import ROOMS
from trust_tui.ui.screens.page import Page
from trust_tui.ui.widgets.hints import Hints
from trust_tui.ui.widgets.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from trust_tui.services.guide import GuidePage
    from trust_tui.ui.app import TrustApp
    from trust_tui.ui.look import Glyphs

_THEMES = {
    "boundaries": "boundaries",
    "promises": "consistency",
    "victories": "victories",
    "together": "communication",
    "happened": "acknowledging",
    "thanks": "environment",
    "rituals": "environment",
    "decks": "environment",
    "journey": "patience",
    "setbacks": guide.HEALING,
    "healing": guide.HEALING,
    "support": "help",
}
"""The page about a tab, and about a room where it is another than that of its tab."""


class GuideScreen(Page):
    """Reads like a small book: down to the end of a page, then on to the next.

    Args:
        glyphs: The marks to draw with.
        key: The page to begin with; the first one where there is none of this name.
    """

    BINDINGS = bindings(Place.GUIDE)

    def __init__(self, glyphs: Glyphs, key: str = "") -> None:
        super().__init__()
        self._glyphs = glyphs
        self._pages = guide.all_pages()
        self._at = self._place_of(key)

    def compose(self) -> ComposeResult:
        """The list, the page, and the line of help."""
        with Container(id="guide"):
            shelf: Shelf[GuidePage] = Shelf(self._draw, id="guide-list")
            shelf.can_focus = False
            yield shelf
            with _Text(id="page"):
                yield Static(id="page-text", markup=False)
        yield Hints()

    def on_mount(self) -> None:
        """Let the arrows read."""
        self._shelf.show(self._pages, at=self._at)
        self._show()
        self._text.focus()

    def content(self) -> Content:
        """Return the page that is open."""
        where = f"  the guide, {self._at + 1} of {len(self._pages)}"
        return page_words(self._pages[self._at], where)

    def turn_to(self, key: str) -> None:
        """Turn to a page."""
        self._turn_to(self._place_of(key))

    @property
    def _shelf(self) -> Shelf[GuidePage]:
        return self.query_one("#guide-list", Shelf)

    def _place_of(self, key: str) -> int:
        return next((at for at, page in enumerate(self._pages) if page.key == key), 0)

    def _draw(self, page: GuidePage, width: int, _is_here: bool) -> Sequence[Content]:
        is_open = page is self._pages[self._at]
        mark = self._glyphs.here if is_open else " "
        style = "bold" if is_open else "$quiet"
        return [Content.assemble((f"{mark} ", "$accent"), (page.title, style)).truncate(width, ellipsis=True)]

    def _turn_to(self, at: int) -> None:
        self._at = at
        self._shelf.show(self._pages, at=at)
        self._show()
        self.refresh_bindings()

    def _show(self) -> None:
        self.query_one("#page-text", Static).update(self.content())
        self._text.scroll_home(animate=False, immediate=True)

    def on_shelf_highlighted(self, message: Shelf.Highlighted) -> None:
        """Turn to the page that was clicked."""
        if message.item is not self._pages[self._at]:
            self._turn_to(self._pages.index(message.item))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to go on only where there is another page."""
        if action == "step":
            by = parameters[0] if isinstance(parameters[0], int) else 0
            return 0 <= self._at + by < len(self._pages)
        return True

    def action_step(self, by: int) -> None:
        """Turn to the page before or after."""
        self._turn_to(self._at + by)

    def action_read(self, way: int) -> None:
        """Go on reading, or back, by a line; beyond the end of a page comes the next one."""
        self._read(way, 1)

    def action_leaf(self, way: int) -> None:
        """Go on reading, or back, by what is in sight."""
        self._read(way, max(1, self._text.scrollable_content_region.height - 1))

    def action_edge(self, way: int) -> None:
        """Go to the end of the page, or to its beginning."""
        if way > 0:
            self._text.scroll_end(animate=False)  # once the page is laid out, which it may not be yet
        else:
            self._text.scroll_home(animate=False)

    def _read(self, way: int, lines: int) -> None:
        text = self._text
        there = max(0, min(text.scroll_offset.y + way * lines, text.max_scroll_y))
        if there != text.scroll_offset.y:
            text.scroll_to(y=there, animate=False, immediate=True)
        elif self.check_action("step", (way,)):
            self.action_step(way)

    @property
    def _text(self) -> _Text:
        return self.query_one("#page", _Text)


class _Text(VerticalScroll, inherit_bindings=False):
    """The page that is open. Its keys are the screen's: where it ends, they go on to another."""


def palette_entries(app: TrustApp, place: str) -> Iterator[SystemCommand]:
    """Yield what the palette offers: the guide, and each of its pages."""
    yield SystemCommand("The guide", "A short page for each theme", partial(open_about, app, place))
    for page in guide.all_pages():
        title = f"Guide: {page.title}"
        yield SystemCommand(title, "A page of the guide", partial(open_page, app, page.key))


def open_about(app: TrustApp, place: str) -> None:
    """Open the guide at the page about a place; at the theme of the day where one checks in.

    Args:
        app: The program.
        place: The name of its text in the help.
    """
    if place == "checkin" and app.companion is not None:
        key = guide.prompt_for(app.companion.clock().day).theme
    else:
        key = theme_of(place)
    open_page(app, key)


def theme_of(place: str) -> str:
    """Return the page about a place; a room that has none of its own has that of its tab."""
    tabs = {room.id: room.tab for room in ROOMS}
    return _THEMES.get(place) or _THEMES.get(tabs.get(place, ""), "")


def open_page(app: TrustApp, key: str) -> None:
    """Open the guide at a page, or turn to it where the guide is open."""
    if isinstance(app.screen, GuideScreen):
        app.screen.turn_to(key)
    else:
        app.push_screen(GuideScreen(app.glyphs, key))
