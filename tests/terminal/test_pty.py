"""The driver itself, tried on a program of a few lines, so that what it says of ours can be believed."""

from __future__ import annotations

import signal
import sys

import pytest

from tests.terminal.conftest import OpenTerminal
from tests.terminal.emulator import Emulator
from tests.terminal.keys import key_bytes
from tests.terminal.pty import NotSeen, Terminal

# Says what it reads, how large its window is, and leaves the terminal as it found it unless it is told "x".
CHILD = r"""
import os, signal, sys, termios, tty
before = termios.tcgetattr(0)
tty.setraw(0)
def say(text): os.write(1, text.encode())
def size(*_): say("\x1b[5;1Hsize %dx%d " % os.get_terminal_size())
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs the tests may ignore it
signal.signal(signal.SIGWINCH, size)
signal.signal(signal.SIGTSTP, lambda *_: os.kill(os.getpid(), signal.SIGSTOP))
signal.signal(signal.SIGCONT, lambda *_: say("\x1b[6;1Hback"))
say("before\r\n\x1b[?1049h\x1b[?1003h\x1b[?1006h\x1b[?2004h\x1b[>1u\x1b[?2026$p")
answer = b""
while not answer.endswith(b"$y"):
    answer += os.read(0, 100)
say("\x1b[1;1Hready " + repr(answer) + " " + os.path.basename(os.environ["HOME"]))
size()
heard = b""
while True:
    more = os.read(0, 65536)
    if not more:
        sys.exit(9)
    heard += more
    if heard.endswith((b"x", b"q")):
        break
    say("\x1b[3;1H\x1b[2Kheard " + (repr(heard) if len(heard) < 60 else str(len(heard))))
if heard.endswith(b"q"):
    say("\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[<u\x1b[?1049l")
    termios.tcsetattr(0, termios.TCSANOW, before)
say("after")
sys.exit(7)
"""


@pytest.fixture
def child(open_terminal: OpenTerminal) -> Terminal:
    terminal = open_terminal(sys.executable, "-c", CHILD)
    terminal.wait_for("size 80x24")
    return terminal


def test_what_a_program_shows_is_seen_and_its_question_answered(child: Terminal) -> None:
    assert "ready b'\\x1b[?2026;2$y'" in child.text
    assert child.text.splitlines()[0].endswith(" home")


def test_keys_and_text_arrive(child: Terminal) -> None:
    child.press("a", "enter", "f5", "ctrl+s")
    child.write("é")
    child.wait_for(r"heard b'a\r\x1b[15~\x13\xc3\xa9'")


def test_a_long_paste_arrives_whole_although_the_pipe_is_short(child: Terminal) -> None:
    child.paste("y" * 300_000)
    child.wait_for(f"heard {300_000 + 12}")


def test_a_click_lands_on_the_text(child: Terminal) -> None:
    child.click("ready")
    child.wait_for(r"heard b'\x1b[<0;1;1M\x1b[<0;1;1m'")
    with pytest.raises(NotSeen):
        child.click("not there")


def test_a_new_size_is_told(child: Terminal) -> None:
    child.resize(100, 30)
    child.wait_for("size 100x30")
    child.gone("size 80x24")


def test_a_clean_end_leaves_nothing_behind(child: Terminal) -> None:
    assert child.emulator.in_alternate_screen
    child.press("q")
    assert child.wait_exit() == 7
    assert child.text.rstrip() == "before\nafter"
    assert (child.emulator.in_alternate_screen, child.emulator.mouse_modes, child.emulator.keyboard) == (
        False,
        set(),
        [],
    )


def test_an_unclean_end_is_noticed(child: Terminal) -> None:
    child.press("x")
    assert child.wait_exit() == 7
    assert child.emulator.in_alternate_screen
    assert child.emulator.mouse_modes == {1003, 1006}
    assert child.emulator.keyboard == [1]


def test_signals_stop_wake_and_end_it(child: Terminal) -> None:
    child.kill(signal.SIGTSTP)
    child.wait_stopped()
    child.kill(signal.SIGCONT)
    child.wait_for("back")
    child.kill(signal.SIGKILL)
    assert child.wait_exit() == -signal.SIGKILL


def test_a_closed_window_reaches_the_program(child: Terminal) -> None:
    child.hang_up()
    assert child.wait_exit() == -signal.SIGHUP


def test_what_does_not_come_is_reported_with_the_screen(child: Terminal) -> None:
    with pytest.raises(NotSeen, match=r"(?s)'midnight' did not come.*ready"):
        child.wait_for("midnight", timeout=0.05)
    child.press("q")
    with pytest.raises(NotSeen, match="the program ended"):
        child.wait_for("midnight")


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("\x1b[>1uplain", "plain"),
        ("\x1b[<uplain", "plain"),
        ("\x1b[=5;1uplain", "plain"),
        ("\x1b[38:2::1:2:3mplain", "plain"),
        ("\x1bP+q544e\x1b\\plain", "plain"),
        ("\x1b_Gi=1\x1b\\plain", "plain"),
        ("\x1b]8;;https://example.org\x1b\\plain\x1b]8;;\x07", "plain"),
        ("one\x1b[2Jtwo", "   two"),
        ("\x1b(Bplain", "plain"),
    ],
)
def test_no_sequence_leaks_into_the_text(written: str, seen: str) -> None:
    # In one piece and byte by byte, since a read may end anywhere.
    whole, pieces = Emulator(40, 3), Emulator(40, 3)
    whole.feed(written.encode())
    for byte in written.encode():
        pieces.feed(bytes([byte]))
    assert (whole.lines()[0], pieces.lines()[0]) == (seen, seen)


def test_colours_written_with_colons_are_the_same_colours() -> None:
    emulator = Emulator(10, 1)
    emulator.feed(b"\x1b[38:2::1:2:3ma\x1b[38;2;1;2;3mb")
    assert emulator.screen.buffer[0][0].fg == emulator.screen.buffer[0][1].fg == "010203"


def test_a_frame_that_is_not_finished_is_not_looked_at(open_terminal: OpenTerminal) -> None:
    terminal = open_terminal("printf", r"\033[?2026hhalf a frame\033[?2026l\033[2Kwhole")
    terminal.wait_for("whole")
    assert terminal.wait_exit() == 0


def test_writing_the_clipboard_is_noticed() -> None:
    emulator = Emulator(10, 1)
    emulator.feed(b"\x1b]52;c;c2VjcmV0\x07")
    assert emulator.clipboard == ["c;c2VjcmV0"]


@pytest.mark.parametrize(
    ("key", "sent"),
    [
        ("up", b"\x1b[A"),
        ("f1", b"\x1bOP"),
        ("shift+f1", b"\x1b[1;2P"),
        ("ctrl+right", b"\x1b[1;5C"),
        ("shift+tab", b"\x1b[Z"),
        ("ctrl+backslash", b"\x1c"),
        ("alt+x", b"\x1bx"),
        ("f12", b"\x1b[24~"),
        ("+", b"+"),
    ],
)
def test_keys_are_sent_as_xterm_sends_them(key: str, sent: bytes) -> None:
    assert key_bytes(key) == sent


def test_a_key_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(ValueError):
        key_bytes("f99")
    with pytest.raises(ValueError):
        key_bytes("hyper+a")
