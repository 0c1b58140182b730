"""A summary for the next session: over which days, what stays out of it, and writing it to a file.

Each person decides about their own lines, in their own turn. What is for both is written only once both have
said that theirs are all right; what is in one person's words alone, that person can write at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from trust_tui.model.dates import date_words
from trust_tui.model.records import OURS, Visibility
from trust_tui.model.summary import (
    Decided,
    Decision,
    SpanKind,
    Standing,
    Summary,
    current,
    instant_after,
    standing,
)
from trust_tui.model.support import Session, last_session
from trust_tui.services.desk import Change, Desk, Write
from trust_tui.services.people import People
from trust_tui.services.problems import Problem
from trust_tui.services.summary.document import document
from trust_tui.services.summary.gather import gathered
from trust_tui.services.summary.source import Source
from trust_tui.services.summary.view import Span, SummaryView, Table, lines_for
from trust_tui.store import PlaceProblem, free_file, out_path, path_text, write_out

if TYPE_CHECKING:
    from trust_tui.model.people import Couple, Person
    from trust_tui.services.summary.document import Document
    from trust_tui.services.summary.lines import Line
    from trust_tui.store import Disk, Transaction

LONGEST = timedelta(days=366)
"""How far back it may look."""

USUAL_WEEKS = 4
"""How far back it looks where there was no session yet."""

WEEKS = (2, 4, 8, 12)
"""How many weeks can be chosen with one key."""


class FileKind(StrEnum):
    """What a summary can be written as. The value is how the name of its file ends."""

    PAGE = ".html"
    MARKDOWN = ".md"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a summary is to be about.

    Attributes:
        span: How its first day is chosen.
        weeks: How many weeks it looks back, where it is by weeks.
        first: Its first day, where it is a day.
        whole: Whether it holds everything rather than a few of what is much.
        thanks: Whether it holds what the two thanked each other for.
    """

    span: SpanKind = SpanKind.SESSION
    weeks: int = USUAL_WEEKS
    first: date | None = None
    whole: bool = False
    thanks: bool = False


