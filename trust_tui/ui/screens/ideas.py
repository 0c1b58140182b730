"""Ideas for boundaries, by area: to be made one's own, or left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from trust_tui.content import load
from trust_tui.ui.boundary_forms import LABELS
from trust_tui.ui.commands import Place, bindings
from trust_tui.ui.widgets.blocks import Blocks
from trust_tui.ui.widgets.hints import Hints
from trust_tui.ui.widgets.shelf import Shelf, ShelfHeading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.widgets.blocks import Block


@dataclass(frozen=True, slots=True)
class Idea:
    """One idea: its area, and a draft of each text."""

    area: str
    words: dict[str, str]


class IdeasScreen(ModalScreen[dict[str, str] | None]):
    """Ideas in a list, the one under the cursor in full. Ends with the one that was picked, or None."""

    BINDINGS = bindings(Place.IDEAS)

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """The ideas, and the one under the cursor."""
        yield Static("Ideas, to be changed until they are yours", id="ideas-title", markup=False)
        with Container(id="ideas"):
            yield Shelf(self._draw, id="ideas-list")
            with VerticalScroll(id="idea", can_focus=False):
                yield Blocks()
        yield Hints()

    def on_mount(self) -> None:
        """Show them all."""
        items: list[Idea | ShelfHeading] = []
        for area in load("boundary_ideas.json")["areas"]:
            items.append(ShelfHeading(area["name"]))
            items += [Idea(area["key"], idea) for idea in area["ideas"]]
        shelf: Shelf[Idea] = self.query_one(Shelf)
        shelf.show(items)
        shelf.focus()
        self._show(shelf.item)

    def _draw(self, idea: Idea, width: int, is_here: bool) -> Sequence[Content]:
        mark = self._glyphs.here if is_here else " "
        words = idea.words["fine"] or idea.words["not_fine"]
        return [Content.assemble((f"{mark} ", "$accent"), words).truncate(width, ellipsis=True)]

    def _show(self, idea: Idea | None) -> None:
        self.query_one(Blocks).show_blocks(_blocks(idea) if idea else ())

    def on_shelf_highlighted(self, message: Shelf.Highlighted) -> None:
        """Show the idea under the cursor."""
        self._show(message.item)

    def on_shelf_opened(self, message: Shelf.Opened) -> None:
        """Pick it."""
        idea: Idea = message.item
        self.dismiss({"area": idea.area, **idea.words})

    def action_close(self) -> None:
        """Pick none."""
        self.dismiss(None)


def _blocks(idea: Idea) -> Iterator[Block]:
    for name, label in LABELS.items():
        yield Content.styled(label, "$quiet")
        yield Content(idea.words[name])
        yield Content("")
