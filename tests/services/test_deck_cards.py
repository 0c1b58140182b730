"""The cards: what was done with them is kept in its words, and people make the decks their own."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from tests.services.conftest import TODAY
from tests.services.dealing import ACTIVITY, QUESTION, WISH, keys, rather, table, the
from trust_tui.content import load
from trust_tui.model.deck import CARD_LIMIT, Cost, Deck, DoneCard, Draw, Mark, Mood, OwnCard
from trust_tui.model.people import Person
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.model.versions import Version
from trust_tui.services.companion import Companion
from trust_tui.services.decks import Decks
from trust_tui.services.problems import (
    AlreadyKeptProblem,
    AnsweredSinceProblem,
    ChangedSinceProblem,
    Problem,
)


@pytest.fixture
def decks(companion: Companion) -> Decks:
    """The decks, shuffled the same way each time."""
    companion.decks.choose = Random(7).choice
    return companion.decks


def test_what_was_done_leaves_the_table_and_stays_in_its_words(
    companion: Companion, decks: Decks, ana: Person, ben: Person
) -> None:
    own = decks.add_own(ana, ACTIVITY, "Feed the ducks.", Mood.LIGHT, 60, Cost.LITTLE)
    decks.choose = rather(own.id)
    decks.draw(ben, ACTIVITY)
    decks.done(ben, own.id, TODAY - timedelta(1))
    assert decks.on_table(ana, ACTIVITY) is None
    decks.edit_own(ana, own.id, "Feed the swans.", Mood.LIGHT, 60)
    decks.done(ana, own.id, TODAY)
    decks.remove_own(ana, own.id)
    decks.done(ana, "warm-cups", TODAY - timedelta(9))
    found = decks.history(ana)
    assert [(e.day, e.text, e.author, e.is_mine) for e in found] == [
        (TODAY, "Feed the swans.", ana.id, True),
        (TODAY - timedelta(1), "Feed the ducks.", ben.id, False),
        (TODAY - timedelta(9), found[2].text, ana.id, True),
    ]
    decks.done(ben, "warm-cups", TODAY - timedelta(20))
    assert the(decks, ana, "warm-cups").done_on == TODAY - timedelta(9)
    assert decks.history(ana, QUESTION) == []
    assert [hit.text for hit in companion.search.find(ben, "feed the")] == [
        "Feed the swans.",
        "Feed the ducks.",
    ]
    with pytest.raises(Problem, match="not in the deck"):
        decks.done(ana, own.id, TODAY - timedelta(2))


def test_a_card_done_without_drawing_leaves_the_table_alone_and_does_not_come_soon(
    decks: Decks, ana: Person
) -> None:
    drawn = decks.draw(ana, ACTIVITY, **WISH)
    other = next(c for c in decks.cards(ana, ACTIVITY, **WISH) if c.key != drawn.card.key)
    decks.done(ana, other.key, TODAY)
    assert table(decks, ana) == drawn.card.key
    came = {decks.draw(ana, ACTIVITY, **WISH).card.key for _ in range(drawn.left - 1)}
    assert other.key not in came
    assert decks.draw(ana, ACTIVITY, **WISH).begins_again


def test_something_done_becomes_a_victory_and_goes_with_it_in_one_undo(
    companion: Companion, decks: Decks, ana: Person, ben: Person
) -> None:
    drawn = decks.draw(ana, ACTIVITY)
    before = companion.ledger._keeper.state.seq
    decks.done(ben, drawn.card.key, TODAY - timedelta(1), as_victory_text=" We laughed again. ")
    assert companion.ledger._keeper.state.seq == before + 1
    (card,) = companion.victories.wall(ana)
    assert (card.text, card.author, card.day) == ("We laughed again.", ben.id, TODAY - timedelta(1))
    (entry,) = decks.history(ana)
    assert entry.victory == card.id

    companion.victories.answer(ana, card.id, "Tell me more.")
    with pytest.raises(AnsweredSinceProblem):
        companion.undo(ben)
    assert [e.id for e in decks.history(ana)] == [entry.id]


def test_one_undo_takes_back_all_of_it(companion: Companion, decks: Decks, ana: Person, ben: Person) -> None:
    drawn = decks.draw(ana, ACTIVITY)
    for key in (drawn.card.key, "warm-cups"):
        decks.done(ana, key, TODAY, as_victory_text="We did it.")
        assert companion.undo(ana) == "noted what you did together"
        assert decks.history(ana) == []
        assert companion.victories.wall(ben) == []
        assert table(decks, ben) == drawn.card.key
    assert the(decks, ana, "warm-cups").drawn_on is None


def test_a_victory_that_is_off_the_wall_is_not_led_to(
    companion: Companion, decks: Decks, ana: Person
) -> None:
    noted = decks.done(ana, "warm-cups", TODAY, as_victory_text="Tea.")
    companion.victories.remove(ana, noted.victory)
    assert [(entry.text != "", entry.victory) for entry in decks.history(ana)] == [(True, "")]


@pytest.mark.parametrize(
    ("key", "day", "victory", "field"),
    [
        ("warm-cups", TODAY + timedelta(1), None, "day"),
        ("warm-cups", TODAY, " ", "text"),
        ("warm-cups", TODAY, "x" * (TEXT_LIMIT + 1), "text"),
        ("no-such-card", TODAY, "We did it.", ""),
    ],
)
def test_what_cannot_be_noted_changes_nothing(
    companion: Companion, decks: Decks, ana: Person, key: str, day: date, victory: str | None, field: str
) -> None:
    with pytest.raises(Problem) as told:
        decks.done(ana, key, day, victory)
    assert told.value.field == field
    assert decks.history(ana) == []
    assert companion.victories.wall(ana) == []
    assert companion.ledger.all(Draw) == []


def test_a_day_is_noted_once_and_only_by_its_writer_taken_out(
    decks: Decks, companion: Companion, ana: Person, ben: Person
) -> None:
    noted = decks.done(ana, "warm-cups", TODAY, as_victory_text="Tea.")
    with pytest.raises(AlreadyKeptProblem):
        decks.done(ben, "warm-cups", TODAY)
    with pytest.raises(Problem):
        decks.take_out(ben, noted.id)
    decks.take_out(ana, noted.id)
    assert decks.history(ben) == []
    assert [card.text for card in companion.victories.wall(ben)] == ["Tea."]
    with pytest.raises(Problem):
        decks.take_out(ana, noted.id)
    companion.undo(ana)
    assert [entry.id for entry in decks.history(ben)] == [noted.id]


# Favourites, and what is not for us


def test_what_we_think_of_a_card_is_ours_and_one_thing_at_a_time(
    companion: Companion, decks: Decks, ana: Person, ben: Person
) -> None:
    decks.favour(ana, "warm-cups")
    decks.favour(ben, "warm-cups")
    assert keys(decks.cards(ben, ACTIVITY, mark=Mark.FAVOURITE)) == ["warm-cups"]
    decks.leave_out(ben, "warm-cups")
    assert decks.cards(ana, ACTIVITY, mark=Mark.FAVOURITE) == []
    assert keys(decks.cards(ana, ACTIVITY, mark=Mark.LEFT_OUT)) == ["warm-cups"]
    assert companion.undo(ben) == "left a card out"
    assert keys(decks.cards(ana, ACTIVITY, mark=Mark.FAVOURITE)) == ["warm-cups"]
    decks.leave_out(ben, "warm-cups")
    decks.leave_out(ben, "warm-cups", is_on=False)
    assert not the(decks, ana, "warm-cups").is_favourite
    companion.undo(ben)
    companion.undo(ben)
    decks.favour(ben, "warm-cups", is_on=False)
    decks.favour(ben, "warm-cups", is_on=False)
    assert decks.cards(ana, ACTIVITY, mark=Mark.FAVOURITE) == []
    with pytest.raises(ChangedSinceProblem):
        companion.undo(ana)
    assert companion.undo(ben) == "took a card off the favourites"
    assert the(decks, ana, "warm-cups").is_favourite
    with pytest.raises(Problem):
        decks.favour(ana, "no-such-card")


def test_what_is_left_out_never_comes_and_leaves_the_table(decks: Decks, ana: Person, ben: Person) -> None:
    drawn = decks.draw(ana, ACTIVITY, **WISH)
    out = drawn.card.key
    decks.leave_out(ben, out)
    assert decks.on_table(ana, ACTIVITY) is None
    size = len(decks.cards(ana, ACTIVITY, **WISH)) - 1
    assert out not in {decks.draw(ana, ACTIVITY, **WISH).card.key for _ in range(2 * size)}
    decks.leave_out(ana, out, is_on=False)
    assert out in {decks.draw(ana, ACTIVITY, **WISH).card.key for _ in range(size + 1)}


# Our own cards


def test_own_cards_lie_in_the_deck_of_both(
    companion: Companion, decks: Decks, ana: Person, ben: Person
) -> None:
    decks.add_own(ana, QUESTION, " Which bird\nare you? ", Mood.LIGHT, 5, Cost.SOME)
    mine, theirs = decks.cards(ana, QUESTION)[-1], decks.cards(ben, QUESTION)[-1]
    assert (mine.text, mine.cost, mine.is_own) == ("Which bird are you?", Cost.NOTHING, True)
    assert (mine.is_mine, theirs.is_mine) == (True, False)
    assert not any(card.is_own for card in decks.cards(ben, ACTIVITY))
    decks.edit_own(ana, mine.key, "Which tree are you?", Mood.TENDER, 20)
    decks.edit_own(ana, mine.key, "Which tree are you?", Mood.TENDER, 20)
    (version,) = companion.ledger.all(Version, of=mine.key)
    assert version.body["text"] == "Which bird are you?"
    decks.remove_own(ana, mine.key)
    assert mine.key not in keys(decks.cards(ben, QUESTION))
    assert companion.undo(ana) == "took a card out of the deck"
    assert companion.undo(ana) == "changed a card"
    assert the(decks, ben, mine.key, QUESTION).text == "Which bird are you?"
    assert companion.undo(ana) == "wrote a card"
    assert len(decks.cards(ana, QUESTION)) == len(load("questions.json")["cards"])


def test_a_new_card_comes_once_before_those_that_fit_begin_again(decks: Decks, ana: Person) -> None:
    fitting = decks.cards(ana, ACTIVITY, **WISH)
    came = [decks.draw(ana, ACTIVITY, **WISH).card.key for _ in range(len(fitting) + 3)]
    own = decks.add_own(ana, ACTIVITY, "Feed the ducks.", Mood.RESTLESS, 180)
    rest = [decks.draw(ana, ACTIVITY, **WISH) for _ in range(len(fitting) - 2)]
    assert not any(drawn.begins_again for drawn in rest)
    assert {*came[-3:], *(drawn.card.key for drawn in rest)} == {*keys(fitting), own.id}
    assert decks.draw(ana, ACTIVITY, **WISH).begins_again


def test_only_its_writer_changes_a_card(decks: Decks, ana: Person, ben: Person) -> None:
    own = decks.add_own(ana, ACTIVITY, "Feed the ducks.", Mood.LIGHT, 60)
    for person, key, why in (
        (ben, own.id, "who wrote"),
        (ben, "warm-cups", "came with the decks"),
        (ben, "no-such-card", "not in the deck"),
    ):
        with pytest.raises(Problem, match=why):
            decks.edit_own(person, key, "Something else.", Mood.LIGHT, 60)
        with pytest.raises(Problem, match=why):
            decks.remove_own(person, key)
    assert the(decks, ben, own.id).text == "Feed the ducks."


BAD_CARDS = [
    (ACTIVITY, " \n ", 5, "text"),
    (ACTIVITY, "x" * (CARD_LIMIT + 1), 5, "text"),
    (ACTIVITY, load("activities.json")["cards"][0]["text"].upper(), 5, "text"),
    (ACTIVITY, "Fine.", 30, "minutes"),
    (QUESTION, "Fine?", 60, "minutes"),
]


@pytest.mark.parametrize(("deck", "text", "minutes", "field"), BAD_CARDS)
def test_a_card_that_cannot_be_used_is_refused_beside_its_field(
    companion: Companion, decks: Decks, ana: Person, deck: Deck, text: str, minutes: int, field: str
) -> None:
    with pytest.raises(Problem) as told:
        decks.add_own(ana, deck, text, Mood.LIGHT, minutes)
    assert told.value.field == field
    assert companion.ledger.all(OwnCard) == []


def test_the_room_says_in_a_few_words_what_is_there(decks: Decks, ana: Person, ben: Person) -> None:
    assert decks.glance(ana) == ""
    drawn = decks.draw(ana, ACTIVITY)
    assert decks.glance(ben) == "A card is on the table."
    decks.draw(ana, QUESTION)
    assert decks.glance(ben) == "A question is on the table."
    decks.skip(ana, QUESTION)
    decks.done(ana, drawn.card.key, TODAY)
    assert decks.glance(ben) == "Last: 22 November"
    assert set(decks.moods(ACTIVITY)) == set(decks.moods(QUESTION)) == set(Mood)
    assert [each.card for each in decks.desk.ledger.all(DoneCard)] == [drawn.card.key]
