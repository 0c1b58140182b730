"""Proposing, agreeing and talking: a yes is somebody's own, and for the words they read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.services.boundaries.home import TODAY, WALK, Act, Home, everything
from trust_tui.model.boundaries import BoundaryWords, State
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.boundaries.view import Can
from trust_tui.services.problems import Problem, TooLongProblem

# Proposing and agreeing.


def test_a_proposal_carries_its_writers_yes_and_nobody_elses(home: Home) -> None:
    boundary = home.propose()
    detail = home.detail(boundary)
    assert detail.row.state is State.PROPOSED
    assert [(yes.name, yes.day) for yes in detail.agreed] == [("Ana", TODAY)]
    assert detail.missing == ("Ben",)
    assert detail.words == WALK


def test_it_is_agreed_once_the_other_said_yes_on_their_own_day(home: Home) -> None:
    boundary = home.propose()
    home.time.pass_(days=2)
    home.boundaries.agree(home.ben, boundary, 1)
    detail = home.detail(boundary)
    assert detail.row.state is State.AGREED
    assert [(yes.name, yes.day) for yes in detail.agreed] == [("Ana", TODAY), ("Ben", TODAY + timedelta(2))]
    assert Can.AGREE not in detail.can


def test_one_person_alone_has_boundaries_that_hold(alone: Home) -> None:
    boundary = alone.propose(replace(WALK, review_on=TODAY + timedelta(1)))
    assert alone.state(boundary) is State.AGREED
    alone.time.pass_(days=1)
    assert alone.boundaries.keep(alone.ana, boundary, 1) == date(2027, 2, 23)
    assert alone.state(boundary) is State.AGREED
    alone.boundaries.remove(alone.ana, boundary)
    assert alone.rows() == []


def test_nobody_says_yes_twice(home: Home) -> None:
    boundary = home.agreed()
    for person in (home.ana, home.ben):
        with pytest.raises(Problem, match="already"):
            home.boundaries.agree(person, boundary, 1)


# What cannot be used is said beside its field.


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (BoundaryWords(why="because", if_crossed="I will go"), "fine"),
        (BoundaryWords(fine=" \n\t", not_fine=" "), "fine"),
        (BoundaryWords(fine="x", not_fine="y" * (TEXT_LIMIT + 1)), "not_fine"),
        (BoundaryWords(fine="x" * (TEXT_LIMIT + 1)), "fine"),
        (BoundaryWords(fine="x", why="y" * (TEXT_LIMIT + 1)), "why"),
        (BoundaryWords(fine="x", if_crossed="y" * (TEXT_LIMIT + 1)), "if_crossed"),
        (BoundaryWords(fine="x", review_on=TODAY - timedelta(1)), "review_on"),
    ],
)
def test_words_that_cannot_be_used_are_refused_beside_their_field(
    home: Home, words: BoundaryWords, field: str
) -> None:
    kept = home.propose()
    before = everything(home)
    attempts: tuple[Act, ...] = (
        lambda: home.boundaries.propose(home.ana, words),
        lambda: home.boundaries.revise(home.ana, kept, 1, words),
    )
    for attempt in attempts:
        with pytest.raises(Problem) as caught:
            attempt()
        assert caught.value.field == field
    assert everything(home) == before


@pytest.mark.parametrize("words", [BoundaryWords(fine="x"), BoundaryWords(not_fine="y", review_on=TODAY)])
def test_the_least_that_makes_a_boundary_is_enough(home: Home, words: BoundaryWords) -> None:
    assert home.detail(home.propose(words)).words == words


def test_a_text_that_just_fits_is_kept_whole_and_trimmed(home: Home) -> None:
    text = "é" * TEXT_LIMIT
    assert home.detail(home.propose(BoundaryWords(fine=f"  {text}\n"))).words.fine == text


@pytest.mark.parametrize("say", ["ask_to_talk", "talked", "crossed"])
def test_a_line_that_is_too_long_is_refused(home: Home, say: str) -> None:
    boundary = home.propose()
    with pytest.raises(TooLongProblem) as caught:
        getattr(home.boundaries, say)(home.ana, boundary, "x" * (TEXT_LIMIT + 1))
    assert caught.value.field == "text"


# Talking.


def test_a_talk_is_asked_for_with_or_without_words_and_noted(home: Home) -> None:
    boundary = home.propose()
    home.boundaries.ask_to_talk(home.ben, boundary, "what is loud?")
    asked = home.detail(boundary)
    assert (asked.row.state, asked.row.next) == (State.TALK, Can.TALKED)
    home.time.pass_(days=1)
    home.boundaries.talked(home.ana, boundary)
    assert home.state(boundary) is State.PROPOSED
    said = [(e.name, e.day, e.what, e.text) for e in home.detail(boundary).talks]
    assert said == [
        ("Ben", TODAY, "talk", "what is loud?"),
        ("Ana", TODAY + timedelta(1), "talked", ""),
    ]


def test_asking_again_needs_words_and_noting_a_talk_needs_a_wish(home: Home) -> None:
    boundary = home.propose()
    with pytest.raises(Problem, match="No talk is asked for"):
        home.boundaries.talked(home.ana, boundary)
    home.boundaries.ask_to_talk(home.ben, boundary)
    with pytest.raises(Problem, match="already"):
        home.boundaries.ask_to_talk(home.ben, boundary, " ")
    home.boundaries.ask_to_talk(home.ben, boundary, "and about Sundays")
    home.boundaries.ask_to_talk(home.ana, boundary)
    assert len(home.detail(boundary).talks) == 3


def test_a_talk_noted_after_the_clock_jumped_back_still_ends_the_wish(home: Home) -> None:
    boundary = home.agreed()
    home.boundaries.ask_to_talk(home.ben, boundary)
    home.time.pass_(days=-400, hours=-1)
    home.boundaries.talked(home.ana, boundary)
    assert home.state(boundary) is State.AGREED
    assert [entry.what for entry in home.detail(boundary).talks] == ["talk", "talked"]
    home.boundaries.ask_to_talk(home.ana, boundary)
    assert home.state(boundary) is State.TALK
