"""What each sees of the promises: what is due, the ledger, one promise from near, and what a search finds."""

from __future__ import annotations

from datetime import date

import pytest

from tests.services.conftest import TODAY, MovedClock
from tests.services.promising import TOMORROW, daily, days, make, once, weekly
from trust_tui.model import dates
from trust_tui.model.dates import WeekStart
from trust_tui.model.occurrences import Occurrence, State
from trust_tui.model.people import Person
from trust_tui.model.promises import Promise, Result
from trust_tui.model.records import Visibility
from trust_tui.model.schedule import Schedule
from trust_tui.services.companion import Companion
from trust_tui.services.promises.due import Due, Theirs
from trust_tui.services.promises.ledger import Filters, Page

KEPT, NOT_KEPT = Result.KEPT, Result.NOT_KEPT


def told(rows: tuple[Occurrence, ...]) -> list[tuple[str, str]]:
    return [(row.due.isoformat()[5:], row.promise.will) for row in rows]


def wills(found: tuple[Due, ...]) -> list[str]:
    return [each.promise.will for each in found]


# Due


def test_what_is_due_today_is_shown_of_both_ones_own_first(
    companion: Companion, ana: Person, ben: Person
) -> None:
    make(companion, ben, daily(at="08:00"), "walk")
    make(companion, ana, daily(), "sing")
    make(companion, ana, daily(at="18:00"), "call")
    make(companion, ana, once(TOMORROW), "write")

    today = companion.promises.due(ana, TODAY).today

    assert [(each.words, each.at, each.is_own) for each in today] == [
        ("When I run late, I will call", "18:00", True),
        ("When I run late, I will sing", "", True),
        ("When I run late, I will walk", "08:00", False),
    ]
    assert wills(companion.promises.due(ben, TODAY).today) == ["walk", "call", "sing"]


def test_what_the_other_said_is_told_in_a_neutral_form_alone(
    companion: Companion, ana: Person, ben: Person
) -> None:
    made = make(companion, ana, daily())

    def theirs() -> Theirs:
        (due,) = companion.promises.due(ana, TODAY).today
        assert due.answer is None or due.answer.who == ana.id
        return due.theirs

    assert theirs() is Theirs.NOTHING
    companion.promises.answer(ben, made.id, TODAY, NOT_KEPT, "I waited")
    assert theirs() is Theirs.ANSWERED
    companion.promises.answer(ana, made.id, TODAY, KEPT)
    assert theirs() is Theirs.OTHERWISE
    companion.promises.answer(ana, made.id, TODAY, NOT_KEPT)
    assert theirs() is Theirs.SAME
    shown = repr(companion.promises.due(ana, TODAY))
    assert "I waited" not in shown
    (due,) = companion.promises.due(ana, TODAY).today
    assert due.answer is not None
    assert due.answer.result is NOT_KEPT


def test_two_weeks_of_blanks_are_offered_and_no_more(
    companion: Companion, clock: MovedClock, ana: Person, ben: Person
) -> None:
    made = make(companion, ana, daily())
    clock.move(days=20)
    today = TODAY + days(20)
    companion.promises.answer(ana, made.id, today - days(3), KEPT)
    companion.promises.pause(ana, today - days(5), today - days(4))

    still_open = [(today - each.due).days for each in companion.promises.due(ana, today).still_open]
    assert still_open == [1, 2, 6, 7, 8, 9, 10, 11, 12, 13, 14]
    for_ben = [(today - each.due).days for each in companion.promises.due(ben, today).still_open]
    assert for_ben == [1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14], "each has their own blanks"


def test_what_rests_or_ended_asks_nothing(companion: Companion, ana: Person, ben: Person) -> None:
    rests, ends = make(companion, ana, daily(), "rest"), make(companion, ana, daily(), "end")
    companion.promises.pause(ana, TODAY, TODAY, promise=rests.id)
    companion.promises.withdraw(ana, ends)

    assert companion.promises.due(ben, TODAY).today == ()
    assert wills(companion.promises.due(ana, TODAY).today) == ["end"], "its maker sees what they just said"
    companion.promises.answer(ana, rests.id, TODAY, KEPT)
    assert wills(companion.promises.due(ana, TODAY).today) == ["end"]
    for person in (ana, ben):
        assert companion.promises.due(person, TOMORROW).still_open == ()


