"""The guide: a page for each theme, one on how healing goes, and a line for each day that draws on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from trust_tui.content import load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


SEASON = 92
"""Days within which no line comes twice: the longest three months there are."""

HEALING = "healing"
"""The page that belongs to no theme."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that was found out, in our own words, and who found it out."""

    text: str
    authors: str
    year: int
    title: str
    journal: str

    @property
    def source(self) -> str:
        """Where it comes from, on one line."""
        return f"{self.authors} ({self.year}). {self.title}. {self.journal}."


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page of the guide.

    Attributes:
        key: Its name in the code.
        title: Its name on screen.
        parts: Headings, and what stands below each.
        facts: What was found out about it.
        practice: What is good practice and nothing more.
    """

    key: str
    title: str
    parts: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    practice: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A line to begin a day with, and the theme that it draws on."""

    theme: str
    text: str


@cache
def pages() -> tuple[GuidePage, ...]:
    """Return the pages of the themes, in their order."""
    guide = load("guide.json")
    headings: Mapping[str, str] = guide["headings"]
    return tuple(
        _page(row, tuple((title, row[name]) for name, title in headings.items())) for row in guide["pages"]
    )


@cache
def healing() -> GuidePage:
    """Return the page on how healing goes."""
    row = load("guide.json")["healing"]
    return _page(row, tuple((part["title"], part["text"]) for part in row["parts"]))


def all_pages() -> tuple[GuidePage, ...]:
    """Return every page: those of the themes, then the one on how healing goes."""
    return (*pages(), healing())


def page(key: str) -> GuidePage | None:
    """Return the page with this name, or None."""
    return next((each for each in all_pages() if each.key == key), None)


def prompt_for(day: date) -> Prompt:
    """Return the line of a day. It is the same for everybody, and does not come again within a season.

    The days are counted through, not begun anew each year: so the turn of a year repeats nothing either.
    """
    prompts = load("prompts.json")["prompts"]
    return Prompt(**prompts[day.toordinal() % len(prompts)])


def _page(row: Mapping[str, Any], parts: tuple[tuple[str, str], ...]) -> GuidePage:
    facts = tuple(Fact(**fact) for fact in row["facts"])
    return GuidePage(row["key"], row["title"], parts, facts, row["practice"])
