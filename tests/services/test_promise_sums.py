"""Nothing that the screens are given of promises sums up a person: no total, no share, no chain of days."""

from __future__ import annotations

import dataclasses
import re
import sys
import types
from collections.abc import Iterator
from datetime import date
from typing import Any, get_args, get_type_hints

from trust_tui.model.occurrences import Tally
from trust_tui.model.people import Person
from trust_tui.model.promises import Outcome, Pause, Promise, Result
from trust_tui.model.records import Record
from trust_tui.model.schedule import Schedule
from trust_tui.services.promises import Promises
from trust_tui.services.promises.making import Intent
from trust_tui.services.promises.repairs import Repairs

# What annotations name that is imported for the type checker alone.
NAMES = (Iterator, Person, Schedule, Intent, date, Result, Pause, Outcome, Promise)

SUMS = re.compile(
    r"total|sum|score|streak|percent|rate|ratio|average|mean|share|chain|longest|best|rank|points"
)


def returned() -> set[Any]:
    """Every dataclass that a method of the services hands out, and what is inside of it, records excepted."""
    found: set[Any] = set()
    waiting: list[Any] = []
    for service in (Promises, Repairs):
        for name in dir(service):
            method = getattr(service, name)
            if not name.startswith("_") and isinstance(method, types.FunctionType):
                waiting.append(hints(method).get("return"))
    while waiting:
        hint = waiting.pop()
        waiting += get_args(hint)
        if isinstance(hint, type) and dataclasses.is_dataclass(hint) and hint not in found:
            found.add(hint)
            if not issubclass(hint, Record):
                waiting += hints(hint).values()
    return found


def hints(thing: Any) -> dict[str, Any]:
    """What a class or a method says of its types."""
    return get_type_hints(thing, {cls.__name__: cls for cls in NAMES} | vars(sys.modules[thing.__module__]))


def counted(classes: set[Any]) -> list[str]:
    """Each field that counts, and each whose name says that it sums up."""
    found = []
    for cls in classes:
        for each in dataclasses.fields(cls):
            hint = str(each.type)
            if SUMS.search(each.name) or re.search(r"\b(int|float|Decimal|Fraction)\b", hint):
                found.append(f"{cls.__name__}.{each.name}")
    return found


def test_nothing_that_is_shown_sums_up_a_person() -> None:
    classes = returned()
    own = {cls for cls in classes if not issubclass(cls, Record)}
    walked = {cls.__name__ for cls in own}
    assert {"PromiseDetail", "Occurrence", "Mark", "Tally", "Due", "Listed", "Page", "RepairView"} <= walked
    assert sorted(counted(own)) == ["Tally.blank", "Tally.kept", "Tally.of"]


def test_a_count_belongs_to_one_promise() -> None:
    """A tally is reached through the detail of one promise, and there only: one for each of two views."""
    holders = [
        f"{cls.__name__}.{each.name}"
        for cls in returned()
        for each in dataclasses.fields(cls)
        if "Tally" in str(each.type)
    ]
    assert sorted(holders) == ["PromiseDetail.maker", "PromiseDetail.other"]
    assert "%" not in Tally("ana", 12, 1, 14).words


def test_a_sum_would_be_seen() -> None:
    @dataclasses.dataclass
    class Summary:
        kept_in_total: str
        days: int

    assert counted({Summary}) == ["Summary.kept_in_total", "Summary.days"]
