"""What is not understood, or cannot be, and what people are told instead."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trust_tui.model.schedule import EXAMPLES, ScheduleProblem, understood
from trust_tui.model.typed.sentence import LIMIT

SUNDAY = date(2026, 11, 22)

# What is typed on that Sunday, and the part of it that is named as not understood.
UNKNOWN = [
    ("every blue moon", "every blue moon"),
    ("Every Blue Moon at 18:00", "Every Blue Moon"),
    ("every monday and blue at 18:00", "blue"),
    ("when the cows come home", "when the cows come home"),
    ("friday at dawn", "at dawn"),
    ("every day except sunday", "except"),
    ("every monday since march", "since"),
    ("every tomorrow", "every"),
    ("half past six", "half past six"),
    ("every day for 3 blinks", "for 3 blinks"),
    ("5", "5"),
    ("next", "next"),
    ("every", "every"),
    ("every monday at", "at"),
    ("every day until", "until"),
    ("1 to 3", "1 to 3"),
    ("[b]fridays[/b]", "[b]fridays[/b]"),
    ("{fridays}", "{fridays}"),
    ("x" * 100, f"{'x' * 39}…"),
]

# What is typed, and the words of the message that say what is the matter.
REFUSED = [
    ("", "Type when it is due."),
    (" , . ", "Type when it is due."),
    # The past.
    ("yesterday", "A schedule looks ahead"),
    ("3 days ago", "“3 days ago” has no place"),
    ("every day in the past", "“in the past” has no place"),
    ("every day until yesterday", "“yesterday” has no place"),
    ("24 dec 2020", "24 December 2020 is past."),
    ("friday 13 november", "13 November 2026 is past."),
    ("first monday of this month", "2 November 2026 is past."),
    ("every day until 1 jan 2020", "1 January 2020 is past. Choose an end that is still to come."),
    ("every day from 1 jan 2020", "1 January 2020 is past. A schedule begins today or later."),
    ("every 24 dec 2020", "24 December 2020 is past."),
    # Days that no calendar has.
    ("31 february", "There is no 31 February: it ends on the 28th or 29th."),
    ("30 feb 2028", "There is no 30 February"),
    ("29 feb 2027", "There is no 29 February in 2027."),
    ("2027-02-29", "There is no 29 February in 2027."),
    ("every 31 april", "There is no 31 April: it ends on the 30th."),
    ("32/1/2027", "There is no 32 January"),
    ("13/13/2026", "“13/13/2026” is not a date."),
    ("31st of this month", "There is no 31 November"),
    ("the 32nd", "No month has a 32nd."),
    ("every month on the 0th", "No month has a 0th."),
    ("sixth monday of the month", "No month has “sixth monday”."),
    ("fifth monday of december 2026", "December has no such day in 2026."),
    ("monday 27 november", "27 November 2026 is a Friday."),
    ("24 dec 9999", "more than a hundred years away"),
    ("in 5000 years", "more than a hundred years away"),
    ("in 999999999 days", "more than a hundred years away"),
    ("every day for 900 years", "more than a hundred years away"),
    # Contradictions.
    (
        "every day from 24 dec until 1 dec",
        "It would end on 1 December 2026 before it begins on 24 December 2026.",
    ),
    ("every friday until tomorrow", "Nothing falls between 22 November 2026 and 23 November 2026."),
    ("every day 0 times", "“0 times” would never come."),
    ("every day -3 times", "“-3 times” would never come."),
    ("every day no times", "would never come"),
    ("every day 5000 times", "Type up to 4,000 times"),
    ("every day for 0 days", "ends before it begins"),
    ("every 0 days", "Every 0 days is not a rhythm."),
    ("every 5000 days", "Type a number from 1 to 1,000."),
    ("every day until march 10 times", "An end and a number of times are two ends."),
    ("every day for 3 weeks until march", "There are two ends here."),
    ("every day from monday from tuesday", "There are two beginnings here."),
    ("every day twice 3 times", "There are two numbers of times here."),
    ("every day every week", "There are two rhythms here."),
    ("first monday and last weekday of the month", "There are two rhythms here."),
    ("every day on friday", "There are two rhythms here."),
    ("weekly on the 1st", "There are two rhythms here."),
    ("every monday and the 1st of the month", "There are two rhythms here."),
    ("every monday and every other friday", "There are two rhythms here."),
    ("every other friday and every monday", "There are two rhythms here."),
    ("every monday and every second friday", "There are two rhythms here."),
    ("every day at 18:00 and 20:00", "There are two times here."),
    ("friday morning and evening", "There are two parts of the day here."),
    ("today and tomorrow", "There are two days here."),
    ("tomorrow and friday", "There are two days here."),
    ("friday the 13th", "There are two days here."),
    ("tomorrow 3 times", "A single day has no beginning, end or number of times."),
    ("first monday of december until march", "A single day has no beginning, end or number of times."),
    ("every month on the 30th and 31st", "In a short month two of these days are the same one."),
    # Left open.
    ("soon", "“soon” leaves the day open."),
    ("as often as possible", "leaves the day open"),
    ("always", "leaves the day open"),
    ("18:00", "On which day?"),
    ("in the evening", "On which day?"),
    ("10 times", "How often?"),
    ("from monday", "How often?"),
    ("in december", "On which day of December?"),
    ("next week", "“next week” has more than one day."),
    ("march", "“march” has more than one day."),
    ("this weekend", "A weekend has two days."),
    ("first monday", "Of which month is that?"),
    ("last friday", "Of which month is that?"),
    ("every month on friday", "Which Friday of the month?"),
    ("every month on the 1st of december", "Does it begin or end on 1 December 2026?"),
    ("every year on the 24th", "On which day of the year?"),
    ("every month on the last friday in december", "Is it every month, or one month of the year?"),
    ("daily 24 dec", "Does it begin or end on 24 December 2026?"),
    ("monday or tuesday", "“or” leaves the day open."),
    ("every third friday", "This can be every few weeks, or a place in the month."),
    ("second last friday of the month", "“second last friday” is counted from the end"),
    ("the second-to-last day of every month", "is counted from the end"),
    ("biweekly", "twice a week or every two weeks"),
    ("bimonthly", "twice a month or every two months"),
    ("every day until the moon", "“until the moon” names no day"),
    # Finer, or more often, than a day.
    ("every hour", "finer than a day"),
    ("in 3 hours", "finer than a day"),
    ("twice a day", "more than once a day"),
    ("3 times a week", "leaves open on which days"),
    # Times.
    ("every day at 7", "Is “at 7” in the morning or in the evening? Type 7am, 7pm or 19:00."),
    ("every day at 12", "Type 12am, 12pm or 12:00."),
    ("every day at 25:00", "“at 25:00” is not a time that a clock shows."),
    ("every day at 18:75", "not a time that a clock shows"),
    ("every day at 13pm", "not a time that a clock shows"),
    ("fridays at midnight", "Midnight belongs to two days."),
    ("6pm in the morning", "“6pm” is not in the morning."),
    ("6am in the evening", "“6am” is not in the evening."),
    ("every day at 18:00 in the morning", "is not in the morning"),
    ("tonight at 2", "is on the next day already"),
]


@pytest.mark.parametrize(("typed", "part"), UNKNOWN)
def test_what_is_not_understood_is_named_with_examples(typed: str, part: str) -> None:
    with pytest.raises(ScheduleProblem) as caught:
        understood(typed, SUNDAY)
    assert caught.value.part == part
    assert str(caught.value).startswith(f"“{part}” was not understood.")
    assert 3 <= len(caught.value.examples) <= 4
    assert all(example in str(caught.value) for example in EXAMPLES)


@pytest.mark.parametrize(("typed", "said"), REFUSED)
def test_what_cannot_be_says_why(typed: str, said: str) -> None:
    with pytest.raises(ScheduleProblem) as caught:
        understood(typed, SUNDAY)
    message = str(caught.value)
    assert said in message
    # Each message is a sentence or two, and says what to do about it.
    assert message.endswith(".")
    assert message.count(". ") + message.count("? ") >= 1


def test_there_are_enough_and_none_twice() -> None:
    typed = [each for each, _ in (*UNKNOWN, *REFUSED)]
    assert len(set(typed)) == len(typed) >= 100


def test_a_pasted_page_is_refused_at_once_and_not_said_back_whole() -> None:
    with pytest.raises(ScheduleProblem, match="1,000,000 characters") as caught:
        understood("every monday " * 76_923 + "x", SUNDAY)
    assert len(str(caught.value)) < LIMIT
    assert len(caught.value.part) <= 40


def test_control_characters_are_not_said_back() -> None:
    with pytest.raises(ScheduleProblem) as caught:
        understood("\x1b[2J\u202eevery blue moon", SUNDAY)
    assert "\x1b" not in str(caught.value)
    assert "\u202e" not in str(caught.value)


WORDS = st.sampled_from(
    """
    every other day week month year fridays monday tue and or until from for 10 times twice at 18:00 6pm 6
    noon in the on of last first 2nd 31st 1st 30 29 feb december march next this 24/12 2026-12-24 evening
    weekend weekdays 0 - to x 999999999 9999 then once a two tonight tomorrow 3 days ago month.
    yearly end biweekly that have one months year's , : / É 日 ' “ % {0} [b]
    """.split()  # noqa: SIM905 - a list of them would take a page
)


@given(
    st.lists(WORDS, max_size=9).map(" ".join) | st.text(max_size=40),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_whatever_is_typed_is_understood_or_refused_in_words(text: str, today: date) -> None:
    try:
        schedule = understood(text, today)
    except ScheduleProblem as problem:
        said = str(problem)
    else:
        said = schedule.words
        first = schedule.next_after(date(1999, 1, 1))
        assert first
        assert first[0] >= schedule.starts >= today
    assert 5 < len(said) < 2 * LIMIT
