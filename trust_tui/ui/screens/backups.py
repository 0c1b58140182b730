"""The backups there are, what going back to one would change, and going back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from trust_tui.services.problems import LedgerError
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.widgets.blocks import Blocks
from trust_tui.ui.widgets.hints import Hints
from trust_tui.ui.widgets.shelf import Shelf
from trust_tui.ui.work import end, in_background

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from trust_tui.services.companion import Companion
    from trust_tui.services.generations import Generation, Generations, Preview
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.widgets.blocks import Block

_ABOUT = "Going back is for both of you: it takes the place of everything that is here now."
_NONE = "There are no backups yet. One is taken when this has been open for a few seconds."
_KEPT = (
    "The ledger as it is now stays beside it, whole, under another name. What one of you wrote for their own "
    "eyes comes along and is not counted here."
)
_DAMAGED = "This one is damaged: nobody can go back to it."


class BackupsScreen(ModalScreen["Companion | None"]):
    """A list of backups, and the one under the cursor. Ends with the ledger then, or None."""

    BINDINGS = bindings(Place.BACKUPS)

    def __init__(self, companion: Companion, generations: Generations, glyphs: Glyphs) -> None:
        super().__init__()
        self._companion = companion
        self._generations = generations
        self._glyphs = glyphs
        self._previews: dict[Generation, Preview | str] = {}
        self._asked: Generation | None = None

    def compose(self) -> ComposeResult:
        """The backups, and what the one under the cursor would change."""
        yield Static("Backups", id="backups-title", markup=False)
        yield Static(_ABOUT, id="backups-note", markup=False)
        with Container(id="backups"):
            yield Shelf(self._draw, id="backups-list")
            with VerticalScroll(id="backup", can_focus=False):
                yield Blocks()
        yield Hints()

    def on_mount(self) -> None:
        """Look which there are. Each is read as a whole, so that takes a moment."""
        self._shelf.focus()
        self.run_worker(self._find())

    async def _find(self) -> None:
        found = await in_background(self, self._generations.all, "Reading the backups…")
        self._shelf.show(found, _NONE)
        await self._show(self._shelf.item)

    @property
    def _shelf(self) -> Shelf[Generation]:
        return self.query_one("#backups-list", Shelf)

    def _draw(self, generation: Generation, width: int, is_here: bool) -> Sequence[Content]:
        mark = self._glyphs.here if is_here else " "
        words = generation.title if generation.is_good else f"{generation.title}, damaged"
        style = "bold" if is_here else "" if generation.is_good else "$quiet"
        return [Content.assemble((f"{mark} ", "$accent"), (words, style)).truncate(width, ellipsis=True)]

    def on_shelf_highlighted(self, message: Shelf.Highlighted) -> None:
        """Show what going back to it would change."""
        self._ask(None)
        self.run_worker(self._show(message.item), exclusive=True, group="preview")

    async def _show(self, generation: Generation | None) -> None:
        if generation is None:
            return
        if generation not in self._previews:
            preview = await in_background(self, lambda: self._looked(generation), "Reading the backup…")
            self._previews[generation] = preview
        if self._shelf.item == generation:
            self.query_one(Blocks).show_blocks(_blocks(self._previews[generation]))

    def _looked(self, generation: Generation) -> Preview | str:
        if not generation.is_good:
            return _DAMAGED
        try:
            return self._generations.preview(generation)
        except LedgerError as problem:
            return str(problem)

    # Going back

    def _ask(self, generation: Generation | None) -> None:
        self._asked = generation
        words = _ABOUT
        if generation is not None:
            yes, no = key("backups.go_back"), key("backups.close")
            words = f"Go back to {generation.title}? {yes} goes back, {no} leaves everything as it is."
        note = self.query_one("#backups-note", Static)
        note.update(words)
        note.set_class(generation is not None, "-asks")
        self.refresh_bindings()

    def on_shelf_opened(self, message: Shelf.Opened) -> None:
        """Ask, once, whether to go back to it."""
        generation: Generation = message.item
        if generation.is_good and not isinstance(self._previews.get(generation), str):
            self._ask(generation)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Go back only when that was asked for."""
        return self._asked is not None or action != "go_back"

    async def action_go_back(self) -> None:
        """Go back."""
        generation = self._asked
        if generation is None:
            return
        self._ask(None)
        try:
            companion = await in_background(
                self, lambda: self._companion.gone_back(generation), "Going back…"
            )
        except LedgerError as problem:
            self.query_one("#backups-note", Static).update(Content(str(problem)))
        else:
            end(self, companion)

    def action_close(self) -> None:
        """Leave everything as it is."""
        if self._asked is not None:
            self._ask(None)
        else:
            self.dismiss(None)


def _blocks(preview: Preview | str) -> Iterator[Block]:
    if isinstance(preview, str):
        yield Content(preview)
        return
    width = max(len(name) for name, _, _ in preview.rows)
    yield Content.styled(f"{'':<{width}}{'now':>8}{'then':>8}", "$quiet")
    for name, now, then in preview.rows:
        style = "" if now == then else "$accent bold"
        yield Content.assemble(f"{name:<{width}}{now!s:>8}", (f"{then:>8}", style))
    yield Content("")
    yield Content("Of everything else there is as much as now.")
    yield Content("")
    yield Content.styled(_KEPT, "$quiet")
