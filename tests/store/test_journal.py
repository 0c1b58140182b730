"""The journal's lines: torn is told from damaged, a gap from another ledger, and no byte goes unnoticed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.any_record import JSON, SECRET, TEXTS
from trust_tui.store import Damage, LedgerDamaged
from trust_tui.store.journal import _SECTOR as SECTOR
from trust_tui.store.journal import change_in, line, replay
from trust_tui.store.snapshot import SCHEMA
from trust_tui.store.state import Change, State, Table

PATH = Path("ours.json.journal")
BEGIN = State("ours", 0, SCHEMA)


def put(number: int, text: str = SECRET) -> Change:
    return Change({"topic": {str(number): {"id": f"t{number}", "text": text}}})


LINES = [line("ours", seq, put(seq)) for seq in (1, 2, 3)]
WHOLE = b"".join(LINES)
TWO = len(LINES[0] + LINES[1])


def content(state: State) -> dict[str, Any]:
    return {name: dict(table.rows) for name, table in state.tables.items()}


def texts(state: State) -> list[str]:
    return list(state.table("topic").rows)


def refused(data: bytes, state: State = BEGIN) -> LedgerDamaged:
    with pytest.raises(LedgerDamaged) as caught:
        replay(data, state, PATH)
    assert SECRET not in str(caught.value)
    assert "Nothing was touched" in str(caught.value)
    return caught.value


# Whole.


def test_a_line_is_one_line_with_a_head() -> None:
    head, length, payload = LINES[0].split(b" ", 2)

    assert len(head) == 8
    assert int(length) == len(payload) - 1
    assert payload.startswith(b'{"ledger":"ours","seq":1,"put":{"topic":{"1":{')
    assert LINES[0].count(b"\n") == 1
    assert LINES[0].endswith(b"\n")


rows = st.dictionaries(st.integers(1, 99).map(str), st.dictionaries(TEXTS, JSON, max_size=3), max_size=2)


@settings(deadline=None)
@given(st.dictionaries(TEXTS, rows, max_size=2))
def test_a_change_comes_back_out_of_its_line(tables: dict[str, Any]) -> None:
    change = Change(tables, {"gone": ["1", "2"]})

    back = change_in(line("ours", 1, change))

    assert back.put == tables
    assert back.drop == {"gone": ["1", "2"]}
    expected = {name: rows for name, rows in tables.items() if rows}
    assert content(replay(line("ours", 1, change), BEGIN, PATH).state) == expected


def test_a_change_shares_nothing_with_its_line() -> None:
    doc: dict[str, Any] = {"list": [1]}
    back = change_in(line("ours", 1, Change({"topic": {"1": doc}})))

    doc["list"].append(2)

    assert back.put["topic"]["1"] == {"list": [1]}


def test_what_json_has_no_form_for_makes_no_line() -> None:
    with pytest.raises(TypeError):
        line("ours", 1, Change({"topic": {"1": {"day": object()}}}))


def test_lines_are_replayed_in_their_order() -> None:
    later = WHOLE + line("ours", 4, Change({"topic": {"2": {"id": "t2", "text": "new"}}}, {"topic": ["1"]}))

    replayed = replay(later, BEGIN, PATH)

    assert content(replayed.state) == {
        "topic": {"2": {"id": "t2", "text": "new"}, "3": {"id": "t3", "text": SECRET}}
    }
    assert (replayed.state.seq, replayed.entries) == (4, 4)
    assert (replayed.length, replayed.tail) == (len(later), b"")


def test_an_empty_journal_changes_nothing() -> None:
    replayed = replay(b"", BEGIN, PATH)

    assert (replayed.state, replayed.length, replayed.tail, replayed.entries) == (BEGIN, 0, b"", 0)


@pytest.mark.parametrize("seen", [0, 1, 2, 3])
def test_lines_that_the_ledger_has_already_are_not_applied_again(seen: int) -> None:
    ledger = replay(b"".join(LINES[:seen]), BEGIN, PATH).state

    replayed = replay(WHOLE, ledger, PATH)

    assert (replayed.state.seq, replayed.entries) == (3, 3 - seen)
    assert (replayed.length, texts(replayed.state)) == (len(WHOLE), ["1", "2", "3"])


def test_a_table_that_no_line_touches_is_not_decoded() -> None:
    ledger = State("ours", 0, SCHEMA, {"victory": Table(raw=b'{"1":{}}')})

    assert replay(WHOLE, ledger, PATH).state.table("victory").raw is not None


# Never finished.


@pytest.mark.parametrize("length", range(len(LINES[2])))
def test_a_line_cut_anywhere_was_never_finished(length: int) -> None:
    replayed = replay(WHOLE[: TWO + length], BEGIN, PATH)

    assert texts(replayed.state) == ["1", "2"]
    assert (replayed.length, replayed.tail) == (TWO, LINES[2][:length])


@pytest.mark.parametrize("edge", range(1, len(LINES[2])))
def test_a_line_of_which_sectors_never_arrived_was_never_finished(edge: int) -> None:
    where = -(TWO + edge) % SECTOR  # where the data begins if a sector ends at that byte of the line
    for torn in (b"\0" * edge + LINES[2][edge:], LINES[2][:edge] + b"\0" * (len(LINES[2]) - edge)):
        replayed = replay(LINES[0] + LINES[1] + torn, BEGIN, PATH, where)
        assert texts(replayed.state) == ["1", "2"]
        assert replayed.tail == torn


def test_zeros_that_end_within_a_sector_are_damage() -> None:
    for start in range(1, len(LINES[2]), 7):
        for end in range(start + 1, len(LINES[2]), 5):
            torn = LINES[2][:start] + b"\0" * (end - start) + LINES[2][end:]
            with pytest.raises(LedgerDamaged):
                replay(LINES[0] + LINES[1] + torn, BEGIN, PATH)


# Damaged.


def test_every_byte_counts() -> None:
    """Each byte of a journal becomes each other byte: never is it taken for what was written."""
    small = b"".join(line("o", seq, Change({"t": {"1": {"n": seq}}})) for seq in (1, 2))
    begin = State("o", 0, SCHEMA)
    for index, was in enumerate(small):
        for value in set(range(256)) - {was}:
            spoilt = small[:index] + bytes([value]) + small[index + 1 :]
            with pytest.raises(LedgerDamaged):
                replay(spoilt, begin, PATH)


def test_a_damaged_line_is_named_by_its_place() -> None:
    problem = refused(WHOLE.replace(b'"seq":2', b'"seq":7'))

    assert problem.kind == Damage.JOURNAL
    assert f"at byte {len(LINES[0])}" in str(problem)
    assert "ours.json.journal" in str(problem)


def test_a_torn_line_before_a_good_one_is_damage() -> None:
    for torn in (LINES[1][:-20] + b"\n", LINES[1][:9] + b"\0" * 20 + LINES[1][29:]):
        assert refused(LINES[0] + torn + LINES[2]).kind == Damage.JOURNAL


@pytest.mark.parametrize(
    "tail",
    [b"\n", b"hello\n", b"{}", b"hello", b"<html>", LINES[2].upper(), LINES[2][:-1] + b"\r\n", b"g" * 8],
    ids=lambda tail: repr(tail)[:16],
)
def test_what_nobody_here_would_have_begun_is_damage(tail: bytes) -> None:
    assert refused(LINES[0] + LINES[1] + tail).kind == Damage.JOURNAL


def test_a_last_line_that_is_complete_and_wrong_is_damage() -> None:
    assert refused(WHOLE.replace(b'"seq":3', b'"seq":4')).kind == Damage.JOURNAL
    assert refused(WHOLE[:-1] + b"x").kind == Damage.JOURNAL


# Of another ledger.


@pytest.mark.parametrize(("gone", "waiting"), [(0, "2 newer entries wait"), (1, "a newer entry waits")])
def test_a_gap_means_an_older_ledger(gone: int, waiting: str) -> None:
    rest = b"".join(LINES[:gone] + LINES[gone + 1 :])

    problem = refused(rest)

    assert problem.kind == Damage.OLDER_COPY
    assert waiting in str(problem)


def test_a_line_twice_is_a_gap() -> None:
    assert refused(LINES[0] + LINES[0]).kind == Damage.OLDER_COPY


def test_another_ledgers_journal_is_refused() -> None:
    problem = refused(line("theirs", 1, put(1)))

    assert problem.kind == Damage.OLDER_COPY
    assert "belongs to another ledger" in str(problem)


def test_a_line_of_another_ledger_in_the_middle_is_refused() -> None:
    assert refused(LINES[0] + line("theirs", 2, put(2))).kind == Damage.OLDER_COPY
