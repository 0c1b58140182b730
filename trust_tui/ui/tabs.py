"""The tabs. A new tab is one file in `panes`, one stylesheet, and one line here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from trust_tui.services.companion import Companion
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.panes import Pane


class Tab(NamedTuple):
    """A tab, and where its pane is found when it is opened for the first time.

    Attributes:
        id: Its name in the code.
        title: Its name on screen.
        module: The module below `trust_tui.ui.panes`.
        pane: The class in that module.
    """

    id: str
    title: str
    module: str
    pane: str

    def make_pane(self, companion: Companion, glyphs: Glyphs) -> Pane:
        """Make the pane."""
        module = import_module(f"trust_tui.ui.panes.{self.module}")
        return cast("Pane", getattr(module, self.pane)(companion, glyphs, id=self.id))


TABS: tuple[Tab, ...] = (
    Tab("checkin", "Check-in", "checkin", "CheckInPane"),
    Tab("boundaries", "Boundaries", "boundaries", "BoundariesPane"),
    Tab("promises", "Promises", "promises", "PromisesPane"),
    Tab("victories", "Victories", "victories", "VictoriesPane"),
    Tab("together", "Together", "rooms", "RoomsPane"),
    Tab("journey", "Journey", "rooms", "RoomsPane"),
    Tab("support", "Support", "rooms", "RoomsPane"),
)
