"""Looking records up by a field finds what looking through all of them finds, without doing so."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trust_tui.model.moments import Moment
from trust_tui.model.records import Record
from trust_tui.model.responses import Response
from trust_tui.store import Ledger, Places, snapshot
from trust_tui.store.reading import LOOKED_UP, read_all, read_values
from trust_tui.store.state import State, Table

NOW = Moment(datetime(2026, 11, 22, 20, 0, tzinfo=UTC), date(2026, 11, 22), "Europe/Lisbon")
LATER = Moment(datetime(2026, 11, 23, 20, 0, tzinfo=UTC), date(2026, 11, 23), "Europe/Lisbon")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A record with a field that may be missing in a document."""

    kind: ClassVar[str] = "note"

    of: str = "nothing"


def doc(of: Any = None, day: str = "2026-11-22", **more: Any) -> dict[str, Any]:
    common = {
        "id": "x", "type": "note", "author": "ana", "device": "d", "created_at": "2026-11-22T20:00:00+00:00",
        "updated_at": "2026-11-22T20:00:00+00:00", "tz": "UTC", "day": day,
    }  # fmt: skip
    return common | ({} if of is None else {"of": of}) | more


class Watched(dict[str, Any]):
    """A document that notes when somebody looks at it."""

    looks = 0

    def get(self, key: str, default: Any = None) -> Any:
        Watched.looks += 1
        return super().get(key, default)


def answer(of: str, text: str = "yes") -> Response:
    return Response.new(author="ana", device="d", moment=NOW, of=of, of_kind="victory", text=text)


def texts(ledger: Ledger, **equals: Any) -> list[str]:
    return [each.text for each in ledger.all(Response, **equals)]


def test_the_second_look_touches_what_it_wants_alone() -> None:
    table = Table({str(n): Watched(doc(of=f"p{n % 100}")) for n in range(1, 1001)})
    read_all(table, Note, False, {"of": "p1"})

    Watched.looks = 0
    assert len(read_all(table, Note, False, {"of": "p7"})) == 10
    assert Watched.looks < 100, "ten documents are wanted out of a thousand"


def test_a_save_does_not_make_it_look_through_everything_again() -> None:
    table = Table({str(n): Watched(doc(of=f"p{n % 100}")) for n in range(1, 1001)})
    read_all(table, Note, False, {"of": "p1"})

    after = table.after({"1001": Watched(doc(of="p7"))}, ())
    Watched.looks = 0
    assert len(read_all(after, Note, False, {"of": "p7"})) == 11
    assert len(read_all(table, Note, False, {"of": "p7"})) == 10, "who took the earlier state keeps it"
    assert Watched.looks < 150


def test_a_missing_field_means_its_default() -> None:
    table = Table({"1": doc(), "2": doc(of="p1")})

    assert len(read_all(table, Note, False, {"of": "nothing"})) == 1


@pytest.mark.parametrize("strange", [["p1"], {"p1": 1}, 1, None])
def test_a_value_of_another_kind_is_no_match_and_no_trouble(strange: Any) -> None:
    table = Table({"1": doc() | {"of": strange}, "2": doc(of="p1")})

    assert [each.of for each in read_all(table, Note, False, {"of": "p1"})] == ["p1"]


def test_what_a_transaction_is_about_to_do_is_found_in_it_and_nowhere_else() -> None:
    ledger = Ledger.in_memory()
    with ledger.transaction() as tx:
        tx.add(answer("a", "first"))
    assert texts(ledger, of="a") == ["first"]

    seen = []
    with contextlib.suppress(RuntimeError), ledger.transaction() as tx:
        tx.add(answer("a", "second"))
        seen = [each.text for each in tx.all(Response, of="a")]
        raise RuntimeError

    assert seen == ["first", "second"]
    assert texts(ledger, of="a") == ["first"]


def test_it_holds_after_a_fold_and_for_a_second_window(tmp_path: Path) -> None:
    places = Places.resolve(tmp_path / "ours.json", {"HOME": str(tmp_path)})
    one = Ledger.open(places, moment=NOW)
    with one.transaction() as tx:
        tx.add(answer("a", "first"))
    other = Ledger.open(places, moment=NOW)
    assert texts(other, of="a") == ["first"]

    with one.transaction() as tx:
        tx.add(answer("a", "second"))
    one.maintain(NOW)

    assert texts(one, of="a") == ["first", "second"]
    assert other.catch_up()
    assert texts(other, of="a") == ["first", "second"]


def test_the_values_of_a_field_are_told_without_reading_records() -> None:
    ledger = Ledger.in_memory()
    assert list(ledger.values(Response, "of")) == []
    for of in ("b", "a", "b"):
        with ledger.transaction() as tx:
            tx.add(answer(of))
    assert list(ledger.values(Response, "of")) == ["b", "a"]


