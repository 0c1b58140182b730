"""The top line: which day, and who is writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from trust_tui.model.text import one_line

if TYPE_CHECKING:
    from trust_tui.model.people import Person
    from trust_tui.ui.look import Glyphs

_WRITING = " is writing"


class Heading(Widget):
    """A date on the left, the writer on the right; neither is ever cut by the other."""

    day: reactive[str] = reactive("")
    writer: reactive[object] = reactive(None)

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs

    def show(self, day: str, writer: Person | None) -> None:
        """Show this day and this writer."""
        self.day = day
        self.writer = writer

    def render(self) -> Content:
        """Draw both, shortening the name and then the day where the line is narrow."""
        person: Person | None = self.writer  # type: ignore[assignment]
        width = self.size.width
        if person is None:
            return Content.styled(set_cell_size(self.day, min(cell_len(self.day), width)), "bold")
        mark, colour = self._glyphs.people[person.place], f"$person-{person.place + 1}"
        name = one_line(person.name)
        room = width - cell_len(self.day) - 4
        tail = _WRITING if cell_len(name) + len(_WRITING) <= room else ""
        if cell_len(name) > room:
            name = set_cell_size(name, max(room, 1))
        gap = width - cell_len(self.day) - cell_len(name) - len(tail) - 2
        return Content.assemble(
            (self.day, "bold"), " " * max(gap, 1), (f"{mark} ", colour), (name, colour), (tail, "$quiet")
        )
