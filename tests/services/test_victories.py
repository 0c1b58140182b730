"""The wall: what comes first, who may see what, and what is kept of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkin import Answers
from trust_tui.model.kept import Victory
from trust_tui.model.people import Person
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.companion import Companion
from trust_tui.services.problems import ChangedSinceProblem, Problem, TooLongProblem


def texts(companion: Companion, reader: Person) -> list[str]:
    return [card.text for card in companion.victories.wall(reader)]


def test_pinned_ones_come_first_and_then_the_newest(companion: Companion, ana: Person, ben: Person) -> None:
    old = companion.victories.add(ana, date(2026, 1, 5), "old")
    companion.victories.add(ben, TODAY, "first of today")
    companion.victories.add(ana, TODAY, "second of today")
    companion.victories.add(ben, date(2026, 6, 1), "middle")
    companion.victories.pin(ben, old.id)

    assert texts(companion, ana) == ["old", "second of today", "first of today", "middle"]
    assert texts(companion, ana) == texts(companion, ben)

    companion.victories.pin(ana, old.id, pinned=False)
    assert texts(companion, ana)[-1] == "old"


@pytest.mark.parametrize(
    ("text", "day", "themes", "field"),
    [
        ("", TODAY, [], "text"),
        (" \n ", TODAY, [], "text"),
        ("x" * (TEXT_LIMIT + 1), TODAY, [], "text"),
        ("fine", TODAY + timedelta(1), [], "day"),
        ("fine", TODAY, ["t" * 31], "themes"),
    ],
)
def test_what_cannot_be_used_is_refused_beside_its_field(
    companion: Companion, ana: Person, text: str, day: date, themes: list[str], field: str
) -> None:
    with pytest.raises(Problem) as told:
        companion.victories.add(ana, day, text, themes)
    assert told.value.field == field
    assert companion.victories.wall(ana) == []
    assert isinstance(told.value, TooLongProblem) == (len(text) > TEXT_LIMIT)


def test_themes_are_kept_once_each_and_the_most_used_come_first(companion: Companion, ana: Person) -> None:
    companion.victories.add(ana, TODAY, "a", [" home ", "home", "", "play"])
    companion.victories.add(ana, TODAY, "b", ["play"])
    assert companion.victories.wall(ana)[1].themes == ("home", "play")
    assert companion.victories.themes(ana) == ["play", "home"]


def test_a_line_of_a_closed_checkin_is_on_its_writers_wall_alone(
    companion: Companion, ana: Person, ben: Person
) -> None:
    companion.checkins.save(ana, TODAY, Answers(appreciated="soup"))
    kept = companion.checkins.keep(Victory, ana, TODAY, "soup")
    assert [card.is_closed for card in companion.victories.wall(ana)] == [True]
    assert companion.victories.wall(ben) == []
    assert list(companion.victories.texts(ben)) == []
    assert companion.victories.themes(ben) == []
    for forbidden in (
        lambda: companion.victories.answer(ben, kept.id, "more"),
        lambda: companion.victories.pin(ben, kept.id),
    ):
        with pytest.raises(Problem):
            forbidden()

    companion.checkins.save(ben, TODAY, Answers(safe=4))
    assert texts(companion, ben) == ["soup"]
    assert [card.is_closed for card in companion.victories.wall(ana)] == [False]


def test_it_keeps_the_day_of_the_checkin_that_it_grew_out_of(companion: Companion, ana: Person) -> None:
    companion.checkins.save(ana, TODAY, Answers(appreciated="soup"))
    kept = companion.checkins.keep(Victory, ana, TODAY, "soup")
    with pytest.raises(Problem) as told:
        companion.victories.edit(ana, kept.id, TODAY - timedelta(1), "soup", [])
    assert told.value.field == "day"


def test_a_change_keeps_what_it_said_before(companion: Companion, ana: Person, ben: Person) -> None:
    victory = companion.victories.add(ana, TODAY, "we talked", ["talk"])
    companion.victories.edit(ana, victory.id, TODAY - timedelta(1), "we talked for an hour", [])
    card = companion.victories.card(ben, victory.id)
    assert card is not None
    assert (card.text, card.day, card.themes) == ("we talked for an hour", TODAY - timedelta(1), ())
    assert [version.body["text"] for version in card.before] == ["we talked"]


def test_words_that_the_other_could_not_read_stay_their_writers(
    companion: Companion, ana: Person, ben: Person
) -> None:
    companion.checkins.save(ana, TODAY, Answers(appreciated="a secret"))
    kept = companion.checkins.keep(Victory, ana, TODAY, "a secret")
    companion.victories.edit(ana, kept.id, TODAY, "soup", [])
    companion.checkins.save(ben, TODAY, Answers(safe=4))
    theirs, mine = companion.victories.card(ben, kept.id), companion.victories.card(ana, kept.id)
    assert theirs is not None
    assert theirs.before == ()
    assert mine is not None
    assert len(mine.before) == 1


def test_only_its_writer_changes_it_and_the_other_can_answer(
    companion: Companion, ana: Person, ben: Person
) -> None:
    victory = companion.victories.add(ana, TODAY, "we talked")
    with pytest.raises(Problem):
        companion.victories.edit(ben, victory.id, TODAY, "changed", [])
    with pytest.raises(Problem):
        companion.victories.remove(ben, victory.id)
    companion.victories.answer(ben, victory.id, "Tell me more.")
    companion.victories.answer(ana, victory.id, "There was soup.")
    card = companion.victories.card(ben, victory.id)
    assert card is not None
    assert [(answer.author, answer.text) for answer in card.answers] == [
        (ben.id, "Tell me more."),
        (ana.id, "There was soup."),
    ]


def test_every_change_can_be_taken_back(companion: Companion, ana: Person, ben: Person) -> None:
    victory = companion.victories.add(ana, TODAY, "one")
    companion.victories.pin(ana, victory.id)
    companion.victories.edit(ana, victory.id, TODAY, "two", [])
    companion.victories.remove(ana, victory.id)
    assert companion.victories.wall(ben) == []
    companion.undo(ana)
    assert texts(companion, ben) == ["two"]
    companion.undo(ana)
    assert texts(companion, ben) == ["one"]
    companion.undo(ana)
    assert not companion.victories.wall(ben)[0].pinned
    companion.victories.answer(ben, victory.id, "more")
    with pytest.raises(ChangedSinceProblem):
        companion.undo(ana)
    companion.undo(ben)
    assert companion.victories.wall(ana)[0].answers == ()


def test_what_is_gone_says_so(companion: Companion, elsewhere: Companion, ana: Person, ben: Person) -> None:
    victory = companion.victories.add(ana, TODAY, "one")
    elsewhere.victories.remove(ana, victory.id)
    with pytest.raises(Problem, match="not on the wall"):
        companion.victories.answer(ben, victory.id, "more")
    assert companion.victories.card(ben, victory.id) is None


@pytest.mark.parametrize(
    ("today", "day", "words"),
    [
        ((2026, 11, 22), date(2026, 10, 22), "a month ago"),
        ((2026, 11, 22), date(2026, 5, 22), "half a year ago"),
        ((2026, 11, 22), date(2025, 11, 22), "a year ago"),
        ((2026, 11, 22), date(2021, 11, 22), "5 years ago"),
        ((2024, 2, 29), date(2023, 2, 28), "a year ago"),
        ((2024, 2, 29), date(2020, 2, 29), "4 years ago"),
        ((2026, 11, 22), date(2026, 11, 22), ""),
        ((2026, 11, 22), date(2025, 11, 21), ""),
    ],
)
def test_on_this_day(
    companion: Companion,
    clock: MovedClock,
    ana: Person,
    today: tuple[int, int, int],
    day: date,
    words: str,
) -> None:
    clock.set(*today)
    companion.victories.add(ana, day, "then")
    found = companion.victories.on_this_day(ana, date(*today))
    assert [when for when, _ in found] == ([words] if words else [])
