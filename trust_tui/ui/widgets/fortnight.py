"""Two weeks of *safe* and *close*, each person in lines of their own: no sum, no comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widget import Widget

from trust_tui.model.dates import short_day, weekday_name
from trust_tui.model.text import one_line
from trust_tui.ui.words import possessive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size

    from trust_tui.services.checkins import Fortnight
    from trust_tui.ui.look import Glyphs

_LABEL = 8
"""Cells before the first day where *safe* stands above *close*: "  close" and a space."""

_GAP = 4
"""Cells between *safe* and *close* where they stand side by side."""

_ABREAST = 60
"""The width from which they stand side by side."""


class FortnightView(Widget):
    """Shows what the reader may see of each person's last two weeks."""

    def __init__(self, glyphs: Glyphs, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._glyphs = glyphs
        self._weeks: Sequence[Fortnight] = ()

    def show(self, weeks: Sequence[Fortnight]) -> None:
        """Draw these weeks, one person after the other."""
        self._weeks = weeks
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines it takes at this width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Draw the weeks."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        if not self._weeks:
            return []
        return self._abreast(width) if width >= _ABREAST else self._stacked()

    # Safe above close

    def _stacked(self) -> list[Content]:
        days = self._weeks[0].days
        title = f"Two weeks, {short_day(days[0])} {self._glyphs.dash} {short_day(days[-1])}"
        letters = " ".join(weekday_name(day)[0] for day in days)
        lines = [Content.styled(title, "bold"), Content.styled(" " * _LABEL + letters, "$quiet")]
        for fortnight in self._weeks:
            lines.append(self._title(fortnight))
            if fortnight.is_shared:
                for label, steps in (("safe", fortnight.safe), ("close", fortnight.close)):
                    bars = " ".join(self._bars(steps))
                    quiet = (f"{'  ' + label:<{_LABEL}}", "$quiet")
                    lines.append(Content.assemble(quiet, (bars, _colour(fortnight))))
        return lines

    # Safe beside close

    def _abreast(self, width: int) -> list[Content]:
        days = self._weeks[0].days
        title = f"Two weeks to {short_day(days[-1])}"
        room = max(cell_len(title), *(2 + cell_len(one_line(f.person.name)) for f in self._weeks))
        room = min(room, width - 2 * (_LABEL - 2 + len(days)) - 2 * _GAP) + _GAP
        letters = "".join(weekday_name(day)[0] for day in days)
        first = Content.assemble(
            (set_cell_size(title, room), "bold"),
            (f"{'':<6}{letters}{'':<{_GAP}}{'':<6}{letters}", "$quiet"),
        )
        return [first, *(self._row(fortnight, room) for fortnight in self._weeks)]

    def _row(self, fortnight: Fortnight, room: int) -> Content:
        name = self._title(fortnight)
        if not fortnight.is_shared:
            return name
        colour = _colour(fortnight)
        return Content.assemble(
            name.truncate(room, pad=True),
            ("safe  ", "$quiet"),
            ("".join(self._bars(fortnight.safe)), colour),
            " " * _GAP,
            ("close ", "$quiet"),
            ("".join(self._bars(fortnight.close)), colour),
        )

    def _title(self, fortnight: Fortnight) -> Content:
        mark = Content.styled(f"{self._glyphs.people[fortnight.person.place]} ", _colour(fortnight))
        name = one_line(fortnight.person.name)
        if not fortnight.is_shared:
            return mark + Content.styled(f"{possessive(name)} two weeks are not shown.", "$quiet")
        return mark + Content.styled(name, _colour(fortnight))

    def _bars(self, steps: Sequence[int | None]) -> list[str]:
        # A day without a step stays blank: it is not a miss.
        return [" " if step is None else self._glyphs.bars[step - 1] for step in steps]


def _colour(fortnight: Fortnight) -> str:
    return f"$person-{fortnight.person.place + 1}"
