"""Names: at the first start, and whenever they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Label, Static

from trust_tui.content import load
from trust_tui.model.people import Couple, Person
from trust_tui.services.problems import LedgerError, Problem
from trust_tui.ui.commands import Place, bindings, key, with_keys
from trust_tui.ui.widgets.hints import Hints
from trust_tui.ui.widgets.line_field import LineField
from trust_tui.ui.work import end, in_background

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from trust_tui.services.companion import Companion

_ROWS = ("first", "second")


class NamesScreen(Screen[Couple | None]):
    """Two fields for two names. The second may stay empty. Ends with the couple, or None when left.

    Args:
        companion: The services.
        writer: Who can take back what changes here.
    """

    BINDINGS = bindings(Place.NAMES)

    def __init__(self, companion: Companion, writer: Person | None = None) -> None:
        super().__init__()
        self._companion = companion
        self._writer = writer
        self._people = companion.couple.people
        self._words = load("welcome.json")
        self.HINTS = {} if self.is_first_start else {"names.save_names": "save", "names.skip": "back"}

    @property
    def is_first_start(self) -> bool:
        """Whether nobody writes here yet."""
        return not self._people

    def compose(self) -> ComposeResult:
        """What this is, at the first start; then the names."""
        with VerticalScroll(id="names", can_focus=False):
            if self.is_first_start:
                yield Static(self._words["title"], id="welcome-title", markup=False)
                yield Static(with_keys("\n".join(self._words["lines"])), id="welcome-long", markup=False)
                yield Static(with_keys("\n".join(self._words["short"])), id="welcome-short", markup=False)
            else:
                yield Static("Names", id="welcome-title", markup=False)
            labels = (self._words["names"]["question"], self._words["names"]["second"])
            for row, label in zip(_ROWS, labels, strict=True):
                yield Label(label, markup=False)
                with Vertical(classes="name-row"):
                    yield self._field(row)
                    yield Static(id=f"{row}-note", classes="note problem", markup=False)
            yield Static("", id="names-note", markup=False)
        yield Hints()

    def _field(self, row: str) -> LineField:
        is_last = row == _ROWS[-1]
        may_stay_empty = is_last and len(self._people) < len(_ROWS)
        return LineField(
            id=row, placeholder=self._words["names"]["short_hint"] if may_stay_empty else "", is_last=is_last
        )

    def on_mount(self) -> None:
        """Show the names as they are, and begin with the first."""
        for row, person in zip(_ROWS, self._people, strict=False):
            self.query_one(f"#{row}", LineField).load_text(person.name)
        on, save = key("line.next"), key("names.save_names")
        if self.is_first_start:
            words = f"{on} goes on, {save} begins. " + self._words["go"]
        else:
            words = f"{on} goes on, {save} saves the names, {key('names.skip')} leaves them as they are."
        self.query_one("#names-note", Static).update(Content.styled(words, "$quiet"))
        self.query_one("#first", LineField).focus()

    async def on_line_field_submitted(self, message: LineField.Submitted) -> None:
        """Begin: enter was pressed behind the second name. What is typed ahead goes to what comes next."""
        message.stop()
        await self.run_action("save_names")

    def on_line_field_refused(self, message: LineField.Refused) -> None:
        """Say next to the field why nothing was pasted."""
        message.stop()
        self._say(message.field.id or "first", message.reason)

    def on_text_area_changed(self) -> None:
        """A problem that is being mended needs no message any more."""
        for row in _ROWS:
            self._say(row, "")

    async def action_save_names(self) -> None:
        """Use these names."""
        first, second = (self.query_one(f"#{row}", LineField).text for row in _ROWS)
        people = self._companion.people
        try:
            if self.is_first_start:
                couple = await in_background(self, lambda: people.set_up(first, second), "Saving…")
            else:
                couple = await in_background(
                    self, lambda: people.set_names((first, second), self._writer), "Saving…"
                )
        except Problem as problem:
            self._say(problem.field or "first", str(problem))
            self.query_one(f"#{problem.field or 'first'}", LineField).focus()
        except LedgerError as error:
            self._say("second", str(error))
        else:
            end(self, couple)

    async def action_skip(self) -> None:
        """Leave the names as they are; at the first start, begin without any."""
        if self.is_first_start:
            await self.action_save_names()
        else:
            self.dismiss(None)

    def _say(self, row: str, words: str) -> None:
        note = self.query_one(f"#{row}-note", Static)
        note.update(Content(words))
        note.display = bool(words)
