"""A made-up couple with a year of life, for everybody who wants to look around first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING, Any, cast

from trust_tui.content import load
from trust_tui.model.checkin import CheckIn, PrivateNote
from trust_tui.model.kept import Setback, Topic, Victory
from trust_tui.model.moments import Moment
from trust_tui.model.records import Record, Visibility, content
from trust_tui.model.versions import Version
from trust_tui.services.demo.checkpoints import tell_checkpoints
from trust_tui.services.demo.decks import tell_decks
from trust_tui.services.demo.happened import with_happened
from trust_tui.services.demo.rituals import tell_rituals
from trust_tui.services.demo.scribe import Scribe
from trust_tui.services.demo.shared import SharedYear
from trust_tui.services.demo.support import tell_support
from trust_tui.services.demo.talks import tell_talks
from trust_tui.services.demo.voice import LAST, Voice

if TYPE_CHECKING:
    from random import Random

_KEPT = {"setbacks": Setback, "victories": Victory, "topics": Topic}

_SETBACK = ("felt", "helped", "ask")

_KEPT_AFTER = timedelta(minutes=2)
_EDITED_AFTER = timedelta(minutes=15)


def records(moment: Moment) -> list[Record]:
    """Return everything the made-up couple wrote in the year up to `moment`.

    The first person has checked in today, the second has not. Nobody ever wrote this, so the ids come from
    the day and not from the system: the same day gives the same records.

    Args:
        moment: Now. Its day chooses which lines come when; the story itself stays.
    """
    # Not at the top: only the demo needs it, and everybody would wait for it.
    from random import Random

    chance = Random(moment.day.toordinal())  # noqa: S311 - a story, not a secret
    year = _Year(load("demo.json"), Scribe(moment, chance), chance)
    told = [*year.records(), *year.shared(load("demo_shared.json")), *year.rooms()]
    return year.happened(told)


class _Year:
    """The story, turned into records."""

    def __init__(self, story: Mapping[str, Any], scribe: Scribe, chance: Random) -> None:
        self._story = story
        self._scribe = scribe
        self._chance = chance
        self._keys = [person["key"] for person in story["people"]]
        self._people = {
            person["key"]: scribe.person(person["name"], place)
            for place, person in enumerate(story["people"])
        }
        self._voices = {key: Voice(key, story, scribe.is_weekend, chance) for key in self._keys}
        self._fixed = _fixed(story)
        self._victories: list[Victory] = []
        self._topics: list[Topic] = []
        self._there = {
            (day, key) for day, key in product(range(LAST + 1), self._keys) if self._writes(day, key)
        }

    def records(self) -> Iterator[Record]:
        yield from self._people.values()
        edits = {(row["day"], row["who"]): row for row in self._story["edits"]}
        for day, key in sorted(self._there):
            yield from self._checkin(day, key, edits.get((day, key)))
        yield from self._kept("setbacks")
        self._topics = cast("list[Topic]", list(self._kept("topics")))
        yield from self._topics
        for row in self._story["private_notes"]:
            author = self._people[row["who"]].id
            private = Visibility.PRIVATE
            yield self._scribe.write(PrivateNote, author, row["day"], text=row["text"], visibility=private)

    def _writes(self, day: int, key: str) -> bool:
        """Say whether this person checked in on that day."""
        if (day, key) in self._fixed:
            return True
        if day == LAST or self._is_away(day):
            return False
        missing: float = self._story["arcs"][key]["missing"]
        return self._chance.random() >= missing * (1.6 if self._scribe.is_weekend(day) else 1.0)

    def _is_away(self, day: int) -> bool:
        return any(first <= day <= last for first, last in self._story["away"])

    def _checkin(self, day: int, key: str, edit: Mapping[str, Any] | None) -> Iterator[Record]:
        chance = self._chance
        alone = not all((day, other) in self._there for other in self._keys)
        author = self._people[key].id
        written = self._written(day, key)
        answers = self._voices[key].answers(day, self._fixed.get((day, key), {}))
        released = day < LAST and chance.random() < (0.4 if alone else 0.03)
        now = self._scribe.write(
            CheckIn,
            author,
            day,
            written=written,
            written_on=self._scribe.moment(written).day,
            released=released,
            **answers,
        )
        if edit is None:
            yield now
            return
        before = replace(now, **{edit["field"]: edit["before"]})
        yield before.changed(
            self._scribe.moment(day, _EDITED_AFTER), **{edit["field"]: answers[edit["field"]]}
        )
        yield self._scribe.write(
            Version,
            author,
            day,
            after=_EDITED_AFTER,
            of=before.id,
            of_kind=before.kind,
            of_rev=before.rev,
            body=content(before),
            visibility=Visibility.PRIVATE if alone and not released else Visibility.SHARED,
        )

    def _written(self, day: int, key: str) -> int:
        """Return the day on which a check-in was written: now and then a later one."""
        later = day + self._chance.choice((1, 1, 2))
        is_late = self._chance.random() < 0.04
        if is_late and (day, key) not in self._fixed and later < LAST and not self._is_away(later):
            return later
        return day

    def shared(self, story: Mapping[str, Any]) -> Iterator[Record]:
        """Yield what the two of them agreed, promised and celebrated."""
        shared = SharedYear(story, self._scribe, self._people, self._story["away"], self._chance)
        yield from shared.records()
        self._victories = cast("list[Victory]", list(self._kept("victories")))
        yield from shared.on_the_wall(self._victories)

    def rooms(self) -> Iterator[Record]:
        """Yield what stands in the rooms of the later tabs."""
        yield from tell_rituals(self._scribe, self._people, self._chance)
        yield from tell_decks(self._scribe, self._people, self._victories)
        yield from tell_support(self._scribe, self._people)
        yield from tell_checkpoints(self._scribe, self._people)
        yield from tell_talks(self._scribe, self._people, self._topics)

    def happened(self, told: Sequence[Record]) -> list[Record]:
        """Return all of that with what happened, and what the two of them said to it."""
        return with_happened(told, self._scribe, self._people)

    def _kept(self, name: str) -> Iterator[Record]:
        for row in self._story[name]:
            yield self._scribe.write(
                _KEPT[name],
                self._people[row["who"]].id,
                row["day"],
                after=_KEPT_AFTER,
                text=row["text"],
                from_checkin="field" in row,
                **{field: row[field] for field in _SETBACK if field in row},
            )


def _fixed(story: Mapping[str, Any]) -> dict[tuple[int, str], dict[str, Any]]:
    """Return what the story wants somebody to answer on a day. A day named here has a check-in."""
    fixed: dict[tuple[int, str], dict[str, Any]] = {}
    for row in story["written"]:
        said = {name: value for name, value in row.items() if name not in {"day", "who"}}
        if "feelings" in said:
            said["feelings"] = tuple(said["feelings"])
        fixed[row["day"], row["who"]] = said
    for row in (row for name in _KEPT for row in story[name] if "field" in row):
        fixed.setdefault((row["day"], row["who"]), {})[row["field"]] = row["text"]
    for row in story["private_notes"]:
        fixed.setdefault((row["day"], row["who"]), {})
    return fixed
