"""Looking at the decks: their cards, what lies on the table, and what was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from trust_tui.content import load
from trust_tui.model.dates import date_words
from trust_tui.model.deck import Cost, Deck, DoneCard, Draw, Mark, Mood, OwnCard, Wanted, still_to_come
from trust_tui.model.kept import Victory
from trust_tui.services.decks.cards import FILES, DeckCard, cards_of
from trust_tui.services.sight import Sight, may_see

if TYPE_CHECKING:
    from trust_tui.model.people import Person
    from trust_tui.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Drawn:
    """The card on the table.

    Attributes:
        card: The card.
        wanted: What was asked for.
        left: How many more fit before they begin again.
        begins_again: Whether all that fitted had been drawn, and they began again with this one.
    """

    card: DeckCard
    wanted: Wanted
    left: int
    begins_again: bool


@dataclass(frozen=True, slots=True)
class DoneEntry:
    """Something the two did or talked about, in the words of that day.

    Attributes:
        id: Its record's id.
        day: The day.
        deck: The deck it was from.
        key: The card's key; the card may not be there any more.
        text: What the card said then.
        author: The id of who noted it.
        is_mine: Whether the reader did, and so may take it out again.
        victory: The id of the victory it became, where that is on the reader's wall; else "".
    """

    id: str
    day: date
    deck: Deck
    key: str
    text: str
    author: str
    is_mine: bool
    victory: str


@dataclass
class Reading:
    """What people can see of the two decks.

    Attributes:
        desk: The ledger and the clock.
    """

    desk: Desk

    def moods(self, deck: Deck) -> Mapping[str, str]:
        """Return, by mood, what it means for who chooses a card of this deck."""
        moods: Mapping[str, str] = load(FILES[deck])["moods"]
        return moods

    def cards(
        self,
        reader: Person,
        deck: Deck,
        mood: Mood | None = None,
        minutes: int | None = None,
        cost: Cost | None = None,
        mark: Mark | None = None,
    ) -> list[DeckCard]:
        """Return the cards that fit, left-out ones too; with a mark, only those that have it."""
        wanted = Wanted.of(deck, mood, minutes, cost)
        found = [card for card in cards_of(self.desk.ledger, reader, deck) if wanted.fits(card)]
        if mark is None:
            return found
        is_favourite = mark is Mark.FAVOURITE
        return [card for card in found if (card.is_favourite if is_favourite else card.is_left_out)]

    def on_table(self, reader: Person, deck: Deck) -> Drawn | None:
        """Return the card that was drawn last, until it is done, put back or left out."""
        ledger = self.desk.ledger
        draws = ledger.all(Draw, deck=deck)
        draw = next((each for each in reversed(draws) if not each.picked), None)
        if draw is None or any(each.draw == draw.id for each in ledger.all(DoneCard)):
            return None
        cards = cards_of(ledger, reader, deck)
        card = next((each for each in cards if each.key == draw.card and not each.is_left_out), None)
        return drawn(card, draw, cards, draws) if card else None

    def history(self, reader: Person, deck: Deck | None = None) -> list[DoneEntry]:
        """Return what was done, the newest first."""
        sight = Sight(self.desk.ledger)
        wall = {each.id for each in self.desk.ledger.all(Victory) if sight.may_see(reader, each)}
        entries = [
            DoneEntry(
                id=each.id,
                day=each.day,
                deck=each.deck,
                key=each.card,
                text=each.text,
                author=each.author,
                is_mine=each.author == reader.id,
                victory=each.victory if each.victory in wall else "",
            )
            for each in reversed(self.desk.ledger.all(DoneCard))
            if deck in {None, each.deck} and may_see(reader, each, ())
        ]
        return sorted(entries, key=lambda entry: -entry.day.toordinal())

    def texts(self, reader: Person) -> Iterator[tuple[str, date, str]]:
        """Yield id, day and words of everything that a search may find for `reader`."""
        for entry in self.history(reader):
            yield entry.id, entry.day, entry.text
        for card in self.desk.ledger.all(OwnCard):
            if may_see(reader, card, ()):
                yield card.id, card.day, card.text

    def glance(self, reader: Person) -> str:
        """Say in a short sentence what lies on the table, or what was done last."""
        decks = [deck for deck in Deck if self.on_table(reader, deck)]
        if decks:
            return "A question is on the table." if Deck.QUESTION in decks else "A card is on the table."
        last = next(iter(self.history(reader)), None)
        return f"Last: {date_words(last.day, self.desk.clock().day)}" if last else ""


def fitting(cards: Sequence[DeckCard], wanted: Wanted) -> list[str]:
    """Return the keys of the cards that a wish may bring up."""
    return [card.key for card in cards if wanted.fits(card) and not card.is_left_out]


def drawn(card: DeckCard, draw: Draw, cards: Sequence[DeckCard], draws: Sequence[Draw]) -> Drawn:
    """Return a card on the table, with how many more there are like it.

    Args:
        card: The card.
        draw: What brought it up.
        cards: The whole deck.
        draws: All draws from it, this one too.
    """
    left = still_to_come(fitting(cards, draw.wanted), draws, draw.wanted)
    return Drawn(card, draw.wanted, len(left), draw.anew)
