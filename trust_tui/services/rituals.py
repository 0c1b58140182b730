"""What the two of them do again and again: its rhythm, and when it was done last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from trust_tui.model.dates import date_words
from trust_tui.model.kept import Victory
from trust_tui.model.rituals import Ritual, RitualDone
from trust_tui.model.versions import Version
from trust_tui.services.answers import versions_of
from trust_tui.services.checks import needed, trimmed
from trust_tui.services.desk import Change, Desk, Write
from trust_tui.services.problems import Problem
from trust_tui.services.sight import may_see

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.model.schedule import Schedule

_ASK = "What is it called? Two words are enough."


@dataclass(frozen=True, slots=True)
class Time:
    """One time that a ritual was done.

    Attributes:
        author: The id of who wrote it down.
        day: The day.
        text: How it was, or "".
    """

    author: str
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class RitualView:
    """A ritual with everything about it.

    Attributes:
        ritual: The ritual.
        times: When it was done, newest first.
        next_on: Its next day by its rhythm, today included, or None.
        before: Its earlier versions, oldest first.
    """

    ritual: Ritual
    times: tuple[Time, ...] = ()
    next_on: date | None = None
    before: tuple[Version, ...] = ()

    @property
    def id(self) -> str:
        """Its record's id."""
        return self.ritual.id

    @property
    def last(self) -> date | None:
        """The day on which it was done last, or None."""
        return self.times[0].day if self.times else None


@dataclass
class Rituals:
    """What people can do with rituals. They belong to both, so both may change them."""

    desk: Desk

    def all(self, reader: Person) -> list[RitualView]:
        """Return the rituals: by their next day, then those without a rhythm, then those at rest."""
        done: dict[str, list[RitualDone]] = {}
        for each in self.desk.ledger.all(RitualDone):
            done.setdefault(each.of, []).append(each)
        rituals = [each for each in self.desk.ledger.all(Ritual) if may_see(reader, each, ())]
        views = [self._view(reader, each, done.get(each.id, [])) for each in rituals]
        return sorted(views, key=_place)

    def glance(self, reader: Person) -> str:
        """Say what is for today, or when something was done last."""
        views, today = self.all(reader), self.desk.clock().day
        names = [view.ritual.name for view in views if view.next_on == today and view.last != today]
        if names:
            return f"Today: {', '.join(names)}"
        days = [view.last for view in views if view.last is not None]
        if not days:
            return ""
        last = max(days)
        name = next(view.ritual.name for view in views if view.last == last)
        return f"Last: {name}, {date_words(last, today)}"

    def texts(self, reader: Person) -> Iterator[tuple[str, date, str]]:
        """Yield id, day and words of everything that a search may find for `reader`."""
        for view in self.all(reader):
            words = (view.ritual.name, view.ritual.how, *(time.text for time in view.times))
            yield view.id, view.last or view.ritual.day, " ".join(words)

    # Changing it

    def add(self, person: Person, name: str, how: str = "", rhythm: Schedule | None = None) -> Ritual:
        """Begin a ritual.

        Raises:
            Problem: If it has no name, or a text is too long.
        """
        ritual = self.desk.new(Ritual, person.id, **_checked(name, how), rhythm=rhythm)
        self.desk.do(Change(person.id, "began a ritual", (Write(None, ritual),)))
        return ritual

    def edit(self, person: Person, ritual_id: str, name: str, how: str, rhythm: Schedule | None) -> Ritual:
        """Change a ritual; what it said before is kept.

        Raises:
            Problem: If it is not there, has no name, or a text is too long.
        """
        before = self._there(person, ritual_id)
        after = before.changed(self.desk.clock(), **_checked(name, how), rhythm=rhythm)
        self.desk.do(Change(person.id, "changed a ritual", (Write(before, after, before.visibility),)))
        return after

    def done(
        self, person: Person, ritual_id: str, day: date, text: str = "", *, on_the_wall: bool = False
    ) -> RitualDone:
        """Write down that it was done.

        Args:
            person: Who writes it down.
            ritual_id: Which one.
            day: On which day.
            text: How it was.
            on_the_wall: Whether it becomes a victory, too.

        Raises:
            Problem: If it is not there, the day has not come yet, or the text is too long.
        """
        ritual = self._there(person, ritual_id)
        if day > self.desk.clock().day:
            raise Problem("This day has not come yet.", "day")
        text = trimmed(text, "text")
        done = self.desk.new(RitualDone, person.id, day, of=ritual.id, text=text)
        writes = [Write(None, done)]
        if on_the_wall:
            victory = self.desk.new(Victory, person.id, day, text=text or ritual.name)
            writes.append(Write(None, victory))
        self.desk.do(Change(person.id, "wrote down a ritual", tuple(writes)))
        return done

    def rest(self, person: Person, ritual_id: str, resting: bool = True) -> None:
        """Put a ritual aside, or take it up again.

        Raises:
            Problem: If it is not there.
        """
        before = self._there(person, ritual_id)
        words = "let a ritual rest" if resting else "took up a ritual"
        after = before.changed(self.desk.clock(), resting=resting)
        self.desk.do(Change(person.id, words, (Write(before, after),)))

    def remove(self, person: Person, ritual_id: str) -> None:
        """Remove a ritual. Undo brings it back.

        Raises:
            Problem: If it is not there.
        """
        self.desk.remove(person, self._there(person, ritual_id), "removed a ritual")

    # Looking

    def _view(self, reader: Person, ritual: Ritual, done: list[RitualDone]) -> RitualView:
        times = [Time(each.author, each.day, each.text) for each in done if may_see(reader, each, ())]
        times.reverse()  # of one day, what was written last comes first
        times.sort(key=lambda time: time.day, reverse=True)
        yesterday = self.desk.clock().day - timedelta(days=1)
        coming = ritual.rhythm.next_after(yesterday) if ritual.rhythm and not ritual.resting else ()
        return RitualView(
            ritual,
            tuple(times),
            coming[0] if coming else None,
            versions_of(self.desk.ledger, reader, ritual),
        )

    def _there(self, person: Person, ritual_id: str) -> Ritual:
        found = self.desk.ledger.get(Ritual, ritual_id)
        if found is None or found.deleted or not may_see(person, found, ()):
            raise Problem("This ritual is not here any more: it was removed in another window.")
        return found


def _place(view: RitualView) -> tuple[bool, bool, int, str]:
    """Return where a ritual stands among the others."""
    on = view.next_on.toordinal() if view.next_on else 0
    return view.ritual.resting, view.next_on is None, on, view.ritual.name.casefold()


def _checked(name: str, how: str) -> dict[str, Any]:
    return {"name": needed(name, "name", _ASK), "how": trimmed(how, "how")}
