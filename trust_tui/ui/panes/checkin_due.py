"""What is due today, beside the check-in: answered with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.model.promises import Result
from trust_tui.services.problems import LedgerError, Problem
from trust_tui.ui.commands import Place, bindings
from trust_tui.ui.panes.promise_rows import LinePainter, PromiseLine
from trust_tui.ui.widgets.shelf import Shelf, ShelfHeading
from trust_tui.ui.work import in_background

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.screens.form import Form

_MOST = 6
"""How many things are shown at once; more can be scrolled to."""

_STILL_OPEN = 2
"""How many earlier days are offered here; the Promises tab has all of them."""


class DueToday(Shelf[PromiseLine]):
    """The promises of the day, and a few earlier ones that were left blank."""

    BINDINGS = bindings(Place.DUE)

    def __init__(self, companion: Companion, glyphs: Glyphs) -> None:
        super().__init__(self._lines, height=2, id="due")
        self._companion = companion
        self._glyphs = glyphs
        self._reader: Person | None = None

    def show_to(self, reader: Person) -> None:
        """Show what this day asks of a person; nothing at all where it asks nothing."""
        self._reader = reader
        due = self._companion.promises.due(reader, self._companion.clock().day)
        lines: list[PromiseLine | ShelfHeading] = []
        earlier = due.still_open[:_STILL_OPEN]
        for title, asked in (("Due today", due.today), ("Still open, if you like", earlier)):
            if asked:
                lines += [ShelfHeading(title), *map(PromiseLine.asked, asked)]
        here = self.item.id if self.item else ""
        at = next((at for at, line in enumerate(lines) if getattr(line, "id", None) == here), 0)
        self._fit()
        self.styles.height = self.item_height * min(len(lines), _MOST)
        self.display = bool(lines)
        self.show(lines, at=at)

    @property
    def asks(self) -> bool:
        """Whether anything of today waits for an answer."""
        today = self._companion.clock().day
        return any(line.due == today and line.ask and line.ask.answer is None for line in self.items)

    def forget(self) -> None:
        """Show no words any more."""
        self._reader = None
        self.show(())
        self.display = False

    def _lines(self, line: PromiseLine, width: int, is_here: bool) -> Sequence[Content]:
        if self._reader is None or line.ask is None:
            return []
        companion = self._companion
        painter = LinePainter(companion.couple, self._reader, self._glyphs, companion.clock().day)
        if self.item_height == 1:
            return [painter.line(line, width, is_here)]
        return painter.asked(line.ask, width, is_here)

    def _fit(self) -> None:
        """Take one line for each where it holds a promise, and else two."""
        self.item_height = 1 if self.screen.has_class("-medium") else 2

    def on_resize(self) -> None:
        """Show it as the new size allows."""
        before = self.item_height
        self._fit()
        if self.item_height != before and self._reader is not None:
            self.show_to(self._reader)
        super().on_resize()

    async def action_answer(self, result: str) -> None:
        """Say that it was kept, or not; one's own that was not leads, gently, to a repair."""
        line, reader = self.item, self._reader
        if line is None or reader is None or line.due is None:
            return
        chosen, due = Result(result), line.due
        if chosen is Result.NOT_KEPT and line.promise.author == reader.id:
            self._ask("not_kept", line)
            return
        try:
            await in_background(
                self,
                lambda: self._companion.promises.answer(reader, line.promise.id, due, chosen),
                "Saving…",
            )
        except (Problem, LedgerError) as problem:
            self.app.notify(str(problem), severity="warning", markup=False, timeout=10)
        self._look_again()

    def action_say(self) -> None:
        """Say how one saw it, in own words."""
        if self.item is not None:
            self._ask("say", self.item)

    def _ask(self, which: str, line: PromiseLine) -> None:
        from trust_tui.ui import promise_forms as forms
        from trust_tui.ui.screens.form import FormScreen

        companion, reader, due = self._companion, self._reader, line.due
        if reader is None or due is None:
            return
        form: Form
        if which == "say":
            form = forms.say(companion, reader, line.promise, due, Result.KEPT)
        else:
            form = forms.not_kept(companion, reader, line.promise, due)
        self.app.push_screen(FormScreen(form, companion.form_drafts), lambda _: self._look_again())

    def _look_again(self) -> None:
        if self._reader is not None:
            self.show_to(self._reader)
