"""What became of one occurrence: two views that both stay, blanks that are blanks, days that rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from trust_tui.model.moments import Moment
from trust_tui.model.occurrences import Occurrence, State, ending, instant_after, newest, occurrence, tally
from trust_tui.model.promises import Outcome, Pause, Promise, Result
from trust_tui.model.records import Deletion
from trust_tui.model.schedule import Schedule

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
TODAY = NOW.date()
ANA, BEN = "ana", "ben"


def on(day: date, hour: int = 20) -> Moment:
    return Moment(datetime(day.year, day.month, day.day, hour, tzinfo=UTC), day, "Europe/Lisbon")


def promise(when: str = "", will: str = "call", fallback: str = "") -> Promise:
    schedule = Schedule(date(2026, 11, 1), "FREQ=DAILY")
    return Promise.new(
        author=ANA, device="d", moment=on(TODAY), when=when, will=will, fallback=fallback, schedule=schedule
    )


CALLS = promise()


def said(who: str, result: Result, due: date = TODAY, at: Moment | None = None) -> Outcome:
    return Outcome.new(author=who, device="d", moment=at or on(due), of=CALLS.id, due=due, result=result)


def stands(*outcomes: Outcome, due: date = TODAY, pauses: tuple[Pause, ...] = ()) -> Occurrence:
    return occurrence(CALLS, due, outcomes, pauses, TODAY)


def rest(first: date, last: date, who: str = ANA, of: str = "") -> Pause:
    return Pause.new(author=who, device="d", moment=on(TODAY), first=first, last=last, of=of)


@pytest.mark.parametrize(
    ("when", "will", "sentence"),
    [
        ("I run late", "call", "When I run late, I will call"),
        ("", "call", "I will call"),
        ("When I run late,", "I will call.", "When I run late, I will call"),
        ("when I run  late", "i'll call", "When I run late, I will call"),
        ("", "wait...", "I will wait..."),
        ("Whenever it rains", "stay", "When Whenever it rains, I will stay"),
        ("it [b]rains[/b]", "{stay} %s", "When it [b]rains[/b], I will {stay} %s"),
    ],
)
def test_it_reads_as_one_would_say_it(when: str, will: str, sentence: str) -> None:
    assert promise(when, will).sentence == sentence


def test_the_way_out_is_said_once_too() -> None:
    assert promise().fallback_sentence == ""
    expected = "If that gets hard, I will write two words"
    assert promise(fallback="write two words").fallback_sentence == expected
    assert promise(fallback="If that gets hard, I will write two words.").fallback_sentence == expected


@pytest.mark.parametrize(
    ("maker", "other", "state"),
    [
        (None, None, State.OPEN),
        (Result.KEPT, None, State.KEPT),
        (None, Result.KEPT, State.KEPT),
        (Result.NOT_KEPT, None, State.NOT_KEPT),
        (Result.KEPT, Result.KEPT, State.KEPT),
        (Result.NOT_KEPT, Result.NOT_KEPT, State.NOT_KEPT),
        (Result.KEPT, Result.NOT_KEPT, State.DIFFERS),
        (Result.NOT_KEPT, Result.KEPT, State.DIFFERS),
        (Result.RENEWED, Result.NOT_KEPT, State.RENEWED),
        (Result.WITHDRAWN, None, State.WITHDRAWN),
    ],
)
def test_two_views_make_a_state_and_both_stay(
    maker: Result | None, other: Result | None, state: State
) -> None:
    outcomes = [said(who, result) for who, result in ((ANA, maker), (BEN, other)) if result]

    found = stands(*outcomes)

    assert found.state is state
    assert (found.maker.result if found.maker else None) is maker
    assert (found.other.result if found.other else None) is other
    assert found.seen_by(ANA) == found.maker
    assert found.seen_by(BEN) == found.other


def test_what_lies_ahead_is_not_due() -> None:
    assert stands(due=TODAY + timedelta(days=1)).state is State.NOT_DUE


def test_a_day_of_rest_counts_neither_way_though_it_was_answered() -> None:
    found = stands(said(ANA, Result.NOT_KEPT), pauses=(rest(TODAY, TODAY),))

    assert found.state is State.PAUSED
    assert found.maker is not None
    assert tally(ANA, [found]).of == 0


@pytest.mark.parametrize(
    ("pause", "covers"),
    [
        (rest(TODAY, TODAY), True),
        (rest(TODAY - timedelta(days=3), TODAY - timedelta(days=1)), False),
        (rest(TODAY + timedelta(days=1), TODAY + timedelta(days=3)), False),
        (rest(TODAY, TODAY, of=CALLS.id), True),
        (rest(TODAY, TODAY, of="another"), False),
        (rest(TODAY, TODAY, who=BEN), False),
        (rest(TODAY, TODAY, who=BEN, of=CALLS.id), False),
        (replace(rest(TODAY, TODAY), deleted=Deletion(ANA, NOW)), False),
    ],
)
def test_a_pause_is_for_ones_own_promises_and_its_days_alone(pause: Pause, covers: bool) -> None:
    assert pause.covers(CALLS, TODAY) is covers


def test_the_newest_of_each_person_counts() -> None:
    first, second = said(ANA, Result.KEPT, at=on(TODAY, 18)), said(ANA, Result.NOT_KEPT, at=on(TODAY, 19))
    for order in ([first, second], [second, first]):
        found = stands(*order, said(BEN, Result.NOT_KEPT))
        assert found.state is State.NOT_KEPT
        assert found.maker is not None
        assert found.maker.said_before
        assert found.other is not None
        assert not found.other.said_before


def test_what_was_taken_back_does_not_count() -> None:
    gone = replace(said(ANA, Result.NOT_KEPT), deleted=Deletion(ANA, NOW))

    assert stands(gone).state is State.OPEN
    assert ending(CALLS, [replace(said(ANA, Result.RENEWED), deleted=Deletion(ANA, NOW))]) is None


def test_answered_on_a_later_day_is_marked_so() -> None:
    yesterday = TODAY - timedelta(days=1)
    later = stands(said(ANA, Result.KEPT, yesterday, at=on(TODAY)), due=yesterday).maker
    at_once = stands(said(ANA, Result.KEPT)).maker

    assert later is not None
    assert at_once is not None
    assert (later.is_later, later.day) == (True, TODAY)
    assert not at_once.is_later


def test_a_clock_that_ran_back_does_not_let_the_older_answer_count() -> None:
    first = said(ANA, Result.KEPT)
    a_year_ago = said(ANA, Result.NOT_KEPT, at=on(date(2025, 11, 22)))
    second = replace(a_year_ago, updated_at=instant_after(a_year_ago.updated_at, [first]))

    assert newest([first, second]) is second
    assert newest([second, first]) is second


def test_an_end_is_said_by_the_maker_alone_and_the_first_one_counts() -> None:
    tomorrow = TODAY + timedelta(days=1)
    renewed, withdrawn = said(ANA, Result.RENEWED, tomorrow), said(ANA, Result.WITHDRAWN)
    kept, by_other = said(ANA, Result.KEPT), said(BEN, Result.WITHDRAWN)

    assert ending(CALLS, [kept, by_other]) is None
    assert ending(CALLS, [renewed, withdrawn]) is withdrawn
    assert ending(CALLS, [replace(withdrawn, of="another")]) is None


def test_a_blank_is_counted_as_a_blank_and_never_as_a_miss() -> None:
    days = [TODAY - timedelta(days=back) for back in range(14)]
    found = [
        stands(*([said(ANA, Result.KEPT, day)] if at < 12 else []), due=day) for at, day in enumerate(days)
    ]

    by_ana, by_ben = tally(ANA, found), tally(BEN, found)

    assert (by_ana.kept, by_ana.blank, by_ana.of) == (12, 2, 14)
    assert by_ana.words == "12 of the last 14"
    assert (by_ben.kept, by_ben.blank, by_ben.of) == (0, 14, 14)
    assert by_ben.words == "", "nothing was said, so nothing is claimed"
    assert tally(ANA, []).words == ""
