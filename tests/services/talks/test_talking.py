"""Beginning a talk, what is written in it, what is kept, and what can be taken back."""

from __future__ import annotations

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.people import Person
from trust_tui.model.records import OURS, Visibility
from trust_tui.model.responses import Appreciation
from trust_tui.model.talks import Talk, TalkKind, TalkWords, TopicEvent, TopicWhat
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.model.versions import Version
from trust_tui.services.companion import Companion
from trust_tui.services.problems import Problem, TooLongProblem
from trust_tui.services.talks.course import beside, courses, here, place, steps
from trust_tui.services.talks.view import Part

SIDE = {"saw": "the door", "felt": "alone", "need": "", "own": "", "next": ""}


def begin(companion: Companion, sort: TalkKind = TalkKind.SPEAKER, about: str = "the rent") -> Talk:
    return companion.talks.begin(companion.couple, sort, about=about)


def parts(companion: Companion, reader: Person, talk: Talk) -> tuple[Part, ...]:
    detail = companion.talks.detail(reader, talk.id)
    assert detail is not None
    return detail.parts


# The course


def test_every_kind_has_its_course() -> None:
    assert list(courses()) == [TalkKind.SPEAKER, TalkKind.OUTSIDE, TalkKind.FIGHT, TalkKind.WEEK]
    assert [step.key for step in courses()[TalkKind.WEEK].steps] == [
        "thanks", "right", "issue", "floor", "next", "close",
    ]  # fmt: skip


def test_a_week_without_an_issue_leaves_out_the_talk_about_one(companion: Companion) -> None:
    talk = begin(companion, TalkKind.WEEK, "")
    assert "floor" not in [step.key for step in steps(talk)]
    assert place(talk) == (1, 5)
    assert beside(talk, -1) is None
    talk = companion.talks.choose(talk, "the rent")
    assert "floor" in [step.key for step in steps(talk)]


def test_a_step_that_is_not_known_is_the_first(companion: Companion) -> None:
    talk = begin(companion).changed(companion.clock(), step="somewhere newer")
    assert here(talk).key == "floor"


# Beginning


def test_a_talk_belongs_to_both_and_begins_with_who_begins(
    companion: Companion, ana: Person, ben: Person
) -> None:
    talk = companion.talks.begin(companion.couple, TalkKind.OUTSIDE, begins=ben, minutes=7)
    assert (talk.author, talk.floor, talk.minutes) == (OURS, ben.id, 5)
    assert [row.id for row in companion.talks.all(ana)] == [talk.id]
    assert companion.talks.glance(ana) == companion.talks.glance(ben) == "A talk can be taken up."


def test_a_talk_takes_two(alone: Companion) -> None:
    with pytest.raises(Problem, match="takes two"):
        begin(alone)
    assert alone.ledger.all(Talk) == []


def test_a_talk_about_too_many_words_is_refused(companion: Companion) -> None:
    with pytest.raises(TooLongProblem) as told:
        begin(companion, about="x" * (TEXT_LIMIT + 1))
    assert told.value.field == "about"


# Writing


def test_both_sides_open_once_both_are_there(companion: Companion, ana: Person, ben: Person) -> None:
    talk = begin(companion, TalkKind.FIGHT)
    companion.talks.write(ana, talk, "sides", SIDE)
    assert parts(companion, ben, talk) == ()
    (mine,) = parts(companion, ana, talk)
    assert mine.is_closed
    assert mine.lines == (("I saw and heard", "the door"), ("I felt", "alone"))
    assert "the door" not in " ".join(words for _, _, words in companion.talks.texts(ben))

    companion.talks.write(ben, talk, "sides", {"saw": "  "})
    assert parts(companion, ben, talk) == (), "nothing is not a side"
    companion.talks.write(ben, talk, "sides", {"saw": "the boxes"})
    for reader in (ana, ben):
        both = parts(companion, reader, talk)
        assert [part.author for part in both] == [ana.id, ben.id]
        assert not any(part.is_closed for part in both)
    assert "the door" in " ".join(words for _, _, words in companion.talks.texts(ben))


def test_taking_back_the_second_side_closes_the_first_again(
    companion: Companion, ana: Person, ben: Person
) -> None:
    talk = begin(companion, TalkKind.FIGHT)
    companion.talks.write(ana, talk, "sides", SIDE)
    companion.talks.write(ben, talk, "sides", {"saw": "the boxes"})
    companion.undo(ben)
    assert parts(companion, ben, talk) == ()
    assert parts(companion, ana, talk)[0].is_closed


def test_changed_words_keep_the_ones_before_and_who_could_read_them(
    companion: Companion, ana: Person, ben: Person
) -> None:
    talk = begin(companion, TalkKind.FIGHT)
    companion.talks.write(ana, talk, "sides", SIDE)
    companion.talks.write(ana, talk, "sides", SIDE | {"felt": "left alone"})
    (version,) = companion.ledger.all(Version)
    assert version.visibility is Visibility.PRIVATE
    companion.talks.write(ben, talk, "sides", {"saw": "the boxes"})
    companion.talks.write(ana, talk, "sides", SIDE)
    assert [each.visibility for each in companion.ledger.all(Version)] == ["private", "shared"]
    companion.talks.write(ana, talk, "sides", SIDE)
    assert len(companion.ledger.all(Version)) == 2, "the same words again are no change"


def test_felt_heard_and_the_rest_may_stay_empty(companion: Companion, ana: Person, ben: Person) -> None:
    talk = begin(companion)
    companion.talks.write(ana, talk, "close", {"keep": ""}, None)
    assert companion.ledger.all(TalkWords) == []
    companion.talks.write(ana, talk, "close", {"keep": ""}, 4)
    companion.talks.write(ben, talk, "close", {"keep": "the tea"}, 9)
    assert [(part.heard, part.lines) for part in parts(companion, ben, talk)] == [
        (4, ()),
        (None, (("I take with me", "the tea"),)),
    ]


