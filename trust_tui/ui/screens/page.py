"""A page to read, laid over the screen below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from trust_tui.ui.commands import Place, bindings
from trust_tui.ui.widgets.hints import Hints

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Page(ModalScreen[None]):
    """A page with a title. Arrows scroll it; esc or q closes it."""

    BINDINGS = bindings(Place.PAGE)

    def content(self) -> Content:
        """Return what stands on the page."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The text, and the line of help below."""
        with VerticalScroll(id="page"):
            yield Static(self.content(), id="page-text", markup=False)
        yield Hints()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one("#page", VerticalScroll).focus()

    def action_close(self) -> None:
        """Go back to where this page was opened."""
        self.dismiss()


def titled(title: str, *blocks: Content | str) -> Content:
    """Return a title with blocks below it, an empty line between each."""
    below = (Content(block) if isinstance(block, str) else block for block in blocks)
    parts = [Content.styled(title, "bold $accent"), *below]
    return Content("\n\n").join(parts)
