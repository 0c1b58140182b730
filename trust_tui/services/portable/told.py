"""What one wrote, told in few words: what stands for itself, and what belongs to a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from trust_tui.content import load
from trust_tui.model.checkin import CheckIn, PrivateNote
from trust_tui.model.checkpoints import CheckpointAnswer, Way
from trust_tui.model.dates import date_words
from trust_tui.model.deck import DoneCard
from trust_tui.model.kept import Setback, Topic, Victory
from trust_tui.model.promises import Outcome, Promise, Repair, Result
from trust_tui.model.records import OURS, Record, Visibility
from trust_tui.model.responses import Appreciation, Response
from trust_tui.model.rituals import Ritual, RitualDone
from trust_tui.model.support import Became, Practice, PracticeNote, Professional, Question, Session, Went
from trust_tui.model.talks import Talk, TalkWords
from trust_tui.model.text import one_line

if TYPE_CHECKING:
    from trust_tui.services.portable.gather import Gathered


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing somebody wrote.

    Attributes:
        day: Its day.
        lead: Whose it is and what, in our words.
        lines: Its texts, each with what stands before it in our words, or "".
    """

    day: date
    lead: str
    lines: tuple[tuple[str, str], ...]


_Lines = Iterator[tuple[str, str]]

_WENT = {Went.DONE: "it went well", Went.PARTLY: "it went in part", Went.NOT: "not this time"}
_BECAME = {Became.ASKED: "asked", Became.KEPT: "kept for next time", Became.LET_GO: "let go"}
_WAY = {
    Way.UNSURE: "not yet",
    Way.CONTINUE: "go on",
    Way.PAUSE: "pause",
    Way.HELP: "get help",
    Way.PART: "part",
}
RESULT = {
    Result.KEPT: "kept",
    Result.NOT_KEPT: "not kept",
    Result.RENEWED: "renewed",
    Result.WITHDRAWN: "withdrawn",
}


