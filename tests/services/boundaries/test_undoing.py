"""Everything can be taken back, and nothing of anybody else's with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.services.boundaries.home import TODAY, WALK, Act, Home, everything
from trust_tui.model.boundaries import State
from trust_tui.services.boundaries.view import Can
from trust_tui.services.problems import ChangedSinceProblem, Problem

# Removing, and undoing.


def test_a_proposal_that_nobody_answered_can_be_removed_and_brought_back(home: Home) -> None:
    boundary = home.propose()
    before = everything(home)
    home.boundaries.remove(home.ana, boundary)
    assert home.rows() == []
    assert home.boundaries.detail(home.ana, boundary, TODAY) is None
    with pytest.raises(Problem, match="not there any more"):
        home.boundaries.agree(home.ben, boundary, 1)
    with pytest.raises(Problem, match="not there any more"):
        home.boundaries.words(boundary)
    home.undo(home.ana)
    assert everything(home) == before


def test_what_was_answered_is_not_removed_and_not_by_somebody_else_either(home: Home) -> None:
    boundary = home.propose()
    with pytest.raises(Problem, match="Only who proposed it"):
        home.boundaries.remove(home.ben, boundary)
    home.boundaries.ask_to_talk(home.ben, boundary)
    assert Can.REMOVE not in home.detail(boundary).can
    with pytest.raises(Problem, match="answered"):
        home.boundaries.remove(home.ana, boundary)


# Each does one thing to a boundary that is up for review, and says so.
DONE: dict[str, Callable[[Home, str], object]] = {
    "wrote new words for a boundary": lambda h, b: h.boundaries.revise(h.ana, b, 1, replace(WALK, why="x")),
    "asked to talk about a boundary": lambda h, b: h.boundaries.ask_to_talk(h.ana, b, "x"),
    "withdrew a boundary": lambda h, b: h.boundaries.withdraw(h.ana, b),
    "kept a boundary at its review": lambda h, b: h.boundaries.keep(h.ana, b, 1),
    "asked for other words": lambda h, b: h.boundaries.change(h.ana, b, 1),
    "wrote down a crossing": lambda h, b: h.boundaries.crossed(h.ana, b, "x", for_talk=True),
    "proposed a boundary": lambda h, b: h.propose(),
}


@pytest.mark.parametrize("words", DONE)
def test_everything_can_be_taken_back(home: Home, words: str) -> None:
    boundary = home.due()
    home.boundaries.keep(home.ben, boundary, 1)
    before = everything(home)
    DONE[words](home, boundary)
    assert everything(home) != before
    assert home.undo(home.ana) == words
    assert everything(home) == before
    assert home.state(boundary) is State.REVIEW


def test_a_whole_evening_can_be_taken_back_step_by_step(home: Home) -> None:
    steps: list[list[object]] = [everything(home)]
    boundary = home.propose(replace(WALK, review_on=TODAY))
    acts: tuple[Act, ...] = (
        lambda: home.boundaries.revise(home.ana, boundary, 1, replace(WALK, why="x")),
        lambda: home.boundaries.crossed(home.ana, boundary, "x"),
        lambda: home.boundaries.ask_to_talk(home.ana, boundary),
        lambda: home.boundaries.talked(home.ana, boundary),
        lambda: home.boundaries.withdraw(home.ana, boundary),
        lambda: home.boundaries.revise(home.ana, boundary, 2, replace(WALK, why="y")),
        lambda: home.boundaries.remove(home.ana, boundary),
    )
    for act in acts:
        steps.append(everything(home))
        act()
    for before in reversed(steps):
        home.undo(home.ana)
        assert everything(home) == before


def test_new_words_that_the_other_answered_stay(home: Home) -> None:
    boundary = home.agreed()
    home.boundaries.revise(home.ana, boundary, 1, replace(WALK, why="x"))
    home.boundaries.agree(home.ben, boundary, 2)
    with pytest.raises(ChangedSinceProblem):
        home.undo(home.ana)
    assert (home.state(boundary), home.detail(boundary).wording) == (State.AGREED, 2)


def test_a_proposal_can_be_taken_back_once_the_answer_to_it_was(home: Home) -> None:
    boundary = home.propose()
    home.boundaries.agree(home.ben, boundary, 1)
    home.undo(home.ben)
    assert home.undo(home.ana) == "proposed a boundary"
    assert home.rows() == []


def test_ones_own_crossing_can_be_taken_back_after_the_other_answered(home: Home) -> None:
    boundary = home.propose()
    home.boundaries.crossed(home.ana, boundary, "x")
    home.boundaries.agree(home.ben, boundary, 1)
    home.undo(home.ana)
    assert home.detail(boundary).crossings == ()
    assert home.state(boundary) is State.AGREED


def test_a_keep_that_ended_the_review_takes_the_day_back_with_it(home: Home) -> None:
    boundary = home.due()
    home.boundaries.keep(home.ana, boundary, 1)
    home.boundaries.keep(home.ben, boundary, 1)
    with pytest.raises(ChangedSinceProblem):
        home.undo(home.ana)
    home.undo(home.ben)
    assert home.state(boundary) is State.REVIEW
    assert home.detail(boundary, home.ben).row.next is Can.KEEP
