"""What was read of the promises is read again once it changed, whoever changed it; and not before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.conftest import TODAY, MovedClock
from tests.services.promising import TOMORROW, daily, make, once
from trust_tui.model.checkin import Answers
from trust_tui.model.people import Person
from trust_tui.model.promises import Result
from trust_tui.services.companion import Companion
from trust_tui.services.promises.book import Book
from trust_tui.store import Ledger, MemoryDrafts, Places


def window(folder: Path, clock: MovedClock) -> Companion:
    """Open one more window on the ledger in this folder."""
    places = Places(folder / "l.json", folder / "l.json", folder / "c.toml", folder / "state")
    return Companion(Ledger.open(places, moment=clock()), clock, "here", MemoryDrafts())


def asked(companion: Companion, reader: Person) -> list[tuple[str, Result | None]]:
    """What today asks of somebody, and what they said to it."""
    due = companion.promises.due(reader, companion.clock().day).today
    return [(each.promise.will, each.answer.result if each.answer else None) for each in due]


def test_what_one_window_saves_the_other_shows_as_soon_as_it_knows(tmp_path: Path, clock: MovedClock) -> None:
    here = window(tmp_path, clock)
    ana, _ = here.people.set_up("Ana", "Ben").people
    made = make(here, ana, daily())
    there = window(tmp_path, clock)
    assert asked(here, ana) == asked(there, ana) == [("call", None)]

    here.promises.answer(ana, made.id, TODAY, Result.KEPT)
    assert asked(here, ana) == [("call", Result.KEPT)]
    assert there.ledger.catch_up()
    assert asked(there, ana) == [("call", Result.KEPT)]

    there.promises.pause(ana, TODAY, TODAY)
    assert asked(there, ana) == []
    assert here.ledger.catch_up()
    assert asked(here, ana) == []


def test_a_reworded_a_renewed_and_a_removed_promise_are_shown_as_they_are_now(
    companion: Companion, ana: Person
) -> None:
    first, second = make(companion, ana, daily()), make(companion, ana, daily(), "text")
    assert asked(companion, ana) == [("call", None), ("text", None)]
    reworded = companion.promises.reword(ana, first, "", "write", "")
    assert asked(companion, ana) == [("write", None), ("text", None)]
    companion.promises.remove(ana, second)
    assert asked(companion, ana) == [("write", None)]
    companion.promises.renew(ana, reworded, "", "sing", "", "", once(TOMORROW))
    assert [row.promise.will for row in companion.promises.all(ana, TODAY)] == ["sing", "write"]
    companion.undo(ana)
    assert asked(companion, ana) == [("write", None)]


def test_midnight_brings_another_day(companion: Companion, clock: MovedClock, ana: Person) -> None:
    make(companion, ana, once(TODAY))
    make(companion, ana, once(TOMORROW), "text")
    assert asked(companion, ana) == [("call", None)]
    clock.move(days=1)
    assert asked(companion, ana) == [("text", None)]
    clock.move(days=-1)
    assert asked(companion, ana) == [("call", None)]


def test_each_reads_as_who_they_are(companion: Companion, ana: Person, ben: Person) -> None:
    make(companion, ana, once())
    own = [companion.promises.due(person, TODAY).today[0].is_own for person in (ana, ben, ana)]
    assert own == [True, False, True]


def test_what_does_not_touch_the_promises_lets_nothing_be_read_again(
    companion: Companion, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(companion, ana, daily())
    before = companion.promises.all(ana, TODAY)
    companion.checkins.save(ana, TODAY, Answers(need="sleep"))
    monkeypatch.setattr(Book, "all", lambda *_, **__: pytest.fail("it was read already"))
    assert companion.promises.all(ana, TODAY) == before


def test_one_promise_from_near_is_as_it_is_now(companion: Companion, ana: Person, ben: Person) -> None:
    made = make(companion, ana, daily())
    before = companion.promises.detail(ben, made.id, TODAY)
    assert before is not None
    assert companion.promises.detail(ben, made.id, TODAY) is before, "nothing changed"
    repair = companion.promises.repairs.begin(ana, made.id, "I forgot", "", due=TODAY, not_kept=True)
    companion.promises.repairs.landed(ben, repair.id, "thank you")
    companion.promises.reword(ana, made, "", "write", "")

    after = companion.promises.detail(ben, made.id, TODAY)
    assert after is not None
    assert [each.text for each in after.repairs[0].landed] == ["thank you"]
    assert [each.result for each in after.history] == [Result.NOT_KEPT]
    assert (after.promise.will, len(after.before)) == ("write", 1)
    companion.promises.repairs.landed(ben, repair.id, "it helped")
    after = companion.promises.detail(ben, made.id, TODAY)
    assert after is not None
    assert [each.text for each in after.repairs[0].landed] == ["thank you", "it helped"]
