"""The room of setbacks: entries, never resets."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from trust_tui.model.dates import day_words, findable, short_date
from trust_tui.model.text import one_line, shown
from trust_tui.services.setbacks import SetbackView
from trust_tui.ui import journey_forms as forms
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.marks import marked
from trust_tui.ui.panes.kept_words import answer_blocks, version_blocks
from trust_tui.ui.panes.list_pane import ListPane

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trust_tui.model.people import Person
    from trust_tui.ui.widgets.blocks import Block
    from trust_tui.ui.widgets.shelf import ShelfHeading

_LABELS = {"felt": "What I felt", "helped": "What helped", "ask": "What I ask"}


class SetbacksPane(ListPane[SetbackView]):
    """Setbacks, newest first."""

    BINDINGS = bindings(Place.SETBACKS)
    ROW_HEIGHT: ClassVar[int] = 2
    FILTER_HINT: ClassVar[str] = "words, a name, a month such as november"

    def rows(self, person: Person) -> Sequence[SetbackView | ShelfHeading]:
        """Return every setback this person may see."""
        return self.companion.setbacks.all(person)

    def draw(self, row: SetbackView, width: int, is_here: bool) -> Sequence[Content]:
        """Draw one: its first words, and below whose it is and when it was."""
        mark = self.glyphs.here if is_here else " "
        first = Content.assemble(
            (f"{mark} ", "$accent"), (one_line(row.setback.text), "bold" if is_here else "")
        )
        notes = [self._when(row), "only you" if row.is_closed else "", "answered" if row.answers else ""]
        who = marked(self.companion.couple.get(row.setback.author), self.glyphs)
        words = ", ".join(note for note in notes if note)
        below = Content.assemble("    ", who, (f", {words}", "$quiet"))
        return [line.truncate(width, ellipsis=True) for line in (first, below)]

    def _when(self, row: SetbackView) -> str:
        day = row.setback.day
        return short_date(day, self.today)

    def haystack(self, row: SetbackView) -> str:
        """Everything it says, whose it is and when it was."""
        each = row.setback
        author = self.companion.couple.get(each.author)
        said = (answer.text for answer in row.answers)
        name = author.name if author else ""
        return " ".join((each.text, each.felt, each.helped, each.ask, *said, name, findable(each.day)))

    def empty_words(self) -> str:
        """Say what a setback is, and why it is worth writing down."""
        return (
            "No setbacks are written down here.\n\n"
            "A setback is a day on which it hurts again. It undoes nothing. Write down what set it off and "
            "what helped: the next time, what helped is offered to you when it is hard to think.\n\n"
            f"Press {key('setbacks.add')} to write one down, or {key('line.keep-setback')} on a line of your "
            "check-in."
        )

    def detail(self, row: SetbackView, person: Person) -> Iterator[Block]:
        """Show it whole, with what its author needs and what was said to it."""
        each = row.setback
        who = marked(self.companion.couple.get(each.author), self.glyphs)
        yield Content.assemble(who, (f", {day_words(each.day, self.today)}", "$quiet"))
        if row.is_closed:
            yield Content.styled("Only you can read this for now.", "$quiet")
        yield Content("")
        yield Content.styled(shown(each.text), "bold")
        for name, label in _LABELS.items():
            if text := getattr(each, name):
                yield Content("")
                yield (label, Content(shown(text)))
        needed = "What I need when it comes back" if row.is_mine else "What is needed when it comes back"
        for number, (_, text) in enumerate(self.companion.setbacks.needs(person, each.author)):
            yield Content("")
            if number == 0:
                yield Content.styled(needed, "$quiet")
            yield Content(shown(text))
        yield from answer_blocks(row.answers, self.companion.couple, self.glyphs)
        yield from version_blocks(row.before, "text", *_LABELS)

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense for the setback under the cursor."""
        row = self.row
        if action in {"edit", "remove"}:
            return row is not None and row.is_mine
        if action == "show":
            return row is not None and row.is_mine and row.setback.visibility == "private"
        if action == "answer":
            return row is not None
        return super().check_action(action, parameters)

    def action_add(self) -> None:
        """Write down a setback."""
        if self.person is not None:
            self.ask(forms.setback(self.companion, self.person), self._go_to)

    def _go_to(self, saved: object) -> None:
        self.fill(str(getattr(saved, "id", "")))
        self.shelf.focus()

    def action_edit(self) -> None:
        """Change it, or add what helped."""
        if self.person is not None and self.row is not None:
            self.ask(forms.change_setback(self.companion, self.person, self.row))

    def action_answer(self) -> None:
        """Say something to it."""
        if self.person is not None and self.row is not None:
            self.ask(forms.answer_setback(self.companion, self.person, self.row))

    async def action_show(self) -> None:
        """Let the other read it."""
        if (row := self.row) is not None:
            await self.do(
                lambda person: self.companion.setbacks.show(person, row.id), "Both of you can read it now."
            )

    async def action_remove(self) -> None:
        """Remove it; undo brings it back."""
        if (row := self.row) is not None:
            await self.do(
                lambda person: self.companion.setbacks.remove(person, row.id),
                f"It is removed. {key('shell.undo')} brings it back.",
            )
