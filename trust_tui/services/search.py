"""Finding words in everything that one person may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
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


@dataclass
class Search:
    """Looks through what each tab and room tells of itself.

    Args:
        sources: By the id of a tab, or "tab/room": what yields id, day and words of all that a person may
            see there.
    """

    sources: Mapping[str, Callable[[Person], Iterator[tuple[str, date, str]]]]

    def find(self, reader: Person, words: str) -> list[Found]:
        """Return what holds all of these words, wherever in it, newest first."""
        wanted = words.casefold().split()
        if not wanted:
            return []
        found = [
            Found(place, record_id, day, text)
            for place, texts in self.sources.items()
            for record_id, day, text in texts(reader)
            if all(word in text.casefold() for word in wanted)
        ]
        found.sort(key=lambda each: each.day, reverse=True)
        return found[:LIMIT]
