"""Boundaries: everybody answers in their own turn, and nobody's words are rewritten or lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from trust_tui.model.boundaries import Agreement, Boundary, BoundaryEvent, BoundaryWords, State
from trust_tui.model.kept import Topic
from trust_tui.model.moments import Moment
from trust_tui.model.people import Person
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.boundaries import Boundaries
from trust_tui.services.boundary_view import Can, Detail, Row
from trust_tui.services.companion import Companion
from trust_tui.services.problems import ChangedSinceProblem, Problem, TooLongProblem
from trust_tui.store import Ledger, MemoryDrafts, Places

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


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def home(time: Time) -> Home:
    return Home(Ledger.in_memory(), time, "Ana", "Ben")


@pytest.fixture
def alone(time: Time) -> Home:
    return Home(Ledger.in_memory(), time, "Ana")


def everything(home: Home) -> list[object]:
    """Return all that counts: what is there, without what was taken back."""
    ledger = home.companion.ledger
    said = [*ledger.all(Agreement), *ledger.all(BoundaryEvent), *ledger.all(Topic)]
    words = [(b.id, BoundaryWords.of(b), b.wording, b.worded_by, b.worded_on) for b in ledger.all(Boundary)]
    return [*words, *(record.id for record in said)]


# Proposing and agreeing.


def test_a_proposal_carries_its_writers_yes_and_nobody_elses(home: Home) -> None:
    boundary = home.propose()
    detail = home.detail(boundary)
    assert detail.row.state is State.PROPOSED
    assert [(yes.name, yes.day) for yes in detail.agreed] == [("Ana", TODAY)]
    assert detail.missing == ("Ben",)
    assert detail.words == WALK


def test_it_is_agreed_once_the_other_said_yes_on_their_own_day(home: Home) -> None:
    boundary = home.propose()
    home.time.pass_(days=2)
    home.boundaries.agree(home.ben, boundary, 1)
    detail = home.detail(boundary)
    assert detail.row.state is State.AGREED
    assert [(yes.name, yes.day) for yes in detail.agreed] == [("Ana", TODAY), ("Ben", TODAY + timedelta(2))]
    assert Can.AGREE not in detail.can


def test_one_person_alone_has_boundaries_that_hold(alone: Home) -> None:
    boundary = alone.propose(replace(WALK, review_on=TODAY + timedelta(1)))
    assert alone.state(boundary) is State.AGREED
    alone.time.pass_(days=1)
    assert alone.boundaries.keep(alone.ana, boundary, 1) == date(2027, 2, 23)
    assert alone.state(boundary) is State.AGREED
    alone.boundaries.remove(alone.ana, boundary)
    assert alone.rows() == []


def test_nobody_says_yes_twice(home: Home) -> None:
    boundary = home.agreed()
    for person in (home.ana, home.ben):
        with pytest.raises(Problem, match="already"):
            home.boundaries.agree(person, boundary, 1)


# What cannot be used is said beside its field.


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (BoundaryWords(why="because", if_crossed="I will go"), "fine"),
        (BoundaryWords(fine=" \n\t", not_fine=" "), "fine"),
        (BoundaryWords(fine="x", not_fine="y" * (TEXT_LIMIT + 1)), "not_fine"),
        (BoundaryWords(fine="x" * (TEXT_LIMIT + 1)), "fine"),
        (BoundaryWords(fine="x", why="y" * (TEXT_LIMIT + 1)), "why"),
        (BoundaryWords(fine="x", if_crossed="y" * (TEXT_LIMIT + 1)), "if_crossed"),
        (BoundaryWords(fine="x", review_on=TODAY - timedelta(1)), "review_on"),
    ],
)
def test_words_that_cannot_be_used_are_refused_beside_their_field(
    home: Home, words: BoundaryWords, field: str
) -> None:
    kept = home.propose()
    before = everything(home)
    attempts: tuple[Act, ...] = (
        lambda: home.boundaries.propose(home.ana, words),
        lambda: home.boundaries.revise(home.ana, kept, 1, words),
    )
    for attempt in attempts:
        with pytest.raises(Problem) as caught:
            attempt()
        assert caught.value.field == field
    assert everything(home) == before


@pytest.mark.parametrize("words", [BoundaryWords(fine="x"), BoundaryWords(not_fine="y", review_on=TODAY)])
def test_the_least_that_makes_a_boundary_is_enough(home: Home, words: BoundaryWords) -> None:
    assert home.detail(home.propose(words)).words == words


def test_a_text_that_just_fits_is_kept_whole_and_trimmed(home: Home) -> None:
    text = "é" * TEXT_LIMIT
    assert home.detail(home.propose(BoundaryWords(fine=f"  {text}\n"))).words.fine == text


@pytest.mark.parametrize("say", ["ask_to_talk", "talked", "crossed"])
def test_a_line_that_is_too_long_is_refused(home: Home, say: str) -> None:
    boundary = home.propose()
    with pytest.raises(TooLongProblem) as caught:
        getattr(home.boundaries, say)(home.ana, boundary, "x" * (TEXT_LIMIT + 1))
    assert caught.value.field == "text"


# Talking.


def test_a_talk_is_asked_for_with_or_without_words_and_noted(home: Home) -> None:
    boundary = home.propose()
    home.boundaries.ask_to_talk(home.ben, boundary, "what is loud?")
    asked = home.detail(boundary)
    assert (asked.row.state, asked.row.next) == (State.TALK, Can.TALKED)
    home.time.pass_(days=1)
    home.boundaries.talked(home.ana, boundary)
    assert home.state(boundary) is State.PROPOSED
    said = [(e.name, e.day, e.what, e.text) for e in home.detail(boundary).talks]
    assert said == [
        ("Ben", TODAY, "talk", "what is loud?"),
        ("Ana", TODAY + timedelta(1), "talked", ""),
    ]


def test_asking_again_needs_words_and_noting_a_talk_needs_a_wish(home: Home) -> None:
    boundary = home.propose()
    with pytest.raises(Problem, match="No talk is asked for"):
        home.boundaries.talked(home.ana, boundary)
    home.boundaries.ask_to_talk(home.ben, boundary)
    with pytest.raises(Problem, match="already"):
        home.boundaries.ask_to_talk(home.ben, boundary, " ")
    home.boundaries.ask_to_talk(home.ben, boundary, "and about Sundays")
    home.boundaries.ask_to_talk(home.ana, boundary)
    assert len(home.detail(boundary).talks) == 3


def test_a_talk_noted_after_the_clock_jumped_back_still_ends_the_wish(home: Home) -> None:
    boundary = home.agreed()
    home.boundaries.ask_to_talk(home.ben, boundary)
    home.time.pass_(days=-400, hours=-1)
    home.boundaries.talked(home.ana, boundary)
    assert home.state(boundary) is State.AGREED
    assert [entry.what for entry in home.detail(boundary).talks] == ["talk", "talked"]
    home.boundaries.ask_to_talk(home.ana, boundary)
    assert home.state(boundary) is State.TALK


# Rewording.


def test_new_words_need_both_again_and_the_old_ones_can_be_read_beside_them(home: Home) -> None:
    boundary = home.agreed()
    home.time.pass_(days=3)
    softer = replace(WALK, not_fine="Raised voices.")
    home.boundaries.revise(home.ben, boundary, 1, softer)
    detail = home.detail(boundary)
    assert (detail.row.state, detail.missing, detail.wording) == (State.PROPOSED, ("Ana",), 2)
    assert [(w.number, w.name, w.day, w.words, w.is_present) for w in detail.wordings] == [
        (1, "Ana", TODAY, WALK, False),
        (2, "Ben", TODAY + timedelta(3), softer, True),
    ]
    home.boundaries.agree(home.ana, boundary, 2)
    assert home.state(boundary) is State.AGREED
    assert home.detail(boundary).row.whose == "yours"


def test_every_wording_keeps_its_review_day_and_whose_it_is(home: Home) -> None:
    first = replace(WALK, ours=True, review_on=TODAY + timedelta(9))
    boundary = home.propose(first)
    home.boundaries.revise(home.ana, boundary, 1, replace(first, ours=False, review_on=None))
    home.boundaries.revise(home.ana, boundary, 2, replace(first, fine="Going out."))
    assert [w.words.review_on for w in home.detail(boundary).wordings] == [
        first.review_on,
        None,
        first.review_on,
    ]
    assert [w.words.ours for w in home.detail(boundary).wordings] == [True, False, True]
    assert home.detail(boundary).wordings[0].words == first


def test_the_same_words_are_no_new_wording_unless_it_was_withdrawn(home: Home) -> None:
    boundary = home.agreed()
    with pytest.raises(Problem, match="there already"):
        home.boundaries.revise(home.ben, boundary, 1, replace(WALK, fine=f" {WALK.fine} "))
    home.boundaries.withdraw(home.ana, boundary)
    home.boundaries.revise(home.ana, boundary, 1, WALK)
    assert home.state(boundary) is State.PROPOSED


def test_an_answer_to_words_that_are_not_there_any_more_is_refused(home: Home) -> None:
    boundary = home.due()
    home.boundaries.revise(home.ana, boundary, 1, replace(WALK, why="It scares me."))
    before = everything(home)
    answers: tuple[Act, ...] = (
        lambda: home.boundaries.agree(home.ben, boundary, 1),
        lambda: home.boundaries.revise(home.ben, boundary, 1, replace(WALK, why="x")),
        lambda: home.boundaries.keep(home.ben, boundary, 1),
        lambda: home.boundaries.change(home.ben, boundary, 1),
    )
    for answer in answers:
        with pytest.raises(Problem, match="changed in the meantime"):
            answer()
    assert everything(home) == before


def test_a_yes_to_words_that_were_taken_back_is_no_yes_to_the_next_ones(home: Home) -> None:
    boundary = home.agreed()
    home.boundaries.revise(home.ana, boundary, 1, replace(WALK, why="one"))
    home.undo(home.ana)
    assert home.detail(boundary).words == WALK
    assert [w.number for w in home.detail(boundary).wordings] == [1]
    assert home.state(boundary) is State.AGREED
    home.boundaries.revise(home.ana, boundary, 1, replace(WALK, why="another"))
    with pytest.raises(Problem, match="changed in the meantime"):
        home.boundaries.agree(home.ben, boundary, 2)
    detail = home.detail(boundary, home.ben)
    assert detail.row.state is State.PROPOSED
    # What was taken back before anybody answered is not told.
    assert [w.words.why for w in detail.wordings] == [WALK.why, "another"]


def test_a_yes_from_elsewhere_to_words_not_known_here_is_no_yes_to_the_next_ones(
    home: Home,
) -> None:
    boundary = home.propose()
    stray = Agreement.new(author=home.ben.id, device="e", moment=home.time(), of=boundary, wording=2)
    with home.companion.ledger.transaction() as tx:
        tx.add(stray)
    home.boundaries.revise(home.ana, boundary, 1, replace(WALK, why="x"))
    assert home.state(boundary) is State.PROPOSED


def test_words_to_be_reworded_come_with_a_day_of_review_that_is_not_over(home: Home) -> None:
    boundary = home.due()
    assert home.boundaries.words(boundary).review_on == date(2027, 3, 22)
    home.boundaries.revise(home.ana, boundary, 1, replace(home.boundaries.words(boundary), why="new"))
    assert home.boundaries.words(boundary).review_on == date(2027, 3, 22)
    assert home.boundaries.words(home.propose(BoundaryWords(fine="x"))).review_on is None


# Withdrawing.


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_either_withdraws_without_a_reason_and_only_new_words_bring_it_back(home: Home, who: str) -> None:
    boundary = home.agreed()
    home.boundaries.withdraw(getattr(home, who), boundary)
    detail = home.detail(boundary)
    assert (detail.row.state, detail.can, detail.row.next) == (State.WITHDRAWN, (Can.REVISE,), None)
    assert [(a.what, a.text) for a in detail.answers] == [("withdrawn", "")]
    refusals: tuple[Act, ...] = (
        lambda: home.boundaries.agree(home.ana, boundary, 1),
        lambda: home.boundaries.withdraw(home.ben, boundary),
        lambda: home.boundaries.ask_to_talk(home.ben, boundary),
        lambda: home.boundaries.crossed(home.ben, boundary, "x"),
    )
    for refused in refusals:
        with pytest.raises(Problem):
            refused()
    home.boundaries.revise(home.ben, boundary, 1, replace(WALK, why="better"))
    assert home.state(boundary) is State.PROPOSED


# Reviewing.


def test_a_review_ends_when_both_kept_it_and_moves_on_by_three_months(home: Home) -> None:
    boundary = home.due()
    assert home.detail(boundary).row.next is Can.KEEP
    assert home.boundaries.keep(home.ana, boundary, 1) is None
    assert home.state(boundary) is State.REVIEW
    assert (home.detail(boundary).row.next, home.detail(boundary, home.ben).row.next) == (None, Can.KEEP)
    home.time.pass_(days=5)
    assert home.boundaries.keep(home.ben, boundary, 1) == date(2027, 3, 27)
    detail = home.detail(boundary)
    assert (detail.row.state, detail.row.review_on) == (State.AGREED, date(2027, 3, 27))
    assert [(a.name, a.what, a.day) for a in detail.answers] == [
        ("Ana", "keep", date(2026, 12, 22)),
        ("Ben", "keep", date(2026, 12, 27)),
    ]


def test_the_next_review_asks_both_again(home: Home) -> None:
    boundary = home.due()
    for person in (home.ana, home.ben):
        home.boundaries.keep(person, boundary, 1, home.time.today + timedelta(7))
    home.time.pass_(days=7)
    assert home.state(boundary) is State.REVIEW
    assert Can.KEEP in home.detail(boundary).can
    home.boundaries.keep(home.ana, boundary, 1)
    assert home.state(boundary) is State.REVIEW


def test_of_the_days_chosen_the_soonest_that_is_still_ahead_counts(home: Home) -> None:
    boundary = home.due()
    soon, later = home.time.today + timedelta(5), home.time.today + timedelta(60)
    home.boundaries.keep(home.ana, boundary, 1, soon)
    assert home.boundaries.keep(home.ben, boundary, 1, later) == soon
    home.time.pass_(days=5)
    home.boundaries.keep(home.ana, boundary, 1, home.time.today + timedelta(2))
    home.time.pass_(days=3)
    assert home.boundaries.keep(home.ben, boundary, 1, later) == later


@pytest.mark.parametrize("days", [-1, 0])
def test_a_next_review_that_is_not_ahead_is_refused_beside_its_field(home: Home, days: int) -> None:
    boundary = home.due()
    with pytest.raises(Problem) as caught:
        home.boundaries.keep(home.ana, boundary, 1, home.time.today + timedelta(days))
    assert caught.value.field == "review_on"


def test_asking_for_other_words_leads_to_a_talk_and_a_change_of_mind_is_fine(home: Home) -> None:
    boundary = home.due()
    home.boundaries.keep(home.ana, boundary, 1)
    home.boundaries.change(home.ben, boundary, 1, "half an hour is long")
    assert home.state(boundary) is State.TALK
    with pytest.raises(Problem, match="already"):
        home.boundaries.change(home.ben, boundary, 1)
    assert home.detail(boundary).answers[-1].text == "half an hour is long"
    home.boundaries.keep(home.ben, boundary, 1)
    assert home.state(boundary) is State.AGREED


def test_who_kept_it_may_still_want_other_words_and_then_keep_it_after_all(home: Home) -> None:
    boundary = home.due()
    home.boundaries.keep(home.ana, boundary, 1)
    home.boundaries.change(home.ana, boundary, 1)
    assert home.state(boundary) is State.TALK
    home.boundaries.keep(home.ana, boundary, 1)
    assert home.state(boundary) is State.REVIEW


def test_outside_a_review_nobody_is_asked_to_keep(home: Home) -> None:
    proposed = home.propose(replace(WALK, review_on=TODAY))
    agreed = home.agreed(replace(WALK, review_on=TODAY + timedelta(1)))
    for boundary in (proposed, agreed):
        for answer in (home.boundaries.keep, home.boundaries.change):
            with pytest.raises(Problem, match="not up for review"):
                answer(home.ana, boundary, 1)
        assert not {Can.KEEP, Can.CHANGE} & {*home.detail(boundary).can}


def test_nobody_keeps_it_twice_in_one_review(home: Home) -> None:
    boundary = home.due()
    home.boundaries.keep(home.ana, boundary, 1)
    with pytest.raises(Problem, match="already"):
        home.boundaries.keep(home.ana, boundary, 1)


# Crossings.


def test_a_crossing_is_an_entry_that_names_nobody_and_changes_nothing_else(home: Home) -> None:
    boundary = home.agreed()
    home.boundaries.crossed(home.ben, boundary, " It got loud on Tuesday. ")
    detail = home.detail(boundary)
    assert detail.row.state is State.AGREED
    assert [(c.text, c.day) for c in detail.crossings] == [("It got loud on Tuesday.", TODAY)]
    assert home.companion.ledger.all(Topic) == []


def test_a_crossing_can_ask_for_a_talk_in_the_same_breath(home: Home) -> None:
    boundary = home.agreed()
    home.boundaries.crossed(home.ana, boundary, "It got loud.", for_talk=True)
    assert [(t.author, t.text) for t in home.companion.ledger.all(Topic)] == [(home.ana.id, "It got loud.")]
    assert home.state(boundary) is State.TALK
    assert home.undo(home.ana) == "wrote down a crossing"
    assert home.companion.ledger.all(Topic) == []
    assert home.detail(boundary).crossings == home.detail(boundary).talks == ()
    assert home.state(boundary) is State.AGREED


def test_a_crossing_needs_words(home: Home) -> None:
    boundary = home.agreed()
    with pytest.raises(Problem) as caught:
        home.boundaries.crossed(home.ana, boundary, " \n ", for_talk=True)
    assert caught.value.field == "text"
    assert home.companion.ledger.all(Topic) == []


# Removing, and undoing.


def test_a_proposal_that_nobody_answered_can_be_removed_and_brought_back(home: Home) -> None:
    boundary = home.propose()
    before = everything(home)
    home.boundaries.remove(home.ana, boundary)
    assert home.rows() == []
    assert home.boundaries.detail(home.ana, boundary, TODAY) is None
    with pytest.raises(Problem, match="not there any more"):
        home.boundaries.agree(home.ben, boundary, 1)
    with pytest.raises(Problem, match="not there any more"):
        home.boundaries.words(boundary)
    home.undo(home.ana)
    assert everything(home) == before


def test_what_was_answered_is_not_removed_and_not_by_somebody_else_either(home: Home) -> None:
    boundary = home.propose()
    with pytest.raises(Problem, match="Only who proposed it"):
        home.boundaries.remove(home.ben, boundary)
    home.boundaries.ask_to_talk(home.ben, boundary)
    assert Can.REMOVE not in home.detail(boundary).can
    with pytest.raises(Problem, match="answered"):
        home.boundaries.remove(home.ana, boundary)


# Each does one thing to a boundary that is up for review, and says so.
DONE: dict[str, Callable[[Home, str], object]] = {
    "wrote new words for a boundary": lambda h, b: h.boundaries.revise(h.ana, b, 1, replace(WALK, why="x")),
    "asked to talk about a boundary": lambda h, b: h.boundaries.ask_to_talk(h.ana, b, "x"),
    "withdrew a boundary": lambda h, b: h.boundaries.withdraw(h.ana, b),
    "kept a boundary at its review": lambda h, b: h.boundaries.keep(h.ana, b, 1),
    "asked for other words": lambda h, b: h.boundaries.change(h.ana, b, 1),
    "wrote down a crossing": lambda h, b: h.boundaries.crossed(h.ana, b, "x", for_talk=True),
    "proposed a boundary": lambda h, b: h.propose(),
}


@pytest.mark.parametrize("words", DONE)
def test_everything_can_be_taken_back(home: Home, words: str) -> None:
    boundary = home.due()
    home.boundaries.keep(home.ben, boundary, 1)
    before = everything(home)
    DONE[words](home, boundary)
    assert everything(home) != before
    assert home.undo(home.ana) == words
    assert everything(home) == before
    assert home.state(boundary) is State.REVIEW


def test_a_whole_evening_can_be_taken_back_step_by_step(home: Home) -> None:
    steps: list[list[object]] = [everything(home)]
    boundary = home.propose(replace(WALK, review_on=TODAY))
    acts: tuple[Act, ...] = (
        lambda: home.boundaries.revise(home.ana, boundary, 1, replace(WALK, why="x")),
        lambda: home.boundaries.crossed(home.ana, boundary, "x"),
        lambda: home.boundaries.ask_to_talk(home.ana, boundary),
        lambda: home.boundaries.talked(home.ana, boundary),
        lambda: home.boundaries.withdraw(home.ana, boundary),
        lambda: home.boundaries.revise(home.ana, boundary, 2, replace(WALK, why="y")),
        lambda: home.boundaries.remove(home.ana, boundary),
    )
    for act in acts:
        steps.append(everything(home))
        act()
    for before in reversed(steps):
        home.undo(home.ana)
        assert everything(home) == before


def test_new_words_that_the_other_answered_stay(home: Home) -> None:
    boundary = home.agreed()
    home.boundaries.revise(home.ana, boundary, 1, replace(WALK, why="x"))
    home.boundaries.agree(home.ben, boundary, 2)
    with pytest.raises(ChangedSinceProblem):
        home.undo(home.ana)
    assert (home.state(boundary), home.detail(boundary).wording) == (State.AGREED, 2)


def test_a_proposal_can_be_taken_back_once_the_answer_to_it_was(home: Home) -> None:
    boundary = home.propose()
    home.boundaries.agree(home.ben, boundary, 1)
    home.undo(home.ben)
    assert home.undo(home.ana) == "proposed a boundary"
    assert home.rows() == []


def test_ones_own_crossing_can_be_taken_back_after_the_other_answered(home: Home) -> None:
    boundary = home.propose()
    home.boundaries.crossed(home.ana, boundary, "x")
    home.boundaries.agree(home.ben, boundary, 1)
    home.undo(home.ana)
    assert home.detail(boundary).crossings == ()
    assert home.state(boundary) is State.AGREED


def test_a_keep_that_ended_the_review_takes_the_day_back_with_it(home: Home) -> None:
    boundary = home.due()
    home.boundaries.keep(home.ana, boundary, 1)
    home.boundaries.keep(home.ben, boundary, 1)
    with pytest.raises(ChangedSinceProblem):
        home.undo(home.ana)
    home.undo(home.ben)
    assert home.state(boundary) is State.REVIEW
    assert home.detail(boundary, home.ben).row.next is Can.KEEP


# The list.


def test_what_asks_for_something_comes_first_and_then_the_newest(home: Home) -> None:
    texts: dict[str, str] = {}
    for name in ("agreed", "older", "newer", "talk", "withdrawn"):
        texts[home.propose(BoundaryWords(fine=name))] = name
        home.time.pass_(hours=1)
    by_name = {name: boundary for boundary, name in texts.items()}
    for name in ("agreed", "talk", "withdrawn"):
        home.boundaries.agree(home.ben, by_name[name], 1)
    home.boundaries.ask_to_talk(home.ben, by_name["talk"])
    home.boundaries.withdraw(home.ben, by_name["withdrawn"])
    home.time.pass_(days=1)
    home.propose(BoundaryWords(fine="newest"))
    assert [row.title for row in home.rows()] == ["newest", "newer", "older", "talk", "agreed", "withdrawn"]
    assert [row.title for row in home.rows(state=State.PROPOSED)] == ["newest", "newer", "older"]
    home.time.pass_(days=1)
    home.boundaries.revise(home.ana, by_name["older"], 1, BoundaryWords(fine="just reworded"))
    assert [row.title for row in home.rows(state=State.PROPOSED)] == ["just reworded", "newest", "newer"]
    assert home.rows(state=State.REVIEW) == []


def test_the_list_is_filtered_by_words_wherever_they_are(home: Home) -> None:
    walk = home.propose()
    other = home.propose(BoundaryWords(fine="Ｆriends", why="Straße"))

    def found(text: str) -> list[str]:
        return [row.id for row in home.rows(text=text)]

    assert found("LOUD walk") == found("shouting") == found("half an hour") == [walk]
    assert found("friends") == found("strasse") == [other]
    assert found("loud friends") == []
    assert sorted(found(" ")) == sorted([walk, other])


def test_the_list_says_whose_it_is_and_what_it_is_open_for(home: Home) -> None:
    home.propose()
    home.propose(replace(WALK, ours=True), home.ben)
    (ours, own), (theirs_ours, theirs) = home.rows(), home.rows(home.ben)
    assert (own.whose, own.next, own.waits) == ("yours", None, "open for Ben")
    assert (theirs.whose, theirs.next, theirs.waits) == ("Ana's", Can.AGREE, "open for your answer")
    assert (ours.whose, theirs_ours.whose) == ("ours", "ours")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (BoundaryWords(fine="Going\nfor   a walk", not_fine="x"), "Going for a walk"),
        (BoundaryWords(not_fine="Shouting"), "Not all right: Shouting"),
        (BoundaryWords(fine="\x1b[2J[bold]x\u202e"), "\ufffd[2J[bold]x\ufffd"),
    ],
)
def test_a_title_is_one_line_and_cannot_be_read_the_wrong_way_round(
    home: Home, words: BoundaryWords, title: str
) -> None:
    home.propose(words)
    assert home.rows()[0].title == title


def test_a_long_title_ends_between_two_words(home: Home) -> None:
    home.propose(BoundaryWords(fine="wandering " * 30))
    home.propose(BoundaryWords(fine="x" * 500))
    assert [len(row.title) for row in home.rows()] == [121, 120]
    assert all(row.title.endswith(("wandering…", "x…")) for row in home.rows())


def test_words_about_waiting_press_nobody(home: Home) -> None:
    boundary = home.propose()
    assert home.detail(boundary).waiting == "Open for Ben. “Not yet” is a complete answer."
    assert "Ana wrote these words" in home.detail(boundary, home.ben).waiting
    assert "“not yet”: each is a complete answer" in home.detail(boundary, home.ben).waiting
    home.boundaries.ask_to_talk(home.ben, boundary)
    assert "Ben would like to talk" in home.detail(boundary).waiting
    assert "You would like to come back" in home.detail(boundary, home.ben).waiting


# Searching, and milestones.


def test_a_search_finds_what_was_said_and_not_what_was_removed(home: Home) -> None:
    kept, gone = home.propose(), home.propose(BoundaryWords(fine="secret"))
    home.boundaries.crossed(home.ben, kept, "on Tuesday")
    home.boundaries.remove(home.ana, gone)
    ((found, day, text),) = home.boundaries.texts(home.ana)
    assert (found, day) == (kept, TODAY)
    assert text.startswith(WALK.fine)
    assert all(words in text for words in (WALK.not_fine, WALK.why, WALK.if_crossed, "on Tuesday"))
    assert [each.id for each in home.companion.search.find(home.ben, "tuesday")] == [kept]


def test_the_first_agreement_is_a_milestone_of_the_day_on_which_both_had_said_yes(home: Home) -> None:
    def reached() -> list[date]:
        found = home.companion.milestones.reached(home.companion.couple)
        return [milestone.day for milestone in found if milestone.key == "boundary-1"]

    boundary = home.propose()
    home.boundaries.revise(home.ana, boundary, 1, replace(WALK, why="x"))
    assert reached() == []
    home.time.pass_(days=4)
    home.boundaries.agree(home.ben, boundary, 2)
    assert reached() == [TODAY + timedelta(4)]
    home.time.pass_(days=4)
    home.boundaries.withdraw(home.ben, boundary)
    home.agreed()
    assert reached() == [TODAY + timedelta(4)]


def test_one_person_alone_is_not_told_of_agreements(alone: Home) -> None:
    alone.propose()
    assert list(alone.boundaries.milestones(alone.companion.couple)) == []


# Other windows, other machines, many things.


def test_two_windows_on_one_file_lose_nothing_and_say_what_happened(tmp_path: Path, time: Time) -> None:
    (tmp_path / "data").mkdir()
    places = Places.resolve(tmp_path / "data" / "ours.json", {"HOME": str(tmp_path)})
    one = Home(Ledger.open(places, moment=time()), time, "Ana", "Ben")
    boundary = one.propose()
    two = Home(Ledger.open(places, moment=time()), time)
    one.boundaries.revise(one.ana, boundary, 1, replace(WALK, why="from the one"))
    with pytest.raises(Problem, match="changed in the meantime"):
        two.boundaries.agree(two.ben, boundary, 1)
    with pytest.raises(Problem, match="changed in the meantime"):
        two.boundaries.revise(two.ben, boundary, 1, replace(WALK, why="from the other"))
    two.boundaries.agree(two.ben, boundary, 2)
    with pytest.raises(ChangedSinceProblem):
        one.undo(one.ana)
    one.companion.ledger.catch_up()
    assert one.state(boundary) is State.AGREED
    again = Home(Ledger.open(places, moment=time()), time)
    assert again.detail(boundary) == one.detail(boundary)


def test_thousands_of_boundaries_are_listed_and_found(home: Home) -> None:
    """Not quick by luck: nothing is asked of the ledger for each one of them."""
    first = home.propose()
    ledger = home.companion.ledger
    made, yes = ledger.all(Boundary)[0], ledger.all(Agreement)[0]
    with ledger.transaction() as tx:
        for number in range(5000):
            tx.add(replace(made, id=f"b{number}", fine=f"number {number} of many"))
            tx.add(replace(yes, id=f"a{number}", of=f"b{number}"))
    asked: list[object] = []
    plain = ledger.all

    def counted(kind: type[Boundary], **equals: object) -> list[Boundary]:
        asked.append(kind)
        return plain(kind, **equals)  # type: ignore[arg-type]

    ledger.all = counted  # type: ignore[method-assign,assignment]
    assert len(home.rows()) == 5001
    assert [row.title for row in home.rows(text="number 4321 of")] == ["number 4321 of many"]
    assert len(asked) <= 10
    assert home.detail(first).row.state is State.PROPOSED
