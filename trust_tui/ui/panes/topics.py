"""The Topics room: what waits to be talked about, from whom, and what has been talked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from trust_tui.model.dates import day_words, findable, short_date
from trust_tui.model.text import one_line, shown
from trust_tui.services.topics import TopicView
from trust_tui.ui import talk_forms as forms
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.marks import marked
from trust_tui.ui.panes.list_pane import ListPane
from trust_tui.ui.widgets.shelf import ShelfHeading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.widgets.blocks import Block

_PREVIEWED = 5
"""How many topics are seen from outside the room."""


class TopicsPane(ListPane[TopicView]):
    """Topics: those that wait, then those that have been talked about."""

    BINDINGS = bindings(Place.TOPICS)
    FILTER_HINT: ClassVar[str] = "words, waiting, talked about, a name, november"

    # The list

    def rows(self, person: Person) -> Sequence[TopicView | ShelfHeading]:
        """What waits comes first."""
        found: list[TopicView | ShelfHeading] = []
        before: bool | None = None
        for view in self.companion.topics.all(person):
            if view.is_waiting != before:
                before = view.is_waiting
                found.append(ShelfHeading("Waiting" if before else "Talked about"))
            found.append(view)
        return found

    def draw(self, row: TopicView, width: int, is_here: bool) -> Sequence[Content]:
        """Draw a topic: its words, and below from whom and when."""
        mark = self.glyphs.here if is_here else " "
        title = Content.assemble((f"{mark} ", "$accent"), (one_line(row.text), "bold" if is_here else ""))
        below = Content("    ") + self._from(row) + Content.styled(f", {self._when(row)}", "$quiet")
        return [line.truncate(width, ellipsis=True) for line in (title, below)]

    def _from(self, row: TopicView) -> Content:
        return marked(self.companion.couple.get(row.author), self.glyphs)

    def _when(self, row: TopicView) -> str:
        if not row.is_waiting and row.talked:
            return f"talked about on {short_date(row.talked[-1], self.today)}"
        parts = [short_date(row.day, self.today)]
        if row.from_checkin:
            parts.append("from a check-in")
        if row.is_closed:
            parts.append("closed with your day")
        return ", ".join(parts)

    def haystack(self, row: TopicView) -> str:
        """Its words, from whom, when, and how it stands."""
        author = self.companion.couple.get(row.author)
        state = "waiting" if row.is_waiting else "talked about"
        return f"{row.text} {author.name if author else ''} {findable(row.day)} {state}"

    def empty_words(self) -> str:
        """Say what a topic is, and how it comes here."""
        add, keep = key("topics.add"), key("line.keep-topic")
        return (
            "Nothing waits here yet.\n\n"
            "What needs a talk seldom comes up at a good time. Put it here in a few words, and it waits "
            "for you.\n\n"
            f"Press {add} to write one down, or {keep} on a line of your check-in."
        )

    # One topic

    def detail(self, row: TopicView, person: Person) -> Iterator[Block]:
        """Show a topic with what became of it."""
        yield self._from(row) + Content.styled(f", {day_words(row.day, self.today)}", "$quiet")
        yield Content("")
        yield Content.styled(shown(row.text), "bold")
        yield Content("")
        if row.from_checkin:
            yield Content.styled("It grew out of a line of a check-in.", "$quiet")
        if row.is_closed:
            yield Content.styled("Only you see it, as long as your check-in of that day is closed.", "$quiet")
        for day in row.talked:
            yield Content.styled(f"You talked about it on {day_words(day, self.today)}.", "$quiet")
        if row.is_waiting and row.talked:
            yield Content.styled("It waits again: not everything is said in one talk.", "$quiet")

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense for the topic under the cursor."""
        row = self.row
        if action in {"edit", "remove"}:
            return row is not None and row.is_mine
        if action in {"talked", "talk"}:
            return row is not None and row.is_waiting
        if action == "again":
            return row is not None and not row.is_waiting
        return super().check_action(action, parameters)

    def action_add(self) -> None:
        """Write down a topic."""
        if self.person is not None:
            self.ask(forms.add_topic(self.companion, self.person), self._show_saved)

    def _show_saved(self, saved: object) -> None:
        self.fill(str(getattr(saved, "id", "")))
        self.shelf.focus()

    def action_edit(self) -> None:
        """Word one's own topic anew."""
        if self.person is not None and self.row is not None:
            self.ask(forms.edit_topic(self.companion, self.person, self.row))

    async def action_talked(self) -> None:
        """Note that the two talked about it."""
        if (row := self.row) is not None:
            await self.do(
                lambda person: self.companion.topics.talked(person, row.id),
                f"It is talked about. {key('shell.undo')} takes that back.",
            )

    async def action_again(self) -> None:
        """Let it wait again."""
        if (row := self.row) is not None:
            await self.do(
                lambda person: self.companion.topics.again(person, row.id), "It waits again, with the others."
            )

    async def action_remove(self) -> None:
        """Take one's own topic away; undo brings it back."""
        if (row := self.row) is not None:
            await self.do(
                lambda person: self.companion.topics.remove(person, row.id),
                f"It is removed. {key('shell.undo')} brings it back.",
            )

    def action_talk(self) -> None:
        """Begin a talk about it."""
        from trust_tui.ui.screens.talk_begin import begin_talk

        if self.person is not None and self.row is not None:
            begin_talk(self, self.person, self.companion, self.glyphs, self.row)


def preview(companion: Companion, reader: Person, glyphs: Glyphs) -> Iterator[Block]:
    """Show the first topics that wait."""
    for view in companion.topics.waiting(reader)[:_PREVIEWED]:
        yield marked(companion.couple.get(view.author), glyphs) + Content(f"  {one_line(view.text)}")
