"""A row of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Label, Static

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget


class FormRow(Vertical):
    """A label, a field, and room for a message about it."""

    def __init__(self, name: str, label: str, field: Widget) -> None:
        super().__init__(id=f"row-{name}", classes="field")
        self._label = label
        self.field = field
        self._note = Static(classes="note", markup=False)

    def compose(self) -> ComposeResult:
        """Put the label beside the field and the message below."""
        with Horizontal():
            yield Label(self._label, markup=False)
            yield self.field
        yield self._note

    def say(self, words: str, *, is_problem: bool = False) -> None:
        """Show a message next to the field; an empty one takes it away."""
        self._note.update(Content(words))
        self._note.set_class(is_problem, "problem")
        self._note.display = bool(words)