class Teller:
    """Tells what was gathered."""

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self._names = {person.id: one_line(person.name) for person in gathered.couple.people}
        self._by_id = {each.id: each for records in gathered.records.values() for each in records}
        self._said: dict[str, list[Any]] = defaultdict(list)
        for each in self._by_id.values():
            of: str = getattr(each, "of", "")
            if each.deleted is None and of:
                self._said[of].append(each)

    def name(self, person_id: str) -> str:
        """Return what somebody is called."""
        return "Both of us" if person_id == OURS else self._names.get(person_id, "Somebody")

    def said_to(self, record: Record, kind: type[Any]) -> list[Any]:
        """Return what was said to a record, oldest first."""
        return sorted(
            (each for each in self._said[record.id] if isinstance(each, kind)),
            key=lambda each: (each.updated_at, each.id),
        )

    def entry(self, record: Record, what: str, *lines: tuple[str, str]) -> Entry:
        """Return an entry without the lines that are empty."""
        only = f", only for {self.name(record.author)}" if record.visibility is Visibility.PRIVATE else ""
        kept = tuple((label, text) for label, text in lines if text.strip())
        return Entry(record.day, f"{self.name(record.author)}, {what}{only}", kept)

    def answers(self, record: Record) -> _Lines:
        """Yield what was said to a record in free words."""
        for each in self.said_to(record, Response):
            yield f"{self.name(each.author)}", each.text

    def days(self) -> list[Entry]:
        """Return everything that belongs to a day, oldest first; of one day as the table below has it."""
        told = [
            entry
            for kind, tell in _TELL.items()
            for record in self.gathered.live(kind)
            if (entry := tell(self, record)) is not None
        ]
        return sorted(told, key=lambda entry: entry.day)

    # One function for each kind

    def _checkin(self, each: CheckIn) -> Entry:
        late = f", written on {date_words(each.written_on)}" if each.is_back_filled else ""
        return self.entry(
            each,
            f"check-in{late}",
            ("Feeling", ", ".join(each.feelings)),
            ("Safe", _step("safe", each.safe)),
            ("Close", _step("close", each.close)),
            ("I appreciated", each.appreciated),
            ("I need", each.need),
            ("I own", each.own),
        )

    def _note(self, each: PrivateNote) -> Entry:
        return self.entry(each, "a note", ("", each.text))

    def _victory(self, each: Victory) -> Entry:
        about = f" about {', '.join(map(one_line, each.themes))}" if each.themes else ""
        return self.entry(each, f"a victory{about}", ("", each.text), *self.answers(each))

    def _setback(self, each: Setback) -> Entry:
        parts = (("It felt", each.felt), ("What helped", each.helped), ("I ask", each.ask))
        return self.entry(each, "a setback", ("", each.text), *parts, *self.answers(each))

    def _topic(self, each: Topic) -> Entry:
        return self.entry(each, "something to talk about", ("", each.text))

    def _thanks(self, each: Appreciation) -> Entry:
        to = f" to {self.name(each.to)}" if each.to else ""
        return self.entry(each, f"thanks{to}", ("", each.text))

    def _outcome(self, each: Outcome) -> Entry | None:
        promise = self._by_id.get(each.of)
        if not each.text.strip() or not isinstance(promise, Promise):
            return None  # how often it was kept stands with the promise
        about = f"a promise, {RESULT[each.result]}"
        return self.entry(each, about, ("", promise.sentence), ("In my words", each.text))

    def _repair(self, each: Repair) -> Entry:
        promise = self._by_id.get(each.of)
        of = promise.sentence if isinstance(promise, Promise) else ""
        parts = (("What happened", each.happened), ("To make it right", each.right))
        return self.entry(each, "making it right", ("", of), *parts, *self.answers(each))

    def _ritual_done(self, each: RitualDone) -> Entry:
        ritual = self._by_id.get(each.of)
        named = f": {one_line(ritual.name)}" if isinstance(ritual, Ritual) else ""
        return self.entry(each, f"a ritual{named}", ("", each.text))

    def _card(self, each: DoneCard) -> Entry:
        return self.entry(each, "something we did", ("", each.text))

    def _talk(self, each: Talk) -> Entry:
        from trust_tui.services.talks.course import course

        own = course(each.sort)
        labels = {(step.key, asked.key): asked.label for step in own.steps for asked in step.fields}
        lines = [
            (f"{self.name(words.author)}, “{labels.get((words.part, key), key)}”", text)
            for words in self.said_to(each, TalkWords)
            for key, text in words.words.items()
            if isinstance(text, str)
        ]
        return self.entry(each, f"a talk, {own.name.lower()}", ("About", each.about), *lines)

    def _session(self, each: Session) -> Entry:
        whom = self._by_id.get(each.professional)
        name = f" with {one_line(whom.name)}" if isinstance(whom, Professional) else ""
        ahead = date_words(each.next_on) if each.next_on else ""
        tried = [line for practice in self.said_to(each, Practice) for line in self._practice(practice)]
        return self.entry(
            each, f"a session{name}", ("What we took away", each.took_away), *tried, ("The next one", ahead)
        )

    def _practice(self, practice: Practice) -> _Lines:
        yield "To try", practice.sentence
        for each in self.said_to(practice, PracticeNote):
            yield f"{self.name(each.author)}, {_WENT[each.went]}", each.text or "–"

    def _question(self, each: Question) -> Entry:
        from trust_tui.model.support import QuestionEvent

        said = [
            (f"{self.name(event.author)}, {_BECAME[event.became]}", event.text or "–")
            for event in self.said_to(each, QuestionEvent)
        ]
        return self.entry(each, "a question to bring", ("", each.text), *said)

    def _checkpoint(self, each: CheckpointAnswer) -> Entry:
        return self.entry(each, f"a checkpoint: {_WAY[each.way]}", ("", each.text))


_TELL: dict[type[Any], Callable[[Teller, Any], Entry | None]] = {
    CheckIn: Teller._checkin,
    PrivateNote: Teller._note,
    Victory: Teller._victory,
    Setback: Teller._setback,
    Topic: Teller._topic,
    Appreciation: Teller._thanks,
    Outcome: Teller._outcome,
    Repair: Teller._repair,
    RitualDone: Teller._ritual_done,
    DoneCard: Teller._card,
    Talk: Teller._talk,
    Session: Teller._session,
    Question: Teller._question,
    CheckpointAnswer: Teller._checkpoint,
}


def _step(scale: str, step: int | None) -> str:
    words = load("scales.json")[scale]["steps"]
    return f"{step} of 5, {words[step - 1]}" if step and 0 < step <= len(words) else ""
