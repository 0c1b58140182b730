"""Takes phrases in, one function for each. `phrases` says where they are found."""

from __future__ import annotations

import re

from trust_tui.model.dates import shortly
from trust_tui.model.schedule import ScheduleProblem
from trust_tui.model.schedule_rule import INTERVALS, WORKDAYS, Freq
from trust_tui.model.typed.clock import clock_in
from trust_tui.model.typed.heard import WORKDAY, Heard
from trust_tui.model.typed.named import checked_day, point
from trust_tui.model.typed.points import Kind, Point
from trust_tui.model.typed.refused import refuse
from trust_tui.model.typed.vocabulary import (
    ITEM,
    ORDINAL,
    PLACE,
    WEEKDAY,
    WEEKDAY_PLURAL,
    is_a,
    month_in,
    number_in,
    place_in,
    short,
    weekday_in,
)
from trust_tui.model.typed.vocabulary import WORKDAY as WORKDAY_WORD

NOT_THIS = -1
"""What a phrase returns that is none after all."""

MOST_TIMES = 4000
"""Ten years of days, and a bit."""

_UNITS: dict[str, tuple[Freq, int]] = {
    "day": (Freq.DAILY, 1),
    "week": (Freq.WEEKLY, 1),
    "fortnight": (Freq.WEEKLY, 2),
    "month": (Freq.MONTHLY, 1),
    "quarter": (Freq.MONTHLY, 3),
    "year": (Freq.YEARLY, 1),
}
ADVERBS = {
    "daily": "day",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annually": "year",
}

_ITEMS = re.compile(rf"{ITEM}(?=\s|$|[&+/])", re.IGNORECASE)
_PLACES = re.compile(PLACE, re.IGNORECASE)


def _two(what: str, hint: str) -> ScheduleProblem:
    return ScheduleProblem(f"There are two {what} here. {hint}")


def _two_rhythms() -> ScheduleProblem:
    return _two("rhythms", "A promise has one: make a promise of each, or leave one out.")


def day(heard: Heard, named: Point) -> None:
    """Take in a single day."""
    if named.kind is Kind.SPAN:
        raise ScheduleProblem(
            f"“{named.said}” has more than one day. Name one of them, such as {shortly(24, 12)} or next "
            "Friday.",
            named.said,
        )
    heard.points.append(named)


def nothing(heard: Heard, match: re.Match[str]) -> None:
    """Take in words that say nothing of their own."""


def every_unit(heard: Heard, match: re.Match[str]) -> None:
    """Take in "every day", "every other week", "every third month"."""
    number = (match["number"] or "").lower()
    if number == "other":
        _rhythm(heard, match["unit"], 2)
    else:
        _rhythm(heard, match["unit"], _amount(number) if number else 1)


def _amount(number: str) -> int:
    return place_in(number) if is_a(PLACE, number) else number_in(number)


def _rhythm(heard: Heard, unit: str, number: int = 1) -> None:
    freq, each = _UNITS[unit.lower().removesuffix("s")]
    interval = number * each
    if interval not in INTERVALS:
        raise ScheduleProblem(f"Every {number:,} {unit} is not a rhythm. Type a number from 1 to 1,000.")
    if heard.freq is not None and (heard.freq, heard.interval) != (freq, interval):
        raise _two_rhythms()
    heard.freq, heard.interval = freq, interval


def adverb(heard: Heard, match: re.Match[str]) -> None:
    """Take in "daily", "weekly", …."""
    _rhythm(heard, ADVERBS[match["adverb"].lower()])


def every_part(heard: Heard, match: re.Match[str]) -> None:
    """Take in "every evening"."""
    _rhythm(heard, "day", 2 if match["other"] else 1)
    part(heard, match)


def every(heard: Heard, match: re.Match[str]) -> None:
    """Take in the "every" before a weekday, a date or a place in the month."""
    has_gaps = heard.freq is Freq.WEEKLY and heard.interval > 1
    if (match["other"] and heard.weekdays) or (has_gaps and not match["other"]):
        raise _two_rhythms()  # every Monday and every other Friday
    heard.every = True
    if match["other"]:
        _rhythm(heard, "week", 2)


def part(heard: Heard, match: re.Match[str]) -> None:
    """Take in "in the evening", "evenings" or "nightly"."""
    word = match["part"].lower()
    heard.plural = heard.plural or word == "nightly" or word.endswith("s")
    _set_part(heard, "night" if word == "nightly" else word.removesuffix("s"))


def this_part(heard: Heard, match: re.Match[str]) -> None:
    """Take in "tonight" or "this evening"."""
    word = match["word"].lower()
    heard.points.append(Point.on(heard.today, match.group()))
    _set_part(heard, "night" if word == "tonight" else word.removeprefix("this "))


def _set_part(heard: Heard, word: str) -> None:
    if heard.part not in {"", word}:
        raise _two("parts of the day", "Name one of them, or a time such as 18:00.")
    heard.part = word


def time(heard: Heard, match: re.Match[str]) -> int | None:
    """Take in "at 18:00"."""
    clock = clock_in(match)
    if clock is None:
        return NOT_THIS
    if heard.clock is not None:
        raise _two("times", "A promise is due at one time: make a promise of each.")
    heard.clock = clock
    return None


