"""Topics: what waits, from whom, who may see it, and what becomes of it."""

from __future__ import annotations

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkin import Answers
from trust_tui.model.kept import Topic
from trust_tui.model.people import Person
from trust_tui.model.records import Visibility
from trust_tui.model.talks import TopicEvent
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.model.versions import Version
from trust_tui.services.companion import Companion
from trust_tui.services.problems import Problem, TooLongProblem


def waiting(companion: Companion, reader: Person) -> list[str]:
    return [view.text for view in companion.topics.waiting(reader)]


def test_what_waits_is_there_for_both_newest_first(
    companion: Companion, clock: MovedClock, ana: Person, ben: Person
) -> None:
    assert companion.topics.glance(ana) == ""
    companion.topics.add(ana, " the rent ")
    assert companion.topics.glance(ben) == "One topic waits."
    clock.move(days=1)
    companion.topics.add(ben, "his brother")
    assert waiting(companion, ana) == waiting(companion, ben) == ["his brother", "the rent"]
    assert companion.topics.glance(ana) == "2 topics wait."
    assert [view.is_mine for view in companion.topics.all(ana)] == [False, True]


@pytest.mark.parametrize("text", ["", "  \n "])
def test_a_topic_needs_words(companion: Companion, ana: Person, text: str) -> None:
    with pytest.raises(Problem) as told:
        companion.topics.add(ana, text)
    assert told.value.field == "text"
    with pytest.raises(TooLongProblem):
        companion.topics.add(ana, "x" * (TEXT_LIMIT + 1))


def test_a_topic_of_a_closed_day_is_its_writers_alone(companion: Companion, ana: Person, ben: Person) -> None:
    companion.checkins.save(ana, TODAY, Answers(need="to talk about Thursday"))
    topic = companion.checkins.keep(Topic, ana, TODAY, "to talk about Thursday")
    assert waiting(companion, ben) == []
    assert companion.topics.glance(ben) == ""
    assert list(companion.topics.texts(ben)) == []
    assert companion.topics.view(ben, topic.id) is None
    assert companion.topics.for_both(ana) == [], "two people look at one screen"
    mine = companion.topics.waiting(ana)[0]
    assert (mine.is_closed, mine.from_checkin) == (True, True)
    for deed in (companion.topics.talked, companion.topics.remove):
        with pytest.raises(Problem):
            deed(ben, topic.id)
    companion.topics.edit(ana, topic.id, "to talk about Friday")
    (version,) = companion.ledger.all(Version, of=topic.id)
    assert version.visibility is Visibility.PRIVATE, "nobody else could ever read it"

    companion.checkins.save(ben, TODAY, Answers(safe=3))
    assert waiting(companion, ben) == ["to talk about Friday"]
    assert companion.topics.for_both(ana)


def test_only_its_writer_words_it_anew_and_the_words_before_are_kept(
    companion: Companion, ana: Person, ben: Person
) -> None:
    topic = companion.topics.add(ana, "the rent")
    with pytest.raises(Problem, match="Only who brought it"):
        companion.topics.edit(ben, topic.id, "mine now")
    companion.topics.edit(ana, topic.id, "the rent, and the deposit")
    (version,) = companion.ledger.all(Version, of=topic.id)
    assert version.body["text"] == "the rent"
    assert version.visibility is Visibility.SHARED
    companion.undo(ana)
    assert waiting(companion, ana) == ["the rent"]


def test_it_is_talked_about_and_can_wait_again(
    companion: Companion, clock: MovedClock, ana: Person, ben: Person
) -> None:
    topic = companion.topics.add(ana, "the rent")
    companion.topics.talked(ben, topic.id)
    assert waiting(companion, ana) == []
    assert companion.topics.all(ana)[0].talked == (TODAY,)
    with pytest.raises(Problem):
        companion.topics.talked(ana, topic.id)
    clock.move(minutes=1)
    companion.topics.again(ana, topic.id)
    assert waiting(companion, ben) == ["the rent"]
    with pytest.raises(Problem):
        companion.topics.again(ben, topic.id)
    assert len(companion.ledger.all(TopicEvent)) == 2, "nothing that happened is overwritten"
    assert companion.undo(ana) == "put a topic back to what waits"
    assert waiting(companion, ana) == []


def test_a_removed_topic_comes_back_with_undo(companion: Companion, ana: Person, ben: Person) -> None:
    topic = companion.topics.add(ana, "the rent")
    with pytest.raises(Problem, match="Only who brought it"):
        companion.topics.remove(ben, topic.id)
    companion.topics.remove(ana, topic.id)
    assert companion.topics.all(ben) == []
    companion.undo(ana)
    assert waiting(companion, ben) == ["the rent"]


def test_what_somebody_wrote_to_a_topic_keeps_it(companion: Companion, ana: Person, ben: Person) -> None:
    topic = companion.topics.add(ana, "the rent")
    companion.topics.talked(ben, topic.id)
    with pytest.raises(Problem, match="the other one wrote something"):
        companion.undo(ana)


def test_who_writes_alone_has_topics_too(alone: Companion) -> None:
    cleo = alone.couple.people[0]
    alone.topics.add(cleo, "the rent")
    assert waiting(alone, cleo) == ["the rent"]