def test_another_day_has_its_own_list(companion: Companion, clock: MovedClock, ana: Person) -> None:
    make(companion, ana, weekly("SU"), "walk")
    make(companion, ana, daily(), "call")
    clock.move(days=3)
    assert sorted(wills(companion.promises.due(ana, TODAY).today)) == ["call", "walk"]
    assert companion.promises.due(ana, TODAY).still_open == ()


def test_nothing_promised_shows_nothing(companion: Companion, ana: Person) -> None:
    due = companion.promises.due(ana, TODAY)
    assert (due.today, due.still_open) == ((), ())
    assert companion.promises.all(ana, TODAY) == ()
    assert companion.promises.ledger(ana, TODAY) == Page()
    assert companion.promises.pauses(ana) == ()
    assert list(companion.promises.texts(ana)) == []


# The list


def test_the_list_has_what_comes_next_first_and_what_is_over_last(
    companion: Companion, clock: MovedClock, ana: Person, ben: Person
) -> None:
    make(companion, ana, once(), "first over")
    make(companion, ben, once(TODAY + days(9)), "later")
    make(companion, ana, daily(at="09:00"), "soon")
    make(companion, ben, daily(at="07:00"), "sooner")
    ended = make(companion, ana, daily(), "ended")
    clock.move(days=1)
    companion.promises.withdraw(ana, ended)
    companion.promises.pause(ana, TOMORROW, TOMORROW, "flu")

    listed = companion.promises.all(ben, TOMORROW)

    assert [each.promise.will for each in listed] == ["sooner", "soon", "later", "ended", "first over"]
    assert [each.is_over for each in listed] == [False, False, False, True, True]
    assert [each.ended for each in listed] == [None, None, None, Result.WITHDRAWN, None]
    assert [each.pause.why if each.pause else "" for each in listed] == ["", "flu", "", "flu", "flu"]


def test_what_was_answered_today_is_due_next_on_its_next_day(companion: Companion, ana: Person) -> None:
    made = make(companion, ana, daily())
    companion.promises.answer(ana, made.id, TODAY, KEPT)
    (listed,) = companion.promises.all(ana, TODAY)
    assert listed.next_due == TOMORROW


# The ledger


@pytest.fixture
def month(companion: Companion, clock: MovedClock, ana: Person, ben: Person) -> dict[str, Promise]:
    """Four weeks: daily, Sundays, once, and nothing said but what follows."""
    made = {
        "call": make(companion, ana, daily(TODAY, "18:00"), "call"),
        "walk": make(companion, ben, weekly("SU"), "walk"),
        "gift": make(companion, ben, once(TODAY + days(10)), "bring a gift"),
    }
    clock.move(days=27)
    companion.promises.answer(ana, made["call"].id, TODAY, KEPT)
    companion.promises.answer(ben, made["call"].id, TODAY, NOT_KEPT, "not before midnight")
    companion.promises.answer(ben, made["walk"].id, TODAY + days(7), NOT_KEPT)
    companion.promises.answer(ana, made["gift"].id, TODAY + days(10), KEPT)
    return made


LAST = TODAY + days(27)


def test_the_ledger_begins_with_today_and_ends_with_the_first_day(
    companion: Companion, ana: Person, month: dict[str, Promise]
) -> None:
    page = companion.promises.ledger(ana, LAST)
    rows = told(page.rows)
    assert page.earlier is None
    assert rows[0] == ("12-19", "call")
    assert rows[-2:] == [("11-22", "call"), ("11-22", "walk")]
    assert len(rows) == 28 + 4 + 1
    dues = [row.due for row in page.rows]
    assert dues == sorted(dues, reverse=True)


def test_an_answer_does_not_move_its_row(
    companion: Companion, ana: Person, month: dict[str, Promise]
) -> None:
    make(companion, ana, daily(TODAY), "sing")
    make(companion, ana, daily(TODAY, "18:00"), "dance")
    before = told(companion.promises.ledger(ana, LAST).rows)
    for row in reversed(companion.promises.ledger(ana, LAST).rows):
        companion.promises.answer(ana, row.promise.id, row.due, KEPT)
        assert told(companion.promises.ledger(ana, LAST).rows) == before


