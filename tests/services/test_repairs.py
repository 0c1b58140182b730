"""Repair: saved with the answer and the new promise or not at all, linked both ways, never forced."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.conftest import TODAY, MovedClock
from tests.services.promising import TOMORROW, daily, days, make, once, weekly
from trust_tui.model.boundaries import Boundary
from trust_tui.model.people import Person
from trust_tui.model.promises import Outcome, Promise, Repair, Result
from trust_tui.model.records import Record
from trust_tui.model.responses import Response
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.companion import Companion
from trust_tui.services.problems import AnsweredSinceProblem, Problem, TooLongProblem
from trust_tui.services.promises.making import Intent
from trust_tui.store import Ledger, MemoryDrafts, Places


def again(will: str = "write") -> Intent:
    return Intent("I run late", will, "", "", daily(TOMORROW))


def written(companion: Companion) -> list[Record]:
    """Every promise, answer and repair that is there."""
    kinds: tuple[type[Record], ...] = (Promise, Outcome, Repair)
    return [record for kind in kinds for record in companion.ledger.all(kind)]


def boundary(companion: Companion, person: Person) -> Boundary:
    moment = companion.clock()
    crossed = Boundary.new(
        author=person.id, device="d", moment=moment, fine="a", not_fine="b", why="c",
        worded_by=person.id, worded_on=moment.day,
    )  # fmt: skip
    with companion.ledger.transaction() as tx:
        tx.add(crossed)
    return crossed


@pytest.fixture
def promise(companion: Companion, ana: Person) -> Promise:
    return make(companion, ana, daily())


def test_answer_repair_and_new_promise_are_one_step(
    companion: Companion, ana: Person, ben: Person, promise: Promise
) -> None:
    repair = companion.promises.repairs.begin(
        ana,
        promise.id,
        "I forgot",
        " I set an alarm ",
        due=TODAY,
        not_kept=True,
        text="I know",
        renewed=again(),
    )

    detail = companion.promises.detail(ben, promise.id, TODAY)
    assert detail is not None
    assert [(each.result, each.due) for each in detail.history] == [
        (Result.RENEWED, TOMORROW),
        (Result.NOT_KEPT, TODAY),
    ]
    (view,) = detail.repairs
    assert (view.repair.happened, view.repair.right) == ("I forgot", "I set an alarm")
    assert view.promise == promise
    assert view.renewed == detail.renewed_by
    assert view.renewed is not None
    assert (view.renewed.renews, view.renewed.from_repair) == (promise.id, repair.id)
    after = companion.promises.detail(ben, view.renewed.id, TODAY)
    assert after is not None
    assert after.from_repair is not None
    assert after.from_repair.repair == repair
    (row, _) = companion.promises.ledger(ben, TODAY).rows[::-1]
    assert (row.due, row.repair) == (TODAY, repair.id)


def test_it_is_one_transaction_and_there_after_a_start(clock: MovedClock, tmp_path: Path) -> None:
    places = Places.resolve(tmp_path / "ours.json", {"HOME": str(tmp_path)})
    companion = Companion(Ledger.open(places, moment=clock()), clock, "here", MemoryDrafts())
    ana, ben = companion.people.set_up("Ana", "Ben").people
    promise = companion.promises.make(ana, "I run late", "call", "write", ben.id, weekly("SU"))
    before = companion.ledger._keeper.state.seq
    companion.promises.repairs.begin(
        ana, promise.id, "I forgot", "", due=TODAY, not_kept=True, renewed=again()
    )
    assert companion.ledger._keeper.state.seq == before + 1

    again_open = Companion(Ledger.open(places, moment=clock()), clock, "here", MemoryDrafts())
    assert written(again_open) == written(companion)
    assert again_open.promises.detail(ben, promise.id, TODAY) == companion.promises.detail(
        ben, promise.id, TODAY
    )


def test_one_undo_takes_all_of_it_back(companion: Companion, ana: Person, promise: Promise) -> None:
    before = written(companion)
    companion.promises.repairs.begin(
        ana, promise.id, "I forgot", "", due=TODAY, not_kept=True, renewed=again()
    )
    assert companion.undo(ana) == "began a repair"
    assert written(companion) == before


@pytest.mark.parametrize("will", ["", "x" * (TEXT_LIMIT + 1)])
def test_where_one_part_cannot_be_saved_nothing_is(
    companion: Companion, ana: Person, promise: Promise, will: str
) -> None:
    before = written(companion)
    with pytest.raises(Problem) as caught:
        companion.promises.repairs.begin(
            ana, promise.id, "I forgot", "", due=TODAY, not_kept=True, renewed=again(will)
        )
    assert caught.value.field == "will"
    assert written(companion) == before


def test_a_disk_that_is_full_in_between_saves_nothing(
    companion: Companion, ana: Person, promise: Promise, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = written(companion)
    monkeypatch.setattr(companion.ledger._keeper, "_commit", lambda change: (_ for _ in ()).throw(OSError))
    with pytest.raises(OSError):
        companion.promises.repairs.begin(ana, promise.id, "I forgot", "", due=TODAY, not_kept=True)
    monkeypatch.undo()
    assert written(companion) == before
    companion.undo(ana)
    assert companion.ledger.all(Promise) == [], "what was not saved is not there to be undone"


def test_a_repair_asks_for_a_few_words_and_no_more(
    companion: Companion, ana: Person, promise: Promise
) -> None:
    repairs = companion.promises.repairs
    with pytest.raises(Problem) as caught:
        repairs.begin(ana, promise.id, " ", "\n", due=TODAY)
    assert caught.value.field == "happened"
    for field, words in (("happened", ("x" * (TEXT_LIMIT + 1), "")), ("right", ("", "x" * (TEXT_LIMIT + 1)))):
        with pytest.raises(TooLongProblem) as caught:
            repairs.begin(ana, promise.id, *words, due=TODAY)
        assert caught.value.field == field
    repairs.begin(ana, promise.id, "", "I call now", due=TODAY)
    assert companion.ledger.all(Outcome) == [], "nobody has to say that it was not kept"


def test_an_answer_that_is_there_is_not_said_twice(
    companion: Companion, ana: Person, promise: Promise
) -> None:
    companion.promises.answer(ana, promise.id, TODAY, Result.NOT_KEPT, "I forgot")
    companion.promises.repairs.begin(
        ana, promise.id, "I forgot", "", due=TODAY, not_kept=True, text="I forgot"
    )
    assert len(companion.ledger.all(Outcome)) == 1


def test_it_can_follow_what_the_other_saw_alone(
    companion: Companion, ana: Person, ben: Person, promise: Promise
) -> None:
    companion.promises.answer(ana, promise.id, TODAY, Result.KEPT)
    companion.promises.answer(ben, promise.id, TODAY, Result.NOT_KEPT)
    companion.promises.repairs.begin(ana, promise.id, "I thought ten was early enough", "", due=TODAY)
    (row,) = companion.promises.ledger(ben, TODAY).rows
    assert row.repair
    assert row.maker is not None
    assert row.maker.result is Result.KEPT, "nobody's view is changed by it"


def test_making_it_right_is_for_whoever_promised_and_for_what_was_due(
    companion: Companion, ana: Person, ben: Person, promise: Promise
) -> None:
    repairs = companion.promises.repairs
    with pytest.raises(Problem, match="person who promised"):
        repairs.begin(ben, promise.id, "you forgot", "", due=TODAY)
    with pytest.raises(Problem, match="was not due"):
        repairs.begin(ana, promise.id, "I forgot", "", due=TODAY - days(1))
    with pytest.raises(Problem, match="lies ahead"):
        repairs.begin(ana, promise.id, "I will forget", "", due=TOMORROW)
    with pytest.raises(Problem) as caught:
        repairs.begin(ana, promise.id, "I forgot", "")
    assert caught.value.field == "due"
    with pytest.raises(Problem, match="not there"):
        repairs.begin(ana, "another", "I forgot", "", due=TODAY)
    repairs.begin(ana, promise.id, "I forgot", "", due=TODAY)
    with pytest.raises(Problem, match="a repair for this already"):
        repairs.begin(ana, promise.id, "I forgot", "", due=TODAY)


def test_how_it_landed_is_the_others_words_and_both_stay(
    companion: Companion, ana: Person, ben: Person, promise: Promise
) -> None:
    repairs = companion.promises.repairs
    repair = repairs.begin(ana, promise.id, "I forgot", "I call now", due=TODAY)
    assert repairs.view(ben, repair.id) is not None
    repairs.landed(ben, repair.id, "not yet")
    repairs.landed(ben, repair.id, " it helped ")

    view = repairs.view(ana, repair.id)
    assert view is not None
    assert [each.text for each in view.landed] == ["not yet", "it helped"]
    assert companion.undo(ben) == "said how a repair landed"
    with pytest.raises(Problem, match="for the other one"):
        repairs.landed(ana, repair.id, "well")
    with pytest.raises(Problem) as caught:
        repairs.landed(ben, repair.id, "  ")
    assert caught.value.field == "text"
    with pytest.raises(Problem, match="not there"):
        repairs.landed(ben, "another", "well")
    assert [each.text for each in companion.ledger.all(Response)] == ["not yet"]


def test_what_the_other_answered_to_is_not_taken_back(
    companion: Companion, ana: Person, ben: Person, promise: Promise
) -> None:
    repair = companion.promises.repairs.begin(ana, promise.id, "I forgot", "", due=TODAY, not_kept=True)
    companion.promises.repairs.landed(ben, repair.id, "it helped")
    with pytest.raises(AnsweredSinceProblem):
        companion.undo(ana)
    assert companion.promises.repairs.view(ben, repair.id)
    assert len(companion.ledger.all(Outcome)) == 1


def test_an_edited_repair_keeps_what_it_said(
    companion: Companion, elsewhere: Companion, ana: Person, ben: Person, promise: Promise
) -> None:
    repairs = companion.promises.repairs
    first = repairs.begin(ana, promise.id, "I forgot", "", due=TODAY)
    repairs.edit(ana, first, "I forgot it", "I call now")

    view = repairs.view(ben, first.id)
    assert view is not None
    assert (view.repair.happened, view.repair.right) == ("I forgot it", "I call now")
    assert [version.body["happened"] for version in view.before] == ["I forgot"]
    assert not view.is_own
    with pytest.raises(Problem, match="changed in another window"):
        elsewhere.promises.repairs.edit(ana, first, "no", "")
    with pytest.raises(Problem, match="how it landed"):
        repairs.edit(ben, view.repair, "no", "")
    assert companion.undo(ana) == "changed a repair"
    view = repairs.view(ben, first.id)
    assert view is not None
    assert view.repair.happened == "I forgot"


def test_a_promise_can_grow_out_of_it_later(
    companion: Companion, clock: MovedClock, ana: Person, promise: Promise
) -> None:
    repair = companion.promises.repairs.begin(ana, promise.id, "I forgot", "", due=TODAY)
    clock.move(days=2)
    new = companion.promises.renew(
        ana, promise, "", "write", "", "", daily(TODAY + days(2)), from_repair=repair.id
    )

    view = companion.promises.repairs.view(ana, repair.id)
    assert view is not None
    assert view.renewed == new
    assert companion.undo(ana) == "renewed a promise"
    view = companion.promises.repairs.view(ana, repair.id)
    assert view is not None
    assert view.renewed is None


def test_a_repair_of_somebody_else_is_no_ground_for_a_promise(
    companion: Companion, ana: Person, ben: Person, promise: Promise
) -> None:
    repair = companion.promises.repairs.begin(ana, promise.id, "I forgot", "", due=TODAY)
    with pytest.raises(Problem):
        companion.promises.make(ben, "", "write", "", "", daily(), from_repair=repair.id)
    assert len(companion.ledger.all(Promise)) == 1


def test_a_repair_of_what_has_ended_brings_a_promise_without_renewing(
    companion: Companion, ana: Person
) -> None:
    old = make(companion, ana, daily())
    companion.promises.withdraw(ana, old)
    repair = companion.promises.repairs.begin(ana, old.id, "I stopped", "", due=TODAY, renewed=again())
    view = companion.promises.repairs.view(ana, repair.id)
    assert view is not None
    assert view.renewed is not None
    assert (view.renewed.renews, view.renewed.from_repair) == ("", repair.id)


def test_what_another_promise_took_the_place_of_is_not_renewed_once_more(
    companion: Companion, ana: Person
) -> None:
    old = make(companion, ana, once())
    companion.promises.answer(ana, old.id, TODAY, Result.NOT_KEPT)
    first = companion.promises.renew(ana, old, "", "write", "", "", daily(TOMORROW))
    repair = companion.promises.repairs.begin(ana, old.id, "I forgot", "", due=TODAY, renewed=again())
    view = companion.promises.repairs.view(ana, repair.id)
    assert view is not None
    assert view.renewed is not None
    assert view.renewed.renews == ""
    detail = companion.promises.detail(ana, old.id, TODAY)
    assert detail is not None
    assert detail.renewed_by == first


def test_a_crossed_boundary_can_be_repaired_more_than_once(
    companion: Companion, ana: Person, ben: Person
) -> None:
    crossed, repairs = boundary(companion, ben), companion.promises.repairs
    first = repairs.begin(ana, crossed.id, "I read a message", "I told you", renewed=again())
    second = repairs.begin(ana, crossed.id, "I read another", "")
    repairs.landed(ben, first.id, "thank you for telling")

    views = repairs.of(ben, crossed.id)
    assert [view.repair for view in views] == [second, first]
    assert views[1].promise is None
    assert views[1].renewed is not None
    assert [each.text for each in views[1].landed] == ["thank you for telling"]


def test_a_single_promise_is_renewed_by_its_repair(companion: Companion, ana: Person) -> None:
    old = make(companion, ana, once())
    companion.promises.repairs.begin(ana, old.id, "I forgot", "", due=TODAY, not_kept=True, renewed=again())
    detail = companion.promises.detail(ana, old.id, TODAY)
    assert detail is not None
    assert detail.renewed_by is not None
    assert [each.result for each in detail.history] == [Result.NOT_KEPT], "what was not kept stays so"
