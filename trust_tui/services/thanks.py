"""What the two of them thank each other for, wherever it was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trust_tui.model.dates import date_words
from trust_tui.model.responses import Appreciation, Response
from trust_tui.services.answers import answers_to, versions_of
from trust_tui.services.checks import needed
from trust_tui.services.desk import Change, Desk, Write
from trust_tui.services.problems import Problem
from trust_tui.services.sight import may_see

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.model.versions import Version
    from trust_tui.services.answers import Answer

_ASK = "What are you thankful for? Something small counts."


@dataclass(frozen=True, slots=True)
class Thank:
    """One thing that somebody is thankful for, as one person may see it.

    Attributes:
        id: Its record's id.
        author: The id of who says it.
        to: The id of whom it is for, or "".
        day: The day on which it was said.
        text: The words.
        said: Where it was said: "in a talk", "looking at victories", or "".
        answers: What was said to it, oldest first.
        before: Its earlier versions, oldest first.
    """

    id: str
    author: str
    to: str
    day: date
    text: str
    said: str = ""
    answers: tuple[Answer, ...] = ()
    before: tuple[Version, ...] = ()


@dataclass
class Thanks:
    """What people can do to thank each other."""

    desk: Desk

    def all(self, reader: Person) -> list[Thank]:
        """Return everything that this person may read, newest first."""
        found = [self._thank(reader, each) for each in self._seen(reader)]
        found.reverse()  # of one day, what was said last comes first
        return sorted(found, key=lambda thank: thank.day, reverse=True)

    def glance(self, reader: Person) -> str:
        """Say when the other one last thanked this person. Nobody is told that they have not."""
        days = [each.day for each in self._seen(reader) if each.to == reader.id]
        if not days:
            return ""
        today, last = self.desk.clock().day, max(days)
        when = {0: "today", 1: "yesterday"}.get((today - last).days, f"on {date_words(last, today)}")
        return f"You were thanked {when}"

    def texts(self, reader: Person) -> Iterator[tuple[str, date, str]]:
        """Yield id, day and words of everything that a search may find for `reader`."""
        for thank in self.all(reader):
            yield thank.id, thank.day, " ".join((thank.text, *(answer.text for answer in thank.answers)))

    # Changing it

    def add(self, person: Person, to: str, text: str) -> Appreciation:
        """Thank somebody.

        Args:
            person: Who thanks.
            to: The id of whom it is for, or "".
            text: The words.

        Raises:
            Problem: If there are no words, or too many.
        """
        said = self.desk.new(Appreciation, person.id, text=needed(text, "text", _ASK), to=to)
        self.desk.do(Change(person.id, "thanked", (Write(None, said),)))
        return said

    def edit(self, person: Person, thank_id: str, text: str) -> Appreciation:
        """Say one's own thanks in other words; the earlier ones are kept.

        Raises:
            Problem: If they are not there, not one's own, or the words cannot be used.
        """
        before = self._own(person, thank_id)
        after = before.changed(self.desk.clock(), text=needed(text, "text", _ASK))
        words = "said thanks in other words"
        self.desk.do(Change(person.id, words, (Write(before, after, before.visibility),)))
        return after

    def answer(self, person: Person, thank_id: str, text: str) -> Response:
        """Say something to somebody's thanks.

        Raises:
            Problem: If they are not there, or there are no words or too many.
        """
        of = self._there(person, thank_id)
        text = needed(text, "text", "There are no words here yet. One is enough.")
        response = self.desk.new(Response, person.id, text=text, of=of.id, of_kind=of.kind)
        self.desk.do(Change(person.id, "answered thanks", (Write(None, response),)))
        return response

    def remove(self, person: Person, thank_id: str) -> None:
        """Take one's own thanks back. Undo brings them back.

        Raises:
            Problem: If they are not there, or not one's own.
        """
        self.desk.remove(person, self._own(person, thank_id), "removed thanks")

    # Looking

    def _seen(self, reader: Person) -> Iterator[Appreciation]:
        return (each for each in self.desk.ledger.all(Appreciation) if may_see(reader, each, ()))

    def _thank(self, reader: Person, each: Appreciation) -> Thank:
        ledger = self.desk.ledger
        said = "in a talk" if each.talk else "looking at victories" if each.review else ""
        return Thank(
            id=each.id,
            author=each.author,
            to=each.to,
            day=each.day,
            text=each.text,
            said=said,
            answers=answers_to(ledger, reader, each),
            before=versions_of(ledger, reader, each),
        )

    def _there(self, person: Person, thank_id: str) -> Appreciation:
        found = self.desk.ledger.get(Appreciation, thank_id)
        if found is None or found.deleted or not may_see(person, found, ()):
            raise Problem("These thanks are not here any more: they were removed in another window.")
        return found

    def _own(self, person: Person, thank_id: str) -> Appreciation:
        found = self._there(person, thank_id)
        if found.author != person.id:
            raise Problem("Only who said it can change it. You can answer.")
        return found