def test_only_a_field_that_is_kept_track_of_can_be_asked_for_its_values() -> None:
    with pytest.raises(ValueError, match="tz"):
        Ledger.in_memory().values(Response, "tz")


VALUES = st.sampled_from(["a", "b", "c"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(1, 8), VALUES, st.sampled_from(["2026-11-22", "2026-11-23"])),
        st.tuples(st.just("drop"), st.integers(1, 8)),
        st.tuples(st.just("look"), st.sampled_from([*LOOKED_UP, "author"])),
    ),
    max_size=30,
)


@given(steps=STEPS)
def test_whatever_is_put_changed_and_dropped_it_finds_the_same_in_the_same_order(
    steps: list[tuple[Any, ...]],
) -> None:
    table = Table()
    for what, *how in steps:
        if what == "put":
            number, of, day = how
            table = table.after({str(number): doc(of=of, day=day, rev=number)}, ())
        elif what == "drop":
            table = table.after({}, [str(how[0])])
        else:
            read_all(table, Note, False, {how[0]: "a"})
        for wanted in ({"of": "a"}, {"of": "b", "day": date(2026, 11, 22)}, {"author": "ana", "of": "c"}):
            plain = [
                each
                for each in read_all(table, Note, False, {})
                if all(getattr(each, name) == value for name, value in wanted.items())
            ]
            assert read_all(table, Note, False, wanted) == plain
        some = [each for each in read_all(table, Note, False, {}) if each.of in {"a", "b"}]
        assert read_all(table, Note, False, {"of": frozenset({"a", "b"})}) == some


SAID = st.sampled_from(["a", "b", "ä", 'a"b', "a\\", "", "a\nb", "nothing", "2026-11-22", "\ud800"])


@given(
    rows=st.lists(st.tuples(st.none() | SAID, SAID, st.booleans()), max_size=6),
    wanted=st.lists(SAID, min_size=1, max_size=3),
    name=st.sampled_from(LOOKED_UP),
)
@example(rows=[("ä", "\ud800", True)], wanted=["ä"], name="of").via(
    "half a character makes JSON write ä otherwise"
)
def test_a_table_as_it_was_read_answers_as_one_that_was_decoded(
    rows: list[tuple[str | None, str, bool]], wanted: list[str], name: str
) -> None:
    docs = {
        str(number): doc(of=of, note=f'"of":"{other}"', more={name: other}, deleted=None)
        | ({} if is_plain else {"extra": {"of": other}})
        for number, (of, other, is_plain) in enumerate(rows, 1)
    }
    read = snapshot.parse(snapshot.build(State("x", 1, snapshot.SCHEMA, {"note": Table(docs)})), Path("x"))
    asked = frozenset(wanted if name != "day" else (date(2026, 11, 22), date(2026, 11, 23)))

    found = read_all(read.table("note"), Note, False, {name: asked})

    decoded = read_all(Table(docs), Note, False, {})
    assert found == [each for each in decoded if _says(each, name, asked)]


def _says(note: Note, name: str, values: frozenset[Any]) -> bool:
    return name in {"of", "day"} and getattr(note, name) in values


@given(rows=st.lists(st.tuples(SAID, SAID), max_size=6))
@example(rows=[("b", "a"), ("a", "c"), ("b", "ä")])
def test_what_is_said_in_a_table_as_it_was_read_is_told_without_decoding_it(
    rows: list[tuple[str, str]],
) -> None:
    docs = {str(number): doc(of=of, note=f'"of":"{other}"') for number, (of, other) in enumerate(rows, 1)}
    read = snapshot.parse(
        snapshot.build(State("x", 1, snapshot.SCHEMA, {"response": Table(docs)})), Path("x")
    )
    table = read.table("response")

    assert list(read_values(table, Response, "of")) == list(dict.fromkeys(of for of, _ in rows))
    assert table.raw is not None or not rows


def test_a_few_looks_leave_a_table_undecoded_and_many_do_not() -> None:
    docs = {str(number): doc(of=f"p{number}") for number in range(1, 50)}
    there = State("x", 1, snapshot.SCHEMA, {"note": Table(docs)})
    table = snapshot.parse(snapshot.build(there), Path("x")).table("note")
    assert [each.of for each in read_all(table, Note, False, {"of": frozenset({"p7", "p3"})})] == ["p3", "p7"]
    assert table.raw is not None
    many = frozenset(f"p{number}" for number in range(40, 140))
    assert [each.of for each in read_all(table, Note, False, {"of": many})] == [
        f"p{n}" for n in range(40, 50)
    ]
    table = snapshot.parse(snapshot.build(there), Path("x")).table("note")
    for _ in range(50):
        assert [each.of for each in read_all(table, Note, False, {"of": "p9"})] == ["p9"]
    assert table.raw is None
