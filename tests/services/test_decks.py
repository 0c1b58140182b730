"""The decks: no card again before all have come, whoever draws, and whatever happens in between."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.conftest import TODAY, MovedClock
from tests.services.dealing import ACTIVITY, QUESTION, WISH, keys, rather, table
from trust_tui.model.deck import Cost, Mark, Mood, OwnCard, Wanted
from trust_tui.model.people import Person
from trust_tui.services.companion import Companion
from trust_tui.services.decks import Decks
from trust_tui.services.problems import (
    NothingToUndoProblem,
    Problem,
)
from trust_tui.store import Ledger, MemoryDrafts, Places


@pytest.fixture
def decks(companion: Companion) -> Decks:
    """The decks, shuffled the same way each time."""
    companion.decks.choose = Random(7).choice
    return companion.decks


def test_a_card_fits_what_was_asked_for(decks: Decks, ana: Person) -> None:
    for mood in Mood:
        drawn = decks.draw(ana, ACTIVITY, mood, 20, Cost.LITTLE)
        assert (drawn.card.mood, drawn.card.minutes) == (mood, 20)
        assert drawn.card.cost is not Cost.SOME
        assert drawn.wanted == Wanted(mood, 20, Cost.LITTLE)
        # Asking never costs anything, so a purse is no wish there.
        assert decks.draw(ana, QUESTION, mood, 5, Cost.NOTHING).wanted == Wanted(mood, 5)
    # What costs some at most is all there is: the same wish as none.
    assert decks.draw(ana, ACTIVITY, cost=Cost.SOME).wanted == Wanted()


def test_all_that_fit_come_once_before_any_comes_again_whoever_draws(
    decks: Decks, elsewhere: Companion, ana: Person, ben: Person
) -> None:
    fitting = set(keys(decks.cards(ana, ACTIVITY, **WISH)))
    elsewhere.decks.choose = Random(8).choice
    left = len(fitting)
    for number in range(4):
        came = []
        for turn in range(len(fitting)):
            drawer, theirs = (ana, decks) if turn % 2 else (ben, elsewhere.decks)
            drawn = theirs.draw(drawer, ACTIVITY, **WISH)
            left = left - 1 or len(fitting)
            assert drawn.left == left % len(fitting)
            assert drawn.begins_again == (number > 0 and turn == 0)
            came.append(drawn.card.key)
        assert set(came) == fitting
        last = came[-1]
        decks.choose = elsewhere.decks.choose = rather(last)
    assert decks.cards(ana, ACTIVITY, **WISH)[0].drawn_on == TODAY


def test_a_card_that_came_for_another_wish_does_not_come_again(decks: Decks, ana: Person) -> None:
    narrow = {decks.draw(ana, ACTIVITY, **WISH).card.key for _ in range(3)}
    fitting = decks.cards(ana, ACTIVITY, Mood.RESTLESS, 180)
    came = [decks.draw(ana, ACTIVITY, Mood.RESTLESS, 180).card.key for _ in range(len(fitting) - 3)]
    assert set(came) == set(keys(fitting)) - narrow


def test_the_same_seed_draws_the_same_and_nobody_waits_for_a_seed(
    companion: Companion, decks: Decks, ana: Person
) -> None:
    came = [decks.draw(ana, QUESTION).card.key for _ in range(5)]
    other = Companion(Ledger.in_memory(), companion.clock, "there", MemoryDrafts())
    (cleo,) = other.people.set_up("Cleo").people
    assert other.decks.draw(cleo, QUESTION).card.deck is QUESTION
    fresh = Companion(Ledger.in_memory(), companion.clock, "there", MemoryDrafts())
    fresh.decks.choose = Random(7).choice
    (cleo,) = fresh.people.set_up("Cleo").people
    assert [fresh.decks.draw(cleo, QUESTION).card.key for _ in range(5)] == came


def test_it_is_remembered_after_a_start(clock: MovedClock, tmp_path: Path) -> None:
    places = Places.resolve(tmp_path / "ours.json", {"HOME": str(tmp_path)})
    came: list[str] = []
    size = 0
    for start in range(3):
        companion = Companion(Ledger.open(places, moment=clock()), clock, "here", MemoryDrafts())
        companion.decks.choose = Random(start).choice
        if not start:
            companion.people.set_up("Ana", "Ben")
        person = companion.couple.people[start % 2]
        size = len(companion.decks.cards(person, ACTIVITY, **WISH))
        if came:
            assert table(companion.decks, person) == came[-1]
        came += [companion.decks.draw(person, ACTIVITY, **WISH).card.key for _ in range(2)]
        companion.close()
        clock.move(days=1)
    assert len(set(came)) == len(came) == size


def test_what_one_drew_the_other_finds_on_the_table(decks: Decks, ana: Person, ben: Person) -> None:
    assert decks.on_table(ben, ACTIVITY) is None
    drawn = decks.draw(ana, ACTIVITY, **WISH)
    question = decks.draw(ana, QUESTION)
    assert decks.on_table(ben, ACTIVITY) is not None
    assert table(decks, ben) == drawn.card.key
    assert table(decks, ben, QUESTION) == question.card.key
    again = decks.on_table(ben, ACTIVITY)
    assert again is not None
    assert (again.left, again.wanted) == (drawn.left, drawn.wanted)

    decks.skip(ben, ACTIVITY)
    assert decks.on_table(ana, ACTIVITY) is None
    assert table(decks, ana, QUESTION) == question.card.key
    # It lies under the deck now.
    rest = drawn.left
    came = {decks.draw(ben, ACTIVITY, **WISH).card.key for _ in range(rest)}
    assert len(came) == rest
    assert drawn.card.key not in came


def test_the_card_put_back_last_is_not_the_first_of_the_next_time_through(decks: Decks, ana: Person) -> None:
    fitting = decks.cards(ana, ACTIVITY, **WISH)
    last = [decks.draw(ana, ACTIVITY, **WISH).card.key for _ in fitting][-1]
    decks.skip(ana, ACTIVITY)
    decks.choose = rather(last)
    assert decks.draw(ana, ACTIVITY, **WISH).card.key != last


def test_drawing_leaves_what_somebody_wrote_the_next_thing_to_undo(
    companion: Companion, decks: Decks, ana: Person
) -> None:
    companion.victories.add(ana, TODAY, "we talked")
    decks.draw(ana, ACTIVITY)
    decks.skip(ana, ACTIVITY)
    assert companion.undo(ana) == "wrote down a victory"
    with pytest.raises(NothingToUndoProblem):
        companion.undo(ana)


def test_where_nothing_fits_it_says_what_to_let_go_of(decks: Decks, ana: Person) -> None:
    for card in decks.cards(ana, ACTIVITY, **WISH):
        decks.leave_out(ana, card.key)
    free = [card for card in decks.cards(ana, ACTIVITY, None, 180, Cost.NOTHING) if not card.is_left_out]
    costly = [card for card in decks.cards(ana, ACTIVITY, Mood.RESTLESS, 180) if not card.is_left_out]
    with pytest.raises(Problem) as told:
        decks.draw(ana, ACTIVITY, **WISH)
    assert told.value.field == "mood"
    assert f"{len(free)} in any mood" in str(told.value)
    assert f"{len(costly)} at any cost" in str(told.value)
    assert "you left out" in str(told.value)
    assert decks.on_table(ana, ACTIVITY) is None

    with pytest.raises(Problem, match="for any time") as told:
        decks.draw(ana, QUESTION, Mood.TIRED, 180)
    assert told.value.field == "minutes"
    assert "in any mood" not in str(told.value)
    for card in decks.cards(ana, QUESTION, minutes=5):
        if card.mood is Mood.LIGHT:
            decks.leave_out(ana, card.key)
    for card in decks.cards(ana, QUESTION, Mood.LIGHT, 20):
        decks.leave_out(ana, card.key)
    with pytest.raises(Problem, match="Let go of two wishes"):
        decks.draw(ana, QUESTION, Mood.LIGHT, 60)
    for card in decks.cards(ana, QUESTION):
        decks.leave_out(ana, card.key)
    with pytest.raises(Problem, match="left out"):
        decks.draw(ana, QUESTION)


# The one promise of the decks, whatever else happens to them in between

Deed = Callable[[Decks, Person, list[OwnCard]], None]


def _add(decks: Decks, person: Person, own: list[OwnCard]) -> None:
    own.append(decks.add_own(person, ACTIVITY, f"Do thing {len(own)}.", Mood.RESTLESS, 180))


def _reword(decks: Decks, person: Person, own: list[OwnCard]) -> None:
    for card in (card for card in decks.cards(person, ACTIVITY) if card.is_mine):
        decks.edit_own(person, card.key, f"{card.text}!", Mood.RESTLESS, 180)


def _remove(decks: Decks, person: Person, own: list[OwnCard]) -> None:
    for card in [card for card in decks.cards(person, ACTIVITY) if card.is_mine][:1]:
        decks.remove_own(person, card.key)


def _leave_out(decks: Decks, person: Person, own: list[OwnCard]) -> None:
    decks.leave_out(person, decks.cards(person, ACTIVITY, **WISH)[1].key)


def _bring_back(decks: Decks, person: Person, own: list[OwnCard]) -> None:
    for card in decks.cards(person, ACTIVITY, **WISH, mark=Mark.LEFT_OUT):
        decks.leave_out(person, card.key, is_on=False)


def _do_without_drawing(decks: Decks, person: Person, own: list[OwnCard]) -> None:
    card = decks.cards(person, ACTIVITY, **WISH)[-1]
    if card.done_on is None:
        decks.done(person, card.key, TODAY)


def _put_back(decks: Decks, person: Person, own: list[OwnCard]) -> None:
    decks.skip(person, ACTIVITY)


DEEDS: list[Deed] = [_add, _reword, _remove, _leave_out, _bring_back, _do_without_drawing, _put_back]
WISHES: list[dict[str, Any]] = [
    WISH,
    {"mood": Mood.RESTLESS, "minutes": 180},
    {"minutes": 180, "cost": Cost.NOTHING},
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([0, 0, 0, 0, 1, 2, *DEEDS]), min_size=25, max_size=80),
    st.randoms(use_true_random=False),
)
def test_none_comes_again_before_all_that_fit_have_come(done: list[int | Deed], chance: Random) -> None:
    clock = MovedClock()
    companion = Companion(Ledger.in_memory(), clock, "here", MemoryDrafts())
    people = companion.people.set_up("Ana", "Ben").people
    decks, own = companion.decks, list[OwnCard]()
    decks.choose = chance.choice
    came: list[set[str]] = [set() for _ in WISHES]  # by wish: what came since it last began anew
    for turn, deed in enumerate(done):
        person = people[turn % 2]
        if not isinstance(deed, int):
            before = decks.history(person)
            deed(decks, person, own)
            for entry in decks.history(person)[: len(decks.history(person)) - len(before)]:
                for each in came:
                    each.add(entry.key)
            continue
        fitting = {c.key for c in decks.cards(person, ACTIVITY, **WISHES[deed]) if not c.is_left_out}
        drawn = decks.draw(person, ACTIVITY, **WISHES[deed])
        key = drawn.card.key
        assert key in fitting
        assert drawn.begins_again == (fitting <= came[deed])
        assert key not in came[deed] or fitting <= came[deed]
        if drawn.begins_again:
            came[deed].clear()
        for each in came:
            each.add(key)
        assert drawn.left == len(fitting - came[deed])
