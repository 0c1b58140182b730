"""What is due today in one line: how much, and never what or whose."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.services.conftest import TODAY, MovedClock
from tests.services.promising import daily, make, once, weekly
from trust_tui.model.boundaries import BoundaryWords
from trust_tui.model.people import Person
from trust_tui.model.promises import Result
from trust_tui.model.records import Visibility
from trust_tui.model.support import Practice, Session
from trust_tui.services.companion import Companion
from trust_tui.services.today import due_words


def due(companion: Companion, *people: Person, day: date = TODAY) -> str:
    return due_words(companion.ledger, people or companion.couple.people, day)


def test_nothing_due_is_no_words(companion: Companion, ana: Person) -> None:
    make(companion, ana, once(TODAY + timedelta(days=1)))
    assert due(companion) == ""


def test_promises_count_until_who_made_them_answered(companion: Companion, ana: Person, ben: Person) -> None:
    first = make(companion, ana, daily())
    make(companion, ben, weekly("SU"))
    assert due(companion) == "Due today: 2 promises"
    assert due(companion, ana) == "Due today: 1 promise"

    companion.promises.answer(ben, first.id, TODAY, Result.KEPT)
    assert due(companion, ana) == "Due today: 1 promise"
    companion.promises.answer(ana, first.id, TODAY, Result.NOT_KEPT)
    assert due(companion) == "Due today: 1 promise"
    assert due(companion, ana) == ""


def test_what_rests_or_ended_is_not_due(companion: Companion, ana: Person, ben: Person) -> None:
    make(companion, ana, daily())
    companion.promises.pause(ana, TODAY, TODAY + timedelta(days=1))
    companion.promises.withdraw(ben, make(companion, ben, daily()))
    assert due(companion) == ""
    assert due(companion, day=TODAY + timedelta(days=2)) == "Due today: 1 promise"


def test_a_boundary_counts_from_its_day_once_both_agreed(
    companion: Companion, ana: Person, ben: Person, clock: MovedClock
) -> None:
    review = TODAY + timedelta(days=7)
    boundary = companion.boundaries.propose(ana, BoundaryWords(fine="quiet", review_on=review))
    assert due(companion, day=review) == ""
    companion.boundaries.agree(ben, boundary.id, boundary.wording)
    assert due(companion) == ""
    for later in (review, review + timedelta(days=3)):
        assert due(companion, day=later) == "Due today: 1 boundary to look at again"


@pytest.mark.parametrize("visibility", list(Visibility))
def test_what_is_only_for_one_is_not_even_counted(
    companion: Companion, ana: Person, visibility: Visibility
) -> None:
    with companion.ledger.transaction() as tx:
        moment = companion.clock()
        shared = {"author": ana.id, "device": "here", "moment": moment, "visibility": visibility}
        session = Session.new(**shared, next_on=TODAY)  # type: ignore[arg-type]
        tx.add(session)
        tx.add(Practice.new(**shared, of=session.id, then="secret", by=TODAY))  # type: ignore[arg-type]
    expected = "Due today: 1 session, 1 thing to try" if visibility is Visibility.SHARED else ""
    assert due(companion) == expected


def test_no_word_and_no_name_is_in_it(companion: Companion, ana: Person) -> None:
    make(companion, ana, daily(), will="secret", when="secret")
    words = due(companion)
    assert "secret" not in words
    assert "Ana" not in words
