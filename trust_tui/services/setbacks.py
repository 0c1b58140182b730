"""Setbacks: what set it off, what it felt like, what helped. Nothing is reset by them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trust_tui.model.kept import Setback
from trust_tui.model.records import Visibility
from trust_tui.model.responses import Response
from trust_tui.services.answers import answers_to, versions_of
from trust_tui.services.checks import needed, trimmed
from trust_tui.services.desk import Change, Desk, Write
from trust_tui.services.problems import Problem
from trust_tui.services.sight import Sight

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.model.versions import Version
    from trust_tui.services.answers import Answer
    from trust_tui.services.happened import Happened

_ASK = "What set it off? A few words are enough."

_OFFERED = 3
"""How many things that helped before are offered: few enough to be read on a hard evening."""


@dataclass(frozen=True, slots=True)
class SetbackView:
    """A setback as one person may see it.

    Attributes:
        setback: The setback.
        is_mine: Whether the reader wrote it down, and so may change it.
        is_closed: Whether only the reader sees it, for now or for good.
        answers: What was said to it, oldest first.
        before: Its earlier versions, oldest first.
    """

    setback: Setback
    is_mine: bool
    is_closed: bool
    answers: tuple[Answer, ...] = ()
    before: tuple[Version, ...] = ()

    @property
    def id(self) -> str:
        """Its record's id."""
        return self.setback.id


@dataclass
class Setbacks:
    """What people can do with setbacks.

    Args:
        desk: The ledger and the clock.
        happened: Knows what each of the two needs when it comes back.
    """

    desk: Desk
    happened: Happened

    def all(self, reader: Person) -> list[SetbackView]:
        """Return every setback that this person may see, newest first."""
        sight = Sight(self.desk.ledger)
        seen = [each for each in self.desk.ledger.all(Setback) if sight.may_see(reader, each)]
        seen.reverse()  # of one day, the one written last comes first
        seen.sort(key=lambda each: each.day, reverse=True)
        return [self._view(reader, each, sight) for each in seen]

    def helped_before(self, reader: Person) -> list[str]:
        """Return what helped this person at their last setbacks, newest first, each once."""
        own = self.desk.ledger.all(Setback, author=reader.id)
        own.sort(key=lambda each: (each.day, each.created_at), reverse=True)
        helped = (each.helped.strip() for each in own)
        return list(dict.fromkeys(text for text in helped if text))[:_OFFERED]

    def needs(self, reader: Person, author: str) -> list[tuple[date, str]]:
        """Return what `author` wrote that they need when it comes back, as far as `reader` may read it."""
        return [(day, text) for who, day, text in self.happened.needs_now(reader) if who == author]

    def glance(self, reader: Person) -> str:
        """Remind of what helped last time."""
        helped = self.helped_before(reader)
        return f"What helped you last time: {helped[0]}" if helped else ""

    def texts(self, reader: Person) -> Iterator[tuple[str, date, str]]:
        """Yield id, day and words of everything that a search may find for `reader`."""
        for view in self.all(reader):
            each = view.setback
            said = (answer.text for answer in view.answers)
            yield each.id, each.day, " ".join((each.text, each.felt, each.helped, each.ask, *said))

    # Changing it

    def add(
        self,
        person: Person,
        day: date,
        text: str,
        felt: str = "",
        helped: str = "",
        ask: str = "",
        *,
        only_me: bool = False,
    ) -> Setback:
        """Write down a setback.

        Args:
            person: Who it hurt.
            day: When.
            text: What set it off.
            felt: What it felt like.
            helped: What helped.
            ask: What they ask of the other.
            only_me: Whether nobody else may read it for now.

        Raises:
            Problem: If it does not say what set it off, a text is too long, or the day has not come yet.
        """
        words = _checked(text, felt, helped, ask)
        visibility = Visibility.PRIVATE if only_me else Visibility.SHARED
        setback = self.desk.new(Setback, person.id, self._day(day), **words, visibility=visibility)
        self.desk.do(Change(person.id, "wrote down a setback", (Write(None, setback),)))
        return setback

    def edit(
        self, person: Person, setback_id: str, day: date, text: str, felt: str, helped: str, ask: str
    ) -> Setback:
        """Change one's own setback; what it said before is kept.

        Raises:
            Problem: If it is not there, not one's own, or what was typed cannot be used.
        """
        before = self._own(person, setback_id)
        if before.from_checkin and day != before.day:
            # That day's check-in decides who may see it.
            raise Problem("It grew out of your check-in of that day, so it keeps its day.", "day")
        is_closed = Sight(self.desk.ledger).is_closed(before)
        kept_for = Visibility.PRIVATE if is_closed else before.visibility
        words = _checked(text, felt, helped, ask)
        after = before.changed(self.desk.clock(), day=self._day(day), **words)
        self.desk.do(Change(person.id, "changed a setback", (Write(before, after, kept_for),)))
        return after

    def show(self, person: Person, setback_id: str) -> Setback:
        """Let the other read what was only for oneself. What it said earlier stays with its writer.

        Raises:
            Problem: If it is not there, or not one's own.
        """
        before = self._own(person, setback_id)
        after = before.changed(self.desk.clock(), visibility=Visibility.SHARED)
        self.desk.do(Change(person.id, "let a setback be read", (Write(before, after),)))
        return after

    def answer(self, person: Person, setback_id: str, text: str) -> Response:
        """Say something to a setback.

        Raises:
            Problem: If it is not there, or there are no words or too many.
        """
        of = self._there(person, setback_id)
        text = needed(text, "text", "There are no words here yet. “I am here” is enough.")
        response = self.desk.new(
            Response, person.id, text=text, of=of.id, of_kind=of.kind, visibility=of.visibility
        )
        self.desk.do(Change(person.id, "answered a setback", (Write(None, response),)))
        return response

    def remove(self, person: Person, setback_id: str) -> None:
        """Remove one's own setback. Undo brings it back.

        Raises:
            Problem: If it is not there, or not one's own.
        """
        self.desk.remove(person, self._own(person, setback_id), "removed a setback")

    # Looking

    def _view(self, reader: Person, setback: Setback, sight: Sight) -> SetbackView:
        return SetbackView(
            setback,
            is_mine=setback.author == reader.id,
            is_closed=setback.visibility is Visibility.PRIVATE or sight.is_closed(setback),
            answers=answers_to(self.desk.ledger, reader, setback),
            before=versions_of(self.desk.ledger, reader, setback),
        )

    def _there(self, person: Person, setback_id: str) -> Setback:
        found = self.desk.ledger.get(Setback, setback_id)
        if found is None or found.deleted or not Sight(self.desk.ledger).may_see(person, found):
            raise Problem("This setback is not here any more: it was removed in another window.")
        return found

    def _own(self, person: Person, setback_id: str) -> Setback:
        found = self._there(person, setback_id)
        if found.author != person.id:
            raise Problem("Only who wrote it down can change it. You can answer it.")
        return found

    def _day(self, day: date) -> date:
        if day > self.desk.clock().day:
            raise Problem("This day has not come yet.", "day")
        return day


def _checked(text: str, felt: str, helped: str, ask: str) -> dict[str, Any]:
    rest = {"felt": felt, "helped": helped, "ask": ask}
    return {"text": needed(text, "text", _ASK)} | {name: trimmed(words, name) for name, words in rest.items()}
