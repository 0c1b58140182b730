"""Two decks, and ways to ask them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from trust_tui.model.deck import Cost, Deck, Mood
from trust_tui.model.people import Person
from trust_tui.services.decks import DeckCard, Decks

ACTIVITY, QUESTION = Deck.ACTIVITY, Deck.QUESTION

WISH: dict[str, Any] = {"mood": Mood.RESTLESS, "minutes": 180, "cost": Cost.NOTHING}
"""A wish that a handful of cards fit: they are soon through."""


def rather(key: str) -> Callable[[Sequence[str]], str]:
    """Return a hand that takes this card wherever it can."""
    return lambda cards: key if key in cards else cards[0]


def keys(cards: Sequence[DeckCard]) -> list[str]:
    return [card.key for card in cards]


def table(decks: Decks, reader: Person, deck: Deck = ACTIVITY) -> str:
    """Return the key of what lies on the table, or ""."""
    drawn = decks.on_table(reader, deck)
    return drawn.card.key if drawn else ""


def the(decks: Decks, reader: Person, key: str, deck: Deck = ACTIVITY) -> DeckCard:
    return next(card for card in decks.cards(reader, deck) if card.key == key)
