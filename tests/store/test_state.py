"""A state never changes; changes put together come to the same end as one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trust_tui.store import codec
from trust_tui.store import state as state_module
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


@dataclass
class Plain:
    """A table that copies everything at each change, and what is looked at in the one that does not."""

    table: Table
    rows: dict[str, Any]

    def after(self, put: dict[str, Any], drop: Sequence[str]) -> Plain:
        rows = {number: doc for number, doc in self.rows.items() if number not in drop}
        return Plain(self.table.after(put, drop), rows | put)

    def check(self) -> None:
        """Ask for single documents before all of them: asking for all puts them together."""
        table, rows = self.table, self.rows
        for number in (*"12345", "none"):
            assert table.row(number) == rows.get(number)
        for each in (*"abcd", "", "none"):
            found = [number for number, doc in rows.items() if doc["id"] == each]
            assert table.number_of(each) == (found[0] if found else None)
        made = {number: table.made(number, doc, dict) for number, doc in rows.items()}
        assert made == rows
        assert table.holds(rows)
        assert table.is_empty is (not rows)
        assert table.last == max(map(int, rows), default=0)
        assert table.is_ascending is (sorted(rows, key=int) == list(rows))
        values = {doc["n"] for doc in rows.values()}
        assert table.by_value("n", None) == {
            n: [k for k, doc in rows.items() if doc["n"] == n] for n in values
        }

    def check_all(self) -> None:
        assert list(self.table.rows.items()) == list(self.rows.items())


# Few ids, so that one goes to another number now and then: what a failed save took is given again.
DOC = st.fixed_dictionaries({"id": st.sampled_from("abcd"), "n": st.sampled_from("xy")})
NUMBERS = st.sampled_from("12345")
PUT = st.dictionaries(NUMBERS, DOC, max_size=3)
ASKED = st.sampled_from(["one", "all", "none"])
# From the end: which table to go on from, what to do to it; whom to ask afterwards, and how.
HISTORY = st.lists(
    st.tuples(st.integers(0, 3), PUT, st.lists(NUMBERS, max_size=1), st.integers(0, 3), ASKED), max_size=10
)


@settings(max_examples=300)
@given(history=HISTORY, beside=st.sampled_from([0, 2, 100]))
def test_tables_that_share_say_what_copies_would_say(history: Sequence[Any], beside: int) -> None:
    begin = {"2": {"id": "a", "n": "x"}, "1": {"id": "b", "n": "y"}}
    with mock.patch.object(state_module, "_SINCE", beside):
        plains = [Plain(Table(raw=codec.encode(begin)), begin)]
        for at, put, drop, whom, asked in history:
            before = plains[-1 - at % len(plains)]
            after = before.after(put, [number for number in drop if number not in put])
            if len({doc["id"] for doc in after.rows.values()}) < len(after.rows):
                continue
            plains.append(after)
            if asked == "one":
                plains[-1 - whom % len(plains)].check()
            if asked == "all":
                plains[-1 - whom % len(plains)].check_all()

        for plain in plains:
            plain.check()
            plain.check_all()
            plain.check()


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
    assert table.made("2", table.rows["2"], dict) == made[1]


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
