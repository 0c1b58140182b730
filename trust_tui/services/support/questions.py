"""Questions to bring: written down when they come, asked when there is somebody to ask."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trust_tui.model.records import Visibility
from trust_tui.model.support import (
    Became,
    Question,
    QuestionEvent,
    became,
    in_order,
    instant_after,
    is_to_bring,
)
from trust_tui.services.desk import Desk, Write
from trust_tui.services.problems import Problem
from trust_tui.services.support.professionals import Professionals, check_on_list, named
from trust_tui.services.support.views import EventView, QuestionView
from trust_tui.services.support.writing import (
    built_upon,
    changing,
    checked,
    nobody_else_wrote_to,
    only_own,
    opened,
    seen,
    there,
    versions,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.model.support import Professional
    from trust_tui.store import Transaction

_DID = {
    Became.ASKED: "said that a question was asked",
    Became.KEPT: "kept a question for next time",
    Became.LET_GO: "let go of a question",
}


@dataclass
class Questions:
    """What people can do with questions to bring."""

    desk: Desk

    # Looking

    def all(self, reader: Person) -> list[QuestionView]:
        """Return all that `reader` may see: what waits to be brought first, in the order it came."""
        ledger = self.desk.ledger
        known = Professionals(self.desk).known(reader)
        events: dict[str, list[QuestionEvent]] = defaultdict(list)
        for event in seen(ledger, QuestionEvent, reader):
            events[event.of].append(event)
        views = [_view(each, events[each.id], reader, known) for each in seen(ledger, Question, reader)]
        waiting = [view for view in views if view.is_to_bring]
        done = [view for view in views if not view.is_to_bring]
        return [*waiting, *sorted(done, key=lambda view: view.events[-1].day, reverse=True)]

    def to_bring(self, reader: Person, professional: str | None = None) -> list[QuestionView]:
        """Return what waits to be brought, in the order it came.

        Args:
            reader: Who looks.
            professional: Only what is for this one, or for whoever comes next; None for all.
        """
        waiting = (view for view in self.all(reader) if view.is_to_bring)
        return [view for view in waiting if professional is None or view.professional in {"", professional}]

    def one(self, reader: Person, question_id: str) -> QuestionView | None:
        """Return one with its versions, or None where the reader may not see it or it is not there."""
        ledger = self.desk.ledger
        for each in seen(ledger, Question, reader):
            if each.id == question_id:
                events = [event for event in seen(ledger, QuestionEvent, reader) if event.of == each.id]
                view = _view(each, events, reader, Professionals(self.desk).known(reader))
                return replace(view, before=versions(ledger, each, reader))
        return None

    def glance(self, reader: Person) -> str:
        """Say what waits to be brought. Private ones are not counted: the other may be looking."""
        waiting = len([view for view in self.to_bring(reader) if not view.is_private])
        if not waiting:
            return ""
        return "One question to bring" if waiting == 1 else f"{waiting} questions to bring"

    def texts(self, reader: Person) -> Iterator[tuple[str, date, str]]:
        """Yield id, day and words of everything that a search may find for `reader`."""
        for view in self.all(reader):
            if view.is_private:
                continue
            said = (event.text for event in view.events)
            yield view.id, view.day, "\n".join(filter(None, (view.text, *said)))

    # Changing

    def add(
        self,
        person: Person,
        text: str,
        professional: str = "",
        visibility: Visibility = Visibility.SHARED,
    ) -> Question:
        """Write down a question.

        Args:
            person: Who writes it down.
            text: The question.
            professional: Whom it is for; "" for whoever comes next.
            visibility: Private for whom it is nobody's business until it is asked.

        Raises:
            Problem: If there are no words, too many, or the professional is not there any more.
        """
        text = _checked(text)
        question = self.desk.new(
            Question, person.id, visibility=visibility, text=text, professional=professional
        )
        with changing(self.desk, person, "wrote down a question") as (tx, writes):
            check_on_list(tx, person, professional)
            writes.append(Write(None, question))
        return question

    def edit(self, person: Person, question_id: str, rev: int, text: str, professional: str = "") -> Question:
        """Put one's own question into other words; what it said before is kept.

        Raises:
            Problem: If it is not there, not one's own, changed in the meantime, or cannot be used so.
        """
        text = _checked(text)
        with changing(self.desk, person, "changed a question") as (tx, writes):
            before = there(tx, Question, question_id, person, rev)
            only_own(before, person)
            if professional != before.professional:
                check_on_list(tx, person, professional)
            after = before.changed(self.desk.clock(), text=text, professional=professional)
            writes.append(Write(before, after, before.visibility))
        return after

    def share(self, person: Person, question_id: str) -> None:
        """Let the other one read one's own question from now on, and what became of it.

        What was written to it while it was private stays private, and so do its earlier words.

        Raises:
            Problem: If it is not there or not one's own.
        """
        with changing(self.desk, person, "showed a question") as (tx, writes):
            question = there(tx, Question, question_id, person)
            only_own(question, person)
            if question.visibility is Visibility.SHARED:
                raise Problem("Both of you can read it already.")
            writes.extend(self._shared(tx, question, person))

    def remove(self, person: Person, question_id: str) -> None:
        """Take one's own question off the list. Undo brings it back.

        Raises:
            Problem: If it is not there, not one's own, or the other one said what became of it.
        """
        with changing(self.desk, person, "removed a question") as (tx, writes):
            before = there(tx, Question, question_id, person)
            only_own(before, person)
            nobody_else_wrote_to(tx.all(QuestionEvent, of=question_id), person)
            writes.append(Write(before, self.desk.gone(tx, before, person.id)))

    def say(
        self, person: Person, question_id: str, what: Became, text: str = "", *, share: bool = False
    ) -> QuestionEvent:
        """Say what became of a question. Who can read it can say so.

        Args:
            person: Who says it.
            question_id: Which question.
            what: What became of it.
            text: What came of asking, or why it is let go; may be empty.
            share: Whether a question that was private can be read by both from now on.

        Raises:
            Problem: If it is not there, or the text is too long.
        """
        text = checked({"text": text})["text"]
        with changing(self.desk, person, _DID[what]) as (tx, writes):
            question = there(tx, Question, question_id, person)
            visibility = question.visibility
            if share and visibility is Visibility.PRIVATE:
                visibility = opened(question, Visibility.SHARED)
                writes.append(Write(question, question.changed(self.desk.clock(), visibility=visibility)))
            event = self._event(tx, question, person, what, text, visibility)
            writes += [Write(None, event), *built_upon(self.desk, question, person)]
        return event

    # How it is done

    def _shared(self, tx: Transaction, question: Question, person: Person) -> Iterator[Write]:
        """Yield what opens a question: itself, and where it stands, without the words kept to oneself."""
        yield Write(question, question.changed(self.desk.clock(), visibility=Visibility.SHARED))
        last = became(tx.all(QuestionEvent, of=question.id))
        if last is not None:
            yield Write(None, self._event(tx, question, person, last.became, "", Visibility.SHARED))

    def _event(
        self,
        tx: Transaction,
        question: Question,
        person: Person,
        what: Became,
        text: str,
        visibility: Visibility,
    ) -> QuestionEvent:
        event = self.desk.new(
            QuestionEvent, person.id, visibility=visibility, of=question.id, became=what, text=text
        )
        # What is said later comes later, also when a clock jumped back in between.
        at = instant_after(event.updated_at, tx.all(QuestionEvent, of=question.id))
        return replace(event, updated_at=at)


def _checked(text: str) -> str:
    text = checked({"text": text})["text"]
    if not text:
        raise Problem("There are no words here yet. What would you like to ask?", "text")
    return text


def _view(
    question: Question, events: Sequence[QuestionEvent], reader: Person, known: Mapping[str, Professional]
) -> QuestionView:
    said = in_order(events)
    return QuestionView(
        id=question.id,
        rev=question.rev,
        author=question.author,
        day=question.day,
        text=question.text,
        professional=question.professional if question.professional in known else "",
        for_name=named(known.get(question.professional), question.visibility),
        is_private=question.visibility is Visibility.PRIVATE,
        is_mine=question.author == reader.id,
        is_to_bring=is_to_bring(said),
        became=said[-1].became if said else None,
        events=tuple(EventView(each.author, each.day, each.became, each.text) for each in said),
    )
