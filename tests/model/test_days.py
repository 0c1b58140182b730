"""Days that are over, typed as people speak."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trust_tui.model.days import DayProblem, coming_day, past_day

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", date(2026, 11, 22)),
        ("  ", date(2026, 11, 22)),
        ("today", date(2026, 11, 22)),
        ("Yesterday", date(2026, 11, 21)),
        ("1 day ago", date(2026, 11, 21)),
        ("30 days ago", date(2026, 10, 23)),
        ("friday", date(2026, 11, 20)),
        ("on Friday", date(2026, 11, 20)),
        ("sun", date(2026, 11, 22)),
        ("last sunday", date(2026, 11, 15)),
        ("last friday", date(2026, 11, 20)),
        ("12 nov", date(2026, 11, 12)),
        ("12. November", date(2026, 11, 12)),
        ("the 12", None),
        ("nov 12", date(2026, 11, 12)),
        ("Nov 12th, 2024", date(2024, 11, 12)),
        ("1st of may", date(2026, 5, 1)),
        ("24 dec", date(2025, 12, 24)),
        ("29 feb", date(2024, 2, 29)),
        ("2025-2-3", date(2025, 2, 3)),
        ("2026-11-22", date(2026, 11, 22)),
        ("tomorrow", None),
        ("2026-11-23", None),
        ("24 dec 2026", None),
        ("31 april", None),
        ("2026-02-30", None),
        ("9999 days ago", date(1999, 7, 8)),
        ("99999 days ago", None),
        ("mo", None),
        ("fr", None),
        ("12 xyz", None),
        ("0 may", None),
    ],
)
def test_a_day_is_understood_or_refused_with_examples(text: str, day: date | None) -> None:
    if day is None:
        with pytest.raises(DayProblem) as told:
            past_day(text, SUNDAY)
        assert "not come yet" in str(told.value) or "2026-11-12" in str(told.value)
    else:
        assert past_day(text, SUNDAY) == day


@given(st.text(max_size=30), st.dates())
def test_whatever_is_typed_no_day_lies_ahead(text: str, today: date) -> None:
    with suppress(DayProblem):
        assert past_day(text, today) <= today


@given(st.dates(min_value=date(1900, 1, 1)), st.integers(0, 3000))
def test_a_date_written_out_is_that_date(today: date, back: int) -> None:
    day = date.fromordinal(today.toordinal() - back)
    assert past_day(day.isoformat(), today) == day
    assert past_day(f"{day.day} {day:%B} {day.year}", today) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        ("  ", None),
        ("today", date(2026, 11, 22)),
        ("tomorrow", date(2026, 11, 23)),
        ("Thursday", date(2026, 11, 26)),
        ("by thursday", date(2026, 11, 26)),
        ("sunday", date(2026, 11, 29)),
        ("Thursday, 3 December", date(2026, 12, 3)),
        ("thu 3 dec 17:30", date(2026, 12, 3)),
        ("in two weeks", date(2026, 12, 6)),
        ("1 march", date(2027, 3, 1)),
        ("2026-12-03", date(2026, 12, 3)),
        ("2025-03-01", date(2025, 3, 1)),
    ],
)
def test_a_day_ahead_is_understood_and_the_next_such(text: str, day: date | None) -> None:
    assert coming_day(text, SUNDAY) == day


@pytest.mark.parametrize("text", ["soonish", "every thursday", "fridays", "2026-13-01", "last week"])
def test_what_is_no_day_ahead_says_what_can_be_typed(text: str) -> None:
    with pytest.raises(DayProblem, match="thursday, 3 dec, in two weeks"):
        coming_day(text, SUNDAY)


@pytest.mark.parametrize("text", ["12 nov 2025", "31 feb", "next week"])
def test_a_day_that_cannot_be_ahead_says_why(text: str) -> None:
    with pytest.raises(DayProblem, match=r"past|There is no|more than one day"):
        coming_day(text, SUNDAY)


@given(st.text(max_size=30))
def test_whatever_is_typed_for_a_day_ahead_is_a_day_or_a_problem(text: str) -> None:
    with suppress(DayProblem):
        day = coming_day(text, SUNDAY)
        assert day is None or isinstance(day, date)
