"""Promises through time: summer time, leap days, ends of months, travel, and clocks that run back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.services.conftest import MovedClock
from tests.services.promising import daily, days, make, once, weekly
from trust_tui.model.moments import Moment
from trust_tui.model.occurrences import State, Tally
from trust_tui.model.people import Person
from trust_tui.model.promises import Outcome, Pause, Promise, Repair, Result
from trust_tui.model.schedule import Schedule
from trust_tui.services.companion import Companion
from trust_tui.services.problems import Problem
from trust_tui.services.promises import Promises
from trust_tui.services.promises.book import Book
from trust_tui.store import Ledger, MemoryDrafts

KEPT, NOT_KEPT = Result.KEPT, Result.NOT_KEPT


def due_days(companion: Companion, reader: Person) -> list[date]:
    """The days of the ledger, oldest first."""
    page = companion.promises.ledger(reader, companion.clock().day, count=10_000)
    return [row.due for row in reversed(page.rows)]


# Summer time


@pytest.mark.parametrize("zone", ["Europe/Lisbon", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Tehran"])
@pytest.mark.parametrize("month", [3, 4, 10, 11])
def test_every_day_is_due_once_when_the_clocks_change(clock: MovedClock, zone: str, month: int) -> None:
    companion = Companion(Ledger.in_memory(), clock, "here", MemoryDrafts())
    (ana, _) = companion.people.set_up("Ana", "Ben").people
    clock.set(2026, month, 1, zone=zone)
    made = make(companion, ana, daily(date(2026, month, 1), "02:30", count=28))

    for day in range(1, 29):
        clock.set(2026, month, day, 23, 30)
        (due,) = companion.promises.due(ana, clock().day).today
        assert (due.due, due.at) == (date(2026, month, day), "02:30")
        answer = companion.promises.answer(ana, made.id, due.due, KEPT)
        assert answer is not None
        assert not answer.is_later

    assert due_days(companion, ana) == [date(2026, month, day) for day in range(1, 29)]
    detail = companion.promises.detail(ana, made.id, clock().day)
    assert detail is not None
    assert (detail.maker.kept, detail.maker.blank, detail.maker.of) == (14, 0, 14)


def test_the_hour_that_comes_twice_does_not_turn_an_answer_around(
    companion: Companion, clock: MovedClock, ana: Person
) -> None:
    clock.zone = "Europe/Berlin"
    clock.at = datetime(2026, 10, 25, 0, 50, tzinfo=UTC)  # 02:50, for the first time
    made = make(companion, ana, daily(date(2026, 10, 25)))
    companion.promises.answer(ana, made.id, date(2026, 10, 25), NOT_KEPT)
    clock.move(minutes=20)  # 02:10, for the second time
    companion.promises.answer(ana, made.id, date(2026, 10, 25), KEPT)

    (row,) = companion.promises.ledger(ana, clock().day).rows
    assert row.state is State.KEPT


# The calendar


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (
            Schedule(date(2028, 1, 31), "FREQ=MONTHLY;BYMONTHDAY=31"),
            ["2028-01-31", "2028-03-31", "2028-05-31"],
        ),
        (
            Schedule(date(2028, 1, 31), "FREQ=MONTHLY;BYMONTHDAY=-1"),
            ["2028-01-31", "2028-02-29", "2028-03-31"],
        ),
        (Schedule(date(2028, 1, 1), "FREQ=MONTHLY;BYDAY=-1FR"), ["2028-01-28", "2028-02-25", "2028-03-31"]),
        (
            Schedule(date(2028, 2, 29), "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
            ["2028-02-29", "2032-02-29", "2036-02-29"],
        ),
    ],
)
def test_ends_of_months_and_leap_days_are_answered_on_their_day(
    companion: Companion, clock: MovedClock, ana: Person, schedule: Schedule, expected: list[str]
) -> None:
    clock.set(2028, 1, 1)
    made = make(companion, ana, schedule)
    for text in expected:
        day = date.fromisoformat(text)
        clock.set(day.year, day.month, day.day)
        companion.promises.answer(ana, made.id, day, KEPT)
        with pytest.raises(Problem, match="was not due"):
            companion.promises.answer(ana, made.id, day - days(1), KEPT)
    assert [day.isoformat() for day in due_days(companion, ana)] == expected


def test_the_leap_day_has_its_place_in_the_year(companion: Companion, clock: MovedClock, ana: Person) -> None:
    clock.set(2028, 2, 28)
    made = make(companion, ana, daily(date(2028, 2, 28)))
    clock.set(2028, 3, 1)
    companion.promises.answer(ana, made.id, date(2028, 2, 29), KEPT)
    weeks = companion.promises.year(ana, made.id, date(2028, 3, 1), date(2028, 12, 31))
    states = {each.day: each.state for week in weeks for each in week}
    assert states[date(2028, 2, 29)] is State.KEPT
    assert len(states) == 53 * 7


# Travel


def test_each_answers_on_the_day_it_is_where_they_are(
    companion: Companion, clock: MovedClock, ana: Person, ben: Person
) -> None:
    """Ana is in Auckland, where it is Monday already; Ben at home, where it is Sunday."""
    made = make(companion, ana, daily(date(2026, 11, 22)))
    clock.zone = "Pacific/Auckland"
    monday = clock().day
    assert monday == date(2026, 11, 23)
    hers = companion.promises.answer(ana, made.id, monday, KEPT)
    clock.zone = "Europe/Lisbon"
    sunday = clock().day
    with pytest.raises(Problem, match="lies ahead"):
        companion.promises.answer(ben, made.id, monday, KEPT)

    rows = companion.promises.ledger(ben, sunday).rows
    assert [(row.due, row.state) for row in rows] == [(monday, State.KEPT), (sunday, State.OPEN)]
    assert hers is not None
    assert not hers.is_later
    assert hers.tz == "Pacific/Auckland"
    detail = companion.promises.detail(ben, made.id, sunday)
    assert detail is not None
    assert (detail.maker.kept, detail.maker.blank, detail.maker.of) == (0, 1, 1)
    assert len(detail.history) == 1


def test_over_the_date_line_a_day_is_answered_once_and_none_is_missed(
    companion: Companion, clock: MovedClock, ana: Person
) -> None:
    """From Auckland to Honolulu: the same Monday twice, eleven hours earlier by the clock on the wall."""
    clock.set(2026, 11, 23, 20, zone="Pacific/Auckland")
    made = make(companion, ana, daily(date(2026, 11, 23)))
    companion.promises.answer(ana, made.id, date(2026, 11, 23), NOT_KEPT)
    clock.zone = "Pacific/Honolulu"
    assert clock().day == date(2026, 11, 22)
    assert companion.promises.due(ana, clock().day).today == ()
    clock.move(days=1)
    companion.promises.answer(ana, made.id, clock().day, KEPT)
    (row,) = companion.promises.ledger(ana, clock().day).rows
    assert (row.due, row.state) == (date(2026, 11, 23), State.KEPT), "said later, though earlier by the wall"


# Clocks


def test_a_clock_that_runs_back_a_year_loses_and_turns_around_nothing(
    companion: Companion, clock: MovedClock, ana: Person, ben: Person
) -> None:
    clock.set(2026, 11, 1)
    made = make(companion, ana, daily(date(2026, 11, 1)))
    old = make(companion, ana, once(date(2026, 11, 3)), "write")
    clock.set(2026, 11, 10)
    for day in range(1, 11):
        companion.promises.answer(ana, made.id, date(2026, 11, day), KEPT)
    clock.set(2025, 11, 10)
    today = clock().day

    assert companion.promises.due(ana, today).today == ()
    assert companion.promises.due(ana, today).still_open == ()
    rows = companion.promises.ledger(ana, today).rows
    assert [row.due for row in rows] == [date(2026, 11, day) for day in range(10, 0, -1)]
    detail = companion.promises.detail(ben, made.id, today)
    assert detail is not None
    assert (detail.maker.kept, detail.maker.blank, detail.maker.of) == (0, 0, 0)
    assert len(detail.history) == 10
    with pytest.raises(Problem, match="lies ahead"):
        companion.promises.answer(ana, made.id, date(2026, 11, 10), NOT_KEPT)

    companion.promises.withdraw(ana, made)
    companion.promises.renew(ana, old, "", "write", "", "", daily(today))
    clock.set(2026, 11, 12)
    rows = companion.promises.ledger(ana, clock().day, count=1000).rows
    called = [(row.due.day, row.state) for row in rows if row.promise.id == made.id]
    assert called[0] == (11, State.WITHDRAWN), "after everything that was answered"
    assert called[1:] == [(day, State.KEPT) for day in range(10, 0, -1)]


def test_what_is_said_after_the_clock_ran_back_counts(
    companion: Companion, clock: MovedClock, ana: Person
) -> None:
    clock.set(2025, 11, 1)
    made = make(companion, ana, daily(date(2025, 11, 1)))
    clock.set(2026, 11, 1)
    companion.promises.answer(ana, made.id, date(2025, 11, 1), NOT_KEPT)
    clock.set(2025, 11, 2)
    companion.promises.answer(ana, made.id, date(2025, 11, 1), KEPT)
    clock.set(2026, 11, 2)
    detail = companion.promises.detail(ana, made.id, clock().day)
    assert detail is not None
    assert [each.result for each in detail.history] == [KEPT, NOT_KEPT]
    row = companion.promises.ledger(ana, clock().day, last=date(2025, 11, 1)).rows[0]
    assert row.state is State.KEPT


def test_an_ending_far_ahead_that_a_wrong_clock_left_is_shown_at_once(
    companion: Companion, clock: MovedClock, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(companion, ana, once(date(9999, 12, 30)))
    near = make(companion, ana, once())
    companion.promises.withdraw(ana, made)
    looks: list[list[date]] = []
    said_on = Book.said_on

    def watched(book: Book, at: Iterable[date]) -> Mapping[tuple[str, date], Sequence[Outcome]]:
        looks.append(list(at))
        return said_on(book, looks[-1])

    monkeypatch.setattr(Book, "said_on", watched)
    page = companion.promises.ledger(ana, clock().day)
    assert [row.promise.id for row in page.rows] == [made.id, near.id]
    assert len(looks) < 10, "the years between are not walked through"


# Whatever two people do

ZONES = ["UTC", "Pacific/Auckland", "Pacific/Honolulu", "Europe/Lisbon", "Asia/Kathmandu"]
SCHEDULES: list[Callable[[date], Schedule]] = [
    daily,
    once,
    lambda day: weekly("SU", day),
    lambda day: daily(day, "18:00", count=5),
    lambda day: Schedule(day, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "07:00"),
    lambda day: Schedule(day, "FREQ=MONTHLY;BYMONTHDAY=-1"),
]


class TwoPeople(RuleBasedStateMachine):
    """Promising, answering, resting, renewing and travelling in any order, with a clock of any temper."""

    @initialize()
    def sit_down(self) -> None:
        self.at = datetime(2026, 11, 22, 12, tzinfo=UTC)
        self.zone = "Europe/Lisbon"
        self.companion = Companion(Ledger.in_memory(), self.now, "here", MemoryDrafts())
        self.people = self.companion.people.set_up("Ana", "Ben").people
        self.service = self.companion.promises
        self.last_said: dict[tuple[str, date, str], Result] = {}
        self.kept = [Promises(self.companion._desk) for _ in self.people]

    def now(self) -> Moment:
        return Moment.of(self.at.astimezone(ZoneInfo(self.zone)), self.zone)

    @property
    def today(self) -> date:
        return self.now().day

    @rule(hours=st.integers(1, 24 * 20))
    def time_passes(self, hours: int) -> None:
        self.at += timedelta(hours=hours)

    @rule(back=st.sampled_from([timedelta(hours=1), timedelta(days=40), timedelta(days=365)]))
    def the_clock_runs_back(self, back: timedelta) -> None:
        self.at -= back

    @rule(zone=st.sampled_from(ZONES))
    def somebody_travels(self, zone: str) -> None:
        self.zone = zone

    @rule(who=st.integers(0, 1), schedule=st.sampled_from(SCHEDULES))
    def promise(self, who: int, schedule: Callable[[date], Schedule]) -> None:
        if len(self.promises) < 4:
            make(self.companion, self.people[who], schedule(self.today))

    @precondition(lambda self: self.promises)
    @rule(data=st.data(), who=st.integers(0, 1), result=st.sampled_from([KEPT, NOT_KEPT]))
    def answer(self, data: st.DataObject, who: int, result: Result) -> None:
        rows = self.service.ledger(self.people[who], self.today, count=20).rows
        rows = tuple(row for row in rows if row.due <= self.today)
        if rows:
            row = data.draw(st.sampled_from(rows))
            self.service.answer(self.people[who], row.promise.id, row.due, result)
            self.last_said[row.promise.id, row.due, self.people[who].id] = result

    @precondition(lambda self: self.promises)
    @rule(data=st.data(), schedule=st.sampled_from(SCHEDULES), withdraw=st.booleans())
    def end_one(self, data: st.DataObject, schedule: Callable[[date], Schedule], withdraw: bool) -> None:
        promise = data.draw(st.sampled_from(self.promises))
        maker = self.companion.couple.get(promise.author)
        assert maker is not None
        try:
            if withdraw:
                self.service.withdraw(maker, promise)
            else:
                self.service.renew(maker, promise, "", "more", "", "", schedule(self.today))
        except Problem:
            return
        for outcome in self.companion.ledger.all(Outcome, of=promise.id, author=maker.id):
            if outcome.result not in {KEPT, NOT_KEPT}:
                self.last_said[promise.id, outcome.due, maker.id] = outcome.result

    @rule(who=st.integers(0, 1), start=st.integers(-30, 30), length=st.integers(0, 20))
    def rest(self, who: int, start: int, length: int) -> None:
        first = self.today + timedelta(days=start)
        self.service.pause(self.people[who], first, first + timedelta(days=length))

    @precondition(lambda self: self.companion.ledger.all(Pause))
    @rule(data=st.data())
    def end_a_rest(self, data: st.DataObject) -> None:
        pause = data.draw(st.sampled_from(self.companion.ledger.all(Pause)))
        owner = self.companion.couple.get(pause.author)
        assert owner is not None
        with suppress(Problem):  # it has ended already
            self.service.end_pause(owner, pause)

    @property
    def promises(self) -> list[Promise]:
        return self.companion.ledger.all(Promise)

    @invariant()
    def the_ledger_holds_every_word_once_and_in_order(self) -> None:
        reader = self.people[0]
        rows = self.service.ledger(reader, self.today, count=100_000).rows
        keys = [(row.promise.id, row.due) for row in rows]
        dues = [row.due for row in rows]
        assert len(set(keys)) == len(keys)
        assert dues == sorted(dues, reverse=True)
        assert {(each.of, each.due) for each in self.companion.ledger.all(Outcome)} <= set(keys)
        for row in rows:
            for person in self.people:
                mark = row.seen_by(person.id)
                said = self.last_said.get((row.promise.id, row.due, person.id))
                assert (mark.result if mark else None) is said
            answered = row.maker is not None or row.other is not None
            assert answered or row.due <= self.today
            assert answered or row.state in {State.OPEN, State.PAUSED}

    @invariant()
    def counts_are_what_they_are_of(self) -> None:
        for promise in self.promises:
            detail = self.service.detail(self.people[1], promise.id, self.today)
            assert detail is not None
            assert detail.other is not None
            assert len(detail.recent) <= 14
            assert all(each.due <= self.today for each in detail.recent)
            for one in (detail.maker, detail.other):
                assert isinstance(one, Tally)
                assert min(one.kept, one.blank, one.of) >= 0
                assert one.kept + one.blank <= one.of <= len(detail.recent)
            assert list(detail.next) == sorted(set(detail.next))
            assert all(day >= self.today for day in detail.next)
            assert detail.ended is None or detail.next == ()

    @invariant()
    def what_is_asked_can_be_answered(self) -> None:
        for person in self.people:
            due = self.service.due(person, self.today)
            assert all(each.due == self.today for each in due.today)
            assert all(0 < (self.today - each.due).days <= 14 for each in due.still_open)
            assert all(each.answer is None for each in due.still_open)

    @invariant()
    def what_was_read_before_is_never_shown_once_it_changed(self) -> None:
        for person, kept in zip(self.people, self.kept, strict=True):
            afresh = Promises(self.companion._desk)
            assert kept.due(person, self.today) == afresh.due(person, self.today)
            assert kept.all(person, self.today) == afresh.all(person, self.today)
            assert kept.ledger(person, self.today) == afresh.ledger(person, self.today)

    @invariant()
    def every_link_leads_there_and_back(self) -> None:
        for promise in self.promises:
            if promise.renews:
                detail = self.service.detail(self.people[0], promise.renews, self.today)
                assert detail is not None
                assert detail.renewed_by == promise


TwoPeople.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
test_whatever_two_people_do_no_word_is_lost = TwoPeople.TestCase


@given(
    start=st.dates(date(2015, 1, 1), date(2035, 1, 1)),
    ahead=st.integers(0, 900),
    zone=st.sampled_from(ZONES),
    schedule=st.sampled_from(SCHEDULES),
)
@settings(max_examples=60, deadline=None)
def test_the_zone_moves_no_day(
    start: date, ahead: int, zone: str, schedule: Callable[[date], Schedule]
) -> None:
    """The same life lived in another zone has the same days."""

    def lived(where: str) -> list[tuple[date, State]]:
        noon = datetime(start.year, start.month, start.day, 12, tzinfo=ZoneInfo(where))
        moments = [Moment.of(noon, where)]
        companion = Companion(Ledger.in_memory(), lambda: moments[-1], "here", MemoryDrafts())
        ana = companion.people.set_up("Ana", "Ben").people[0]
        made = make(companion, ana, schedule(start))
        moments.append(Moment.of(noon + timedelta(days=ahead), where))
        for row in companion.promises.ledger(ana, moments[-1].day, count=10).rows:
            companion.promises.answer(ana, made.id, row.due, KEPT)
        page = companion.promises.ledger(ana, moments[-1].day, count=10_000)
        return [(row.due, row.state) for row in page.rows]

    assert lived(zone) == lived("UTC")


def test_a_repair_stays_with_its_day_wherever_people_go(
    companion: Companion, clock: MovedClock, ana: Person, ben: Person
) -> None:
    made = make(companion, ana, daily())
    clock.zone = "Pacific/Auckland"
    companion.promises.repairs.begin(ana, made.id, "the flight", "", due=date(2026, 11, 23), not_kept=True)
    clock.set(2026, 11, 23, zone="Europe/Lisbon")
    (row,) = [row for row in companion.promises.ledger(ben, clock().day).rows if row.repair]
    assert row.due == date(2026, 11, 23)
    assert companion.ledger.all(Repair)[0].id == row.repair
