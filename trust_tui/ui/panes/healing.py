"""A room of Journey: plain words on how healing goes, with where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from trust_tui.services import guide
from trust_tui.ui.guide_words import page_words
from trust_tui.ui.panes import Pane

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from trust_tui.model.people import Person


class HealingPane(Pane, can_focus=True):
    """The same page for everybody: it holds nobody's words, so nothing of it changes."""

    def compose(self) -> ComposeResult:
        """The page; the arrows scroll it."""
        yield Static(page_words(guide.healing(), titled=False), id="healing-text", markup=False)

    def focus_default(self) -> None:
        """Let the arrows scroll."""
        self.focus_on(self)
        self.post_message(self.Heading(self.title))

    def sit_down(self, person: Person) -> None:
        """Begin at its beginning."""
        self.scroll_home(animate=False)

    def stand_up(self) -> None:
        """Nobody's words are here."""

    def look_again(self) -> None:
        """Nothing here changes."""

    def open_record(self, record_id: str) -> None:
        """No record is here."""
