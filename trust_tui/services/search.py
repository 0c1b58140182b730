"""Finding words in everything that one person may see."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from trust_tui.model.people import Person

LIMIT = 300
"""How many things are shown at most; more words find fewer."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that holds the words.

    Attributes:
        place: The id of the tab that shows it, or "tab/room".
        id: Its record's id.
        day: The day it is about.
        text: Its words.
    """

    place: str
    id: str
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that one person may see, ready to be looked through at each letter.

    Attributes:
        as_of: What the ledger was then.
        texts: The newest first, each with its words in the form in which they are compared.
    """

    as_of: object
    texts: Sequence[tuple[str, Found]]

    def find(self, words: str) -> list[Found]:
        """Return what holds all of these words, wherever in it, newest first."""
        wanted = words.casefold().split()
        if not wanted:
            return []
        hits = (found for text, found in self.texts if all(word in text for word in wanted))
        return [*islice(hits, LIMIT)]


@dataclass
class Search:
    """Looks through what each tab and room tells of itself.

    Args:
        sources: By the id of a tab, or "tab/room": what yields id, day and words of all that a person may
            see there.
        as_of: Returns what equals itself until something changes.
    """

    sources: Mapping[str, Callable[[Person], Iterator[tuple[str, date, str]]]]
    as_of: Callable[[], object]

    def find(self, reader: Person, words: str) -> list[Found]:
        """Return what holds all of these words, newest first, for whoever asks once."""
        return self.gathered(reader).find(words)

    def gathered(self, reader: Person) -> Gathered:
        """Return all that `reader` may see. With years of it that takes a moment: safe in a thread."""
        as_of = self.as_of()
        found = [
            (text.casefold(), Found(place, record_id, day, text))
            for place, texts in self.sources.items()
            for record_id, day, text in texts(reader)
        ]
        found.sort(key=lambda each: each[1].day, reverse=True)
        return Gathered(as_of, found)

    def is_current(self, gathered: Gathered) -> bool:
        """Say whether nothing was written since, here or in another window."""
        return gathered.as_of == self.as_of()
