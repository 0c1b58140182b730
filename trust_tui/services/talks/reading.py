"""Looking back on talks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trust_tui.model.checkin import SCALE
from trust_tui.model.records import Visibility
from trust_tui.model.responses import Appreciation
from trust_tui.model.talks import Talk, TalkWords
from trust_tui.services.desk import Desk, first
from trust_tui.services.sight import may_see
from trust_tui.services.talks.course import Step, course, here
from trust_tui.services.talks.view import Part, TalkDetail, TalkRow, Thanks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from trust_tui.model.people import Couple, Person
    from trust_tui.services.talks.week import Brought


@dataclass
class TalkReading:
    """What people can see of their talks."""

    desk: Desk

    def all(self, reader: Person) -> list[TalkRow]:
        """Return every talk: those under way first, then the newest first."""
        rows = [_row(talk) for talk in self.desk.ledger.all(Talk) if may_see(reader, talk, ())]
        rows.reverse()
        return sorted(rows, key=lambda row: (row.finished is not None, -row.day.toordinal()))

    def detail(self, reader: Person, talk_id: str) -> TalkDetail | None:
        """Return one talk with what was kept of it, or None where it is not there."""
        talk = self.get(talk_id)
        if talk is None:
            return None
        return TalkDetail(_row(talk), tuple(self._parts(reader, talk)), tuple(self.thanks(talk)))

    def get(self, talk_id: str) -> Talk | None:
        """Return a talk as it stands, or None where it is not there any more."""
        talk = self.desk.ledger.get(Talk, talk_id)
        return talk if talk and talk.deleted is None else None

    def glance(self, reader: Person) -> str:
        """Say in a short sentence what is under way."""
        waiting = [row for row in self.all(reader) if row.finished is None]
        if any(row.back_on for row in waiting):
            return "You are having a time-out in a talk."
        if waiting:
            return "A talk can be taken up." if len(waiting) == 1 else "Some talks can be taken up."
        return ""

    def texts(self, reader: Person) -> Iterator[tuple[str, date, str]]:
        """Yield id, day and words of everything that a search may find for `reader`."""
        for row in self.all(reader):
            detail = self.detail(reader, row.id)
            parts = detail.parts if detail else ()
            yield (
                row.id,
                row.day,
                " ".join((row.about, row.name, *(text for p in parts for _, text in p.lines))),
            )

    def words(self, talk: Talk, person: Person, part: str) -> TalkWords | None:
        """Return what a person wrote in one part of a talk, or None."""
        return first(self.desk.ledger.all(TalkWords, of=talk.id, author=person.id, part=part))

    def thanks(self, talk: Talk) -> list[Thanks]:
        """Return what the two thanked each other for in a talk, in the order in which they did."""
        said = self.desk.ledger.all(Appreciation, talk=talk.id)
        return [Thanks(each.id, each.author, each.text) for each in said]

    def brought(self, couple: Couple, person: Person) -> Sequence[Brought]:
        """Return what the last seven days brought that a person could thank the other for."""
        from trust_tui.services.talks.week import brought

        other = couple.other(person)
        return brought(self.desk.ledger, person, other, self.desk.clock().day) if other else []

    def _parts(self, reader: Person, talk: Talk) -> Iterator[Part]:
        written = self.desk.ledger.all(TalkWords, of=talk.id)
        for step in course(talk.sort).steps:
            for words in written:
                if words.part == step.key and may_see(reader, words, ()) and is_there(words):
                    yield part_of(words, step)


def is_there(words: TalkWords | None) -> bool:
    """Say whether somebody wrote anything at all."""
    return words is not None and holds({"words": words.words, "heard": words.heard})


def part_of(words: TalkWords, step: Step) -> Part:
    """Return what somebody wrote in a step, as it is read."""
    return Part(
        author=words.author,
        title=step.past,
        lines=tuple((each.label, text) for each in step.fields if (text := _text(words, each.key))),
        heard=words.heard if words.heard in SCALE else None,
        is_closed=words.visibility is Visibility.PRIVATE,
    )


def holds(said: Mapping[str, Any]) -> bool:
    """Say whether there is anything in what somebody wants to write."""
    return said["heard"] is not None or any(said["words"].values())


def _text(words: TalkWords, key: str) -> str:
    text = words.words.get(key)
    return text if isinstance(text, str) else ""


def _row(talk: Talk) -> TalkRow:
    return TalkRow(
        id=talk.id,
        sort=talk.sort,
        name=course(talk.sort).name,
        about=talk.about,
        day=talk.day,
        step=here(talk).title,
        finished=talk.finished,
        paused_until=talk.paused_until,
        back_on=talk.back_on,
    )
