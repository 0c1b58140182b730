"""The words that days, months and numbers go by, and the patterns that find them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from trust_tui.model import dates
from trust_tui.model.schedule_words import NUMBERS


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of `words`, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


WEEKDAYS = {
    **{name.lower(): number for number, name in enumerate(dates.WEEKDAYS)},
    **{name[:3].lower(): number for number, name in enumerate(dates.WEEKDAYS)},
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
MONTH_NAMES = {
    **{name.lower(): number for number, name in enumerate(dates.MONTHS, 1)},
    **{name[:3].lower(): number for number, name in enumerate(dates.MONTHS, 1)},
    "sept": 9,
}
COUNTED = {**{word: number for number, word in enumerate(NUMBERS)}, "a couple of": 2, "no": 0}
PLACED = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
}

WEEKDAY = rf"(?:(?:{one_of(WEEKDAYS)})\.?)"
WEEKDAY_PLURAL = rf"(?:(?:{one_of(day.lower() for day in dates.WEEKDAYS)})s)"
WORKDAY = r"(?:(?:weekday|workday|(?:working|work|business|week) day)s?)"
ITEM = rf"(?:{WEEKDAY_PLURAL}|{WEEKDAY}|{WORKDAY}|weekends?)"
"""What a list of days of the week is made of."""

MONTH = rf"(?:(?:{one_of(MONTH_NAMES)})\.?)"
NUMBER = rf"(?:[0-9]{{1,9}}|{one_of(COUNTED)})"
ORDINAL = r"(?:[0-9]{1,2}(?:st|nd|rd|th))"
ORDINAL_WORD = rf"(?:{one_of(PLACED)})"
PLACE = rf"(?:{ORDINAL}|{ORDINAL_WORD}|last)"
UNIT = r"(?:(?:day|week|fortnight|month|quarter|year)s?)"
PART = r"(?:morning|afternoon|evening|night)"
"""A part of the day. It says whether seven is early or late; alone it leaves the time open."""

AND = r"(?: ?(?:and|&|\+|/) ?| )(?:(?:on|the) )*"
END = r"(?=\s|$)"
"""Where a phrase has to end: before a space, or with the text."""


def phrase(pattern: str) -> re.Pattern[str]:
    """Return a whole phrase, ready to be looked for, whatever its case."""
    return re.compile(f"(?:{pattern}){END}", re.IGNORECASE)


def short(words: str) -> str:
    """Return `words` short enough to be said back in a message."""
    return words if len(words) <= 40 else f"{words[:39].rstrip()}…"


def is_a(pattern: str, text: str) -> bool:
    """Say whether the whole of `text` is what `pattern` describes."""
    return re.fullmatch(pattern, text, re.IGNORECASE) is not None


def number_in(text: str) -> int:
    """Return the number in "3", "three", "a" or "a couple of"."""
    word = text.lower()
    return 1 if word in {"a", "an"} else COUNTED[word] if word in COUNTED else int(word)


def weekday_in(text: str) -> int:
    """Return the weekday in "monday", "mondays" or "mon."; 0 for Monday."""
    name = text.lower().rstrip(".")
    return WEEKDAYS[name] if name in WEEKDAYS else WEEKDAYS[name.removesuffix("s")]


def month_in(text: str) -> int:
    """Return the month in "march" or "mar."; 1 for January."""
    return MONTH_NAMES[text.lower().rstrip(".")]


def place_in(text: str) -> int:
    """Return the place in "first", "3rd" or "last"; -1 for the last."""
    word = text.lower()
    return -1 if word == "last" else PLACED[word] if word in PLACED else int(word[:-2])
