"""What a terminal sends becomes keys and pastes, wherever a read happens to end."""

from __future__ import annotations

import pytest
from textual import events
from textual.message import Message

from trust_tui.ui.terminal_input import Typed

START, END = "\x1b[200~", "\x1b[201~"
# Escapes that would clear the screen, press F12, and look like the end of a paste.
ODD = "one \x1b[2J two \x1b[24~ three \x1b[201 four\x00"


def said(event: Message) -> str:
    if isinstance(event, events.Paste):
        return f"paste {event.text!r}"
    assert isinstance(event, events.Key)
    return event.key


def heard(*reads: bytes) -> list[str]:
    typed = Typed()
    return [said(event) for read in reads for event in typed.feed(read)]


@pytest.mark.parametrize("pasted", [ODD, "", "a" * 100_000, "é\n🌻"])
def test_a_paste_is_taken_as_it_is(pasted: str) -> None:
    assert heard(f"a{START}{pasted}{END}b".encode()) == ["a", f"paste {pasted!r}", "b"]


def test_two_pastes_are_two() -> None:
    assert heard(f"{START}a{END}{START}b{END}".encode()) == ["paste 'a'", "paste 'b'"]


def test_a_read_may_end_anywhere() -> None:
    stream = f"é{START}{ODD}{END}\x1b[24~".encode()
    # An ESC, with a bracket or without, may be a key as it stands: it is not held back.
    opening = stream.index(START.encode())
    for cut in {*range(len(stream))} - {opening + 1, opening + 2}:
        assert heard(stream[:cut], stream[cut:]) == ["é", f"paste {ODD!r}", "f12"]


def test_a_paste_that_came_byte_by_byte_is_whole() -> None:
    stream = f"{START}{ODD}{END}".encode()
    assert heard(stream[:3], *(bytes([byte]) for byte in stream[3:])) == [f"paste {ODD!r}"]


def test_other_encodings_are_no_end() -> None:
    assert heard("café noir".encode("latin-1")) == [*"caf", "replacement_character", "space", *"noir"]
