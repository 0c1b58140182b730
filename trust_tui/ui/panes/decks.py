"""The room of activities and questions: a card to draw, the decks, and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual.content import Content

from trust_tui.model.dates import day_words, short_date
from trust_tui.model.deck import Deck
from trust_tui.model.text import one_line, shown
from trust_tui.ui import deck_forms as forms
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.marks import marked
from trust_tui.ui.panes.list_pane import ListPane
from trust_tui.ui.widgets.shelf import ShelfHeading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.services.decks import DeckCard, DoneEntry, Drawn
    from trust_tui.ui.widgets.blocks import Block

_HEADINGS = {Deck.ACTIVITY: "Things to do", Deck.QUESTION: "Questions"}
_TEXT_LINES = 2


@dataclass(frozen=True, slots=True)
class DeckRow:
    """A card in its deck, a card on the table, or something that was done."""

    card: DeckCard | None = None
    drawn: Drawn | None = None
    entry: DoneEntry | None = None

    @property
    def id(self) -> str:
        """Its record's id, or the card's key. A card on the table is there a second time."""
        if self.entry is not None:
            return self.entry.id
        name = self.card.key if self.card else ""
        return f"table:{name}" if self.drawn else name

    @property
    def text(self) -> str:
        """What it says."""
        return self.entry.text if self.entry else self.card.text if self.card else ""


class DecksPane(ListPane[DeckRow]):
    """What lies on the table, both decks, and what was done."""

    BINDINGS = bindings(Place.DECKS)
    ROW_HEIGHT: ClassVar[int] = _TEXT_LINES + 1
    FILTER_HINT: ClassVar[str] = "words, tired, an hour, free, favourite, left out, own, done"

    # The list

    def rows(self, person: Person) -> Sequence[DeckRow | ShelfHeading]:
        """What lies on the table comes first, favourites before the other cards, what was done last."""
        decks = self.companion.decks
        found: list[DeckRow | ShelfHeading] = []
        on_table = [drawn for deck in Deck if (drawn := decks.on_table(person, deck))]
        if on_table:
            found += [ShelfHeading("On the table"), *(DeckRow(each.card, each) for each in on_table)]
        for deck, heading in _HEADINGS.items():
            cards = decks.cards(person, deck)
            cards.sort(key=lambda card: (card.is_left_out, not card.is_favourite, not card.is_own))
            found += [ShelfHeading(heading), *map(DeckRow, cards)]
        history = decks.history(person)
        if history:
            found += [ShelfHeading("Done"), *(DeckRow(entry=entry) for entry in history)]
        return found

    def draw(self, row: DeckRow, width: int, is_here: bool) -> Sequence[Content]:
        """Draw a card: its words on two lines at most, and below what it asks for."""
        mark = self.glyphs.here if is_here else " "
        lines = Content(one_line(row.text)).wrap(max(width - 2, 1))
        if len(lines) > _TEXT_LINES:
            cut = lines[_TEXT_LINES - 1].rstrip().truncate(max(width - 3, 1))
            lines = [*lines[: _TEXT_LINES - 1], cut + Content.styled(self.glyphs.more, "$quiet")]
        style = "bold" if is_here else ""
        drawn = [Content.assemble((f"{mark} ", "$accent"), lines[0].stylize(style))]
        drawn += [Content("  ") + line.stylize(style) for line in lines[1:]]
        drawn.append(Content.styled(f"  {self._below(row)}", "$quiet"))
        return [line.truncate(width, ellipsis=True) for line in drawn]

    def _below(self, row: DeckRow) -> str:
        if row.entry is not None:
            return f"done {self._when(row.entry.day)}"
        card = row.card
        if card is None:
            return ""
        notes = ["left out"] if card.is_left_out else ["favourite"] if card.is_favourite else []
        notes += [card.mood.value, forms.TIMES[card.minutes]]
        notes += [forms.COSTS[card.cost]] if card.deck is Deck.ACTIVITY else []
        notes += ["your own"] if card.is_own else []
        notes += [f"done {self._when(card.done_on)}"] if card.done_on else []
        return ", ".join(notes)

    def _when(self, day: date) -> str:
        return short_date(day, self.today)

    def haystack(self, row: DeckRow) -> str:
        """What it says, and everything that stands below it."""
        deck = row.entry.deck if row.entry else row.card.deck if row.card else Deck.ACTIVITY
        theme = row.card.theme if row.card else ""
        return f"{row.text} {self._below(row)} {_HEADINGS[deck]} {theme}"

    def empty_words(self) -> str:
        """There always are cards."""
        return ""

    # One card, whole

    def detail(self, row: DeckRow, person: Person) -> Iterator[Block]:
        """Show a card large and alone."""
        yield Content("")
        yield Content.styled(shown(row.text), "bold")
        yield Content("")
        if (entry := row.entry) is not None:
            who = marked(self.companion.couple.get(entry.author), self.glyphs)
            yield Content.assemble((f"{day_words(entry.day, self.today)}, noted by ", "$quiet"), who)
            if entry.victory:
                yield Content.styled("It is on your wall, too.", "$quiet")
            return
        yield Content.styled(self._below(row), "$quiet")
        if row.card is not None:
            yield Content("")
            yield Content.styled(self.companion.decks.moods(row.card.deck)[row.card.mood.value], "$quiet")
        if row.drawn is not None:
            yield Content("")
            yield Content.styled(_left(row.drawn), "$quiet")

    # Commands

    @property
    def _card(self) -> DeckCard | None:
        return self.row.card if self.row else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense for the card under the cursor."""
        row, card = self.row, self._card
        if action in {"another", "put_back"}:
            return row is not None and row.drawn is not None
        if action in {"done", "favour", "leave_out"}:
            return card is not None
        if action == "edit":
            return card is not None and card.is_mine
        if action == "remove":
            is_mine = row is not None and row.entry is not None and row.entry.is_mine
            return is_mine or (card is not None and card.is_mine)
        return super().check_action(action, parameters)

    def action_draw_card(self) -> None:
        """Draw a card."""
        if self.person is not None:
            self.ask(forms.draw(self.companion, self.person), self._show_drawn)

    def _show_drawn(self, saved: object) -> None:
        self._forget_filter()
        self.fill(f"table:{cast('Drawn', saved).card.key}")
        self.read()

    async def action_another(self) -> None:
        """Draw another one like it; this one comes again when all that fit have come."""
        if (row := self.row) is None or row.drawn is None:
            return
        deck, wanted = row.drawn.card.deck, row.drawn.wanted
        drawn = await self.do(
            lambda person: self.companion.decks.draw(person, deck, wanted.mood, wanted.minutes, wanted.cost)
        )
        if drawn is not None:
            self._show_drawn(drawn)

    async def action_put_back(self) -> None:
        """Put it back into the deck."""
        if (card := self._card) is not None:
            deck = card.deck
            await self.do(lambda person: self.companion.decks.skip(person, deck))

    def action_done(self) -> None:
        """Note that it was done."""
        if self.person is not None and (card := self._card) is not None:
            self.ask(forms.done(self.companion, self.person, card), self._go_to)

    def _go_to(self, saved: object) -> None:
        self.fill(str(getattr(saved, "id", "")))
        self.shelf.focus()

    async def action_favour(self) -> None:
        """Make it a favourite, or no longer."""
        if (card := self._card) is not None:
            name, is_on = card.key, not card.is_favourite
            await self.do(lambda person: self.companion.decks.favour(person, name, is_on))

    async def action_leave_out(self) -> None:
        """Never draw it, or draw it again."""
        if (card := self._card) is not None:
            name, is_on = card.key, not card.is_left_out
            await self.do(
                lambda person: self.companion.decks.leave_out(person, name, is_on),
                "It will not be drawn." if is_on else "It is back in the deck.",
            )

    def action_add(self) -> None:
        """Write a card of one's own."""
        if self.person is not None:
            self.ask(forms.own(self.companion, self.person), self._go_to)

    def action_edit(self) -> None:
        """Change one's own card."""
        if self.person is not None and (card := self._card) is not None:
            self.ask(forms.own(self.companion, self.person, card), self._go_to)

    async def action_remove(self) -> None:
        """Take one's own card out of the deck, or something one noted out of the history."""
        row, decks = self.row, self.companion.decks
        if row is None:
            return
        name, undo = row.id.removeprefix("table:"), key("shell.undo")
        remove = decks.take_out if row.entry is not None else decks.remove_own
        await self.do(lambda person: remove(person, name), f"It is removed. {undo} brings it back.")


def _left(drawn: Drawn) -> str:
    """Say how many more there are."""
    again = "All that fit had come, so they begin again. " if drawn.begins_again else ""
    if drawn.left == 0:
        return f"{again}This was the last one like it; after it they begin again."
    return f"{again}{drawn.left} more like it before one comes again."
