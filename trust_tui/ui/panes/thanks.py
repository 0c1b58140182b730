"""The room of thanks: what the two of them appreciated, wherever it was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from trust_tui.model.dates import day_words, findable, short_date
from trust_tui.model.text import one_line, shown
from trust_tui.services.thanks import Thank
from trust_tui.ui import ritual_forms as forms
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.marks import marked
from trust_tui.ui.panes.kept_words import answer_blocks, version_blocks
from trust_tui.ui.panes.list_pane import ListPane

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trust_tui.model.people import Person
    from trust_tui.ui.widgets.blocks import Block
    from trust_tui.ui.widgets.shelf import ShelfHeading


class ThanksPane(ListPane[Thank]):
    """Thanks, newest first."""

    BINDINGS = bindings(Place.THANKS)
    ROW_HEIGHT: ClassVar[int] = 2
    FILTER_HINT: ClassVar[str] = "words, a name, a month such as november"

    def rows(self, person: Person) -> Sequence[Thank | ShelfHeading]:
        """Return all thanks."""
        return self.companion.thanks.all(person)

    def draw(self, row: Thank, width: int, is_here: bool) -> Sequence[Content]:
        """Draw one: its first words, and below who said it and when."""
        mark = self.glyphs.here if is_here else " "
        first = Content.assemble((f"{mark} ", "$accent"), (one_line(row.text), "bold" if is_here else ""))
        below = Content("    ") + self._marked(row.author) + Content.styled(f", {self._when(row)}", "$quiet")
        if row.answers:
            below += Content.styled(", answered", "$quiet")
        return [line.truncate(width, ellipsis=True) for line in (first, below)]

    def _when(self, row: Thank) -> str:
        return short_date(row.day, self.today)

    def _marked(self, person_id: str) -> Content:
        return marked(self.companion.couple.get(person_id), self.glyphs)

    def haystack(self, row: Thank) -> str:
        """Words, names, month and year, and where it was said."""
        author = self.companion.couple.get(row.author)
        said = (answer.text for answer in row.answers)
        return " ".join((row.text, *said, author.name if author else "", findable(row.day), row.said))

    def empty_words(self) -> str:
        """Say what thanks are good for, and how they come here."""
        return (
            "Nobody has said thanks here yet.\n\n"
            "Being thanked for something small says: I saw it. It stays here for the evenings on which it is "
            "hard to see anything good.\n\n"
            f"Press {key('thanks.add')} to say it. What you thank each other for in a talk, or after looking "
            "at your victories, comes here by itself."
        )

    def detail(self, row: Thank, person: Person) -> Iterator[Block]:
        """Show it whole, with what was said to it."""
        said = f", {row.said}" if row.said else ""
        yield Content.assemble(
            self._marked(row.author), (f", {day_words(row.day, self.today)}{said}", "$quiet")
        )
        yield Content("")
        yield Content.styled(shown(row.text), "bold")
        yield from answer_blocks(row.answers, self.companion.couple, self.glyphs)
        yield from version_blocks(row.before, "text")

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense for the thanks under the cursor."""
        row, person = self.row, self.person
        if action in {"edit", "remove"}:
            return row is not None and person is not None and row.author == person.id
        if action == "answer":
            return row is not None and person is not None
        return super().check_action(action, parameters)

    def action_add(self) -> None:
        """Thank the other."""
        if self.person is not None:
            self.ask(forms.thank(self.companion, self.person), self._go_to)

    def _go_to(self, saved: object) -> None:
        self.fill(str(getattr(saved, "id", "")))
        self.shelf.focus()

    def action_edit(self) -> None:
        """Say it in other words."""
        if self.person is not None and self.row is not None:
            self.ask(forms.thank_anew(self.companion, self.person, self.row))

    def action_answer(self) -> None:
        """Say something to it."""
        if self.person is not None and self.row is not None:
            self.ask(forms.answer_thanks(self.companion, self.person, self.row))

    async def action_remove(self) -> None:
        """Take it back; undo brings it back."""
        if (row := self.row) is not None:
            await self.do(
                lambda person: self.companion.thanks.remove(person, row.id),
                f"It is removed. {key('shell.undo')} brings it back.",
            )
