"""The cards of a deck as one person may see them: ours, the couple's own, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from trust_tui.content import load
from trust_tui.model.deck import CardMark, Cost, Deck, DoneCard, Draw, Mark, Mood, OwnCard, Wanted
from trust_tui.services.problems import Problem
from trust_tui.services.sight import may_see

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.store import Ledger, Transaction

FILES = {Deck.ACTIVITY: "activities.json", Deck.QUESTION: "questions.json"}


@dataclass(frozen=True, slots=True)
class DeckCard:
    """One card.

    Attributes:
        key: What it is called when something is done with it.
        deck: The deck it lies in.
        text: The words.
        mood: What it suits.
        minutes: Roughly how long it takes.
        cost: What it asks of a purse.
        theme: The theme of the guide that a question belongs to, "everyday", or "".
        is_own: Whether one of the two wrote it.
        is_mine: Whether the reader did, and so may change it.
        is_favourite: Whether the couple likes it.
        is_left_out: Whether it is not for them: it is never drawn.
        drawn_on: The day it was last drawn, or None.
        done_on: The last day that it was done, or None.
    """

    key: str
    deck: Deck
    text: str
    mood: Mood
    minutes: int
    cost: Cost = Cost.NOTHING
    theme: str = ""
    is_own: bool = False
    is_mine: bool = False
    is_favourite: bool = False
    is_left_out: bool = False
    drawn_on: date | None = None
    done_on: date | None = None


def cards_of(source: Ledger | Transaction, reader: Person, deck: Deck) -> list[DeckCard]:
    """Return every card of a deck: ours as they stand in their file, then the couple's own, oldest first."""
    marks = {each.card: each.mark for each in source.all(CardMark)}
    drawn = {each.card: each.day for each in source.all(Draw, deck=deck)}
    done: dict[str, date] = {}
    for each in source.all(DoneCard, deck=deck):
        done[each.card] = max(each.day, done.get(each.card, each.day))
    own = (_own(reader, card) for card in source.all(OwnCard, deck=deck) if may_see(reader, card, ()))
    return [
        replace(
            card,
            is_favourite=marks.get(card.key) is Mark.FAVOURITE,
            is_left_out=marks.get(card.key) is Mark.LEFT_OUT,
            drawn_on=drawn.get(card.key),
            done_on=done.get(card.key),
        )
        if card.key in marks or card.key in drawn  # what was done was drawn, too
        else card
        for card in (*_ours(deck), *own)
    ]


def nothing_fits(cards: Sequence[DeckCard], wanted: Wanted) -> Problem:
    """Return what to say where no card fits: which wish to let go of, with what there would be then."""
    there = [card for card in cards if not card.is_left_out]
    if not there:
        return Problem("Every card of this deck is left out. Bring one of them back first.")
    looser = {
        "mood": (replace(wanted, mood=None), "in any mood"),
        "minutes": (replace(wanted, minutes=None), "for any time"),
        "cost": (replace(wanted, cost=None), "at any cost"),
    }
    counts = {name: sum(map(wish.fits, there)) for name, (wish, _) in looser.items()}
    ways = [f"{count} {looser[name][1]}" for name, count in counts.items() if count]
    left_out = sum(wanted.fits(card) for card in cards if card.is_left_out)
    words = ["No card fits all of this."]
    words.append(f"There would be {', '.join(ways)}." if ways else "Let go of two wishes at once.")
    words += [f"Of those that you left out, {left_out} would fit."] if left_out else []
    return Problem(" ".join(words), next((name for name, count in counts.items() if count), "mood"))


@cache
def _ours(deck: Deck) -> tuple[DeckCard, ...]:
    return tuple(
        DeckCard(
            key=row["key"],
            deck=deck,
            text=row["text"],
            mood=Mood(row["mood"]),
            minutes=row["minutes"],
            cost=Cost(row.get("cost", Cost.NOTHING)),
            theme=row.get("theme", ""),
        )
        for row in load(FILES[deck])["cards"]
    )


def _own(reader: Person, card: OwnCard) -> DeckCard:
    return DeckCard(
        key=card.id,
        deck=card.deck,
        text=card.text,
        mood=card.mood,
        minutes=card.minutes,
        cost=card.cost,
        is_own=True,
        is_mine=card.author == reader.id,
    )
