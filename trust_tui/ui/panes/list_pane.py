"""A pane that is a list and what its things hold: side by side, or one at a time where it is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, TypeVar

from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from trust_tui.model.dates import day_words
from trust_tui.services.problems import LedgerError, Problem
from trust_tui.ui.commands import Place, bindings
from trust_tui.ui.panes import Pane
from trust_tui.ui.widgets.blocks import Blocks
from trust_tui.ui.widgets.line_field import LineField
from trust_tui.ui.widgets.shelf import Shelf, ShelfHeading
from trust_tui.ui.work import in_background

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from textual.app import ComposeResult
    from textual.content import Content

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.screens.form import Form
    from trust_tui.ui.widgets.blocks import Block


class Row(Protocol):
    """A thing in the list."""

    @property
    def id(self) -> str:
        """The id of the record it shows."""


RowT = TypeVar("RowT", bound=Row)
T = TypeVar("T")


class ListPane(Pane, Generic[RowT], can_focus=True):
    """Keeps a list, a filter and the thing that is open. What they hold is up to each tab.

    Attributes:
        ROW_HEIGHT: Lines of one thing in the list.
        CARD_WIDTH: The least width of a card; 0 for rows.
        FILTER_HINT: What the filter looks at.
    """

    BINDINGS = bindings(Place.BROWSE)
    ROW_HEIGHT: ClassVar[int] = 2
    CARD_WIDTH: ClassVar[int] = 0
    FILTER_HINT: ClassVar[str] = "words to look for"

    def __init__(self, companion: Companion, glyphs: Glyphs, *, id: str) -> None:  # noqa: A002
        super().__init__(companion, glyphs, id=id)
        self.person: Person | None = None
        self._is_reading = False

    # What each tab decides

    def rows(self, person: Person) -> Sequence[RowT | ShelfHeading]:
        """Return everything this person may see here."""
        raise NotImplementedError

    def draw(self, row: RowT, width: int, is_here: bool) -> Sequence[Content]:
        """Draw one thing of the list."""
        raise NotImplementedError

    def haystack(self, row: RowT) -> str:
        """Return everything that the filter may find a thing by."""
        raise NotImplementedError

    def detail(self, row: RowT, person: Person) -> Iterable[Block]:
        """Return what a thing holds."""
        raise NotImplementedError

    def empty_words(self) -> str:
        """Say what could be here, how it comes here, and why it is worth it."""
        raise NotImplementedError

    def remarks(self) -> str:
        """Return what there is to say above the list, or ""."""
        return ""

    # The widgets

    def compose(self) -> ComposeResult:
        """A remark, the filter while it is used, the list, and what is open."""
        yield Static(classes="list-remarks", markup=False)
        yield LineField(id=f"{self.id}-filter", placeholder=self.FILTER_HINT, is_last=True)
        with Container(classes="list-and-detail"):
            yield Shelf(self.draw, height=self.ROW_HEIGHT, card_width=self.CARD_WIDTH, id=f"{self.id}-list")
            with VerticalScroll(classes="detail"):
                yield Blocks()

    def on_mount(self) -> None:
        """Begin without a filter."""
        self.filter.add_class("filter")
        self.filter.display = False
        self._show_what_fits()

    @property
    def shelf(self) -> Shelf[RowT]:
        """The list."""
        return self.query_one(f"#{self.id}-list", Shelf)

    @property
    def filter(self) -> LineField:
        """The field of the filter."""
        return self.query_one(f"#{self.id}-filter", LineField)

    @property
    def _detail_box(self) -> VerticalScroll:
        return self.query_one(".detail", VerticalScroll)

    @property
    def row(self) -> RowT | None:
        """The thing under the cursor, or None."""
        return self.shelf.item

    @property
    def today(self) -> date:
        """The day it is."""
        return self.companion.clock().day

    # Who sits here

    def sit_down(self, person: Person) -> None:
        """Show this person their list."""
        self.person = person
        self._is_reading = False
        self._forget_filter()
        self._show_what_fits()
        self._fill_list()
        # Nothing of another thing stands there, so the list need not wait for what its first one holds.
        self.call_after_refresh(self._show_detail)

    def stand_up(self) -> None:
        """Show no words any more."""
        self.person = None
        self._is_reading = False
        self._forget_filter()
        self.shelf.show(())
        self.query_one(Blocks).forget()

    def look_again(self) -> None:
        """Show what changed, with the cursor where it was."""
        if self.person is None:
            return
        self.person = self.companion.couple.get(self.person.id) or self.person
        self.fill(self.row.id if self.row else "")

    def focus_default(self) -> None:
        """Begin in the list."""
        self.focus_on(self if self._is_reading else self.shelf)
        if self.person is not None:
            self.post_message(self.Heading(self.title or day_words(self.today, self.today)))

    # The list

    def fill(self, record_id: str = "") -> None:
        """Fill the list, the cursor on a record where it is there, else where it was; show what it is on."""
        self._fill_list(record_id)
        self._show_detail()

    def _fill_list(self, record_id: str = "") -> None:
        if self.person is None:
            return
        rows = self._filtered(self.rows(self.person))
        # A heading has no id, and is not where somebody goes who names none.
        at = next((at for at, row in enumerate(rows) if record_id and _id(row) == record_id), None)
        empty = self.empty_words() if not self.filter.text.strip() else "Nothing here holds these words."
        self.shelf.show(rows, empty, self.shelf.cursor if at is None else at)
        remarks, note = self.remarks(), self.query_one(".list-remarks", Static)
        note.update(remarks)
        note.set_class(bool(remarks), "-there")
        self.refresh_bindings()

    def _filtered(self, rows: Sequence[RowT | ShelfHeading]) -> Sequence[RowT | ShelfHeading]:
        words = self.filter.text.casefold().split()
        if not words:
            return rows
        return [row for row in rows if not isinstance(row, ShelfHeading) and self._holds(row, words)]

    def _holds(self, row: RowT, words: Sequence[str]) -> bool:
        haystack = self.haystack(row).casefold()
        return all(word in haystack for word in words)

    def open_record(self, record_id: str) -> None:
        """Open one record, as somebody does who found it elsewhere."""
        self._forget_filter()
        self.fill(record_id)
        self.read()

    # What is open

    def _show_detail(self) -> None:
        row, person = self.row, self.person
        blocks = self.query_one(Blocks)
        if row is None or person is None or not self._detail_box.display:
            blocks.forget()  # what is not in sight is told when it comes into sight
        else:
            blocks.show_blocks(self.detail(row, person))
        if row is None:
            self._is_reading = False
            self._show_what_fits()

    def _show_what_fits(self) -> None:
        is_beside = self.screen.has_class("-wide") and not self.CARD_WIDTH
        self.shelf.display = is_beside or not self._is_reading
        self._detail_box.display = is_beside or self._is_reading
        self.set_class(self._is_reading and not is_beside, "-reading")

    def on_resize(self) -> None:
        """Show both where both fit."""
        was_seen = self._detail_box.display
        self._show_what_fits()
        if self._detail_box.display != was_seen:
            self._show_detail()

    def on_shelf_highlighted(self, message: Shelf.Highlighted) -> None:
        """Show what the cursor is on."""
        if message.shelf is self.shelf:
            self._show_detail()
            if self._detail_box.scroll_y:
                self._detail_box.scroll_home(animate=False)
            self.refresh_bindings()

    def on_shelf_opened(self, message: Shelf.Opened) -> None:
        """Read what the cursor is on."""
        if message.shelf is self.shelf:
            self.read()

    def read(self) -> None:
        """Read the thing under the cursor, where it is narrow in the list's place."""
        if self.row is None:
            return
        self._is_reading = True
        self._show_what_fits()
        self._show_detail()
        self._detail_box.focus()

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense here."""
        if action == "back":
            return self._is_reading or self.filter.display
        return self.person is not None

    def action_back(self) -> None:
        """Go back to the list, or look at all of it again."""
        if self._is_reading:
            self._is_reading = False
            self._show_what_fits()
        elif self.filter.display:
            self._forget_filter()
            self.fill()
        self.shelf.focus()
        self.refresh_bindings()

    def action_filter(self) -> None:
        """Look for words."""
        self._is_reading = False
        self._show_what_fits()
        self.filter.display = True
        self.filter.focus()

    def _forget_filter(self) -> None:
        with self.prevent(LineField.Changed):
            self.filter.load_text("")
        self.filter.display = False

    def on_text_area_changed(self, message: LineField.Changed) -> None:
        """Filter while words are typed."""
        if message.text_area is self.filter:
            self.fill()

    def on_line_field_submitted(self, message: LineField.Submitted) -> None:
        """Go from the filter to what it found."""
        if message.field is self.filter:
            message.stop()
            self.shelf.focus()

    # Doing things

    async def do(self, work: Callable[[Person], T], done: str = "") -> T | None:
        """Change something in the background, show it, and say what was done or what hinders it.

        Args:
            work: What to do for the person who sits here; it must not touch any widget.
            done: What to say afterwards.
        """
        person = self.person
        if person is None:
            return None
        try:
            result = await in_background(self, lambda: work(person), "Saving…")
        except (Problem, LedgerError) as problem:
            self.app.notify(str(problem), severity="warning", markup=False, timeout=10)
            return None
        self.changed(done)
        return result

    def changed(self, done: str = "") -> None:
        """Show what is true now, and say what was done."""
        self.look_again()
        if done:
            self.app.notify(done, markup=False)

    def ask(self, form: Form, then: Callable[[object], None] | None = None) -> None:
        """Show a form; when it was saved, show what is true now and go on.

        Args:
            form: What to ask.
            then: Told what the form's `save` returned.
        """
        from trust_tui.ui.screens.form import FormScreen

        def closed(saved: object) -> None:
            if saved is not None:
                self.look_again()
                if then is not None:
                    then(saved)

        self.app.push_screen(FormScreen(form, self.companion.form_drafts), closed)


def _id(row: object) -> str:
    return str(getattr(row, "id", ""))
