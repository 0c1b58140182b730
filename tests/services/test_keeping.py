"""A line of the day becomes something to talk about, to celebrate, or something that was hard."""

from __future__ import annotations

import pytest

from tests.services.conftest import TODAY
from trust_tui.model.checkin import Answers
from trust_tui.model.kept import KeptLine, Setback, Topic, Victory
from trust_tui.model.people import Person
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.companion import Companion
from trust_tui.services.problems import AlreadyKeptProblem, NothingToUndoProblem, Problem, TooLongProblem
from trust_tui.services.sight import Sight

KINDS: list[type[KeptLine]] = [Topic, Victory, Setback]

all_kinds = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)


@all_kinds
def test_a_line_is_kept_with_its_day_and_writer(
    companion: Companion, ana: Person, ben: Person, kind: type[KeptLine]
) -> None:
    kept = companion.checkins.keep(kind, ana, TODAY, "  we talked \n")

    assert (kept.text, kept.author, kept.day, kept.from_checkin) == ("we talked", ana.id, TODAY, True)
    assert companion.ledger.all(kind) == [kept]
    assert companion.checkins.day(ana, TODAY).kept == (kept,)
    assert companion.checkins.day(ben, TODAY).kept == ()


@all_kinds
@pytest.mark.parametrize("text", ["", "  ", "\n\t"], ids=ascii)
def test_an_empty_line_becomes_nothing(
    companion: Companion, ana: Person, kind: type[KeptLine], text: str
) -> None:
    with pytest.raises(Problem):
        companion.checkins.keep(kind, ana, TODAY, text)
    assert companion.ledger.all(kind) == []
    with pytest.raises(NothingToUndoProblem):
        companion.undo(ana)


def test_a_line_that_is_too_long_is_refused(companion: Companion, ana: Person) -> None:
    with pytest.raises(TooLongProblem):
        companion.checkins.keep(Topic, ana, TODAY, "x" * (TEXT_LIMIT + 1))
    assert companion.ledger.all(Topic) == []
    assert companion.checkins.keep(Topic, ana, TODAY, "x" * TEXT_LIMIT)


@all_kinds
def test_the_same_line_is_kept_once(companion: Companion, ana: Person, kind: type[KeptLine]) -> None:
    companion.checkins.keep(kind, ana, TODAY, "we talked")
    with pytest.raises(AlreadyKeptProblem, match=kind.kind):
        companion.checkins.keep(kind, ana, TODAY, " we talked ")
    assert len(companion.ledger.all(kind)) == 1


def test_a_line_can_become_several_things_of_several_people(
    companion: Companion, ana: Person, ben: Person
) -> None:
    for kind in KINDS:
        for person in (ana, ben):
            companion.checkins.keep(kind, person, TODAY, "we talked")
    assert [line.kind for line in companion.checkins.day(ana, TODAY).kept] == ["topic", "victory", "setback"]


def test_what_was_taken_back_can_be_kept_again(companion: Companion, ana: Person) -> None:
    companion.checkins.keep(Topic, ana, TODAY, "we talked")
    assert companion.undo(ana) == "kept a topic"
    assert companion.checkins.day(ana, TODAY).kept == ()
    companion.checkins.keep(Topic, ana, TODAY, "we talked")
    assert len(companion.checkins.day(ana, TODAY).kept) == 1


@all_kinds
def test_a_line_is_closed_to_the_other_for_as_long_as_its_checkin(
    companion: Companion, ana: Person, ben: Person, kind: type[KeptLine]
) -> None:
    kept = companion.checkins.keep(kind, ana, TODAY, "we talked")

    def open_to_ben() -> bool:
        assert Sight(companion.ledger).may_see(ana, kept)
        return Sight(companion.ledger).may_see(ben, kept)

    assert not open_to_ben()  # kept while typing: there is no check-in yet
    companion.checkins.save(ben, TODAY, Answers(need="b"))
    assert not open_to_ben()
    companion.checkins.save(ana, TODAY, Answers(need="a"))
    assert open_to_ben()
    companion.checkins.remove(ben, TODAY)
    assert not open_to_ben()
    companion.checkins.release(ana, TODAY)
    assert open_to_ben()
    companion.checkins.release(ana, TODAY, released=False)
    assert not open_to_ben()
    companion.checkins.save(ben, TODAY, Answers(need="b"))
    companion.checkins.remove(ana, TODAY)
    assert not open_to_ben()


@all_kinds
def test_what_did_not_grow_out_of_a_checkin_is_never_closed_by_one(
    companion: Companion, ana: Person, ben: Person, kind: type[KeptLine]
) -> None:
    line = kind.new(author=ana.id, device="d", moment=companion.clock(), text="we talked")
    companion.checkins.save(ana, TODAY, Answers(need="a"))
    assert Sight(companion.ledger).may_see(ben, line)
