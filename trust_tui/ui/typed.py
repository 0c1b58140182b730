"""Days and schedules as people type them into forms: read, and shown back in words before they are saved."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from trust_tui.model.dates import day_words, in_a_row, shortly
from trust_tui.model.days import DayProblem, coming_day, coming_examples, past_day
from trust_tui.model.schedule import EXAMPLES, ScheduleProblem, understood
from trust_tui.services.problems import Problem

if TYPE_CHECKING:
    from datetime import date

    from trust_tui.model.schedule import Schedule

_NEXT = 3
"""How many of the coming days are shown back before saving."""


def past_hint() -> str:
    """Return what can be typed for a day that is over."""
    return f"today, yesterday, friday, {shortly(12, 11).lower()}"


def coming_hint() -> str:
    """Return what can be typed for a day ahead."""
    return f"{coming_examples().rpartition(',')[0]}, or empty"


def day_typed(text: str, today: date, field: str = "day") -> date:
    """Return the day that was typed, today where nothing was.

    Raises:
        Problem: If it is not understood, or has not come yet.
    """
    try:
        return past_day(text, today)
    except DayProblem as problem:
        raise Problem(str(problem), field) from None


def day_remark(text: str, today: date) -> str:
    """Return the day that was typed in words, or what is wrong with it; "" where nothing was typed."""
    if not text.strip():
        return ""
    try:
        return day_words(past_day(text, today), today)
    except DayProblem as problem:
        return str(problem)


def coming_typed(text: str, today: date, field: str) -> date | None:
    """Return the day ahead that was typed, or None where nothing was.

    Raises:
        Problem: If it is not understood, or is over.
    """
    try:
        return coming_day(text, today)
    except DayProblem as problem:
        raise Problem(str(problem), field) from None


def coming_remark(text: str, today: date) -> str:
    """Return the day ahead that was typed in words, or what is wrong with it; "" where nothing was typed."""
    try:
        day = coming_day(text, today)
    except DayProblem as problem:
        return str(problem)
    return day_words(day, today) if day else ""


def schedule_typed(text: str, today: date, field: str = "schedule") -> Schedule:
    """Return the schedule that was typed.

    Raises:
        Problem: If there is none, or it is not understood.
    """
    if not text.strip():
        raise Problem(f"When is it due? Such as: {', '.join(EXAMPLES)}.", field)
    try:
        return understood(text, today)
    except ScheduleProblem as problem:
        raise Problem(str(problem), field) from None


def schedule_remark(text: str, today: date) -> str:
    """Return a schedule in words, with the next days, before it is saved; "" where nothing was typed."""
    if not text.strip():
        return ""
    try:
        schedule = understood(text, today)
    except ScheduleProblem as problem:
        return str(problem)
    days = schedule.next_after(today - timedelta(days=1), _NEXT)
    return schedule.words if schedule.is_once else f"{schedule.words}\nnext: {in_a_row(days, today)}"
