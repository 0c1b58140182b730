"""The phrases that schedules are made of, in the order in which they are looked for."""

from __future__ import annotations

import re
from collections.abc import Callable

from trust_tui.model.typed import taking
from trust_tui.model.typed.clock import TIME
from trust_tui.model.typed.heard import Heard
from trust_tui.model.typed.vocabulary import (
    AND,
    ITEM,
    MONTH,
    NUMBER,
    ORDINAL,
    ORDINAL_WORD,
    PART,
    PLACE,
    UNIT,
    WEEKDAY,
    WEEKDAY_PLURAL,
    WORKDAY,
    phrase,
)

Take = Callable[[Heard, re.Match[str]], int | None]
"""Takes a phrase in; returns where it ends if it is not where the match does, or `taking.NOT_THIS`."""

Phrases = tuple[tuple[re.Pattern[str], Take], ...]


def opening(pattern: str) -> re.Pattern[str]:
    """Return the beginning of a phrase, of which the rest is looked for by what takes it in."""
    return re.compile(pattern, re.IGNORECASE)


EVERY = r"(?:every|each)(?: single)?"
ON = r"(?:(?:on|by|at) )?"
# What "every" may stand before, other than a unit: the next phrase takes it in.
_REPEATABLE = rf"(?:the )?(?:(?:{PLACE}|{ITEM}|{MONTH})(?=\W|$)|[0-9]{{1,2}}(?:[./-][0-9]| ?(?:of )?{MONTH}))"
_UNTIL = r"(?:up )?(?:until|till|'?til)|through|thru|up to|to|ending|ends|[-–]"
_TIMES = rf"once|twice|thrice|-?(?P<number>{NUMBER}) ?(?:times?|x)|x(?P<digits>[0-9]{{1,9}})"

FIRST: Phrases = (
    (phrase(r"and|&|\+|then|and then"), taking.nothing),
    (phrase(r"or (?:on )?(?:the )?last day of (?:a )?shorter months?"), taking.nothing),
    (
        phrase(r"until further notice|for ?ever|for good|from (?:now|today) on(?:wards?)?"),
        taking.nothing,
    ),
    (phrase(r"once(?= (?:every|each|daily|weekly|monthly|yearly))"), taking.nothing),
    (phrase(r"(?:only )?in (?:months|years) that have (?:one|it|them)"), taking.skips),
    (
        phrase(rf"(?:from )?(?P<first>{WEEKDAY}) ?(?:-|–|to|through|thru) ?(?P<last>{WEEKDAY})"),
        taking.week_range,
    ),
    (opening(rf"(?P<word>{_UNTIL})(?: and including)?(?: on)? "), taking.until),
    (opening(r"(?:starting|beginning|starts|begins|from|as of)(?: on| from)? "), taking.start),
    (
        phrase(rf"for (?:the )?(?:next |coming )?(?P<number>{NUMBER}|an?) (?P<unit>{UNIT})"),
        taking.span,
    ),
    (phrase(rf"(?:once|one time|1 ?x) (?:an?|per|in a) (?P<unit>{UNIT})(?P<number>)"), taking.every_unit),
    (
        phrase(rf"{ON}(?:the )?(?P<edge>end|start|beginning) of (?:each|every) month"),
        taking.edge_of_each_month,
    ),
    (
        phrase(
            rf"{EVERY} (?:(?P<number>other|{NUMBER}|(?!first|1st){ORDINAL}|(?!first){ORDINAL_WORD}) )?"
            rf"(?P<unit>{UNIT})(?! (?:of|in) (?:the|each|every|an?) month)"
        ),
        taking.every_unit,
    ),
    (phrase(rf"(?P<adverb>{'|'.join(taking.ADVERBS)})"), taking.adverb),
    (phrase(rf"{EVERY} (?P<other>(?:other|second|2nd) )?(?P<part>{PART})"), taking.every_part),
    (opening(rf"{EVERY} (?P<other>other )?(?={_REPEATABLE})"), taking.every),
    (phrase(rf"(?P<word>tonight|this {PART})"), taking.this_part),
    (phrase(rf"(?:(?:in|during) the |at )?(?P<part>{PART}s?|nightly)"), taking.part),
)
"""What is looked for before single days."""

LATER: Phrases = (
    (
        phrase(
            rf"{ON}(?:the )?(?P<places>{PLACE}(?:{AND}{PLACE})*) "
            rf"(?P<what>{WEEKDAY_PLURAL}|{WEEKDAY}|days?|{WORKDAY})"
        ),
        taking.nth,
    ),
    (
        phrase(
            rf"{ON}(?P<days>(?:the )?{ORDINAL}(?:{AND}{ORDINAL})*|(?:the|day) [0-9]{{1,2}}"
            rf"|the (?:{ORDINAL_WORD}|last))"
        ),
        taking.month_days,
    ),
    (phrase(rf"{ON}(?:the )?(?P<items>{ITEM}(?:{AND}{ITEM})*)"), taking.week),
    (phrase(r"(?:of|in) (?:the|each|every|an?) month"), taking.each_month),
    (
        phrase(rf"(?:of|in) (?:(?P<which>this|next) month|(?P<name>{MONTH})(?: (?P<year>[0-9]{{4}}))?)"),
        taking.of_month,
    ),
    (phrase(rf"(?:for )?(?:only |just )?(?P<times>{_TIMES})(?: only| in all)?"), taking.count),
    (phrase(TIME), taking.time),
)
"""What is looked for behind them."""
