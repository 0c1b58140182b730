"""What happened, as far as one person may read it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from trust_tui.model.breach import ANSWERS, TEXTS, Answer, Apology, Breach, Impact, Reply, Text
from trust_tui.model.people import Couple, Person
from trust_tui.model.promises import Promise
from trust_tui.model.records import Record, Visibility
from trust_tui.model.text import one_line
from trust_tui.model.versions import Version
from trust_tui.services.happened.naming import about, first_words
from trust_tui.services.happened.view import Can, Detail, Heading, Row, Said, Wording
from trust_tui.services.sight import may_see

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trust_tui.store import Ledger, Transaction

RecordT = TypeVar("RecordT", bound=Record)


class Book:
    """What one person may read. Made anew for each look: it does not notice what changes later.

    Args:
        source: The ledger, or a transaction, which sees its own changes.
        reader: Who looks.
    """

    def __init__(self, source: Ledger | Transaction, reader: Person) -> None:
        self._source = source
        self.reader = reader

    @cached_property
    def couple(self) -> Couple:
        """Everybody who writes here, in their order."""
        people = sorted(self._source.all(Person), key=lambda person: (person.place, person.id))
        return Couple(tuple(people))

    def all(self, kind: type[RecordT], **equals: Any) -> list[RecordT]:
        """Return the records of a kind that the reader may see, in the order they were written."""
        return [each for each in self._source.all(kind, **equals) if may_see(self.reader, each, ())]

    # Texts

    @cached_property
    def texts(self) -> Sequence[Text]:
        """Every text, kind by kind, in the order they were written."""
        return [text for kind in TEXTS.values() for text in self.all(kind)]

    def text(self, text_id: str) -> Text | None:
        """Return a text that is there and that the reader may see, or None."""
        for kind in TEXTS.values():
            found = self._source.get(kind, text_id)
            if found is not None and found.deleted is None and may_see(self.reader, found, ()):
                return found
        return None

    def said(self, text: Text) -> Sequence[Answer | Reply]:
        """Return what was said to a text, oldest first."""
        if isinstance(text, Impact):
            return self.all(Reply, of=text.id)
        return self.all(Answer, of=text.id)

    @cached_property
    def all_said(self) -> Mapping[str, Sequence[Answer | Reply]]:
        """What was said to each text, by its id, oldest first."""
        by_text: dict[str, list[Answer | Reply]] = defaultdict(list)
        entries: list[Answer | Reply] = [*self.all(Answer), *self.all(Reply)]
        for entry in entries:
            by_text[entry.of].append(entry)
        return by_text

    # Breaches

    @cached_property
    def breaches(self) -> Mapping[str, Breach]:
        """Every breach that the reader may see, by its id; those taken back, too.

        Whoever wrote about a breach has seen it, and goes on to see what they wrote about.
        """
        written = {text.breach for text in self.texts if text.author == self.reader.id}
        return {
            each.id: each
            for each in self._source.all(Breach, include_deleted=True)
            if may_see(self.reader, each, ()) or each.id in written
        }

    def breach(self, breach_id: str) -> Breach | None:
        """Return one of them, or None."""
        breach = self._source.get(Breach, breach_id) if breach_id else None
        if breach is None or may_see(self.reader, breach, ()):
            return breach
        me = self.reader.id
        has_own = any(self._source.all(kind, breach=breach_id, author=me) for kind in TEXTS.values())
        return breach if has_own else None

    def heading(self, breach_id: str) -> Heading | None:
        """Return the heading of a breach, without the names it had; None where there is none to see."""
        breach = self.breach(breach_id)
        if breach is None:
            return None
        return Heading(
            breach.id,
            one_line(breach.name),
            about(breach.broke, breach.hurt, self.couple),
            breach.broke,
            breach.hurt,
            can_rename=breach.deleted is None and may_see(self.reader, breach, ()),
        )

    def _names_before(self, heading: Heading) -> Iterator[tuple[str, str, date]]:
        versions = sorted(self.all(Version, of=heading.id), key=lambda version: version.of_rev)
        for version in versions:
            name = one_line(str(version.body.get("name", "")))
            if name and name != heading.name:
                yield name, version.author, version.created_at.date()

    # The views

    def rows(self) -> list[Row]:
        """Return every text, grouped by breach, the newest breach first; those without one come last."""
        headings = {breach_id: self.heading(breach_id) for breach_id in {text.breach for text in self.texts}}
        order = {breach_id: -at for at, breach_id in enumerate(self.breaches)}
        found = [self._row(text, headings[text.breach], self.all_said[text.id]) for text in self.texts]
        # Sorting is stable: below a breach the kinds keep their order, and of one kind the first comes first.
        return sorted(found, key=lambda row: order[row.heading.id] if row.heading else 1)

    def detail(self, text: Text) -> Detail:
        """Return one text, whole."""
        versions = sorted(self.all(Version, of=text.id), key=lambda version: version.of_rev)
        entries = self.said(text)
        said = tuple(_said(entry, text, versions) for entry in entries)
        heading = self.heading(text.breach)
        if heading is not None:
            heading = replace(heading, before=tuple(self._names_before(heading)))
        row = self._row(text, heading, entries)
        wordings = tuple(self._wordings(text, versions))
        promise = self._promise(text)
        return Detail(
            row, text.texts(), said, wordings, self._can(text, entries, promise is not None), promise
        )

    def _row(self, text: Text, heading: Heading | None, entries: Sequence[Answer | Reply]) -> Row:
        is_mine = text.author == self.reader.id
        own = any(entry.author == self.reader.id for entry in entries)
        return Row(
            id=text.id,
            kind=text.kind,
            author=text.author,
            day=text.worded_on,
            heading=heading,
            first_words=first_words(next(filter(str.strip, text.texts().values()), "")),
            is_mine=is_mine,
            is_private=text.visibility is Visibility.PRIVATE and not self.couple.is_solo,
            waits=not is_mine and not own,
            last=_said(entries[-1], text, ()) if entries else None,
        )

    def _promise(self, text: Text) -> Promise | None:
        if not isinstance(text, Apology) or not text.promise:
            return None
        promise = self._source.get(Promise, text.promise)
        is_there = promise is not None and promise.deleted is None and may_see(self.reader, promise, ())
        return promise if is_there else None

    def _can(self, text: Text, said: Sequence[Answer | Reply], has_promise: bool) -> frozenset[Can]:
        if text.author != self.reader.id:
            return frozenset({Can.ANSWER if text.kind in ANSWERS else Can.REPLY})
        is_private = text.visibility is Visibility.PRIVATE
        can = {Can.REWORD}
        if is_private and not self.couple.is_solo:
            can.add(Can.GIVE)
        elif isinstance(text, Apology) and not has_promise:
            can.add(Can.PROMISE)
        if not said:
            can.add(Can.REMOVE)
        return frozenset(can)

    def _wordings(self, text: Text, versions: Sequence[Version]) -> Iterator[Wording]:
        """Yield what a text said, and says; what was only given, or answered, is no wording of its own."""
        was = [
            Wording(
                text.author,
                date.fromisoformat(str(version.body.get("worded_on", version.day))),
                _parts(text, version.body),
                is_private=version.visibility is Visibility.PRIVATE,
            )
            for version in versions
        ]
        is_private = text.visibility is Visibility.PRIVATE
        now = Wording(text.author, text.worded_on, text.texts(), is_present=True, is_private=is_private)
        for wording, after in pairwise((*was, now)):
            if dict(wording.texts) != dict(after.texts):
                yield wording
        yield now


def _said(entry: Answer | Reply, text: Text, versions: Sequence[Version]) -> Said:
    """Return what somebody said, and whether the words that they read are others now."""
    read = next((version for version in versions if version.of_rev >= entry.of_rev), None)
    is_earlier = read is not None and _parts(text, read.body) != text.texts()
    if isinstance(entry, Reply):
        return Said(entry.author, entry.day, "", entry.heard, entry.text, is_earlier)
    return Said(entry.author, entry.day, entry.what, "", entry.text, is_earlier)


def _parts(text: Text, body: Mapping[str, Any]) -> dict[str, str]:
    """Return the parts of an earlier wording. A version holds it as JSON has it, and maybe not all of it."""
    return {name: str(body.get(name, "")) for name in text.PARTS}
