"""What TinyDB's methods are given to change looks like a table, whatever they do with it, and is a copy."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tinydb.table import Document

from trust_tui.store import Ledger

Step = Callable[[Any, int, int], Any]

STEPS: dict[str, Step] = {
    "set": lambda table, number, n: table.__setitem__(number, {"n": [n]}),
    "del": lambda table, number, n: table.__delitem__(number),
    "pop": lambda table, number, n: table.pop(number),
    "touch": lambda table, number, n: table[number]["n"].append(n),
    "look": lambda table, number, n: (number in table, table.get(number), sorted(table), len(table)),
    "clear": lambda table, number, n: table.clear(),
    "update": lambda table, number, n: table.update({number: {"n": [n]}, 4: {"n": []}}),
    "setdefault": lambda table, number, n: table.setdefault(number, {"n": []})["n"].append(n),
}

numbers = st.integers(1, 4)
documents = st.fixed_dictionaries({"n": st.lists(st.integers(0, 2), max_size=2)})
steps = st.lists(st.tuples(st.sampled_from(sorted(STEPS)), numbers, st.integers(5, 9)), max_size=6)


def take(table: Any, steps: list[tuple[str, int, int]]) -> list[Any]:
    """Take one step after the other, and return what came of each."""
    answers = []
    for what, number, n in steps:
        try:
            answers.append(deepcopy(STEPS[what](table, number, n)))
        except KeyError:
            answers.append("not there")
    return answers


@given(st.dictionaries(numbers, documents, max_size=3), steps)
def test_an_updater_sees_a_dict(rows: dict[int, Any], steps: list[tuple[str, int, int]]) -> None:
    table: Any = Ledger.in_memory().db.table("topic")
    table.insert_multiple([Document(doc, number) for number, doc in rows.items()])
    answers: list[Any] = []

    table._update_table(lambda view: answers.extend(take(view, steps)))

    expected = deepcopy(rows)
    assert answers == take(expected, steps)
    assert {doc.doc_id: doc for doc in table} == expected


@given(st.dictionaries(numbers, documents, max_size=3), steps)
def test_one_that_raises_at_its_end_has_changed_nothing(
    rows: dict[int, Any], steps: list[tuple[str, int, int]]
) -> None:
    table: Any = Ledger.in_memory().db.table("topic")
    table.insert_multiple([Document(doc, number) for number, doc in rows.items()])

    def updater(view: Any) -> None:
        take(view, steps)
        raise InterruptedError

    try:
        table._update_table(updater)
    except InterruptedError:
        assert {doc.doc_id: doc for doc in table} == rows
    else:
        raise AssertionError
