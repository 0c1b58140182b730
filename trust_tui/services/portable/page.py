"""A text to read, in Markdown. What people typed can never become markup, a link, a picture or HTML in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from trust_tui.model.dates import date_words, day_words
from trust_tui.services.portable.standing import chapters
from trust_tui.services.portable.told import Entry, Teller
from trust_tui.services.summary.markdown import safe

if TYPE_CHECKING:
    from trust_tui.services.portable.gather import Gathered


def render_page(gathered: Gathered) -> bytes:
    """Return it: first what stands for itself, by subject; then day after day."""
    return ("\n\n".join(_blocks(gathered)) + "\n").encode("utf-8", "replace")


def _blocks(gathered: Gathered) -> Iterator[str]:
    teller = Teller(gathered)
    names = " and ".join(safe(person.name) for person in gathered.couple.people)
    yield f"# What {names} wrote"
    if gathered.scope.since:
        yield f"*Since {safe(date_words(gathered.scope.since))}*"
    for title, entries in chapters(teller):
        yield f"## {safe(title)}"
        for entry in entries:
            yield _entry(entry, with_day=True)
    days = teller.days()
    if days:
        yield "## Day by day"
    for day, of_day in groupby(days, key=lambda entry: entry.day):
        yield f"### {day_words(day)}"
        yield from (_entry(entry) for entry in of_day)


def _entry(entry: Entry, *, with_day: bool = False) -> str:
    lead = f"**{safe(entry.lead)}**" + (f" · {safe(date_words(entry.day))}" if with_day else "")
    lines = [_line(label, safe(text, "  ")) for label, text in entry.lines]
    # A blank line makes it a list to every Markdown there is.
    return "\n".join([lead, "", *lines]) if lines else lead


def _line(label: str, text: str) -> str:
    return f"- *{safe(label)}:* {text}" if label else f"- {text}"
