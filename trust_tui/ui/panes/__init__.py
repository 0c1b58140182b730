"""One pane per tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import ScrollableContainer
from textual.message import Message

if TYPE_CHECKING:
    from textual.widget import Widget

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.ui.look import Glyphs


class Pane(ScrollableContainer, can_focus=True):
    """What a tab shows. The shell tells it who sits down, who stands up, and what changed elsewhere."""

    class Heading(Message):
        """The pane is about another day now; the shell's top line shows it."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Visit(Message):
        """Somebody wants to go to another tab or to a room, perhaps to read a record where it stands.

        Args:
            place: A tab's id, or "tab/room".
            record_id: The record to open there, or "".
        """

        def __init__(self, place: str, record_id: str = "") -> None:
            super().__init__()
            self.place = place
            self.record_id = record_id

    def __init__(self, companion: Companion, glyphs: Glyphs, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.companion = companion
        self.glyphs = glyphs
        self.title = ""
        """What the top line says of it, where that is not the day."""
        self._stands_for: object = None

    @property
    def help_id(self) -> str:
        """Which text of the help is about what is open here."""
        return self.id or ""

    def sit_down(self, person: Person) -> None:
        """Show this person what they may see, and nothing of the other's that is closed to them."""
        raise NotImplementedError

    def stand_up(self) -> None:
        """Keep what is typed and show no words any more: somebody else sits down, or it ends."""
        raise NotImplementedError

    def look_again(self) -> None:
        """Show what changed in the ledger, without touching what is being typed."""
        raise NotImplementedError

    def open_for(self, person: Person) -> None:
        """Show this person what they may see, when they open it for the first time since they sat down."""
        self._stands_for = self.depends_on()
        self.sit_down(person)

    def come_back(self) -> None:
        """Look again, if anything is different by now; else it stands as it was left."""
        now = self.depends_on()
        if now != self._stands_for:
            self.look_again()
            # As it was before looking: what another thread saves meanwhile is looked at the next time.
            self._stands_for = now

    def depends_on(self) -> tuple[object, ...]:
        """Return what decides what is shown here, besides who sits here and what they do."""
        return *self.companion.ledger.as_of(), self.companion.clock().day

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Look up what the pane itself looks like with the focus, or without.

        Nothing within asks whether the pane around it has the focus: looking all of that up again, which
        Textual does otherwise, would keep the keys waiting for longer than anything else after a save.
        """
        if self.is_attached:
            self.app.stylesheet.update_nodes([self])

    def open_record(self, record_id: str) -> None:
        """Show one record, as to somebody who found it elsewhere."""
        raise NotImplementedError

    def put_notes_away(self) -> None:
        """Keep what is typed, and show no private note any more, until `take_notes_up`."""

    def take_notes_up(self) -> None:
        """Show private notes again, as far as they can be read now."""

    def after_undo(self) -> None:
        """Show what is true after a change was taken back: at once, or when it is opened again."""
        if self.display:
            self.look_again()

    def focus_default(self) -> None:
        """Put the focus where typing begins."""
        self.focus_on(self)

    def focus_on(self, widget: Widget, scroll_visible: bool = True) -> None:
        """Put the focus there at once, so that the next picture shows it: `Widget.focus` does it later."""
        self.screen.set_focus(widget, scroll_visible)
