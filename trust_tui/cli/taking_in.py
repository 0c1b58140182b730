"""`trust-tui import`: what an export, or another program's file, would bring; and then bring it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from trust_tui.cli.opened import opened
from trust_tui.cli.saying import OK, USAGE, complain, say
from trust_tui.model.dates import date_words
from trust_tui.model.text import one_line
from trust_tui.services.portable.journals import Journal
from trust_tui.services.portable.merging import conflict_words, kind_words
from trust_tui.services.problems import Problem

if TYPE_CHECKING:
    import argparse
    from collections import Counter
    from collections.abc import Iterator

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.services.portable.keeping import DayPlan
    from trust_tui.services.portable.merging import Plan
    from trust_tui.services.portable.ours import OurFile

_FEW = 5
"""How many days are named before it is only said how many more there are."""


def run(options: argparse.Namespace) -> int:
    """Show what would come in, and take it in where that is wanted."""
    with opened(options) as companion:
        found = companion.portable.read(options.path)
        if isinstance(found, Journal):
            return _journal(companion, found, _whose(companion, options.whom), options.yes)
        if options.whom:
            raise Problem("--for is for other programs' files. An export knows who wrote what.")
        return _ours(companion, found, options.yes)


def _ours(companion: Companion, file: OurFile, yes: bool) -> int:
    plan = companion.portable.plan(file)
    if plan.conflicts:
        return complain(conflict_words(plan), USAGE)
    for line in _plan_lines(plan):
        say(line)
    if plan.changes_nothing:
        return say("Everything in it is here already. Nothing was changed.")
    if not (yes or _is_wanted()):
        return _not_wanted()
    companion.portable.take_in(file)
    return say("It is taken in.")


def _plan_lines(plan: Plan) -> Iterator[str]:
    def counted(counts: Counter[str]) -> str:
        parts = ", ".join(f"{kind_words(name)} {count}" for name, count in sorted(counts.items()))
        return f"{counts.total()} ({parts})" if counts else "0"

    yield f"new:                 {counted(plan.new)}"
    yield f"newer than here:     {counted(plan.newer)}"
    yield f"here already:        {plan.same}"
    if plan.older:
        yield f"older than here:     {plan.older}, which stay as they are here"


def _journal(companion: Companion, journal: Journal, person: Person, yes: bool) -> int:
    plan = companion.portable.plan_days(journal, person)
    say(f"{journal.program}, for {one_line(person.name)}:")
    for line in journal.mapping:
        say(f"  {one_line(line)}")
    for line in _day_lines(plan, person):
        say(line)
    if plan.changes_nothing:
        return say("There is nothing new in it. Nothing was changed.")
    if not (yes or _is_wanted()):
        return _not_wanted()
    companion.portable.take_days_in(journal, person)
    return say("It is taken in.")


def _day_lines(plan: DayPlan, person: Person) -> Iterator[str]:
    name = one_line(person.name)
    yield f"check-ins:           {len(plan.checkins)}, closed until both are there"
    yield f"private notes:       {len(plan.notes)}, only for {name}"
    yield f"victories:           {len(plan.victories)}, on the wall"
    if plan.left_alone:
        named = ", ".join(date_words(day) for day in plan.left_alone[:_FEW])
        more = len(plan.left_alone) - _FEW
        also = f" and {more} more" if more > 0 else ""
        yield f"left alone:          {named}{also}: {name} wrote something there already"
    if plan.ahead:
        yield f"left out:            {plan.ahead} of days that have not come yet"


def _whose(companion: Companion, name: str | None) -> Person:
    couple = companion.couple
    if not couple.people:
        raise Problem("Nobody is set up here yet. Start trust-tui once; then come back with this.")
    if name is None and couple.is_solo:
        return couple.people[0]
    names = " or ".join(one_line(person.name) for person in couple.people)
    if name is None:
        raise Problem(f"Whose days are these? Add --for {names}.")
    person = couple.named(name)
    if person is None:
        raise Problem(f"There is nobody called {one_line(name)}. Add --for {names}.")
    return person


def _is_wanted() -> bool:
    if not sys.stdin.isatty():
        return False
    try:
        return input("Take this in? [y/N] ").strip().casefold() in {"y", "yes"}
    except EOFError:
        return False


def _not_wanted() -> int:
    if sys.stdin.isatty():
        return say("Nothing was taken in.") or OK
    return complain("nothing was taken in. Add --yes to take it in.", USAGE)
