"""No text that somebody typed or pasted can command the terminal."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trust_tui.model.text import one_line, shown

ANY_TEXT = st.text(st.characters())  # lone surrogates too: a broken paste may leave them
TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)
BREAKING = (0x2028, 0x2029)
MARK = "\N{REPLACEMENT CHARACTER}"


def commands(character: str) -> bool:
    """Say whether a character must never reach a terminal, from Unicode's own tables."""
    return unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} or ord(character) in (*TURNING, 0xFEFF)


def test_of_all_characters_there_are_those_that_command_are_replaced_and_no_others() -> None:
    replaced = {chr(code) for code in range(sys.maxunicode + 1) if shown(chr(code)) == MARK}
    wanted = {chr(code) for code in range(sys.maxunicode + 1) if commands(chr(code))}
    assert replaced - {MARK} == wanted - {"\n", "\t"}


@given(ANY_TEXT)
def test_what_is_shown_is_as_long_as_what_was_typed_and_else_the_same(text: str) -> None:
    seen = shown(text)
    assert len(seen) == len(text)
    assert all(new in {old, MARK} for old, new in zip(text, seen, strict=True))
    assert shown(seen) == seen


@given(ANY_TEXT)
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert not any(commands(character) for character in line)
    assert line == line.strip()
    assert "  " not in line
    assert len(line.splitlines()) <= 1


@given(ANY_TEXT)
def test_one_line_loses_nothing_but_space(text: str) -> None:
    def words(text: str) -> str:
        return "".join(text.split())

    assert words(one_line(text)) == shown(words(text))


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("\x1b[2J", f"{MARK}[2J"),
        ("\x1b]52;c;aGk=\x07", f"{MARK}]52;c;aGk={MARK}"),
        ("a\x9b31mb", f"a{MARK}31mb"),
        ("\r\n", f"{MARK}\n"),
        ("a\tb\nc", "a\tb\nc"),
        ("nur \u202eneknirt", f"nur {MARK}neknirt"),
        ("\ud83d", MARK),
        ("👩‍❤️‍👨 مرحبا שלום", "👩‍❤️‍👨 مرحبا שלום"),
        ("[/nope] {0} %s", "[/nope] {0} %s"),
    ],
)
def test_examples(typed: str, seen: str) -> None:
    assert shown(typed) == seen


def test_one_line_joins_lines_with_a_space() -> None:
    assert one_line("  we\r\n\n talked\u2028\tlong ") == "we talked long"
