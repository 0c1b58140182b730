"""The decks of things to do and to ask: drawing from them, and keeping what was done.

A deck belongs to both. What one drew the other finds on the table, and no card comes again before all that
fit the same wish have come, whoever draws, and whenever.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from trust_tui.model.deck import Cost, Deck, DoneCard, Draw, Mood, Wanted, still_to_come
from trust_tui.model.kept import Victory
from trust_tui.model.records import Deletion
from trust_tui.services.checks import needed
from trust_tui.services.decks.cards import DeckCard, cards_of, nothing_fits
from trust_tui.services.decks.keeping import Keeping, there
from trust_tui.services.decks.reading import DoneEntry, Drawn, drawn, fitting
from trust_tui.services.desk import Change, Write
from trust_tui.services.problems import AlreadyKeptProblem, Problem

if TYPE_CHECKING:
    from trust_tui.model.people import Person

__all__ = ["DeckCard", "Decks", "DoneEntry", "Drawn"]


def _by_chance(cards: Sequence[str]) -> str:
    from random import choice  # not before a card is drawn

    return choice(cards)  # noqa: S311 - a game, not a secret


@dataclass
class Decks(Keeping):
    """What people can do with the two decks.

    Attributes:
        desk: The ledger and the clock.
        choose: Takes one of several keys, such as `Random(1).choice`.
    """

    choose: Callable[[Sequence[str]], str] = _by_chance

    def draw(
        self,
        reader: Person,
        deck: Deck,
        mood: Mood | None = None,
        minutes: int | None = None,
        cost: Cost | None = None,
    ) -> Drawn:
        """Lay a card on the table that has not come up since those that fit were last through.

        Nothing for undo: nobody's words change by it, and it would stand before what somebody wrote.

        Args:
            reader: Who draws.
            deck: From which deck.
            mood: What it should suit; None for any.
            minutes: How long it should take; None for any.
            cost: The most that it may cost; None for any.

        Raises:
            Problem: If no card fits. It says what to let go of.
        """
        wanted = Wanted.of(deck, mood, minutes, cost)
        with self.desk.ledger.transaction() as tx:
            cards, draws = cards_of(tx, reader, deck), tx.all(Draw, deck=deck)
            could = fitting(cards, wanted)
            if not could:
                raise nothing_fits(cards, wanted)
            waiting = still_to_come(could, draws, wanted)
            last = next((each.card for each in reversed(draws) if each.card), "")
            # The last of one time through is not the first of the next.
            key = self.choose(waiting or [each for each in could if each != last] or could)
            draw = self.desk.new(
                Draw,
                reader.id,
                deck=deck,
                card=key,
                mood=wanted.mood,
                minutes=wanted.minutes,
                cost=wanted.cost,
                anew=not waiting,
            )
            tx.add(draw)
        card = next(each for each in cards if each.key == key)
        return drawn(card, draw, cards, [*draws, draw])

    def skip(self, person: Person, deck: Deck) -> None:
        """Put what lies on the table under the deck: it comes again when those that fit are through."""
        with self.desk.ledger.transaction() as tx:
            tx.add(self.desk.new(Draw, person.id, deck=deck, card=""))

    def done(self, person: Person, key: str, day: date, as_victory_text: str | None = None) -> DoneCard:
        """Note that a card was done, drawn or not, and let it be a victory where there are words for one.

        Raises:
            Problem: If the card is not there, the day has not come, it is noted for that day already, or the
                victory has no words or too many.
        """
        if day > self.desk.clock().day:
            raise Problem("This day has not come yet.", "day")
        writes: list[Write] = []
        victory = ""
        if as_victory_text is not None:
            text = needed(as_victory_text, "text", "There are no words here yet. One sentence is enough.")
            writes.append(Write(None, won := self.desk.new(Victory, person.id, day, text=text)))
            victory = won.id
        with self.desk.ledger.transaction() as tx:
            card = there(tx, person, key)
            if any(each.card == key for each in tx.all(DoneCard, day=day)):
                raise AlreadyKeptProblem("This card is noted for that day already.", "day")
            draw = next((each for each in reversed(tx.all(Draw, deck=card.deck)) if not each.picked), None)
            if draw is None or draw.card != key:
                draw = self.desk.new(Draw, person.id, day, deck=card.deck, card=key, picked=True)
                writes.append(Write(None, draw))
            noted = self.desk.new(
                DoneCard,
                person.id,
                day,
                deck=card.deck,
                card=key,
                text=card.text,
                draw=draw.id,
                victory=victory,
            )
            writes.append(Write(None, noted))
            change = Change(person.id, "noted what you did together", tuple(writes))
            self.desk.write(tx, change)
        self.desk.remember(change)
        return noted

    def take_out(self, person: Person, entry_id: str) -> None:
        """Take something one noted out of the history again. A victory that it became stays.

        Raises:
            Problem: If it is not there or the other noted it.
        """
        before = self.desk.ledger.get(DoneCard, entry_id)
        if before is None or before.deleted is not None:
            raise Problem("This is not in the history any more.")
        if before.author != person.id:
            raise Problem("Only who noted it can take it out.")
        moment = self.desk.clock()
        after = before.changed(moment, deleted=Deletion(person.id, moment.at))
        self.desk.do(Change(person.id, "took out what you had noted", (Write(before, after),)))
