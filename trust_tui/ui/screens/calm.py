"""Before a talk: are you both calm enough? And within one: when do you come back from a time-out?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from trust_tui.content import load
from trust_tui.model.talks import TIME_OUTS
from trust_tui.services.talks.live import local
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.time_out_words import back_words
from trust_tui.ui.widgets.hints import Hints

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from trust_tui.model.moments import Moment
    from trust_tui.ui.look import Glyphs

TOMORROW = 0
"""Chosen instead of minutes."""


class _Question(ModalScreen[object]):
    """A few lines to read to each other, answered with one key."""

    def words(self) -> Content:
        """Return what is asked."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """What is asked, and the line of help."""
        with VerticalScroll(classes="question"):
            yield Static(self.words(), markup=False)
        yield Hints()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(".question").focus()


class CalmScreen(_Question):
    """Ends with whether both are calm enough."""

    BINDINGS = bindings(Place.CALM)

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs

    def words(self) -> Content:
        """Return the questions, and both ways to answer."""
        calm = load("talks.json")["calm"]
        lines = [Content(f"{self._glyphs.dash} {line}") for line in calm["lines"]]
        return Content("\n").join(
            [
                Content.styled(calm["title"], "bold $accent"),
                Content(""),
                *lines,
                Content(""),
                Content.assemble((key("calm.answer-True"), "bold $accent"), f"  {calm['yes']}"),
                Content.assemble((key("calm.answer-False"), "bold $accent"), f"  {calm['no']}"),
            ]
        )

    def action_answer(self, are_calm: bool) -> None:
        """Say whether both are."""
        self.dismiss(are_calm)


class TimeOutScreen(_Question):
    """Ends with the minutes after which two people come back, `TOMORROW`, or None where they go on."""

    BINDINGS = bindings(Place.TIME_OUT)

    def __init__(self, now: Moment) -> None:
        super().__init__()
        self._now = now

    def words(self) -> Content:
        """Return the times to come back, and what a time-out is."""
        words = load("talks.json")["time_out"]
        return Content("\n").join(
            [
                Content.styled(words["title"], "bold $accent"),
                Content(words["ask"]),
                *(self._option(minutes) for minutes in (*TIME_OUTS, TOMORROW)),
                Content(""),
                Content(words["text"]),
            ]
        )

    def _option(self, minutes: int) -> Content:
        pressed = key(f"time_out.choose-{minutes}")
        if minutes == TOMORROW:
            return Content.assemble((pressed, "bold $accent"), "  tomorrow")
        until = self._now.at + timedelta(minutes=minutes)
        back = back_words(until, local(until, self._now).date(), self._now)
        return Content.assemble((pressed, "bold $accent"), f"  in {minutes} minutes", (f", {back}", "$quiet"))

    def action_choose(self, minutes: int) -> None:
        """Agree on a time."""
        self.dismiss(minutes)

    def action_close(self) -> None:
        """Go on talking."""
        self.dismiss(None)
