"""The room of rituals: what does the two of them good, again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from trust_tui.model.dates import day_words, near_words, short_date, short_day
from trust_tui.model.text import one_line, shown
from trust_tui.services.rituals import RitualView
from trust_tui.ui import ritual_forms as forms
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.marks import marked
from trust_tui.ui.panes.kept_words import version_blocks
from trust_tui.ui.panes.list_pane import ListPane

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.ui.widgets.blocks import Block
    from trust_tui.ui.widgets.shelf import ShelfHeading


class RitualsPane(ListPane[RitualView]):
    """Rituals, the one that comes next first."""

    BINDINGS = bindings(Place.RITUALS)
    ROW_HEIGHT: ClassVar[int] = 2
    FILTER_HINT: ClassVar[str] = "words to look for"

    def rows(self, person: Person) -> Sequence[RitualView | ShelfHeading]:
        """Return all rituals."""
        return self.companion.rituals.all(person)

    def draw(self, row: RitualView, width: int, is_here: bool) -> Sequence[Content]:
        """Draw one: its name, and below when it comes next and when it was done last."""
        mark = self.glyphs.here if is_here else " "
        name = Content.assemble(
            (f"{mark} ", "$accent"), (one_line(row.ritual.name), "bold" if is_here else "")
        )
        below = Content.styled(f"  {self._when(row)}", "$quiet")
        return [line.truncate(width, ellipsis=True) for line in (name, below)]

    def _when(self, row: RitualView) -> str:
        if row.ritual.resting:
            return "at rest"
        parts = [f"next {self._near(row.next_on)}"] if row.next_on else []
        parts += [f"last done {self._near(row.last)}"] if row.last else []
        return ", ".join(parts) or "whenever you like"

    def _near(self, day: date) -> str:
        words = near_words(day, self.today)
        is_far = words == day_words(day, self.today)
        return short_day(day) if is_far and day.year == self.today.year else words

    def haystack(self, row: RitualView) -> str:
        """Everything it says, and how it was."""
        return " ".join((row.ritual.name, row.ritual.how, *(time.text for time in row.times)))

    def empty_words(self) -> str:
        """Say what rituals are good for, and how one comes here."""
        return (
            "There are no rituals here yet.\n\n"
            "A ritual is something small to count on: tea before bed, a walk on Sundays. It needs no good "
            "mood, and a time without it is no miss.\n\n"
            f"Press {key('rituals.add')} to begin one."
        )

    def detail(self, row: RitualView, person: Person) -> Iterator[Block]:
        """Show it whole, with the times it was done."""
        ritual = row.ritual
        yield Content.styled(shown(ritual.name), "bold")
        if ritual.how:
            yield Content("")
            yield Content(shown(ritual.how))
        yield Content("")
        if ritual.resting:
            yield Content.styled("At rest, until you take it up again.", "$quiet")
        elif ritual.rhythm is not None:
            yield ("Usually", Content(one_line(ritual.rhythm.words)))
        if row.next_on:
            yield ("Next", Content(day_words(row.next_on, self.today)))
        yield from self._times(row)
        yield from version_blocks(row.before, "name", "how")

    def _times(self, row: RitualView) -> Iterator[Block]:
        if row.times:
            yield Content("")
            yield Content.styled("When you did it", "bold $quiet")
        for time in row.times:
            day = short_date(time.day, self.today)
            who = marked(self.companion.couple.get(time.author), self.glyphs)
            if time.text:
                yield Content.assemble((f"{day}  ", "$quiet"), who, f": {shown(time.text)}")
            else:
                yield Content.styled(day, "$quiet")

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense for the ritual under the cursor."""
        if action in {"edit", "remove", "rest"}:
            return self.row is not None
        if action == "done":
            return self.row is not None and not self.row.ritual.resting
        return super().check_action(action, parameters)

    def action_add(self) -> None:
        """Begin a ritual."""
        if self.person is not None:
            self.ask(forms.begin(self.companion, self.person), self._go_to)

    def _go_to(self, saved: object) -> None:
        self.fill(str(getattr(saved, "id", "")))
        self.shelf.focus()

    def action_done(self) -> None:
        """Write down that it was done."""
        if self.person is not None and self.row is not None:
            self.ask(forms.done(self.companion, self.person, self.row))

    def action_edit(self) -> None:
        """Change it."""
        if self.person is not None and self.row is not None:
            self.ask(forms.change(self.companion, self.person, self.row))

    async def action_rest(self) -> None:
        """Put it aside, or take it up again."""
        if (row := self.row) is not None:
            resting = not row.ritual.resting
            await self.do(
                lambda person: self.companion.rituals.rest(person, row.id, resting),
                "It rests until you take it up again." if resting else "It is one of your rituals again.",
            )

    async def action_remove(self) -> None:
        """Remove it; undo brings it back."""
        if (row := self.row) is not None:
            await self.do(
                lambda person: self.companion.rituals.remove(person, row.id),
                f"It is removed. {key('shell.undo')} brings it back.",
            )
