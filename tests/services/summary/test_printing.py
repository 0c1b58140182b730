"""A page in a real browser: it prints on both papers, nothing is cut off, and nothing in it runs."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.services.summary.browser import needed, outermost, printed, size_and_count, words_of
from tests.services.summary.nasty import NASTY
from trust_tui.model.moments import Moment
from trust_tui.model.summary import SpanKind
from trust_tui.model.text import TEXT_LIMIT, shown
from trust_tui.services.companion import Companion
from trust_tui.services.demo import records
from trust_tui.services.summary import Choice, FileKind, rendered
from trust_tui.store import Ledger, MemoryDrafts

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 22)
NOW = Moment(datetime(2026, 11, 22, 12, tzinfo=UTC), TODAY, "Europe/Lisbon")
MARGIN = 28.0
"""Points that a printer may not be able to print on, at each edge: one centimetre."""


@pytest.fixture
def year() -> Companion:
    ledger = Ledger.in_memory()
    with ledger.transaction() as tx:
        for record in records(NOW):
            tx.add(record)
    return Companion(ledger, lambda: NOW, "demo", MemoryDrafts(), is_demo=True)


def page_of(companion: Companion, choice: Choice) -> str:
    people = companion.couple.people
    companion.summary.choose(people[0], choice)
    for person in people:
        companion.summary.agree(person)
    return rendered(companion.summary.document(people[0], only_mine=False), FileKind.PAGE)


@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_four_weeks_of_two_people_print_on_two_pages(year: Companion, tmp_path: Path, paper: str) -> None:
    needed()
    pdf = printed(page_of(year, Choice(SpanKind.WEEKS, 4)), paper, tmp_path)
    is_paper, count = size_and_count(pdf)
    assert is_paper
    assert count <= 2, "somebody who helps reads it in the first minutes"
    assert min(outermost(pdf)) >= MARGIN
    words = words_of(pdf)
    nora, _ = year.couple.people
    for each in year.summary.view(nora).lines:
        if each.is_in:
            assert "".join(each.line.text.split()) in words, each.line.text
    assert "The people in it are made up".replace(" ", "") in words


def test_long_and_nasty_texts_are_whole_on_the_paper(year: Companion, tmp_path: Path) -> None:
    needed()
    nora, _ = year.couple.people
    long = " ".join(f"word{number}" for number in range(2200))[: TEXT_LIMIT - 10]
    for text in (long, "w" * 3000, *NASTY):
        year.victories.add(nora, TODAY, text)
    pdf = printed(page_of(year, Choice(SpanKind.DAY, first=TODAY, whole=True)), "A4", tmp_path)
    assert min(outermost(pdf)) >= MARGIN, "no line runs off the paper"
    words = words_of(pdf)
    for number in range(0, 2150, 50):
        assert f"word{number}" in words
    assert words.count("w") >= 3000
    plain = _plain(words)
    for text in NASTY:
        assert _plain(shown(text)) in plain, text


def _plain(text: str) -> str:
    """Return what every font has, without the hyphens that a reader of PDF takes for broken words."""
    return re.sub(r"[^\x21-\x7e]|-", "", text)
