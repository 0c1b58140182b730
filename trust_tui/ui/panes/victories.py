"""The Victories tab: a wall of cards, what was said to each, and the way to look at them together."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from trust_tui.model.dates import day_words, findable, short_date
from trust_tui.model.text import one_line, shown
from trust_tui.services.milestones import Milestone
from trust_tui.services.victories import Card
from trust_tui.ui import victory_forms
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.marks import marked
from trust_tui.ui.panes.kept_words import answer_blocks, version_blocks
from trust_tui.ui.panes.list_pane import ListPane
from trust_tui.ui.widgets.card import TEXT_LINES, card_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.ui.widgets.blocks import Block
    from trust_tui.ui.widgets.shelf import ShelfHeading


class MilestoneCard:
    """A milestone among the cards."""

    def __init__(self, milestone: Milestone) -> None:
        self.milestone = milestone
        self.id = f"milestone:{milestone.key}"


WallRow = Card | MilestoneCard


class VictoriesPane(ListPane[WallRow]):
    """The wall."""

    BINDINGS = bindings(Place.VICTORIES)
    ROW_HEIGHT: ClassVar[int] = TEXT_LINES + 4
    CARD_WIDTH: ClassVar[int] = 26
    FILTER_HINT: ClassVar[str] = "words, a theme, a month such as november, a name"

    # The wall

    def rows(self, person: Person) -> Sequence[WallRow | ShelfHeading]:
        """Pinned cards first, then the newest; milestones on their day."""
        couple = self.companion.couple
        wall: list[WallRow] = [*self.companion.victories.wall(person)]
        wall += [MilestoneCard(each) for each in self.companion.milestones.reached(couple)]
        return sorted(wall, key=lambda row: (not _is_pinned(row), -_day_of(row).toordinal()))

    def draw(self, row: WallRow, width: int, is_here: bool) -> Sequence[Content]:
        """Draw a card."""
        if isinstance(row, MilestoneCard):
            words = Content.styled(row.milestone.words, "italic")
            return card_lines(self._date(row), words, Content(""), width, self.glyphs, is_here=is_here)
        title = f"{self._date(row)}" + (f" {self.glyphs.dash} pinned" if row.pinned else "")
        text = Content(one_line(row.text))
        return card_lines(title, text, self._foot(row), width, self.glyphs, is_here=is_here)

    def _date(self, row: WallRow) -> str:
        day = _day_of(row)
        return short_date(day, self.today)

    def _foot(self, card: Card) -> Content:
        # First, as what does not fit is cut off.
        parts = [Content.styled("closed with your day", "$quiet")] if card.is_closed else []
        answered = dict.fromkeys(a.author for a in card.answers if a.author != card.author)
        parts += [self._marked(card.author)]
        parts += [self._marked(author) + Content(" answered") for author in answered]
        return Content(" · ").join(parts)

    def _marked(self, person_id: str) -> Content:
        return marked(self.companion.couple.get(person_id), self.glyphs)

    def haystack(self, row: WallRow) -> str:
        """Words, themes, names, month and year."""
        day = _day_of(row)
        when = findable(day)
        if isinstance(row, MilestoneCard):
            return f"{when} milestone {row.milestone.words}"
        couple = self.companion.couple
        names = [p.name for p in couple.people if p.id in {row.author, *(a.author for a in row.answers)}]
        said = [answer.text for answer in row.answers]
        pinned = ["pinned"] if row.pinned else []
        return " ".join((when, row.text, *row.themes, *names, *said, *pinned))

    def empty_words(self) -> str:
        """Say what a victory is, and how it comes here."""
        add, keep = key("victories.add"), key("line.keep-victory")
        return (
            "Nothing is on the wall yet.\n\n"
            "A victory is anything that went a little better than it might have: a call before it got late, "
            "an hour of talking in which nobody left the room. On a hard evening, the wall remembers "
            "for you.\n\n"
            f"Press {add} to write one down, or {keep} on a line of your check-in."
        )

    def remarks(self) -> str:
        """Remind of what was written down on this day, long ago."""
        if self.person is None:
            return ""
        found = self.companion.victories.on_this_day(self.person, self.today)
        return "\n".join(f"{words[0].upper()}{words[1:]}: {one_line(card.text)}" for words, card in found[:1])

    # One card, whole

    def detail(self, row: WallRow, person: Person) -> Iterator[Block]:
        """Show a victory with everything that was said to it."""
        if isinstance(row, MilestoneCard):
            yield Content.styled(row.milestone.words, "bold")
            yield Content("")
            yield Content.styled(f"{day_words(row.milestone.day, self.today)}, the two of you", "$quiet")
            return
        yield Content.assemble(self._marked(row.author), (f", {day_words(row.day, self.today)}", "$quiet"))
        yield Content("")
        yield Content.styled(shown(row.text), "bold")
        if row.themes:
            yield Content("")
            yield ("Themes", Content(", ".join(one_line(theme) for theme in row.themes)))
        yield from answer_blocks(row.answers, self.companion.couple, self.glyphs)
        yield from version_blocks(row.before, "text")

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense for the card under the cursor."""
        row = self.row
        if action in {"edit", "remove"}:
            return isinstance(row, Card) and row.is_mine
        if action in {"pin", "answer"}:
            return isinstance(row, Card)
        if action == "hide":
            return isinstance(row, MilestoneCard)
        return super().check_action(action, parameters)

    def action_add(self) -> None:
        """Write down a victory."""
        if self.person is not None:
            self.ask(victory_forms.add(self.companion, self.person), self._open_saved)

    def _open_saved(self, saved: object) -> None:
        self.fill(str(getattr(saved, "id", "")))
        self.shelf.focus()

    def action_edit(self) -> None:
        """Change a victory; what it said before is kept."""
        if self.person is not None and isinstance(self.row, Card):
            self.ask(victory_forms.edit(self.companion, self.person, self.row))

    def action_answer(self) -> None:
        """Say something to a victory."""
        if self.person is not None and isinstance(self.row, Card):
            self.ask(victory_forms.answer(self.companion, self.person, self.row))

    async def action_pin(self) -> None:
        """Let a victory come first, or no longer."""
        if isinstance(card := self.row, Card):
            pinned = not card.pinned
            await self.do(lambda person: self.companion.victories.pin(person, card.id, pinned))

    async def action_remove(self) -> None:
        """Take a victory off the wall; undo brings it back."""
        if isinstance(card := self.row, Card):
            undo = key("shell.undo")
            await self.do(
                lambda person: self.companion.victories.remove(person, card.id),
                f"It is off the wall. {undo} brings it back.",
            )

    async def action_hide(self) -> None:
        """Take a milestone off the wall; undo brings it back."""
        if isinstance(row := self.row, MilestoneCard):
            undo = key("shell.undo")
            await self.do(
                lambda person: self.companion.milestones.hide(person, row.milestone.key),
                f"This milestone is hidden. {undo} brings it back.",
            )

    async def action_show_milestones(self) -> None:
        """Bring back the milestones that were hidden."""
        await self.do(self.companion.milestones.show_all, "Every milestone is on the wall again.")

    def action_review(self) -> None:
        """Look at victories together."""
        from trust_tui.ui.screens.review import begin_review

        if self.person is not None:
            begin_review(self, self.person, self.companion, self.glyphs)


def _is_pinned(row: WallRow) -> bool:
    return isinstance(row, Card) and row.pinned


def _day_of(row: WallRow) -> date:
    return row.milestone.day if isinstance(row, MilestoneCard) else row.day
