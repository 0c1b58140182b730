"""A made-up life of two people, the same each time: as many years of it as are asked for.

Ten years are 7,300 check-ins with notes of 500 characters, 3,000 promises with 20,000 outcomes, 2,000
victories with answers, 200 boundaries with an earlier version each, and 1,500 talks, setbacks and
appreciations. It ends yesterday: today's check-in is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, TypeVar

from trust_tui.model.boundaries import Agreement, Boundary
from trust_tui.model.checkin import CheckIn, PrivateNote
from trust_tui.model.kept import Setback, Topic, Victory
from trust_tui.model.people import Person
from trust_tui.model.promises import Outcome, Promise, Result
from trust_tui.model.records import OURS, Record, Visibility, content, new_id
from trust_tui.model.responses import Appreciation, Response
from trust_tui.model.schedule import Schedule
from trust_tui.model.talks import Talk, TalkKind, TalkWords, TopicEvent, TopicWhat
from trust_tui.model.versions import Version

RecordT = TypeVar("RecordT", bound=Record)

NAMES = ("Ana", "Ben")
SEED = 20261122
NOTE = {"appreciated": 150, "need": 200, "own": 150}
"""Characters of what is said in a check-in: 500 in all."""

PRIVATE_EVERY = 7
"""Days from one private note of a person to the next."""

RARE_WORD = "zebra"
RARE = 2
"""How many of the first victories hold the rare word, whose first letter no other word has."""

DUES = 5
"""How often each promise is due: every week, and then it has ended."""

_WORDS = (
    "today we sat in the kitchen and talked about money and the week that was hard for both of us until it",
    "was late then I called when the train stood still you listened without looking at the telephone and I",
    "could breathe again after supper we walked around the lake slowly because nobody wanted to go home yet",
    "my sister asked how things are I said better than in spring not easy some evenings still hurt",
)
_VOCABULARY = " ".join(_WORDS).split()
_FEELINGS = ("calm", "hopeful", "tired", "hurt", "angry", "confused", "numb", "relieved")
_THEMES = ("honesty", "time together", "courage", "listening", "repair")
_AREAS = ("time", "phones", "friends", "money")


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much of everything there is."""

    days: int
    promises: int
    victories: int
    boundaries: int
    talks: int
    setbacks: int
    appreciations: int


def years(count: int) -> Amounts:
    """Return how much there is after so many years."""
    each = {"promises": 300, "victories": 200, "boundaries": 20}
    told = {"talks": 50, "setbacks": 50, "appreciations": 50}
    return Amounts(days=365 * count, **{name: number * count for name, number in (each | told).items()})


NOTHING = years(0)
"""Two people who have just begun."""

TWENTY = Amounts(140, promises=4, victories=20, boundaries=2, talks=2, setbacks=2, appreciations=2)
"""Twenty victories and twenty due days: against these, long lists are measured."""


def records(amounts: Amounts, today: date) -> Iterator[Record]:
    """Yield everything that was written, the two people first."""
    yield from _Life(amounts, today).records()