@pytest.mark.parametrize("count", [1, 2, 7, 30, 1000])
def test_pages_together_are_the_whole_ledger(
    companion: Companion, ana: Person, month: dict[str, Promise], count: int
) -> None:
    rows: list[Occurrence] = []
    last = None
    while True:
        page = companion.promises.ledger(ana, LAST, last=last, count=count)
        assert len(page.rows) >= count or page.earlier is None
        rows += page.rows
        last = page.earlier
        if last is None:
            break
    assert rows == list(companion.promises.ledger(ana, LAST, count=1000).rows)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(states=frozenset({State.DIFFERS})), [("11-22", "call")]),
        (Filters(states=frozenset({State.KEPT})), [("12-02", "bring a gift")]),
        (Filters(states=frozenset({State.NOT_KEPT, State.DIFFERS})), [("11-29", "walk"), ("11-22", "call")]),
        (Filters(text="GIFT bring"), [("12-02", "bring a gift")]),
        (Filters(text="Midnight"), [("11-22", "call")]),
        (Filters(text="nowhere"), []),
        (Filters(text="midnight walk"), []),
        (Filters(who="nobody"), []),
        (
            Filters(states=frozenset({State.OPEN}), text="walk"),
            [("12-13", "walk"), ("12-06", "walk"), ("11-22", "walk")],
        ),
    ],
)  # fmt: skip
def test_filters_leave_what_was_asked_for(
    companion: Companion,
    ana: Person,
    month: dict[str, Promise],
    filters: Filters,
    expected: list[tuple[str, str]],
) -> None:
    assert told(companion.promises.ledger(ana, LAST, filters).rows) == expected


def test_filters_by_person_by_promise_and_by_days(
    companion: Companion, ana: Person, ben: Person, month: dict[str, Promise]
) -> None:
    ledger = companion.promises.ledger
    assert {will for _, will in told(ledger(ana, LAST, Filters(who=ben.id)).rows)} == {"walk", "bring a gift"}
    assert len(ledger(ana, LAST, Filters(promise=month["walk"].id)).rows) == 4
    rows = ledger(ana, LAST, first=TODAY + days(9), last=TODAY + days(10)).rows
    assert told(rows) == [("12-02", "call"), ("12-02", "bring a gift"), ("12-01", "call")]
    assert ledger(ana, LAST, first=TODAY, last=TODAY).earlier is None


def test_the_ledger_shows_what_is_paused_renewed_ahead_and_withdrawn(
    companion: Companion, ana: Person, ben: Person
) -> None:
    companion.promises.renew(ana, make(companion, ana, once(TOMORROW), "a"), "", "b", "", "", once(TODAY))
    companion.promises.withdraw(ben, make(companion, ben, daily(), "c"))
    companion.promises.pause(ana, TODAY, TODAY)
    rows = companion.promises.ledger(ben, TODAY).rows
    assert [(row.due, row.promise.will, row.state) for row in rows] == [
        (TOMORROW, "a", State.RENEWED),
        (TODAY, "b", State.PAUSED),
        (TODAY, "c", State.WITHDRAWN),
    ]


