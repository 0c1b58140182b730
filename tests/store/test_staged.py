"""What is staged is seen as if it had happened, and forgotten as if it never had."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trust_tui.store.snapshot import META, SCHEMA
from trust_tui.store.staged import Staged
from trust_tui.store.state import State, Table

Model = dict[str, dict[str, dict[str, Any]]]

BEFORE: Model = {"topic": {"1": {"id": "1-a", "n": 0}, "2": {"id": "2-a", "n": 0}}}
IDS = {number: [f"{number}-{letter}" for letter in "ab"] for number in "123"}

names = st.sampled_from(["topic", "victory"])
numbers = st.sampled_from(sorted(IDS))
steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), names, numbers, st.sampled_from("ab"), st.integers(1, 9)),
        st.tuples(st.just("drop"), names, numbers),
        st.tuples(st.just("mark")),
        st.tuples(st.just("back")),
    ),
    max_size=10,
)


def state_of(model: Model) -> State:
    return State("x", 1, SCHEMA, {name: Table(dict(rows)) for name, rows in model.items() if rows})


def copy(model: Model) -> Model:
    return {name: dict(rows) for name, rows in model.items()}


@given(steps)
def test_it_looks_as_it_will_be(steps: list[tuple[Any, ...]]) -> None:
    before = state_of(BEFORE)
    staged, model = Staged(before), copy(BEFORE)
    marks: list[tuple[Any, Model]] = []
    for step in steps:
        match step:
            case ("put", name, number, letter, n):
                doc = {"id": f"{number}-{letter}", "n": n}
                staged.put(name, number, doc)
                model.setdefault(name, {})[number] = doc
            case ("drop", name, number):
                staged.drop(name, number)
                model.get(name, {}).pop(number, None)
            case ("mark",):
                marks.append((staged.mark(), copy(model)))
            case ("back",) if marks:
                mark, model = marks.pop()
                staged.back_to(mark)
        check(staged, model)
        assert {name: dict(table.rows) for name, table in before.after(staged.change).tables.items()} == {
            name: rows for name, rows in model.items() if rows
        }
    assert {name: dict(table.rows) for name, table in before.tables.items()} == BEFORE


def check(staged: Staged, model: Model) -> None:
    assert {name: dict(table.rows) for name, table in staged.tables.items()} == {
        name: rows for name, rows in model.items() if rows
    }
    for name in ("topic", "victory"):
        rows = model.get(name, {})
        assert staged.table(name).rows == rows
        assert {number: staged.doc(name, number) for number in rows} == rows
        assert staged.next_number(name) > max(map(int, rows), default=0)
        # An id that a document had before its present one is not asked for: ids never change.
        for number, found in rows.items():
            assert staged.number_of(name, found["id"]) == number
        for number in IDS.keys() - rows.keys():
            assert [staged.number_of(name, each) for each in IDS[number]] == [None, None]


def test_many_records_are_added_without_making_the_table_anew_each_time() -> None:
    staged = Staged(state_of(BEFORE))
    for number in range(3, 2003):
        assert staged.number_of("topic", str(number)) is None
        staged.put("topic", str(staged.next_number("topic")), {"id": str(number)})

    assert staged.number_of("topic", "2002") == "2002"
    assert staged._tables == {}


def test_the_ledgers_own_table_is_not_to_be_written() -> None:
    staged = Staged(state_of(BEFORE))

    with pytest.raises(ValueError, match="the ledger's own"):
        staged.put(META, "1", {})

    assert not staged.change
