"""A row of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget


class FormRow(Vertical):
    """A label, a field, and a message about it where there is one.

    The row itself draws the label, in the room that the field's margin leaves; a message is mounted with
    its first words. A form is made of rows, and each widget more is waited for when it opens.
    """

    def __init__(self, name: str, label: str, field: Widget) -> None:
        super().__init__(id=f"row-{name}", classes="field")
        self._label = Content(label)
        self.field = field

    def render(self) -> Content:
        """Draw the label."""
        return self._label

    def compose(self) -> ComposeResult:
        """Hold the field."""
        yield self.field

    def say(self, words: str, *, is_problem: bool = False) -> None:
        """Show a message next to the field; an empty one takes it away."""
        note = next(iter(self.query_children(".note").results(Static)), None)
        if note is None:
            if not words:
                return
            note = Static(classes="note", markup=False)
            self.mount(note)
        note.update(Content(words))
        note.set_class(is_problem, "problem")
        note.display = bool(words)

    @property
    def said(self) -> str:
        """The message that is shown."""
        return "".join(str(note.render()) for note in self.query_children(".note") if note.display)