class _Life:
    def __init__(self, amounts: Amounts, today: date) -> None:
        self._amounts = amounts
        self._today = today
        self._first = today - timedelta(amounts.days)
        self._chance = Random(SEED)
        begins = self._at(0, hour=7)
        people = [
            self._made(Person, "person", begins, name=name, place=place) for place, name in enumerate(NAMES)
        ]
        self._people = [replace(person, author=person.id) for person in people]

    def records(self) -> Iterator[Record]:
        yield from self._people
        for day in range(self._amounts.days):
            for person in self._people:
                yield from self._checkin(day, person.id)
        yield from self._told(self._amounts.boundaries, self._boundary)
        yield from self._told(self._amounts.promises, self._promise)
        yield from self._told(self._amounts.victories, self._victory)
        yield from self._told(self._amounts.talks, self._talk)
        yield from self._told(self._amounts.setbacks, self._setback)
        yield from self._told(self._amounts.appreciations, self._appreciation)

    def _told(self, amount: int, tell: Any) -> Iterator[Record]:
        """Tell so many things, spread evenly over all days."""
        for number in range(amount):
            yield from tell(number, number * self._amounts.days // amount)

    def _checkin(self, day: int, author: str) -> Iterator[Record]:
        at, chance = self._at(day, hour=20), self._chance
        yield self._made(
            CheckIn,
            author,
            at,
            feelings=tuple(chance.sample(_FEELINGS, 2)),
            safe=chance.randint(1, 5),
            close=chance.randint(1, 5),
            written_on=at.date(),
            **{name: self._text(length) for name, length in NOTE.items()},
        )
        if day % PRIVATE_EVERY == 0:
            note = self._text(120)
            yield self._made(PrivateNote, author, at, text=note, visibility=Visibility.PRIVATE)

    def _boundary(self, number: int, day: int) -> Iterator[Record]:
        author, other = self._authors(number)
        at = self._at(day, hour=10)
        words = {name: self._text(90) for name in ("not_fine", "why", "if_crossed")}
        before = self._made(
            Boundary,
            author,
            at,
            area=_AREAS[number % len(_AREAS)],
            review_on=self._today + timedelta(number % 90 + 1),
            worded_by=author,
            worded_on=at.date(),
            fine=f"boundary {number}: {self._text(70)}",
            **words,
        )
        later = at + timedelta(hours=2)
        own: dict[str, Any] = {"not_fine": self._text(90), "wording": 2, "worded_by": other}
        yield replace(before, rev=2, updated_at=later, **own)
        of = {"of": before.id, "of_kind": before.kind, "of_rev": before.rev}
        yield self._made(Version, other, later, **of, body=content(before))
        for person in (author, other):
            yield self._made(Agreement, person, later, of=before.id, wording=2)

    def _promise(self, number: int, day: int) -> Iterator[Record]:
        author, other = self._authors(number)
        at = self._at(day, hour=9)
        schedule = Schedule(at.date(), f"FREQ=WEEKLY;COUNT={DUES}")
        words = {"when": f"promise {number}: {self._text(20)}", "will": self._text(40)}
        promise = self._made(Promise, author, at, **words, fallback=self._text(40), schedule=schedule)
        yield promise
        for turn in range(DUES):
            answered = self._at(day + 7 * turn, hour=21)
            if answered.date() >= self._today:
                break
            result = Result.NOT_KEPT if self._chance.random() < 0.1 else Result.KEPT
            own = {"of": promise.id, "due": answered.date(), "result": result}
            yield self._made(Outcome, author, answered, **own)
            if (number * DUES + turn) % 3 == 0:
                yield self._made(Outcome, other, answered, **own, text=self._text(40))

    def _victory(self, number: int, day: int) -> Iterator[Record]:
        author, other = self._authors(number)
        at = self._at(day, hour=22)
        text = f"victory {number}: {self._text(120)}"
        if number < RARE:
            text += f" {RARE_WORD}"
        theme = _THEMES[number % len(_THEMES)]
        victory = self._made(Victory, author, at, text=text, themes=(theme,))
        yield victory
        answer = {"of": victory.id, "of_kind": victory.kind, "text": self._text(80)}
        yield self._made(Response, other, at + timedelta(minutes=5), **answer)

    def _talk(self, number: int, day: int) -> Iterator[Record]:
        author, _ = self._authors(number)
        at = self._at(day, hour=19)
        topic = self._made(Topic, author, at, text=f"topic {number}: {self._text(40)}")
        yield topic
        own = {"sort": TalkKind.SPEAKER, "about": topic.text, "topics": (topic.id,), "step": "close"}
        talk = self._made(Talk, OURS, at + timedelta(minutes=1), **own, floor=author, finished=at.date())
        yield talk
        if number % 10:  # now and then one waits for another evening
            event = {"of": topic.id, "what": TopicWhat.TALKED, "talk": talk.id}
            yield self._made(TopicEvent, author, at + timedelta(minutes=45), **event)
        for person in self._people:
            words = {"of": talk.id, "part": "close", "words": {"take": self._text(120)}, "heard": 4}
            yield self._made(TalkWords, person.id, at + timedelta(minutes=40), **words)

    def _setback(self, number: int, day: int) -> Iterator[Record]:
        author, _ = self._authors(number)
        own = {name: self._text(60) for name in ("felt", "helped", "ask")}
        yield self._made(
            Setback, author, self._at(day, hour=18), text=f"setback {number}: {self._text(60)}", **own
        )

    def _appreciation(self, number: int, day: int) -> Iterator[Record]:
        author, other = self._authors(number)
        text = f"thanks {number}: {self._text(80)}"
        yield self._made(Appreciation, author, self._at(day, hour=17), text=text, to=other)

    # What all of them are made of

    def _authors(self, number: int) -> tuple[str, str]:
        """Return who wrote something, and the other one."""
        one, two = (person.id for person in self._people)
        return (one, two) if number % 2 == 0 else (two, one)

    def _at(self, day: int, hour: int) -> datetime:
        return datetime.combine(self._first + timedelta(day), time(hour, tzinfo=UTC))

    def _made(self, kind: type[RecordT], author: str, at: datetime, **own: Any) -> RecordT:
        return kind(
            id=new_id(author, at, self._chance.randbytes(5)),
            author=author,
            device="bench",
            created_at=at,
            updated_at=at,
            tz="UTC",
            day=at.date(),
            **own,
        )

    def _text(self, length: int) -> str:
        """Return words of exactly so many characters."""
        words: list[str] = []
        size = 0
        while size < length:
            word = self._chance.choice(_VOCABULARY)
            words.append(word)
            size += len(word) + 1
        return " ".join(words)[:length].strip().ljust(length, "…")
