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

_GAPS = (3, 2, 1)
"""Cells between two tabs: the first of these with which all of them fit."""


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
        gap, shown = self._shown()
        for shortcut, tab, title in shown:
            parts.append((f"{shortcut} ", "$quiet"))
            parts.append((title, "$accent bold underline" if tab.id == self.active else "$foreground"))
            parts.append((" " * gap, ""))
        return Content.assemble(*parts[:-1])

    def _shown(self) -> tuple[int, list[tuple[str, Tab, str]]]:
        """Return the cells between two tabs, and of each its key and as much of its name as is shown."""
        full = [(key(f"shell.tab-{tab.id}"), tab, tab.title) for tab in self._tabs]
        short = [(keys, tab, title if tab.id == self.active else "") for keys, tab, title in full]
        for shown in (full, short):
            width = sum(_width(keys, title) for keys, _, title in shown)
            for gap in _GAPS:
                if width + gap * (len(shown) - 1) <= self.size.width:
                    return gap, shown
        return _GAPS[-1], short

    def on_click(self, event: events.Click) -> None:
        """Open the tab that was clicked."""
        at = event.get_content_offset(self)
        left = 0
        gap, shown = self._shown()
        for shortcut, tab, title in shown:
            right = left + _width(shortcut, title)
            if at is not None and left <= at.x < right:
                self.post_message(self.Chosen(tab.id))
            left = right + gap


def _width(shortcut: str, title: str) -> int:
    return len(shortcut) + 1 + len(title)
