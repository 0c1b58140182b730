"""A minimal Textual app with a list: our own Shelf (`shelf`), or Textual's OptionList (`options`)."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from textual.app import App, ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from trust_tui.ui.widgets.shelf import Shelf


class Minimal(App[None]):
    CSS = "#rows { height: 1fr; }"

    def __init__(self, which: str, count: int) -> None:
        super().__init__()
        self._which = which
        self._rows = [f"the text of row {number} is there" for number in range(count)]

    def compose(self) -> ComposeResult:
        if self._which == "options":
            yield OptionList(*self._rows, id="rows")
        else:
            yield Shelf(_draw, id="rows")

    def on_mount(self) -> None:
        rows = self.query_one("#rows", Widget)
        if isinstance(rows, Shelf):
            rows.show(self._rows)
        rows.focus()


def _draw(row: str, width: int, is_here: bool) -> Sequence[Content]:
    return [Content(f"{'▸' if is_here else ' '} {row}").truncate(width)]


Minimal(sys.argv[1], int(sys.argv[2])).run()
