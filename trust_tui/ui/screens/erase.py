"""Erase everything: what goes, what cannot be erased, and one word that confirms it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from trust_tui.content import load
from trust_tui.services.erasing import is_word, outcome_words, plan_words
from trust_tui.services.problems import LedgerError
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.screens.page import Page, titled
from trust_tui.ui.widgets.hints import Hints
from trust_tui.ui.work import in_background

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from trust_tui.services.companion import Companion
    from trust_tui.services.erasing import Plan
    from trust_tui.ui.app import TrustApp

NO_PLACE = 4
"""The exit code where something could not be erased."""


class EraseScreen(ModalScreen[None]):
    """A page to read, and a field below it that is always in sight. Once it is done, the program ends."""

    BINDINGS = bindings(Place.ERASE)

    def __init__(self, companion: Companion) -> None:
        super().__init__()
        self._companion = companion
        self._words = load("erase.json")

    def compose(self) -> ComposeResult:
        """What there is to know, then the field."""
        with VerticalScroll(id="page", can_focus=False):
            yield Static(id="page-text", markup=False)
        yield Static(self._ask(), id="erase-ask", markup=False)
        yield Input(id="erase-word", select_on_focus=False)
        yield Hints()

    def on_mount(self) -> None:
        """Look what there is, and let people type."""
        self.query_one("#erase-word", Input).focus()
        # Awaited in no handler, like the erasing: the screen has to go on, to say what it is waiting for.
        self.run_worker(self._look())

    async def _look(self) -> None:
        erasing = self._companion.erasing
        if erasing is not None:
            plan = await in_background(self, erasing.plan, "Looking what there is…")
            self.query_one("#page-text", Static).update(self._content(plan))

    def _ask(self) -> str:
        return str(self._words["ask"]).replace("{word}", self._words["word"])

    def _content(self, plan: Plan) -> Content:
        blocks = [Content(self._words["about"])]
        for title, lines in plan_words(plan):
            heading = [Content.styled(title, "bold")] if title else []
            blocks.append(Content("\n").join([*heading, *map(Content, lines)]))
        return titled(self._words["title"], *blocks)

    def on_input_changed(self, message: Input.Changed) -> None:
        """What is being mended needs no message any more."""
        message.stop()
        self._say(self._ask(), is_problem=False)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter was pressed."""
        message.stop()
        self.run_worker(self.run_action("erase"))

    async def action_erase(self) -> None:
        """Erase everything, if that is what was typed."""
        field = self.query_one("#erase-word", Input)
        if not is_word(field.value):
            again = str(self._words["again"]).replace("{word}", self._words["word"])
            self._say(again.replace("{key}", key("erase.close")), is_problem=True)
            return
        field.disabled = True
        try:
            erased = await in_background(self, self._companion.erase, "Erasing…")
        except LedgerError as problem:
            field.disabled = False
            field.focus()
            self._say(str(problem), is_problem=True)
        else:
            app = cast("TrustApp", self.app)
            app.end_with("\n".join(outcome_words(erased)), NO_PLACE if erased.left else 0)

    def action_line(self, lines: int) -> None:
        """Read on, or back, while the field keeps the focus."""
        self.query_one("#page", VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_leaf(self, pages: int) -> None:
        """Read a screen further, or back."""
        self.action_line(pages * max(1, self.query_one("#page", VerticalScroll).size.height - 1))

    def action_close(self) -> None:
        """Leave everything as it is."""
        if not self.query_one("#erase-word", Input).disabled:
            self.dismiss()

    def _say(self, words: str, *, is_problem: bool) -> None:
        note = self.query_one("#erase-ask", Static)
        note.update(Content(words))
        note.set_class(is_problem, "problem")


class GonePage(Page):
    """Another window has erased everything, or it was moved away: it covers what this one still shows."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self._reason = reason

    def content(self) -> Content:
        """Say what happened."""
        words = load("erase.json")
        ways = f"{words['gone']} {key('everywhere.quit')} leaves, {key('page.close')} shows it once more."
        return titled(words["gone_title"], self._reason, ways)
