"""Looking at them again, and writing down a crossing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.services.boundaries.home import TODAY, WALK, Home
from trust_tui.model.boundaries import State
from trust_tui.model.kept import Topic
from trust_tui.services.boundaries.view import Can
from trust_tui.services.problems import Problem

# Reviewing.


def test_a_review_ends_when_both_kept_it_and_moves_on_by_three_months(home: Home) -> None:
    boundary = home.due()
    assert home.detail(boundary).row.next is Can.KEEP
    assert home.boundaries.keep(home.ana, boundary, 1) is None
    assert home.state(boundary) is State.REVIEW
    assert (home.detail(boundary).row.next, home.detail(boundary, home.ben).row.next) == (None, Can.KEEP)
    home.time.pass_(days=5)
    assert home.boundaries.keep(home.ben, boundary, 1) == date(2027, 3, 27)
    detail = home.detail(boundary)
    assert (detail.row.state, detail.row.review_on) == (State.AGREED, date(2027, 3, 27))
    assert [(a.name, a.what, a.day) for a in detail.answers] == [
        ("Ana", "keep", date(2026, 12, 22)),
        ("Ben", "keep", date(2026, 12, 27)),
    ]


def test_the_next_review_asks_both_again(home: Home) -> None:
    boundary = home.due()
    for person in (home.ana, home.ben):
        home.boundaries.keep(person, boundary, 1, home.time.today + timedelta(7))
    home.time.pass_(days=7)
    assert home.state(boundary) is State.REVIEW
    assert Can.KEEP in home.detail(boundary).can
    home.boundaries.keep(home.ana, boundary, 1)
    assert home.state(boundary) is State.REVIEW


def test_of_the_days_chosen_the_soonest_that_is_still_ahead_counts(home: Home) -> None:
    boundary = home.due()
    soon, later = home.time.today + timedelta(5), home.time.today + timedelta(60)
    home.boundaries.keep(home.ana, boundary, 1, soon)
    assert home.boundaries.keep(home.ben, boundary, 1, later) == soon
    home.time.pass_(days=5)
    home.boundaries.keep(home.ana, boundary, 1, home.time.today + timedelta(2))
    home.time.pass_(days=3)
    assert home.boundaries.keep(home.ben, boundary, 1, later) == later


@pytest.mark.parametrize("days", [-1, 0])
def test_a_next_review_that_is_not_ahead_is_refused_beside_its_field(home: Home, days: int) -> None:
    boundary = home.due()
    with pytest.raises(Problem) as caught:
        home.boundaries.keep(home.ana, boundary, 1, home.time.today + timedelta(days))
    assert caught.value.field == "review_on"


def test_asking_for_other_words_leads_to_a_talk_and_a_change_of_mind_is_fine(home: Home) -> None:
    boundary = home.due()
    home.boundaries.keep(home.ana, boundary, 1)
    home.boundaries.change(home.ben, boundary, 1, "half an hour is long")
    assert home.state(boundary) is State.TALK
    with pytest.raises(Problem, match="already"):
        home.boundaries.change(home.ben, boundary, 1)
    assert home.detail(boundary).answers[-1].text == "half an hour is long"
    home.boundaries.keep(home.ben, boundary, 1)
    assert home.state(boundary) is State.AGREED


def test_who_kept_it_may_still_want_other_words_and_then_keep_it_after_all(home: Home) -> None:
    boundary = home.due()
    home.boundaries.keep(home.ana, boundary, 1)
    home.boundaries.change(home.ana, boundary, 1)
    assert home.state(boundary) is State.TALK
    home.boundaries.keep(home.ana, boundary, 1)
    assert home.state(boundary) is State.REVIEW


def test_outside_a_review_nobody_is_asked_to_keep(home: Home) -> None:
    proposed = home.propose(replace(WALK, review_on=TODAY))
    agreed = home.agreed(replace(WALK, review_on=TODAY + timedelta(1)))
    for boundary in (proposed, agreed):
        for answer in (home.boundaries.keep, home.boundaries.change):
            with pytest.raises(Problem, match="not up for review"):
                answer(home.ana, boundary, 1)
        assert not {Can.KEEP, Can.CHANGE} & {*home.detail(boundary).can}


def test_nobody_keeps_it_twice_in_one_review(home: Home) -> None:
    boundary = home.due()
    home.boundaries.keep(home.ana, boundary, 1)
    with pytest.raises(Problem, match="already"):
        home.boundaries.keep(home.ana, boundary, 1)


# Crossings.


def test_a_crossing_is_an_entry_that_names_nobody_and_changes_nothing_else(home: Home) -> None:
    boundary = home.agreed()
    home.boundaries.crossed(home.ben, boundary, " It got loud on Tuesday. ")
    detail = home.detail(boundary)
    assert detail.row.state is State.AGREED
    assert [(c.text, c.day) for c in detail.crossings] == [("It got loud on Tuesday.", TODAY)]
    assert home.companion.ledger.all(Topic) == []


def test_a_crossing_can_ask_for_a_talk_in_the_same_breath(home: Home) -> None:
    boundary = home.agreed()
    home.boundaries.crossed(home.ana, boundary, "It got loud.", for_talk=True)
    assert [(t.author, t.text) for t in home.companion.ledger.all(Topic)] == [(home.ana.id, "It got loud.")]
    assert home.state(boundary) is State.TALK
    assert home.undo(home.ana) == "wrote down a crossing"
    assert home.companion.ledger.all(Topic) == []
    assert home.detail(boundary).crossings == home.detail(boundary).talks == ()
    assert home.state(boundary) is State.AGREED


def test_a_crossing_needs_words(home: Home) -> None:
    boundary = home.agreed()
    with pytest.raises(Problem) as caught:
        home.boundaries.crossed(home.ana, boundary, " \n ", for_talk=True)
    assert caught.value.field == "text"
    assert home.companion.ledger.all(Topic) == []
