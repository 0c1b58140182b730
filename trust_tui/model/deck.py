"""The two decks, of things to do and of things to ask: cards, what was drawn, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Protocol

from trust_tui.model.records import Record

CARD_LIMIT = 160
"""The longest words of a card, in characters: they are read at a glance, and aloud."""


class Deck(StrEnum):
    """Which of the two decks."""

    ACTIVITY = "activity"
    QUESTION = "question"


class Mood(StrEnum):
    """What a card suits. What each means for who chooses stands with the cards."""

    TIRED = "tired"
    TENDER = "tender"
    LIGHT = "light"
    RESTLESS = "restless"


class Cost(StrEnum):
    """What a card asks of a purse, from least to most."""

    NOTHING = "nothing"
    LITTLE = "a little"
    SOME = "some"


class Mark(StrEnum):
    """What the couple thinks of a card. One at most."""

    FAVOURITE = "favourite"
    LEFT_OUT = "left out"


MINUTES = {Deck.ACTIVITY: (5, 20, 60, 180), Deck.QUESTION: (5, 20)}
"""How long a card of each deck may take, roughly."""

_COSTS = tuple(Cost)


class Suits(Protocol):
    """What can be asked for: anything with these three."""

    @property
    def mood(self) -> Mood: ...  # noqa: D102 - they say themselves what they are
    @property
    def minutes(self) -> int: ...  # noqa: D102
    @property
    def cost(self) -> Cost: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a card should be like. None means any.

    Attributes:
        mood: What it should suit.
        minutes: How long it should take.
        cost: The most that it may cost.
    """

    mood: Mood | None = None
    minutes: int | None = None
    cost: Cost | None = None

    @classmethod
    def of(cls, deck: Deck, mood: Mood | None, minutes: int | None, cost: Cost | None) -> Wanted:
        """Return the same wish in the same words each time, so that its turns through the deck are one."""
        is_any = cost is Cost.SOME or deck is Deck.QUESTION
        return cls(mood, minutes, None if is_any else cost)

    def fits(self, card: Suits) -> bool:
        """Say whether a card is like that."""
        return (
            self.mood in {None, card.mood}
            and self.minutes in {None, card.minutes}
            and (self.cost is None or _COSTS.index(card.cost) <= _COSTS.index(self.cost))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCard(Record):
    """A card that one of the two wrote. It belongs to the deck of both; its words keep their versions.

    Attributes:
        deck: The deck it lies in.
        text: The words.
        mood: What it suits.
        minutes: Roughly how long it takes.
        cost: What it asks of a purse.
    """

    kind: ClassVar[str] = "own_card"

    deck: Deck
    text: str
    mood: Mood
    minutes: int
    cost: Cost = Cost.NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw(Record):
    """A card that came off a deck. Append-only.

    Attributes:
        deck: Which deck.
        card: The card's key, or the id of an own one; "" for putting back what lay on the table.
        mood: What was asked for.
        minutes: What was asked for.
        cost: What was asked for.
        anew: Whether all that fitted had been drawn, so that those cards began again with this one.
        picked: Whether it was not drawn but done without. It need not come up soon, and leaves alone what
            lies on the table.
    """

    kind: ClassVar[str] = "draw"

    deck: Deck
    card: str
    mood: Mood | None = None
    minutes: int | None = None
    cost: Cost | None = None
    anew: bool = False
    picked: bool = False

    @property
    def wanted(self) -> Wanted:
        """What was asked for."""
        return Wanted(self.mood, self.minutes, self.cost)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneCard(Record):
    """A card that the two did or talked about, on its day. Its words stay as they were then.

    Attributes:
        deck: Which deck.
        card: The card's key, or the id of an own one.
        text: What it said.
        draw: The id of the draw that it came from.
        victory: The id of the victory it became, or "".
    """

    kind: ClassVar[str] = "done_card"

    deck: Deck
    card: str
    text: str
    draw: str
    victory: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardMark(Record):
    """What the couple thinks of a card. It is theirs and not one person's: nobody has to answer for it.

    Attributes:
        card: The card's key, or the id of an own one.
        mark: What they think.
    """

    kind: ClassVar[str] = "card_mark"

    card: str
    mark: Mark


def still_to_come(fitting: Sequence[str], draws: Sequence[Draw], wanted: Wanted) -> list[str]:
    """Return which of the fitting cards have not been drawn since this wish last began anew.

    A card that was drawn for another wish counts as drawn for this one, too.

    Args:
        fitting: The cards that fit and are not left out.
        draws: All draws from the deck, as they came.
        wanted: The wish.
    """
    begun = max((at for at, draw in enumerate(draws) if draw.anew and draw.wanted == wanted), default=0)
    drawn = {draw.card for draw in draws[begun:]}
    return [card for card in fitting if card not in drawn]
