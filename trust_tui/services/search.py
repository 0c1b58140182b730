"""Finding words in everything that one person may see."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
class Part:
    """What one place tells of itself, ready to be looked through at each letter.

    Attributes:
        all: The newest first.
        words: Their words in the form in which they are compared, each ended by a line break: one string is
            looked through many times as fast as thousands. As bytes, so that no emoji makes all of it wider.
        ends: Where in these each one ends.
    """

    all: Sequence[Found]
    words: bytes
    ends: Sequence[int]

    @classmethod
    def of(cls, found: Iterable[Found]) -> Part:
        """Return what is there, made ready."""
        newest_first = sorted(found, key=_day, reverse=True)
        texts = [_compared(each.text) + b"\n" for each in newest_first]
        return cls(newest_first, b"".join(texts), [*accumulate(map(len, texts))])

    def holding(self, first: bytes, *others: bytes) -> Iterator[Found]:
        """Yield what holds all of these words, of which none holds a line break."""
        begin = 0
        while (at := self.words.find(first, begin)) >= 0:
            number = bisect_right(self.ends, at)
            begin, end = self.ends[number - 1] if number else 0, self.ends[number]
            if all(self.words.find(word, begin, end) >= 0 for word in others):
                yield self.all[number]
            begin = end


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that one person may see, or what of it was gathered so far.

    Attributes:
        as_of: What the ledger and the day were then.
        parts: One for each place, in the order of the places.
        is_all: Whether it is everything.
    """

    as_of: object
    parts: Sequence[Part]
    is_all: bool = True

    def find(self, words: str) -> list[Found]:
        """Return what holds all of these words, wherever in it, newest first."""
        # The longest one is likely to be in the fewest.
        wanted = sorted(map(_compared, words.split()), key=len, reverse=True)
        if not wanted:
            return []
        found = [each for part in self.parts for each in islice(part.holding(*wanted), LIMIT)]
        return sorted(found, key=_day, reverse=True)[:LIMIT]


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
    _kept: tuple[str, Gathered] | None = field(default=None, repr=False)
    _times_forgotten: int = 0

    def find(self, reader: Person, words: str) -> list[Found]:
        """Return what holds all of these words, newest first."""
        return self.gathered(reader).find(words)

    def gathered(self, reader: Person, so_far: Callable[[Gathered], None] | None = None) -> Gathered:
        """Return all that `reader` may see, and keep it for their next search until something changes.

        With years of it that takes a moment: safe in a thread.

        Args:
            reader: Who looks.
            so_far: Told what there is already, each time that another place has told of itself.
        """
        if (kept := self.kept(reader)) is not None:
            return kept
        times_forgotten, as_of = self._times_forgotten, self.as_of()
        parts: list[Part] = []
        for place, texts in self.sources.items():
            parts.append(Part.of(Found(place, *told) for told in texts(reader)))
            if so_far is not None and parts[-1].all:
                so_far(Gathered(as_of, tuple(parts), is_all=False))
        gathered = Gathered(as_of, parts)
        self._kept = reader.id, gathered
        if times_forgotten != self._times_forgotten:  # what they were is over by now
            self._kept = None
        return gathered

    def kept(self, reader: Person) -> Gathered | None:
        """Return what was gathered for this reader before, where all of it still holds."""
        kept = self._kept
        if kept is not None and kept[0] == reader.id and self.is_current(kept[1]):
            return kept[1]
        return None

    def forget(self) -> None:
        """Keep nothing that was gathered: somebody else may come, or notes can be read no more."""
        self._times_forgotten += 1
        self._kept = None

    def is_current(self, gathered: Gathered) -> bool:
        """Say whether nothing was written since, here or in another window, and it is the same day."""
        return gathered.as_of == self.as_of()


def _day(found: Found) -> date:
    return found.day


def _compared(text: str) -> bytes:
    return text.casefold().encode(errors="surrogatepass")
