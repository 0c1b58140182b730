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
_DEMO = ("demo, nothing is saved", "demo", "")
"""What is said of the demo, by how much room there is."""

_GAP = 3


class Heading(Widget):
    """A date on the left, the writer on the right; neither is ever cut by the other."""

    day: reactive[str] = reactive("")
    writer: reactive[object] = reactive(None)

    def __init__(self, glyphs: Glyphs, *, is_demo: bool = False) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._remarks = [f"{' ' * _GAP}{words}" if words else "" for words in (_DEMO if is_demo else ("",))]

    def show(self, day: str, writer: Person | None) -> None:
        """Show this day and this writer."""
        self.day = day
        self.writer = writer

    def render(self) -> Content:
        """Draw both, shortening the name and then the day where the line is narrow."""
        person: Person | None = self.writer  # type: ignore[assignment]
        width = self.size.width
        if person is None:
            day = set_cell_size(self.day, min(cell_len(self.day), width))
            return Content.assemble((day, "bold"), (self._remark(width - cell_len(day)), "$quiet"))
        mark, colour = self._glyphs.people[person.place], f"$person-{person.place + 1}"
        name = one_line(person.name)
        room = width - cell_len(self.day) - 4
        # Better a short word on the demo than none that says who is writing.
        shortest = next((cell_len(remark) for remark in reversed(self._remarks) if remark), 0)
        tail = _WRITING if cell_len(name) + len(_WRITING) + shortest <= room else ""
        if cell_len(name) > room:
            name = set_cell_size(name, max(room, 1))
        remark = self._remark(room - cell_len(name) - len(tail))
        gap = width - cell_len(self.day) - cell_len(remark) - cell_len(name) - len(tail) - 2
        return Content.assemble(
            (self.day, "bold"),
            (remark, "$quiet"),
            " " * max(gap, 1),
            (f"{mark} ", colour),
            (name, colour),
            (tail, "$quiet"),
        )

    def _remark(self, room: int) -> str:
        return next((remark for remark in self._remarks if cell_len(remark) <= room), "")
