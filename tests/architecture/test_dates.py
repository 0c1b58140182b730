"""A date is put into words in one place: how people like to read it is theirs to choose."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import Source, belongs_to, imported, literals, our_sources
from trust_tui.model.dates import MONTHS, WEEKDAYS

WORDS = "trust_tui.model.dates"
NOT_READ_BY_PEOPLE = {"trust_tui.model.schedule_rule"}  # an RRULE has its own form of a date
DATE_CODES = re.compile(r"%[-0]?[aAbBcdDeFGjmuUVwWxyY]")
PUTS_WORDS = {"model", "services", "ui", "cli"}
OF_A_DAY = {"day", "month"}
NAMES = {*MONTHS, *WEEKDAYS}
OF_THE_CALENDAR = {"day_abbr", "day_name", "month_abbr", "month_name"}


def dates_built(source: Source) -> Iterator[str]:
    """Yield each place where `source` puts a date into words by itself."""
    if source.floor not in PUTS_WORDS or source.module in {WORDS, *NOT_READ_BY_PEOPLE}:
        return
    for node in ast.walk(source.tree()):
        if _formats_date(node):
            yield f"{source.module}:{getattr(node, 'lineno', 0)} formats a date"
    for line, text in literals(source):
        if text in NAMES:
            yield f"{source.module}:{line} names {text}"
    for name in imported(source):
        if belongs_to(name, "calendar") and name.rpartition(".")[2] in OF_THE_CALENDAR:
            yield f"{source.module} imports {name}"


def _formats_date(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return ast.unparse(node.func).endswith(".strftime") and bool(DATE_CODES.search(ast.unparse(node)))
    if not isinstance(node, ast.FormattedValue):
        return False
    is_day = isinstance(node.value, ast.Attribute) and node.value.attr in OF_A_DAY
    return is_day or (node.format_spec is not None and bool(DATE_CODES.search(ast.unparse(node.format_spec))))


def test_only_one_place_puts_dates_into_words() -> None:
    assert [line for source in our_sources() for line in dates_built(source)] == []


@pytest.mark.parametrize(
    "text",
    [
        "f'{day:%A} the rest'",
        "f'{day.day} of it'",
        "f'{entry.day}'",
        "day.strftime('%d %B')",
        "NAMES = ('Monday', 'Tuesday')",
        "from calendar import month_name",
    ],
)
def test_a_date_built_elsewhere_is_seen(text: str) -> None:
    assert list(dates_built(Source("trust_tui.ui.sample", text)))


@pytest.mark.parametrize(
    "text",
    ["f'{number:>4}'", "f'{day_words(day)}'", "zone.strftime('%z')", "x = [each.day]"],
)
def test_what_is_no_date_is_free(text: str) -> None:
    assert list(dates_built(Source("trust_tui.ui.sample", text))) == []
