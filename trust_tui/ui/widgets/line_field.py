"""A text field that grows: enter goes on, paste is whole or refused, and nothing typed can harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea

from trust_tui.model.text import TEXT_LIMIT, shown
from trust_tui.ui.commands import Place, bindings

if TYPE_CHECKING:
    from textual import events


_OURS = ("f6", "f7")
"""Keys that Textual's field takes to select with, and that change the tab here, also while one types."""


class LineField(TextArea):
    """A `TextArea` of one line or a few.

    What the person typed is kept as it is; what is drawn of it cannot command the terminal. A private field
    is drawn as dots while it does not have the focus.
    """

    BINDINGS = [
        *bindings(Place.LINE),
        # Textual 8.2.8 deletes to the right with these.
        Binding("ctrl+backspace,alt+backspace", "delete_word_left", "", show=False),
    ]

    class Keep(Message):
        """The line under the cursor shall become something."""

        def __init__(self, field: LineField, kind: str) -> None:
            super().__init__()
            self.field = field
            self.kind = kind

    class Submitted(Message):
        """Enter was pressed in the last field: all of them are done."""

        def __init__(self, field: LineField) -> None:
            super().__init__()
            self.field = field

    class Refused(Message):
        """Something could not go into the field; the field is as it was."""

        def __init__(self, field: LineField, reason: str) -> None:
            super().__init__()
            self.field = field
            self.reason = reason

    def __init__(
        self,
        *,
        id: str,  # noqa: A002
        placeholder: str = "",
        mask: str = "",
        can_keep: bool = False,
        is_last: bool = False,
    ) -> None:
        super().__init__(
            id=id,
            soft_wrap=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
        )
        for key in _OURS:
            self._bindings.key_to_bindings.pop(key, None)
        self.placeholder = placeholder
        self.cursor_blink = False
        self._mask = mask
        self._can_keep = can_keep
        self._is_last = is_last

    def validate_placeholder(self, words: str | Content) -> Content:
        """Take a placeholder as it is: it may hold a name, and a name may look like markup."""
        return Content(words) if isinstance(words, str) else words

    @property
    def is_masked(self) -> bool:
        """Whether dots are drawn instead of the words."""
        return bool(self._mask) and not self.has_focus

    @property
    def current_line(self) -> str:
        """The line that the cursor is on."""
        return self.document.get_line(self.cursor_location[0])

    def load_text(self, text: str) -> None:
        """Put this text into the field, with the cursor behind it, where people go on."""
        super().load_text(text)
        self.move_cursor(self.document.end)

    def render_line(self, y: int) -> Strip:
        """Draw one line; none where the window leaves no room, which Textual does not think of."""
        return super().render_line(y) if self.content_size.width else Strip.blank(self.size.width)

    def get_line(self, line_index: int) -> Text:
        """Return a line as it may be drawn; as long as the real one, so that the cursor stays right."""
        line = self.document.get_line(line_index)
        return Text(self._mask * len(line) if self.is_masked else shown(line), end="", no_wrap=True)

    def _watch_has_focus(self, focus: bool) -> None:
        super()._watch_has_focus(focus)
        if self._mask:
            self._line_cache.clear()
            self.refresh()

    async def _on_paste(self, event: events.Paste) -> None:
        room = TEXT_LIMIT - len(self.text) + len(self.selected_text)
        if len(event.text) > room:
            event.stop()
            event.prevent_default()
            self.post_message(
                self.Refused(
                    self,
                    f"That is {len(event.text):,} characters, and {max(room, 0):,} more fit here. "
                    "Nothing was pasted; your text is as it was.",
                )
            )
            return
        await super()._on_paste(event)
        event.prevent_default()

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Leave the commands around this field in sight: the palette offers them, whatever their keys are.

        What is typed never reaches them all the same: the field takes every character for itself.
        """
        return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to keep a line only where lines can be kept, to leave only where there is a place to."""
        if action == "keep":
            return self._can_keep
        if action == "leave":
            return self._place_to_rest is not None
        return super().check_action(action, parameters)

    def action_keep(self, kind: str) -> None:
        """Let the line under the cursor become a topic, a victory or a setback."""
        self.post_message(self.Keep(self, kind))

    def action_leave(self) -> None:
        """Stop typing, so that single keys work again. The text stays."""
        self.screen.set_focus(self._place_to_rest)

    @property
    def _place_to_rest(self) -> Widget | None:
        return next((node for node in self.ancestors if isinstance(node, Widget) and node.can_focus), None)

    def action_new_line(self) -> None:
        """Break the line."""
        self.insert("\n")

    def action_next(self) -> None:
        """Go to the next field at once, so that what is typed ahead lands there. The last one says so."""
        if self._is_last:
            self.post_message(self.Submitted(self))
        else:
            self.screen.focus_next()
