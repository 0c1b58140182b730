"""Gathers what a summary of some days may say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.model.records import OURS
from trust_tui.services.summary.between import boundaries, practice, questions, talks
from trust_tui.services.summary.days import days, good, setbacks, thanks, topics
from trust_tui.services.summary.lines import Gathered
from trust_tui.services.summary.promised import promises

if TYPE_CHECKING:
    from trust_tui.model.people import Person
    from trust_tui.services.summary.lines import Line
    from trust_tui.services.summary.source import Source

_TELLERS = (topics, questions, days, good, promises, setbacks, boundaries, talks, practice, thanks)
"""In the order of the sections."""


def gathered(source: Source) -> Gathered:
    """Return everything that may be said; for one person, only what is in their own words."""
    lines = [line for tell in _TELLERS for line in tell(source)]
    if source.own is not None:
        lines = [line for line in lines if _is_of(line, source.own)]
    return Gathered(tuple(lines), frozenset(source.chosen_from))


def _is_of(line: Line, person: Person) -> bool:
    """Say whether a line is of this person alone, or a plain fact in nobody's words."""
    return line.by in {person.id, ""} and line.owner in {person.id, OURS}
