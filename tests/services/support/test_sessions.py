"""Sessions and practice: when the next one is, what is tried, and how each saw it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.people import Person
from trust_tui.model.records import Visibility
from trust_tui.model.support import Practice, PracticeNote, Session, Went
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.companion import Companion
from trust_tui.services.problems import ChangedSinceProblem, Problem
from trust_tui.services.support.practices import PracticeWords
from trust_tui.services.support.professionals import ProfessionalWords
from trust_tui.services.support.sessions import SessionWords
from trust_tui.services.support.views import SessionView

THURSDAY = date(2026, 12, 3)
LAST_WEEK = TODAY - timedelta(7)
TALKED = SessionWords(LAST_WEEK, took_away="one thing at a time", next_on=THURSDAY)
PRIVATE = replace(TALKED, took_away="a secret", visibility=Visibility.PRIVATE)
WALK = PracticeWords("take a walk", "it gets loud", TODAY)


def sessions(companion: Companion, reader: Person) -> list[SessionView]:
    return companion.sessions.all(reader, TODAY)


def first(companion: Companion, reader: Person) -> SessionView:
    return sessions(companion, reader)[0]


def test_the_newest_comes_first_with_who_it_was_with(companion: Companion, ana: Person, ben: Person) -> None:
    maren = companion.professionals.add(ana, ProfessionalWords("Maren\nHolt"))
    companion.sessions.add(ana, TALKED)
    companion.sessions.add(ben, SessionWords(TODAY, maren.id, (ana.id, ben.id)))
    companion.sessions.add(ana, SessionWords(TODAY, took_away="written last"))
    assert [each.took_away for each in sessions(companion, ben)] == ["written last", "", TALKED.took_away]
    assert sessions(companion, ana)[1].with_name == "Maren Holt"
    assert sessions(companion, ana)[1].present == (ana.id, ben.id)
    last = companion.sessions.last(ana, maren.id)
    assert last is not None
    assert (last.day, last.professional) == (TODAY, maren.id)
    assert companion.sessions.last(ana, "nobody") is None


def test_the_next_day_is_told_plainly(
    companion: Companion, ana: Person, ben: Person, clock: MovedClock
) -> None:
    assert companion.sessions.glance(ana) == ""
    session = companion.sessions.add(ana, TALKED)
    assert companion.sessions.glance(ben) == "Next session on Thursday 3 December"
    companion.sessions.set_next(ben, session.id, date(2027, 1, 4))
    assert companion.sessions.glance(ana) == "Next session on Monday 4 January 2027"
    assert [each.author for each in companion.sessions.before(ana, first(companion, ana))] == [ben.id]
    companion.sessions.set_next(ben, session.id, TODAY + timedelta(1))
    assert companion.sessions.glance(ana) == "Next session tomorrow"
    clock.move(days=1)
    assert companion.sessions.glance(ana) == "Next session today"
    clock.move(days=1)
    assert companion.sessions.glance(ana) == "The last session was on Sunday 15 November"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (SessionWords(TODAY + timedelta(1)), "day"),
        (SessionWords(TODAY, next_on=TODAY), "next_on"),
        (SessionWords(TODAY, took_away="x" * (TEXT_LIMIT + 1)), "took_away"),
        (SessionWords(TODAY, "gone"), "professional"),
    ],
)
def test_what_cannot_be_used_is_refused_beside_its_field(
    companion: Companion, ana: Person, words: SessionWords, field: str
) -> None:
    with pytest.raises(Problem) as told:
        companion.sessions.add(ana, words)
    assert told.value.field == field
    assert sessions(companion, ana) == []


def test_what_is_private_is_nowhere_for_the_other(companion: Companion, ana: Person, ben: Person) -> None:
    session = companion.sessions.add(ana, PRIVATE)
    practice = companion.sessions.practices.add(ana, session.id, WALK)
    assert companion.sessions.practices.asking(ana, TODAY)
    assert companion.sessions.glance(ana) == "", "the other may be looking"
    companion.sessions.practices.say(ana, practice.id, Went.NOT, "a hidden reason")
    assert first(companion, ana).practices[0].notes[0].text == "a hidden reason"
    assert sessions(companion, ben) == []
    assert companion.sessions.practices.all(ben, TODAY) == []
    assert companion.sessions.last(ben) is None
    for reader in (ana, ben):
        assert companion.sessions.glance(reader) == "", "the other may be looking"
        assert companion.sessions.next(reader, TODAY) is None
        assert list(companion.sessions.texts(reader)) == []
    forbidden: list[Callable[[], object]] = [
        lambda: companion.sessions.edit(ben, session.id, 1, TALKED),
        lambda: companion.sessions.set_next(ben, session.id, None),
        lambda: companion.sessions.remove(ben, session.id),
        lambda: companion.sessions.practices.add(ben, session.id, WALK),
        lambda: companion.sessions.practices.say(ben, practice.id, Went.DONE),
    ]
    for each in forbidden:
        with pytest.raises(Problem, match="not there"):
            each()
    kinds = (Session, Practice, PracticeNote)
    records = [record for kind in kinds for record in companion.ledger.all(kind)]
    assert {record.visibility for record in records} == {Visibility.PRIVATE}


def test_opening_a_session_opens_what_belongs_to_it_but_not_its_past(
    companion: Companion, ana: Person, ben: Person
) -> None:
    session = companion.sessions.add(ana, PRIVATE)
    practice = companion.sessions.practices.add(ana, session.id, WALK)
    companion.sessions.practices.say(ana, practice.id, Went.PARTLY, "it rained")
    companion.sessions.edit(ana, session.id, 1, TALKED)
    theirs = first(companion, ben)
    assert theirs.took_away == TALKED.took_away
    assert [note.text for note in theirs.practices[0].notes] == ["it rained"]
    assert companion.sessions.before(ben, theirs) == ()
    assert len(companion.sessions.before(ana, theirs)) == 1
    with pytest.raises(Problem) as told:
        companion.sessions.edit(ana, session.id, 2, PRIVATE)
    assert told.value.field == "visibility"
    companion.undo(ana)
    assert sessions(companion, ben) == []
    assert companion.sessions.practices.all(ben, TODAY) == []


def test_what_both_read_names_nobody_whom_only_one_sees(
    companion: Companion, ana: Person, ben: Person
) -> None:
    own = ProfessionalWords("Dr Quiet", is_ours=False, visibility=Visibility.PRIVATE)
    quiet = companion.professionals.add(ana, own)
    companion.sessions.add(ana, replace(TALKED, professional=quiet.id))
    assert (first(companion, ben).professional, first(companion, ben).with_name) == ("", "")
    assert (first(companion, ana).professional, first(companion, ana).with_name) == (quiet.id, "")
    coming = companion.sessions.next(ana, TODAY)
    assert coming is not None
    assert coming.with_name == ""
    # Ben never saw who it was with, so changing the words does not take it away.
    companion.sessions.edit(ben, first(companion, ben).id, 1, replace(TALKED, took_away="more"))
    assert (first(companion, ana).professional, first(companion, ana).took_away) == (quiet.id, "more")
    companion.sessions.add(ana, replace(PRIVATE, day=TODAY, professional=quiet.id))
    assert first(companion, ana).with_name == "Dr Quiet"


def test_each_says_how_practice_went_and_both_words_stay(
    companion: Companion, ana: Person, ben: Person
) -> None:
    session = companion.sessions.add(ana, SessionWords(LAST_WEEK))
    practice = companion.sessions.practices.add(ben, session.id, WALK)
    assert companion.sessions.glance(ana) == "Something you tried would like a word from you"
    companion.sessions.practices.say(ana, practice.id, Went.DONE)
    assert companion.sessions.glance(ana).startswith("The last session")
    companion.sessions.practices.say(ben, practice.id, Went.NOT, " no time ")
    companion.sessions.practices.say(ana, practice.id, Went.PARTLY, "twice")
    (view,) = companion.sessions.practices.all(ana, TODAY)
    assert [(note.author, note.went, note.text) for note in view.notes] == [
        (ana.id, Went.DONE, ""),
        (ben.id, Went.NOT, "no time"),
        (ana.id, Went.PARTLY, "twice"),
    ]
    assert not view.asks


def test_the_word_about_it_belongs_to_who_tries_it(companion: Companion, ana: Person, ben: Person) -> None:
    session = companion.sessions.add(ana, TALKED)
    practice = companion.sessions.practices.add(ana, session.id, replace(WALK, for_whom=ben.id))
    with pytest.raises(Problem, match="theirs"):
        companion.sessions.practices.say(ana, practice.id, Went.NOT)
    assert [view.asks for view in companion.sessions.practices.all(ana, TODAY)] == [False]
    assert [view.id for view in companion.sessions.practices.asking(ben, TODAY)] == [practice.id]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (replace(WALK, then=" "), "then"),
        (replace(WALK, by=LAST_WEEK - timedelta(1)), "by"),
        (replace(WALK, when="x" * (TEXT_LIMIT + 1)), "when"),
    ],
)
def test_practice_that_cannot_be_used_is_refused_beside_its_field(
    companion: Companion, ana: Person, words: PracticeWords, field: str
) -> None:
    session = companion.sessions.add(ana, TALKED)
    with pytest.raises(Problem) as told:
        companion.sessions.practices.add(ana, session.id, words)
    assert told.value.field == field


def test_practice_is_reworded_and_removed_by_who_wrote_it_down(
    companion: Companion, ana: Person, ben: Person
) -> None:
    practices = companion.sessions.practices
    session = companion.sessions.add(ben, TALKED)
    walk = practices.add(ana, session.id, WALK)
    practices.edit(ana, walk.id, 1, replace(WALK, then="take a bath"))
    (view,) = practices.all(ben, TODAY)
    assert view.sentence == "When it gets loud: take a bath"
    assert [each.body["then"] for each in companion.sessions.before(ben, view)] == ["take a walk"]
    for forbidden in (
        lambda: practices.edit(ben, walk.id, 2, WALK),
        lambda: practices.remove(ben, walk.id),
        lambda: practices.edit(ana, walk.id, 1, WALK),
    ):
        with pytest.raises(Problem):
            forbidden()
    practices.remove(ana, walk.id)
    assert practices.all(ben, TODAY) == []
    companion.undo(ana)
    practices.say(ben, walk.id, Went.DONE)
    with pytest.raises(Problem, match="so it stays"):
        practices.remove(ana, walk.id)


def test_a_session_goes_with_its_practice_and_comes_back_with_it(
    companion: Companion, ana: Person, ben: Person
) -> None:
    session = companion.sessions.add(ana, TALKED)
    practice = companion.sessions.practices.add(ana, session.id, WALK)
    with pytest.raises(Problem, match="Only who wrote"):
        companion.sessions.remove(ben, session.id)
    companion.sessions.remove(ana, session.id)
    assert sessions(companion, ben) == []
    assert companion.sessions.practices.all(ben, TODAY) == []
    assert companion.undo(ana) == "removed a session"
    assert len(first(companion, ben).practices) == 1
    companion.sessions.practices.say(ben, practice.id, Went.NOT)
    with pytest.raises(Problem, match="so it stays"):
        companion.sessions.remove(ana, session.id)
    with pytest.raises(ChangedSinceProblem):
        companion.undo(ana)


def test_what_is_said_later_comes_later_though_the_clock_ran_back(
    companion: Companion, ana: Person, clock: MovedClock
) -> None:
    session = companion.sessions.add(ana, TALKED)
    practice = companion.sessions.practices.add(ana, session.id, WALK)
    companion.sessions.practices.say(ana, practice.id, Went.NOT)
    clock.move(hours=-5)
    companion.sessions.practices.say(ana, practice.id, Went.DONE)
    (view,) = companion.sessions.practices.all(ana, TODAY)
    assert [note.went for note in view.notes] == [Went.NOT, Went.DONE]


def test_words_are_found_where_they_stand(companion: Companion, ana: Person, ben: Person) -> None:
    session = companion.sessions.add(ana, TALKED)
    practice = companion.sessions.practices.add(ana, session.id, WALK)
    companion.sessions.practices.say(ana, practice.id, Went.PARTLY, "thunderstorm")
    found = companion.search.find(ben, "thunderstorm")
    assert [(each.place, each.id, each.day) for each in found] == [
        ("support/sessions", practice.id, LAST_WEEK)
    ]
    assert [each.id for each in companion.search.find(ben, "one thing")] == [session.id]


def test_what_the_other_wrote_something_to_does_not_close_again(
    companion: Companion, ana: Person, ben: Person
) -> None:
    session = companion.sessions.add(ana, PRIVATE)
    walk = companion.sessions.practices.add(ana, session.id, WALK)
    companion.sessions.edit(ana, session.id, 1, TALKED)
    companion.sessions.practices.say(ben, walk.id, Went.DONE)
    with pytest.raises(ChangedSinceProblem):
        companion.undo(ana)
    companion.undo(ben)
    companion.sessions.practices.add(ben, session.id, PracticeWords("a bath"))
    companion.sessions.set_next(ana, session.id, None)
    companion.undo(ana)
    assert [each.sentence for each in first(companion, ben).practices][-1] == "a bath"
    assert first(companion, ben).took_away == TALKED.took_away
