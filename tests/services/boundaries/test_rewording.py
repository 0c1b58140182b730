"""New words, and no words any more: what was said to the old ones does not count for the new ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.services.boundaries.home import TODAY, WALK, Act, Home, everything
from trust_tui.model.boundaries import Agreement, BoundaryWords, State
from trust_tui.services.boundaries.view import Can
from trust_tui.services.problems import Problem

# Rewording.


def test_new_words_need_both_again_and_the_old_ones_can_be_read_beside_them(home: Home) -> None:
    boundary = home.agreed()
    home.time.pass_(days=3)
    softer = replace(WALK, not_fine="Raised voices.")
    home.boundaries.revise(home.ben, boundary, 1, softer)
    detail = home.detail(boundary)
    assert (detail.row.state, detail.missing, detail.wording) == (State.PROPOSED, ("Ana",), 2)
    assert [(w.number, w.name, w.day, w.words, w.is_present) for w in detail.wordings] == [
        (1, "Ana", TODAY, WALK, False),
        (2, "Ben", TODAY + timedelta(3), softer, True),
    ]
    home.boundaries.agree(home.ana, boundary, 2)
    assert home.state(boundary) is State.AGREED
    assert home.detail(boundary).row.whose == "yours"


def test_every_wording_keeps_its_review_day_and_whose_it_is(home: Home) -> None:
    first = replace(WALK, ours=True, review_on=TODAY + timedelta(9))
    boundary = home.propose(first)
    home.boundaries.revise(home.ana, boundary, 1, replace(first, ours=False, review_on=None))
    home.boundaries.revise(home.ana, boundary, 2, replace(first, fine="Going out."))
    assert [w.words.review_on for w in home.detail(boundary).wordings] == [
        first.review_on,
        None,
        first.review_on,
    ]
    assert [w.words.ours for w in home.detail(boundary).wordings] == [True, False, True]
    assert home.detail(boundary).wordings[0].words == first


def test_the_same_words_are_no_new_wording_unless_it_was_withdrawn(home: Home) -> None:
    boundary = home.agreed()
    with pytest.raises(Problem, match="there already"):
        home.boundaries.revise(home.ben, boundary, 1, replace(WALK, fine=f" {WALK.fine} "))
    home.boundaries.withdraw(home.ana, boundary)
    home.boundaries.revise(home.ana, boundary, 1, WALK)
    assert home.state(boundary) is State.PROPOSED


def test_an_answer_to_words_that_are_not_there_any_more_is_refused(home: Home) -> None:
    boundary = home.due()
    home.boundaries.revise(home.ana, boundary, 1, replace(WALK, why="It scares me."))
    before = everything(home)
    answers: tuple[Act, ...] = (
        lambda: home.boundaries.agree(home.ben, boundary, 1),
        lambda: home.boundaries.revise(home.ben, boundary, 1, replace(WALK, why="x")),
        lambda: home.boundaries.keep(home.ben, boundary, 1),
        lambda: home.boundaries.change(home.ben, boundary, 1),
    )
    for answer in answers:
        with pytest.raises(Problem, match="changed in the meantime"):
            answer()
    assert everything(home) == before


def test_a_yes_to_words_that_were_taken_back_is_no_yes_to_the_next_ones(home: Home) -> None:
    boundary = home.agreed()
    home.boundaries.revise(home.ana, boundary, 1, replace(WALK, why="one"))
    home.undo(home.ana)
    assert home.detail(boundary).words == WALK
    assert [w.number for w in home.detail(boundary).wordings] == [1]
    assert home.state(boundary) is State.AGREED
    home.boundaries.revise(home.ana, boundary, 1, replace(WALK, why="another"))
    with pytest.raises(Problem, match="changed in the meantime"):
        home.boundaries.agree(home.ben, boundary, 2)
    detail = home.detail(boundary, home.ben)
    assert detail.row.state is State.PROPOSED
    # What was taken back before anybody answered is not told.
    assert [w.words.why for w in detail.wordings] == [WALK.why, "another"]


def test_a_yes_from_elsewhere_to_words_not_known_here_is_no_yes_to_the_next_ones(
    home: Home,
) -> None:
    boundary = home.propose()
    stray = Agreement.new(author=home.ben.id, device="e", moment=home.time(), of=boundary, wording=2)
    with home.companion.ledger.transaction() as tx:
        tx.add(stray)
    home.boundaries.revise(home.ana, boundary, 1, replace(WALK, why="x"))
    assert home.state(boundary) is State.PROPOSED


def test_words_to_be_reworded_come_with_a_day_of_review_that_is_not_over(home: Home) -> None:
    boundary = home.due()
    assert home.boundaries.words(boundary).review_on == date(2027, 3, 22)
    home.boundaries.revise(home.ana, boundary, 1, replace(home.boundaries.words(boundary), why="new"))
    assert home.boundaries.words(boundary).review_on == date(2027, 3, 22)
    assert home.boundaries.words(home.propose(BoundaryWords(fine="x"))).review_on is None


# Withdrawing.


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_either_withdraws_without_a_reason_and_only_new_words_bring_it_back(home: Home, who: str) -> None:
    boundary = home.agreed()
    home.boundaries.withdraw(getattr(home, who), boundary)
    detail = home.detail(boundary)
    assert (detail.row.state, detail.can, detail.row.next) == (State.WITHDRAWN, (Can.REVISE,), None)
    assert [(a.what, a.text) for a in detail.answers] == [("withdrawn", "")]
    refusals: tuple[Act, ...] = (
        lambda: home.boundaries.agree(home.ana, boundary, 1),
        lambda: home.boundaries.withdraw(home.ben, boundary),
        lambda: home.boundaries.ask_to_talk(home.ben, boundary),
        lambda: home.boundaries.crossed(home.ben, boundary, "x"),
    )
    for refused in refusals:
        with pytest.raises(Problem):
            refused()
    home.boundaries.revise(home.ben, boundary, 1, replace(WALK, why="better"))
    assert home.state(boundary) is State.PROPOSED
