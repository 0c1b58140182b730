"""A terminal's own half: it understands what a program writes, draws it, and answers its questions.

pyte draws. Its parser is not used, because it takes a private CSI such as kitty's `CSI > 1 u` for the public
one with the same letter, and prints what stands between DCS or APC and their end. The tokens are ours.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

import pyte

ALTERNATE_SCREEN = frozenset({47, 1047, 1049})
MOUSE = frozenset({9, 1000, 1001, 1002, 1003, 1005, 1006, 1015, 1016})
BRACKETED_PASTE = 2004
FOCUS_REPORTS = 1004
SYNCHRONISED = 2026
CURSOR_SHOWN = 25

# A sequence that is cut off by the end of a read matches nothing and waits for the rest. ESC inside a string
# that is not followed by a backslash ends it, as terminals have it.
_TOKEN = re.compile(
    r"""
      (?P<text>    [^\x00-\x1f\x7f\x80-\x9f]+ )
    | (?:\x1b\[|\x9b) (?P<private>[<=>?]?) (?P<numbers>[0-9:;]*) (?P<middle>[\x20-\x2f]*) (?P<csi>[\x40-\x7e])
    | (?:\x1b\]|\x9d) (?P<osc>[^\x07\x1b\x9c]*) (?:\x07|\x9c|\x1b\\)
    | (?:\x1b[PX^_]|[\x90\x98\x9e\x9f]) (?P<string>[^\x1b\x9c]*) (?:\x9c|\x1b\\)
    | \x1b (?P<escape>[\x20-\x2f]*[0-OQ-WYZ\\`-~])
    | (?P<control> [\x00-\x1a\x1c-\x1f\x7f\x80-\x8f\x91-\x97\x99\x9a\x9c] )
    """,
    re.VERBOSE | re.DOTALL,
)
# What starts a sequence that may simply not be complete yet.
_UNFINISHED = re.compile(
    r"(?:\x1b\[|\x9b)[<=>?]?[0-9:;]*[\x20-\x2f]*\Z"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d\x9e\x9f])[^\x1b\x07\x9c]*\x1b?\Z"
    r"|\x1b[\x20-\x2f]*\Z"
)

_CONTROLS = {
    "\r": "carriage_return",
    "\n": "linefeed",
    "\v": "linefeed",
    "\f": "linefeed",
    "\b": "backspace",
    "\t": "tab",
}
_ESCAPES = {
    "D": "index",
    "E": "linefeed",
    "H": "set_tab_stop",
    "M": "reverse_index",
    "7": "save_cursor",
    "8": "restore_cursor",
    "c": "reset",
}
# Answered with these, so that a program never waits for its own time limit.
_COLOURS = {"10": "dddd/dddd/dddd", "11": "1111/1111/1111"}


class Emulator:
    """A screen that remembers which modes a program left on.

    Attributes:
        modes: The DEC private modes that are on now.
        keyboard: kitty's stack of keyboard protocols; empty when the program gave it back.
        title: The window's title, as the program set it.
        clipboard: Every attempt to write the clipboard (OSC 52), base64 as it came.
        bells: How often it rang.
    """

    def __init__(self, columns: int, rows: int) -> None:
        self.modes: set[int] = {CURSOR_SHOWN, 7}
        self.keyboard: list[int] = []
        self.title = ""
        self.clipboard: list[str] = []
        self.bells = 0
        self._main = pyte.Screen(columns, rows)
        self._alternate: pyte.Screen | None = None
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._waiting = ""
        self._answers = bytearray()

    # -- what a test looks at --------------------------------------------------------------------------------

    @property
    def screen(self) -> pyte.Screen:
        """The screen that is visible now."""
        return self._alternate or self._main

    @property
    def in_alternate_screen(self) -> bool:
        return self._alternate is not None

    @property
    def mouse_modes(self) -> set[int]:
        return self.modes & MOUSE

    @property
    def is_mid_frame(self) -> bool:
        """Whether the program said that what is on the screen is not finished."""
        return SYNCHRONISED in self.modes

    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.screen.display]

    def text(self) -> str:
        return "\n".join(self.lines())

    # -- what the program writes -----------------------------------------------------------------------------

    def resize(self, columns: int, rows: int) -> None:
        """Change the size; a window of nothing at all still holds one cell here."""
        columns, rows = max(columns, 1), max(rows, 1)
        for screen in filter(None, (self._main, self._alternate)):
            screen.resize(rows, columns)

    def feed(self, data: bytes) -> bytes:
        """Take what a program wrote. Return what the terminal answers to it."""
        stream = self._waiting + self._decode(data)
        self._waiting = ""
        position = 0
        while position < len(stream):
            token = _TOKEN.match(stream, position)
            if token:
                self._take(token)
                position = token.end()
            elif _UNFINISHED.match(stream, position):
                self._waiting = stream[position:]
                break
            else:
                position += 1
        answers, self._answers = bytes(self._answers), bytearray()
        return answers

    def _take(self, token: re.Match[str]) -> None:
        take: dict[str, Callable[[re.Match[str]], None]] = {
            "text": lambda t: self.screen.draw(t["text"]),
            "csi": self._csi,
            "osc": lambda t: self._osc(t["osc"]),
            "escape": lambda t: self._do(_ESCAPES.get(t["escape"])),
            "control": lambda t: self._control(t["control"]),
            "string": lambda _: None,
        }
        take[token.lastgroup or "string"](token)

    def _do(self, method: str | None, *numbers: int) -> None:
        if method:
            getattr(self.screen, method)(*numbers)

    def _answer(self, text: str) -> None:
        self._answers += text.encode()

    def _control(self, character: str) -> None:
        self.bells += character == "\a"
        self._do(_CONTROLS.get(character))

    def _osc(self, body: str) -> None:
        number, _, rest = body.partition(";")
        if number in {"0", "2"}:
            self.title = rest
        elif number == "52":
            self.clipboard.append(rest)
        elif rest == "?" and number in _COLOURS:
            self._answer(f"\x1b]{number};rgb:{_COLOURS[number]}\x1b\\")

    def _csi(self, token: re.Match[str]) -> None:
        private, middle, final = token["private"], token["middle"], token["csi"]
        numbers = (
            [int(part.split(":")[0] or 0) for part in token["numbers"].split(";")] if token["numbers"] else []
        )
        if middle == "$" and final == "p" and private == "?":
            self._answer_mode(numbers[0])
        elif middle:
            return
        elif private == "?":
            self._private(final, numbers)
        elif private:
            self._extended(private + final, numbers)
        elif final == "m":
            self._do("select_graphic_rendition", *_plain_colours(token["numbers"]))
        elif not self._answered(final, numbers):
            self._do(pyte.Stream.csi.get(final), *numbers)

    def _answer_mode(self, mode: int) -> None:
        known = mode in self.modes or mode in MOUSE | ALTERNATE_SCREEN | {SYNCHRONISED, BRACKETED_PASTE}
        state = 0 if not known else 1 if mode in self.modes else 2
        self._answer(f"\x1b[?{mode};{state}$y")

    def _answered(self, final: str, numbers: list[int]) -> bool:
        cursor = self.screen.cursor
        answer = {
            ("c", 0): "\x1b[?62;22c",
            ("n", 5): "\x1b[0n",
            ("n", 6): f"\x1b[{cursor.y + 1};{cursor.x + 1}R",
            ("t", 18): f"\x1b[8;{self.screen.lines};{self.screen.columns}t",
        }.get((final, numbers[0] if numbers else 0))
        if answer:
            self._answer(answer)
        return bool(answer)

    def _extended(self, sequence: str, numbers: list[int]) -> None:
        if sequence == ">u":
            self.keyboard.append(numbers[0] if numbers else 0)
        elif sequence == "<u":
            del self.keyboard[-max(numbers[0] if numbers else 1, 1) :]
        elif sequence == ">q":
            self._answer("\x1bP>|pty\x1b\\")
        elif sequence == ">c":
            self._answer("\x1b[>1;10;0c")

    def _private(self, final: str, numbers: list[int]) -> None:
        if final in "JK":
            self._do(pyte.Stream.csi[final], *numbers)
        elif final in "hl":
            for mode in numbers:
                self._set(mode, on=final == "h")

    def _set(self, mode: int, *, on: bool) -> None:
        (self.modes.add if on else self.modes.discard)(mode)
        if mode in ALTERNATE_SCREEN:
            # A terminal may be told twice; the second time changes nothing.
            if on and self._alternate is None:
                self._alternate = pyte.Screen(self._main.columns, self._main.lines)
            elif not on:
                self._alternate = None
        elif mode in {6, 7, CURSOR_SHOWN}:
            (self.screen.set_mode if on else self.screen.reset_mode)(mode, private=True)


def _plain_colours(numbers: str) -> list[int]:
    """Return the numbers of an SGR with what is written with colons written with semicolons."""
    plain: list[int] = []
    for part in numbers.split(";"):
        head, *rest = part.split(":")
        if head in {"38", "48"} and rest[:1] == ["2"]:
            # Between the 2 and the three colours there may be the number of a colour space.
            plain += [int(head), 2, *(int(number or 0) for number in rest[-3:])]
        elif head == "4" and rest:
            plain.append(24 if rest[0] == "0" else 4)
        else:
            plain += [int(number or 0) for number in (head, *rest)]
    return plain
