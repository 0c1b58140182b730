"""Boundaries: proposing them, answering them, and looking at them again.

Everybody answers in their own turn, and only for the words they read: each answer names its wording.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from trust_tui.model.boundaries import (
    Agreement,
    Boundary,
    BoundaryEvent,
    BoundaryWords,
    Said,
    State,
    What,
    in_order,
    standing,
    usual_review,
)
from trust_tui.model.kept import Topic
from trust_tui.model.records import Deletion, Visibility
from trust_tui.model.versions import Version
from trust_tui.services.boundaries import reading
from trust_tui.services.boundaries.case import Case, checked_line, checked_words, people_ids, said_to
from trust_tui.services.boundaries.view import Can, Detail, Row
from trust_tui.services.desk import Change, Desk, Write
from trust_tui.services.people import People
from trust_tui.services.problems import Problem
from trust_tui.services.sight import may_see

if TYPE_CHECKING:
    from trust_tui.model.people import Couple, Person
    from trust_tui.services.milestones import Milestone

LIST_ORDER = (State.PROPOSED, State.TALK, State.REVIEW, State.AGREED, State.WITHDRAWN)
"""What asks for something comes first."""


@dataclass
class Boundaries:
    """What people can do with boundaries."""

    desk: Desk

    # Looking

    def list(
        self, reader: Person, today: date, state: State | None = None, text: str = ""
    ) -> tuple[Row, ...]:
        """Return the boundaries as `reader` may see them: what asks for something first, then the newest.

        Args:
            reader: Who looks.
            today: The local day.
            state: Only those that stand so; None for all.
            text: Only those that hold all of these words, wherever in them.
        """
        couple = self._couple()
        wanted = _folded(text).split()
        found = []
        for boundary, said in self._seen(reader):
            stands = standing(boundary, said, people_ids(couple), today)
            words = _folded("\n".join(BoundaryWords.of(boundary).texts().values()))
            if state in {None, stands.state} and all(word in words for word in wanted):
                place = (LIST_ORDER.index(stands.state), -boundary.worded_on.toordinal())
                found.append((place, reading.row(boundary, stands, reader, couple)))
        found.reverse()  # of one day, the one written last comes first
        return tuple(row for _, row in sorted(found, key=lambda each: each[0]))

    def detail(self, reader: Person, boundary_id: str, today: date) -> Detail | None:
        """Return one boundary, or None where it is not there any more."""
        ledger = self.desk.ledger
        boundary = ledger.get(Boundary, boundary_id)
        if boundary is None or boundary.deleted or not may_see(reader, boundary, ()):
            return None
        couple = self._couple()
        said = said_to(ledger, boundary_id)
        before = [v for v in ledger.all(Version, of=boundary_id) if may_see(reader, v, ())]
        stands = standing(boundary, said, people_ids(couple), today)
        return reading.detail(boundary, stands, said, before, reader, couple)

    def words(self, boundary_id: str) -> BoundaryWords:
        """Return what a boundary says, ready to be reworded: a day of review that is over moves on.

        Raises:
            Problem: If it is not there.
        """
        boundary = self.desk.ledger.get(Boundary, boundary_id)
        if boundary is None or boundary.deleted is not None:
            raise Problem("This boundary is not there any more. It was removed in the meantime.")
        words, today = BoundaryWords.of(boundary), self.desk.clock().day
        is_over = words.review_on is not None and words.review_on <= today
        return replace(words, review_on=usual_review(today)) if is_over else words

    def texts(self, reader: Person) -> Iterator[tuple[str, date, str]]:
        """Yield id, day and words of everything that a search may find for `reader`, the title first."""
        for boundary, said in self._seen(reader):
            events = [entry.text for entry in said if isinstance(entry, BoundaryEvent)]
            texts = (reading.title(boundary), *BoundaryWords.of(boundary).texts().values(), *events)
            yield boundary.id, boundary.worded_on, "\n".join(dict.fromkeys(filter(None, texts)))

    def milestones(self, couple: Couple) -> Iterator[Milestone]:
        """Yield the day on which both had said yes to the same words for the first time."""
        from trust_tui.services.milestones import Milestone

        said_yes: dict[tuple[str, int], dict[str, date]] = defaultdict(dict)
        for yes in in_order(self.desk.ledger.all(Agreement)):
            if couple.get(yes.author):
                said_yes[yes.of, yes.wording].setdefault(yes.author, yes.day)
        both = [max(days.values()) for days in said_yes.values() if len(days) == len(couple.people)]
        if both and not couple.is_solo:
            yield Milestone("boundary-1", min(both), "The first boundary that both of you agreed to")

    # Wording

    def propose(self, person: Person, words: BoundaryWords) -> Boundary:
        """Propose a boundary. It counts as its writer's own yes, and as nobody else's.

        Raises:
            Problem: If the words cannot be used; its `field` says which of them.
            TooLongProblem: If a text is longer than a field holds.
        """
        moment = self.desk.clock()
        words = checked_words(words, moment.day)
        boundary = self.desk.new(
            Boundary, person.id, worded_by=person.id, worded_on=moment.day, **words.as_fields()
        )
        yes = self.desk.new(Agreement, person.id, of=boundary.id, wording=boundary.wording)
        self.desk.do(Change(person.id, "proposed a boundary", (Write(None, boundary), Write(None, yes))))
        return boundary

    def revise(self, person: Person, boundary_id: str, wording: int, words: BoundaryWords) -> None:
        """Word a boundary anew. The old words are kept, and the new ones need everybody's yes again.

        Raises:
            Problem: If the words cannot be used, are the same, or others came in between.
            TooLongProblem: If a text is longer than a field holds.
        """
        words = checked_words(words, self.desk.clock().day)
        with self._case(person, boundary_id, "wrote new words for a boundary", wording) as case:
            if words == BoundaryWords.of(case.boundary) and case.stands.state is not State.WITHDRAWN:
                raise Problem("These are the words that are there already.", "fine")
            number = case.fresh_wording()
            case.change_boundary(
                Visibility.SHARED,
                wording=number,
                worded_by=person.id,
                worded_on=case.day,
                **words.as_fields(),
            )
            case.say(Agreement, wording=number)

    def remove(self, person: Person, boundary_id: str) -> None:
        """Take back a proposal of one's own that nobody answered. Undo brings it back.

        Raises:
            Problem: If it is not one's own, or was answered.
        """
        with self._case(person, boundary_id, "removed your proposal") as case:
            if case.boundary.author != person.id:
                raise Problem("Only who proposed it can remove it. You can answer it, or leave it open.")
            if Can.REMOVE not in case.can():
                raise Problem("It was answered, so it stays to be read. You can withdraw it at any time.")
            moment = self.desk.clock()
            case.change_boundary(None, deleted=Deletion(person.id, moment.at))

    # Answering

    def agree(self, person: Person, boundary_id: str, wording: int) -> None:
        """Say yes to these words.

        Raises:
            Problem: If others came in between, it is withdrawn, or this person said yes before.
        """
        with self._case(person, boundary_id, "agreed to a boundary", wording) as case:
            case.must_stand()
            if person.id not in case.stands.missing:
                raise Problem("You said yes to these words already.")
            case.say(Agreement)

    def ask_to_talk(self, person: Person, boundary_id: str, text: str = "") -> None:
        """Ask for a talk about it, with or without words.

        Raises:
            Problem: If it is withdrawn, or this person asked before and has nothing to add.
            TooLongProblem: If the text is longer than a field holds.
        """
        text = checked_line(text)
        with self._case(person, boundary_id, "asked to talk about a boundary") as case:
            case.must_stand()
            if Can.TALK not in case.can() and not text:
                raise Problem("You asked for a talk already. You can add words to it.", "text")
            case.say(BoundaryEvent, what=What.TALK, text=text)

    def talked(self, person: Person, boundary_id: str, text: str = "") -> None:
        """Note that both talked about it, with or without words.

        Raises:
            Problem: If nobody asked for a talk.
            TooLongProblem: If the text is longer than a field holds.
        """
        text = checked_line(text)
        with self._case(person, boundary_id, "noted a talk about a boundary") as case:
            case.must_stand()
            if not case.stands.asks:
                raise Problem("No talk is asked for here any more.")
            case.say(BoundaryEvent, what=What.TALKED, text=text)

    def withdraw(self, person: Person, boundary_id: str) -> None:
        """Let a boundary not hold any more, whatever its words are by now. Nobody has to say why.

        Raises:
            Problem: If it is withdrawn already.
        """
        with self._case(person, boundary_id, "withdrew a boundary") as case:
            if case.stands.state is State.WITHDRAWN:
                raise Problem("It is withdrawn already.")
            case.say(BoundaryEvent, what=What.WITHDRAWN)

    def crossed(self, person: Person, boundary_id: str, text: str, for_talk: bool = False) -> None:
        """Write down that it was crossed. It names nobody.

        Args:
            person: Who writes it down.
            boundary_id: Which boundary.
            text: What happened.
            for_talk: Whether to ask for a talk and keep the text as a topic for it.

        Raises:
            Problem: If there are no words, or it is withdrawn.
            TooLongProblem: If the text is longer than a field holds.
        """
        text = checked_line(text)
        if not text:
            raise Problem("There are no words here yet. What happened, in a sentence, is enough.", "text")
        with self._case(person, boundary_id, "wrote down a crossing") as case:
            case.must_stand()
            case.say(BoundaryEvent, what=What.CROSSED, text=text)
            if for_talk:
                case.say(BoundaryEvent, what=What.TALK)
                case.add(self.desk.new(Topic, person.id, text=text))

    # Reviewing

    def keep(
        self, person: Person, boundary_id: str, wording: int, next_review: date | None = None
    ) -> date | None:
        """Keep it at its review. When everybody does, its day of review moves on.

        Of the days that people chose, the soonest counts: nobody waits longer than they wanted to.

        Returns:
            The next day of review, or None while others have not answered yet.

        Raises:
            Problem: If other words came in between, it is not time yet, or the day chosen is over.
        """
        with self._case(person, boundary_id, "kept a boundary at its review", wording) as case:
            case.must_be_due()
            if next_review is not None and next_review <= case.day:
                raise Problem("This day is not ahead of you. Choose a later one.", "review_on")
            if Can.KEEP not in case.can():
                raise Problem("You have kept it already.")
            case.say(Agreement, review=case.boundary.review_on, next_review=next_review)
            moved = case.next_review()
            case.change_boundary(None, **({"review_on": moved} if moved else {}))
        return moved

    def change(self, person: Person, boundary_id: str, wording: int, text: str = "") -> None:
        """Answer at its review that other words would be better. That asks for a talk.

        Raises:
            Problem: If other words came in between, it is not time yet, or this person said so before.
            TooLongProblem: If the text is longer than a field holds.
        """
        text = checked_line(text)
        with self._case(person, boundary_id, "asked for other words", wording) as case:
            case.must_be_due()
            if Can.CHANGE not in case.can():
                raise Problem("You asked for other words already. You can write them at any time.")
            case.say(BoundaryEvent, what=What.CHANGE, text=text)

    # How it is done

    @contextmanager
    def _case(self, person: Person, boundary_id: str, words: str, wording: int = 0) -> Iterator[Case]:
        """Look at a boundary as it is now, and write what comes of it in one transaction."""
        with self.desk.ledger.transaction() as tx:
            case = Case(tx, self.desk, person, self._couple(), boundary_id)
            if wording and wording != case.boundary.wording:
                raise Problem("The words were changed in the meantime. Read the new ones first.")
            yield case
            change = Change(person.id, words, tuple(case.writes()))
            self.desk.write(tx, change)
        self.desk.remember(change)

    def _couple(self) -> Couple:
        return People(self.desk).couple()

    def _seen(self, reader: Person) -> Iterator[tuple[Boundary, Sequence[Said]]]:
        """Yield each boundary with what was said to it, as far as the reader may see it."""
        ledger = self.desk.ledger
        said: dict[str, list[Said]] = defaultdict(list)
        entries: list[Said] = [*ledger.all(Agreement), *ledger.all(BoundaryEvent)]
        for entry in entries:
            if may_see(reader, entry, ()):
                said[entry.of].append(entry)
        for boundary in ledger.all(Boundary):
            if may_see(reader, boundary, ()):
                yield boundary, said[boundary.id]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
