"""The ledger's file: TinyDB's layout, every byte guarded, tables decoded when first used."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from tests.store.any_record import JSON, SECRET, TEXTS
from trust_tui import __version__
from trust_tui.store import Damage, LedgerDamaged
from trust_tui.store.snapshot import HEAD, SCHEMA, build, is_intact, lengths, new_ledger_id, of_parts, parse
from trust_tui.store.state import Change, State, Table

PATH = Path("ours.json")
ROWS = {"1": {"id": "a", "text": SECRET}, "3": {"id": "b", "text": "— ❤️ \ud83d"}}
SMALL = State("0123456789abcdef", 41, SCHEMA, {"topic": Table(ROWS), "odd name\n": Table({"9": {}})}, "1.0")


def content(state: State) -> dict[str, Any]:
    return {name: dict(table.rows) for name, table in state.tables.items()}


def refused(data: bytes) -> LedgerDamaged:
    with pytest.raises(LedgerDamaged) as caught:
        parse(data, PATH)
    return caught.value


numbers = st.integers(1, 10**6).map(str)
tables = st.dictionaries(
    TEXTS.filter(lambda name: name != "_meta"),
    st.dictionaries(numbers, st.dictionaries(TEXTS, JSON, max_size=3), min_size=1, max_size=3),
    max_size=3,
)


# What was built comes back.


@settings(deadline=None)
@given(tables, st.integers(0, 2**40), st.integers(1, 9))
def test_a_state_comes_back(tables: dict[str, Any], seq: int, schema: int) -> None:
    state = State("0123456789abcdef", seq, schema, {name: Table(rows) for name, rows in tables.items()})

    back = parse(build(state), PATH)

    assert (back.ledger, back.seq, back.schema, back.written_by) == (state.ledger, seq, schema, __version__)
    assert content(back) == tables


def test_an_empty_state_comes_back() -> None:
    assert content(parse(build(State("x", 0, SCHEMA)), PATH)) == {}


def read_in_parts(data: bytes) -> State | None:
    found = lengths(data[:HEAD], len(data))
    if found is None:
        return None
    at = [sum(found[:number]) for number in range(len(found) + 1)]
    return of_parts([*(data[one:other] for one, other in pairwise(at)), data[at[-1] :]])


@settings(deadline=None)
@given(tables)
def test_read_in_parts_it_is_the_same(tables: dict[str, Any]) -> None:
    data = build(State("0123456789abcdef", 7, SCHEMA, {name: Table(rows) for name, rows in tables.items()}))

    parts = read_in_parts(data)

    assert parts is not None
    whole = parse(data, PATH)
    assert list(parts.tables) == list(whole.tables)
    assert [table.raw for table in parts.tables.values()] == [table.raw for table in whole.tables.values()]
    assert replace(parts, tables={}) == replace(whole, tables={})


def test_any_program_that_reads_json_reads_it() -> None:
    found = json.loads(build(SMALL))

    meta = found.pop("_meta")
    assert found == content(SMALL)
    assert list(meta) == ["1"]
    assert (meta["1"]["format"], meta["1"]["schema"], meta["1"]["seq"]) == ("trust-tui ledger", SCHEMA, 41)
    assert meta["1"]["written_by"] == __version__
    assert {name: span[2] for name, span in meta["1"]["tables"].items()} == {"topic": 2, "odd name\n": 1}


def test_tinydb_reads_it(tmp_path: Path) -> None:
    (tmp_path / "db.json").write_bytes(build(SMALL))

    with TinyDB(tmp_path / "db.json", access_mode="r") as db:
        found = {doc.doc_id: dict(doc) for doc in db.table("topic")}
        assert db.tables() == {"_meta", "topic", "odd name\n"}

    assert found == {1: ROWS["1"], 3: ROWS["3"]}


def test_one_document_takes_one_line() -> None:
    rows = {"1": {"text": "one\ntwo\r\nthree\u2028four\x0b\x0c\x1c\x85"}, "2": {"text": ""}}

    lines = build(State("x", 1, SCHEMA, {"topic": Table(rows)})).split(b"\n")

    assert [line.partition(b":")[0] for line in lines] == [
        b'{"_meta"',
        b'"topic"',
        b'"1"',
        b'"2"',
        b"}}",
        b"",
    ]


def test_every_ledger_has_an_id_of_its_own() -> None:
    assert len({new_ledger_id() for _ in range(100)}) == 100


# Every byte counts.


def test_every_flipped_bit_is_noticed() -> None:
    data = build(SMALL)

    for index in range(len(data)):
        for bit in range(8):
            spoilt = bytearray(data)
            spoilt[index] ^= 1 << bit
            assert not is_intact(bytes(spoilt)), f"byte {index}, bit {bit}"
            assert read_in_parts(bytes(spoilt)) is None, f"byte {index}, bit {bit}"


def test_what_is_said_of_a_flipped_byte_holds_nobodys_words() -> None:
    data = build(SMALL)

    for index in range(0, len(data), 3):
        problem = refused(data[:index] + bytes([data[index] ^ 0x15]) + data[index + 1 :])
        assert problem.kind in {Damage.CHANGED, Damage.UNREADABLE, Damage.FOREIGN}
        assert SECRET not in str(problem)
        assert str(problem).startswith("ours.json cannot be opened: ")
        assert str(problem).endswith("Nothing was touched.")


def test_every_cut_is_noticed() -> None:
    data = build(SMALL)

    assert not any(is_intact(data[:length]) for length in range(len(data)))
    assert not any(read_in_parts(data[:length]) for length in range(len(data)))


@pytest.mark.parametrize("more", [b"\n", b" ", b"\0", b"}"])
def test_a_byte_more_is_noticed(more: bytes) -> None:
    assert is_intact(build(SMALL))
    assert not is_intact(build(SMALL) + more)
    assert not is_intact(more + build(SMALL))
    assert read_in_parts(build(SMALL))
    assert read_in_parts(build(SMALL) + more) is None
    assert read_in_parts(more + build(SMALL)) is None


def written_again(**meta: Any) -> bytes:
    """The file as a plain TinyDB writes it, with something else in what it says about itself."""
    found = json.loads(build(SMALL))
    found["_meta"]["1"].update(meta)
    return json.dumps(found).encode()


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (b"", Damage.EMPTY, "without a single byte"),
        (b"\0" * 4096, Damage.UNREADABLE, "zero bytes"),
        (b"\xef\xbb\xbf" + build(SMALL), Damage.CHANGED, "byte order mark"),
        (build(SMALL)[:-9], Damage.UNREADABLE, "ends too early"),
        (build(SMALL)[:9], Damage.UNREADABLE, "not readable JSON"),
        (b"null", Damage.FOREIGN, "not a ledger"),
        (b'{"topic":{"1":{}}}', Damage.FOREIGN, "not a ledger"),
        (b"[" * 100_000, Damage.UNREADABLE, "not readable JSON"),
        (b'["\\ud800",' + b"[" * 100_000, Damage.UNREADABLE, "not readable JSON"),
        (written_again(), Damage.CHANGED, "checksum"),
        (written_again(seq="41"), Damage.FOREIGN, "not a ledger"),
        (written_again(schema=True), Damage.FOREIGN, "not a ledger"),
        (written_again(format="another"), Damage.FOREIGN, "not a ledger"),
        (written_again(tables=[]), Damage.FOREIGN, "not a ledger"),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_what_is_no_ledger_is_refused_with_what_it_is(data: bytes, kind: Damage, words: str) -> None:
    problem = refused(data)

    assert read_in_parts(data) is None
    assert problem.kind == kind
    assert words in str(problem)


SPANS = [[-5, 20, 1], [10**12, 5, 1], [5, 10**12, 1], [5, -1, 1], ["5", 5, 1], [5, 5]]


@pytest.mark.parametrize("span", SPANS)
def test_no_more_is_read_than_there_is_whatever_a_file_says_of_itself(span: list[Any]) -> None:
    said = build(SMALL).partition(b"\n")[0]
    there = b'"topic":' + said.partition(b'"topic":')[2].partition(b"]")[0] + b"]"

    assert lengths(said + b"\n", 10_000)
    assert lengths(said.replace(there, b'"topic":[9,9,9]') + b"\n", 10_000)
    assert lengths(said.replace(there, b'"topic":' + json.dumps(span).encode()) + b"\n", 10_000) is None


def test_a_path_that_could_command_a_terminal_is_made_harmless() -> None:
    with pytest.raises(LedgerDamaged) as caught:
        parse(b"", Path("\x1b[2J.json"))

    assert "\x1b" not in str(caught.value)


# Lazily.


def test_a_table_is_decoded_when_it_is_first_used() -> None:
    back = parse(build(SMALL), PATH)

    assert back.table("topic").rows == ROWS
    assert back.table("topic").raw is None
    assert back.table("odd name\n").raw is not None


def test_a_table_that_nobody_used_is_copied_as_it_is() -> None:
    back = parse(build(SMALL), PATH)
    after = back.after(Change(put={"topic": {"4": {"id": "c"}}}))

    again = parse(build(after), PATH)

    assert back.table("odd name\n").raw is not None, "writing it did not decode it"
    assert content(again) == {"topic": ROWS | {"4": {"id": "c"}}, "odd name\n": {"9": {}}}


def test_writing_what_was_read_changes_no_byte() -> None:
    data = build(SMALL)

    assert build(parse(data, PATH)) == data
    read = parse(data, PATH)
    assert content(read), "now every table is decoded"
    assert build(read) == data
