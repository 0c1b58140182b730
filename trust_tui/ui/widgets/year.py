"""A year of one's own days: a row for each month, a mark for each day that one wrote about."""

from __future__ import annotations

from calendar import monthrange
from itertools import groupby
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from trust_tui.content import load
from trust_tui.model.checkin import SCALE
from trust_tui.model.dates import month_short, month_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from textual import events

    from trust_tui.services.journey.looking_back import Year
    from trust_tui.ui.look import Glyphs

_LABEL = 4
"""Cells before the first day: a month's name and a space."""

_DAYS = 31

_NAMED = (1, 5, 10, 15, 20, 25, 30)
"""The days of the month that are named above the columns."""

NEEDS = _LABEL + _DAYS
"""Cells that a year needs at least."""

_ABOVE = 2
"""Lines above the first month: from when to when, and the days."""


class YearView(Widget):
    """Shows a year, with the cursor on one of its days, or on none. A click chooses a day."""

    class Chosen(Message):
        """A day was clicked."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self, glyphs: Glyphs, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._glyphs = glyphs
        self._year: Year | None = None
        self._day: date | None = None

    def show(self, year: Year | None, day: date | None = None) -> None:
        """Draw this year, with the cursor on a day of it."""
        self._year, self._day = year, day
        self.refresh()

    def render(self) -> Content:
        """Draw it."""
        if self._year is None or self.size.width < 1:
            return Content("")
        return Content("\n").join(self.lines(self.size.width, self.size.height))

    def lines(self, width: int, height: int) -> list[Content]:
        """Return the year; where there are too few lines for it, the months up to the cursor."""
        year = self._year
        if year is None:
            return []
        cells = self._cells(width)
        legend = self._legend(width)
        if height < _ABOVE + len(year.months) + 1 + len(legend):
            legend = []
        shown = self._shown(height)
        first, last = year.months[0], year.months[-1]
        title = f"{month_words(first)} {self._glyphs.dash} {month_words(last)}"
        lines = [Content.styled(title, "bold").truncate(width, ellipsis=True), self._days(cells)]
        lines += [self._month(month, cells) for month in shown]
        return [*lines, Content(""), *legend] if legend else lines

    @staticmethod
    def _cells(width: int) -> int:
        return 2 if width >= _LABEL + 2 * _DAYS - 1 else 1

    def _shown(self, height: int) -> tuple[date, ...]:
        """Return the months that there is room for, the one under the cursor among them."""
        year = self._year
        if year is None:
            return ()
        room = max(height - _ABOVE, 1)
        end = len(year.months)
        if self._day is not None and self._day.replace(day=1) in year.months:
            end = max(min(year.months.index(self._day.replace(day=1)) + 1, end), room)
        return year.months[max(end - room, 0) : end]

    def _days(self, cells: int) -> Content:
        line = " " * _LABEL
        for day in _NAMED:
            line = f"{line:<{_LABEL + (day - 1) * cells}}{day}"
        return Content.styled(line, "$quiet")

    def _month(self, month: date, cells: int) -> Content:
        drawn = [
            self._mark(month.replace(day=number), cells)
            for number in range(1, monthrange(month.year, month.month)[1] + 1)
        ]
        parts = [
            ("".join(text for text, _ in run), style)
            for style, run in ((style, list(each)) for style, each in groupby(drawn, key=lambda d: d[1]))
        ]
        return Content.assemble((f"{month_short(month)} ", "$quiet"), *parts)

    def _mark(self, day: date, cells: int) -> tuple[str, str]:
        year = self._year
        mark = " "  # nobody has to write, so a day without stays blank
        if year is not None and day in year.written:
            step = year.written[day]
            mark = self._glyphs.hidden[0] if step is None else self._glyphs.bars[step - 1]
        return f"{mark}{' ' * (cells - 1)}", "reverse" if day == self._day else "$accent"

    def _legend(self, width: int) -> list[Content]:
        words = load("scales.json")["safe"]["steps"]
        parts = [f"{self._glyphs.bars[step - 1]} {words[step - 1]}" for step in SCALE]
        parts.append(f"{self._glyphs.hidden[0]} written, and this left open")
        return _in_lines(parts, width)

    def on_click(self, event: events.Click) -> None:
        """Choose the day under the mouse."""
        at = event.get_content_offset(self)
        shown = self._shown(self.size.height)
        if at is None or not 0 <= at.y - _ABOVE < len(shown) or at.x < _LABEL:
            return
        month, number = shown[at.y - _ABOVE], (at.x - _LABEL) // self._cells(self.size.width) + 1
        if number <= monthrange(month.year, month.month)[1]:
            self.post_message(self.Chosen(month.replace(day=number)))


def _in_lines(parts: Iterable[str], width: int) -> list[Content]:
    """Return the parts side by side, none of them broken."""
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + 3 + len(part) <= width:
            lines[-1] += f"   {part}"
        else:
            lines.append(part)
    return [Content.styled(line, "$quiet").truncate(width, ellipsis=True) for line in lines]
