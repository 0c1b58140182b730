"""A minimal Textual app with two tabs of one Static each."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static, TabbedContent, TabPane


class Minimal(App[None]):
    BINDINGS = [("f1", "turn('one')", ""), ("f2", "turn('two')", "")]

    def compose(self) -> ComposeResult:
        with TabbedContent(initial="one"):
            with TabPane("One", id="one"):
                yield Static("the first text is there")
            with TabPane("Two", id="two"):
                yield Static("the second text is there")

    def action_turn(self, tab: str) -> None:
        self.query_one(TabbedContent).active = tab


Minimal().run()
