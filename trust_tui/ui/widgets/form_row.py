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
        self._field = field
        self._note = Static(classes="note", markup=False)

    def compose(self) -> ComposeResult:
        """Put the label beside the field and the message below."""
        with Horizontal():
            yield Label(self._label, markup=False)
            yield self._field
        yield self._note

    def say(self, words: str, *, is_problem: bool = False) -> None:
        """Show a message next to the field; an empty one takes it away."""
        self._note.update(Content(words))
        self._note.set_class(is_problem, "problem")
        self._note.display = bool(words)
        # The screen knows at once; the field itself hears of its focus a moment after its first key.
        if words and self.screen.focused is self._field:
            self.call_after_refresh(self._bring_into_sight)

    def on_resize(self) -> None:
        """Show what was said once there is room made for it, which may be a while after it was said."""
        if self._note.display:
            self.call_after_refresh(self._bring_into_sight)

    def on_descendant_focus(self) -> None:
        """Show what was said to the field that one comes back to."""
        if self._note.display:
            self.call_after_refresh(self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        """Show the message where the window is small; the field it is about matters more.

        In one scroll: a second one right after it would still count from where things stood before.
        Whoever typed on is in another field by now, and that one stays in sight.
        """
        focused = self.screen.focused
        if focused is not None and focused is not self._field and not self._field.has_focus_within:
            focused.scroll_visible(animate=False)
            return
        room = min(self.container_size.height, self.screen.size.height)
        (self if self.size.height <= room else self._field).scroll_visible(animate=False)
