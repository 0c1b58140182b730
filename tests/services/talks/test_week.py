"""What a week brought to be thankful for: only what both may see, and nothing twice."""

from __future__ import annotations

from datetime import timedelta

from tests.services.conftest import TODAY
from tests.services.promising import daily, make
from trust_tui.model.checkin import Answers
from trust_tui.model.kept import Victory
from trust_tui.model.people import Person
from trust_tui.model.promises import Result
from trust_tui.services.companion import Companion

SHARED = Answers(safe=3)


def brought(companion: Companion, person: Person) -> list[tuple[str, str]]:
    return [(each.source, each.text) for each in companion.talks.brought(companion.couple, person)]


def test_the_last_seven_days_and_no_more(companion: Companion, ana: Person, ben: Person) -> None:
    for back in (0, 6, 7):
        day = TODAY - timedelta(days=back)
        companion.checkins.save(ana, day, Answers(appreciated=f"Ana {back}"))
        companion.checkins.save(ben, day, Answers(appreciated=f"Ben {back}"))
        companion.victories.add(ben, day, f"victory {back}")
    assert brought(companion, ana) == [
        ("mine", "Ana 0"), ("mine", "Ana 6"),
        ("victory", "victory 0"), ("victory", "victory 6"),
        ("theirs", "Ben 0"), ("theirs", "Ben 6"),
    ]  # fmt: skip


def test_what_only_one_may_see_is_shown_to_nobody(companion: Companion, ana: Person, ben: Person) -> None:
    companion.checkins.save(ana, TODAY, Answers(appreciated="closed", private="for me"))
    companion.checkins.keep(Victory, ana, TODAY, "closed, too")
    assert brought(companion, ana) == brought(companion, ben) == []
    companion.checkins.save(ben, TODAY, SHARED)
    assert brought(companion, ana) == [("mine", "closed"), ("victory", "closed, too")]
    assert brought(companion, ben) == [("victory", "closed, too"), ("theirs", "closed")]


def test_a_released_day_counts_as_open(companion: Companion, ana: Person, ben: Person) -> None:
    companion.checkins.save(ana, TODAY, Answers(appreciated="the tea"))
    companion.checkins.release(ana, TODAY)
    assert brought(companion, ben) == [("theirs", "the tea")]


def test_a_line_that_became_a_victory_is_there_once(companion: Companion, ana: Person, ben: Person) -> None:
    companion.checkins.save(ana, TODAY, Answers(appreciated="you called"))
    companion.checkins.keep(Victory, ana, TODAY, "you called")
    companion.checkins.save(ben, TODAY, SHARED)
    assert brought(companion, ana) == [("mine", "you called")]


def test_a_promise_of_the_other_that_was_kept_and_is_not_seen_otherwise(
    companion: Companion, ana: Person, ben: Person
) -> None:
    call, cook, write = (make(companion, ben, daily(), will) for will in ("call", "cook", "write"))
    for promise, who, result in (
        (call, ben, Result.KEPT),
        (cook, ben, Result.KEPT),
        (cook, ana, Result.NOT_KEPT),
        (write, ben, Result.NOT_KEPT),
    ):
        companion.promises.answer(who, promise.id, TODAY, result)
    assert brought(companion, ana) == [("kept", call.sentence)]
    assert brought(companion, ben) == [], "one does not thank the other for one's own"
    (kept,) = companion.talks.brought(companion.couple, ana)
    assert kept.thanks == f"that you kept “{call.sentence}”"
