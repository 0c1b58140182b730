"""A summary on its way, as one person may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from trust_tui.model.records import OURS

if TYPE_CHECKING:
    from trust_tui.model.people import Couple, Person
    from trust_tui.model.summary import Standing, Summary
    from trust_tui.services.summary.lines import Gathered, Line


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a summary is about.

    Attributes:
        first: The first day.
        last: The last one, today.
        since_session: Whether the first day is that of the last session.
        words: Both days in words.
    """

    first: date
    last: date
    since_session: bool
    words: str


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One line in one person's list.

    Attributes:
        line: The line.
        is_in: Whether it is in the summary as things stand.
        is_mine: Whether the reader may leave it out and put it back.
        is_new: Whether it came after the reader had said that theirs are all right.
        waits_for_other: Whether the reader put it in, and the other one has not.
        belongs_to: The id of whose line it belongs to, where the reader does not see that one yet; or "".
    """

    line: Line
    is_in: bool
    is_mine: bool
    is_new: bool = False
    waits_for_other: bool = False
    belongs_to: str = ""

    @property
    def id(self) -> str:
        """Its key."""
        return self.line.key


@dataclass(frozen=True, slots=True)
class SummaryView:
    """All of it.

    Attributes:
        summary: What was decided about it as a whole.
        span: Its days.
        lines: What the reader sees of it: their own lines, those of both, and the other's once these are
            all right with them.
        i_agree: Whether the reader said that theirs are all right, and nothing came since.
        other_agrees: Whether the other one did.
        i_had_agreed: Whether the reader said so before something came.
        other_had_agreed: Whether the other one did.
    """

    summary: Summary
    span: Span
    lines: tuple[SummaryLine, ...]
    i_agree: bool
    other_agrees: bool
    i_had_agreed: bool
    other_had_agreed: bool

    @property
    def is_ready(self) -> bool:
        """Whether both said that theirs are all right."""
        return self.i_agree and self.other_agrees


@dataclass(frozen=True, slots=True)
class Table:
    """What may be said, and what each of the couple decided about it.

    Attributes:
        couple: Who writes here.
        gathered: The lines.
        stands: What each decided, by their id.
    """

    couple: Couple
    gathered: Gathered
    stands: Mapping[str, Standing]

    def owners(self, line: Line) -> tuple[str, ...]:
        """Return who may leave a line out."""
        return tuple(self.stands) if line.owner == OURS else (line.owner,)

    def chosen(self, line: Line) -> bool:
        """Say whether a line is wanted, whatever it belongs to."""
        said = [self.stands[who] for who in self.owners(line) if who in self.stands]
        if line.needs_both:
            return len(said) > 1 and all(each.chosen.get(line.key, False) for each in said)
        those = [each for each in said if line.key in each.chosen]
        last = max(those, key=lambda each: each.moments[line.key], default=None)
        return last.chosen[line.key] if last else not line.starts_out

    def agrees(self, line: Line, person_id: str) -> bool:
        """Say whether this is all right with a person, as far as it is theirs to say."""
        if person_id not in self.owners(line) or line.needs_both:
            return True
        return line.fingerprint in self.stands[person_id].agreed

    def is_agreed(self, line: Line) -> bool:
        """Say whether a line is all right with everybody whose it is."""
        return all(self.agrees(line, who) for who in self.owners(line) if who in self.stands)

    def inside(self) -> list[Line]:
        """Return the lines that are in: wanted, and with what they belong to."""
        known = {line.key for line in self.gathered.lines}
        wanted = {line.key for line in self.gathered.lines if self.chosen(line)}
        found = []
        for line in self.gathered.lines:
            if line.key not in wanted:
                continue
            if not line.under or line.under in wanted:
                found.append(line)
            elif line.alone and line.under not in known:
                # What it belongs to is the other's, and they are not in this one.
                found.append(replace(line, label=line.alone, group=line.key, under=""))
        return found

    def open_to(self, person_id: str) -> list[Line]:
        """Return what is in and not yet all right with this person."""
        return [line for line in self.inside() if not self.agrees(line, person_id)]

    def is_agreed_by(self, person_id: str) -> bool:
        """Say whether a person said that theirs are all right, and nothing came since."""
        return self.stands[person_id].has_agreed and not self.open_to(person_id)


def lines_for(table: Table, reader: Person) -> tuple[SummaryLine, ...]:
    """Return what `reader` sees: nothing of the other's before it is all right with them."""
    mine = table.stands[reader.id]
    inside = {line.key for line in table.inside()}
    shown: list[SummaryLine] = []
    keys: dict[str, str] = {line.key: line.owner for line in table.gathered.lines}
    seen: set[str] = set()
    for line in table.gathered.lines:
        is_mine = reader.id in table.owners(line)
        if not is_mine and not (line.key in inside and table.is_agreed(line)):
            continue
        seen.add(line.key)
        shown.append(
            SummaryLine(
                line,
                is_in=line.key in inside,
                is_mine=is_mine,
                is_new=is_mine
                and mine.has_agreed
                and line.key in inside
                and not table.agrees(line, reader.id),
                waits_for_other=line.needs_both
                and line.key not in inside
                and mine.chosen.get(line.key, False),
                belongs_to=keys.get(line.under, "") if line.under and line.under not in seen else "",
            )
        )
    return tuple(shown)
