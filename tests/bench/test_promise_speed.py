"""Fifty promises of ten years are as quick to look at as those of the first year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.bench.side_by_side import times_slower
from trust_tui.model.moments import Moment
from trust_tui.model.occurrences import State
from trust_tui.model.people import Person
from trust_tui.model.promises import Outcome, Promise, Result
from trust_tui.model.schedule import Schedule
from trust_tui.services.companion import Companion
from trust_tui.services.promises.ledger import Filters
from trust_tui.store import Ledger, MemoryDrafts
from trust_tui.store.state import State as LedgerState
from trust_tui.store.state import Table

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 22)
NOW = Moment(datetime(2026, 11, 22, 20, tzinfo=UTC), TODAY, "Europe/Lisbon")
PROMISES = 50
YEAR = 365


class Life:
    """A couple that has been at it for some years: fifty daily promises, ten answers a day."""

    def __init__(self, years: int) -> None:
        self.companion = Companion(Ledger.in_memory(), lambda: NOW, "here", MemoryDrafts())
        self.people = self.companion.people.set_up("Ana", "Ben").people
        self.service = self.companion.promises
        first = TODAY - timedelta(days=YEAR * years - 1)
        with self.companion.ledger.transaction() as tx:
            self.promises = [self._promise(number, first) for number in range(PROMISES)]
            for promise in self.promises:
                tx.add(promise)
            for day in range(YEAR * years):
                for turn in range(10):
                    tx.add(self._answer(day, turn, first + timedelta(days=day)))

    @property
    def ana(self) -> Person:
        return self.people[0]

    def _promise(self, number: int, first: date) -> Promise:
        author, schedule = self.people[number % 2].id, Schedule(first, "FREQ=DAILY")
        return Promise.new(author=author, device="d", moment=NOW, will=f"do {number}", schedule=schedule)

    def _answer(self, day: int, turn: int, due: date) -> Outcome:
        promise, author = self.promises[(day * 7 + turn * 5) % PROMISES], self.people[(day + turn) % 2]
        result = Result.NOT_KEPT if turn % 3 == 0 else Result.KEPT
        return Outcome.new(author=author.id, device="d", moment=NOW, of=promise.id, due=due, result=result)

    def forget(self) -> None:
        """Let everything be read anew, as after a start."""
        keeper = self.companion.ledger._keeper
        tables = {name: Table(dict(table.rows)) for name, table in keeper.state.tables.items()}
        keeper._state = LedgerState("", keeper.state.seq, keeper.state.schema, tables)


LOOKS: dict[str, Callable[[Life], object]] = {
    "due": lambda life: life.service.due(life.ana, TODAY),
    "all": lambda life: life.service.all(life.ana, TODAY),
    "ledger": lambda life: life.service.ledger(life.ana, TODAY),
    "kept": lambda life: life.service.ledger(
        life.ana, TODAY, Filters(states=frozenset({State.KEPT})), count=20
    ),
    "detail": lambda life: life.service.detail(life.ana, life.promises[3].id, TODAY),
}


@pytest.fixture(scope="module")
def old() -> Life:
    return Life(years=10)


@pytest.fixture(scope="module")
def young() -> Life:
    return Life(years=1)


@pytest.mark.parametrize("look", ["due", "all", "ledger", "kept"])
def test_ten_years_later_a_look_takes_no_longer_than_in_the_first_year(
    old: Life, young: Life, look: str
) -> None:
    assert times_slower(lambda: LOOKS[look](old), lambda: LOOKS[look](young)) < 3


@pytest.mark.parametrize("look", ["due", "all", "ledger", "detail"])
def test_the_first_look_after_a_start_does_not_read_every_answer(old: Life, look: str) -> None:
    def first_look() -> None:
        old.forget()
        LOOKS[look](old)

    def reading_all() -> None:
        old.forget()
        old.companion.ledger.all(Outcome)

    assert times_slower(reading_all, first_look, rounds=3) > 3
