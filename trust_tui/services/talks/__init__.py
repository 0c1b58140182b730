"""Talks: beginning them, taking them up, and what is kept of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trust_tui.model.checkin import SCALE
from trust_tui.model.records import OURS, Deletion, Record, Visibility
from trust_tui.model.responses import Appreciation
from trust_tui.model.talks import MINUTES, Talk, TalkKind, TalkWords, TopicWhat, whole
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.desk import Change, Write, first
from trust_tui.services.problems import Problem, TooLongProblem
from trust_tui.services.talks.course import CLOSE, Step, course
from trust_tui.services.talks.reading import TalkReading, holds, is_there
from trust_tui.services.topics import Topics, checked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trust_tui.model.people import Couple, Person
    from trust_tui.services.drafts import FormDrafts
    from trust_tui.store import Transaction

_STANDING = (
    "step", "floor", "is_saying_back", "was_heard", "wants_ideas", "is_resting", "turn", "paused_until",
    "back_on",
)  # fmt: skip
"""The fields that say where a talk stands."""

_GONE = "This talk is not there any more."


@dataclass
class Talks(TalkReading):
    """What people can do with talks. Both sit at the keyboard, so a talk belongs to both."""

    topics: Topics
    drafts: FormDrafts

    # Talking

    def begin(
        self,
        couple: Couple,
        sort: TalkKind,
        *,
        about: str = "",
        topics: Sequence[str] = (),
        minutes: int = 5,
        begins: Person | None = None,
    ) -> Talk:
        """Begin a talk.

        Args:
            couple: Who talks.
            sort: What it is for.
            about: What about; it may stay open.
            topics: The ids of the topics it takes up.
            minutes: How long a turn is.
            begins: Who has the floor first.

        Raises:
            Problem: If somebody is alone here, or the words are too many.
        """
        if couple.is_solo:
            raise Problem("A talk takes two. The other can be added with the names.")
        about = checked(about, "about") if about.strip() else ""
        talk = self.desk.new(
            Talk,
            OURS,
            sort=sort,
            about=about,
            topics=tuple(topics),
            minutes=minutes if minutes in MINUTES else 5,
            step=course(sort).steps[0].key,
            floor=(begins or couple.people[0]).id,
        )
        with self.desk.ledger.transaction() as tx:
            tx.add(talk)
        return talk

    def keep(self, talk: Talk) -> Talk:
        """Keep where a talk stands, so that it can be taken up from here, whatever happens.

        Raises:
            Problem: If it was ended or removed elsewhere.
        """
        with self.desk.ledger.transaction() as tx:
            now = self._open(tx, talk)
            spoken = {who: max(now.seconds(who), talk.seconds(who)) for who in {*now.spoken, *talk.spoken}}
            standing = {name: getattr(talk, name) for name in _STANDING}
            after = now.changed(self.desk.clock(), **standing, spoken=spoken)
            tx.replace(after)
        return after

    def choose(self, talk: Talk, about: str, topics: Sequence[str] = ()) -> Talk:
        """Say what a talk is about; nothing is an answer, too.

        Raises:
            Problem: If it was ended or removed elsewhere, or the words are too many.
        """
        about = checked(about, "about") if about.strip() else ""
        with self.desk.ledger.transaction() as tx:
            now = self._open(tx, talk)
            after = now.changed(self.desk.clock(), about=about, topics=tuple(topics))
            tx.replace(after)
        return after

    def keep_seconds(self, talk: Talk, turn: float, spoken: Mapping[str, float]) -> None:
        """Keep how long each has spoken since the talk was last kept; in a draft, as it changes all the time.

        Raises:
            LedgerError: If it could not be written.
        """
        values = {who: str(int(seconds)) for who, seconds in spoken.items()}
        self.drafts.keep(_key(talk), {**values, "rev": str(talk.rev), "turn": str(int(turn))})

    def seconds(self, talk: Talk) -> tuple[int, dict[str, int]]:
        """Return the seconds of the turn, and how long each has spoken, as they were kept last."""
        kept = self.drafts.waiting(_key(talk))
        is_newest = kept.get("rev") == str(talk.rev)
        spoken = {who: talk.seconds(who) for who in talk.spoken}
        if is_newest:
            for who, text in kept.items():
                if who not in {"rev", "turn"}:
                    spoken[who] = max(spoken.get(who, 0), _number(text))
        return max(whole(talk.turn), _number(kept.get("turn", "")) if is_newest else 0), spoken

    # Keeping

    def write(
        self, person: Person, talk: Talk, part: str, words: Mapping[str, str], heard: int | None = None
    ) -> None:
        """Keep what a person writes in one part of a talk; what stood there before is kept.

        Raises:
            Problem: If a text is too long, or the talk is not there any more.
        """
        step = course(talk.sort).step(part)
        texts = {name: text.strip() for name, text in words.items()}
        for name, text in texts.items():
            if len(text) > TEXT_LIMIT:
                raise TooLongProblem(len(text), name)
        said = {"words": texts, "heard": heard if heard in SCALE else None}
        with self.desk.ledger.transaction() as tx:
            there = tx.all(TalkWords, of=talk.id, part=part)
            if (now := tx.get(Talk, talk.id)) is None or now.deleted:
                raise Problem(_GONE)
            writes = self._writes(person, talk, step, there, said)
            change = Change(person.id, "wrote something to a talk", writes)
            self.desk.write(tx, change)
        if writes:
            self.desk.remember(change)

    def _writes(
        self, person: Person, talk: Talk, step: Step | None, there: Sequence[TalkWords], said: dict[str, Any]
    ) -> tuple[Write, ...]:
        mine = first(words for words in there if words.author == person.id)
        theirs = first(words for words in there if words.author != person.id and is_there(words))
        is_closed = step is not None and step.is_closed and theirs is None
        moment = self.desk.clock()
        if mine is None:
            if not holds(said):
                return ()
            visibility = Visibility.PRIVATE if is_closed else Visibility.SHARED
            own: dict[str, Any] = {"of": talk.id, "part": step.key if step else CLOSE}
            own["visibility"] = visibility
            writes = [Write(None, self.desk.new(TalkWords, person.id, **own, **said))]
        elif {"words": dict(mine.words), "heard": mine.heard} == said:
            return ()
        else:
            # What was once open stays open.
            writes = [Write(mine, mine.changed(moment, **said), mine.visibility)]
        if theirs is not None and theirs.visibility is Visibility.PRIVATE and holds(said):
            writes.append(Write(theirs, theirs.changed(moment, visibility=Visibility.SHARED)))
        return tuple(writes)

    def thank(self, person: Person, couple: Couple, talk: Talk, text: str) -> Appreciation:
        """Thank the other for something.

        Raises:
            Problem: If there are no words, or too many.
        """
        other = couple.other(person)
        said = self.desk.new(
            Appreciation, person.id, text=checked(text), to=other.id if other else "", talk=talk.id
        )
        self.desk.do(Change(person.id, "said a thank-you", (Write(None, said),)))
        return said

    def unthank(self, person: Person, thanks_id: str) -> None:
        """Take back one's own thank-you.

        Raises:
            Problem: If it is not there or not one's own.
        """
        before = self.desk.ledger.get(Appreciation, thanks_id)
        if before is None or before.deleted or before.author != person.id:
            raise Problem("This is not there any more.")
        self.desk.do(Change(person.id, "took back a thank-you", (self._gone(person, before),)))

    def finish(self, by: Person, talk: Talk, *, topics: TopicWhat = TopicWhat.TALKED) -> Talk:
        """End a talk.

        Args:
            by: Whose undo opens it again: who sat down before the two talked.
            talk: What ends.
            topics: Whether its topics are talked about now, or go on waiting.

        Raises:
            Problem: If it was ended or removed elsewhere.
        """
        with self.desk.ledger.transaction() as tx:
            now = self._open(tx, talk)
            after = now.changed(
                self.desk.clock(), finished=self.desk.clock().day, paused_until=None, back_on=None
            )
            events = [
                Write(None, self.topics.event(by, topic, TopicWhat.TALKED, talk.id))
                for topic in now.topics
                if topics is TopicWhat.TALKED
            ]
            change = Change(by.id, "ended a talk", (Write(now, after), *events))
            self.desk.write(tx, change)
        self.desk.remember(change)
        self.drafts.drop(_key(talk))
        return after

    def remove(self, person: Person, talk_id: str) -> str:
        """Take a talk away; where the other wrote something to it, one's own words alone.

        Undo brings it back.

        Returns:
            What was removed, in a sentence.

        Raises:
            Problem: If there is nothing of one's own to remove.
        """
        with self.desk.ledger.transaction() as tx:
            talk = tx.get(Talk, talk_id)
            if talk is None or talk.deleted:
                raise Problem(_GONE)
            written = [words for words in tx.all(TalkWords, of=talk_id) if is_there(words)]
            mine = [words for words in written if words.author == person.id]
            is_shared = len(mine) < len(written)
            if is_shared and not mine:
                raise Problem("The other one wrote something to this talk, so it stays.")
            gone: list[Record] = [*mine] if is_shared else [talk, *mine]
            what = "your words in a talk" if is_shared else "a talk"
            change = Change(person.id, f"removed {what}", tuple(self._gone(person, each) for each in gone))
            self.desk.write(tx, change)
        self.desk.remember(change)
        return "Your words are removed; the talk stays." if is_shared else "It is removed."

    def _gone(self, person: Person, record: Record) -> Write:
        moment = self.desk.clock()
        return Write(record, record.changed(moment, deleted=Deletion(person.id, moment.at)))

    def _open(self, tx: Transaction, talk: Talk) -> Talk:
        now = tx.get(Talk, talk.id)
        if now is None or now.deleted:
            raise Problem(_GONE)
        if now.finished:
            raise Problem("This talk was ended in another window.")
        return now


def _key(talk: Talk) -> str:
    return f"talk.{talk.id}"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
