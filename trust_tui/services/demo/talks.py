"""What the made-up couple talked about by turns, and what became of their topics."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from trust_tui.content import load
from trust_tui.model.records import OURS
from trust_tui.model.responses import Appreciation
from trust_tui.model.talks import Talk, TalkKind, TalkWords, TopicEvent, TopicWhat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trust_tui.model.kept import Topic
    from trust_tui.model.people import Person
    from trust_tui.model.records import Record
    from trust_tui.services.demo.scribe import Scribe

_AFTER = timedelta(minutes=40)
_STEP = timedelta(minutes=1)

_SOON = (3, 9, 5, 12, 4, 7)
"""Days after which they talked about one topic after the other."""


def tell_talks(scribe: Scribe, people: Mapping[str, Person], topics: Sequence[Topic]) -> Iterator[Record]:
    """Yield their talks, and what became of their topics."""
    story = load("demo_talks.json")
    first = scribe.moment(0).day
    keys = {person.id: key for key, person in people.items()}
    by_day = {((topic.day - first).days, keys[topic.author]): topic for topic in topics}
    taken = set()
    for row in story["talks"]:
        topic = by_day[row["topic"][0], row["topic"][1]] if "topic" in row else None
        taken.add(topic.id if topic else "")
        yield from _talk(row, scribe, people, topic)
    for number, ((day, key), topic) in enumerate(by_day.items()):
        if day < story["from"] and day not in story["waits"] and topic.id not in taken:
            later = day + _SOON[number % len(_SOON)]
            yield _event(scribe, people[key].id, later, topic, TopicWhat.TALKED)
            if day in story["again"]:
                yield _event(scribe, people[key].id, later + 1, topic, TopicWhat.WAITING)


def _talk(
    row: Mapping[str, Any], scribe: Scribe, people: Mapping[str, Person], topic: Topic | None
) -> Iterator[Record]:
    day, is_open = row["day"], row.get("open", False)
    talk = scribe.write(
        Talk,
        OURS,
        day,
        after=_AFTER,
        sort=TalkKind(row["sort"]),
        about=topic.text if topic else row.get("about", ""),
        topics=(topic.id,) if topic else (),
        step="floor" if is_open else "close",
        floor=people[row["who"]].id,
        spoken={people[key].id: seconds for key, seconds in row.get("spoken", {}).items()},
        finished=None if is_open else scribe.moment(day).day,
    )
    yield talk
    yield from _kept(row, scribe, people, talk)
    if topic is not None and not is_open:
        yield _event(scribe, people[row["who"]].id, day, topic, TopicWhat.TALKED, talk.id)


def _kept(
    row: Mapping[str, Any], scribe: Scribe, people: Mapping[str, Person], talk: Talk
) -> Iterator[Record]:
    heard = dict(row.get("heard", {}))
    for number, said in enumerate(row["words"], 1):
        words = {key: text for key, text in said.items() if key not in {"who", "part"}}
        own: dict[str, Any] = {"of": talk.id, "part": said["part"], "words": words}
        if said["part"] == "close":
            own["heard"] = heard.pop(said["who"], None)
        author = people[said["who"]].id
        yield scribe.write(TalkWords, author, row["day"], after=_AFTER + number * _STEP, **own)
    for key, step in heard.items():
        yield scribe.write(
            TalkWords, people[key].id, row["day"], after=2 * _AFTER, of=talk.id, part="close", heard=step
        )
    for said in row.get("thanks", ()):
        other = next(person.id for key, person in people.items() if key != said["who"])
        thanks = {"text": said["text"], "to": other, "talk": talk.id}
        yield scribe.write(Appreciation, people[said["who"]].id, row["day"], after=_AFTER, **thanks)


def _event(
    scribe: Scribe, author: str, day: int, topic: Topic, what: TopicWhat, talk: str = ""
) -> TopicEvent:
    return scribe.write(TopicEvent, author, day, after=2 * _AFTER, of=topic.id, what=what, talk=talk)
