"""Where a boundary stands, whatever was said to it, in whatever order it arrives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trust_tui.model.boundaries import (
    Agreement,
    Boundary,
    BoundaryEvent,
    BoundaryWords,
    Said,
    Standing,
    State,
    What,
    in_order,
    instant_after,
    standing,
    usual_review,
)
from trust_tui.model.moments import Moment
from trust_tui.model.records import Deletion

AT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
NOW = Moment(AT, TODAY, "Europe/Lisbon")
COUPLE = ("ana", "ben")


def boundary(**own: Any) -> Boundary:
    made = Boundary.new(author="ana", device="d", moment=NOW, worded_by="ana", worded_on=TODAY, **own)
    return replace(made, id="b")


def said(kind: type[Said], who: str, minute: int, **own: Any) -> Said:
    moment = Moment(AT + timedelta(minutes=minute), TODAY, "Europe/Lisbon")
    words: dict[str, Any] = {"of": "b", "wording": 1} | own
    return kind.new(author=who, device="d", moment=moment, **words)


def yes(who: str, minute: int = 0, **own: Any) -> Said:
    return said(Agreement, who, minute, **own)


def event(who: str, what: What, minute: int, **own: Any) -> Said:
    return said(BoundaryEvent, who, minute, what=what, **own)


def stands(about: Boundary, *entries: Said, people: Sequence[str] = COUPLE, today: date = TODAY) -> Standing:
    return standing(about, entries, people, today)


def state(about: Boundary, *entries: Said, people: Sequence[str] = COUPLE, today: date = TODAY) -> State:
    return stands(about, *entries, people=people, today=today).state


# Agreeing.


def test_a_proposal_of_one_is_not_agreed() -> None:
    found = stands(boundary(), yes("ana"))
    assert (found.state, found.missing) == (State.PROPOSED, ("ben",))


def test_it_is_agreed_once_both_said_yes_and_tells_when_each_first_did() -> None:
    first, second = yes("ben", 5), yes("ana", 9)
    found = stands(boundary(), yes("ben", 30), second, first)
    assert (found.state, found.agreed, found.missing) == (State.AGREED, (second, first), ())


def test_one_person_alone_needs_nobody_else() -> None:
    assert state(boundary(), yes("ana"), people=("ana",)) is State.AGREED


def test_where_nobody_lives_nobody_agrees() -> None:
    assert state(boundary(), yes("ana"), people=()) is State.PROPOSED


def test_somebody_who_joins_later_is_asked() -> None:
    assert state(boundary(), yes("ana"), people=("ana",)) is State.AGREED
    assert state(boundary(), yes("ana"), people=COUPLE) is State.PROPOSED


def test_a_yes_to_other_words_is_not_a_yes_to_these() -> None:
    reworded = boundary(wording=2)
    assert state(reworded, yes("ana"), yes("ben")) is State.PROPOSED
    assert state(reworded, yes("ana", wording=2), yes("ben")) is State.PROPOSED
    assert state(reworded, yes("ana", wording=2), yes("ben", wording=2)) is State.AGREED
    assert state(boundary(), yes("ana"), yes("ben", wording=2)) is State.PROPOSED


def test_a_yes_that_was_taken_back_or_belongs_elsewhere_does_not_count() -> None:
    gone = replace(yes("ben"), deleted=Deletion("ben", AT))
    assert state(boundary(), yes("ana"), gone) is State.PROPOSED
    assert state(boundary(), yes("ana"), yes("ben", of="another")) is State.PROPOSED


# Withdrawing.


@pytest.mark.parametrize("who", COUPLE)
def test_either_can_withdraw_and_no_later_yes_undoes_it(who: str) -> None:
    both = (yes("ana"), yes("ben"), event(who, What.WITHDRAWN, 1))
    assert state(boundary(), *both) is State.WITHDRAWN
    assert state(boundary(), *both, yes("ana", 2), yes("ben", 2)) is State.WITHDRAWN
    assert state(boundary(), *both, event("ana", What.TALK, 2)) is State.WITHDRAWN
    assert state(boundary(wording=2), *both, yes("ana", 2, wording=2)) is State.PROPOSED


# Talking.


def test_a_wish_for_a_talk_stands_until_they_talked() -> None:
    both = (yes("ana"), yes("ben"), event("ben", What.TALK, 1))
    assert state(boundary(), *both) is State.TALK
    assert state(boundary(), *both, event("ana", What.TALKED, 2)) is State.AGREED
    assert state(boundary(), *both, event("ana", What.TALKED, 2), event("ben", What.TALK, 3)) is State.TALK


def test_ones_own_yes_answers_ones_own_wish_and_not_the_others() -> None:
    asked = (yes("ana"), event("ben", What.TALK, 1))
    assert state(boundary(), *asked, yes("ben", 2)) is State.AGREED
    assert state(boundary(), *asked, yes("ana", 2)) is State.TALK
    assert state(boundary(), yes("ana"), yes("ben"), event("ben", What.TALK, 1)) is State.TALK


def test_new_words_answer_a_wish_for_a_talk() -> None:
    assert state(boundary(wording=2), event("ben", What.TALK, 1), yes("ana", 2, wording=2)) is State.PROPOSED


def test_a_crossing_changes_nothing_by_itself() -> None:
    assert state(boundary(), yes("ana"), yes("ben"), event("ben", What.CROSSED, 1)) is State.AGREED


# Reviewing.


def test_it_comes_up_for_review_on_its_day_and_not_before() -> None:
    due = boundary(review_on=TODAY)
    both = (yes("ana"), yes("ben"))
    assert state(due, *both, today=TODAY - timedelta(1)) is State.AGREED
    assert state(due, *both) is State.REVIEW
    assert state(due, *both, today=TODAY + timedelta(400)) is State.REVIEW
    assert state(due, yes("ana")) is State.PROPOSED


def test_a_keep_counts_for_the_review_it_answers_and_no_other() -> None:
    due = boundary(review_on=TODAY)
    old, new = yes("ben", 1, review=TODAY - timedelta(90)), yes("ben", 2, review=TODAY)
    assert stands(due, yes("ana"), yes("ben"), old).kept == ()
    assert stands(due, yes("ana"), yes("ben"), old, new).kept == (new,)
    assert stands(boundary(), yes("ana"), yes("ben")).kept == ()
    assert new.at_review if isinstance(new, Agreement) else False


def test_asking_for_other_words_at_a_review_is_a_wish_for_a_talk_that_a_keep_answers() -> None:
    due = boundary(review_on=TODAY)
    asked = (yes("ana"), yes("ben"), event("ben", What.CHANGE, 1))
    assert state(due, *asked) is State.TALK
    assert state(due, *asked, yes("ben", 2, review=TODAY)) is State.REVIEW
    assert state(due, *asked, event("ana", What.TALKED, 2)) is State.REVIEW


@pytest.mark.parametrize(
    ("day", "review"),
    [
        (date(2026, 11, 22), date(2027, 2, 22)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
    ],
)
def test_the_usual_review_is_three_months_later_also_at_the_end_of_one(day: date, review: date) -> None:
    assert usual_review(day) == review


# Whatever comes.

WHO = st.sampled_from(["ana", "ben", "somebody"])
MINUTES = st.integers(0, 6)
WORDINGS = st.integers(1, 3)
DAYS = st.dates(TODAY - timedelta(3), TODAY + timedelta(3))
YES = st.builds(yes, WHO, MINUTES, wording=WORDINGS, review=st.none() | DAYS)
EVENT = st.builds(event, WHO, st.sampled_from(What), MINUTES, wording=WORDINGS)


@st.composite
def entries(draw: st.DrawFn) -> list[Said]:
    """Return what people may have said: some of it taken back, on days that do not go with the instants."""
    found = []
    for entry in draw(st.lists(YES | EVENT, max_size=12)):
        gone = Deletion(entry.author, AT) if draw(st.booleans()) and draw(st.booleans()) else None
        found.append(replace(entry, deleted=gone, day=draw(DAYS)))
    return found


BOUNDARIES = st.builds(boundary, wording=WORDINGS, review_on=st.none() | DAYS)
PEOPLE = st.sampled_from([("ana",), COUPLE, ("ben", "ana")])


@given(BOUNDARIES, entries(), PEOPLE, DAYS)
def test_it_is_never_agreed_unless_everybody_agreed_to_these_very_words(
    about: Boundary, all_said: list[Said], people: Sequence[str], today: date
) -> None:
    said_yes = {
        entry.author
        for entry in all_said
        if isinstance(entry, Agreement) and entry.wording == about.wording and entry.deleted is None
    }
    found = stands(about, *all_said, people=people, today=today)
    if found.state in {State.AGREED, State.REVIEW}:
        assert said_yes >= set(people)
        assert found.missing == ()
    assert set(found.missing) == set(people) - said_yes
    assert {entry.author for entry in found.agreed} == set(people) & said_yes


@given(BOUNDARIES, entries(), PEOPLE, DAYS, WHO, MINUTES)
def test_a_withdrawal_always_wins_until_there_are_new_words(
    about: Boundary, all_said: list[Said], people: Sequence[str], today: date, who: str, minute: int
) -> None:
    withdrawn = event(who, What.WITHDRAWN, minute, wording=about.wording)
    assert stands(about, *all_said, withdrawn, people=people, today=today).state is State.WITHDRAWN
    reworded = replace(about, wording=9, worded_by=who)
    anew = yes(who, minute, wording=9)
    assert state(reworded, *all_said, withdrawn, anew, people=people) is not State.WITHDRAWN


@given(BOUNDARIES, entries(), PEOPLE, DAYS, st.randoms(use_true_random=False))
def test_what_was_said_counts_by_its_instant_in_whatever_order_and_on_whatever_day(
    about: Boundary, all_said: list[Said], people: Sequence[str], today: date, chance: Any
) -> None:
    mixed = [replace(entry, day=TODAY) for entry in all_said]
    chance.shuffle(mixed)
    found, again = (stands(about, *some, people=people, today=today) for some in (all_said, mixed))
    assert found.state is again.state
    assert [e.id for e in found.agreed] == [e.id for e in again.agreed]
    assert [e.id for e in found.kept] == [e.id for e in again.kept]
    assert [e.id for e in found.asks] == [e.id for e in again.asks]


def test_of_two_things_said_at_the_same_instant_the_order_is_the_same_on_every_machine() -> None:
    one, other = yes("ana", 3), yes("ben", 3)
    assert in_order([one, other]) == in_order([other, one])


@given(st.lists(st.integers(-600, 600), min_size=1, max_size=12))
def test_what_is_said_later_comes_later_however_the_clock_jumps(jumps: list[int]) -> None:
    written: list[Said] = []
    minute = 0
    for jump in jumps:
        minute += jump
        entry = event("ana", What.CROSSED, minute)
        written.append(replace(entry, updated_at=instant_after(AT + timedelta(minutes=minute), written)))
    assert in_order(reversed(written)) == written
    assert all(entry.created_at <= entry.updated_at for entry in written)


def test_a_clock_that_runs_as_it_should_is_believed() -> None:
    assert instant_after(AT, []) == AT
    assert instant_after(AT + timedelta(minutes=1), [yes("ana")]) == AT + timedelta(minutes=1)
    assert instant_after(AT, [yes("ana")]) > AT


# Words.


def test_one_side_of_the_line_makes_a_boundary() -> None:
    assert not BoundaryWords(why="because", if_crossed="I will go", fine=" \n").draws_a_line
    assert BoundaryWords(fine="walking").draws_a_line
    assert BoundaryWords(not_fine="shouting").draws_a_line


def test_the_words_of_a_boundary_can_be_taken_out_and_put_back() -> None:
    words = BoundaryWords("money", "a", "b", "c", "d", ours=True, review_on=TODAY)
    assert BoundaryWords.of(boundary(**words.as_fields())) == words
