"""`trust-tui checkin`: a check-in without a screen."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from trust_tui.cli.opened import opened
from trust_tui.cli.saying import say
from trust_tui.cli.taking_out import day_typed
from trust_tui.model.dates import date_words
from trust_tui.model.text import TEXT_LIMIT, one_line
from trust_tui.services.problems import Problem

if TYPE_CHECKING:
    import argparse

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion

_TEXTS = ("appreciated", "need", "own", "private")


def run(options: argparse.Namespace) -> int:
    """Save it. What was saved for that day before stays where nothing else is said now."""
    said = _said(options)
    with opened(options) as companion:
        person = _writer(companion, options.name)
        today = companion.clock().day
        day = day_typed(options.day, today, "--day") if options.day else today
        saved = companion.checkins.day(person, day)
        answers = replace(saved.answers, **said)
        companion.checkins.save(person, day, answers)
        before = " What it said before is kept." if saved.mine else ""
        return say(f"Your check-in of {date_words(day)} is saved.{before}")


def _said(options: argparse.Namespace) -> dict[str, Any]:
    """Return what was said, by the name of the field."""
    texts = {name: getattr(options, name) for name in _TEXTS if getattr(options, name) is not None}
    from_input = [name for name, text in texts.items() if text == "-"]
    if len(from_input) > 1:
        raise Problem("Only one text can be read from the input: one of them is “-”.")
    for name in from_input:
        texts[name] = _read_input()
    said: dict[str, Any] = {name: text.strip() for name, text in texts.items()}
    feelings = tuple(dict.fromkeys(word for each in options.feeling or () if (word := one_line(each))))
    if feelings:
        said["feelings"] = feelings
    steps = {name: getattr(options, name) for name in ("safe", "close")}
    return said | {name: step for name, step in steps.items() if step is not None}


def _read_input() -> str:
    data = sys.stdin.buffer.read(8 * TEXT_LIMIT)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Problem("What came from the input is not text in UTF-8.") from None


def _writer(companion: Companion, name: str | None) -> Person:
    couple = companion.couple
    if not couple.people:
        raise Problem("Nobody is set up here yet. Start trust-tui once; then this works.")
    if name is None and couple.is_solo:
        return couple.people[0]
    names = " or ".join(one_line(person.name) for person in couple.people)
    person = couple.named(name) if name is not None else None
    if person is None:
        raise Problem(f"Who is writing? Add --as {names}.")
    return person
