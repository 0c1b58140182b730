"""Who writes here: one or two, with names that can change at any time, in any window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.services.conftest import TODAY, MovedClock
from tests.services.promising import daily
from trust_tui.model.checkin import Answers
from trust_tui.model.people import NAME_LIMIT, Person
from trust_tui.services.companion import Companion
from trust_tui.services.opening import Places, open_companion
from trust_tui.services.people import UNNAMED
from trust_tui.services.problems import ChangedSinceProblem, LedgerError, NothingToUndoProblem, Problem
from trust_tui.store import Ledger, MemoryDrafts


@pytest.fixture
def empty(clock: MovedClock) -> Companion:
    return Companion(Ledger.in_memory(), clock, "here", MemoryDrafts())


@pytest.fixture
def windows(tmp_path: Path, clock: MovedClock) -> tuple[Companion, Companion]:
    """Two programs on one new file."""
    places = Places.resolve(tmp_path / "ours.json", {"HOME": str(tmp_path)})
    return open_companion(places, clock), open_companion(places, clock)


def names(companion: Companion) -> list[str]:
    companion.ledger.catch_up()
    return [person.name for person in companion.couple.people]


def refused(problem_at: str, work: object) -> str:
    assert callable(work)
    with pytest.raises(Problem) as problem:
        work()
    assert problem.value.field == problem_at
    return str(problem.value)


# Setting up.


def test_before_the_first_start_nobody_writes_here(empty: Companion) -> None:
    assert empty.couple.people == ()
    assert not empty.couple.is_solo


def test_two_people_in_the_order_they_were_named(empty: Companion) -> None:
    couple = empty.people.set_up("Zoe ", " Ana")
    assert [(person.name, person.place, person.author) for person in couple.people] == [
        ("Zoe", 0, couple.people[0].id),
        ("Ana", 1, couple.people[1].id),
    ]
    assert couple == empty.couple
    assert all(person.shares_weeks for person in couple.people)


@pytest.mark.parametrize("second", ["", "  "])
def test_one_person_is_enough(empty: Companion, second: str) -> None:
    assert empty.people.set_up("Cleo", second).is_solo


def test_whoever_skips_the_first_start_has_a_name_to_change_later(empty: Companion) -> None:
    assert [person.name for person in empty.people.set_up("").people] == [UNNAMED]
    assert [person.name for person in empty.people.set_names(["Cleo"]).people] == ["Cleo"]


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ("  ", "Ben", "first"),
        ("n" * 200, "Ben", "first"),
        ("A\x1b[2Jna", "Ben", "first"),
        ("Ana", "n" * (NAME_LIMIT + 1), "second"),
        ("Ana", "B\u202een", "second"),
        ("Ana", "\u200b", "second"),
        ("Ana", " aNA ", "second"),
        ("", "me", "second"),
    ],
    ids=ascii,
)
def test_a_name_that_cannot_be_used_is_told_next_to_its_field(
    empty: Companion, first: str, second: str, field: str
) -> None:
    words = refused(field, lambda: empty.people.set_up(first, second))
    assert "\x1b" not in words
    assert "\u202e" not in words
    assert empty.couple.people == ()


def test_nobody_is_set_up_twice(companion: Companion) -> None:
    before = companion.couple
    assert "another window" in refused("", lambda: companion.people.set_up("Cleo"))
    assert companion.couple == before


def test_two_windows_at_the_first_start_make_one_couple(windows: tuple[Companion, Companion]) -> None:
    one, other = windows
    one.people.set_up("Ana", "Ben")
    assert "another window" in refused("", lambda: other.people.set_up("Ana", "Ben"))
    assert names(one) == names(other) == ["Ana", "Ben"]


# Changing names.


def test_a_new_name_is_the_same_person(companion: Companion, ana: Person) -> None:
    companion.checkins.save(ana, TODAY, Answers(need="a"))
    couple = companion.people.set_names(["Anna", "Ben"])

    renamed = couple.people[0]
    assert (renamed.id, renamed.name, renamed.place) == (ana.id, "Anna", 0)
    assert companion.checkins.day(renamed, TODAY).answers.need == "a"


def test_a_name_that_stays_is_not_written_again(companion: Companion) -> None:
    before = companion.couple
    assert companion.people.set_names(["Ana", "Ben "]) == before


def test_names_can_be_swapped(companion: Companion, ana: Person) -> None:
    companion.people.set_names(["Ben", "Ana"])
    assert names(companion) == ["Ben", "Ana"]
    assert companion.couple.people[0].id == ana.id


def test_somebody_can_join_later(alone: Companion) -> None:
    (cleo,) = alone.couple.people
    couple = alone.people.set_names(["Cleo", "Dan"])
    assert [(person.name, person.place) for person in couple.people] == [("Cleo", 0), ("Dan", 1)]
    assert couple.people[0] == cleo
    assert not couple.is_solo


@pytest.mark.parametrize("typed", [["Cleo B."], ["Cleo B.", ""], ["Cleo B.", "  "]])
def test_alone_one_stays_alone_without_a_second_name(alone: Companion, typed: list[str]) -> None:
    assert [person.name for person in alone.people.set_names(typed).people] == ["Cleo B."]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (["", "Ben"], "first"),
        (["Ana", ""], "second"),
        (["Ana"], "second"),
        (["Ana", "ANA"], "second"),
        (["Ana", "n" * 200], "second"),
    ],
)
def test_of_two_both_keep_a_name(companion: Companion, typed: list[str], field: str) -> None:
    refused(field, lambda: companion.people.set_names(typed))
    assert names(companion) == ["Ana", "Ben"]


def test_names_that_another_window_changed_are_told_and_not_lost(
    windows: tuple[Companion, Companion],
) -> None:
    one, other = windows
    one.people.set_up("Ana", "Ben")
    assert names(other) == ["Ana", "Ben"]
    one.people.set_names(["Anna", "Ben"])

    with pytest.raises(LedgerError, match="changed somewhere else"):
        other.people.set_names(["Anouk", "Benny"])
    assert names(one) == names(other) == ["Anna", "Ben"]
    other.people.set_names(["Anouk", "Benny"])
    assert names(one) == ["Anouk", "Benny"]


def test_two_windows_that_each_add_somebody_do_not_make_three(
    windows: tuple[Companion, Companion],
) -> None:
    one, other = windows
    one.people.set_up("Ana")
    assert names(other) == ["Ana"]
    one.people.set_names(["Ana", "Ben"])

    words = refused("second", lambda: other.people.set_names(["Anna", "Benny"]))
    assert "another window" in words
    assert names(one) == names(other) == ["Ana", "Ben"]


# Sharing one's weeks.


def test_sharing_ones_weeks_is_one_persons_own_choice(companion: Companion, ana: Person) -> None:
    changed = companion.people.share_weeks(ana, share=False)
    assert [person.shares_weeks for person in companion.couple.people] == [False, True]
    assert companion.couple.people[0] == changed


def test_a_new_name_from_another_window_does_not_hinder_it(companion: Companion, ana: Person) -> None:
    companion.people.set_names(["Anna", "Ben"])
    changed = companion.people.share_weeks(ana, share=False)

    assert (changed.name, changed.shares_weeks) == ("Anna", False)
    assert names(companion) == ["Anna", "Ben"]
    assert companion.undo(ana) == "hid your two weeks"
    assert [(p.name, p.shares_weeks) for p in companion.couple.people] == [("Anna", True), ("Ben", True)]


# Taking it back.


def test_new_names_are_one_change_that_can_be_taken_back(companion: Companion, ana: Person) -> None:
    companion.people.set_names(["Anna", "Benny"], ana)

    assert companion.undo(ana) == "changed the names"
    assert names(companion) == ["Ana", "Ben"]
    with pytest.raises(NothingToUndoProblem):
        companion.undo(ana)


def test_names_that_stayed_leave_nothing_to_take_back(companion: Companion, ana: Person) -> None:
    companion.people.set_names(["Ana", "Ben "], ana)
    with pytest.raises(NothingToUndoProblem):
        companion.undo(ana)


def test_swapped_names_and_names_after_names_are_taken_back_one_by_one(
    companion: Companion, ana: Person
) -> None:
    companion.people.set_names(["Ben", "Ana"], ana)
    companion.people.set_names(["Bea", "Ana"], ana)
    companion.undo(ana)
    assert names(companion) == ["Ben", "Ana"]
    companion.undo(ana)
    assert names(companion) == ["Ana", "Ben"]


def test_what_was_said_while_nobody_sat_down_can_be_taken_back_by_either(
    companion: Companion, ana: Person, ben: Person
) -> None:
    companion.people.set_names(["Anna", "Ben"])
    assert companion.undo(ben) == "changed the names"
    assert names(companion) == ["Ana", "Ben"]
    with pytest.raises(ChangedSinceProblem):
        companion.undo(ana)
    assert names(companion) == ["Ana", "Ben"]


def test_a_name_that_the_other_took_since_is_not_given_twice(
    companion: Companion, ana: Person, ben: Person
) -> None:
    companion.people.set_names(["Anna", "Ben"], ana)
    companion.people.set_names(["Anna", "Ana"], ben)
    with pytest.raises(ChangedSinceProblem):
        companion.undo(ana)
    assert names(companion) == ["Anna", "Ana"]


def test_whoever_was_added_goes_again_while_nothing_is_theirs(alone: Companion) -> None:
    (cleo,) = alone.couple.people
    alone.people.set_names(["Cleo", "Dan"], cleo)

    assert alone.undo(cleo) == "added Dan"
    assert alone.couple.people == (cleo,)
    assert [each.name for each in alone.people.set_names(["Cleo", "Eve"], cleo).people] == ["Cleo", "Eve"]


def _checked_in(companion: Companion, _: Person, dan: Person) -> None:
    companion.checkins.save(dan, TODAY, Answers(need="a"))


def _removed_it_again(companion: Companion, _: Person, dan: Person) -> None:
    companion.checkins.save(dan, TODAY, Answers(need="a"))
    companion.checkins.remove(dan, TODAY)


def _was_promised_something(companion: Companion, cleo: Person, dan: Person) -> None:
    companion.promises.make(cleo, "I run late", "call", "", dan.id, daily())


def _is_typing(companion: Companion, _: Person, dan: Person) -> None:
    companion.drafts.keep(dan, TODAY, Answers(need="half a sentence"))


@pytest.mark.parametrize("reason", [_checked_in, _removed_it_again, _was_promised_something, _is_typing])
def test_whoever_something_here_is_of_or_for_stays(
    alone: Companion, reason: Callable[[Companion, Person, Person], None]
) -> None:
    (cleo,) = alone.couple.people
    _, dan = alone.people.set_names(["Cleo B.", "Dan"], cleo).people
    other_window = Companion(alone.ledger, alone.clock, "elsewhere", alone.draft_store)
    reason(other_window, cleo, dan)

    with pytest.raises(ChangedSinceProblem, match="Dan stays: something here is by them or for them"):
        alone.undo(cleo)
    assert names(alone) == ["Cleo B.", "Dan"]


def test_whoever_renamed_themselves_since_stays(alone: Companion) -> None:
    (cleo,) = alone.couple.people
    _, dan = alone.people.set_names(["Cleo", "Dan"], cleo).people
    alone.people.set_names(["Cleo", "Daniel"], dan)
    with pytest.raises(ChangedSinceProblem):
        alone.undo(cleo)
    assert names(alone) == ["Cleo", "Daniel"]
