"""Promises in a summary: each for itself, as each saw it, with what was learnt. No sum of anybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from trust_tui.model.promises import ENDINGS, Promise, Repair, Result
from trust_tui.model.responses import Response
from trust_tui.model.schedule_words import times_words
from trust_tui.services.promises.ledger import Filters, page
from trust_tui.services.summary.lines import Line, Section

if TYPE_CHECKING:
    from trust_tui.model.occurrences import Mark, Occurrence
    from trust_tui.services.promises.book import Book
    from trust_tui.services.summary.source import Source

FEW_MISSES = 2
"""How many times that one promise was not kept are told, the last ones, where not all are wanted."""

_EVERYTHING = 1_000_000
_ENDED = {Result.RENEWED: "renewed", Result.WITHDRAWN: "withdrawn"}


def promises(source: Source) -> Iterator[Line]:
    """Yield each promise that was made, due or ended in these days."""
    book = source.book
    found = page(book, Filters(), source.first, source.last, _EVERYTHING)
    rows: dict[str, list[Occurrence]] = defaultdict(list)
    for row in reversed(found.rows):  # oldest first
        rows[row.promise.id].append(row)
    for promise in book.promises:
        end = book.ending(promise)
        is_ended = end is not None and source.covers(end.day)
        if rows[promise.id] or is_ended or source.covers(promise.day):
            yield from _promise(source, book, promise, rows[promise.id])


def _promise(source: Source, book: Book, promise: Promise, rows: Sequence[Occurrence]) -> Iterator[Line]:
    yield Line(
        promise.id,
        Section.PROMISES,
        promise.author,
        promise.author,
        text=promise.sentence,
        after=", ".join(_about(source, book, promise)),
        group=promise.id,
    )
    for person in source.couple.people:
        if words := _seen([mark for row in rows if (mark := row.seen_by(person.id)) is not None]):
            yield _under(
                promise,
                f"{promise.id}:{person.id}",
                person.id,
                label=f"As {source.name(person.id)} saw it",
                after=words,
            )
    yield from _learnt(source, book, promise, rows)


def _about(source: Source, book: Book, promise: Promise) -> Iterator[str]:
    yield promise.schedule.words
    if source.covers(promise.day):
        anew = "promised anew" if promise.renews else "new"
        yield f"{anew} on {source.day(promise.day)}"
    end = book.ending(promise)
    if end is not None and source.covers(end.day):
        yield f"{_ENDED[end.result]} on {source.day(end.day)}"


def _seen(marks: Sequence[Mark]) -> str:
    """Return how one person saw one promise. What they left blank is left blank here as well."""
    kept = sum(1 for mark in marks if mark.result is Result.KEPT)
    missed = sum(1 for mark in marks if mark.result is Result.NOT_KEPT)
    if not kept:
        return f"not kept, {times_words(missed)}" if missed else ""
    # "Not kept once" could be taken for never.
    return f"kept {times_words(kept)}" + (f", {times_words(missed)} not" if missed else "")


def _learnt(source: Source, book: Book, promise: Promise, rows: Sequence[Occurrence]) -> Iterator[Line]:
    repairs = {each.due: each for each in book.all(Repair, of=promise.id)}
    missed = [row for row in rows if row.due in repairs or any(_missed(row))]
    for row in source.newest(Section.PROMISES, missed, FEW_MISSES):
        day = source.day(row.due)
        for mark in _missed(row):
            key = f"{promise.id}:{row.due.isoformat()}:{mark.who}"
            label = f"Not kept on {day}, {source.name(mark.who)}"
            yield _under(promise, key, mark.who, label=label, text=mark.text)
        if repair := repairs.get(row.due):
            yield from _repair(source, book, promise, repair, day)
    for mark in filter(None, (row.maker for row in rows)):
        if mark.result not in ENDINGS or not mark.text.strip():
            continue
        key = f"{promise.id}:end:{mark.who}"
        yield _under(promise, key, mark.who, label=f"Why it was {_ENDED[mark.result]}", text=mark.text)


def _missed(row: Occurrence) -> list[Mark]:
    marks = (row.maker, row.other)
    return [mark for mark in marks if mark and mark.result is Result.NOT_KEPT and mark.text.strip()]


def _repair(source: Source, book: Book, promise: Promise, repair: Repair, day: str) -> Iterator[Line]:
    who = source.name(repair.author)
    for name, label in (("happened", f"What happened on {day}, {who}"), ("right", "To make it right")):
        if text := getattr(repair, name).strip():
            yield _under(promise, f"{repair.id}:{name}", repair.author, label=label, text=text)
    landed = book.all(Response, of=repair.id)
    if landed:
        last = landed[-1]
        yield _under(
            promise, last.id, last.author, label=f"How it landed, {source.name(last.author)}", text=last.text
        )


def _under(promise: Promise, key: str, who: str, *, label: str, text: str = "", after: str = "") -> Line:
    return Line(key, Section.PROMISES, who, who, label, text, after, group=promise.id, under=promise.id)
