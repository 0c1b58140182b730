"""A minimal Textual app with one TextArea."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class Minimal(App[None]):
    def compose(self) -> ComposeResult:
        yield TextArea("the text is there ")

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()


Minimal().run()
