"""The room of questions to bring: what one would like to ask, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from trust_tui.model.dates import day_words, short_date, short_day
from trust_tui.model.support import Became
from trust_tui.model.text import one_line, shown
from trust_tui.services.support.views import QuestionView
from trust_tui.ui import question_forms as forms
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.marks import marked
from trust_tui.ui.panes.list_pane import ListPane
from trust_tui.ui.panes.support_words import before_blocks, hidden_blocks, is_hidden
from trust_tui.ui.widgets.shelf import ShelfHeading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trust_tui.model.people import Person
    from trust_tui.ui.widgets.blocks import Block

_HEADINGS = {Became.ASKED: "Asked", Became.LET_GO: "Let go"}
_SAID = {
    Became.ASKED: "said that it was asked",
    Became.KEPT: "kept it for next time",
    Became.LET_GO: "let it go",
}


class QuestionsPane(ListPane[QuestionView]):
    """What waits to be brought first, then what was asked, then what was let go."""

    BINDINGS = bindings(Place.QUESTIONS)
    ROW_HEIGHT: ClassVar[int] = 2
    FILTER_HINT: ClassVar[str] = "words, a name, asked"

    def rows(self, person: Person) -> Sequence[QuestionView | ShelfHeading]:
        """Group them by what became of them."""
        all_of_them = self.companion.questions.all(person)
        found: list[QuestionView | ShelfHeading] = []
        waiting = [view for view in all_of_them if view.is_to_bring]
        groups = [("To bring", waiting)] + [
            (heading, [view for view in all_of_them if view.became is became])
            for became, heading in _HEADINGS.items()
        ]
        for heading, views in groups:
            if views:
                found += [ShelfHeading(heading), *views]
        return found

    def draw(self, row: QuestionView, width: int, is_here: bool) -> Sequence[Content]:
        """Draw one: the question, and below whose it is and whom it is for."""
        mark = self.glyphs.here if is_here else " "
        is_closed = is_hidden(row.is_private, self.companion.couple)
        text = "A question only for you" if is_closed else one_line(row.text)
        title = Content.assemble((f"{mark} ", "$accent"), (text, "bold" if is_here else ""))
        details = [f"for {row.for_name}" if row.for_name and not is_closed else "", self._since(row)]
        if is_closed:
            details.insert(0, "hidden here")
        words = Content.styled(", ".join(filter(None, details)), "$quiet")
        if self.companion.couple.is_solo:
            below = Content("    ") + words
        else:
            below = Content("    ") + self._marked(row.author) + Content.styled(", ", "$quiet") + words
        return [line.truncate(width, ellipsis=True) for line in (title, below)]

    def _since(self, row: QuestionView) -> str:
        if row.became is Became.KEPT:
            return "kept for next time"
        day = row.events[-1].day if row.events else row.day
        words = short_date(day, self.today)
        return words if row.events else f"since {words}"

    def _marked(self, person_id: str) -> Content:
        return marked(self.companion.couple.get(person_id), self.glyphs)

    def haystack(self, row: QuestionView) -> str:
        """The question, what was said to it, who wrote it and whom it is for."""
        author = self.companion.couple.get(row.author)
        said = (event.text for event in row.events)
        state = "to bring" if row.is_to_bring else _HEADINGS.get(row.became or Became.KEPT, "")
        return " ".join((row.text, *said, row.for_name, author.name if author else "", state))

    def empty_words(self) -> str:
        """Say what a question is good for, and how it comes here."""
        return (
            "There is no question here yet.\n\n"
            "The hour with somebody who helps is short, and what mattered on Tuesday is gone by Thursday. "
            "Write it down when it comes, and look here before you go.\n\n"
            f"Press {key('questions.add')} here, or {key('shell.bring')} wherever you are."
        )

    def detail(self, row: QuestionView, person: Person) -> Iterator[Block]:
        """Show a question with what became of it."""
        if is_hidden(row.is_private, self.companion.couple):
            yield from hidden_blocks(key("questions.edit"))
            return
        view = self.companion.questions.one(person, row.id)
        if view is None:
            return
        who = self._marked(view.author)
        yield Content.assemble(who, (f", {day_words(view.day, self.today)}", "$quiet"))
        yield Content("")
        yield Content.styled(shown(view.text), "bold")
        if view.for_name:
            yield Content("")
            yield ("For", Content(view.for_name))
        for event in view.events:
            yield Content("")
            said = f" {_SAID[event.became]}"
            yield Content.assemble(self._marked(event.author), said, (f", {short_day(event.day)}", "$quiet"))
            if event.text:
                yield Content(shown(event.text))
        yield from before_blocks(view.before, {"text": ""})

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense for the question under the cursor."""
        row = self.row
        if action in {"edit", "remove"}:
            return row is not None and row.is_mine
        if action == "share":
            return row is not None and row.is_mine and row.is_private and not self.companion.couple.is_solo
        if action == "asked":
            return row is not None
        if action == "keep":
            return row is not None and row.became is not Became.KEPT
        if action == "let_go":
            return row is not None and row.became is not Became.LET_GO
        return super().check_action(action, parameters)

    def action_add(self) -> None:
        """Write down a question."""
        if self.person is not None:
            self.ask(forms.bring(self.companion, self.person), self._go_to)

    def _go_to(self, saved: object) -> None:
        self.fill(str(getattr(saved, "id", "")))
        self.shelf.focus()

    def action_edit(self) -> None:
        """Put a question into other words; what it said before is kept."""
        if self.person is not None and self.row is not None:
            self.ask(forms.reword(self.companion, self.person, self.row))

    def action_asked(self) -> None:
        """Say that it was asked, and what came of it."""
        if self.person is not None and self.row is not None:
            self.ask(forms.asked(self.companion, self.person, self.row))

    async def action_keep(self) -> None:
        """Keep it for next time."""
        await self._say(Became.KEPT, "It waits for next time.")

    async def action_let_go(self) -> None:
        """Let it go."""
        await self._say(Became.LET_GO, f"You let it go. {key('shell.undo')} takes that back.")

    async def _say(self, became: Became, done: str) -> None:
        if (row := self.row) is not None:
            await self.do(lambda person: self.companion.questions.say(person, row.id, became), done)

    async def action_share(self) -> None:
        """Let the other one read it."""
        if (row := self.row) is not None:
            await self.do(
                lambda person: self.companion.questions.share(person, row.id),
                f"Both of you can read it now. {key('shell.undo')} takes that back.",
            )

    async def action_remove(self) -> None:
        """Take a question off the list; undo brings it back."""
        if (row := self.row) is not None:
            await self.do(
                lambda person: self.companion.questions.remove(person, row.id),
                f"It is removed. {key('shell.undo')} brings it back.",
            )
