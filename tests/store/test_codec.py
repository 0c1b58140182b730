"""JSON: whatever people type comes back as it was, and what JSON has no form for is refused."""

from __future__ import annotations

import gc
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given

from tests.store.any_record import JSON
from trust_tui.store import codec
from trust_tui.store.codec import copied, decode, encode


def exactly(value: Any) -> str:
    """Return what tells any two JSON values apart, 1 from True and from 1.0 as well."""
    return repr(value)


@given(JSON)
def test_whatever_json_holds_comes_back(value: Any) -> None:
    data = encode(value)

    assert exactly(decode(data)) == exactly(value)
    assert b"\n" not in data, "one line: a document has no more in a file"
    assert exactly(json.loads(data)) == exactly(value), "and so it does with Python's own json"


@pytest.mark.parametrize(
    "text",
    [
        "", "a\0b", "\x1b[2J", "\u2028", "\ufeff", "❤️👩‍👩‍👧", "e\u0301", '"',
        "\ud83d", "x\udc00y", "\ud83d " * 3, "\\ud83d",
    ],
    ids=ascii,
)  # fmt: skip
def test_a_text_is_stored_as_it_was_given(text: str) -> None:
    assert decode(encode({"text": text, text: 1})) == {"text": text, text: 1}


def test_a_huge_text_comes_back() -> None:
    text = "ünd\ud83d" * 500_000

    assert decode(encode([text])) == [text]


def test_two_halves_of_a_character_become_the_one_they_make() -> None:
    assert decode(encode("\ud83d\ude00")) == "\N{GRINNING FACE}"


@dataclass
class Some:
    field: int = 1


@pytest.mark.parametrize("broken", ["", "\ud800"], ids=["whole", "with half a character"])
@pytest.mark.parametrize(
    "value",
    [datetime(2026, 11, 22, tzinfo=UTC), date(2026, 11, 22), Some(), {1}, b"bytes", object(), 1 + 2j],
    ids=lambda value: type(value).__name__,
)
def test_what_json_has_no_form_for_is_refused(value: Any, broken: str) -> None:
    with pytest.raises(TypeError):
        encode({"text": broken, "value": value})


def test_a_number_too_large_for_others_is_refused_rather_than_rounded() -> None:
    with pytest.raises(TypeError):
        encode(2**64)


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b'{"a":1}x', b"NaN", b'{"a":Infinity,"b":"\\ud800"}', b'["\\ud800', b"\xff", b"[" * 5000],
    ids=lambda data: repr(data[:20]),
)
def test_what_is_no_json_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        decode(data)


@given(JSON)
def test_a_copy_is_equal_and_shares_nothing_that_can_change(value: Any) -> None:
    def containers(of: Any) -> set[int]:
        inner = of.values() if isinstance(of, dict) else of if isinstance(of, list) else ()
        own = {id(of)} if isinstance(of, (dict, list)) else set()
        return own.union(*map(containers, inner))

    copy = copied(value)

    assert exactly(copy) == exactly(value)
    assert containers(copy).isdisjoint(containers(value))


@pytest.mark.parametrize("is_on", [True, False])
@pytest.mark.parametrize("data", [b"[1]", b"{broken", b'"' + b"x" * (codec._LARGE + 1) + b'"'])
def test_decoding_leaves_garbage_collection_as_it_was(is_on: bool, data: bytes) -> None:
    was = gc.isenabled()
    (gc.enable if is_on else gc.disable)()
    try:
        try:
            decode(data)
        except ValueError:
            assert data == b"{broken"
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if was else gc.disable)()
        gc.unfreeze()
