"""The forms around the two decks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.model.deck import MINUTES, Cost, Deck, Mood
from trust_tui.ui.screens.form import Form, FormField
from trust_tui.ui.typed import day_remark, day_typed, past_hint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.services.decks import DeckCard

DECKS = {Deck.ACTIVITY: "something to do", Deck.QUESTION: "a question"}
TIMES = {5: "5 minutes", 20: "20 minutes", 60: "an hour", 180: "an afternoon"}
COSTS = {Cost.NOTHING: "free", Cost.LITTLE: "a little", Cost.SOME: "some money"}

_ANY = ("", "any")


def draw(companion: Companion, person: Person) -> Form:
    """Return the form that draws a card. It returns what lies on the table then."""

    def save(values: Mapping[str, str]) -> object:
        return companion.decks.draw(
            person,
            Deck(values["deck"]),
            Mood(values["mood"]) if values["mood"] else None,
            int(values["minutes"]) if values["minutes"] else None,
            Cost(values["cost"]) if values["cost"] else None,
        )

    def remarks(values: Mapping[str, str]) -> dict[str, str]:
        deck, mood = Deck(values["deck"]), values["mood"]
        said = {"mood": companion.decks.moods(deck)[mood]} if mood else {}
        if deck is Deck.QUESTION:
            said["cost"] = "A question is free."
        return said

    return Form(
        key=f"deck.{person.id}.draw",
        title="Draw a card",
        about="None comes twice before all that fit have come.",
        fields=(
            FormField("deck", "Tonight", options=[(deck.value, words) for deck, words in DECKS.items()]),
            FormField("mood", "It should be", options=[_ANY, *((mood.value, mood.value) for mood in Mood)]),
            FormField("minutes", "Time", options=[_ANY, *((str(n), words) for n, words in TIMES.items())]),
            FormField(
                "cost", "Cost, at most", options=[_ANY, *((c.value, words) for c, words in COSTS.items())]
            ),
        ),
        save=save,
        remarks=remarks,
    )


def done(companion: Companion, person: Person, card: DeckCard) -> Form:
    """Return the form that notes that a card was done, and lets it be a victory."""
    today = companion.clock().day

    def save(values: Mapping[str, str]) -> object:
        day = day_typed(values["day"], today)
        return companion.decks.done(person, card.key, day, values["wall"].strip() or None)

    return Form(
        key=f"deck.{person.id}.done.{card.key}",
        title="You did it" if card.deck is Deck.ACTIVITY else "You talked about it",
        about=card.text,
        fields=(
            FormField("day", "When", past_hint()),
            FormField("wall", "On the wall", "words for a victory, or nothing"),
        ),
        save=save,
        values={"day": "today"},
        remarks=lambda values: {"day": day_remark(values["day"], today)},
    )


def own(companion: Companion, person: Person, card: DeckCard | None = None) -> Form:
    """Return the form that writes a card, or changes one's own."""
    decks = list(DECKS.items()) if card is None else [(card.deck, DECKS[card.deck])]
    times = TIMES if card is None else {n: TIMES[n] for n in MINUTES[card.deck]}

    def save(values: Mapping[str, str]) -> object:
        says = (values["text"], Mood(values["mood"]), int(values["minutes"]), Cost(values["cost"]))
        if card is None:
            return companion.decks.add_own(person, Deck(values["deck"]), *says)
        return companion.decks.edit_own(person, card.key, *says)

    return Form(
        key=f"deck.{person.id}.own.{card.key if card else 'new'}",
        title="A card of your own" if card is None else "Change your card",
        about="It goes into the deck of both of you.",
        fields=(
            FormField("text", "It says", "one sentence"),
            FormField("deck", "It is", options=[(deck.value, words) for deck, words in decks]),
            FormField("mood", "It suits", options=[(mood.value, mood.value) for mood in Mood]),
            FormField("minutes", "Time", options=[(str(n), words) for n, words in times.items()]),
            FormField("cost", "Cost", options=[(c.value, words) for c, words in COSTS.items()]),
        ),
        save=save,
        values={
            "text": card.text,
            "deck": card.deck.value,
            "mood": card.mood.value,
            "minutes": str(card.minutes),
            "cost": card.cost.value,
        }
        if card
        else {},
    )
