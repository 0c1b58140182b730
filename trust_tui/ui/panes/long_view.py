"""The long view: a room of Journey that shows *safe* and *close* over weeks and years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from trust_tui.content import load
from trust_tui.model.dates import day_words
from trust_tui.model.text import one_line
from trust_tui.services.journey.long_view import Span
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.long_plot import SCALES, Picture, Plot
from trust_tui.ui.panes import Pane
from trust_tui.ui.words import possessive
from trust_tui.ui.work import in_background

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.app import ComposeResult

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.services.journey.long_view import Line, View
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.widgets.blocks import Block

_SPANS = tuple(Span)

_PREVIEW = Span.TWELVE_WEEKS


class PlotView(Widget):
    """Shows one picture, in as much room as there is."""

    def __init__(self, glyphs: Glyphs, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._glyphs = glyphs
        self._picture: Picture | None = None
        self._empty = ""

    def show(self, picture: Picture | None, empty: str = "") -> None:
        """Draw this, or the words for when there is nothing."""
        self._picture, self._empty = picture, empty
        self.refresh()

    def render(self) -> Content:
        """Draw it."""
        if self._picture is None or self.size.width < 1:
            return Content(self._empty)
        plot = Plot(self._picture, self._glyphs, self.size.width)
        return Content("\n").join(plot.lines(self.size.height))


class LongViewPane(Pane, can_focus=True):
    """The plot, its marks, and the ways to look further back."""

    BINDINGS = bindings(Place.LONG_VIEW)

    def __init__(self, companion: Companion, glyphs: Glyphs, *, id: str) -> None:  # noqa: A002
        super().__init__(companion, glyphs, id=id)
        self._person: Person | None = None
        self._span = Span.TWELVE_WEEKS
        self._view: View | None = None
        self._is_empty = False
        self._shows_other = False
        self._at: int | None = None
        self._scale = SCALES[0]

    def compose(self) -> ComposeResult:
        """One picture."""
        yield PlotView(self.glyphs, id=f"{self.id}-plot")

    @property
    def _plot(self) -> PlotView:
        return self.query_one(PlotView)

    # Who sits here

    def sit_down(self, person: Person) -> None:
        """Show this person their own line, from some weeks ago."""
        self._person = person
        self._span, self._at, self._shows_other, self._scale = Span.TWELVE_WEEKS, None, False, SCALES[0]
        self._take(self.companion.long_view.view(person, self._span))

    def stand_up(self) -> None:
        """Show nothing any more."""
        self._person = self._view = self._at = None
        self._plot.show(None)

    def look_again(self) -> None:
        """Show what changed, with the same mark open where it is still there."""
        if self._person is None:
            return
        self._person = self.companion.couple.get(self._person.id) or self._person
        self._take(self.companion.long_view.view(self._person, self._span))

    def open_record(self, record_id: str) -> None:
        """Go to the mark of a record, where it is in sight."""
        self._at = self._mark_of(record_id)
        self._show()

    def focus_default(self) -> None:
        """Let the arrows step from mark to mark."""
        self.focus_on(self)
        if self._person is not None:
            today = self.companion.clock().day
            self.post_message(self.Heading(self.title or day_words(today, today)))

    # Drawing

    def _take(self, view: View) -> None:
        """Draw another time, or the same one as it is now."""
        mark = self._view.marks[self._at] if self._view is not None and self._at is not None else None
        self._view = view
        self._is_empty = self._person is None or self.companion.long_view.is_empty(self._person)
        self._at = self._mark_of(mark.id) if mark is not None else None
        self._show()

    def _mark_of(self, record_id: str) -> int | None:
        marks = self._view.marks if self._view is not None else ()
        return next((at for at, mark in enumerate(marks) if mark.id == record_id), None)

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        if self._is_empty:
            self._plot.show(None, _empty_words())
        else:
            picture = _picture(self.companion, view, self._span)
            self._plot.show(replace(picture, other=self._other_line(view), at=self._at, scale=self._scale))
        self.refresh_bindings()

    def _other_line(self, view: View) -> Line | None:
        other = self._other
        if not self._shows_other or self._person is None or other is None:
            return None
        line = self.companion.long_view.line(self._person, other, view.first, view.last)
        return line if line.is_shared else None

    @property
    def _other(self) -> Person | None:
        return self.companion.couple.other(self._person) if self._person is not None else None

    def on_resize(self) -> None:
        """Offer what makes sense at this size."""
        self.refresh_bindings()

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense for what is in sight."""
        if self._person is None or self._view is None:
            return False
        if action == "step":
            return bool(self._view.marks)
        if action == "visit":
            return self._at is not None
        if action == "other":
            return self._other is not None
        if action == "scale":
            return not self._is_empty and not Plot.has_room_for_both(self._plot.size.height)
        return action != "span" or not self._is_empty

    def action_step(self, by: int) -> None:
        """Go to the mark before or after; the newest comes first."""
        if self._view is None:
            return
        last = len(self._view.marks) - 1
        if self._at is None:
            self._at = last if by < 0 else 0
        else:
            self._at = max(0, min(self._at + by, last))
        self._show()

    async def action_span(self, by: int) -> None:
        """Look further back, or less far, round and round."""
        person = self._person
        if person is None:
            return
        span = self._span = _SPANS[(_SPANS.index(self._span) + by) % len(_SPANS)]
        service = self.companion.long_view
        # All of ten years takes a moment to be read.
        view = await in_background(self, lambda: service.view(person, span), "Looking back…")
        if self._person is person and self._span is span:
            self._take(view)

    def action_other(self) -> None:
        """Show the other's line, where they share it, or hide it again."""
        other = self._other
        if other is None:
            return
        self._shows_other = not self._shows_other
        self._show()
        if self._shows_other and not other.shares_weeks:
            self._shows_other = False
            self.app.notify(f"{possessive(one_line(other.name))} weeks are not shown.", markup=False)

    def action_scale(self) -> None:
        """Show the other scale, where there is room for one."""
        self._scale = SCALES[1 - SCALES.index(self._scale)]
        self._show()

    def action_visit(self) -> None:
        """Read the record of this mark where it stands."""
        if self._view is not None and self._at is not None:
            mark = self._view.marks[self._at]
            self.post_message(self.Visit(mark.kind.value, mark.id))


def preview(companion: Companion, person: Person, glyphs: Glyphs) -> Iterator[Block]:
    """Return a small plot of one's own last weeks, for the list of rooms."""
    service = companion.long_view
    if service.is_empty(person):
        return
    picture = _picture(companion, service.view(person, _PREVIEW), _PREVIEW)

    def drawn(width: int) -> Iterable[Content]:
        return Plot(picture, glyphs, width).preview()

    yield drawn


def _picture(companion: Companion, view: View, span: Span) -> Picture:
    """Return what is drawn when nobody has chosen anything yet."""
    sayings = load("long_view.json")["lines"]
    # By the day, whatever the lines do: it is no word on them.
    first = view.last.toordinal() % len(sayings)
    return Picture(companion.couple, view, span, sayings=(*sayings[first:], *sayings[:first]))


def _empty_words() -> str:
    return (
        "There is nothing to look back on yet.\n\n"
        "Each check-in that says how safe and how close it feels puts a mark here. After some weeks you see "
        "how it moves: up, down, and on.\n\n"
        f"{key('shell.tab-checkin')} opens your check-in."
    )
