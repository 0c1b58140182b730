"""Topics: what waits to be talked about, from whom, and what has been talked about."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trust_tui.model.checkin import CheckIn
from trust_tui.model.kept import Topic
from trust_tui.model.records import Deletion
from trust_tui.model.talks import TopicEvent, TopicWhat
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.desk import Change, Desk, Write
from trust_tui.services.problems import Problem, TooLongProblem
from trust_tui.services.sight import Sight, past_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from trust_tui.model.people import Person


@dataclass(frozen=True, slots=True)
class TopicView:
    """One topic as one person may see it.

    Attributes:
        id: Its record's id.
        author: The id of who brought it.
        day: The day it is from.
        text: The words.
        is_mine: Whether the reader brought it, and so may change it.
        from_checkin: Whether it grew out of a line of a check-in.
        is_closed: Whether only the reader sees it for now, as long as their check-in of that day is closed.
        is_waiting: Whether it still waits, or waits again.
        talked: The days on which it was talked about, oldest first.
    """

    id: str
    author: str
    day: date
    text: str
    is_mine: bool = False
    from_checkin: bool = False
    is_closed: bool = False
    is_waiting: bool = True
    talked: tuple[date, ...] = ()


@dataclass
class Topics:
    """What people can do with topics."""

    desk: Desk

    def all(self, reader: Person) -> list[TopicView]:
        """Return every topic that `reader` may see: what waits first, then the newest first."""
        sight = Sight(self.desk.ledger)
        events = self._events()
        found = [
            self._view(reader, topic, sight, events.get(topic.id, ()))
            for topic in self.desk.ledger.all(Topic)
            if sight.may_see(reader, topic)
        ]
        found.reverse()  # of one day, the one written last comes first
        return sorted(found, key=lambda view: (not view.is_waiting, -view.day.toordinal()))

    def waiting(self, reader: Person) -> list[TopicView]:
        """Return what waits to be talked about and `reader` may see, the newest first."""
        return [view for view in self.all(reader) if view.is_waiting]

    def for_both(self, reader: Person) -> list[TopicView]:
        """Return what waits and both may see: two people look at one screen."""
        return [view for view in self.waiting(reader) if not view.is_closed]

    def glance(self, reader: Person) -> str:
        """Say in a short sentence how much waits."""
        waiting = len(self.waiting(reader))
        if not waiting:
            return ""
        return "One topic waits." if waiting == 1 else f"{waiting} topics wait."

    def texts(self, reader: Person) -> Iterator[tuple[str, date, str]]:
        """Yield id, day and words of everything that a search may find for `reader`."""
        for view in self.all(reader):
            yield view.id, view.day, view.text

    # Changing them

    def add(self, person: Person, text: str) -> Topic:
        """Put a topic with what waits.

        Raises:
            Problem: If there are no words, or too many.
        """
        topic = self.desk.new(Topic, person.id, text=checked(text))
        self.desk.do(Change(person.id, "added a topic", (Write(None, topic),)))
        return topic

    def edit(self, person: Person, topic_id: str, text: str) -> Topic:
        """Word one's own topic anew; what it said before is kept.

        Raises:
            Problem: If it is not there, not one's own, or the words cannot be used.
        """
        before = self._own(person, topic_id)
        after = before.changed(self.desk.clock(), text=checked(text))
        with self.desk.ledger.transaction() as tx:
            version = past_of(before, self._ever(before))
            change = Change(person.id, "reworded a topic", (Write(before, after, version),))
            self.desk.write(tx, change)
        self.desk.remember(change)
        return after

    def remove(self, person: Person, topic_id: str) -> None:
        """Take one's own topic away. Undo brings it back.

        Raises:
            Problem: If it is not there or not one's own.
        """
        before = self._own(person, topic_id)
        moment = self.desk.clock()
        after = before.changed(moment, deleted=Deletion(person.id, moment.at))
        self.desk.do(Change(person.id, "removed a topic", (Write(before, after),)))

    def talked(self, person: Person, topic_id: str) -> TopicEvent:
        """Note that the two talked about it. Either may.

        Raises:
            Problem: If it is not there, or was noted already.
        """
        return self._happened(person, topic_id, TopicWhat.TALKED, "noted that you talked about it")

    def again(self, person: Person, topic_id: str) -> TopicEvent:
        """Let it wait again: not everything is said in one talk. Either may.

        Raises:
            Problem: If it is not there, or waits anyway.
        """
        return self._happened(person, topic_id, TopicWhat.WAITING, "put a topic back to what waits")

    def event(self, person: Person, topic_id: str, what: TopicWhat, talk: str = "") -> TopicEvent:
        """Return what happened to a topic. It is not stored yet."""
        return self.desk.new(TopicEvent, person.id, of=topic_id, what=what, talk=talk)

    def view(self, reader: Person, topic_id: str) -> TopicView | None:
        """Return one topic, or None where the reader may not see it or it is not there any more."""
        topic = self.desk.ledger.get(Topic, topic_id)
        sight = Sight(self.desk.ledger)
        if topic is None or topic.deleted or not sight.may_see(reader, topic):
            return None
        return self._view(reader, topic, sight, self._events().get(topic_id, ()))

    def _happened(self, person: Person, topic_id: str, what: TopicWhat, words: str) -> TopicEvent:
        view = self._there(person, topic_id)
        if view.is_waiting == (what is TopicWhat.WAITING):
            raise Problem("That is how it stands already.")
        event = self.event(person, topic_id, what)
        self.desk.do(Change(person.id, words, (Write(None, event),)))
        return event

    # Looking

    def _events(self) -> Mapping[str, Sequence[TopicEvent]]:
        events: dict[str, list[TopicEvent]] = defaultdict(list)
        for event in self.desk.ledger.all(TopicEvent):
            events[event.of].append(event)
        return events

    def _view(self, reader: Person, topic: Topic, sight: Sight, events: Sequence[TopicEvent]) -> TopicView:
        # By when it was written: another device's entries may come later and be older.
        in_order = sorted(events, key=lambda event: event.created_at)
        return TopicView(
            id=topic.id,
            author=topic.author,
            day=topic.day,
            text=topic.text,
            is_mine=topic.author == reader.id,
            from_checkin=topic.from_checkin,
            is_closed=sight.is_closed(topic),
            is_waiting=not in_order or in_order[-1].what is TopicWhat.WAITING,
            talked=tuple(event.day for event in in_order if event.what is TopicWhat.TALKED),
        )

    def _ever(self, topic: Topic) -> list[CheckIn]:
        return self.desk.ledger.all(CheckIn, include_deleted=True, day=topic.day)

    def _there(self, person: Person, topic_id: str) -> TopicView:
        view = self.view(person, topic_id)
        if view is None:
            raise Problem("This topic is not there any more.")
        return view

    def _own(self, person: Person, topic_id: str) -> Topic:
        view, topic = self._there(person, topic_id), self.desk.ledger.get(Topic, topic_id)
        if topic is None or not view.is_mine:
            raise Problem("Only who brought it can change it.")
        return topic


def checked(text: str, field: str = "text") -> str:
    """Return usable words of a topic.

    Raises:
        Problem: If there are none, or too many.
    """
    text = text.strip()
    if not text:
        raise Problem("There are no words here yet. A few are enough.", field)
    if len(text) > TEXT_LIMIT:
        raise TooLongProblem(len(text), field)
    return text
