"""The line of tabs. Only what works is on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from trust_tui.ui.commands import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from trust_tui.ui.tabs import Tab

_GAP = 3


class TabBar(Widget):
    """The tabs by key and name; the one that is open is underlined."""

    active: reactive[str] = reactive("")

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, tab: str) -> None:
            super().__init__()
            self.tab = tab

    def __init__(self, tabs: Sequence[Tab]) -> None:
        super().__init__()
        self._tabs = tabs

    def render(self) -> Content:
        """Draw the tabs; where they do not all fit, only the open one keeps its name."""
        parts: list[tuple[str, str]] = []
        for shortcut, tab, title in self._shown():
            parts.append((f"{shortcut} ", "$quiet"))
            parts.append((title, "$accent bold underline" if tab.id == self.active else "$foreground"))
            parts.append((" " * _GAP, ""))
        return Content.assemble(*parts[:-1])

    def _shown(self) -> list[tuple[str, Tab, str]]:
        full = [(key(f"shell.tab-{tab.id}"), tab, tab.title) for tab in self._tabs]
        if sum(_width(shortcut, title) + _GAP for shortcut, _, title in full) - _GAP <= self.size.width:
            return full
        return [(shortcut, tab, title if tab.id == self.active else "") for shortcut, tab, title in full]

    def on_click(self, event: events.Click) -> None:
        """Open the tab that was clicked."""
        at = event.get_content_offset(self)
        left = 0
        for shortcut, tab, title in self._shown():
            right = left + _width(shortcut, title)
            if at is not None and left <= at.x < right:
                self.post_message(self.Chosen(tab.id))
            left = right + _GAP


def _width(shortcut: str, title: str) -> int:
    return len(shortcut) + 1 + len(title)
