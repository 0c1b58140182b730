"""Thanks are kept where both find them, wherever they were said."""

from __future__ import annotations

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.people import Person
from trust_tui.model.reviews import Order
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.companion import Companion
from trust_tui.services.problems import Problem


@pytest.fixture
def ben(companion: Companion) -> Person:
    return companion.couple.people[1]


def words(companion: Companion, reader: Person) -> list[str]:
    return [thank.text for thank in companion.thanks.all(reader)]


def test_both_read_what_each_of_them_said_newest_first(
    companion: Companion, ana: Person, ben: Person, clock: MovedClock
) -> None:
    companion.thanks.add(ana, ben.id, " the soup ")
    clock.move(days=1)
    companion.thanks.add(ben, ana.id, "the call")
    companion.thanks.add(ana, ben.id, "the walk")
    for reader in (ana, ben):
        assert words(companion, reader) == ["the walk", "the call", "the soup"]
    assert [(thank.author, thank.to) for thank in companion.thanks.all(ana)][1] == (ben.id, ana.id)


def test_what_was_said_after_a_review_is_among_them(companion: Companion, ana: Person, ben: Person) -> None:
    companion.victories.add(ana, TODAY, "we talked")
    review = companion.reviews.begin(companion.couple, Order.NEWEST)
    companion.reviews.finish(ana, companion.couple, review, {ben.id: "for staying"})
    (thank,) = companion.thanks.all(ana)
    assert (thank.text, thank.author, thank.to, thank.said) == (
        "for staying",
        ben.id,
        ana.id,
        "looking at victories",
    )


@pytest.mark.parametrize("text", ["", "  \n "])
def test_no_words_are_no_thanks(companion: Companion, ana: Person, text: str) -> None:
    with pytest.raises(Problem) as problem:
        companion.thanks.add(ana, "", text)
    assert problem.value.field == "text"
    with pytest.raises(Problem):
        companion.thanks.add(ana, "", "x" * (TEXT_LIMIT + 1))
    assert companion.thanks.all(ana) == []


def test_other_words_leave_the_earlier_ones_to_be_read_by_both(
    companion: Companion, ana: Person, ben: Person
) -> None:
    said = companion.thanks.add(ana, ben.id, "the soup")
    companion.thanks.edit(ana, said.id, "the soup, and that you sat down with me")
    (thank,) = companion.thanks.all(ben)
    assert thank.text == "the soup, and that you sat down with me"
    assert [version.body["text"] for version in thank.before] == ["the soup"]


def test_only_who_said_it_changes_or_removes_it_and_anybody_answers(
    companion: Companion, ana: Person, ben: Person
) -> None:
    said = companion.thanks.add(ana, ben.id, "the soup")
    for deed in (
        lambda: companion.thanks.edit(ben, said.id, "nothing"),
        lambda: companion.thanks.remove(ben, said.id),
    ):
        with pytest.raises(Problem, match="Only who said it"):
            deed()
    companion.thanks.answer(ben, said.id, "I was glad to")
    (thank,) = companion.thanks.all(ana)
    assert [(answer.author, answer.text) for answer in thank.answers] == [(ben.id, "I was glad to")]


def test_everything_can_be_taken_back(companion: Companion, ana: Person, ben: Person) -> None:
    said = companion.thanks.add(ana, ben.id, "the soup")
    companion.thanks.edit(ana, said.id, "the stew")
    companion.thanks.remove(ana, said.id)
    assert words(companion, ben) == []
    assert companion.undo(ana) == "removed thanks"
    assert words(companion, ben) == ["the stew"]
    assert companion.undo(ana) == "said thanks in other words"
    assert words(companion, ben) == ["the soup"]
    assert companion.undo(ana) == "thanked"
    assert words(companion, ben) == []


def test_thanks_that_were_removed_elsewhere_say_so(companion: Companion, ana: Person, ben: Person) -> None:
    said = companion.thanks.add(ana, ben.id, "the soup")
    companion.thanks.remove(ana, said.id)
    with pytest.raises(Problem, match="not here any more"):
        companion.thanks.answer(ben, said.id, "oh")


def test_one_is_told_when_one_was_thanked_and_never_that_one_was_not(
    companion: Companion, ana: Person, ben: Person, clock: MovedClock
) -> None:
    assert companion.thanks.glance(ana) == companion.thanks.glance(ben) == ""
    companion.thanks.add(ana, ben.id, "the soup")
    assert companion.thanks.glance(ana) == ""
    assert companion.thanks.glance(ben) == "You were thanked today"
    clock.move(days=1)
    assert companion.thanks.glance(ben) == "You were thanked yesterday"
    clock.move(days=30)
    assert companion.thanks.glance(ben) == "You were thanked on 22 November"


def test_they_are_found_by_their_words_and_by_the_answers(
    companion: Companion, ana: Person, ben: Person
) -> None:
    said = companion.thanks.add(ana, ben.id, "the soup")
    companion.thanks.answer(ben, said.id, "with leeks")
    (found,) = companion.search.find(ana, "leeks soup")
    assert (found.place, found.id, found.day) == ("together/thanks", said.id, TODAY)
