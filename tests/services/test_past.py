"""Two rules at once, for whatever two people do: closed is closed, and nobody silently rewrites the past."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkin import Answers
from trust_tui.model.kept import KeptLine, Setback, Topic, Victory
from trust_tui.model.people import Person
from trust_tui.model.records import Visibility
from trust_tui.model.reviews import Order
from trust_tui.services.companion import Companion
from trust_tui.services.problems import Problem
from trust_tui.store import Ledger, MemoryDrafts

DAYS = (TODAY, TODAY - timedelta(1))
KEPT: tuple[type[KeptLine], ...] = (Topic, Victory, Setback)
MARK = re.compile(r"(?:Ana|Ben)-(?:said|kept|hidden)-\d+\.")

Action = tuple[Any, ...]

people = st.integers(0, 1)
windows = st.sampled_from([0, 0, 0, 1])
days = st.sampled_from([TODAY, TODAY, TODAY, DAYS[1]])
saving = st.tuples(
    st.just("save"), windows, people, days, st.sampled_from(["words", "words", "note", "both"])
)
actions = st.one_of(
    saving,
    saving,
    st.tuples(st.just("release"), windows, people, days, st.booleans()),
    st.tuples(st.just("remove"), windows, people, days),
    st.tuples(st.just("undo"), windows, people),
    st.tuples(st.just("keep"), windows, people, days, st.sampled_from(KEPT)),
    st.tuples(st.sampled_from(["edit_victory", "answer", "share"]), windows, people),
)


@dataclass
class Household:
    """Two people, two windows, and what each could once read of the other's check-ins."""

    clock: MovedClock = field(default_factory=MovedClock)
    ledger: Ledger = field(default_factory=Ledger.in_memory)
    numbers: count[int] = field(default_factory=count)
    read: dict[tuple[str, date], set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.windows = [Companion(self.ledger, self.clock, f"w{n}", MemoryDrafts()) for n in range(2)]
        self.windows[0].people.set_up("Ana", "Ben")

    def person(self, place: int) -> Person:
        return self.windows[0].couple.people[place]

    def mark(self, person: Person, kind: str) -> str:
        return f"{person.name}-{kind}-{next(self.numbers)}."

    # What they do

    def do(self, name: str, window: int, place: int, *more: object) -> None:
        self.clock.move(minutes=1)
        with suppress(Problem):  # said next to the field; nothing changed
            getattr(self, name)(self.windows[window], self.person(place), *more)
        for day in DAYS:
            self.look_at_day(self.person(0), self.person(1), day)
            self.look_at_day(self.person(1), self.person(0), day)

    def save(self, window: Companion, person: Person, day: date, what: str) -> None:
        before = window.checkins.day(person, day).answers
        said = before.need if what == "note" else self.mark(person, "said")
        note = before.private if what == "words" else self.mark(person, "hidden")
        window.checkins.save(person, day, Answers(feelings=(said,) if said else (), need=said, private=note))

    def release(self, window: Companion, person: Person, day: date, released: bool) -> None:
        window.checkins.release(person, day, released)

    def remove(self, window: Companion, person: Person, day: date) -> None:
        window.checkins.remove(person, day)

    def keep(self, window: Companion, person: Person, day: date, kind: type[KeptLine]) -> None:
        window.checkins.keep(kind, person, day, self.mark(person, "kept"))

    def undo(self, window: Companion, person: Person) -> None:
        window.undo(person)

    def edit_victory(self, window: Companion, person: Person) -> None:
        for card in [card for card in window.victories.wall(person) if card.is_mine][:1]:
            text = self.mark(person, "kept")
            window.victories.edit(person, card.id, card.day, text, [f"{person.name}'s"])

    def answer(self, window: Companion, person: Person) -> None:
        for card in window.victories.wall(person)[:1]:
            window.victories.answer(person, card.id, "tell me more")

    def share(self, window: Companion, person: Person) -> None:
        window.people.share_weeks(person, not person.shares_weeks)

    # What has to be true

    def everything(self, reader: Person) -> str:
        """Return all that any service gives `reader`."""
        window = self.windows[0]
        given: list[object] = [window.checkins.day(reader, day) for day in DAYS]
        given += [window.checkins.fortnight(reader, who, TODAY) for who in window.couple.people]
        given += window.checkins.texts(reader)
        given += window.victories.wall(reader)
        given += [window.victories.themes(reader), window.victories.on_this_day(reader, TODAY)]
        given += window.search.find(reader, "-")
        given += window.milestones.reached(window.couple)
        return repr(given)

    def look_everywhere(self, reader: Person, author: Person) -> None:
        got = set(MARK.findall(self.everything(reader)))
        theirs = {mark for mark in got if mark.startswith(author.name)}
        assert not {mark for mark in theirs if "-hidden-" in mark}
        assert not self.locked(author) & theirs

    def locked(self, author: Person) -> set[str]:
        """Return all words that grew on a day of `author` that is closed, or not there."""
        closed = [day for day in DAYS if not self.is_open(author, day)]
        return {
            mark
            for day in closed
            for mark in MARK.findall(repr(self.windows[1].checkins.day(author, day)))
            if mark.startswith(author.name)
        }

    def is_open(self, author: Person, day: date) -> bool:
        """Say whether the other may read a day, from what each of the two sees of their own."""
        own = {p.id: self.windows[1].checkins.day(p, day).mine for p in self.windows[1].couple.people}
        mine = own[author.id]
        return mine is not None and (mine.released or all(own.values()))

    def look_at_day(self, reader: Person, author: Person, day: date) -> None:
        seen = self.windows[0].checkins.day(reader, day)
        own = self.windows[0].checkins.day(author, day)
        assert (seen.theirs is not None) == self.is_open(author, day) == own.mine_is_open
        assert seen.theirs_is_closed == (own.mine is not None and not own.mine_is_open)
        read = self.read.setdefault((author.id, day), set())
        if seen.theirs is None:
            assert seen.theirs_before == ()
            return
        assert seen.theirs == own.mine
        read |= set(MARK.findall(repr(seen.theirs)))
        # Whatever could once be read is still there to be read, and nothing else is.
        assert set(MARK.findall(repr((seen.theirs, seen.theirs_before)))) == read


def lived(done: list[Action]) -> Household:
    household = Household()
    for action in done:
        household.do(*action)
    return household


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.lists(actions, min_size=8, max_size=24))
def test_nothing_closed_is_seen_and_nothing_seen_is_rewritten(done: list[Action]) -> None:
    household = lived(done)
    household.look_everywhere(household.person(0), household.person(1))
    household.look_everywhere(household.person(1), household.person(0))


