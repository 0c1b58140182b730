"""Looking at what happened, as one person may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trust_tui.model.breach import Answer, Impact, Reply
from trust_tui.model.text import one_line
from trust_tui.services.desk import Desk
from trust_tui.services.happened.book import Book
from trust_tui.services.happened.naming import listed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.services.happened.view import Detail, Heading, Row


@dataclass
class HappenedReading:
    """What people can read of what happened."""

    desk: Desk

    def rows(self, reader: Person) -> tuple[Row, ...]:
        """Return every text that `reader` may see: grouped by breach, those without one last."""
        return tuple(Book(self.desk.ledger, reader).rows())

    def detail(self, reader: Person, text_id: str) -> Detail | None:
        """Return one text, or None where the reader may not see it or it is not there any more."""
        book = Book(self.desk.ledger, reader)
        text = book.text(text_id)
        return book.detail(text) if text else None

    def headings(self, reader: Person) -> tuple[Heading, ...]:
        """Return the breaches that have a text which `reader` may see, the newest first."""
        found = {row.heading.id: row.heading for row in self.rows(reader) if row.heading}
        return tuple(found.values())

    def needs_now(self, reader: Person) -> list[tuple[str, date, str]]:
        """Return what each said they need when it comes back: author, day and words, the newest first."""
        impacts = Book(self.desk.ledger, reader).all(Impact)
        found = [(each.author, each.worded_on, each.need_now) for each in impacts if each.need_now.strip()]
        return sorted(found, key=lambda need: need[1], reverse=True)

    def glance(self, reader: Person) -> str:
        """Say in a sentence what is there, or waits for this reader; "" where there is nothing."""
        book = Book(self.desk.ledger, reader)
        rows = book.rows()
        waiting = next((row for row in rows if row.waits), None)
        if waiting is not None:
            author = book.couple.get(waiting.author)
            name = one_line(author.name) if author else "Somebody"
            return f"{name} wrote here, for a quiet hour."
        # Who sits beside may read this line as well.
        shared = [row for row in rows if not row.is_private]
        names = [row.heading.name for row in shared if row.heading]
        return listed(tuple(dict.fromkeys(names))) or ("An apology" if shared else "")

    def texts(self, reader: Person) -> Iterator[tuple[str, date, str]]:
        """Yield id, day and words of everything that a search may find for `reader`."""
        book = Book(self.desk.ledger, reader)
        for text in book.texts:
            heading = book.heading(text.breach)
            said = [words for each in book.all_said[text.id] for words in _words(each)]
            words = (heading.name if heading else "", *text.texts().values(), *said)
            yield text.id, text.worded_on, "\n".join(filter(None, words))


def _words(entry: Answer | Reply) -> tuple[str, ...]:
    return (entry.heard, entry.text) if isinstance(entry, Reply) else (entry.text,)