def test_words_that_are_too_long_name_their_line(companion: Companion, ana: Person) -> None:
    talk = begin(companion, TalkKind.FIGHT)
    with pytest.raises(TooLongProblem) as told:
        companion.talks.write(ana, talk, "sides", SIDE | {"own": "x" * (TEXT_LIMIT + 1)})
    assert told.value.field == "own"
    assert companion.ledger.all(TalkWords) == []


def test_thanks_name_their_talk_and_can_be_taken_back(companion: Companion, ana: Person, ben: Person) -> None:
    talk = begin(companion, TalkKind.WEEK, "")
    said = companion.talks.thank(ana, companion.couple, talk, "the soup")
    assert (said.to, said.talk) == (ben.id, talk.id)
    with pytest.raises(Problem):
        companion.talks.unthank(ben, said.id)
    companion.talks.unthank(ana, said.id)
    assert companion.talks.thanks(talk) == []
    companion.undo(ana)
    assert [(each.author, each.text) for each in companion.talks.thanks(talk)] == [(ana.id, "the soup")]


# Ending


def test_it_ends_and_its_topic_is_talked_about(companion: Companion, ana: Person, ben: Person) -> None:
    topic = companion.topics.add(ben, "the rent")
    talk = companion.talks.begin(companion.couple, TalkKind.SPEAKER, about="the rent", topics=[topic.id])
    companion.talks.keep_seconds(talk, 3, {ana.id: 3})
    companion.talks.finish(ana, talk)
    assert [event.talk for event in companion.ledger.all(TopicEvent)] == [talk.id]
    assert companion.topics.waiting(ben) == []
    assert companion.talks.all(ana)[0].finished == TODAY
    assert companion.talks.glance(ana) == ""
    assert list(companion.form_drafts.drafts.keys()) == []

    assert companion.undo(ana) == "ended a talk"
    assert companion.topics.waiting(ben)
    assert companion.talks.all(ana)[0].finished is None


def test_a_topic_may_go_on_waiting(companion: Companion, ana: Person) -> None:
    topic = companion.topics.add(ana, "the rent")
    talk = companion.talks.begin(companion.couple, TalkKind.SPEAKER, topics=[topic.id])
    companion.talks.finish(ana, talk, topics=TopicWhat.WAITING)
    assert [view.id for view in companion.topics.waiting(ana)] == [topic.id]
    assert companion.ledger.all(TopicEvent) == []


def test_what_was_ended_or_removed_in_another_window_stays_so(
    companion: Companion, elsewhere: Companion, ana: Person
) -> None:
    one, other = begin(companion), begin(companion)
    elsewhere.talks.finish(ana, one)
    elsewhere.talks.remove(ana, other.id)
    for talk in (one, other):
        for deed in (companion.talks.keep, lambda talk: companion.talks.finish(ana, talk)):
            with pytest.raises(Problem):
                deed(talk)
    assert companion.talks.get(other.id) is None
    with pytest.raises(Problem):
        companion.talks.write(ana, other, "close", {"keep": "the tea"})


def test_words_can_be_added_to_a_talk_that_has_ended(
    companion: Companion, clock: MovedClock, ana: Person
) -> None:
    talk = companion.talks.finish(ana, begin(companion))
    clock.move(days=3)
    companion.talks.write(ana, talk, "close", {"keep": "it still helps"}, 5)
    assert parts(companion, ana, talk)[0].lines == (("I take with me", "it still helps"),)


# Removing


def test_a_talk_goes_with_ones_own_words_and_comes_back(
    companion: Companion, ana: Person, ben: Person
) -> None:
    talk = begin(companion)
    companion.talks.write(ana, talk, "close", {"keep": "the tea"}, 3)
    assert companion.talks.remove(ana, talk.id) == "It is removed."
    assert companion.talks.all(ben) == []
    assert companion.ledger.all(TalkWords) == []
    companion.undo(ana)
    assert parts(companion, ben, talk)


def test_what_the_other_wrote_stays(companion: Companion, ana: Person, ben: Person) -> None:
    talk = begin(companion)
    companion.talks.write(ana, talk, "close", {"keep": "the tea"})
    companion.talks.write(ben, talk, "close", {"keep": "the walk"})
    assert "the talk stays" in companion.talks.remove(ana, talk.id)
    assert [part.author for part in parts(companion, ana, talk)] == [ben.id]
    with pytest.raises(Problem, match="so it stays"):
        companion.talks.remove(ana, talk.id)
    companion.undo(ana)
    assert len(parts(companion, ana, talk)) == 2


def test_those_under_way_come_first_then_the_newest(
    companion: Companion, clock: MovedClock, ana: Person
) -> None:
    names = []
    for name, is_open in (("old", True), ("older than new", False), ("new", False)):
        talk = begin(companion, about=name)
        names.append(name)
        if not is_open:
            companion.talks.finish(ana, talk)
        clock.move(days=1)
    assert [row.about for row in companion.talks.all(ana)] == ["old", "new", "older than new"]


def test_nothing_about_a_talk_is_a_sum_of_anybody(companion: Companion, ana: Person) -> None:
    talk = companion.talks.keep(begin(companion).changed(companion.clock(), spoken={ana.id: 90}))
    detail = companion.talks.detail(ana, talk.id)
    assert "90" not in repr(detail), "how long each spoke is gone with the talk"
    assert companion.ledger.all(Appreciation) == []
