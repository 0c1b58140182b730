"""Who is writing? The screen between two people: nobody's words are on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from trust_tui.model.text import one_line
from trust_tui.ui.commands import Place, bindings, key

if TYPE_CHECKING:
    from textual import events

    from trust_tui.model.people import Couple, Person
    from trust_tui.ui.look import Glyphs

_ABOVE = 2
"""Lines above the first name."""


class Who(Widget, can_focus=True):
    """Asks who sits at the keyboard now."""

    BINDINGS = bindings(Place.WHO)

    cursor: reactive[int] = reactive(0)

    class Chosen(Message):
        """Somebody sat down."""

        def __init__(self, person: Person) -> None:
            super().__init__()
            self.person = person

    def __init__(self, glyphs: Glyphs, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._glyphs = glyphs
        self._people: tuple[Person, ...] = ()

    def ask(self, couple: Couple, likely: int = 0) -> None:
        """Ask, with the cursor on the one at this place."""
        self._people = couple.people
        self.cursor = min(likely, len(couple.people) - 1)
        self.refresh(layout=True)

    def render(self) -> Content:
        """Draw the question and the names."""
        lines = [Content.styled("Who is writing?", "bold"), Content("")]
        lines += [self._line(index, person) for index, person in enumerate(self._people)]
        lines += [Content(""), Content.styled("A good moment for the other one to look away.", "$quiet")]
        return Content("\n").join(lines)

    def _line(self, index: int, person: Person) -> Content:
        colour = f"$person-{person.place + 1}"
        is_here = index == self.cursor
        name = Content.styled(f" {one_line(person.name)} ", f"{colour} reverse" if is_here else colour)
        mark = (self._glyphs.people[person.place], colour)
        return Content.assemble((f"{key(f'who.choose-{index}')}  ", "$quiet"), mark, name)

    def action_choose(self, index: int) -> None:
        """Let this person sit down."""
        if index < len(self._people):
            self.post_message(self.Chosen(self._people[index]))

    def action_move(self, step: int) -> None:
        """Move between the names."""
        self.cursor = (self.cursor + step) % max(len(self._people), 1)

    def action_confirm(self) -> None:
        """Let the person under the cursor sit down."""
        self.action_choose(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Let the person who was clicked sit down."""
        if event.y >= _ABOVE:
            self.action_choose(event.y - _ABOVE)
