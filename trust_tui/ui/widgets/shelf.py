"""Many things, few at a time: rows in one column, or cards in as many as fit.

Only what is in sight is drawn, so ten thousand things scroll like ten.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from rich.cells import cell_len
from rich.style import Style
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from trust_tui.ui.commands import Place, bindings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

ItemT = TypeVar("ItemT")

_GAP = 2
"""Cells between two columns."""

_REMEMBERED = 400
"""Drawn things kept for the next picture: a few screens full."""


@dataclass(frozen=True, slots=True)
class ShelfHeading:
    """A line between things, which cannot be chosen.

    Attributes:
        words: What it says.
        small: What it says in small behind that, where there is room.
    """

    words: str
    small: str = ""


@dataclass(frozen=True, slots=True)
class _Picture:
    """What is the same in all lines of one picture: it takes a moment to be worked out."""

    width: int = 0
    columns: int = 1
    item_width: int = 1
    style: Style = field(default_factory=Style)


class Shelf(ScrollView, Generic[ItemT], can_focus=True):
    """Shows things drawn by a function, with a cursor on one of them.

    Args:
        draw: Returns the lines of one thing, given how wide they may be and whether the cursor is on it.
        height: How many lines each thing takes.
        card_width: The least width of a card; 0 for rows in one column.
    """

    BINDINGS = bindings(Place.LIST)
    COMPONENT_CLASSES = {"shelf--here"}

    cursor: reactive[int] = reactive(0, init=False, repaint=False)

    class Highlighted(Message):
        """The cursor is on another thing."""

        def __init__(self, shelf: Shelf[Any], item: Any) -> None:
            super().__init__()
            self.shelf = shelf
            self.item = item

    class Opened(Message):
        """A thing shall be opened."""

        def __init__(self, shelf: Shelf[Any], item: Any) -> None:
            super().__init__()
            self.shelf = shelf
            self.item = item

    def __init__(
        self,
        draw: Callable[[ItemT, int, bool], Sequence[Content]],
        *,
        height: int = 1,
        card_width: int = 0,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.auto_links = False  # nothing on it is a link, and how one looks would be asked for each line
        self._draw = draw
        self.item_height = height
        """Lines that each thing takes. Who changes it calls `show` afterwards."""
        self._card_width = card_width
        self._items: Sequence[ItemT | ShelfHeading] = ()
        self._empty: Content = Content("")
        self._drawn: OrderedDict[tuple[int, bool], list[Strip]] = OrderedDict()
        self._drawn_in: object = None
        self._picture = _Picture()
        self._room = Size(0, 0)

    @property
    def item(self) -> ItemT | None:
        """The thing under the cursor, or None."""
        if not 0 <= self.cursor < len(self._items):
            return None
        found = self._items[self.cursor]
        return None if isinstance(found, ShelfHeading) else found

    @property
    def count(self) -> int:
        """How many things and headings there are."""
        return len(self._items)

    @property
    def items(self) -> list[ItemT]:
        """Everything on it, without the headings."""
        return [item for item in self._items if not isinstance(item, ShelfHeading)]

    def show(self, items: Sequence[ItemT | ShelfHeading], empty: Content | str = "", at: int = 0) -> None:
        """Show these things.

        Args:
            items: What to show, with headings between where there are any.
            empty: What to say where there is nothing.
            at: Where the cursor goes; from a heading it goes on to the next thing.
        """
        self._items = items
        self._empty = Content(empty) if isinstance(empty, str) else empty
        self._drawn.clear()
        self.set_reactive(Shelf.cursor, self._choosable(at, 1))
        self._measure()
        self._keep_in_sight()
        self.refresh()

    # Drawing

    @property
    def _width(self) -> int:
        """The cells there are beside the scrollbar; just back in sight, before the layout, as there were."""
        return self.scrollable_content_region.width or self._room.width

    @property
    def columns(self) -> int:
        """How many cards stand side by side."""
        if not self._card_width:
            return 1
        return max(1, (self._width + _GAP) // (self._card_width + _GAP))

    def _item_width(self, columns: int) -> int:
        return max(1, (self._width - _GAP * (columns - 1)) // columns)

    def _measure(self) -> None:
        lines = -(-len(self._items) // self.columns) * self.item_height
        self.virtual_size = Size(self._width, lines)

    def on_resize(self) -> None:
        """Draw everything for the new width."""
        if self.size:
            self._room = Size(self._width, self.size.height)
        self._measure()
        self._keep_in_sight()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw what is in sight, anew where it would look different: coming back into sight is no reason."""
        here = self.get_visual_style("shelf--here", partial=True)
        columns = self.columns
        self._picture = _Picture(self._width, columns, self._item_width(columns), self.rich_style)
        now = self._picture.item_width, self.app.theme, self.visual_style, here
        if now != self._drawn_in:
            self._drawn_in = now
            self._drawn.clear()
        return super().render_lines(crop)

    def on_focus(self) -> None:
        """Show where the cursor is."""
        self._redraw(self.cursor)

    def on_blur(self) -> None:
        """Show it less."""
        self._redraw(self.cursor)

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in sight."""
        if not self._items:
            return self._empty_line(y)
        now = self._picture
        row, line = divmod(y + self.scroll_offset.y, self.item_height)
        first = row * now.columns
        strips = [self._strips(at)[line] for at in range(first, min(first + now.columns, len(self._items)))]
        if not strips:
            return Strip.blank(now.width, now.style)
        gap = Strip.blank(_GAP, now.style)
        parts = [part for strip in strips for part in (strip, gap)][:-1]
        return Strip.join(parts).adjust_cell_length(now.width, now.style)

    def _empty_line(self, y: int) -> Strip:
        now = self._picture
        lines = self._empty.wrap(max(now.width, 1)) if self._empty else []
        if y >= len(lines):
            return Strip.blank(now.width, now.style)
        return Visual.to_strips(self, lines[y], now.width, 1, self.visual_style, pad=True)[0]

    def _strips(self, at: int) -> list[Strip]:
        is_here = at == self.cursor and self.has_focus
        found = self._drawn.get((at, is_here))
        if found is None:
            found = self._drawn[at, is_here] = self._made(at, is_here)
            while len(self._drawn) > _REMEMBERED:
                self._drawn.popitem(last=False)
        return found

    def _made(self, at: int, is_here: bool) -> list[Strip]:
        item, width = self._items[at], self._picture.item_width
        if isinstance(item, ShelfHeading):
            lines: Sequence[Content] = [_heading(item, width)]
            lines = [*[Content("")] * (self.item_height - 1), *lines]
        else:
            lines = self._draw(item, width, is_here)
        style = self.visual_style
        if is_here:
            style += self.get_visual_style("shelf--here", partial=True)
        blank = Strip.blank(width, style.rich_style)
        strips = [
            Visual.to_strips(self, line, width, 1, style, pad=True)[0].adjust_cell_length(
                width, style.rich_style
            )
            for line in lines[: self.item_height]
        ]
        return strips + [blank] * (self.item_height - len(strips))

    # The cursor

    def validate_cursor(self, cursor: int) -> int:
        """Keep it on the shelf."""
        return max(0, min(cursor, len(self._items) - 1))

    def watch_cursor(self, before: int, after: int) -> None:
        """Draw the two things that changed, and say so."""
        self._redraw(before)
        self._redraw(after)
        self._keep_in_sight()
        self.post_message(self.Highlighted(self, self.item))

    def _redraw(self, at: int) -> None:
        line = at // self.columns * self.item_height - self.scroll_offset.y
        self.refresh(Region(0, line, self._width, self.item_height))

    def _keep_in_sight(self) -> None:
        if not self._items:
            return
        first = row = self.cursor // self.columns
        at = self.cursor
        while at and isinstance(self._items[at - 1], ShelfHeading):
            first, at = first - 1, at - 1  # the first of a group is seen with what it belongs to
        region = Region(0, first * self.item_height, 1, (row - first + 1) * self.item_height)
        self.scroll_to_region(region, animate=False, force=True)

    def _choosable(self, at: int, step: int) -> int:
        """Return the place of the next thing that can be chosen from `at` on, or 0."""
        at = max(0, min(at, len(self._items) - 1))
        for way in (step, -step):
            there = at
            while 0 <= there < len(self._items):
                if not isinstance(self._items[there], ShelfHeading):
                    return there
                there += way
        return 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to open only where there is something."""
        return action != "open" or self.item is not None

    def action_step(self, rows: int, across: int = 0) -> None:
        """Move the cursor by rows, or to the side."""
        step = rows * self.columns + across
        there = self.cursor + step
        if 0 <= there < len(self._items):
            self.cursor = self._choosable(there, 1 if step > 0 else -1)

    def action_page(self, way: int) -> None:
        """Move by a screen full."""
        rows = max(1, (self.size.height or self._room.height) // self.item_height) * self.columns
        there = self._choosable(self.cursor + way * rows, -way)
        # Where only headings lie between, a page goes on to the next thing.
        self.cursor = there if there != self.cursor else self._choosable(self.cursor + way * rows, way)

    def action_first(self) -> None:
        """Go to the first thing."""
        self.cursor = self._choosable(0, 1)

    def action_last(self) -> None:
        """Go to the last thing."""
        self.cursor = self._choosable(len(self._items) - 1, -1)

    def action_open(self) -> None:
        """Open the thing under the cursor."""
        if (item := self.item) is not None:
            self.post_message(self.Opened(self, item))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click there opens."""
        row, columns = (event.y + self.scroll_offset.y) // self.item_height, self.columns
        at = row * columns + min(event.x // (self._item_width(columns) + _GAP), columns - 1)
        if not 0 <= at < len(self._items) or isinstance(self._items[at], ShelfHeading):
            return
        if at == self.cursor and event.chain > 1:
            self.action_open()
        self.cursor = at


def _heading(heading: ShelfHeading, width: int) -> Content:
    words = Content.styled(heading.words, "bold $accent").truncate(width, ellipsis=True)
    room = width - words.cell_length
    if not heading.small or cell_len(heading.small) + _GAP > room:
        return words
    return words + Content.styled(" " * _GAP + heading.small, "$quiet")
