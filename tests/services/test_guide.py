"""The pages of the guide, and the line of each day: the same for both, none twice within a season."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trust_tui.content import load
from trust_tui.services.guide import HEALING, SEASON, all_pages, page, pages, prompt_for

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 12, 31))


def season(first: date) -> list[date]:
    return [first + timedelta(days=after) for after in range(SEASON)]


def test_there_are_ten_pages_and_one_on_healing() -> None:
    assert len(pages()) == 10
    assert [each.key for each in all_pages()] == [*(each.key for each in pages()), HEALING]


def test_a_page_is_found_by_its_name() -> None:
    assert [page(each.key) for each in all_pages()] == list(all_pages())
    assert page("nowhere") is None


def test_the_parts_of_a_page_stand_in_their_order() -> None:
    for each in pages():
        assert [heading for heading, _text in each.parts] == list(load("guide.json")["headings"].values())
        assert all(text for _heading, text in each.parts)
    healing = page(HEALING)
    assert healing is not None
    assert healing.parts[0][0] == "Not in a straight line"


def test_a_fact_names_authors_year_title_and_journal() -> None:
    found = page("responsibility")
    assert found is not None
    assert found.facts[0].source == (
        "Lewicki, Polin & Lount (2016). An exploration of the structure of effective apologies. "
        "Negotiation and Conflict Management Research."
    )


@given(first=DAYS)
def test_no_line_comes_twice_within_a_season(first: date) -> None:
    assert len({prompt_for(day).text for day in season(first)}) == SEASON


@pytest.mark.parametrize(
    "first",
    [date(2026, 11, 1), date(2027, 12, 1), date(2028, 1, 15), date(2100, 1, 1), date(2000, 1, 1)],
    ids=str,
)
def test_not_across_the_turn_of_a_year_or_a_leap_day_either(first: date) -> None:
    assert len({prompt_for(day).text for day in season(first)}) == SEASON


@given(day=DAYS)
def test_neighbouring_days_draw_on_different_themes(day: date) -> None:
    assert prompt_for(day).theme != prompt_for(day + timedelta(days=1)).theme


@given(day=DAYS)
def test_a_day_has_one_line_for_everybody_and_its_theme_has_a_page(day: date) -> None:
    assert prompt_for(day) == prompt_for(date.fromisoformat(day.isoformat()))
    assert page(prompt_for(day).theme) in pages()


def test_every_line_has_its_day() -> None:
    lines = load("prompts.json")["prompts"]
    first = date(2026, 1, 1)
    shown = {prompt_for(first + timedelta(days=after)).text for after in range(len(lines))}
    assert shown == {line["text"] for line in lines}
