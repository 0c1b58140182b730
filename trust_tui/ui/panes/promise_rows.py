"""The lines of the Promises tab: what is due, the ledger, and the promises themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from trust_tui.model.dates import findable, near_words, short_date, short_day, short_width
from trust_tui.model.promises import Promise, Result
from trust_tui.model.text import one_line
from trust_tui.services.promises.due import Theirs

if TYPE_CHECKING:
    from datetime import date

    from trust_tui.model.occurrences import Mark, Occurrence
    from trust_tui.model.people import Couple, Person
    from trust_tui.services.promises.due import Due, Listed
    from trust_tui.ui.look import Glyphs

RESULTS = {
    Result.KEPT: "kept",
    Result.NOT_KEPT: "not kept",
    Result.RENEWED: "renewed",
    Result.WITHDRAWN: "withdrawn",
}

_ROOMY = 70
"""The width from which the ledger has room for words; below it there are marks."""

_MARK = 14
"""Cells of "● not kept +" and a gap."""


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One line: a promise, and the occurrence that it is about, if it is about one.

    Attributes:
        id: The promise's id, with the day where it is about an occurrence.
        promise: The promise.
        due: The day of the occurrence, or None.
        ask: What is due, as the reader is asked about it.
        seen: An occurrence as both saw it.
        listed: The promise in the list of all.
    """

    id: str
    promise: Promise
    due: date | None = None
    ask: Due | None = None
    seen: Occurrence | None = None
    listed: Listed | None = None

    @classmethod
    def asked(cls, due: Due) -> PromiseLine:
        """Return the line of something that can be answered."""
        return cls(f"{due.promise.id}:{due.due}:ask", due.promise, due.due, ask=due)

    @classmethod
    def of_ledger(cls, seen: Occurrence) -> PromiseLine:
        """Return a line of the ledger."""
        return cls(f"{seen.promise.id}:{seen.due}", seen.promise, seen.due, seen=seen)

    @classmethod
    def of_list(cls, listed: Listed) -> PromiseLine:
        """Return the line of a promise."""
        return cls(listed.promise.id, listed.promise, listed=listed)


@dataclass(frozen=True, slots=True)
class LinePainter:
    """Draws lines for one reader on one day."""

    couple: Couple
    reader: Person
    glyphs: Glyphs
    today: date

    def line(self, line: PromiseLine, width: int, is_here: bool) -> Content:
        """Draw one line, as wide as there is room."""
        mark = Content.styled(f"{self.glyphs.here if is_here else ' '} ", "$accent")
        if line.ask is not None:
            first, last = self._asked(line.ask)
        elif line.seen is not None:
            first, last = self._seen(line.seen, width)
        else:
            first, last = self._listed(line)
        room = max(width - cell_len(last.plain) - 3, 8)
        words = (mark + first).truncate(room, ellipsis=True, pad=True)
        return Content.assemble(words, " ", last)

    def asked(self, due: Due, width: int, is_here: bool) -> list[Content]:
        """Draw something that is due on two lines, so that all of a promise can be read."""
        mark = Content.styled(f"{self.glyphs.here if is_here else ' '} ", "$accent")
        first, answer = self._asked(due)
        head, *rest = first.wrap(max(width - 2, 8))
        more = Content(" ").join(rest).truncate(max(width - 4 - cell_len(answer.plain), 4), ellipsis=True)
        indent = " " * 4 if more else " " * 2
        return [mark + head, Content(indent) + more + Content("  " if more and answer else "") + answer]

    def haystack(self, line: PromiseLine) -> str:
        """Return everything that the filter may find a line by."""
        maker = self.couple.get(line.promise.author)
        parts = [line.promise.sentence, line.promise.fallback, maker.name if maker else ""]
        if line.due is not None:
            parts.append(findable(line.due))
        if line.seen is not None:
            for mark in (line.seen.maker, line.seen.other):
                parts += [RESULTS[mark.result], mark.text] if mark else ["blank"]
        if line.listed is not None:
            parts.append(line.promise.schedule.words)
        return " ".join(parts)

    def _dot(self, person_id: str) -> Content:
        person = self.couple.get(person_id)
        if person is None:
            return Content("  ")
        return Content.styled(f"{self.glyphs.people[person.place]} ", f"$person-{person.place + 1}")

    def _asked(self, due: Due) -> tuple[Content, Content]:
        when = f"{due.at:<7}" if due.at else ""
        if due.due != self.today:
            when = f"{short_day(due.due):<{short_width() + 2}}"
        first = Content.styled(when, "$quiet") + self._dot(due.promise.author) + one_line(due.words)
        answer = RESULTS[due.answer.result] if due.answer else ""
        theirs = {Theirs.SAME: "so do both", Theirs.OTHERWISE: "seen differently"}.get(due.theirs, "")
        words = ", ".join(part for part in (answer, theirs) if part)
        return first, Content.styled(words, "$accent" if answer else "$quiet")

    def _seen(self, seen: Occurrence, width: int) -> tuple[Content, Content]:
        day = short_date(seen.due, self.today)
        first = Content.assemble(
            (f"{day:<{short_width() + 1}} ", "$quiet"),
            self._dot(seen.promise.author),
            one_line(seen.promise.sentence),
        )
        views = [(seen.promise.author, seen.maker)]
        other = next((p.id for p in self.couple.people if p.id != seen.promise.author), None)
        if other is not None:
            views.append((other, seen.other))
        is_roomy = width >= _ROOMY
        last = Content("").join(self._view(who, mark, is_roomy=is_roomy) for who, mark in views)
        return first, last

    def _view(self, who: str, mark: Mark | None, *, is_roomy: bool) -> Content:
        dot = self._dot(who)
        if not is_roomy:
            return dot + Content(self.glyphs.heat[mark.result] if mark else " ") + Content(" ")
        words = RESULTS[mark.result] if mark else ""
        later = self.glyphs.later if mark and mark.is_later else ""
        return dot + Content(f"{words}{later}".ljust(_MARK - 2))

    def _listed(self, line: PromiseLine) -> tuple[Content, Content]:
        first = self._dot(line.promise.author) + one_line(line.promise.sentence)
        listed = line.listed
        if listed is None or listed.ended is not None:
            words = RESULTS[listed.ended] if listed and listed.ended else ""
        elif listed.pause is not None:
            words = f"rests until {short_day(listed.pause.last)}"
        elif listed.next_due is None:
            words = "over"
        else:
            words = near_words(listed.next_due, self.today)
        return first, Content.styled(words, "$quiet")
