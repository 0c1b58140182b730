"""A promise that was just made, gone through once in one's mind."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from trust_tui.content import load
from trust_tui.model.dates import day_words
from trust_tui.model.text import shown
from trust_tui.ui.screens.page import Page, titled

if TYPE_CHECKING:
    from datetime import date

    from trust_tui.model.promises import Promise


class RehearsalPage(Page):
    """The promise, and what to imagine. It asks for nothing and keeps nothing."""

    def __init__(self, promise: Promise, today: date) -> None:
        super().__init__()
        self._promise = promise
        self._today = today

    def content(self) -> Content:
        """Return the promise, the way out, the next day, and what to imagine."""
        words = load("rehearsal.json")
        blocks = [Content.styled(shown(self._promise.sentence), "bold")]
        if self._promise.fallback_sentence:
            blocks.append(Content(shown(self._promise.fallback_sentence)))
        days = self._promise.schedule.next_after(self._today - timedelta(days=1))
        if days:
            first = f"For the first time on {day_words(days[0], self._today)}."
            blocks.append(Content.styled(first, "$quiet"))
        return titled(words["title"], *blocks, "\n".join(words["lines"]))
