"""Setbacks are entries: they reset nothing, and what helped comes back when it is needed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkin import Answers
from trust_tui.model.kept import Setback
from trust_tui.model.people import Person
from trust_tui.model.records import Visibility
from trust_tui.services.companion import Companion
from trust_tui.services.problems import Problem

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def ben(companion: Companion) -> Person:
    return companion.couple.people[1]


def words(companion: Companion, reader: Person) -> list[str]:
    return [view.setback.text for view in companion.setbacks.all(reader)]


def test_both_read_it_newest_first_with_everything_it_says(
    companion: Companion, ana: Person, ben: Person
) -> None:
    companion.setbacks.add(ana, YESTERDAY, "the street")
    companion.setbacks.add(ben, TODAY, "a name", "cold hands", "a walk", "ask me tomorrow")
    assert words(companion, ana) == words(companion, ben) == ["a name", "the street"]
    setback = companion.setbacks.all(ana)[0].setback
    assert (setback.felt, setback.helped, setback.ask) == ("cold hands", "a walk", "ask me tomorrow")


@pytest.mark.parametrize(
    ("text", "day", "field"), [("  ", TODAY, "text"), ("x", TODAY + timedelta(1), "day")]
)
def test_what_cannot_be_used_is_refused_next_to_its_field(
    companion: Companion, ana: Person, text: str, day: object, field: str
) -> None:
    with pytest.raises(Problem) as problem:
        companion.setbacks.add(ana, day, text)  # type: ignore[arg-type]
    assert problem.value.field == field
    assert companion.ledger.all(Setback) == []


def test_what_helped_is_offered_the_next_time_newest_first_and_each_once(
    companion: Companion, ana: Person, ben: Person
) -> None:
    for back, helped in ((9, "tea"), (8, ""), (7, "a walk"), (6, "sleep"), (5, "tea "), (1, "music")):
        companion.setbacks.add(ana, TODAY - timedelta(days=back), "again", helped=helped)
    assert companion.setbacks.helped_before(ana) == ["music", "tea", "sleep"]
    assert companion.setbacks.helped_before(ben) == []
    assert companion.setbacks.glance(ana) == "What helped you last time: music"
    assert companion.setbacks.glance(ben) == ""


def test_one_that_is_only_for_oneself_is_nowhere_for_the_other(
    companion: Companion, ana: Person, ben: Person
) -> None:
    mine = companion.setbacks.add(ana, TODAY, "marker-private", helped="tea", only_me=True)
    assert words(companion, ben) == []
    assert companion.search.find(ben, "marker-private") == []
    for deed in (
        lambda: companion.setbacks.answer(ben, mine.id, "oh"),
        lambda: companion.setbacks.show(ben, mine.id),
    ):
        with pytest.raises(Problem, match="not here any more"):
            deed()
    assert companion.setbacks.helped_before(ana) == ["tea"]


def test_shown_later_it_can_be_read_and_what_it_said_before_cannot(
    companion: Companion, ana: Person, ben: Person
) -> None:
    mine = companion.setbacks.add(ana, TODAY, "marker-first", only_me=True)
    companion.setbacks.edit(ana, mine.id, TODAY, "calmer words", "", "", "")
    companion.setbacks.show(ana, mine.id)
    (view,) = companion.setbacks.all(ben)
    assert (view.setback.text, view.before) == ("calmer words", ())
    assert companion.search.find(ben, "marker-first") == []
    (own,) = companion.setbacks.all(ana)
    assert [version.body["text"] for version in own.before] == ["marker-first"]
    assert companion.undo(ana) == "let a setback be read"
    assert words(companion, ben) == []


def test_one_that_both_could_read_keeps_its_past_for_both(
    companion: Companion, ana: Person, ben: Person
) -> None:
    mine = companion.setbacks.add(ana, TODAY, "first")
    companion.setbacks.edit(ana, mine.id, YESTERDAY, "second", "", "a bath", "")
    (view,) = companion.setbacks.all(ben)
    assert (view.setback.day, [version.body["text"] for version in view.before]) == (YESTERDAY, ["first"])
    companion.undo(ana)
    assert words(companion, ben) == ["first"]


def test_a_line_of_a_closed_check_in_stays_closed_keeps_its_day_and_its_past(
    companion: Companion, ana: Person, ben: Person
) -> None:
    companion.checkins.save(ana, TODAY, Answers(("hurt",), need="the name again"))
    kept = companion.checkins.keep(Setback, ana, TODAY, "the name again")
    assert words(companion, ben) == []
    with pytest.raises(Problem) as problem:
        companion.setbacks.edit(ana, kept.id, YESTERDAY, "x", "", "", "")
    assert problem.value.field == "day"
    companion.setbacks.edit(ana, kept.id, TODAY, "that name", "", "", "")
    companion.checkins.save(ben, TODAY, Answers(("calm",)))
    (view,) = companion.setbacks.all(ben)
    assert (view.setback.text, view.before) == ("that name", ())


def test_the_other_answers_and_only_the_author_changes(
    companion: Companion, ana: Person, ben: Person
) -> None:
    mine = companion.setbacks.add(ana, TODAY, "the street")
    companion.setbacks.answer(ben, mine.id, "I am here")
    (view,) = companion.setbacks.all(ana)
    assert [(answer.author, answer.text) for answer in view.answers] == [(ben.id, "I am here")]
    with pytest.raises(Problem, match="Only who wrote it down"):
        companion.setbacks.edit(ben, mine.id, TODAY, "nothing", "", "", "")
    with pytest.raises(Problem, match="Only who wrote it down"):
        companion.setbacks.remove(ben, mine.id)
    with pytest.raises(Problem):
        companion.undo(ana)  # it was answered since
    assert words(companion, ana) == ["the street"]


def test_removed_it_is_gone_and_undo_brings_it_back(companion: Companion, ana: Person, ben: Person) -> None:
    mine = companion.setbacks.add(ana, TODAY, "the street")
    companion.setbacks.remove(ana, mine.id)
    assert words(companion, ana) == words(companion, ben) == []
    assert companion.undo(ana) == "removed a setback"
    assert words(companion, ben) == ["the street"]


def test_an_old_one_that_says_only_what_set_it_off_is_read_as_it_is(
    companion: Companion, ana: Person, ben: Person, clock: MovedClock
) -> None:
    old = Setback.new(author=ana.id, device="old", moment=clock(), text="just this")
    assert (old.felt, old.helped, old.ask, old.visibility) == ("", "", "", Visibility.SHARED)
    with companion.ledger.transaction() as tx:
        tx.add(old)
    assert words(companion, ben) == ["just this"]
