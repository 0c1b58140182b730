"""A tab of several rooms: a list of them first, then the one that was entered."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import ContentSwitcher

from trust_tui.content import load
from trust_tui.ui.commands import Place, bindings
from trust_tui.ui.panes import Pane
from trust_tui.ui.panes.list_pane import ListPane
from trust_tui.ui.rooms import Room, rooms_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.widgets.blocks import Block
    from trust_tui.ui.widgets.shelf import ShelfHeading

_ROOMY = 20
"""The number of lines from which the rooms and a word on where to begin are in sight together."""


class RoomList(ListPane[Room]):
    """The rooms by name, each with what waits in it; beside them a look into the one under the cursor."""

    ROW_HEIGHT: ClassVar[int] = 3

    def __init__(self, tab: str, companion: Companion, glyphs: Glyphs) -> None:
        super().__init__(companion, glyphs, id=f"{tab}-rooms")
        self._tab = tab
        self._glances: dict[str, str] | None = None

    def sit_down(self, person: Person) -> None:
        """Show the rooms; what waits in them takes longer to tell, and nobody has to wait for it."""
        self._glances = None
        super().sit_down(person)
        self.call_after_refresh(self._look_in)

    def stand_up(self) -> None:
        """Tell nothing of any room any more."""
        super().stand_up()
        self._glances = None

    def _look_in(self) -> None:
        if self.person is not None and self._glances is None:
            self._glances = {}
            self.look_again()

    def rows(self, person: Person) -> Sequence[Room | ShelfHeading]:
        """Return the rooms, with what there is to say of each once they were looked into."""
        found = rooms_of(self._tab)
        if self._glances is not None:
            self._glances = {room.id: room.glance(self.companion, person).rstrip(".") for room in found}
        return found

    def depends_on(self) -> tuple[object, ...]:
        """Where there is room, it says where to begin."""
        return *super().depends_on(), self.app.size.height

    def remarks(self) -> str:
        """Say where to begin while nothing is here, if there is room for it."""
        if self._glances is None or any(self._glances.values()) or self.app.size.height < _ROOMY:
            return ""
        start: str = load("help.json")[self._tab]["start"]
        return start

    def draw(self, row: Room, width: int, is_here: bool) -> Sequence[Content]:
        """Draw a room: its name, and below what is in it or what it is for."""
        mark = self.glyphs.here if is_here else " "
        title = Content.assemble((f"{mark} ", "$accent"), (row.title, "bold $accent" if is_here else "bold"))
        glance = self._glance(row)
        words = glance or load("help.json")[row.id]["short"]
        below = Content.styled(f"  {words}", "" if glance else "$quiet")
        return [line.truncate(width, ellipsis=True) for line in (title, below, Content(""))]

    def _glance(self, room: Room) -> str:
        return self._glances.get(room.id, "") if self._glances else ""

    def haystack(self, row: Room) -> str:
        """Its name."""
        return row.title

    def detail(self, row: Room, person: Person) -> Iterator[Block]:
        """Show what a room is for, and what can be seen of it from here."""
        yield Content.styled(row.title, "bold $accent")
        yield Content("")
        yield Content(load("help.json")[row.id]["text"])
        if self._glances is None:
            return
        if glance := self._glance(row):
            yield Content("")
            yield Content.styled(glance, "bold")
        for number, block in enumerate(row.preview(self.companion, person, self.glyphs)):
            if number == 0:
                yield Content("")
            yield block

    def empty_words(self) -> str:
        """There always are rooms."""
        return ""

    def read(self) -> None:
        """Go in: there is nothing else to read here."""
        if self.row is not None:
            self.post_message(self.Visit(self.row.path))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A handful of rooms needs no filter."""
        return action not in {"filter", "back"} and super().check_action(action, parameters)


class RoomsPane(Pane, can_focus=False):
    """Holds the list of rooms and every room that was entered."""

    BINDINGS = bindings(Place.ROOMS)

    def __init__(self, companion: Companion, glyphs: Glyphs, *, id: str) -> None:  # noqa: A002
        super().__init__(companion, glyphs, id=id)
        self._tab = id
        self._list = RoomList(id, companion, glyphs)
        self._person: Person | None = None
        self._entered: set[Room] = set()
        """The rooms that this person was in: the others wait with what they show."""

    def compose(self) -> ComposeResult:
        """The list of rooms; others come when they are entered."""
        with ContentSwitcher(initial=self._list.id):
            yield self._list

    @property
    def _switcher(self) -> ContentSwitcher:
        return self.query_one(ContentSwitcher)

    @property
    def _panes(self) -> list[Pane]:
        return [pane for pane in self._switcher.children if isinstance(pane, Pane)]

    @property
    def here(self) -> Pane:
        """The room that is open, or the list of rooms."""
        current = self._switcher.current
        return next((pane for pane in self._panes if pane.id == current), self._list)

    @property
    def help_id(self) -> str:
        """The room that is open, or this tab."""
        return self._tab if self.here is self._list else (self.here.id or "").removeprefix(f"{self._tab}-")

    # Who sits here

    def sit_down(self, person: Person) -> None:
        """Begin with the list of rooms."""
        self._person = person
        self._switcher.current = self._list.id
        self._list.open_for(person)

    def stand_up(self) -> None:
        """Show no words any more, in no room."""
        self._person = None
        self._entered.clear()
        for pane in self._panes:
            pane.stand_up()

    def come_back(self) -> None:
        """Show what changed where one is; a room that is not in sight does so when it is entered."""
        self.here.come_back()

    def look_again(self) -> None:
        """Show what is true now where one is."""
        self.here.look_again()

    def after_undo(self) -> None:
        """Show what is true after a change was taken back, where one is."""
        if self.display:
            self.here.after_undo()

    def open_record(self, record_id: str) -> None:
        """Show one record in the room that is open."""
        self.here.open_record(record_id)

    def focus_default(self) -> None:
        """Put the focus where it belongs in the room that is open."""
        self.here.focus_default()

    # Going about

    async def enter(self, room: Room) -> None:
        """Go into a room; its pane is made when it is entered for the first time."""
        if self._person is None:
            return
        pane = next((pane for pane in self._panes if pane.id == f"{self._tab}-{room.id}"), None)
        if pane is None:
            pane = room.make_pane(self.companion, self.glyphs)
            await self._switcher.add_content(pane, id=pane.id)
        if room in self._entered:
            pane.come_back()
        else:
            self._entered.add(room)
            pane.open_for(self._person)
        self._turn_to(pane)

    def _turn_to(self, pane: Pane) -> None:
        # Without this, what had the focus takes it back when it is hidden.
        self.screen.set_focus(None)
        self._switcher.current = pane.id
        self.screen.refresh(layout=True)  # at once, as the tabs do
        pane.focus_default()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a way back from a room alone."""
        return self._person is not None and self.here is not self._list

    def action_rooms(self) -> None:
        """Go back to the list of rooms."""
        self._list.come_back()
        self._turn_to(self._list)
