"""A state never changes; changes put together come to the same end as one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trust_tui.store import codec
from trust_tui.store.snapshot import SCHEMA
from trust_tui.store.state import Change, Changes, State, Table

ROWS = {"1": {"id": "a", "n": 1}, "2": {"id": "b", "n": 2}, "5": {"id": "c", "n": 3}}

names = st.sampled_from(["topic", "victory"])
numbers = st.sampled_from(["1", "2", "3"])
ids = {number: [f"{number}-{letter}" for letter in "ab"] for number in "123"}  # an id is never another's
rows = st.lists(numbers, max_size=2, unique=True).flatmap(
    lambda chosen: st.fixed_dictionaries({number: docs(number) for number in chosen})
)


def docs(number: str) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({"id": st.sampled_from(ids[number]), "n": st.integers(0, 9)})


@st.composite
def changes(draw: st.DrawFn) -> Change:
    put = draw(st.dictionaries(names, rows, max_size=2))
    drop = draw(st.dictionaries(names, st.lists(numbers, max_size=2, unique=True), max_size=2))
    # A transaction does one thing or the other to a document.
    return Change(
        put,
        {
            name: [number for number in found if number not in put.get(name, {})]
            for name, found in drop.items()
        },
    )


def content(state: State) -> dict[str, Any]:
    return {name: dict(table.rows) for name, table in state.tables.items()}


@given(st.lists(changes(), max_size=6))
def test_one_change_in_place_of_many_comes_to_the_same(several: Sequence[Change]) -> None:
    begin = State("x", 7, SCHEMA, {"topic": Table({"1": {"id": "a", "n": 0}})})
    one_by_one, together = begin, Changes()
    for change in several:
        one_by_one = one_by_one.after(change)
        together.add(change)

    at_once = begin.after(together.as_one(), len(several))

    assert content(at_once) == content(one_by_one)
    assert at_once.seq == one_by_one.seq == 7 + len(several)


@given(st.lists(changes(), max_size=6))
def test_what_a_table_remembers_is_what_it_would_find(several: Sequence[Change]) -> None:
    table = Table({"1": {"id": "1-a", "n": 0}})
    for change in several:
        before = _ask(table)  # each time, so that everything it remembers has to be carried along
        after = table.after(change.put.get("topic", {}), change.drop.get("topic", ()))

        assert _ask(after) == _ask(Table(dict(after.rows)))
        assert _ask(table) == before
        table = after


def _ask(table: Table) -> Any:
    every_id = [each for found in ids.values() for each in found]
    made = [table.made(number, doc, dict) for number, doc in table.rows.items()]
    return table.last, made, [table.number_of(each) for each in every_id], table.by_value("id", None)


def test_whoever_took_a_state_keeps_it() -> None:
    before = State("x", 1, SCHEMA, {"topic": Table(ROWS)})

    after = before.after(Change({"topic": {"1": {"id": "a", "n": 9}}, "new": {"1": {}}}, {"topic": ["2"]}))

    assert content(before) == {"topic": ROWS}
    assert content(after) == {"topic": {"1": {"id": "a", "n": 9}, "5": ROWS["5"]}, "new": {"1": {}}}
    assert (before.seq, after.seq) == (1, 2)


def test_documents_that_stay_as_they_are_are_shared() -> None:
    table = Table(ROWS)

    assert table.after({"2": {"id": "b", "n": 9}}, []).rows["1"] is table.rows["1"]


def test_an_empty_table_is_no_table() -> None:
    state = State("x", 1, SCHEMA, {"topic": Table({"1": {}})}).after(Change({}, {"topic": ["1"]}))

    assert dict(state.tables) == {}
    assert state.table("topic").rows == {}
    assert state.table("topic").last == 0


def test_dropping_what_is_not_there_changes_nothing() -> None:
    state = State("x", 1, SCHEMA, {"topic": Table(ROWS)}).after(Change({}, {"topic": ["9"], "other": ["1"]}))

    assert content(state) == {"topic": ROWS}


def test_a_table_keeps_its_json_until_somebody_looks() -> None:
    raw = codec.encode(ROWS)
    table = Table(raw=raw)

    assert table.raw == raw
    assert table.rows == ROWS
    assert table.raw is None


def test_a_thing_is_made_of_a_document_once_until_it_changes() -> None:
    table = Table(ROWS)
    made = [table.made("1", ROWS["1"], dict), table.made("2", ROWS["2"], dict)]

    after = table.after({"2": {"id": "b", "n": 9}}, [])

    assert after.made("1", after.rows["1"], dict) is made[0]
    assert after.made("2", after.rows["2"], dict) == {"id": "b", "n": 9}
    assert table.made("2", table.rows["2"], dict) is made[1]


@pytest.mark.parametrize("odd", [None, [], "text", {"id": 5}, {"id": [1]}, {"id": None}, {}])
def test_a_document_without_an_id_has_none(odd: Any) -> None:
    table = Table({"1": odd, "2": {"id": "b"}})

    assert (table.number_of("b"), table.number_of("5"), table.number_of("None")) == ("2", None, None)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (Change(), False),
        (Change({"topic": {}}, {"topic": []}), False),
        (Change({"topic": {"1": {}}}), True),
        (Change({}, {"topic": ["1"]}), True),
    ],
)
def test_a_change_says_whether_it_does_anything(change: Change, says: bool) -> None:
    assert bool(change) is says


def test_changes_can_be_gone_on_from_separately() -> None:
    one = Changes()
    one.put("topic", "1", {"n": 1})
    other = one.copy()
    other.drop("topic", "1")
    one.put("topic", "2", {"n": 2})

    assert one.as_one() == Change({"topic": {"1": {"n": 1}, "2": {"n": 2}}})
    assert other.as_one() == Change({}, {"topic": ["1"]})
