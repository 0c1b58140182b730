"""Two weeks of *safe* and *close*, each person in lines of their own: no sum, no comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from trust_tui.model.text import one_line
from trust_tui.ui.words import possessive, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trust_tui.services.checkins import Fortnight
    from trust_tui.ui.look import Glyphs

_LABEL = 8
"""Cells before the first day: "  close" and a space."""


class FortnightView(Static):
    """Shows what the reader may see of each person's last two weeks."""

    def show(self, weeks: Sequence[Fortnight], glyphs: Glyphs) -> None:
        """Draw these weeks, one person after the other."""
        days = weeks[0].days
        title = f"Two weeks, {short_day(days[0])} {glyphs.dash} {short_day(days[-1])}"
        letters = " ".join(f"{day:%A}"[0] for day in days)
        lines = [
            Content.styled(title, "bold"),
            Content.styled(" " * _LABEL + letters, "$quiet"),
        ]
        for fortnight in weeks:
            lines += self._person(fortnight, glyphs)
        self.update(Content("\n").join(lines))

    def _person(self, fortnight: Fortnight, glyphs: Glyphs) -> list[Content]:
        place = fortnight.person.place
        colour = f"$person-{place + 1}"
        name = one_line(fortnight.person.name)
        mark = Content.styled(f"{glyphs.people[place]} ", colour)
        if not fortnight.is_shared:
            return [mark + Content.styled(f"{possessive(name)} two weeks are not shown.", "$quiet")]
        return [
            mark + Content.styled(name, colour),
            self._bars("safe", fortnight.safe, colour, glyphs),
            self._bars("close", fortnight.close, colour, glyphs),
        ]

    @staticmethod
    def _bars(label: str, steps: Sequence[int | None], colour: str, glyphs: Glyphs) -> Content:
        # A day without a step stays blank: it is not a miss.
        bars = " ".join(" " if step is None else glyphs.bars[step - 1] for step in steps)
        return Content.assemble((f"{'  ' + label:<{_LABEL}}", "$quiet"), (bars, colour))
