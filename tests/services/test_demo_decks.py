"""The decks of the made-up couple: a year of them, as the rules would have it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from trust_tui.model.deck import Deck, DoneCard, Draw, Mark, OwnCard
from trust_tui.model.kept import Victory
from trust_tui.model.moments import Moment
from trust_tui.model.people import Person
from trust_tui.services.companion import Companion
from trust_tui.services.demo import records
from trust_tui.store import Ledger, MemoryDrafts

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def demo() -> Companion:
    """The made-up couple, as somebody who looks around meets them."""
    moment = Moment(datetime(2026, 11, 22, 12, tzinfo=UTC), TODAY, "Europe/Lisbon")
    companion = Companion(Ledger.in_memory(), lambda: moment, "demo", MemoryDrafts(), is_demo=True)
    with companion.ledger.transaction() as tx:
        for record in records(moment):
            tx.add(record)
    return companion


@pytest.fixture
def nora(demo: Companion) -> Person:
    return demo.couple.people[0]


def test_a_year_of_them_by_both_and_from_both_decks(demo: Companion, nora: Person) -> None:
    found = demo.decks.history(nora)
    assert len(found) >= 30
    assert len([entry for entry in found if entry.deck is Deck.ACTIVITY]) >= 22
    assert {entry.author for entry in found} == {person.id for person in demo.couple.people}
    assert found[-1].day < TODAY - timedelta(days=330)
    assert found[0].day > TODAY - timedelta(days=30)
    assert len(demo.ledger.all(OwnCard)) == 4
    for mark in Mark:
        assert any(demo.decks.cards(nora, deck, mark=mark) for deck in Deck)


def test_a_card_lies_on_the_table_of_each_deck(demo: Companion, nora: Person) -> None:
    for deck in Deck:
        drawn = demo.decks.on_table(nora, deck)
        assert drawn is not None
        assert drawn.left > 0


def test_none_came_twice_and_what_was_done_says_what_its_card_says(demo: Companion, nora: Person) -> None:
    draws = {draw.id: draw for draw in demo.ledger.all(Draw)}
    assert max(Counter(draw.card for draw in draws.values()).values()) == 1
    cards = {card.key: card for deck in Deck for card in demo.decks.cards(nora, deck)}
    for draw in draws.values():
        assert cards[draw.card].mood is draw.mood
        assert cards[draw.card].deck is draw.deck
        assert not cards[draw.card].is_left_out
    for done in demo.ledger.all(DoneCard):
        assert (done.card, done.day, done.author) == (
            draws[done.draw].card,
            draws[done.draw].day,
            draws[done.draw].author,
        )
        assert done.text == cards[done.card].text
    own = {card.id: card.day for card in demo.ledger.all(OwnCard)}
    assert all(own.get(draw.card, draw.day) <= draw.day for draw in draws.values())


def test_some_of_it_is_on_the_wall(demo: Companion, nora: Person) -> None:
    won = [entry for entry in demo.decks.history(nora) if entry.victory]
    assert len(won) >= 3
    for entry in won:
        victory = demo.ledger.get(Victory, entry.victory)
        assert victory is not None
        assert (victory.day, victory.author, victory.from_checkin) == (entry.day, entry.author, False)
