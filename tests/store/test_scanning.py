"""A table decoded piece by piece is the table, wherever a piece ends."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.store.any_record import JSON
from trust_tui.store import codec, scanning, snapshot
from trust_tui.store.state import State, Table


def as_written(rows: dict[str, Any]) -> bytes:
    state = State("x", 1, snapshot.SCHEMA, {"note": Table(rows)})
    raw = snapshot.parse(snapshot.build(state), Path("x")).table("note").raw
    assert raw is not None
    return raw


@given(
    docs=st.lists(st.dictionaries(st.text(), JSON, max_size=3), max_size=8),
    piece=st.integers(0, 60),
)
@example(docs=[{"text": '",\n"2":{'}, {"text": ",\\n"}, {}], piece=0)
@example(docs=[{"text": "\ud800"}, {"text": "ä"}], piece=1)
def test_in_pieces_it_is_the_same_in_the_same_order(docs: list[dict[str, Any]], piece: int) -> None:
    raw = as_written({str(3 * number % 100): doc for number, doc in enumerate(docs, 1)})

    with mock.patch.object(scanning, "_PIECE", piece):
        assert repr(scanning.decoded(raw)) == repr(codec.decode(raw))


@pytest.mark.parametrize(
    "raw",
    [b"{}", b'{"1":{"id":"a"},"2":{}}', b'{"1":\n{"id":"a"},\n"2":{}}', b'{\n"1":{\n"id":"a",\n"n":2\n}\n}'],
)
def test_what_is_not_one_document_a_line_is_decoded_too(raw: bytes) -> None:
    with mock.patch.object(scanning, "_PIECE", 0):
        assert scanning.decoded(raw) == codec.decode(raw)


def test_no_piece_is_much_longer_than_it_should_be() -> None:
    raw = as_written({str(number): {"text": "x" * 100} for number in range(1, 101)})
    lengths: list[int] = []
    decode = codec.decode

    def noted(data: bytes) -> Any:
        lengths.append(len(data))
        return decode(data)

    with mock.patch.object(scanning, "_PIECE", 1000), mock.patch.object(codec, "decode", noted):
        assert len(scanning.decoded(raw)) == 100
    assert len(lengths) > 5
    assert max(lengths) < 1300


def test_the_collector_rests_from_the_first_piece_to_the_last() -> None:
    raw = as_written({str(number): {} for number in range(1, 20)})
    was: list[bool] = []
    decode = codec.decode

    def noted(data: bytes) -> Any:
        was.append(gc.isenabled())
        return decode(data)

    gc.enable()
    with mock.patch.object(scanning, "_PIECE", 0), mock.patch.object(codec, "decode", noted):
        scanning.decoded(raw)
    assert was == [False] * 19
    assert gc.isenabled()
