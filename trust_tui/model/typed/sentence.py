"""Reads what was typed from left to right, one phrase after the other."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from trust_tui.model.schedule import EXAMPLES, Schedule, ScheduleProblem
from trust_tui.model.text import one_line
from trust_tui.model.typed import taking
from trust_tui.model.typed.heard import Heard
from trust_tui.model.typed.named import point
from trust_tui.model.typed.phrases import FIRST, LATER, Phrases
from trust_tui.model.typed.points import Kind
from trust_tui.model.typed.refused import refuse
from trust_tui.model.typed.settled import settled
from trust_tui.model.typed.vocabulary import short

LIMIT = 200
"""The longest schedule that is read, in characters. The longest sensible one has about half of it."""


def taken_in(text: str, today: date) -> Schedule:
    """Return the schedule in `text`; see `trust_tui.model.schedule.understood`."""
    if len(text) > LIMIT:
        raise ScheduleProblem(
            f"This has {len(text):,} characters, and a schedule is short. {_for_example()}",
            short(one_line(text)),
        )
    words = _plain(text)
    if not words:
        raise ScheduleProblem(f"Type when it is due. {_for_example()}")
    heard, position = Heard(today), 0
    while position < len(words):
        end = _next(heard, words, position)
        if end is None:
            part = short(_unknown(words, position, today))
            raise ScheduleProblem(f"“{part}” was not understood. {_for_example()}", part)
        position = _past_space(words, end)
    return settled(heard, text.strip())


def _plain(text: str) -> str:
    """Return the words with single spaces, and without the marks that say nothing here."""
    words = unicodedata.normalize("NFKC", one_line(text))
    words = re.sub(r"[,;!?()“”\"]", " ", words)
    return re.sub(r"\s+", " ", words).strip().removesuffix(".").rstrip()


def _next(heard: Heard, words: str, position: int) -> int | None:
    """Take in the phrase at `position`, and return where it ends; None where none is known."""
    end = _taken(FIRST, heard, words, position)
    if end is not None:
        return end
    refuse(words, position)
    named = point(words, position, heard.today)
    # Bare weekdays and days of the month come in lists, which are looked for next.
    if named is not None and named[0].kind not in {Kind.WEEKDAY, Kind.MONTH_DAY}:
        taking.day(heard, named[0])
        return named[1]
    return _taken(LATER, heard, words, position)


def _taken(phrases: Phrases, heard: Heard, words: str, position: int) -> int | None:
    for pattern, take in phrases:
        if match := pattern.match(words, position):
            end = take(heard, match)
            if end != taking.NOT_THIS:
                return match.end() if end is None else end
    return None


def _past_space(words: str, position: int) -> int:
    while position < len(words) and words[position] == " ":
        position += 1
    return position


def _unknown(words: str, position: int, today: date) -> str:
    """Return what stands at `position` up to the next phrase that is known."""
    end = words.find(" ", position)
    while end != -1:
        try:
            known = _next(Heard(today), words, end + 1) is not None
        except ScheduleProblem:
            known = True
        if known:
            return words[position:end]
        end = words.find(" ", end + 1)
    return words[position:]


def _for_example() -> str:
    return f"For example: {', '.join(EXAMPLES)}."
