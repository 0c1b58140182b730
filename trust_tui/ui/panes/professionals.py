"""The room of professionals: who helps, what with, and how they are reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from trust_tui.model.text import one_line, shown
from trust_tui.services.support.views import ProfessionalView
from trust_tui.ui import question_forms
from trust_tui.ui import support_forms as forms
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.marks import marked
from trust_tui.ui.panes.list_pane import ListPane
from trust_tui.ui.panes.support_words import before_blocks, hidden_blocks, is_hidden
from trust_tui.ui.widgets.shelf import ShelfHeading
from trust_tui.ui.words import possessive

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trust_tui.model.people import Person
    from trust_tui.ui.widgets.blocks import Block


class ProfessionalsPane(ListPane[ProfessionalView]):
    """Everybody who helps, those who are seen now first."""

    BINDINGS = bindings(Place.PROFESSIONALS)
    ROW_HEIGHT: ClassVar[int] = 2
    FILTER_HINT: ClassVar[str] = "a name, what for, ours"

    def rows(self, person: Person) -> Sequence[ProfessionalView | ShelfHeading]:
        """Set those apart who are not seen any more."""
        found = self.companion.professionals.all(person)
        past = [view for view in found if view.is_past]
        now: list[ProfessionalView | ShelfHeading] = [view for view in found if not view.is_past]
        return [*now, ShelfHeading("Not seen any more"), *past] if past else now

    def draw(self, row: ProfessionalView, width: int, is_here: bool) -> Sequence[Content]:
        """Draw one: the name, and below what for and whose."""
        mark = self.glyphs.here if is_here else " "
        if is_hidden(row.is_private, self.companion.couple):
            name, details = "Somebody only you see", ["hidden here"]
        else:
            name, details = (
                one_line(row.name),
                [one_line(row.what_for), self._whose(row), one_line(row.phone)],
            )
        title = Content.assemble((f"{mark} ", "$accent"), (name, "bold" if is_here else ""))
        below = Content.styled("  " + ", ".join(filter(None, details)), "$quiet")
        return [line.truncate(width, ellipsis=True) for line in (title, below)]

    def _whose(self, row: ProfessionalView) -> str:
        if self.companion.couple.is_solo or self.person is None:
            return ""
        if row.whose in {"", self.person.id}:
            return "yours" if row.whose else "ours"
        owner = self.companion.couple.get(row.whose)
        return possessive(one_line(owner.name)) if owner else ""

    def haystack(self, row: ProfessionalView) -> str:
        """All that is written about somebody, and whose they are."""
        texts = (str(getattr(row, name)) for name in forms.PROFESSIONAL_LABELS)
        return " ".join((*texts, self._whose(row), "only you" if row.is_private else ""))

    def empty_words(self) -> str:
        """Say who could be here, and why it is worth it."""
        return (
            "Nobody is written down here yet.\n\n"
            "A counsellor, a doctor, a group: keep here how to reach them, for the evening on which you need "
            "it.\n\n"
            f"Press {key('professionals.add')} to write somebody down."
        )

    def detail(self, row: ProfessionalView, person: Person) -> Iterator[Block]:
        """Show how somebody is reached. Nothing is dialled or opened from here."""
        couple = self.companion.couple
        if is_hidden(row.is_private, couple):
            yield from hidden_blocks(key("professionals.edit"))
            return
        view = self.companion.professionals.one(person, row.id)
        if view is None:
            return
        yield Content.styled(shown(view.name), "bold $accent")
        yield Content("")
        for name, label in list(forms.PROFESSIONAL_LABELS.items())[1:]:
            if text := str(getattr(view, name)):
                yield (label, Content(shown(text)))
        if not couple.is_solo:
            whose = marked(couple.get(view.whose), self.glyphs) if view.whose else Content("ours")
            yield ("Whose", whose)
        yield from self._waiting(view, person)
        yield from before_blocks(view.before, forms.PROFESSIONAL_LABELS)

    def _waiting(self, view: ProfessionalView, person: Person) -> Iterator[Block]:
        """Show what waits for them by name, as far as both may read it."""
        waiting = [each for each in self.companion.questions.to_bring(person) if each.professional == view.id]
        there = [each for each in waiting if not is_hidden(each.is_private, self.companion.couple)]
        if there and not view.is_past:
            yield Content("")
            yield Content.styled("To bring", "bold $quiet")
            for each in there:
                yield Content(f"{self.glyphs.dash} {one_line(each.text)}")

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense for the one under the cursor."""
        if action == "edit":
            return self.row is not None and self.row.can_change
        if action == "remove":
            return self.row is not None and self.row.is_mine
        if action == "question":
            return self.row is not None and not self.row.is_past
        return super().check_action(action, parameters)

    def action_add(self) -> None:
        """Write somebody down."""
        if self.person is not None:
            self.ask(forms.professional(self.companion, self.person), self._go_to)

    def _go_to(self, saved: object) -> None:
        self.fill(str(getattr(saved, "id", "")))
        self.shelf.focus()

    def action_edit(self) -> None:
        """Change what is written here; what it said before is kept."""
        if self.person is not None and self.row is not None:
            self.ask(forms.professional(self.companion, self.person, self.row))

    def action_question(self) -> None:
        """Write down a question for them."""
        if self.person is not None and self.row is not None:
            self.ask(question_forms.bring(self.companion, self.person, self.row.id))

    async def action_remove(self) -> None:
        """Take somebody off the list; undo brings them back."""
        if (row := self.row) is not None:
            await self.do(
                lambda person: self.companion.professionals.remove(person, row.id),
                f"It is removed. {key('shell.undo')} brings it back.",
            )
