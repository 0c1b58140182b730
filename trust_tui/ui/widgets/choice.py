"""One of a few: a line such as "mine [ours]"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from trust_tui.model.text import one_line
from trust_tui.ui.commands import Place, bindings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Size


class Choice(Widget, can_focus=True):
    """Options on one line or a few, the chosen one in brackets. Arrows and space move on.

    Args:
        options: Pairs of a value and of its words.
    """

    BINDINGS = bindings(Place.CHOICE)

    value: reactive[str] = reactive("")

    class Changed(Message):
        """Another option was chosen."""

    def __init__(self, options: Sequence[tuple[str, str]], *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._options = [(value, one_line(words)) for value, words in options]
        self.set_reactive(Choice.value, options[0][0])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the options take at this width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Draw the options."""
        return Content("\n").join(
            Content("").join(self._option(at) for at in line) for line in self._lines(self.size.width)
        )

    def _lines(self, width: int) -> list[list[int]]:
        lines: list[list[int]] = [[]]
        used = 0
        for at, (_, words) in enumerate(self._options):
            needs = cell_len(words) + 3
            if lines[-1] and used + needs > width:
                lines.append([])
                used = 0
            lines[-1].append(at)
            used += needs
        return lines

    def _option(self, at: int) -> Content:
        value, words = self._options[at]
        if value == self.value:
            style = "$accent bold reverse" if self.has_focus else "$accent bold"
            return Content.assemble((f"[{words}]", style), " ")
        return Content(f" {words}  ")

    def offers(self, value: str) -> bool:
        """Say whether there is such an option."""
        return any(value == option for option, _ in self._options)

    def choose(self, value: str) -> None:
        """Choose an option, and say so where it is another one."""
        if value != self.value:
            self.value = value
            self.post_message(self.Changed())

    def action_step(self, by: int) -> None:
        """Choose the option after or before, round and round."""
        values = [value for value, _ in self._options]
        at = values.index(self.value) if self.value in values else 0
        self.choose(values[(at + by) % len(values)])

    def action_next(self) -> None:
        """Go to the next field."""
        self.screen.focus_next()

    def action_previous(self) -> None:
        """Go to the field before."""
        self.screen.focus_previous()

    def on_click(self, event: events.Click) -> None:
        """Choose the option that was clicked."""
        lines = self._lines(self.size.width)
        if not 0 <= event.y < len(lines):
            return
        left = 0
        for at in lines[event.y]:
            right = left + cell_len(self._options[at][1]) + 3
            if left <= event.x < right:
                self.choose(self._options[at][0])
            left = right
