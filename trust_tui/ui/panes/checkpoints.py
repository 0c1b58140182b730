"""The room of checkpoints: each alone first, then side by side where both want it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from trust_tui.content import load
from trust_tui.model.dates import day_words, findable
from trust_tui.model.text import one_line, shown
from trust_tui.services.checkpoints import Occasion
from trust_tui.ui import journey_forms as forms
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.marks import marked
from trust_tui.ui.panes.kept_words import version_blocks
from trust_tui.ui.panes.list_pane import ListPane

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trust_tui.model.checkpoints import CheckpointAnswer
    from trust_tui.model.people import Person
    from trust_tui.ui.widgets.blocks import Block
    from trust_tui.ui.widgets.shelf import ShelfHeading


class CheckpointsPane(ListPane[Occasion]):
    """Checkpoints, newest first."""

    BINDINGS = bindings(Place.CHECKPOINTS)
    ROW_HEIGHT: ClassVar[int] = 2
    FILTER_HINT: ClassVar[str] = "words, a month such as november"

    def rows(self, person: Person) -> Sequence[Occasion | ShelfHeading]:
        """Return the checkpoints up to today."""
        return self.companion.checkpoints.all(person)

    def draw(self, row: Occasion, width: int, is_here: bool) -> Sequence[Content]:
        """Draw one: its day, and below who can read what of it."""
        mark = self.glyphs.here if is_here else " "
        day = Content.assemble(
            (f"{mark} ", "$accent"), (day_words(row.day, self.today), "bold" if is_here else "")
        )
        below = Content.styled(f"  {self._state(row)}", "$quiet")
        return [line.truncate(width, ellipsis=True) for line in (day, below)]

    def _state(self, row: Occasion) -> str:
        if row.is_open:
            return "both of you can read both"
        if row.is_awaited:
            return f"{self._other} would like to look together"
        if row.own is None:
            return "to be thought about, whenever you like"
        if row.own.show:
            return f"opens once {self._other} wants to show theirs"
        return "only you can read what you wrote"

    @property
    def _other(self) -> str:
        other = self.companion.couple.other(self.person) if self.person else None
        return one_line(other.name) if other else "the other"

    def haystack(self, row: Occasion) -> str:
        """Its day, and every word of it that can be read."""
        said = (each.text for each in (row.own, row.other) if each)
        return " ".join((findable(row.day), *said))

    def empty_words(self) -> str:
        """Say what checkpoints are for, and how they come here."""
        next_on = self.companion.checkpoints.next_on
        coming = f"\n\nThe first one is on {day_words(next_on, self.today)}." if next_on else ""
        return (
            "There is no checkpoint yet.\n\n"
            "Every so many weeks, each of you can ask yourself how you want to go on: like this, with a "
            "pause, with help, or apart. What you write is yours alone, until both of you want to show it."
            f"{coming}\n\n"
            f"Press {key('checkpoints.every')} to choose how often, or {key('checkpoints.ask')} to have one "
            "today."
        )

    def remarks(self) -> str:
        """Say when the next one is."""
        next_on = self.companion.checkpoints.next_on
        return f"The next one is on {day_words(next_on, self.today)}." if next_on and self.shelf.count else ""

    def detail(self, row: Occasion, person: Person) -> Iterator[Block]:
        """Show what can be read of it."""
        content, couple = load("checkpoints.json"), self.companion.couple
        yield Content.styled(day_words(row.day, self.today), "bold")
        if asker := couple.get(row.asked_by):
            yield Content.assemble(marked(asker, self.glyphs), (" asked for it", "$quiet"))
        yield Content.styled(self._state(row), "$quiet")
        for answer in (row.own, row.other):
            if answer is not None:
                yield from self._said(answer)
        if row.is_open and row.own is not None and row.other is not None:
            yield Content("")
            yield Content(content["together"]["same" if row.own.way == row.other.way else "different"])
        for way in dict.fromkeys(each.way for each in (row.own, row.other) if each):
            yield Content("")
            yield Content(content["ways"][way]["next"])
        yield from version_blocks(row.before, "text")

    def _said(self, answer: CheckpointAnswer) -> Iterator[Block]:
        way = load("checkpoints.json")["ways"][answer.way]["said"]
        yield Content("")
        yield Content.assemble(marked(self.companion.couple.get(answer.author), self.glyphs), f" {way}")
        if answer.text:
            yield Content(shown(answer.text))

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense for the checkpoint under the cursor."""
        if action == "answer":
            return self.row is not None
        if action == "ask":
            return self.person is not None and not self._is_today_there
        return super().check_action(action, parameters)

    def action_answer(self) -> None:
        """Answer it for oneself."""
        if self.person is not None and self.row is not None:
            self.ask(forms.answer_checkpoint(self.companion, self.person, self.row))

    @property
    def _is_today_there(self) -> bool:
        return any(row.day == self.today for row in self.shelf.items)

    async def action_ask(self) -> None:
        """Have one today, and put the cursor on it."""
        done = "There is a checkpoint today. Take your time with it."
        if await self.do(self.companion.checkpoints.ask, done) is not None:
            self.fill(self.today.isoformat())

    def action_every(self) -> None:
        """Choose how often they come."""
        if self.person is not None:
            self.ask(forms.how_often(self.companion, self.person))
