"""What the made-up couple does again and again, and what they thank each other for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from trust_tui.content import load
from trust_tui.model.responses import Appreciation, Response
from trust_tui.model.rituals import Ritual, RitualDone
from trust_tui.model.schedule import understood
from trust_tui.services.demo.voice import LAST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

    from trust_tui.model.people import Person
    from trust_tui.model.records import Record
    from trust_tui.services.demo.scribe import Scribe

_AFTER = timedelta(minutes=20)

_WITH_WORDS = 0.3
"""How often they wrote down how it was."""


def tell_rituals(scribe: Scribe, people: Mapping[str, Person], chance: Random) -> Iterator[Record]:
    """Yield their rituals with the times they were done, and their thanks."""
    story = load("demo_rituals.json")
    for row in story["rituals"]:
        yield from _ritual(row, scribe, people, chance)
    for row in story["thanks"]:
        other = next(person.id for key, person in people.items() if key != row["who"])
        author = people[row["who"]].id
        said = scribe.write(Appreciation, author, row["day"], after=_AFTER, text=row["text"], to=other)
        yield said
        if answer := row.get("answer"):
            own = {"text": answer["text"], "of": said.id, "of_kind": said.kind}
            yield scribe.write(Response, people[answer["who"]].id, answer["day"], after=2 * _AFTER, **own)


def _ritual(
    row: Mapping[str, Any], scribe: Scribe, people: Mapping[str, Person], chance: Random
) -> Iterator[Record]:
    begun = scribe.moment(row["day"]).day
    rhythm = understood(row["rhythm"], begun) if row["rhythm"] else None
    own = {"name": row["name"], "how": row["how"], "rhythm": rhythm, "resting": "until" in row}
    ritual = scribe.write(Ritual, people[row["who"]].id, row["day"], after=_AFTER, **own)
    yield ritual
    if rhythm is None:
        return
    first = scribe.moment(0).day
    last = first + timedelta(days=min(row.get("until", LAST), LAST) - 1)
    words = list(row["words"])
    keys = list(people)
    for day in rhythm.between(begun, last):
        if chance.random() < row["done"]:
            text = words.pop(0) if words and chance.random() < _WITH_WORDS else ""
            who = people[chance.choice(keys)].id
            yield scribe.write(RitualDone, who, (day - first).days, after=_AFTER, of=ritual.id, text=text)
