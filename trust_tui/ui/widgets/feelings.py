"""Feeling words to choose from: as many as are true at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from trust_tui.ui.commands import Place, bindings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Size

_MARKED = 2
"""Cells that each word has to its left: room for the mark of a chosen one, and a space."""


class Feelings(Widget, can_focus=True):
    """A few rows of words. Arrows move, space chooses; several may be chosen."""

    BINDINGS = bindings(Place.FEELINGS)

    cursor: reactive[int] = reactive(0)
    chosen: reactive[tuple[str, ...]] = reactive(())

    class Changed(Message):
        """A word was chosen or put back."""

    def __init__(self, rows: Sequence[Sequence[str]], mark: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._rows = rows
        self._words = [word for row in rows for word in row]
        self._mark = mark

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the words take at this width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Draw the words, with the chosen ones marked and the cursor where it is."""
        return Content("\n").join(self._line(line) for line in self._lines(self.size.width))

    def _lines(self, width: int) -> list[list[int]]:
        """Break each row into lines; words are named by their index."""
        lines: list[list[int]] = []
        index = 0
        for row in self._rows:
            line: list[int] = []
            used = 0
            for word in row:
                needs = _MARKED + cell_len(word)
                if line and used + needs > width:
                    lines.append(line)
                    line, used = [], 0
                line.append(index)
                used += needs
                index += 1
            lines.append(line)
        return lines

    def _line(self, line: Sequence[int]) -> Content:
        return Content("").join(self._word(index) for index in line)

    def _word(self, index: int) -> Content:
        word = self._words[index]
        is_chosen = word in self.chosen
        style = "$accent bold" if is_chosen else "$foreground"
        if self.has_focus and index == self.cursor:
            style += " reverse"
        mark = self._mark if is_chosen else " "
        return Content.assemble((f"{mark:>{_MARKED}}", "$accent"), (word, style))

    def action_pick(self) -> None:
        """Choose the word under the cursor, or put it back."""
        word = self._words[self.cursor]
        if word in self.chosen:
            self.chosen = tuple(kept for kept in self.chosen if kept != word)
        else:
            self.chosen = (*self.chosen, word)
        self.post_message(self.Changed())

    def action_move(self, step: int) -> None:
        """Move to the word before or after."""
        self.cursor = max(0, min(len(self._words) - 1, self.cursor + step))

    def action_row(self, step: int) -> None:
        """Move to the line above or below; leave the words at their ends."""
        lines = self._lines(self.size.width)
        at = next(number for number, line in enumerate(lines) if self.cursor in line)
        if not 0 <= at + step < len(lines):
            if step > 0:
                self.screen.focus_next()
            else:
                self.screen.focus_previous()
            return
        self.cursor = self._nearest(lines[at + step], self._left_of(lines[at], self.cursor))

    def _left_of(self, line: Sequence[int], index: int) -> int:
        """Return the cell at which a word starts in its line."""
        return sum(_MARKED + cell_len(self._words[before]) for before in line if before < index)

    def _nearest(self, line: Sequence[int], left: int) -> int:
        return min(line, key=lambda index: abs(self._left_of(line, index) - left))

    def on_click(self, event: events.Click) -> None:
        """Choose the word that was clicked."""
        lines = self._lines(self.size.width)
        if not 0 <= event.y < len(lines):
            return
        for index in lines[event.y]:
            left = self._left_of(lines[event.y], index)
            if left <= event.x < left + _MARKED + cell_len(self._words[index]):
                self.cursor = index
                self.action_pick()
