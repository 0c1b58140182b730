"""The rooms of tabs that have several. A new room is one file in `panes`, its service, and one line here."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.panes import Pane
    from trust_tui.ui.widgets.blocks import Block


class Glanced(Protocol):
    """The service of a room."""

    def glance(self, reader: Person) -> str:
        """Say in one short sentence what is there, or waits for this reader; "" where there is nothing."""


@dataclass(frozen=True, slots=True)
class Room:
    """A room, and where its pane is found when it is entered for the first time.

    Attributes:
        tab: The id of the tab that it belongs to.
        id: Its name in the code, and among the texts of the help.
        title: Its name on screen.
        module: The module below `trust_tui.ui.panes`.
        pane: The class in that module.
        is_page: Whether it says the same to everybody, so that no service tells what is in it.
    """

    tab: str
    id: str
    title: str
    module: str
    pane: str
    is_page: bool = False

    @property
    def path(self) -> str:
        """Its tab and its own name, as the search knows it."""
        return f"{self.tab}/{self.id}"

    def make_pane(self, companion: Companion, glyphs: Glyphs) -> Pane:
        """Make the pane."""
        pane = cast("Pane", getattr(self._module, self.pane)(companion, glyphs, id=f"{self.tab}-{self.id}"))
        pane.title = self.title
        return pane

    def glance(self, companion: Companion, reader: Person) -> str:
        """Return what its service says of it."""
        if self.is_page:
            return ""
        return cast("Glanced", getattr(companion, self.id.replace("-", "_"))).glance(reader)

    def preview(self, companion: Companion, reader: Person, glyphs: Glyphs) -> Iterable[Block]:
        """Return what can be seen of it from outside, where its module has a `preview`."""
        preview = getattr(self._module, "preview", None)
        return preview(companion, reader, glyphs) if preview else ()

    @property
    def _module(self) -> ModuleType:
        return import_module(f"trust_tui.ui.panes.{self.module}")


ROOMS: tuple[Room, ...] = (
    Room("together", "happened", "What happened", "happened", "HappenedPane"),
    Room("together", "talks", "Talks", "talks", "TalksPane"),
    Room("together", "topics", "Topics", "topics", "TopicsPane"),
    Room("together", "thanks", "Thanks", "thanks", "ThanksPane"),
    Room("together", "rituals", "Rituals", "rituals", "RitualsPane"),
    Room("together", "decks", "Activities", "decks", "DecksPane"),
    Room("journey", "long-view", "The long view", "long_view", "LongViewPane"),
    Room("journey", "setbacks", "Setbacks", "setbacks", "SetbacksPane"),
    Room("journey", "looking-back", "Looking back", "looking_back", "LookingBackPane"),
    Room("journey", "checkpoints", "Checkpoints", "checkpoints", "CheckpointsPane"),
    Room("journey", "healing", "How healing goes", "healing", "HealingPane", is_page=True),
    Room("support", "professionals", "Our professionals", "professionals", "ProfessionalsPane"),
    Room("support", "sessions", "Sessions", "sessions", "SessionsPane"),
    Room("support", "questions", "Questions to bring", "questions", "QuestionsPane"),
    Room("support", "summary", "Summary", "summary", "SummaryPane"),
    Room("support", "helplines", "Helplines", "helplines", "HelplinesPane", is_page=True),
)


def rooms_of(tab: str) -> tuple[Room, ...]:
    """Return the rooms of a tab."""
    return tuple(room for room in ROOMS if room.tab == tab)


def by_path(path: str) -> Room | None:
    """Return the room with this path, or None."""
    return next((room for room in ROOMS if room.path == path), None)
