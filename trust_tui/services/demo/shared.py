"""What the made-up couple agreed, promised and celebrated: the part of their year that they share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from trust_tui.model.boundaries import Agreement, Boundary, BoundaryEvent, What
from trust_tui.model.promises import Outcome, Pause, Promise, Repair, Result
from trust_tui.model.records import OURS, Record, content
from trust_tui.model.responses import Appreciation, Response
from trust_tui.model.reviews import Review
from trust_tui.model.schedule import understood
from trust_tui.model.versions import Version
from trust_tui.services.demo.voice import LAST

if TYPE_CHECKING:
    from random import Random

    from trust_tui.model.kept import Victory
    from trust_tui.model.people import Person
    from trust_tui.services.demo.scribe import Scribe

RecordT = TypeVar("RecordT", bound=Record)

_ANSWERED = 0.92
"""How often who promised said how it went."""

_OTHER_ANSWERED = 0.55
"""How often the other one did."""

_SEEN_ALIKE = 0.94
"""How often they saw it alike."""

_LATER = 0.06
"""How often it was said a day later."""

_AFTER = timedelta(minutes=5)


class SharedYear:
    """The shared part of the story, turned into records."""

    def __init__(
        self,
        story: Mapping[str, Any],
        scribe: Scribe,
        people: Mapping[str, Person],
        away: Sequence[Sequence[int]],
        chance: Random,
    ) -> None:
        self._story = story
        self._scribe = scribe
        self._people = people
        self._away = away
        self._chance = chance

    def records(self) -> Iterator[Record]:
        """Yield everything but what belongs to the victories."""
        for row in self._story["boundaries"]:
            yield from self._boundary(row)
        yield from self._pauses()
        yield from self._promises()

    def on_the_wall(self, victories: Sequence[Victory]) -> Iterator[Record]:
        """Yield the victories with their themes, what was said to them, and the times of looking at them."""
        more = {row["day"]: row for row in self._story["victories"]}
        first = self._scribe.moment(0).day
        for victory in victories:
            row = more.get((victory.day - first).days, {})
            yield replace(victory, themes=tuple(row.get("themes", ())), pinned=row.get("pinned", False))
            for answer in row.get("answers", ()):
                own = {"text": answer["text"], "of": victory.id, "of_kind": victory.kind}
                yield self._write(Response, answer["who"], answer["day"], **own)
        for row in self._story["reviews"]:
            yield from self._review(row, victories)

    # Boundaries

    def _boundary(self, row: Mapping[str, Any]) -> Iterator[Record]:
        words = {name: row[name] for name in ("area", "fine", "not_fine", "why", "if_crossed")}
        boundary = self._write(
            Boundary,
            row["who"],
            row["day"],
            ours=row.get("ours", False),
            review_on=self._day(row["review_on"]) if "review_on" in row else None,
            worded_by=self._id(row["who"]),
            worded_on=self._day(row["day"]),
            **words,
        )
        yield self._write(Agreement, row["who"], row["day"], of=boundary.id, wording=1)
        for said in row["said"]:
            yield self._said(boundary, 1, said)
        again = row.get("reworded")
        if again is None:
            yield boundary
            return
        by, day = self._id(again["who"]), self._day(again["day"])
        yield boundary.changed(
            self._scribe.moment(again["day"], _AFTER),
            not_fine=again["not_fine"],
            wording=2,
            worded_by=by,
            worded_on=day,
        )
        yield self._write(
            Version,
            again["who"],
            again["day"],
            of=boundary.id,
            of_kind=boundary.kind,
            of_rev=boundary.rev,
            body=content(boundary),
        )
        yield self._write(Agreement, again["who"], again["day"], of=boundary.id, wording=2)
        for said in again["said"]:
            yield self._said(boundary, 2, said)

    def _said(self, boundary: Boundary, wording: int, said: Mapping[str, Any]) -> Record:
        who, day, what = said["who"], said["day"], said["what"]
        if what in {"agreed", "keep"}:
            review = self._day(said["review"]) if what == "keep" else None
            return self._write(Agreement, who, day, of=boundary.id, wording=wording, review=review)
        own = {"what": What(what), "text": said.get("text", "")}
        return self._write(BoundaryEvent, who, day, of=boundary.id, wording=wording, **own)

    # Promises

    def _pauses(self) -> Iterator[Record]:
        for (first, last), why in zip(self._away, self._story["pauses"], strict=True):
            for key in self._people:
                span = {"first": self._day(first), "last": self._day(last)}
                yield self._write(Pause, key, first - 1, why=why, **span)

    def _promises(self) -> Iterator[Record]:
        made: dict[str, Promise] = {}
        for row in self._story["promises"]:
            promise = made[row["key"]] = self._promise(row, made)
            first, last = row["day"], min(row.get("until", LAST), LAST)
            repaired = row.get("repair")
            missed = self._missed(promise, repaired) if repaired else None
            for day in promise.schedule.between(self._day(first), self._day(last - 1)):
                number = (day - self._day(0)).days
                if not self._is_away(number):
                    yield from self._outcomes(row, promise, number, is_missed=day == missed)
            if "until" in row:
                ending = promise.schedule.next_after(self._day(last - 1))[0]
                own = {"of": promise.id, "due": ending, "result": Result.RENEWED}
                yield self._write(Outcome, row["who"], last, **own)
            if repaired and missed:
                yield from self._repair(row, promise, repaired, missed)
            yield promise

    def _promise(self, row: Mapping[str, Any], made: Mapping[str, Promise]) -> Promise:
        old = made.get(row.get("renews", ""))
        return self._write(
            Promise,
            row["who"],
            row["day"],
            when=row["when"],
            will=row["will"],
            fallback=row["fallback"],
            to=next(self._id(key) for key in self._people if key != row["who"]),
            schedule=understood(row["schedule"], self._day(row["day"])),
            renews=old.id if old else "",
        )

    def _missed(self, promise: Promise, repaired: Mapping[str, Any]) -> date | None:
        """Return the day that the repair is about: the last one due in the span that the story names."""
        first, last = repaired["due"]
        days = promise.schedule.between(self._day(first), self._day(last))
        return days[-1] if days else None

    def _outcomes(
        self, row: Mapping[str, Any], promise: Promise, day: int, *, is_missed: bool
    ) -> Iterator[Record]:
        chance = self._chance
        is_kept = not is_missed and chance.random() < row["kept"]
        alike = is_missed or chance.random() < _SEEN_ALIKE
        for key in self._people:
            is_maker = key == row["who"]
            answered = chance.random() < (_ANSWERED if is_maker else _OTHER_ANSWERED)
            later = chance.random() < _LATER
            if answered or is_missed:
                saw_kept = is_kept if is_maker or alike else not is_kept
                result = Result.KEPT if saw_kept else Result.NOT_KEPT
                said_on = min(day + later, LAST - 1)
                own = {"of": promise.id, "due": self._day(day), "result": result}
                yield self._write(Outcome, key, said_on, **own)

    def _repair(
        self, row: Mapping[str, Any], promise: Promise, repaired: Mapping[str, Any], missed: date
    ) -> Iterator[Record]:
        words = {"happened": repaired["happened"], "right": repaired["right"]}
        repair = self._write(Repair, row["who"], repaired["day"], of=promise.id, due=missed, **words)
        yield repair
        landed = repaired["landed"]
        other = next(key for key in self._people if key != row["who"])
        own = {"text": landed["text"], "of": repair.id, "of_kind": repair.kind}
        yield self._write(Response, other, landed["day"], **own)

    # Reviews

    def _review(self, row: Mapping[str, Any], victories: Sequence[Victory]) -> Iterator[Record]:
        day = self._day(row["day"])
        seen = tuple(victory.id for victory in victories if victory.day <= day)
        review = self._scribe.write(
            Review, OURS, row["day"], after=_AFTER, last=day, seen=seen, finished=day, only_new=True
        )
        yield review
        for said in row["thanks"]:
            to = next(self._id(key) for key in self._people if key != said["who"])
            own = {"text": said["text"], "to": to, "review": review.id}
            yield self._write(Appreciation, said["who"], row["day"], **own)

    # What all of them need

    def _write(self, kind: type[RecordT], who: str, day: int, **own: Any) -> RecordT:
        return self._scribe.write(kind, self._id(who), day, after=_AFTER, **own)

    def _id(self, key: str) -> str:
        return self._people[key].id

    def _day(self, day: int) -> date:
        return self._scribe.moment(0).day + timedelta(days=day)

    def _is_away(self, day: int) -> bool:
        return any(first <= day <= last for first, last in self._away)
