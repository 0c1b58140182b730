"""Checkpoints: each answers for themselves first, and both are shown only once both want that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trust_tui.model.checkpoints import WEEKS, Checkpoint, CheckpointAnswer, CheckpointRhythm, Way
from trust_tui.model.dates import date_words
from trust_tui.model.records import OURS, Visibility
from trust_tui.services.answers import versions_of
from trust_tui.services.checks import trimmed
from trust_tui.services.desk import Change, Desk, Write, first
from trust_tui.services.problems import Problem
from trust_tui.services.sight import may_see

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.model.versions import Version


@dataclass(frozen=True, slots=True)
class Occasion:
    """One checkpoint as one person may see it.

    Attributes:
        day: Its day.
        own: The reader's answer, or None.
        other: The other's answer, once both showed theirs, or None.
        is_awaited: Whether the other would like to show theirs, and the reader has not said so yet.
        asked_by: The id of who asked for it apart from the rhythm, or "".
        before: What the reader's answer said before, and the other's since it is open; oldest first.
    """

    day: date
    own: CheckpointAnswer | None = None
    other: CheckpointAnswer | None = None
    is_awaited: bool = False
    asked_by: str = ""
    before: tuple[Version, ...] = ()

    @property
    def id(self) -> str:
        """Names it among the others."""
        return self.day.isoformat()

    @property
    def is_open(self) -> bool:
        """Whether both may read both answers."""
        return self.own is not None and self.own.visibility is Visibility.SHARED


@dataclass
class Checkpoints:
    """What people can do with checkpoints."""

    desk: Desk

    @property
    def rhythm(self) -> CheckpointRhythm | None:
        """How often the couple wants them, or None where that was never said."""
        found = self.desk.ledger.all(CheckpointRhythm)
        return max(found, key=lambda each: (each.created_at, each.id), default=None)

    @property
    def next_on(self) -> date | None:
        """The day of the next one by the rhythm, or None."""
        return self.rhythm.next_after(self.desk.clock().day) if self.rhythm else None

    def all(self, reader: Person) -> list[Occasion]:
        """Return the checkpoints up to today, newest first."""
        asked = {each.day: each.author for each in self.desk.ledger.all(Checkpoint)}
        by_day: dict[date, list[CheckpointAnswer]] = {}
        for answer in self.desk.ledger.all(CheckpointAnswer):
            by_day.setdefault(answer.day, []).append(answer)
        own_days = {
            answer.day for answers in by_day.values() for answer in answers if may_see(reader, answer, ())
        }
        days = {*self._by_rhythm(), *asked, *own_days}
        return [
            self._occasion(reader, day, by_day.get(day, []), asked.get(day, ""))
            for day in sorted(days, reverse=True)
        ]

    def _by_rhythm(self) -> set[date]:
        """Return the days of the rhythms that held, each until the next one."""
        rhythms = sorted(self.desk.ledger.all(CheckpointRhythm), key=lambda each: (each.created_at, each.id))
        ends = [*(each.day for each in rhythms[1:]), self.desk.clock().day][: len(rhythms)]
        days = {day for each, end in zip(rhythms, ends, strict=True) for day in each.days(end)}
        return {day for day in days if day <= self.desk.clock().day}

    def glance(self, reader: Person) -> str:
        """Say that one is there to be answered, or when the next one is."""
        newest = next(iter(self.all(reader)), None)
        if newest is not None and newest.is_awaited:
            return "The other one would like to look at a checkpoint together"
        if newest is not None and newest.own is None:
            return "One is here to be thought about, whenever you like"
        today = self.desk.clock().day
        return f"The next one is on {date_words(self.next_on, today)}" if self.next_on else ""

    def texts(self, reader: Person) -> Iterator[tuple[str, date, str]]:
        """Yield id, day and words of everything that a search may find for `reader`."""
        for occasion in self.all(reader):
            words = " ".join(each.text for each in (occasion.own, occasion.other) if each)
            if words.strip():
                yield occasion.id, occasion.day, words

    # Changing it

    def every(self, person: Person, weeks: int) -> CheckpointRhythm:
        """Say how many weeks lie between two checkpoints, from today on; 0 for none.

        Raises:
            Problem: If it is no number of weeks that is offered.
        """
        if weeks not in {0, *WEEKS}:
            raise Problem(f"Choose one of these: {', '.join(map(str, WEEKS))} weeks.", "weeks")
        rhythm = self.desk.new(CheckpointRhythm, OURS, weeks=weeks)
        self.desk.do(Change(person.id, "chose how often checkpoints come", (Write(None, rhythm),)))
        return rhythm

    def ask(self, person: Person) -> Checkpoint:
        """Ask for a checkpoint today. The other sees that it was asked for.

        Raises:
            Problem: If there is one today already.
        """
        today = self.desk.clock().day
        if any(occasion.day == today for occasion in self.all(person)):
            raise Problem("There is a checkpoint today already.")
        asked = self.desk.new(Checkpoint, person.id)
        self.desk.do(Change(person.id, "asked for a checkpoint", (Write(None, asked),)))
        return asked

    def other_waits(self, person: Person, day: date) -> bool:
        """Say whether both answers of a day open as soon as this person wants to show theirs."""
        return self._waiting(self.desk.ledger.all(CheckpointAnswer), person, day) is not None

    def answer(self, person: Person, day: date, way: Way, text: str, *, show: bool) -> CheckpointAnswer:
        """Answer a checkpoint for oneself, or answer it anew; what was said before is kept.

        Where both want to show theirs, both are open from here on. That cannot be taken back: they have
        been read.

        Raises:
            Problem: If the text is too long, or the day has not come yet.
        """
        if day > self.desk.clock().day:
            raise Problem("This checkpoint has not come yet.")
        text = trimmed(text, "text")
        with self.desk.ledger.transaction() as tx:
            answers = tx.all(CheckpointAnswer, day=day)
            before = first(each for each in answers if each.author == person.id)
            waiting = self._waiting(answers, person, day) if show else None
            was = before.visibility if before else Visibility.PRIVATE
            seen_by = Visibility.SHARED if waiting else was
            own: dict[str, Any] = {"way": way, "text": text, "show": show, "visibility": seen_by}
            if before is None:
                after = self.desk.new(CheckpointAnswer, person.id, day, **own)
            else:
                after = before.changed(self.desk.clock(), **own)
            writes = [Write(before, after, was if before else None)]
            if waiting is not None:
                writes.append(Write(waiting, waiting.changed(self.desk.clock(), visibility=seen_by)))
            change = Change(person.id, "answered a checkpoint", tuple(writes))
            self.desk.write(tx, change)
        if waiting is None:
            self.desk.remember(change)
        return after

    # Looking

    def _waiting(self, answers: list[CheckpointAnswer], person: Person, day: date) -> CheckpointAnswer | None:
        """Return the other's answer of a day where they want to show it and it is not open yet."""
        return first(
            each
            for each in answers
            if each.day == day
            and each.author != person.id
            and each.show
            and each.visibility is Visibility.PRIVATE
            and each.deleted is None
        )

    def _occasion(
        self, reader: Person, day: date, answers: list[CheckpointAnswer], asked_by: str
    ) -> Occasion:
        own = first(each for each in answers if each.author == reader.id)
        other = first(each for each in answers if each.author != reader.id and may_see(reader, each, ()))
        waits = self._waiting(answers, reader, day) is not None
        seen = [each for each in (own, other) if each is not None]
        before = [version for each in seen for version in versions_of(self.desk.ledger, reader, each)]
        return Occasion(
            day,
            own,
            other,
            is_awaited=waits and not (own is not None and own.show),
            asked_by=asked_by,
            before=tuple(sorted(before, key=lambda version: version.created_at)),
        )
