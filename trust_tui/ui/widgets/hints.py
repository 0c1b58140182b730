"""The one line of help: what can be pressed here and now, as far as it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, TextArea

from trust_tui.ui.commands import Command, Place, commands, shown_key, typed

if TYPE_CHECKING:
    from textual import events
    from textual.screen import Screen

_GAP = 3
_ALWAYS = ("everywhere.safety", "shell.help")
"""Shown at the end of the line even where other hints have to make room."""

_ROOMY = 60
"""The width from which these are among them: handing over is what comes next on most evenings, and nobody
should wonder how to get out of a room, or back from what they read."""


class Hints(Widget):
    """Draws the hints of the commands that work at this moment. A click does what the key does.

    A screen may have other words for some commands: its `HINTS`, by the command's id.
    """

    busy: reactive[str] = reactive("")
    """What the screen is waiting for; shown instead of the hints."""

    def on_mount(self) -> None:
        """Follow what has the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """Draw as many hints as fit, the first ones first."""
        if self.busy:
            return Content.styled(self.busy, "$accent")
        parts: list[tuple[str, str]] = []
        for _command, key, label in self._fitting():
            parts += [(key, "$accent"), (f" {label}", "$quiet"), (" " * _GAP, "")]
        return Content.assemble(*parts[:-1])

    def _fitting(self) -> list[tuple[Command, str, str]]:
        hints = self._hints()
        width = self.size.width
        always = (*_ALWAYS, "shell.hand_over", "rooms.rooms", "browse.back") if width >= _ROOMY else _ALWAYS
        last = [hint for hint in hints if hint[0].id in always]
        fitting: list[tuple[Command, str, str]] = []
        used = sum(_width(hint) for hint in last)
        for hint in hints:
            if hint not in last and used + _width(hint) - _GAP <= width:
                fitting.append(hint)
                used += _width(hint)
        return fitting + last

    def _hints(self) -> list[tuple[Command, str, str]]:
        active = {bound.binding.id for bound in self.screen.active_bindings.values() if bound.enabled}
        # A page hides the app's own bindings, though they work on it; Safety does not lead to itself.
        if not any(command.id in active for command in commands() if command.place is Place.SAFETY):
            active.add("everywhere.safety")
        typing = isinstance(self.screen.focused, Input | TextArea)
        words = getattr(self.screen, "HINTS", {})
        hints = []
        for command in commands():
            keys = [name for name in command.key_names if not (typing and typed(name))]
            if command.id in active and command.label and keys:
                hints.append((command, shown_key(keys[0]), words.get(command.id, command.label)))
        return hints

    async def on_click(self, event: events.Click) -> None:
        """Do what the hint under the mouse says."""
        at = event.get_content_offset(self)
        if at is None or self.busy:
            return
        left = 0
        for command, key, label in self._fitting():
            right = left + cell_len(key) + 1 + cell_len(label)
            if left <= at.x < right:
                self.run_hint(command)
                return
            left = right + _GAP

    def run_hint(self, command: Command) -> None:
        """Do a command where it is bound now."""
        for bound in self.screen.active_bindings.values():
            if bound.binding.id == command.id:
                self.app.call_next(self.app.run_action, bound.binding.action, bound.node)
                return
        self.app.call_next(self.app.run_action, command.action)


def _width(hint: tuple[Command, str, str]) -> int:
    _command, key, label = hint
    return cell_len(key) + 1 + cell_len(label) + _GAP
