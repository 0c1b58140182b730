"""A summary as it is handed on: sections, things, pieces of text. What it looks like is for others to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from trust_tui.model.records import OURS
from trust_tui.model.text import one_line
from trust_tui.services.summary.lines import Line, Section

if TYPE_CHECKING:
    from trust_tui.model.people import Couple, Person

BETWEEN = " · "
"""What stands between two pieces of a row."""

TITLE = "Summary"
"""What it is called; a neutral word, as it may stand in a printer's list."""

BOTH = {
    Section.TOPICS: "What we would like to talk about",
    Section.QUESTIONS: "Questions we bring",
    Section.DAYS: "How we have been, in our own words",
    Section.GOOD: "Good moments",
    Section.PROMISES: "Promises",
    Section.SETBACKS: "Setbacks, and what helped",
    Section.BOUNDARIES: "Boundaries to look at again",
    Section.TALKS: "Talks we had",
    Section.PRACTICE: "What we tried",
    Section.THANKS: "What we thanked each other for",
}
ONE = BOTH | {
    Section.TOPICS: "What I would like to talk about",
    Section.QUESTIONS: "Questions I bring",
    Section.DAYS: "How I have been, in my own words",
    Section.THANKS: "What I am thankful for",
}

_CHOSEN = {
    Section.TOPICS: "The newest of them.",
    Section.QUESTIONS: "The newest of them.",
    Section.TALKS: "A few lines of what each kept.",
    Section.PROMISES: "Of what was not kept, the last times.",
}
_ABOUT = "These are our own words, and we chose what to bring. Nothing here is measured or a validated test."
_ABOUT_ONE = (
    "These are my own words, and I chose what to bring. Nothing here is measured or a validated test. "
    "It holds one view of two people."
)
_ABOUT_SOLO = _ABOUT_ONE.partition(" It holds")[0]
_MADE_UP = "The people in it are made up."
_BLANK = "Days without an entry stay blank; they mean nothing."


@dataclass(frozen=True, slots=True)
class Piece:
    """One text with our own words before and after it; any of them may be empty."""

    label: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Item:
    """What belongs together.

    Attributes:
        lead: Whose it is, and when; or "".
        rows: Its pieces, those of one row beside each other; what belongs to the first row stands below it.
    """

    lead: str
    rows: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Items below a name, or below none."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One section."""

    title: str
    note: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """All of it.

    Attributes:
        title: The title.
        span: The days it is about, in words.
        people: Who it is from.
        chapters: What it says.
        about: What it is, and what it is not.
    """

    title: str
    span: str
    people: str
    chapters: tuple[Chapter, ...]
    about: tuple[str, ...]


def document(
    lines: Iterable[Line],
    couple: Couple,
    span: str,
    *,
    own: Person | None = None,
    chosen_from: frozenset[Section] = frozenset(),
    is_demo: bool = False,
) -> Document:
    """Return a document.

    Args:
        lines: What it says, the lines of a section and of a group one after the other.
        couple: Who writes here.
        span: The days it is about, in words.
        own: The one person it is from; None where it is from both.
        chosen_from: The sections that hold only a few of what there is.
        is_demo: Whether the people are made up.
    """
    titles = BOTH if own is None else ONE
    chapters = tuple(
        _chapter(Section(section), list(there), couple, titles, own, chosen_from)
        for section, there in groupby(lines, key=lambda line: line.section)
    )
    whose = couple.people if own is None else (own,)
    about = _ABOUT if own is None else _ABOUT_SOLO if couple.is_solo else _ABOUT_ONE
    return Document(
        TITLE,
        span,
        " and ".join(one_line(person.name) for person in whose),
        chapters,
        (about, *((_MADE_UP,) if is_demo else ())),
    )


def _chapter(
    section: Section,
    lines: list[Line],
    couple: Couple,
    titles: dict[Section, str],
    own: Person | None,
    chosen_from: frozenset[Section],
) -> Chapter:
    notes = []
    if section in chosen_from:
        notes.append(_CHOSEN.get(section, "Some of them, spread evenly over this time."))
    if section is Section.DAYS:
        notes.append(_BLANK)
    by_person = section in {Section.DAYS, Section.TOPICS} and own is None
    if not by_person:
        return Chapter(titles[section], " ".join(notes), (Group("", tuple(_items(lines, couple, own))),))
    groups = [
        Group(_name(couple, owner), tuple(_items(list(there), couple, None, names=False)))
        for owner, there in groupby(lines, key=lambda line: line.owner)
    ]
    return Chapter(titles[section], " ".join(notes), tuple(groups))


def _items(lines: list[Line], couple: Couple, own: Person | None, *, names: bool = True) -> Iterator[Item]:
    for _, there in groupby(lines, key=lambda line: line.group):
        lines_here = list(there)
        first = lines_here[0]
        name = _name(couple, first.by) if names and own is None and first.by else ""
        lead = ", ".join(filter(None, (name, first.lead)))
        yield Item(lead, tuple(_rows(lines_here)))


def _rows(lines: list[Line]) -> Iterator[tuple[Piece, ...]]:
    """Yield the rows: a day is one; else each text has its own, and what has no text shares with the next."""
    row: list[Piece] = []
    for number, line in enumerate(lines):
        is_bare = bool(row) and not row[-1].text
        shares = line.section is Section.DAYS or (is_bare and (number == 1 or not line.text))
        if row and not shares:
            yield tuple(row)
            row = []
        row.append(Piece(line.label, line.text, line.after))
    yield tuple(row)


def _name(couple: Couple, person_id: str) -> str:
    if person_id == OURS:
        return ""
    person = couple.get(person_id)
    return one_line(person.name) if person else ""
