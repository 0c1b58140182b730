"""Before anything else, where there is one: the passphrase. The screen tells nobody what it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from trust_tui.content import load
from trust_tui.services.problems import LedgerError
from trust_tui.ui.commands import Place, bindings
from trust_tui.ui.widgets.hints import Hints
from trust_tui.ui.widgets.secret_field import SecretField
from trust_tui.ui.work import end, in_background

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from trust_tui.services.companion import Companion
    from trust_tui.services.locked import Locked
    from trust_tui.services.rescue import Rescue


class UnlockScreen(Screen["Companion | Rescue | None"]):
    """One field. Ends with what was opened."""

    BINDINGS = bindings(Place.UNLOCK)

    def __init__(self, locked: Locked) -> None:
        super().__init__()
        self._locked = locked
        self._words = load("locked.json")["unlock"]
        self._is_busy = False

    def compose(self) -> ComposeResult:
        """The field, and what there is to say about what was typed."""
        with VerticalScroll(id="secrets", can_focus=False):
            yield Static(self._words["title"], id="secrets-title", markup=False)
            yield SecretField("passphrase")
            yield Static(self._words["note"], id="passphrase-note", markup=False)
        yield Hints()

    def on_mount(self) -> None:
        """Begin to type."""
        self.query_one(SecretField).focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter was pressed."""
        message.stop()
        # Not awaited here: the screen has to go on, to say what it is waiting for.
        self.run_worker(self.run_action("unlock"))

    def on_input_changed(self, message: Input.Changed) -> None:
        """What is being mended needs no message any more."""
        message.stop()
        self._say("" if message.value else self._words["note"], is_problem=False)

    def action_help(self) -> None:
        """Say what can be typed here."""
        from trust_tui.ui.screens.help import HelpPage

        self.app.push_screen(HelpPage("unlock"))

    async def action_unlock(self) -> None:
        """Open it, off the screen's own thread: it takes a second, on purpose."""
        text = self.query_one(SecretField).value
        if not text or self._is_busy:
            return
        self._is_busy = True
        self._say("Unlocking… it takes a moment.", is_problem=False)
        try:
            opened: Companion | Rescue = await in_background(
                self, lambda: self._locked.unlock(text), "Unlocking…"
            )
        except LedgerError as problem:
            self._say(str(problem), is_problem=True)
            field = self.query_one(SecretField)
            field.select_all()
            field.focus()
        else:
            end(self, opened)
        finally:
            self._is_busy = False

    def _say(self, words: str, *, is_problem: bool) -> None:
        note = self.query_one("#passphrase-note", Static)
        note.update(Content(words))
        note.set_class(is_problem, "problem")
        note.display = bool(words)
