"""Taking back a change takes nothing away from anybody else."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from trust_tui.model.kept import Victory
from trust_tui.model.moments import Moment
from trust_tui.model.people import Person
from trust_tui.model.responses import Response
from trust_tui.services.desk import Change, Desk, Write
from trust_tui.services.problems import ChangedSinceProblem
from trust_tui.store import Ledger

NOW = Moment(datetime(2026, 11, 22, 20, 0, tzinfo=UTC), date(2026, 11, 22), "Europe/Lisbon")
ANA = Person.called("Ana", 0, "d", NOW)
BEN = Person.called("Ben", 1, "d", NOW)


@pytest.fixture
def desk() -> Desk:
    return Desk(Ledger.in_memory(), lambda: NOW, "d")


def do(desk: Desk, record: Victory | Response) -> None:
    change = Change(record.author, f"wrote a {record.kind}", (Write(None, record),))
    with desk.ledger.transaction() as tx:
        desk.write(tx, change)
    desk.remember(change)


def answer(desk: Desk, person: Person, victory: Victory) -> None:
    do(desk, desk.new(Response, person.id, of=victory.id, of_kind="victory", text="tell me more"))


def test_what_the_other_answered_to_stays(desk: Desk) -> None:
    victory = desk.new(Victory, ANA.id, text="we talked")
    do(desk, victory)
    answer(desk, BEN, victory)

    with pytest.raises(ChangedSinceProblem):
        desk.undo(ANA)

    assert [each.id for each in desk.ledger.all(Victory)] == [victory.id]


def test_once_the_answer_is_taken_back_it_can_go_too(desk: Desk) -> None:
    victory = desk.new(Victory, ANA.id, text="we talked")
    do(desk, victory)
    answer(desk, BEN, victory)

    assert desk.undo(BEN) == "wrote a response"
    assert desk.undo(ANA) == "wrote a victory"
    assert desk.ledger.all(Victory) == []


def test_ones_own_later_words_are_taken_back_first_and_hinder_nothing(desk: Desk) -> None:
    victory = desk.new(Victory, ANA.id, text="we talked")
    do(desk, victory)
    answer(desk, ANA, victory)

    assert [desk.undo(ANA), desk.undo(ANA)] == ["wrote a response", "wrote a victory"]


def say(desk: Desk, person: Person, victory_id: str, text: str) -> None:
    before = desk.ledger.get(Victory, victory_id)
    assert before is not None
    change = Change(person.id, f"said {text}", (Write(before, before.changed(NOW, text=text)),))
    with desk.ledger.transaction() as tx:
        desk.write(tx, change)
    desk.remember(change)


def test_changes_of_one_record_are_taken_back_one_by_one(desk: Desk) -> None:
    victory = desk.new(Victory, ANA.id, text="one")
    do(desk, victory)
    say(desk, ANA, victory.id, "two")
    say(desk, ANA, victory.id, "three")

    texts = []
    for _ in range(2):
        desk.undo(ANA)
        texts += [each.text for each in desk.ledger.all(Victory)]
    desk.undo(ANA)

    assert texts == ["two", "one"]
    assert desk.ledger.all(Victory) == []


def test_a_change_after_an_undo_is_taken_back_with_all_before_it(desk: Desk) -> None:
    victory = desk.new(Victory, ANA.id, text="one")
    do(desk, victory)
    for text in ("two", "three"):
        say(desk, ANA, victory.id, text)
        desk.undo(ANA)

    assert desk.undo(ANA) == "wrote a victory"
    assert desk.ledger.all(Victory) == []


def test_what_the_other_changed_and_took_back_hinders_nothing(desk: Desk) -> None:
    victory = desk.new(Victory, ANA.id, text="one")
    do(desk, victory)
    say(desk, ANA, victory.id, "two")
    say(desk, BEN, victory.id, "three")

    desk.undo(BEN)
    desk.undo(ANA)

    assert [each.text for each in desk.ledger.all(Victory)] == ["one"]


def test_what_was_changed_after_an_undo_stays(desk: Desk) -> None:
    victory = desk.new(Victory, ANA.id, text="one")
    do(desk, victory)
    say(desk, ANA, victory.id, "two")
    say(desk, BEN, victory.id, "three")
    desk.undo(BEN)
    say(desk, BEN, victory.id, "four")

    with pytest.raises(ChangedSinceProblem):
        desk.undo(ANA)
    assert [each.text for each in desk.ledger.all(Victory)] == ["four"]
