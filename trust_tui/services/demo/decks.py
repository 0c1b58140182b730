"""What the made-up couple drew from the decks, what they did of it, and the cards they wrote themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from trust_tui.content import load
from trust_tui.model.deck import CardMark, Cost, Deck, DoneCard, Draw, Mark, Mood, OwnCard
from trust_tui.model.records import OURS
from trust_tui.services.decks.cards import FILES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trust_tui.model.kept import Victory
    from trust_tui.model.people import Person
    from trust_tui.model.records import Record
    from trust_tui.services.demo.scribe import Scribe

# So early in the day that today's lie in nobody's future.
_DRAWN_AFTER = timedelta(minutes=6)
_DONE_AFTER = timedelta(minutes=12)


def tell_decks(
    scribe: Scribe, people: Mapping[str, Person], victories: Sequence[Victory]
) -> Iterator[Record]:
    """Yield their own cards, what they think of some, and what they drew and did.

    Args:
        scribe: Writes it down.
        people: The two, by key.
        victories: What is on their wall: some of it began with a card.
    """
    story = load("demo_decks.json")
    cards: dict[str, tuple[Deck, str, Mapping[str, Any]]] = {
        row["key"]: (deck, row["key"], row) for deck, name in FILES.items() for row in load(name)["cards"]
    }
    for row in story["own"]:
        card = _own(scribe, people[row["who"]].id, row)
        cards[row["key"]] = (card.deck, card.id, row)
        yield card
    for row in story["marks"]:
        _, key, _ = cards[row["card"]]
        yield scribe.write(CardMark, OURS, row["day"], after=_DONE_AFTER, card=key, mark=Mark(row["mark"]))
    won = {(victory.day, victory.author): victory.id for victory in victories}
    for row in story["drawn"]:
        who, day = people[row["who"]].id, row["day"]
        deck, key, says = cards[row["card"]]
        wish = Mood(says["mood"])
        draw = scribe.write(Draw, who, day, after=_DRAWN_AFTER, deck=deck, card=key, mood=wish)
        yield draw
        if row.get("left"):
            continue
        victory = won[draw.day, who] if row.get("won") else ""
        own = {"deck": deck, "card": key, "text": says["text"], "draw": draw.id, "victory": victory}
        yield scribe.write(DoneCard, who, day, after=_DONE_AFTER, **own)


def _own(scribe: Scribe, author: str, row: Mapping[str, Any]) -> OwnCard:
    return scribe.write(
        OwnCard,
        author,
        row["day"],
        after=_DRAWN_AFTER,
        deck=Deck(row["deck"]),
        text=row["text"],
        mood=Mood(row["mood"]),
        minutes=row["minutes"],
        cost=Cost(row.get("cost", Cost.NOTHING)),
    )
