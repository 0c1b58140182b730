"""The ledger cannot be opened: what is wrong, and what can be done. Nothing happens by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trust_tui.services.problems import LedgerError
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.screens.page import titled
from trust_tui.ui.widgets.hints import Hints
from trust_tui.ui.work import end, in_background

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from trust_tui.services.companion import Companion
    from trust_tui.services.rescue import Rescue


class DamagedScreen(Screen["Companion | None"]):
    """Offers the newest good backup and what can still be read. Ends with an open ledger, or None."""

    BINDINGS = bindings(Place.TROUBLE)

    def __init__(self, rescue: Rescue) -> None:
        super().__init__()
        self._rescue = rescue

    def compose(self) -> ComposeResult:
        """The reason, and the ways on."""
        with VerticalScroll(id="page"):
            yield Static(self._content(), markup=False)
            yield Static(id="damage-note", classes="note problem", markup=False)
        yield Hints()

    def _content(self) -> Content:
        rescue = self._rescue
        ways = []
        if rescue.backup_words:
            backup = f"goes on with the newest good backup: {rescue.backup_words}"
            ways.append(f"{key('trouble.restore')}  {backup}")
        if rescue.salvage_words:
            readable = f"goes on with what can still be read: {rescue.salvage_words}"
            ways.append(f"{key('trouble.salvage')}  {readable}")
        ways.append(f"{key('trouble.begin_anew')}  begins with an empty ledger")
        ways.append(f"{key('trouble.quit')}  leaves everything as it is")
        kept = "Whatever you choose, the file that is there now is kept beside it under another name."
        return titled("The ledger cannot be opened", rescue.reason, "\n".join(ways), kept)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is."""
        if action == "restore":
            return bool(self._rescue.backup_words)
        if action == "salvage":
            return bool(self._rescue.salvage_words)
        return True

    async def action_restore(self) -> None:
        """Go on with the newest good backup."""
        await self._go_on(self._rescue.restore)

    async def action_salvage(self) -> None:
        """Go on with what can still be read."""
        await self._go_on(self._rescue.salvage)

    async def action_begin_anew(self) -> None:
        """Begin with an empty ledger."""
        await self._go_on(self._rescue.begin_anew)

    async def _go_on(self, mend: Callable[[], Companion]) -> None:
        try:
            companion = await in_background(self, mend, "Setting the file aside…")
        except LedgerError as error:
            self.query_one("#damage-note", Static).update(Content(str(error)))
        else:
            end(self, companion)
