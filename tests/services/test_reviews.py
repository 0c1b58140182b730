"""Looking at victories together, and the milestones that come by themselves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkin import Answers
from trust_tui.model.kept import Victory
from trust_tui.model.people import Person
from trust_tui.model.responses import Appreciation
from trust_tui.model.reviews import Order
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.companion import Companion
from trust_tui.services.problems import Problem, TooLongProblem


@pytest.fixture
def wall(companion: Companion, ana: Person, ben: Person) -> Companion:
    """One victory on each of the last five days."""
    for back in range(5):
        companion.victories.add((ana, ben)[back % 2], TODAY - timedelta(back), f"v{back}")
    return companion


def shown(companion: Companion, **how: object) -> list[str]:
    review = companion.reviews.begin(companion.couple, Order.NEWEST, **how)  # type: ignore[arg-type]
    found = [card.text for card in companion.reviews.cards(companion.couple, review)]
    companion.reviews.let_go(review)
    return found


def test_order_and_span_are_chosen(wall: Companion) -> None:
    assert shown(wall) == ["v0", "v1", "v2", "v3", "v4"]
    assert shown(wall, first=TODAY - timedelta(1)) == ["v0", "v1"]
    review = wall.reviews.begin(wall.couple, Order.OLDEST)
    assert next(card.text for card in wall.reviews.cards(wall.couple, review)) == "v4"


def test_it_is_taken_up_where_it_was_left(wall: Companion, ana: Person) -> None:
    review = wall.reviews.begin(wall.couple, Order.OLDEST)
    first, second, *_ = wall.reviews.cards(wall.couple, review)
    review = wall.reviews.look_at(review, first.id)
    review = wall.reviews.look_at(review, second.id)
    review = wall.reviews.look_at(review, first.id)
    assert review.seen == (first.id, second.id)

    wall.victories.add(ana, TODAY - timedelta(30), "written down in between, about an older day")
    waiting = wall.reviews.under_way()
    assert waiting is not None
    cards = wall.reviews.cards(wall.couple, waiting)
    assert [card.id for card in cards[:2]] == [first.id, second.id]
    assert len(cards) == 6


def test_what_was_looked_at_does_not_come_again(wall: Companion, clock: MovedClock, ana: Person) -> None:
    review = wall.reviews.begin(wall.couple, Order.NEWEST, only_new=True)
    for card in wall.reviews.cards(wall.couple, review)[:2]:
        review = wall.reviews.look_at(review, card.id)
    wall.reviews.finish(wall.couple.people[0], wall.couple, review, {})
    # One more of the same evening, and one about a day long before: neither was looked at.
    wall.victories.add(ana, TODAY, "after the review")
    wall.victories.add(ana, date(2026, 1, 1), "back-filled")
    clock.move(days=1)
    assert shown(wall, only_new=True) == ["after the review", "v2", "v3", "v4", "back-filled"]
    last = wall.reviews.last()
    assert last is not None
    assert last.finished == TODAY


def test_with_nothing_to_look_at_it_says_so_and_nothing_is_kept(companion: Companion) -> None:
    with pytest.raises(Problem):
        companion.reviews.begin(companion.couple, Order.NEWEST)
    assert companion.reviews.under_way() is None


def test_what_only_one_may_see_is_not_shown_to_both(companion: Companion, ana: Person, ben: Person) -> None:
    companion.victories.add(ben, TODAY, "for both")
    companion.checkins.save(ana, TODAY, Answers(appreciated="closed"))
    companion.checkins.keep(Victory, ana, TODAY, "closed")
    assert shown(companion) == ["for both"]


def test_it_ends_with_thanks_and_remembers_when(wall: Companion, ana: Person, ben: Person) -> None:
    review = wall.reviews.begin(wall.couple, Order.NEWEST)
    with pytest.raises(TooLongProblem) as told:
        wall.reviews.finish(wall.couple.people[0], wall.couple, review, {ben.id: "x" * (TEXT_LIMIT + 1)})
    assert told.value.field == ben.id
    assert wall.reviews.under_way() is not None

    wall.reviews.finish(wall.couple.people[0], wall.couple, review, {ana.id: "your patience", ben.id: "  "})
    assert [(a.author, a.to, a.text) for a in wall.ledger.all(Appreciation)] == [
        (ana.id, ben.id, "your patience")
    ]
    assert wall.reviews.under_way() is None
    last = wall.reviews.last()
    assert last is not None
    assert last.finished == TODAY


def test_an_end_can_be_taken_back_with_its_thanks(wall: Companion, ana: Person, ben: Person) -> None:
    review = wall.reviews.begin(wall.couple, Order.NEWEST)
    wall.reviews.finish(ben, wall.couple, review, {ana.id: "your patience"})
    assert wall.undo(ben) == "ended looking at your victories"
    assert wall.ledger.all(Appreciation) == []
    waiting = wall.reviews.under_way()
    assert waiting is not None
    assert waiting.id == review.id


def test_one_that_is_let_go_leaves_nothing_looked_at(wall: Companion) -> None:
    review = wall.reviews.begin(wall.couple, Order.NEWEST)
    wall.reviews.look_at(review, wall.reviews.cards(wall.couple, review)[0].id)
    wall.reviews.let_go(review)
    assert wall.reviews.under_way() is None
    assert wall.reviews.last() is None
    assert shown(wall, only_new=True)[0] == "v0"


# Milestones


def keys(companion: Companion) -> dict[str, date]:
    return {each.key: each.day for each in companion.milestones.reached(companion.couple)}


def test_days_count_when_both_were_there_and_never_one_alone(
    companion: Companion, clock: MovedClock, ana: Person, ben: Person
) -> None:
    for back in range(30):
        companion.checkins.save(ana, TODAY - timedelta(back), Answers(safe=3))
    assert keys(companion) == {}
    for back in range(10):
        companion.checkins.save(ben, TODAY - timedelta(back), Answers(safe=3))
    assert keys(companion) == {"both-1": TODAY - timedelta(9), "both-10": TODAY}
    companion.checkins.remove(ana, TODAY)
    assert "both-10" not in keys(companion)


def test_somebody_who_writes_alone_has_no_days_counted(alone: Companion) -> None:
    cleo = alone.couple.people[0]
    for back in range(60):
        alone.checkins.save(cleo, TODAY - timedelta(back), Answers(safe=3))
    assert keys(alone) == {}


def test_time_passes_and_says_so(companion: Companion, clock: MovedClock) -> None:
    clock.move(days=30)
    assert keys(companion) == {"time-1": date(2026, 12, 22)}
    clock.move(days=365 * 2)
    assert set(keys(companion)) == {"time-1", "time-6", "time-12", "time-24"}


def test_a_clock_that_jumped_back_takes_no_milestone_before_its_day(
    companion: Companion, clock: MovedClock
) -> None:
    clock.move(days=-365)
    assert keys(companion) == {}


def test_the_wall_and_the_first_review_are_milestones(wall: Companion, ana: Person) -> None:
    for back in range(5):
        wall.victories.add(ana, TODAY - timedelta(10 + back), f"older {back}")
    review = wall.reviews.begin(wall.couple, Order.NEWEST)
    wall.reviews.finish(wall.couple.people[0], wall.couple, review, {})
    assert keys(wall) == {"wall-10": TODAY}, "nothing was looked at, so that was no review"
    review = wall.reviews.begin(wall.couple, Order.NEWEST)
    review = wall.reviews.look_at(review, wall.reviews.cards(wall.couple, review)[0].id)
    wall.reviews.finish(wall.couple.people[0], wall.couple, review, {})
    assert keys(wall) == {"wall-10": TODAY, "review-1": TODAY}


def test_a_milestone_can_be_hidden_and_brought_back(
    companion: Companion, clock: MovedClock, ana: Person
) -> None:
    clock.move(days=40)
    companion.milestones.hide(ana, "time-1")
    companion.milestones.hide(ana, "time-1")
    assert keys(companion) == {}
    assert companion.milestones.show_all(ana) == 1
    assert "time-1" in keys(companion)
    companion.undo(ana)
    assert keys(companion) == {}
    companion.undo(ana)
    assert "time-1" in keys(companion)
