"""Who has the floor: a band across the screen that needs no colour to be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.geometry import Size

_ROOM = 32
"""The height of a screen on which the band can be taller still."""


class FloorBand(Widget):
    """Words in the middle of a band in somebody's colour, turned around: light where all else is dark."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._words = ""
        self._mark = ""
        self._colour = "$accent"

    def show(self, words: str, colour: str, mark: str = "") -> None:
        """Show these words.

        Args:
            words: What to say.
            colour: Of the band.
            mark: Of the person it is about; it stands on both sides of the words.
        """
        self._words, self._colour, self._mark = words, colour, mark
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return its height: as large as there is room for."""
        if self.screen.has_class("-short"):
            return 1
        return 5 if self.screen.size.height >= _ROOM else 3

    def render(self) -> Content:
        """Draw the band."""
        width, height = self.size
        if not height:
            return Content("")
        words = self._marked(width)
        before = (width - cell_len(words)) // 2
        lines = [""] * height
        lines[height // 2] = " " * before + words
        style = f"bold reverse {self._colour}"
        return Content("\n").join(Content.styled(set_cell_size(line, width), style) for line in lines)

    def _marked(self, width: int) -> str:
        """Return the words with as many marks beside them as fit."""
        for marks in ([self._mark] * 3, [self._mark]):
            side = " ".join(marks)
            words = f"{side}   {self._words}   {side}" if self._mark else self._words
            if cell_len(words) <= width:
                return words
        return set_cell_size(self._words, min(width, cell_len(self._words)))
