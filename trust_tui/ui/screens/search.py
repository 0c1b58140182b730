"""Finding words in everything that one person may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import work
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from trust_tui.model.dates import short_date
from trust_tui.model.text import one_line
from trust_tui.services.search import LIMIT, Found, Gathered
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.rooms import ROOMS
from trust_tui.ui.tabs import TABS
from trust_tui.ui.widgets.hints import Hints
from trust_tui.ui.widgets.line_field import LineField
from trust_tui.ui.widgets.shelf import Shelf
from trust_tui.ui.work import in_background

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widgets.text_area import Edit, EditResult
    from textual.worker import Worker

    from trust_tui.model.people import Person
    from trust_tui.services.search import Search
    from trust_tui.ui.look import Glyphs

_TITLES = {tab.id: tab.title for tab in TABS} | {room.path: room.title for room in ROOMS}
_BEFORE = 16
"""Cells of a text shown before the words that were found in it."""


class WordsField(LineField):
    """The words to look for. What lies below them is what was found."""

    def edit(self, edit: Edit) -> EditResult:
        """Look at once, so that what is found is drawn with the letter that was typed and not after it."""
        result = super().edit(edit)
        if isinstance(self.screen, SearchScreen):
            self.screen.look()
        return result

    def action_cursor_down(self, select: bool = False) -> None:
        """Go down to what was found, from the last line."""
        if self.cursor_at_last_line and isinstance(self.screen, SearchScreen):
            self.screen.action_results()
        else:
            super().action_cursor_down(select)


class SearchScreen(ModalScreen[Found | None]):
    """A line to type words on, and what holds all of them below. Ends with what shall be opened."""

    BINDINGS = bindings(Place.SEARCH)

    def __init__(
        self, search: Search, reader: Person, glyphs: Glyphs, *, notes_are_closed: bool = False
    ) -> None:
        super().__init__()
        self._about_notes = ""
        if notes_are_closed:
            opens = key("checkin.open_notes")
            self._about_notes = f"Not your private notes: they are sealed. {opens} on Check-in opens them."
        self._search = search
        self._reader = reader
        self._gathered: Gathered | None = search.kept(reader)
        self._gathering: Worker[None] | None = None
        self._shown: list[str] = []
        self._note = self._about_notes
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """The words, how many things hold them, and the things."""
        yield WordsField(
            id="search-words", placeholder="words to look for in everything you may see", is_last=True
        )
        yield Static(id="search-note", markup=False)
        yield Shelf(self._draw, height=2, id="found")
        yield Hints()

    def on_mount(self) -> None:
        """Begin to type at once, while everything is gathered."""
        self.query_one(LineField).focus()
        self.query_one("#search-note", Static).update(self._note)
        if self._gathered is None:
            self._gather()

    def _gather(self) -> None:
        """Read everything once, and not again at each letter."""
        if self._gathering is None or self._gathering.is_finished:
            self._gathering = self._gather_and_show()

    @work
    async def _gather_and_show(self) -> None:
        def so_far(gathered: Gathered) -> None:
            self.call_later(self._take, gathered)  # from the thread that gathers

        words = "Looking through everything…"
        self._take(await in_background(self, lambda: self._search.gathered(self._reader, so_far), words))

    def _take(self, gathered: Gathered) -> None:
        """Show what can be found by now; what is there already is all of it, or grows to be."""
        # It may come when this was just left, and its fields are gone.
        if self.query(LineField) and (gathered.is_all or not self.has_all):
            self._gathered = gathered
            self._show()

    @property
    def has_all(self) -> bool:
        """Whether everything was gathered, so that what is not found now is nowhere."""
        return self._gathered is not None and self._gathered.is_all

    def close_notes(self) -> None:
        """Private notes are about to be closed: nothing that was found in them stays to be read."""
        self.dismiss(None)

    @property
    def _shelf(self) -> Shelf[Found]:
        return self.query_one("#found", Shelf)

    @property
    def _words(self) -> list[str]:
        return self.query_one(LineField).text.casefold().split()

    def on_text_area_changed(self) -> None:
        """Look as well when something was undone."""
        self.look()

    def look(self) -> None:
        """Look for the words that are there now."""
        if self._gathered is None:
            return
        if self._words != self._shown:
            self._show()
        if not self._search.is_current(self._gathered):
            self._gather()

    def _show(self) -> None:
        before, words, shelf = self._shown, self._words, self._shelf
        self._shown = words
        found = self._gathered.find(" ".join(words)) if self._gathered else []
        # Whoever went down to it already stays on what they are on, while more is found.
        at = found.index(shelf.item) if words == before and shelf.has_focus and shelf.item in found else 0
        shelf.show(found, "Nothing holds all of these words." if words and self.has_all else "", at)
        note = self._about_notes
        if len(found) == LIMIT and self.has_all:
            note = f"These are the newest {LIMIT}. Another word would find fewer."
        if note != self._note:  # each time it would move everything else on the screen
            self._note = note
            self.query_one("#search-note", Static).update(note)

    def _draw(self, found: Found, width: int, is_here: bool) -> Sequence[Content]:
        mark = self._glyphs.here if is_here else " "
        when = short_date(found.day)
        first = Content.assemble((f"{mark} ", "$accent"), (f"{_TITLES[found.place]}, {when}", "$quiet"))
        second = Content("  ") + self._around(one_line(found.text), width - 2)
        return [line.truncate(width, ellipsis=True) for line in (first, second)]

    def _around(self, text: str, width: int) -> Content:
        """Return the part of a text that holds the first word, with the words marked."""
        folded = text.casefold()
        # Folding may change lengths, as of ß; then the beginning is shown and nothing is marked.
        if len(folded) != len(text):
            return Content(text)
        start = folded.find(self._words[0]) if self._words else 0
        if start > _BEFORE and cell_len(text) > width:
            cut = start - _BEFORE
            text, folded = self._glyphs.more + text[cut:], self._glyphs.more + folded[cut:]
        content = Content(text)
        for word in self._words:
            at = folded.find(word)
            while at >= 0:
                content = content.stylize("$accent bold", at, at + len(word))
                at = folded.find(word, at + len(word))
        return content

    def on_line_field_submitted(self, message: LineField.Submitted) -> None:
        """Go to what was found; open it where it is one thing."""
        message.stop()
        if len(self._shelf.items) == 1 and self.has_all:
            self.dismiss(self._shelf.items[0])
        elif self._shelf.items:
            self._shelf.focus()

    def on_shelf_opened(self, message: Shelf.Opened) -> None:
        """Open it where it stands."""
        self.dismiss(message.item)

    def action_results(self) -> None:
        """Go down to what was found."""
        if self._shelf.items:
            self._shelf.focus()

    def action_close(self) -> None:
        """Open nothing."""
        self.dismiss(None)
