"""One promise, whole, as blocks to read: its words, the last times, a year of it, and its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from trust_tui.model.dates import day_words, in_a_row, month_short, short_day, short_width, weekday_name
from trust_tui.model.occurrences import State
from trust_tui.model.text import one_line, shown
from trust_tui.ui.marks import marked
from trust_tui.ui.panes.promise_rows import RESULTS
from trust_tui.ui.panes.repair_blocks import repair_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from trust_tui.model.people import Couple
    from trust_tui.services.promises.detail import PromiseDetail
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.widgets.blocks import Block

LEGEND = {
    State.KEPT: "kept",
    State.NOT_KEPT: "not kept",
    State.DIFFERS: "seen differently",
    State.OPEN: "blank",
    State.PAUSED: "paused",
    State.RENEWED: "renewed",
    State.WITHDRAWN: "withdrawn",
}
"""What the marks of a year mean. What is not due is left empty."""

_ENOUGH = 5
"""Of fewer times than this, the marks say it better than numbers."""

_WEEKDAY = 4
"""Cells before a row of the year: "Mon "."""


@dataclass(frozen=True, slots=True)
class PromisePage:
    """Shows one promise to one reader.

    Attributes:
        detail: All there is about it.
        couple: Who writes here.
        glyphs: The marks.
        today: The local day.
    """

    detail: PromiseDetail
    couple: Couple
    glyphs: Glyphs
    today: date

    def blocks(self) -> Iterator[Block]:
        """Return everything, what is asked for most often first."""
        yield from self._words()
        yield from self._recent()
        yield from self._year()
        yield from self._repairs()
        yield from self._history()
        yield from self._links()

    def _words(self) -> Iterator[Block]:
        promise = self.detail.promise
        who = marked(self.couple.get(promise.author), self.glyphs)
        to = self.couple.get(promise.to)
        yield who + (Content.styled(" promises ", "$quiet") + marked(to, self.glyphs) if to else Content(""))
        yield Content.styled(shown(promise.sentence), "bold")
        if promise.fallback_sentence:
            yield Content(shown(promise.fallback_sentence))
        yield Content("")
        yield ("When", Content(self.detail.schedule))
        if self.detail.next:
            yield ("Next", Content(in_a_row(self.detail.next, self.today)))
        if self.detail.pause is not None:
            why = f", {one_line(self.detail.pause.why)}" if self.detail.pause.why else ""
            yield ("Rests", Content(f"until {day_words(self.detail.pause.last, self.today)}{why}"))
        if self.detail.ended is not None:
            yield (
                "Over",
                Content(f"{RESULTS[self.detail.ended.result]}, {short_day(self.detail.ended.due)}"),
            )

    def _recent(self) -> Iterator[Block]:
        if not self.detail.recent:
            return
        yield Content("")
        times = len(self.detail.recent)
        yield Content.styled("The last time" if times == 1 else f"The last {times} times", "bold $quiet")
        for tally in (self.detail.maker, self.detail.other):
            if tally is None:
                continue
            marks = [each.seen_by(tally.who) for each in self.detail.recent]
            row = " ".join(self.glyphs.heat[mark.result if mark else State.OPEN] for mark in marks)
            who = marked(self.couple.get(tally.who), self.glyphs)
            yield who + Content("  ") + Content(row)
            if tally.words and tally.of >= _ENOUGH:
                yield Content.styled(f"  kept {tally.words}", "$quiet")

    def _year(self) -> Iterator[Block]:
        if all(day.state is State.NOT_DUE for week in self.detail.year for day in week):
            return
        yield Content("")
        yield Content.styled("A year of it", "bold $quiet")
        yield self._weeks

    def _weeks(self, width: int) -> Iterator[Content]:
        """Yield the newest weeks that fit, a row for each weekday, and what the marks mean."""
        weeks = self.detail.year[-max(width - _WEEKDAY, 1) :]
        yield Content.styled(" " * _WEEKDAY + _months([week[0].day for week in weeks]), "$quiet")
        for weekday in range(7):
            name = f"{weekday_name(weeks[0][weekday].day)[:3]} "
            row = "".join(self.glyphs.heat[week[weekday].state] for week in weeks)
            yield Content.styled(name, "$quiet") + Content(row.rstrip() or " ")
        there = {day.state for week in weeks for day in week}
        legend = [f"{self.glyphs.heat[state]} {words}" for state, words in LEGEND.items() if state in there]
        yield from Content.styled("   ".join(legend), "$quiet").wrap(max(width, 1))

    def _repairs(self) -> Iterator[Block]:
        for view in self.detail.repairs:
            yield Content("")
            yield from repair_blocks(view, self.couple, self.glyphs)

    def _history(self) -> Iterator[Block]:
        if self.detail.history:
            yield Content("")
            yield Content.styled("History", "bold $quiet")
        for entry in self.detail.history:
            who = marked(self.couple.get(entry.author), self.glyphs)
            later = f", said on {short_day(entry.day)}" if entry.is_later else ""
            yield Content.assemble(
                (f"{short_day(entry.due):<{short_width()}}  ", "$quiet"),
                who,
                f" {RESULTS[entry.result]}",
                (later, "$quiet"),
            )
            if entry.text:
                yield Content(f"        {shown(entry.text)}")
        for version in self.detail.before:
            words = one_line(str(version.body.get("will", "")))
            yield Content.styled(f"until {short_day(version.created_at.date())}: {words}", "$quiet")

    def _links(self) -> Iterator[Block]:
        links = (("Renews", self.detail.renews), ("Renewed by", self.detail.renewed_by))
        there = [(label, promise) for label, promise in links if promise is not None]
        if there:
            yield Content("")
        for label, promise in there:
            yield (label, Content(one_line(promise.sentence)))
        if self.detail.from_repair is not None:
            yield ("Out of", Content("a repair: " + one_line(self.detail.from_repair.repair.happened)))
        if self.detail.from_apology is not None:
            yield ("Out of", Content(f"an apology, {short_day(self.detail.from_apology)}"))


def _months(firsts: list[date]) -> str:
    """Return the names of months above the weeks in which they begin, where there is room."""
    line = ""
    for at, first in enumerate(firsts):
        is_first = first.day <= 7
        name = f"{month_short(first)} "
        if is_first and len(line) <= at and at + len(name.rstrip()) <= len(firsts):
            line = line.ljust(at) + name
    return line.rstrip()
