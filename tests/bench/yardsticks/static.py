"""A minimal Textual app with one Static."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class Minimal(App[None]):
    BINDINGS = [("q", "quit", "")]

    def compose(self) -> ComposeResult:
        yield Static("the text is there")


Minimal().run()