@dataclass
class Summaries:
    """What people can do with the summary for the next session.

    Attributes:
        desk: The ledger and the clock.
        disk: Where it is written to; None for that of this machine.
        is_demo: Whether the people are made up, which the summary then says.
    """

    desk: Desk
    disk: Disk | None = None
    is_demo: bool = False

    # Looking

    def view(self, reader: Person) -> SummaryView:
        """Return the summary as `reader` may see it."""
        summary = self._summary()
        span = self._span(summary)
        table = self._table(summary, span)
        other = table.couple.other(reader)
        mine = table.stands[reader.id]
        theirs = table.stands[other.id] if other else None
        return SummaryView(
            summary,
            span,
            lines_for(table, reader),
            i_agree=table.is_agreed_by(reader.id),
            other_agrees=other is None or table.is_agreed_by(other.id),
            i_had_agreed=mine.has_agreed,
            other_had_agreed=theirs is None or theirs.has_agreed,
        )

    def document(self, reader: Person, *, only_mine: bool) -> Document:
        """Return what would be written now.

        Args:
            reader: Who asks.
            only_mine: Whether it holds this person's own words alone.

        Raises:
            Problem: If it is for both, and not all right with both yet.
        """
        summary = self._summary()
        span = self._span(summary)
        own = reader if only_mine or self._couple().is_solo else None
        table = self._table(summary, span, own)
        if own is None and not all(table.is_agreed_by(who) for who in table.stands):
            raise Problem("It can be written for both once each has said that theirs are all right.", "whose")
        return document(
            table.inside(),
            table.couple,
            span.words,
            own=own,
            chosen_from=table.gathered.chosen_from,
            is_demo=self.is_demo,
        )

    @property
    def has_session(self) -> bool:
        """Whether there was a session of both that it can begin at."""
        return self._session() is not None

    def glance(self, reader: Person) -> str:
        """Say how far it is, in what both may read. Nothing is gathered for it."""
        summary = self._stored()
        if summary is None:
            return ""
        stands = self._stands(summary, self._couple())
        theirs = [each for who, each in stands.items() if who != reader.id]
        if stands[reader.id].has_agreed:
            return "You have looked at yours"
        return "Yours wait for a look" if any(each.has_agreed for each in theirs) else ""

    def texts(self, reader: Person) -> Iterator[tuple[str, date, str]]:
        """Yield nothing: whatever it says is found where it was written."""
        del reader
        yield from ()

    # Deciding

    def choose(self, person: Person, choice: Choice) -> None:
        """Choose what it is about. Either may; what was decided about lines stays.

        Raises:
            Problem: If the first day has not come yet or is too long ago, or there are no such weeks.
        """
        today = self.desk.clock().day
        if choice.span is SpanKind.DAY and (choice.first is None or choice.first > today):
            raise Problem("This day has not come yet.", "first")
        if choice.first is not None and choice.first < today - LONGEST:
            raise Problem("A summary looks back a year at most: an hour is short.", "first")
        if choice.weeks not in WEEKS:
            raise Problem("Choose one of the numbers of weeks.", "span")
        own: dict[str, Any] = {name: getattr(choice, name) for name in Choice.__dataclass_fields__}
        with self.desk.ledger.transaction() as tx:
            before = self._begun(tx)
            after = before.changed(self.desk.clock(), **own)
            change = Change(
                person.id, "chose what the summary is about", (Write(before, after, Visibility.SHARED),)
            )
            self.desk.write(tx, change)
        self.desk.remember(change)

    def put(self, person: Person, key: str, is_in: bool) -> None:
        """Leave a line out, or put it back. Only one's own, or one of both.

        Raises:
            Problem: If it is not there any more, or is the other's.
        """
        line = self._line(person, key)
        words = "put a line back into the summary" if is_in else "left a line out of the summary"
        self._decide(person, words, Decided.IN if is_in else Decided.OUT, (line.key,))

    def agree(self, person: Person) -> None:
        """Say that one's own lines, and those of both, are all right as they read now."""
        summary = self._summary()
        table = self._table(summary, self._span(summary))
        mine = [line for line in table.inside() if person.id in table.owners(line)]
        lines = tuple(line.fingerprint for line in mine)
        self._decide(person, "said that yours are all right", Decided.AGREED, lines)

    def look_again(self, person: Person) -> None:
        """Take that back. Nobody need say why."""
        self._decide(person, "wanted to look at the summary again", Decided.OPENED, ())

    # Writing it

    def suggested(self, kind: FileKind = FileKind.PAGE) -> str:
        """Return a name for the file that is free: neutral, in the home folder, without how it ends."""
        name = f"~/summary-{self.desk.clock().day.isoformat()}"
        try:
            free = free_file(out_path(name + kind.value), self.disk)
        except PlaceProblem:
            return name
        return f"~/{free.name.removesuffix(kind.value)}"

    def path(self, typed: str, kind: FileKind) -> str:
        """Return where a file goes, whole and fit to be shown.

        Raises:
            Problem: If there is no such place.
        """
        try:
            return path_text(out_path(named(typed, kind)))
        except PlaceProblem as problem:
            raise Problem(str(problem), "path") from problem

    def write(self, person: Person, typed: str, kind: FileKind, *, only_mine: bool) -> str:
        """Write the summary to a new file that only its owner may read. Return its path, fit to be shown.

        Args:
            person: Who writes it.
            typed: The path, as it was typed.
            kind: As what.
            only_mine: Whether it holds this person's own words alone.

        Raises:
            Problem: If it is not all right with both yet, or the place cannot be used; nothing is written.
            LedgerError: If the machine could not write it; nothing of it is left behind.
        """
        made = self.document(person, only_mine=only_mine)
        try:
            path = out_path(named(typed, kind))
            write_out(path, rendered(made, kind).encode(), self.disk)
        except PlaceProblem as problem:
            raise Problem(str(problem), "path") from problem
        return path_text(path)

    # How it is done

    def _couple(self) -> Couple:
        return People(self.desk).couple()

    def _session(self) -> Session | None:
        """Return the last session of both, or None."""
        ledger = self.desk.ledger
        return last_session(each for each in ledger.all(Session) if each.visibility is Visibility.SHARED)

    def _stored(self) -> Summary | None:
        session = self._session()
        return current(self.desk.ledger.all(Summary), session.id if session else "")

    def _new(self) -> Summary:
        session = self._session()
        return self.desk.new(Summary, OURS, session=session.id if session else "")

    def _summary(self) -> Summary:
        """Return the summary on its way; one as it usually is where nobody decided anything yet."""
        return self._stored() or self._new()

    def _begun(self, tx: Transaction) -> Summary:
        """Return the summary that decisions belong to. It is begun by the first of them, and stays."""
        new = self._new()
        found = current(tx.all(Summary), new.session)
        if found is None:
            tx.add(new)
        return found or new

    def _span(self, summary: Summary) -> Span:
        today = self.desk.clock().day
        session = self._session()
        since = summary.span is SpanKind.SESSION and session is not None
        if since and session is not None:
            first = session.day
        elif summary.span is SpanKind.DAY and summary.first is not None:
            first = summary.first
        else:
            weeks = summary.weeks if summary.span is SpanKind.WEEKS else USUAL_WEEKS
            first = today - timedelta(weeks=weeks) + timedelta(days=1)
        first = max(min(first, today), today - LONGEST)
        return Span(first, today, since, _span_words(first, today))

    def _stands(self, summary: Summary, couple: Couple) -> dict[str, Standing]:
        decisions = self.desk.ledger.all(Decision, of=summary.id)
        return {person.id: standing(decisions, person.id) for person in couple.people}

    def _table(self, summary: Summary, span: Span, own: Person | None = None) -> Table:
        couple = self._couple()
        source = Source(self.desk.ledger, couple, span.first, span.last, own, summary.whole, summary.thanks)
        return Table(couple, gathered(source), self._stands(summary, couple))

    def _line(self, person: Person, key: str) -> Line:
        summary = self._summary()
        table = self._table(summary, self._span(summary))
        line = next((each for each in table.gathered.lines if each.key == key), None)
        if line is None:
            raise Problem("This line is not there any more.")
        if person.id not in table.owners(line):
            raise Problem("Only whose words these are can leave them out.")
        return line

    def _decide(self, person: Person, words: str, what: Decided, lines: Iterable[str]) -> None:
        with self.desk.ledger.transaction() as tx:
            summary = self._begun(tx)
            made = self.desk.new(Decision, person.id, of=summary.id, what=what, lines=tuple(lines))
            # What is decided later comes later, also when a clock jumped back in between.
            at = instant_after(made.updated_at, tx.all(Decision, of=summary.id))
            change = Change(person.id, words, (Write(None, replace(made, updated_at=at)),))
            self.desk.write(tx, change)
        self.desk.remember(change)


def _span_words(first: date, last: date) -> str:
    if first == last:
        return date_words(last)
    return f"{date_words(first, last)} to {date_words(last)}"


def named(typed: str, kind: FileKind) -> str:
    """Return a typed path that ends as this kind of file does."""
    typed = typed.strip()
    for each in FileKind:
        if typed.lower().endswith(each.value):
            typed = typed[: -len(each.value)]
    return typed + kind.value if typed and not typed.endswith(("/", "\\")) else typed


def rendered(made: Document, kind: FileKind) -> str:
    """Return a document as this kind of file has it."""
    if kind is FileKind.PAGE:
        from trust_tui.services.summary.html import render_html  # each only when it is written

        return render_html(made)
    from trust_tui.services.summary.markdown import render_markdown

    return render_markdown(made)
