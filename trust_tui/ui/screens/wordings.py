"""Two wordings of a text, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from trust_tui.model.dates import short_day
from trust_tui.model.text import shown
from trust_tui.ui.commands import Place, bindings
from trust_tui.ui.marks import marked
from trust_tui.ui.widgets.blocks import Blocks
from trust_tui.ui.widgets.hints import Hints

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from textual.app import ComposeResult

    from trust_tui.model.people import Couple
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.widgets.blocks import Block


@dataclass(frozen=True, slots=True)
class Wording:
    """What a text says, or said.

    Attributes:
        author: The id of who worded it so.
        day: The day on which they did.
        texts: Its parts, each by what stands above it.
        note: What else there is to say of it, such as "as it is now"; or "".
    """

    author: str
    day: date
    texts: Mapping[str, str]
    note: str = ""


class _Both(VerticalScroll, inherit_bindings=False):
    """Both wordings. Left and right are not its own: they lead to another pair."""

    BINDINGS = [
        binding
        for binding in Binding.make_bindings(VerticalScroll.BINDINGS)
        if not binding.key.endswith(("left", "right"))
    ]


class WordingsPage(ModalScreen[None]):
    """An earlier wording on the left, and the one after it on the right. Nothing of either is judged."""

    BINDINGS = bindings(Place.WORDINGS)

    def __init__(self, wordings: Sequence[Wording], couple: Couple, glyphs: Glyphs) -> None:
        super().__init__()
        self._wordings = wordings
        self._couple = couple
        self._glyphs = glyphs
        self._at = len(wordings) - 1

    def compose(self) -> ComposeResult:
        """A title, the two wordings, and one line of help."""
        yield Static("What it said, and what it says", id="wordings-title", markup=False)
        with _Both(id="wordings"), Container(id="wordings-both"):
            yield Blocks(id="wording-before")
            yield Blocks(id="wording-after")
        yield Hints()

    def on_mount(self) -> None:
        """Begin with the last change."""
        self.query_one("#wordings").focus()
        self._show()

    def _show(self) -> None:
        before, after = self._wordings[self._at - 1], self._wordings[self._at]
        self.query_one("#wording-before", Blocks).show_blocks(self._wording(before))
        self.query_one("#wording-after", Blocks).show_blocks(self._wording(after))

    def _wording(self, wording: Wording) -> Iterator[Block]:
        who = marked(self._couple.get(wording.author), self._glyphs)
        note = f", {wording.note}" if wording.note else ""
        yield Content.assemble(who, (f", {short_day(wording.day)}{note}", "$quiet"))
        for label, text in wording.texts.items():
            yield Content("")
            yield Content.styled(label, "$quiet")
            yield Content(shown(text) or self._glyphs.dash)
        yield Content("")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to go on only where there is another pair."""
        if action == "step":
            return (
                0 < self._at + (parameters[0] if isinstance(parameters[0], int) else 0) < len(self._wordings)
            )
        return True

    def action_step(self, by: int) -> None:
        """Go to the change before or after."""
        self._at += by
        self._show()
        self.refresh_bindings()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()
