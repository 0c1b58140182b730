"""The daily check-in: writing it, reading it, and what the other may see of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from trust_tui.model.checkin import Answers, CheckIn, PrivateNote, is_open, was_open
from trust_tui.model.kept import KeptLine, Setback, Topic, Victory
from trust_tui.model.notes import SealedText
from trust_tui.model.records import Visibility
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.desk import Change, Desk, Write, first
from trust_tui.services.problems import AlreadyKeptProblem, NothingToSaveProblem, Problem, TooLongProblem
from trust_tui.services.sight import Sight, may_see, past_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trust_tui.model.people import Couple, Person
    from trust_tui.model.versions import Version
    from trust_tui.services.note_keys import NoteKeys
    from trust_tui.store import Transaction

WEEKS_DAYS = 14
"""How many days "Two weeks" shows."""


class Day(NamedTuple):
    """One day as one person may see it. What is closed to them is not in here at all.

    Attributes:
        day: The date.
        mine: The reader's own check-in, or None.
        note: The reader's own private note, or None.
        mine_is_open: Whether the other may read `mine`.
        theirs: The other's check-in where the reader may read it.
        theirs_is_closed: Whether the other's check-in is there, though closed for now.
        kept: The reader's own lines of that day that became something.
        mine_before: Earlier versions of `mine`, oldest first.
        theirs_before: Earlier versions of `theirs` that the reader may read, oldest first.
    """

    day: date
    mine: CheckIn | None = None
    note: PrivateNote | None = None
    mine_is_open: bool = False
    theirs: CheckIn | None = None
    theirs_is_closed: bool = False
    kept: tuple[KeptLine, ...] = ()
    mine_before: tuple[Version, ...] = ()
    theirs_before: tuple[Version, ...] = ()

    @property
    def answers(self) -> Answers:
        """What the reader saved for this day, ready to be edited."""
        return Answers.of(self.mine, self.note)


class Fortnight(NamedTuple):
    """*Safe* and *close* of one person over two weeks, as far as the reader may see them.

    Attributes:
        person: Whose.
        days: The dates, oldest first.
        safe: One step or None for each day.
        close: One step or None for each day.
        is_shared: Whether its owner lets the reader see the line at all.
    """

    person: Person
    days: tuple[date, ...]
    safe: tuple[int | None, ...] = ()
    close: tuple[int | None, ...] = ()
    is_shared: bool = True


@dataclass
class CheckIns:
    """What people can do with check-ins."""

    desk: Desk
    keys: NoteKeys

    def day(self, reader: Person, day: date) -> Day:
        """Return one day as `reader` may see it."""
        ledger = self.desk.ledger
        there = ledger.all(CheckIn, day=day)
        mine = first(checkin for checkin in there if checkin.author == reader.id)
        theirs = first(checkin for checkin in there if checkin.author != reader.id)
        may_read = theirs is not None and may_see(reader, theirs, there)
        return Day(
            day=day,
            mine=mine,
            note=self._note(reader, day),
            mine_is_open=mine is not None and is_open(mine, there),
            theirs=theirs if may_read else None,
            theirs_is_closed=theirs is not None and not may_read,
            kept=tuple(self._kept(reader, day)),
            mine_before=self._before(mine, reader),
            theirs_before=self._before(theirs, reader) if may_read else (),
        )

    def fortnight(self, reader: Person, person: Person, last: date) -> Fortnight:
        """Return the two weeks up to `last` of `person`, as far as `reader` may see them."""
        days = tuple(last - timedelta(days=back) for back in reversed(range(WEEKS_DAYS)))
        if person.id != reader.id and not person.shares_weeks:
            return Fortnight(person, days, is_shared=False)
        there = self.desk.ledger.all(CheckIn, day=frozenset(days))
        seen = {c.day: c for c in there if c.author == person.id and may_see(reader, c, there)}
        return Fortnight(
            person,
            days,
            tuple(seen[day].safe if day in seen else None for day in days),
            tuple(seen[day].close if day in seen else None for day in days),
        )

    def day_of(self, checkin_id: str) -> date | None:
        """Return the day that a check-in or a note is about, or None where it is not there any more."""
        kinds: tuple[type[CheckIn | PrivateNote], ...] = (CheckIn, PrivateNote)
        found = first(each for kind in kinds if (each := self.desk.ledger.get(kind, checkin_id)))
        return found.day if found and found.deleted is None else None

    def texts(self, reader: Person) -> Iterator[tuple[str, date, str]]:
        """Yield id, day and words of everything that a search may find for `reader`.

        One's own private notes are left out: somebody may be looking over one's shoulder. Whoever gave them a
        passphrase and said it wants them.
        """
        sight = Sight(self.desk.ledger)
        for checkin in self.desk.ledger.all(CheckIn):
            if sight.may_see(reader, checkin):
                lines = (*checkin.feelings, checkin.appreciated, checkin.need, checkin.own)
                yield checkin.id, checkin.day, " ".join(line for line in lines if line)
        if self.keys.of(reader.id) is None or self.keys.is_closed(reader.id):
            return
        for note in self.desk.ledger.all(PrivateNote, author=reader.id):
            if not isinstance(words := self.keys.read(reader.id, note.text), SealedText):
                yield note.id, note.day, words

    def save(self, person: Person, day: date, answers: Answers) -> CheckIn:
        """Save one person's check-in for a day. A saved one is changed, and its version kept.

        One that was removed is taken up again: so what the other could read of it can still be read.

        Raises:
            NothingToSaveProblem: If nothing was filled in.
            TooLongProblem: If a text is longer than a field holds.
        """
        checked(answers)
        with self.desk.ledger.transaction() as tx:
            ever = tx.all(CheckIn, include_deleted=True, day=day)
            before = _own(person, ever)
            saved, version = self._saved(person, day, answers, before, ever)
            checkin_writes = () if saved is before else (Write(before, saved, version),)
            writes = (*checkin_writes, *self._note_writes(tx, person, day, answers.private))
            change = Change(person.id, "saved your check-in", writes)
            self.desk.write(tx, change)
        if writes:
            self.desk.remember(change)
        return saved

    def release(self, person: Person, day: date, released: bool = True) -> None:
        """Let the other read this person's check-in before both are there, or close it again.

        Raises:
            Problem: If there is no check-in for that day.
        """
        with self.desk.ledger.transaction() as tx:
            ever = tx.all(CheckIn, include_deleted=True, day=day)
            mine = _own(person, ever)
            if mine is None or mine.deleted:
                raise Problem("Save your check-in first; then you can open it.")
            after = mine.changed(self.desk.clock(), released=released, opened=was_open(mine, ever))
            words = "opened your check-in" if released else "closed your check-in"
            change = Change(person.id, words, (Write(mine, after),))
            self.desk.write(tx, change)
        self.desk.remember(change)

    def remove(self, person: Person, day: date) -> None:
        """Take this person's check-in and private note of a day out of sight. Undo brings them back.

        Raises:
            Problem: If there is none.
        """
        with self.desk.ledger.transaction() as tx:
            own = [
                *tx.all(CheckIn, day=day, author=person.id),
                *tx.all(PrivateNote, day=day, author=person.id),
            ]
            if not own:
                raise Problem("There is no check-in of yours on this day.")
            writes = tuple(Write(record, self.desk.gone(tx, record, person.id)) for record in own)
            change = Change(person.id, "removed your check-in", writes)
            self.desk.write(tx, change)
        self.desk.remember(change)

    def keep(self, kind: type[KeptLine], person: Person, day: date, text: str) -> KeptLine:
        """Let a line of this person's check-in become a topic, a victory or a setback.

        It stays closed to the other for as long as the check-in of that day does.

        Raises:
            Problem: If the line is empty.
            TooLongProblem: If it is longer than a field holds.
            AlreadyKeptProblem: If the same line of that day was kept as the same thing before.
        """
        text = text.strip()
        if not text:
            raise Problem("There are no words on this line yet.")
        if len(text) > TEXT_LIMIT:
            raise TooLongProblem(len(text), "")
        kept = self.desk.new(kind, person.id, day, text=text, from_checkin=True)
        change = Change(person.id, f"kept a {kind.kind}", (Write(None, kept),))
        with self.desk.ledger.transaction() as tx:
            if any(line.text == text for line in tx.all(kind, author=person.id, day=day)):
                raise AlreadyKeptProblem(f"This line is already kept as a {kind.kind}.")
            self.desk.write(tx, change)
        self.desk.remember(change)
        return kept

    def _kept(self, reader: Person, day: date) -> Iterable[KeptLine]:
        kinds: tuple[type[KeptLine], ...] = (Topic, Victory, Setback)
        for kind in kinds:
            yield from self.desk.ledger.all(kind, author=reader.id, day=day, from_checkin=True)

    def _before(self, checkin: CheckIn | None, reader: Person) -> tuple[Version, ...]:
        if checkin is None or checkin.rev == 1:
            return ()
        from trust_tui.model.versions import Version  # most days have none

        versions = self.desk.ledger.all(Version, of=checkin.id)
        seen = (version for version in versions if may_see(reader, version, ()))
        return tuple(sorted(seen, key=lambda version: version.of_rev))

    def _saved(
        self, person: Person, day: date, answers: Answers, before: CheckIn | None, ever: Sequence[CheckIn]
    ) -> tuple[CheckIn, Visibility | None]:
        """Return the check-in as it shall be, and who may see a version of it as it was."""
        moment, said = self.desk.clock(), answers.shared()
        if before is None:
            return self.desk.new(CheckIn, person.id, day, written_on=moment.day, **said), None
        is_same = all(getattr(before, name) == value for name, value in said.items())
        if is_same and not before.deleted:
            return before, None
        again = {"deleted": None, "released": False, "written_on": moment.day} if before.deleted else {}
        after = before.changed(moment, **said, **again, opened=is_same and before.opened)
        return after, None if is_same else past_of(before, ever)

    def _note_writes(self, tx: Transaction, person: Person, day: date, text: str) -> tuple[Write, ...]:
        if isinstance(text, SealedText):
            if self.keys.of(person.id) is None:
                return ()  # another window took the passphrase away: what is here can be read, this cannot
        else:
            text = text.strip()
        note = first(tx.all(PrivateNote, day=day, author=person.id))
        if note is None:
            if not text:
                return ()
            kept = self.keys.sealed(person.id, text)
            private = Visibility.PRIVATE
            return (Write(None, self.desk.new(PrivateNote, person.id, day, text=kept, visibility=private)),)
        if self.keys.read(person.id, note.text) == text:
            return ()
        kept = self.keys.sealed(person.id, text)
        return (Write(note, note.changed(self.desk.clock(), text=kept), Visibility.PRIVATE),)

    def _note(self, reader: Person, day: date) -> PrivateNote | None:
        """Return what somebody wrote for themselves, as far as it can be read now."""
        note = first(self.desk.ledger.all(PrivateNote, author=reader.id, day=day))
        return note and replace(note, text=self.keys.read(reader.id, note.text))


def _own(person: Person, ever: Sequence[CheckIn]) -> CheckIn | None:
    """Return a person's check-in of a day, or the last one they removed, or None."""
    own = [checkin for checkin in ever if checkin.author == person.id]
    return next((checkin for checkin in own if not checkin.deleted), own[-1] if own else None)


def checked(answers: Answers) -> None:
    """Raise the problem that keeps `answers` from being saved, if there is one."""
    if answers.is_blank:
        raise NothingToSaveProblem
    for field, text in (("feelings", ", ".join(answers.feelings)), *answers.texts().items()):
        if len(text) > TEXT_LIMIT and not isinstance(text, SealedText):
            raise TooLongProblem(len(text), field)


def waiting_for(couple: Couple, person: Person, day: Day) -> str:
    """Return the name of the one whose check-in opens this person's day, or "" when nothing is waited for."""
    other = couple.other(person)
    return other.name if other and day.mine and not day.mine_is_open else ""
