"""Two people, or one, with boundaries between them and a clock that can be moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from trust_tui.model.boundaries import Agreement, Boundary, BoundaryEvent, BoundaryWords, State
from trust_tui.model.kept import Topic
from trust_tui.model.moments import Moment
from trust_tui.model.people import Person
from trust_tui.services.boundaries import Boundaries
from trust_tui.services.boundaries.view import Detail, Row
from trust_tui.services.companion import Companion
from trust_tui.store import Ledger, MemoryDrafts

Act = Callable[[], object]

TODAY = date(2026, 11, 22)
WALK = BoundaryWords(
    area="arguments",
    fine="Taking a walk when it gets loud.",
    not_fine="Shouting.",
    why="I stop hearing you.",
    if_crossed="I will leave the room for half an hour.",
)


class Time:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)

    def __call__(self) -> Moment:
        return Moment(self.at, self.at.date(), "Europe/Lisbon")

    def pass_(self, **span: float) -> None:
        self.at += timedelta(**span)

    @property
    def today(self) -> date:
        return self.at.date()


class Home:
    """Two people, or one, at one keyboard."""

    def __init__(self, ledger: Ledger, time: Time, *names: str) -> None:
        self.time = time
        self.companion = Companion(ledger, time, "d", MemoryDrafts())
        self.boundaries: Boundaries = self.companion.boundaries
        people = self.companion.couple.people or self.companion.people.set_up(*names).people
        self.ana = people[0]
        self.ben = people[-1]

    def propose(self, words: BoundaryWords = WALK, person: Person | None = None) -> str:
        return self.boundaries.propose(person or self.ana, words).id

    def agreed(self, words: BoundaryWords = WALK) -> str:
        boundary = self.propose(words)
        self.boundaries.agree(self.ben, boundary, 1)
        return boundary

    def due(self) -> str:
        """Return a boundary that both agreed to and that is up for review today."""
        boundary = self.agreed(replace(WALK, review_on=self.time.today + timedelta(30)))
        self.time.pass_(days=30)
        return boundary

    def detail(self, boundary: str, reader: Person | None = None) -> Detail:
        found = self.boundaries.detail(reader or self.ana, boundary, self.time.today)
        assert found is not None
        return found

    def state(self, boundary: str) -> State:
        return self.detail(boundary).row.state

    def rows(self, reader: Person | None = None, **filters: object) -> list[Row]:
        return [*self.boundaries.list(reader or self.ana, self.time.today, **filters)]  # type: ignore[arg-type]

    def undo(self, person: Person) -> str:
        return self.companion.undo(person)


def everything(home: Home) -> list[object]:
    """Return all that counts: what is there, without what was taken back."""
    ledger = home.companion.ledger
    said = [*ledger.all(Agreement), *ledger.all(BoundaryEvent), *ledger.all(Topic)]
    words = [(b.id, BoundaryWords.of(b), b.wording, b.worded_by, b.worded_on) for b in ledger.all(Boundary)]
    return [*words, *(record.id for record in said)]
