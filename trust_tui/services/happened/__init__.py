"""What happened: acknowledging it, saying what it did, and apologising; and what the other says to that.

Nothing here is ever settled for anybody: a later answer stands beside the earlier ones, and nobody has to
give one. What somebody keeps to themselves is theirs alone, and what it said until they gave it, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from trust_tui.model.breach import (
    ANSWERS,
    Acknowledgement,
    Answer,
    Apology,
    Breach,
    Impact,
    Reply,
    Text,
    What,
)
from trust_tui.model.records import Deletion, Visibility
from trust_tui.services.checks import needed, trimmed
from trust_tui.services.desk import Change, Write
from trust_tui.services.happened.book import Book
from trust_tui.services.happened.reading import HappenedReading
from trust_tui.services.happened.telling import (
    About,
    checked_answer,
    checked_name,
    checked_parts,
    marked_as_answered,
    must_say,
    opened,
    others_text,
    own_text,
    placed,
)
from trust_tui.services.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trust_tui.model.people import Person
    from trust_tui.store import Transaction

TextT = TypeVar("TextT", bound=Text)


@dataclass
class Happened(HappenedReading):
    """What people can do about what happened."""

    # Writing

    def acknowledge(
        self, person: Person, about: About, parts: Mapping[str, str], *, only_me: bool = False
    ) -> Acknowledgement:
        """Acknowledge what happened, in one's own words.

        Args:
            person: Who broke trust.
            about: What it is about.
            parts: The parts of the text by name.
            only_me: Whether only they read it for now.

        Raises:
            Problem: If it cannot be written so; its `field` says where to look.
        """
        words = "wrote down what happened"
        return self._tell(person, Acknowledgement, about, parts, words, only_me=only_me)

    def tell_impact(
        self, person: Person, about: About, parts: Mapping[str, str], *, only_me: bool = False
    ) -> Impact:
        """Say what it did, and what one needs; `acknowledge` tells of the arguments and of problems."""
        return self._tell(person, Impact, about, parts, "wrote down what it did", only_me=only_me)

    def apologise(
        self, person: Person, about: About, parts: Mapping[str, str], *, only_me: bool = False
    ) -> Apology:
        """Apologise, for a breach or for something smaller; `acknowledge` tells of the arguments."""
        return self._tell(person, Apology, about, parts, "wrote an apology", only_me=only_me)

    def reword(self, person: Person, text_id: str, read: Mapping[str, str], parts: Mapping[str, str]) -> Text:
        """Word one's own text anew; what it said before is kept, for whoever could read it.

        Raises:
            Problem: If it is not there, not theirs, was changed since it was `read`, or has no words.
        """
        with self.desk.ledger.transaction() as tx:
            now = own_text(Book(tx, person), text_id)
            must_say(now, read)
            words = checked_parts(type(now), parts)
            if words == now.texts():
                return now
            moment = self.desk.clock()
            after = now.changed(moment, worded_on=moment.day, **words)
            change = Change(person.id, "worded it anew", (Write(now, after, now.visibility),))
            self.desk.write(tx, change)
        self.desk.remember(change)
        return after

    def give(self, person: Person, text_id: str) -> Text:
        """Give a text that one kept to oneself to the other. What it said before stays one's own.

        Raises:
            Problem: If it is not there or not theirs, the other has it, or there is nobody else.
        """
        with self.desk.ledger.transaction() as tx:
            book = Book(tx, person)
            now = own_text(book, text_id)
            if book.couple.is_solo:
                raise Problem("There is nobody else here to give it to.")
            if now.visibility is Visibility.SHARED:
                raise Problem("The other one can read it already.")
            moment = self.desk.clock()
            after = now.changed(moment, visibility=Visibility.SHARED, worded_on=moment.day)
            writes = (
                *opened(self.desk, book, now.breach, Visibility.SHARED),
                Write(now, after, Visibility.PRIVATE),
            )
            change = Change(person.id, "gave it to the other", writes)
            self.desk.write(tx, change)
        self.desk.remember(change)
        return after

    def remove(self, person: Person, text_id: str) -> None:
        """Remove one's own text that nobody answered. Undo brings it back.

        Raises:
            Problem: If it is not there or not theirs, or was answered.
        """
        with self.desk.ledger.transaction() as tx:
            book = Book(tx, person)
            now = own_text(book, text_id)
            if book.said(now):
                raise Problem("It was answered, so it stays to be read. You can word it anew at any time.")
            moment = self.desk.clock()
            after = now.changed(moment, deleted=Deletion(person.id, moment.at))
            change = Change(person.id, "removed what you wrote", (Write(now, after),))
            self.desk.write(tx, change)
        self.desk.remember(change)

    def name_anew(
        self, person: Person, breach_id: str, name: str, broke: tuple[str, ...], hurt: tuple[str, ...]
    ) -> None:
        """Give a breach another name, or say anew whom it is about. Both may; what it said before is kept.

        Raises:
            Problem: If it is not there any more, or the name cannot be used.
        """
        name = checked_name(name)
        with self.desk.ledger.transaction() as tx:
            book = Book(tx, person)
            heading, now = book.heading(breach_id), tx.get(Breach, breach_id)
            if now is None or heading is None or not heading.can_rename:
                raise Problem("This is not there any more: it was taken back in another window.", "name")
            if (name, broke, hurt) == (now.name, now.broke, now.hurt):
                return
            after = now.changed(self.desk.clock(), name=name, broke=broke, hurt=hurt)
            change = Change(person.id, "named it anew", (Write(now, after, now.visibility),))
            self.desk.write(tx, change)
        self.desk.remember(change)

    # Saying something to it

    def answer(
        self, person: Person, text_id: str, read: Mapping[str, str], what: What, text: str = ""
    ) -> Answer:
        """Answer the other's acknowledgement or apology. Answered again, all of it can be read.

        Args:
            person: Who answers; nobody has to.
            text_id: What they answer.
            read: The parts that they have read, by name.
            what: Their answer. “Not yet” is a complete one.
            text: Their own words; where something is missing, what.

        Raises:
            Problem: If it is not there, is their own, says something else by now, or a word is needed.
        """
        text = checked_answer(what, text)
        with self.desk.ledger.transaction() as tx:
            now = others_text(Book(tx, person), text_id, read)
            if what not in ANSWERS.get(now.kind, ()):
                raise Problem("This is answered in another way.", "what")
            answer = self.desk.new(
                Answer, person.id, of=now.id, of_kind=now.kind, of_rev=now.rev, what=what, text=text
            )
            change = self._say(tx, "answered it", answer, now)
        self.desk.remember(change)
        return answer

    def reply(
        self, person: Person, text_id: str, read: Mapping[str, str], heard: str, text: str = ""
    ) -> Reply:
        """Say what one heard in the other's impact, and then what one wants to say to it.

        Raises:
            Problem: If it is not said what was heard, or it is no impact of the other's that is there.
        """
        heard = needed(heard, "heard", "Begin with what you heard: a sentence, in your own words.")
        text = trimmed(text, "text")
        with self.desk.ledger.transaction() as tx:
            now = others_text(Book(tx, person), text_id, read)
            if not isinstance(now, Impact):
                raise Problem("This is answered in another way.", "heard")
            reply = self.desk.new(Reply, person.id, of=now.id, of_rev=now.rev, heard=heard, text=text)
            change = self._say(tx, "said what you heard", reply, now)
        self.desk.remember(change)
        return reply

    # How it is done

    def _tell(
        self,
        person: Person,
        kind: type[TextT],
        about: About,
        parts: Mapping[str, str],
        words: str,
        *,
        only_me: bool,
    ) -> TextT:
        checked = checked_parts(kind, parts)
        with self.desk.ledger.transaction() as tx:
            book = Book(tx, person)
            # Who writes alone has given it to nobody: whoever joins later is given it, or not.
            is_own = only_me or book.couple.is_solo
            visibility = Visibility.PRIVATE if is_own else Visibility.SHARED
            breach, for_breach = placed(self.desk, book, kind, about, visibility)
            text = self._new(book, kind, breach, visibility, checked)
            change = Change(person.id, words, (*for_breach, Write(None, text)))
            self.desk.write(tx, change)
        self.desk.remember(change)
        return text

    def _say(self, tx: Transaction, words: str, entry: Answer | Reply, text: Text) -> Change:
        change = Change(entry.author, words, (Write(None, entry), marked_as_answered(self.desk, text)))
        self.desk.write(tx, change)
        return change

    def _new(
        self, book: Book, kind: type[TextT], breach: str, visibility: Visibility, parts: Mapping[str, str]
    ) -> TextT:
        own: dict[str, Any] = dict(parts)
        other = book.couple.other(book.reader)
        if kind is Apology and other is not None:
            own["to"] = other.id
        day = self.desk.clock().day
        return self.desk.new(kind, book.reader.id, breach=breach, worded_on=day, visibility=visibility, **own)
