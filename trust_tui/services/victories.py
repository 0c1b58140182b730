"""The wall of victories: what went well, and what the other one says to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from trust_tui.model.kept import Victory
from trust_tui.model.records import Visibility
from trust_tui.model.responses import Response
from trust_tui.model.text import one_line
from trust_tui.services.answers import answers_to, versions_of
from trust_tui.services.checks import needed
from trust_tui.services.desk import Change, Desk, Write
from trust_tui.services.problems import Problem
from trust_tui.services.sight import Sight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.model.versions import Version
    from trust_tui.services.answers import Answer

THEME_LIMIT = 30
"""The longest theme, in characters: several of them share a line of a card."""

_LONG_AGO = {1: "a month ago", 6: "half a year ago", 12: "a year ago"} | {
    12 * years: f"{years} years ago" for years in range(2, 51)
}
"""How long ago so many months are."""


@dataclass(frozen=True)
class Card:
    """One victory as one person may see it.

    Attributes:
        id: Its record's id.
        author: The id of who wrote it down.
        day: The day it is about.
        text: The words.
        themes: What it is about.
        pinned: Whether it comes first.
        is_mine: Whether the reader wrote it down, and so may change it.
        is_closed: Whether only the reader sees it for now, as long as their check-in of that day is closed.
        before: Its earlier versions, oldest first.
        said: Looks for what was said to it.
    """

    id: str
    author: str
    day: date
    text: str
    themes: tuple[str, ...] = ()
    pinned: bool = False
    is_mine: bool = False
    is_closed: bool = False
    before: tuple[Version, ...] = ()
    said: Callable[[], tuple[Answer, ...]] = field(default=tuple, repr=False, compare=False)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """What was said to it, oldest first. Of most cards on a long wall nobody ever asks."""
        return self.said()


@dataclass
class Victories:
    """What people can do with victories."""

    desk: Desk

    def wall(self, reader: Person) -> list[Card]:
        """Return every victory that `reader` may see: pinned ones first, then the newest first."""
        return self._in_order(self._card(reader, victory, sight) for victory, sight in self._seen(reader))

    def card(self, reader: Person, victory_id: str) -> Card | None:
        """Return one victory, or None where the reader may not see it or it is not there any more."""
        return next((card for card in self.wall(reader) if card.id == victory_id), None)

    def on_this_day(self, reader: Person, today: date) -> list[tuple[str, Card]]:
        """Return what was written down just a month, half a year, or years ago, with how long ago that is."""
        from dateutil.relativedelta import relativedelta  # not before the wall is looked at

        then = {today - relativedelta(months=months): words for months, words in _LONG_AGO.items()}
        seen = ((victory, sight) for victory, sight in self._seen(reader) if victory.day in then)
        cards = self._in_order(self._card(reader, victory, sight) for victory, sight in seen)
        return [(then[card.day], card) for card in cards]

    def themes(self, reader: Person) -> list[str]:
        """Return the themes that are on the wall, the most used first."""
        used: dict[str, int] = {}
        for card in self.wall(reader):
            for theme in card.themes:
                used[theme] = used.get(theme, 0) + 1
        return sorted(used, key=lambda theme: (-used[theme], theme))

    def texts(self, reader: Person) -> Iterator[tuple[str, date, str]]:
        """Yield id, day and words of everything that a search may find for `reader`."""
        for card in self.wall(reader):
            yield card.id, card.day, " ".join((card.text, *card.themes, *(a.text for a in card.answers)))

    # Changing it

    def add(self, person: Person, day: date, text: str, themes: Sequence[str] = ()) -> Victory:
        """Put a victory on the wall.

        Raises:
            Problem: If there are no words, too many, or the day has not come yet.
        """
        victory = self.desk.new(
            Victory, person.id, self._day(day), text=_checked(text), themes=checked_themes(themes)
        )
        self.desk.do(Change(person.id, "wrote down a victory", (Write(None, victory),)))
        return victory

    def edit(self, person: Person, victory_id: str, day: date, text: str, themes: Sequence[str]) -> Victory:
        """Change one's own victory; what it said before is kept.

        Raises:
            Problem: If it is not there, not one's own, or the words cannot be used.
        """
        before = self._own(person, victory_id)
        if before.from_checkin and day != before.day:
            # That day's check-in decides who may see it.
            raise Problem("It grew out of your check-in of that day, so it keeps its day.", "day")
        visibility = Visibility.PRIVATE if self._is_closed(before) else Visibility.SHARED
        after = before.changed(
            self.desk.clock(), day=self._day(day), text=_checked(text), themes=checked_themes(themes)
        )
        self.desk.do(Change(person.id, "changed a victory", (Write(before, after, visibility),)))
        return after

    def pin(self, person: Person, victory_id: str, pinned: bool = True) -> None:
        """Let a victory come before the others, or no longer. Both may.

        Raises:
            Problem: If it is not there.
        """
        before = self._there(person, victory_id)
        after = before.changed(self.desk.clock(), pinned=pinned)
        words = "pinned a victory" if pinned else "took a victory's pin off"
        self.desk.do(Change(person.id, words, (Write(before, after),)))

    def answer(self, person: Person, victory_id: str, text: str) -> Response:
        """Say something to a victory.

        Raises:
            Problem: If it is not there, or there are no words or too many.
        """
        victory = self._there(person, victory_id)
        response = self.desk.new(
            Response, person.id, text=_checked(text), of=victory.id, of_kind=Victory.kind
        )
        self.desk.do(Change(person.id, "answered a victory", (Write(None, response),)))
        return response

    def remove(self, person: Person, victory_id: str) -> None:
        """Take one's own victory off the wall. Undo brings it back.

        Raises:
            Problem: If it is not there or not one's own.
        """
        self.desk.remove(person, self._own(person, victory_id), "took a victory off the wall")

    # Looking

    def _seen(self, reader: Person) -> Iterator[tuple[Victory, Sight]]:
        sight = Sight(self.desk.ledger)
        for victory in self.desk.ledger.all(Victory):
            if sight.may_see(reader, victory):
                yield victory, sight

    def _in_order(self, written: Iterable[Card]) -> list[Card]:
        cards = [*written]
        cards.reverse()  # of one day, the one written last comes first
        return sorted(cards, key=lambda card: (not card.pinned, -card.day.toordinal()))

    def _card(self, reader: Person, victory: Victory, sight: Sight) -> Card:
        ledger = self.desk.ledger
        return Card(
            id=victory.id,
            author=victory.author,
            day=victory.day,
            text=victory.text,
            themes=victory.themes,
            pinned=victory.pinned,
            is_mine=victory.author == reader.id,
            is_closed=sight.is_closed(victory),
            said=partial(answers_to, ledger, reader, victory),
            before=versions_of(ledger, reader, victory),
        )

    def _is_closed(self, victory: Victory) -> bool:
        return Sight(self.desk.ledger).is_closed(victory)

    def _there(self, person: Person, victory_id: str) -> Victory:
        victory = self.desk.ledger.get(Victory, victory_id)
        if victory is None or victory.deleted or not Sight(self.desk.ledger).may_see(person, victory):
            raise Problem("This victory is not on the wall any more.")
        return victory

    def _own(self, person: Person, victory_id: str) -> Victory:
        victory = self._there(person, victory_id)
        if victory.author != person.id:
            raise Problem("Only who wrote it down can change it. You can answer it.")
        return victory

    def _day(self, day: date) -> date:
        if day > self.desk.clock().day:
            raise Problem("This day has not come yet.", "day")
        return day


def checked_themes(themes: Sequence[str]) -> tuple[str, ...]:
    """Return usable themes, each once.

    Raises:
        Problem: If one is too long.
    """
    words = tuple(dict.fromkeys(word for theme in themes if (word := one_line(theme))))
    for word in words:
        if len(word) > THEME_LIMIT:
            raise Problem(f"A theme has up to {THEME_LIMIT} characters. A word or two is enough.", "themes")
    return words


def _checked(text: str) -> str:
    return needed(text, "text", "There are no words here yet. One sentence is enough.")