def until(heard: Heard, match: re.Match[str]) -> int | None:
    """Take in "until", and the day behind it."""
    is_loose = match["word"].lower() in {"to", "-", "–"}
    if is_loose and point(match.string, match.end(), heard.today) is None:
        return NOT_THIS
    named, end = _day_behind(heard, match, "until")
    _check_one_end(heard)
    heard.until = named.last
    return end


def start(heard: Heard, match: re.Match[str]) -> int | None:
    """Take in "from", and the day behind it."""
    named, end = _day_behind(heard, match, "from")
    if heard.starts is not None:
        raise _two("beginnings", "Leave one of them out.")
    heard.starts = named.first
    return end


def _day_behind(heard: Heard, match: re.Match[str], word: str) -> tuple[Point, int]:
    refuse(match.string, match.end())
    found = point(match.string, match.end(), heard.today)
    if found is None:
        part = short(match.string[match.start() :].strip())
        raise ScheduleProblem(
            f"“{part}” names no day that is understood. Try {word} friday, {word} {shortly(24, 12)}, "
            f"{word} march.",
            part,
        )
    return found


def _check_one_end(heard: Heard) -> None:
    if heard.until is not None or heard.span is not None:
        raise _two("ends", "Leave one of them out.")


def span(heard: Heard, match: re.Match[str]) -> None:
    """Take in "for three weeks"."""
    _check_one_end(heard)
    number = number_in(match["number"])
    if number == 0:
        raise ScheduleProblem(
            f"“{match.group()}” ends before it begins. Type one day or more.", match.group()
        )
    heard.span = (number, match["unit"])


def count(heard: Heard, match: re.Match[str]) -> None:
    """Take in "10 times", "twice"."""
    said = match["times"].lower()
    number = {"once": 1, "twice": 2, "thrice": 3}.get(said) or number_in(match["number"] or match["digits"])
    if number == 0 or said.startswith("-"):
        raise ScheduleProblem(
            f"“{match.group()}” would never come. Type once, or a number from 1 up.", match.group()
        )
    if number > MOST_TIMES:
        raise ScheduleProblem(
            f"“{match.group()}” is more than ten years of days. Type up to {MOST_TIMES:,} times, or leave "
            "the end open.",
            match.group(),
        )
    if heard.count is not None:
        raise _two("numbers of times", "Leave one of them out.")
    heard.count = number


def week_range(heard: Heard, match: re.Match[str]) -> None:
    """Take in "monday to friday"."""
    first, last = weekday_in(match["first"]), weekday_in(match["last"])
    heard.weekdays += [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    heard.plural = True


def week(heard: Heard, match: re.Match[str]) -> None:
    """Take in "mondays", "weekends", or a list of days of the week."""
    for word in _ITEMS.findall(match["items"]):
        if is_a("weekends?", word):
            heard.weekdays += [5, 6]
        elif is_a(WORKDAY_WORD, word):
            heard.weekdays += WORKDAYS
        else:
            heard.weekdays.append(weekday_in(word))
            heard.plural = heard.plural or is_a(WEEKDAY_PLURAL, word)
    heard.plural = heard.plural or len(set(heard.weekdays)) > 1


def nth(heard: Heard, match: re.Match[str]) -> None:
    """Take in "first and third monday", "last day", "first weekday"."""
    what, said = match["what"].lower(), match.group()
    is_weekday = is_a(f"{WEEKDAY_PLURAL}|{WEEKDAY}", what)
    for place in map(place_in, _PLACES.findall(match["places"])):
        if what.startswith("day"):
            heard.month_days.append(place if place == -1 else checked_day(place, said))
        elif place == 0 or place > (5 if is_weekday else 20):
            raise ScheduleProblem(
                f"No month has “{said}”. Try the last one, or a day such as the 15th.", said
            )
        else:
            heard.nth.append((place, weekday_in(what) if is_weekday else WORKDAY))


def month_days(heard: Heard, match: re.Match[str]) -> None:
    """Take in "the 1st and 15th", "day 15", "the first"."""
    heard.month_days += [checked_day(int(day), match.group()) for day in re.findall("[0-9]+", match["days"])]
    words = re.sub(ORDINAL, "", match["days"], flags=re.IGNORECASE)
    heard.month_days += [place_in(word) for word in _PLACES.findall(words)]


def each_month(heard: Heard, _match: re.Match[str]) -> None:
    """Take in "of the month"."""
    if heard.freq is not Freq.MONTHLY:
        _rhythm(heard, "month")


def edge_of_each_month(heard: Heard, match: re.Match[str]) -> None:
    """Take in "at the end of every month"."""
    each_month(heard, match)
    heard.month_days.append(-1 if match["edge"].lower() == "end" else 1)


def of_month(heard: Heard, match: re.Match[str]) -> None:
    """Take in "of december", "of next month"."""
    if heard.month is not None:
        raise _two("months", "Make a promise of each, or leave one out.")
    if match["which"]:
        month = heard.today.month + int(match["which"].lower() == "next")
        heard.month = ((month - 1) % 12 + 1, heard.today.year + (month > 12))
    else:
        heard.month = (month_in(match["name"]), int(match["year"] or 0))


def skips(heard: Heard, _match: re.Match[str]) -> None:
    """Take in "in months that have one"."""
    heard.skips = True