def test_a_page_ends_before_somebody_waits_for_what_is_not_there(
    companion: Companion, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trust_tui.services.promises.ledger.LOOKED_AT", 500)
    make(companion, ana, daily(date(2016, 1, 1)))
    page = companion.promises.ledger(ana, TODAY, Filters(text="nowhere"))
    assert page.rows == ()
    looks = 0
    while page.earlier is not None:
        page = companion.promises.ledger(ana, TODAY, Filters(text="nowhere"), last=page.earlier)
        looks += 1
    assert 0 < looks < 10


# One promise from near


def test_one_promise_from_near(companion: Companion, clock: MovedClock, ana: Person, ben: Person) -> None:
    made = make(companion, ana, Schedule(TODAY, "FREQ=WEEKLY;BYDAY=SU", "18:00"))
    clock.move(days=7 * 15)
    today = TODAY + days(7 * 15)
    for week in range(15):
        if week % 5:
            companion.promises.answer(ana, made.id, TODAY + days(7 * week), KEPT)
    companion.promises.answer(ben, made.id, TODAY + days(7 * 14), NOT_KEPT)

    detail = companion.promises.detail(ben, made.id, today)

    assert detail is not None
    assert not detail.is_own
    assert "Sunday" in detail.schedule
    assert "18:00" in detail.schedule
    assert detail.next == (today, today + days(7), today + days(14))
    assert [each.due for each in detail.recent] == [today - days(7 * back) for back in range(13, -1, -1)]
    assert (detail.maker.kept, detail.maker.blank, detail.maker.of) == (11, 3, 14)
    assert detail.maker.words == "11 of the last 14"
    assert detail.other is not None
    assert (detail.other.kept, detail.other.blank, detail.other.of) == (0, 13, 14)
    assert len(detail.history) == 13


def test_a_pause_shrinks_what_is_counted(companion: Companion, clock: MovedClock, ana: Person) -> None:
    made = make(companion, ana, daily())
    companion.promises.answer(ana, made.id, TODAY, KEPT)
    companion.promises.pause(ana, TOMORROW, TODAY + days(3), "travel")
    clock.move(days=5)
    detail = companion.promises.detail(ana, made.id, TODAY + days(5))
    assert detail is not None
    assert (detail.maker.kept, detail.maker.blank, detail.maker.of) == (1, 2, 3)
    assert len(detail.recent) == 6


def test_the_year_is_whole_weeks_and_every_day_has_its_state(
    companion: Companion, clock: MovedClock, ana: Person, ben: Person
) -> None:
    made = make(companion, ana, daily())
    clock.move(days=6)
    today = TODAY + days(6)
    companion.promises.answer(ana, made.id, TODAY, KEPT)
    companion.promises.answer(ben, made.id, TODAY + days(1), NOT_KEPT)
    companion.promises.answer(ana, made.id, TODAY + days(2), KEPT)
    companion.promises.answer(ben, made.id, TODAY + days(2), NOT_KEPT)
    companion.promises.pause(ana, TODAY + days(3), TODAY + days(3))
    companion.promises.pause(ana, TODAY + days(7), TODAY + days(7))
    companion.promises.renew(ana, made, "", "write", "", "", daily(today))

    weeks = companion.promises.year(ben, made.id, today, today)

    assert {len(week) for week in weeks} == {7}
    assert all(week[0].day.weekday() == 0 for week in weeks)
    flat = [each for week in weeks for each in week]
    assert [each.day for each in flat] == [flat[0].day + days(at) for at in range(53 * 7)]
    assert flat[0].day <= today - days(364)
    assert flat[-1].day >= today
    states = {each.day: each.state for each in flat}
    assert [states[TODAY + days(at)] for at in range(-1, 8)] == [
        State.NOT_DUE, State.KEPT, State.NOT_KEPT, State.DIFFERS, State.PAUSED, State.OPEN, State.OPEN,
        State.RENEWED, State.NOT_DUE,
    ]  # fmt: skip


def test_the_weeks_of_a_year_begin_as_this_person_likes(
    companion: Companion, clock: MovedClock, ana: Person
) -> None:
    made = make(companion, ana, daily())
    clock.move(days=6)
    companion.promises.answer(ana, made.id, TODAY + days(1), KEPT)
    said = {}
    for starts, weekday in ((WeekStart.MONDAY, 0), (WeekStart.SUNDAY, 6), (WeekStart.SATURDAY, 5)):
        dates.use(week_starts=starts)
        weeks = companion.promises.year(ana, made.id, TODAY, clock().day)
        assert {(len(week), week[0].day.weekday()) for week in weeks} == {(7, weekday)}
        assert weeks[0][0].day <= clock().day - days(364)
        assert clock().day in [each.day for each in weeks[-1]]
        said[starts] = {each.day: each.state for week in weeks for each in week if each.day >= TODAY}
    shared = set.intersection(*(set(states) for states in said.values()))
    assert len({tuple(states[day] for day in sorted(shared)) for states in said.values()}) == 1


def test_days_ahead_are_not_due_even_where_they_will_rest(companion: Companion, ana: Person) -> None:
    made = make(companion, ana, daily())
    companion.promises.pause(ana, TOMORROW, TOMORROW)
    weeks = companion.promises.year(ana, made.id, TODAY, TODAY + days(30))
    states = {each.day: each.state for week in weeks for each in week}
    assert (states[TODAY], states[TOMORROW]) == (State.OPEN, State.NOT_DUE)


def test_after_its_end_there_is_nothing_to_look_back_upon(
    companion: Companion, clock: MovedClock, ana: Person
) -> None:
    made = make(companion, ana, daily())
    clock.move(days=2)
    companion.promises.withdraw(ana, made)
    clock.move(days=10)
    detail = companion.promises.detail(ana, made.id, clock().day)
    assert detail is not None
    assert [each.state for each in detail.recent] == [State.OPEN, State.OPEN, State.WITHDRAWN]
    assert (detail.maker.blank, detail.maker.of) == (2, 2)


def test_another_year_can_be_looked_at(companion: Companion, ana: Person) -> None:
    made = make(companion, ana, daily(date(2023, 3, 1)))
    weeks = companion.promises.year(ana, made.id, TODAY, date(2023, 12, 31))
    states = {each.day: each.state for week in weeks for each in week}
    assert (states[date(2023, 2, 28)], states[date(2023, 3, 1)]) == (State.NOT_DUE, State.OPEN)


def test_a_rule_of_a_newer_program_is_never_due_and_its_words_can_be_read(
    companion: Companion, ana: Person
) -> None:
    made = make(companion, ana, daily())
    companion.promises.answer(ana, made.id, TODAY, KEPT)
    odd = made.changed(companion.clock(), schedule=Schedule(TODAY, "FREQ=FORTNIGHTLY"))
    with companion.ledger.transaction() as tx:
        tx.replace(odd)

    assert companion.promises.due(ana, TODAY).today == ()
    detail = companion.promises.detail(ana, made.id, TODAY)
    assert detail is not None
    assert [each.result for each in detail.history] == [KEPT]
    assert State.KEPT in {day.state for week in detail.year for day in week}
    assert told(companion.promises.ledger(ana, TODAY).rows) == [("11-22", "call")]


# Who sees what


def test_what_is_private_is_nowhere_for_the_other(companion: Companion, ana: Person, ben: Person) -> None:
    made = make(companion, ana, daily(), "secretly")
    outcome = companion.promises.answer(ana, made.id, TODAY, KEPT, "hush")
    assert outcome is not None
    with companion.ledger.transaction() as tx:
        private = Visibility.PRIVATE
        tx.replace(made.changed(companion.clock(), visibility=private))
        tx.replace(outcome.changed(companion.clock(), visibility=private))

    promises = companion.promises
    assert promises.detail(ana, made.id, TODAY) is not None
    assert promises.detail(ben, made.id, TODAY) is None
    assert promises.about(ben, outcome.id) == ""
    seen = [
        promises.due(ben, TODAY),
        promises.all(ben, TODAY),
        promises.ledger(ben, TODAY),
        [*promises.texts(ben)],
    ]
    assert "secretly" not in repr(seen)
    assert "hush" not in repr(seen)


# Searching


def test_a_search_finds_everything_that_was_written(companion: Companion, ana: Person, ben: Person) -> None:
    promise = companion.promises.make(ana, "I run late", "call", "write two words", "", daily())
    outcome = companion.promises.answer(ben, promise.id, TODAY, NOT_KEPT, "I waited by the window")
    repair = companion.promises.repairs.begin(ana, promise.id, "no battery", "I bought a charger", due=TODAY)
    response = companion.promises.repairs.landed(ben, repair.id, "that is kind")
    pause = companion.promises.pause(ana, TOMORROW, TOMORROW, "travel to Porto", promise=promise.id)
    assert outcome is not None
    expected = {
        "run late": promise, "two words": promise, "window": outcome, "battery": repair, "charger": repair,
        "kind": response, "porto": pause,
    }  # fmt: skip

    for words, record in expected.items():
        (found,) = companion.search.find(ben, words)
        assert (found.place, found.id) == ("promises", record.id)
        assert companion.promises.about(ben, found.id) == promise.id
    assert companion.promises.about(ben, "another") == ""


def test_a_search_finds_nothing_that_was_taken_back(companion: Companion, ana: Person) -> None:
    promise = make(companion, ana, daily())
    companion.promises.answer(ana, promise.id, TODAY, KEPT, "with a flower")
    companion.undo(ana)
    companion.undo(ana)
    assert list(companion.promises.texts(ana)) == []