# The same, told: ways to say one thing, have it read, and then never to have said it.

SAID, READ = ("save", 0, 0, TODAY, "words"), ("save", 0, 1, TODAY, "words")
OPENED = ("release", 0, 0, TODAY, True)
WAYS: dict[str, list[Action]] = {
    "released, closed and changed": [SAID, OPENED, ("release", 0, 0, TODAY, False), SAID],
    "released, taken back and changed": [SAID, OPENED, ("undo", 0, 0), SAID],
    "removed and written anew": [SAID, READ, ("remove", 0, 0, TODAY), SAID],
    "taken back and written anew": [READ, SAID, ("undo", 0, 0), SAID],
    "changed after the other left": [SAID, READ, ("remove", 0, 1, TODAY), SAID],
    "a change taken back": [SAID, SAID, READ, ("undo", 0, 0)],
    "removed, brought back and changed": [SAID, READ, ("remove", 0, 0, TODAY), ("undo", 0, 0), SAID],
    "removed here, written anew elsewhere, undone here": [
        SAID, READ, ("remove", 0, 0, TODAY), ("save", 1, 0, TODAY, "words"), ("undo", 0, 0),
    ],
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_nobody_silently_rewrites_the_past(way: list[Action]) -> None:
    household = lived([*way, READ])

    ana, ben = household.person(0), household.person(1)
    assert len(household.read[ana.id, TODAY]) >= 2
    assert household.windows[0].checkins.day(ben, TODAY).theirs is not None


CLOSED = ("release", 0, 0, TODAY, False)
HE_LEFT = ("remove", 0, 1, TODAY)
NEVER: dict[str, tuple[list[Action], int, int]] = {
    # What they do before he reads, how many versions she sees then, and how many of them he does.
    "written after he left": ([READ, HE_LEFT, SAID, SAID, ("remove", 0, 0, TODAY), SAID], 2, 0),
    "written after it was closed again": ([SAID, OPENED, CLOSED, SAID, SAID], 2, 1),
    "written again after it was open": ([SAID, OPENED, ("remove", 0, 0, TODAY), SAID, SAID], 2, 1),
    "come back to after he left": ([SAID, SAID, READ, HE_LEFT, ("undo", 0, 0), SAID], 3, 1),
}


@pytest.mark.parametrize(("way", "hers", "his"), NEVER.values(), ids=NEVER)
def test_what_could_never_be_read_stays_with_its_writer(way: list[Action], hers: int, his: int) -> None:
    household = lived([*way, READ])
    ana, ben = household.person(0), household.person(1)
    assert len(household.windows[0].checkins.day(ana, TODAY).mine_before) == hers
    assert len(household.windows[0].checkins.day(ben, TODAY).theirs_before) == his


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(st.lists(actions, min_size=5, max_size=20))
def test_looking_together_shows_only_what_both_may_see(done: list[Action]) -> None:
    household = lived(done)
    window = household.windows[0]
    try:
        review = window.reviews.begin(window.couple, Order.NEWEST)
    except Problem:
        return
    seen = set(MARK.findall(repr(window.reviews.cards(window.couple, review))))
    assert not seen & (household.locked(household.person(0)) | household.locked(household.person(1)))


def test_the_ledger_never_calls_a_note_shared() -> None:
    household = lived([("save", 0, 0, TODAY, "note")] * 3)
    for kind in household.windows[0].ledger.db.tables():
        for doc in household.windows[0].ledger.db.table(kind).all():
            assert "-hidden-" not in repr(doc) or doc["visibility"] == Visibility.PRIVATE
