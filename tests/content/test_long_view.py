"""The words around the long view: one for everything that can be drawn, and no word on how it should be."""

from __future__ import annotations

import re

from trust_tui.content import load
from trust_tui.model.columns import Unit
from trust_tui.services.journey.long_view import Span
from trust_tui.services.journey.marks import MarkKind

NARROW = 39
"""Columns for the plot on the narrowest screen, 40 wide with a margin on the left."""

WORDS = load("long_view.json")


def test_everything_that_can_be_drawn_has_a_name() -> None:
    assert list(WORDS["spans"]) == [span.name for span in Span]
    assert list(WORDS["columns"]) == [unit.name for unit in Unit]
    assert list(WORDS["marks"]) == [kind.name for kind in MarkKind]


def test_the_shortest_title_fits_the_narrowest_screen() -> None:
    longest = max(WORDS["spans"].values(), key=len)
    for unit in WORDS["columns"].values():
        assert len(f"Close, {longest}: {unit['short']}") <= NARROW, unit


def test_the_letters_of_the_marks_differ() -> None:
    assert len({name[0] for name in WORDS["marks"].values()}) == len(MarkKind)


def test_what_is_said_below_judges_no_line() -> None:
    sayings = WORDS["lines"]
    assert len(set(sayings)) == len(sayings) > 12
    judging = re.compile(
        r"\d|%|\b(better|worse|good job|well done|should|must|progress|average)\b", re.IGNORECASE
    )
    assert [saying for saying in sayings if judging.search(saying)] == []
    assert sum(len(saying) <= NARROW for saying in sayings) >= 4  # some for the narrowest screen
