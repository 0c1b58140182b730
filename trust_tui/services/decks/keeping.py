"""Making a deck one's own: favourites, what is not for us, and cards that people wrote themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trust_tui.model.deck import CARD_LIMIT, MINUTES, CardMark, Cost, Deck, Mark, Mood, OwnCard
from trust_tui.model.records import OURS, Deletion, Visibility
from trust_tui.model.text import one_line
from trust_tui.services.decks.cards import DeckCard, cards_of
from trust_tui.services.decks.reading import Reading
from trust_tui.services.desk import Change, Write
from trust_tui.services.problems import AlreadyKeptProblem, Problem

if TYPE_CHECKING:
    from trust_tui.model.people import Person
    from trust_tui.store import Ledger, Transaction


@dataclass
class Keeping(Reading):
    """What people can do to the cards themselves."""

    # What we think of them: no name stands beside it

    def favour(self, person: Person, key: str, is_on: bool = True) -> None:
        """Make a card a favourite of the couple, or no longer. One that was left out is back then.

        Raises:
            Problem: If it is not there.
        """
        words = "made a card a favourite" if is_on else "took a card off the favourites"
        self._mark(person, key, Mark.FAVOURITE, words, is_on=is_on)

    def leave_out(self, person: Person, key: str, is_on: bool = True) -> None:
        """Never draw a card, or draw it again. It is no favourite then.

        Raises:
            Problem: If it is not there.
        """
        words = "left a card out" if is_on else "brought a card back"
        self._mark(person, key, Mark.LEFT_OUT, words, is_on=is_on)

    def _mark(self, person: Person, key: str, mark: Mark, words: str, *, is_on: bool) -> None:
        moment = self.desk.clock()
        gone = Deletion(person.id, moment.at)
        with self.desk.ledger.transaction() as tx:
            there(tx, person, key)
            marks = [each for each in tx.all(CardMark) if each.card == key]
            is_so = any(each.mark is mark for each in marks)
            if is_so == is_on:
                return
            # Only one of the two can be true, so that the other one goes as well.
            writes = [Write(each, each.changed(moment, deleted=gone)) for each in marks]
            if is_on:
                writes.append(Write(None, self.desk.new(CardMark, OURS, card=key, mark=mark)))
            change = Change(person.id, words, tuple(writes))
            self.desk.write(tx, change)
        self.desk.remember(change)

    # Our own cards

    def add_own(
        self, person: Person, deck: Deck, text: str, mood: Mood, minutes: int, cost: Cost = Cost.NOTHING
    ) -> OwnCard:
        """Put a card of one's own into a deck, for both.

        Raises:
            Problem: If there are no words, too many, the same ones already, or no such time.
        """
        with self.desk.ledger.transaction() as tx:
            says = _checked(cards_of(tx, person, deck), deck, text, mood, minutes, cost)
            card = self.desk.new(OwnCard, person.id, deck=deck, **says)
            change = Change(person.id, "wrote a card", (Write(None, card),))
            self.desk.write(tx, change)
        self.desk.remember(change)
        return card

    def edit_own(
        self, person: Person, key: str, text: str, mood: Mood, minutes: int, cost: Cost = Cost.NOTHING
    ) -> OwnCard:
        """Change a card one wrote; what it said before is kept, and the history keeps its words.

        Raises:
            Problem: If it is not there, not one's own, or what it says cannot be used.
        """
        with self.desk.ledger.transaction() as tx:
            before = _own(tx, person, key)
            others = [card for card in cards_of(tx, person, before.deck) if card.key != key]
            says = _checked(others, before.deck, text, mood, minutes, cost)
            if all(getattr(before, name) == value for name, value in says.items()):
                return before
            after = before.changed(self.desk.clock(), **says)
            change = Change(person.id, "changed a card", (Write(before, after, Visibility.SHARED),))
            self.desk.write(tx, change)
        self.desk.remember(change)
        return after

    def remove_own(self, person: Person, key: str) -> None:
        """Take a card one wrote out of its deck. What was done with it stays in the history.

        Raises:
            Problem: If it is not there or not one's own.
        """
        moment = self.desk.clock()
        with self.desk.ledger.transaction() as tx:
            before = _own(tx, person, key)
            after = before.changed(moment, deleted=Deletion(person.id, moment.at))
            change = Change(person.id, "took a card out of the deck", (Write(before, after),))
            self.desk.write(tx, change)
        self.desk.remember(change)


def there(source: Ledger | Transaction, reader: Person, key: str) -> DeckCard:
    """Return a card of either deck.

    Raises:
        Problem: If there is none with this key.
    """
    for deck in Deck:
        for card in cards_of(source, reader, deck):
            if card.key == key:
                return card
    raise Problem("This card is not in the deck any more.")


def _own(source: Ledger | Transaction, person: Person, key: str) -> OwnCard:
    card = source.get(OwnCard, key)
    if card is None or card.deleted:
        there(source, person, key)
        raise Problem("This card came with the decks. You can leave it out.")
    if card.author != person.id:
        raise Problem("Only who wrote this card can change it. You can leave it out.")
    return card


def _checked(
    others: list[DeckCard], deck: Deck, text: str, mood: Mood, minutes: int, cost: Cost
) -> dict[str, Any]:
    """Return what a card says, where it can be used."""
    text = one_line(text)
    if not text:
        raise Problem("There are no words here yet. One sentence is enough.", "text")
    if len(text) > CARD_LIMIT:
        raise Problem(f"A card holds up to {CARD_LIMIT} characters; this has {len(text):,}.", "text")
    if any(card.text.casefold() == text.casefold() for card in others):
        raise AlreadyKeptProblem("A card with these words is in the deck already.", "text")
    if minutes not in MINUTES[deck]:
        *some, last = MINUTES[deck]
        raise Problem(f"Choose {', '.join(map(str, some))} or {last} minutes.", "minutes")
    # Asking costs nothing.
    return {
        "text": text,
        "mood": mood,
        "minutes": minutes,
        "cost": Cost.NOTHING if deck is Deck.QUESTION else cost,
    }
