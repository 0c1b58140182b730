"""Who has the floor: a band across the screen that needs no colour to be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.geometry import Size

_TALL = 3
"""Lines of the band where there is room."""


class FloorBand(Widget):
    """Words in the middle of a band in somebody's colour, turned around: light where all else is dark."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._words = ""
        self._side = ""
        self._colour = "$accent"

    def show(self, words: str, colour: str, side: str = "") -> None:
        """Show these words.

        Args:
            words: What to say.
            colour: Of the band.
            side: Marks at both ends of it.
        """
        self._words, self._colour, self._side = words, colour, side
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return its height: one line where there is little room."""
        return 1 if self.screen.has_class("-short") else _TALL

    def render(self) -> Content:
        """Draw the band."""
        width = self.size.width
        side = f" {self._side} " if cell_len(self._side) * 2 + 8 + cell_len(self._words) <= width else " "
        room = max(width - 2 * cell_len(side), 1)
        words = self._words if cell_len(self._words) <= room else set_cell_size(self._words, room)
        before = (room - cell_len(words)) // 2
        middle = side + set_cell_size(" " * before + words, room) + side
        blank = " " * width
        lines = [middle] if self.size.height < _TALL else [blank, middle, blank]
        return Content("\n").join(Content.styled(line, f"bold reverse {self._colour}") for line in lines)
